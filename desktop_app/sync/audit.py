"""Proving that what the centre holds is whole: chains, logs, heads and projection agree."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.storage.projection import row_of
from desktop_app.storage.upcast import upcast
from desktop_app.sync import attachment_parts, feed, tables
from desktop_app.sync.wire import FeedRow, Place, chain

_space, _operation, _dossier = tables.space, tables.operation, tables.dossier
_PAGE_ROWS = 1_000
_PAGE_DOSSIERS = 200
# `seq` says when a row was written, not what it holds.
_COMPARED = [column for column in _dossier.columns if column.name != "seq"]


@dataclass(frozen=True, slots=True)
class FeedFault:
    """Where a space is not what it should be: the first operation concerned, and what is wrong with it.

    `what` is one of: gap, payload, chain, log (a station's numbers are not 1, 2, 3 …), head, dossier (the row of a
    dossier is not what its operations fold into; `seq` is that of its last one), attachment (the content that this
    operation names is complete and does not fit its hash).
    """

    space: int
    seq: int
    what: str


def verify(engine: Engine) -> Iterator[FeedFault]:
    """Goes through the feed of every space; where it is whole, folds every dossier anew and compares its row.

    One fault for each feed that is broken, at its first broken place, and one for each row that differs.
    """
    for head in _heads(engine):
        fault = _first_fault(engine, head)
        if fault:
            yield FeedFault(head.space, *fault)
            continue
        yield from (FeedFault(head.space, seq, "dossier") for seq, _ in _strange_rows(engine, head.space))
        yield from (FeedFault(head.space, seq, "attachment") for seq in attachment_parts.damaged(engine, head.space))


def refold(engine: Engine) -> int:
    """Writes the rows of dossiers that are not what their operations fold into; gives how many there were.

    A newer program may fold otherwise than the one that wrote the row. Pushes of a space wait for one page at most.
    """
    written = 0
    for head in _heads(engine):
        for _, subject in list(_strange_rows(engine, head.space)):
            with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
                lock = select(_space.c.number).where(_space.c.number == head.space).with_for_update()
                connection.execute(lock)
                row, last = _folded(connection, head.space, [subject])[subject]
                connection.execute(delete(_dossier).where(_dossier.c.space == head.space, _dossier.c.id == subject))
                connection.execute(insert(_dossier).values(row | {"seq": last}))
                written += 1
    return written


def _heads(engine: Engine) -> list[Place]:
    with engine.connect() as connection:
        spaces = list(connection.scalars(select(_space.c.number).order_by(_space.c.number)))
    return feed.heads(engine, spaces)


def _strange_rows(engine: Engine, space: int) -> Iterator[tuple[int, str]]:
    """Dossiers whose row is missing or differs from the fold, with the place of their last operation."""
    after = ""
    subjects = select(_operation.c.subject).where(_operation.c.space == space, _operation.c.kind.startswith("dossier."))
    subjects = subjects.distinct().order_by(_operation.c.subject).limit(_PAGE_DOSSIERS)
    while True:
        # One moment for both, so that a push in between is no difference.
        options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        with engine.connect().execution_options(**options) as connection, connection.begin():
            page = list(connection.scalars(subjects.where(_operation.c.subject > after)))
            if not page:
                return
            rows = connection.execute(select(*_COMPARED).where(_dossier.c.space == space, _dossier.c.id.in_(page)))
            there = {row.id: dict(row) for row in rows.mappings()}
            folded = _folded(connection, space, page)
        for subject, (row, last) in folded.items():
            if there.get(subject) != row:
                yield last, subject
        after = page[-1]


def _folded(connection: Connection, space: int, subjects: Sequence[str]) -> dict[str, tuple[dict[str, Any], int]]:
    """What the operations of each dossier fold into, as its row without `seq`, and the place of the last one."""
    statement = select(_operation).where(
        _operation.c.space == space, _operation.c.subject.in_(subjects), _operation.c.kind.startswith("dossier.")
    )
    events: dict[str, list[Event]] = {}
    ends: dict[str, int] = {}
    for row in connection.execute(statement.order_by(_operation.c.seq)):
        stamp = f"{space}-{row.station}-{row.incarnation}"
        written = Event(row.id, row.subject, row.kind, row.at, row.actor, stamp, json.loads(row.body), row.schema)
        events.setdefault(row.subject, []).append(upcast(written))
        ends[row.subject] = row.seq
    folded = {}
    for subject, happened in events.items():
        dossier = fold(subject, happened)
        values = row_of(dossier) | {"space": space, "national_status": dossier.national_status}
        folded[subject] = ({column.name: values[column.name] for column in _COMPARED}, ends[subject])
    return folded


def _first_fault(engine: Engine, head: Place) -> tuple[int, str] | None:
    ends: dict[tuple[int, int], int] = {}
    at = Place(head.space, head.epoch)
    while at.seq < head.seq:
        rows = [row for row in feed.pull(engine, at, _PAGE_ROWS).rows if row.seq <= head.seq]
        for row in rows:
            what = _fault(at, row, ends)
            if what:
                return row.seq, what
            at = Place(at.space, at.epoch, row.seq, row.hash)
        if not rows:
            return at.seq + 1, "gap"
    return None if at == head else (head.seq, "head")


def _fault(at: Place, row: FeedRow, ends: dict[tuple[int, int], int]) -> str | None:
    log = (row.station, row.incarnation)
    ends[log] = ends.get(log, 0) + 1
    if row.seq != at.seq + 1:
        return "gap"
    if row.operation.payload_hash(at.space) != row.payload_hash:
        return "payload"
    if chain(at.hash, row.id, row.kind, row.payload_hash) != row.hash:
        return "chain"
    return None if row.n == ends[log] else "log"
