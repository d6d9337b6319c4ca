"""Taking pages of a feed into the station's store: checked, in one transaction, own work recognised."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.domain.events import Event
from desktop_app.storage import projection, references
from desktop_app.storage.schema import event
from desktop_app.storage.upcast import upcast
from desktop_app.sync.wire import FeedRow, Page, Place, chain

_KNOWN = "SELECT id, no FROM event WHERE id IN (SELECT value FROM json_each(?))"
# The feed's word is final, so that what stations hold cannot differ by a byte.
_CONFIRM = (
    "UPDATE event SET subject = ?, kind = ?, at = ?, actor = ?, station = ?, schema = ?, body = ?, n = ?, seq = ?"
    " WHERE no = ?"
)
_WRITE_PLACE = "INSERT OR REPLACE INTO cursor (space, epoch, seq, hash) VALUES (?, ?, ?, ?)"
_UNPARK = "DELETE FROM parked WHERE event = ?"
_PENDING_REFERENCES = (
    select(event)
    .where(event.c.seq.is_(None), event.c.n.is_not(None), event.c.kind == references.KIND)
    .order_by(event.c.no)
)


class BrokenFeed(Exception):  # noqa: N818 - says what is the case
    """A page does not continue what this station has verified; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a page did: how far the feed is read now, and the dossiers concerned.

    `forgotten` is True where the page brought operations of this very incarnation that the store does not know.
    """

    place: Place
    dossiers: frozenset[str]
    forgotten: bool


def places(connection: Connection) -> dict[int, Place]:
    """How far every feed has been read that this store has begun to read."""
    rows = connection.exec_driver_sql("SELECT space, epoch, seq, hash FROM cursor")
    return {row.space: Place(*row) for row in rows}


def write_place(connection: Connection, to: Place) -> None:
    """Remembers how far a feed has been read."""
    connection.exec_driver_sql(_WRITE_PLACE, (to.space, to.epoch, to.seq, to.hash))


def confirm(connection: Connection, rows: Sequence[FeedRow], at: Place) -> Place:
    """Takes as confirmed what was just sent from the beginning of the outbox, and moves the cursor.

    Nothing is folded: what waits comes after what is confirmed, and so these operations keep their order.
    BrokenFeed as for `apply_page`.
    """
    if places(connection).get(at.space) != at:
        raise BrokenFeed("cursor")
    known = _known(connection, rows)
    if len(known) != len(rows):
        raise BrokenFeed("outbox")
    _write_confirmed(connection, at.space, rows, known)
    after = Place(at.space, at.epoch, rows[-1].seq, rows[-1].hash)
    write_place(connection, after)
    return after


def apply_page(connection: Connection, page: Page, at: Place, stamp: str) -> Applied:
    """Takes a page that follows the place `at`, and moves the cursor, in the caller's transaction.

    `stamp` is the station's own.

    BrokenFeed where the page leaves a gap, does not chain, or the cursor is not where the caller believed: then another
    process has read on meanwhile, and the page must be asked for again.
    """
    if places(connection).get(at.space) != at:
        raise BrokenFeed("cursor")
    after = _verified(page.rows, at)
    known = _known(connection, page.rows)
    own = [row for row in page.rows if row.id in known]
    fresh = [_event_row(at.space, row) for row in page.rows if row.id not in known]
    _write_confirmed(connection, at.space, own, known)
    projection.INSERT_EVENTS.write(connection, fresh)
    write_place(connection, after)
    dossiers = frozenset(row.subject for row in page.rows if row.kind.startswith("dossier."))
    projection.refresh(connection, dossiers)
    _write_references(connection, at.space, page.rows)
    return Applied(after, dossiers, any(row["station"] == stamp for row in fresh))


def _verified(rows: Iterable[FeedRow], at: Place) -> Place:
    seq, last = at.seq, at.hash
    for row in rows:
        seq += 1
        if row.seq != seq:
            raise BrokenFeed("gap")
        if row.operation.payload_hash(at.space) != row.payload_hash:
            raise BrokenFeed("payload")
        last = chain(last, row.id, row.kind, row.payload_hash)
        if last != row.hash:
            raise BrokenFeed("chain")
    return Place(at.space, at.epoch, seq, last)


def _event_row(space: int, row: FeedRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "subject": row.subject,
        "kind": row.kind,
        "at": row.at,
        "actor": row.actor,
        "station": f"{space}-{row.station}-{row.incarnation}",
        "schema": row.schema,
        "body": row.body,
        "space": space,
        "n": row.n,
        "seq": row.seq,
    }


def _known(connection: Connection, rows: Sequence[FeedRow]) -> dict[str, int]:
    """Which of the rows this store holds already, by id, and under which number."""
    return dict(connection.exec_driver_sql(_KNOWN, (json.dumps([row.id for row in rows]),)).all())


def _write_confirmed(connection: Connection, space: int, rows: Sequence[FeedRow], known: dict[str, int]) -> None:
    if rows:
        connection.exec_driver_sql(_UNPARK, [(row.id,) for row in rows])
        connection.exec_driver_sql(_CONFIRM, [_content(space, row, known[row.id]) for row in rows])


def _content(space: int, row: FeedRow, no: int) -> tuple[Any, ...]:
    stamp = f"{space}-{row.station}-{row.incarnation}"
    return (row.subject, row.kind, row.at, row.actor, stamp, row.schema, row.body, row.n, row.seq, no)


def _write_references(connection: Connection, space: int, rows: Iterable[FeedRow]) -> None:
    published = [
        upcast(Event(row.id, row.subject, row.kind, row.at, row.actor, "", json.loads(row.body), row.schema))
        for row in rows
        if row.kind == references.KIND
    ]
    if published:
        references.write(connection, space, published)
        # What was published here and is still on its way will be later in the feed: it keeps the last word.
        waiting = connection.execute(_PENDING_REFERENCES.where(event.c.space == space))
        references.write(connection, space, [projection.read_event(row) for row in waiting])
