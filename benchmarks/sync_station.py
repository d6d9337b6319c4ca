"""Long waits of one station: until a backlog is at the centre, and until a new station knows the past of its office."""

import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import insert, select

from desktop_app.domain.clocktime import VN
from desktop_app.practice.filling import fill
from desktop_app.storage import schema, store
from desktop_app.sync import snapshot, tables
from desktop_app.sync.centre import Centre
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop
from desktop_app.sync.wire import Operation, Place, chained

NOW = datetime(2026, 10, 8, 12, tzinfo=VN)
SEED = 1
_COPIED_AT_ONCE = 5_000
_IN_ORDER = select(schema.event).order_by("at", "no").execution_options(yield_per=5_000)


def told(home: Path, dossiers: int, seed: int = SEED) -> store.StationStore:
    """A store with years of invented work, to take operations from."""
    made = store.create(home / "told")
    fill(made, dossiers, seed, NOW)
    return made


def station_with_backlog(source: store.StationStore, home: Path, centre: Centre, code: str, count: int) -> Any:
    """A station that has done so many operations, oldest first, and sent none of them."""
    sender = store.create(home / f"sender-{code}")
    identity = enrol(sender, centre, code, "sender")
    own = {"space": identity.space, "station": identity.stamp, "seq": None}
    with source.read() as unit, sender.write() as target:
        rows = islice(unit.connection.execute(_IN_ORDER).mappings(), count)
        numbered = [{**row, **own, "no": n, "n": n} for n, row in enumerate(rows, 1)]
        target.connection.execute(insert(schema.event), numbered)
        target.commit()
    return sender


def drain(sender: store.StationStore) -> dict[str, float]:
    """Seconds until everything that waited is confirmed, by the exchange as the program runs it."""
    loop = SyncLoop(sender)
    waited = loop.status().waiting
    began = time.perf_counter()
    status = loop.run_once()
    seconds = time.perf_counter() - began
    loop.stop()
    if status.waiting or status.mode != "online":
        raise RuntimeError("the backlog was not drained")
    return {"operations": waited, "seconds": seconds, "per_second": waited / seconds}


def ready(source: store.StationStore, home: Path, centre: Centre, url: str, code: str) -> dict[str, float]:
    """Seconds until a new station knows the whole past of an office and has exchanged once."""
    _past(source, centre, url, code)
    new = store.create(home / "new")
    began, worked = time.perf_counter(), time.process_time()
    enrol(new, centre, code, "new")
    snapshot.fetch(new, centre)
    loop = SyncLoop(new)
    loop.run_once()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    loop.stop()
    with new.read() as unit:
        dossiers = unit.connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
        events = unit.connection.exec_driver_sql("SELECT count(*) FROM event WHERE seq IS NOT NULL").scalar_one()
    new.close()
    return {"dossiers": dossiers, "operations": events, "seconds": seconds, "processor_seconds": worked}


def _past(source: store.StationStore, centre: Centre, url: str, code: str) -> None:
    """Writes the feed of an office as one station would have made it, without the way there."""
    identity = centre.enrol(code, "long ago", b"")
    (place,) = centre.heads([identity.space])
    names = ", ".join(column.name for column in tables.operation.columns)
    with source.read() as unit, psycopg.connect(url.replace("+psycopg", "")) as plain:
        rows = iter(unit.connection.execute(_IN_ORDER))
        while part := list(_operations(islice(rows, _COPIED_AT_ONCE), place.seq)):
            fed = chained(place, part)
            with plain.cursor().copy(f"COPY operation ({names}) FROM STDIN") as copy:
                for row in fed:
                    copy.write_row((identity.space, *row))
            place = Place(place.space, place.epoch, fed[-1].seq, fed[-1].hash)
        plain.execute(
            "UPDATE space SET head_seq = %s, head_hash = %s WHERE number = %s", (place.seq, place.hash, place.space)
        )


def _operations(rows: Iterator[Any], after: int) -> Iterator[Operation]:
    for n, row in enumerate(rows, after + 1):
        yield Operation(1, 1, n, row.id, row.subject, row.kind, row.at, row.actor, row.schema, row.body)
