"""Reading the feeds: where they end, and what follows a place in one."""

from collections.abc import Sequence

from sqlalchemy import Engine, bindparam, select

from desktop_app.sync import tables
from desktop_app.sync.wire import FeedRow, Page, Place

_space, _operation = tables.space, tables.operation

_HEADS = select(_space.c.number, _space.c.epoch, _space.c.head_seq, _space.c.head_hash).where(
    _space.c.number.in_(bindparam("spaces", expanding=True))
)
# Begins at the place that is asked for, so that one statement shows whether this history contains it.
_ROWS = (
    select(*(_operation.c[name] for name in FeedRow._fields))
    .where(_operation.c.space == bindparam("space"), _operation.c.seq >= bindparam("seq"))
    .order_by(_operation.c.seq)
    .limit(bindparam("count"))
)
_HASH = select(_operation.c.hash).where(_operation.c.space == bindparam("space"), _operation.c.seq == bindparam("seq"))


def heads(engine: Engine, spaces: Sequence[int]) -> list[Place]:
    """Where these feeds end; spaces that the centre does not know are left out."""
    with engine.connect() as connection:
        return [Place(*row) for row in connection.execute(_HEADS, {"spaces": list(spaces)})]


def pull(engine: Engine, after: Place, limit: int) -> Page:
    """The rows after a place in a feed, at most `limit`; `follows` is False where there is no such place."""
    with engine.connect() as connection:
        head = Place(*connection.execute(_HEADS, {"spaces": [after.space]}).one())
        if after.epoch != head.epoch:
            return Page(head, follows=False)
        found = connection.execute(_ROWS, {"space": after.space, "seq": max(after.seq, 1), "count": limit + 1})
        rows = [FeedRow._make(row) for row in found]
    if after.seq == 0:
        return Page(head, rows[:limit])
    if not rows or rows[0].seq != after.seq or rows[0].hash != after.hash:
        return Page(head, follows=False)
    return Page(head, rows[1:])


def hash_at(engine: Engine, space: int, seq: int) -> bytes | None:
    """The hash of the feed after `seq`, None where it is not that long."""
    with engine.connect() as connection:
        found: bytes | None = connection.scalar(_HASH, {"space": space, "seq": seq})
        return found
