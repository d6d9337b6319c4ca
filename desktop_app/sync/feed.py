"""Reading the feeds: where they end, and what follows a place in one; each question in one round trip."""

from collections.abc import Sequence

from sqlalchemy import Engine

from desktop_app.sync.database import ask
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.wire import FeedRow, Page, Place

_HEADS = "SELECT number, epoch, head_seq, head_hash FROM space WHERE number = ANY(:spaces)"
_HEAD = "SELECT number, epoch, head_seq, head_hash FROM space WHERE number = :space"
# Begins at the place that is asked for, so that one statement shows whether this history contains it.
_ROWS = (
    "SELECT seq, station, incarnation, n, id, subject, kind, at, actor, schema, body, payload_hash, hash FROM operation"
    " WHERE space = :space AND seq >= :seq ORDER BY seq LIMIT :count"
)
_HASH = "SELECT hash FROM operation WHERE space = :space AND seq = :seq"


def heads(engine: Engine, spaces: Sequence[int]) -> list[Place]:
    """Where these feeds end; spaces that the centre does not know are left out."""
    (found,) = ask(engine, [_HEADS], {"spaces": list(spaces)})
    return [Place(*row) for row in found]


def pull(engine: Engine, after: Place, limit: int) -> Page:
    """The rows after a place in a feed, at most `limit`; `follows` is False where there is no such place."""
    values = {"space": after.space, "seq": max(after.seq, 1), "count": limit + 1}
    ends, found = ask(engine, [_HEAD, _ROWS], values)
    if not ends:
        raise Unreachable("space")
    head = Place(*ends[0])
    if after.epoch != head.epoch:
        return Page(head, follows=False)
    rows = [FeedRow._make(row) for row in found]
    if after.seq == 0:
        return Page(head, rows[:limit])
    if not rows or rows[0].seq != after.seq or rows[0].hash != after.hash:
        return Page(head, follows=False)
    return Page(head, rows[1:])


def hash_at(engine: Engine, space: int, seq: int) -> bytes | None:
    """The hash of the feed after `seq`, None where it is not that long."""
    (found,) = ask(engine, [_HASH], {"space": space, "seq": seq})
    return found[0][0] if found else None
