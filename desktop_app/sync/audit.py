"""Proving that what the centre holds is whole: chains, logs, heads and projection agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select

from desktop_app.sync import feed, tables
from desktop_app.sync.wire import FeedRow, Place, chain

_space = tables.space
_PAGE_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class FeedFault:
    """Where the feed of a space is not what it should be: the first operation concerned, and what is wrong with it.

    `what` is one of: gap, payload, chain, log (a station's numbers are not 1, 2, 3 …), head.
    """

    space: int
    seq: int
    what: str


def verify(engine: Engine) -> Iterator[FeedFault]:
    """Goes through the feed of every space; one fault for each that is broken, at its first broken place."""
    with engine.connect() as connection:
        spaces = list(connection.scalars(select(_space.c.number).order_by(_space.c.number)))
    for head in feed.heads(engine, spaces):
        fault = _first_fault(engine, head)
        if fault:
            yield FeedFault(head.space, *fault)


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
