"""What this station has done and the centre's feed has not brought back yet."""

import base64
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from desktop_app.application.ports import Identity, Parked, Waiting
from desktop_app.domain.events import SCHEMA
from desktop_app.ids import uuid7
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.schema import counter, dossier, event, parked
from desktop_app.storage.unit import OPERATION
from desktop_app.sync.wire import BATCH_BYTES, BATCH_OPERATIONS, PARKED, Operation

# Parked content travels to the centre in an operation of its own, which must itself have room.
_LARGEST_COPY = 100_000

_OF_DOSSIER = dossier.c.id == event.c.subject
_LABEL = func.coalesce(dossier.c.code, dossier.c.official_code, dossier.c.receipt_number, "").label("label")
WAITS = (event.c.seq.is_(None), event.c.n.is_not(None))
_PENDING = (
    "SELECT no, station, n, id, subject, kind, at, actor, schema, body FROM event"
    " WHERE seq IS NULL AND n IS NOT NULL AND no > ? ORDER BY no LIMIT ?"
)
_MOVE = (
    update(event)
    .where(event.c.no == bindparam("its_no"))
    .values({name: bindparam(f"to_{name}") for name in ("no", "space", "station", "n")})
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Operations in the order in which they were done, and where each stands in the outbox; `rest`: more wait."""

    operations: list[Operation]
    places: list[int]
    rest: bool


def batch(connection: Connection, after: int) -> Batch:
    """The operations that follow a place in the outbox (0: its beginning), as many as one push may carry."""
    rows = connection.exec_driver_sql(_PENDING, (after, BATCH_OPERATIONS + 1)).all()
    size, end = 0, 0
    for row in rows[:BATCH_OPERATIONS]:
        size += len(row.body.encode())
        if end and size > BATCH_BYTES:
            break
        end += 1
    taken = rows[:end]
    return Batch([operation(row) for row in taken], [row.no for row in taken], rest=end < len(rows))


def parked_operations(connection: Connection) -> list[Parked]:
    """What waits for a person to decide, oldest first."""
    columns = (event.c.id, event.c.subject, event.c.kind, event.c.at, event.c.actor, parked.c.reason, parked.c.at)
    # An outer join keeps the order of the tables: SQLite would else read every event to find the few that are parked.
    found = select(*columns, _LABEL).select_from(parked).outerjoin(event, parked.c.event == event.c.id)
    statement = found.outerjoin(dossier, _OF_DOSSIER)
    return [Parked(*row) for row in connection.execute(statement.order_by(parked.c.at, event.c.no))]


def waiting_operations(connection: Connection, count: int) -> list[Waiting]:
    """The oldest operations that the feed has not brought back."""
    columns = (event.c.id, event.c.subject, _LABEL, event.c.kind, event.c.at, event.c.actor)
    statement = select(*columns).outerjoin(dossier, _OF_DOSSIER).where(*WAITS, event.c.kind != PARKED)
    return [Waiting(*row) for row in connection.execute(statement.order_by(event.c.no).limit(count))]


def park(connection: Connection, refused: Operation, reason: str, tries: int, at: str) -> None:
    """Takes an operation out of the way of those behind it; an operation that tells of it takes its number.

    Its event stays effective here, because it was done and perhaps printed, until a person has decided.
    """
    row = connection.execute(select(event).where(event.c.id == refused.id, *WAITS)).first()
    if row is None:
        return
    content = row.body.encode("utf-8", "surrogatepass")
    body = {
        "event": row.id,
        "kind": row.kind,
        "at": row.at,
        "reason": reason,
        "content": base64.b64encode(content).decode() if len(content) <= _LARGEST_COPY else "",
    }
    set_aside(connection, row)
    said = marker(body, at)
    kept = {name: getattr(row, name) for name in ("no", "station", "space", "n", "seq")}
    connection.execute(insert(event).values(said | kept))
    connection.execute(insert(parked).values(event=row.id, tries=tries, reason=reason, at=at))


def unpark(connection: Connection, identity: Identity, event_id: str) -> None:
    """Sends a parked operation again, as the newest one of this station."""
    if connection.execute(delete(parked).where(parked.c.event == event_id)).rowcount:
        number = connection.scalar(select(event.c.no).where(event.c.id == event_id))
        renumber(connection, identity, [number or 0])


def marker(body: dict[str, Any], at: str) -> dict[str, Any]:
    """The content of an operation that stands in for another one."""
    return {
        "id": uuid7(),
        "subject": "sync",
        "kind": PARKED,
        "at": at,
        "actor": "",
        "schema": SCHEMA,
        "body": to_json(body),
    }


def set_aside(connection: Connection, row: Row[Any]) -> None:
    """Takes the number of an operation away and its place in the outbox, so that another may stand there."""
    last = connection.scalar(select(func.max(event.c.no))) or 0
    values = {"its_no": row.no, "to_no": last + 1, "to_space": row.space, "to_station": row.station, "to_n": None}
    connection.execute(_MOVE, values)


def renumber(connection: Connection, identity: Identity, places: list[int]) -> None:
    """Makes these events, in this order, the newest operations of the station's present incarnation."""
    if not places:
        return
    last = connection.scalar(select(func.max(event.c.no))) or 0
    begun = connection.scalar(select(counter.c.value).where(counter.c.name == OPERATION)) or 0
    moves = [
        {
            "its_no": place,
            "to_no": last + index,
            "to_space": identity.space,
            "to_station": identity.stamp,
            "to_n": begun + index,
        }
        for index, place in enumerate(places, 1)
    ]
    connection.execute(_MOVE, moves)
    set_counter(connection, begun + len(places))


def places_of(connection: Connection, stamp: str) -> list[int]:
    """Where the waiting operations of one incarnation stand, in their order."""
    return list(connection.scalars(select(event.c.no).where(*WAITS, event.c.station == stamp).order_by(event.c.no)))


def set_counter(connection: Connection, value: int) -> None:
    """Sets the number of the last operation of the present incarnation."""
    connection.execute(delete(counter).where(counter.c.name == OPERATION))
    connection.execute(insert(counter).values(name=OPERATION, value=value))


def operation(row: Row[Any]) -> Operation:
    """The operation that a row of `event` stands for."""
    _, station, incarnation = map(int, row.station.split("-"))
    return Operation(
        station, incarnation, row.n, row.id, row.subject, row.kind, row.at, row.actor, row.schema, row.body
    )
