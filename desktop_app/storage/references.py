"""Reference data: what the desk works with, dated, from country, province and office; the narrowest scope wins."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.application.ports import Reference
from desktop_app.domain.events import SCHEMA, Event
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.schema import reference as table

# The kind of event by which reference data travels in a feed; its subject is the kind of the piece.
KIND = "reference.put"
_LAST_DAY = "9999-12-31"

# Spaces are numbered from the widest (country) to the narrowest (office): the last row of a key wins. What holds from
# the beginning has no day, and no day sorts before every day.
_ALL = (
    select(table)
    .where(table.c.kind == bindparam("kind"), table.c.valid_from <= bindparam("on"))
    .order_by(table.c.key, table.c.space, table.c.valid_from)
)
# Asked in every exchange and every intake: written out, as in `storage.unit`.
_ONE = (
    "SELECT kind, key, body, valid_from, space FROM reference WHERE kind = ? AND key = ? AND valid_from <= ?"
    " ORDER BY space DESC, valid_from DESC LIMIT 1"
)


def payload(item: Reference) -> dict[str, Any]:
    """The body of the event that publishes this piece."""
    return {"kind": item.kind, "key": item.key, "valid_from": item.valid_from, "value": dict(item.value)}


def write(connection: Connection, space: int, events: Iterable[Event]) -> None:
    """Writes what these events publish; a later one of the same key and day replaces an earlier one.

    What a newer program published waits until this one is updated (`upcast_anew`): what held before it goes on to hold.
    """
    rows = [
        {
            "space": space,
            "kind": event.data["kind"],
            "key": event.data["key"],
            "valid_from": event.data["valid_from"],
            "body": to_json(event.data["value"]),
        }
        for event in events
        if event.kind == KIND and event.schema <= SCHEMA
    ]
    if not rows:
        return
    statement = insert(table)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["space", "kind", "key", "valid_from"], set_={"body": statement.excluded.body}
        ),
        rows,
    )


def one(connection: Connection, kind: str, key: str, on: str) -> Reference | None:
    """The piece in force on a day; empty: the newest."""
    found = connection.exec_driver_sql(_ONE, (kind, key, on or _LAST_DAY)).first()
    return _read(found) if found else None


def all_of(connection: Connection, kind: str, on: str) -> list[Reference]:
    """All pieces of a kind in force on a day, one per key, by key."""
    found = {row.key: row for row in connection.execute(_ALL, {"kind": kind, "on": on or _LAST_DAY})}
    return [_read(row) for row in found.values()]


def history(connection: Connection, space: int, kind: str, key: str) -> list[Reference]:
    """All pieces of one space under one key, earliest first."""
    found = select(table).where(table.c.space == space, table.c.kind == kind, table.c.key == key)
    return [_read(row) for row in connection.execute(found.order_by(table.c.valid_from))]


def _read(row: Row[Any]) -> Reference:
    return Reference(row.kind, row.key, json.loads(row.body), row.valid_from, row.space)
