"""After an update: what an older program kept without understanding it is read again."""

import json
from typing import Any

from sqlalchemy import Connection, Row, delete

from desktop_app.domain.events import SCHEMA
from desktop_app.domain.states import MOVES
from desktop_app.storage import projection, references, schema
from desktop_app.storage.store import StationStore
from desktop_app.storage.unit import all_meta, set_meta

# Which schema and which kinds of events, under which ruling, the program knew that read this store last.
_READ_AS = "events.read_as"
_STRANGE = (
    "SELECT DISTINCT subject FROM event WHERE substr(kind, 1, 8) = 'dossier.'"
    " AND (schema > ? OR kind IN (SELECT value FROM json_each(?)))"
)
_SPACES = "SELECT DISTINCT space FROM event WHERE kind = ? AND schema > ?"
_PUBLISHED = "SELECT * FROM event WHERE kind = ? AND space = ? ORDER BY seq IS NULL, seq, no"
_CHUNK = 200


def read_anew(store: StationStore) -> int:
    """Folds anew the dossiers with events that are understood only since the last update; gives how many.

    To be called when a store is opened. Broken off, it begins again at the next start.
    """
    kinds = {move.kind if move.ruling == 1 else f"{move.kind}/{move.ruling}" for move in MOVES.values()}
    now = json.dumps({"schema": SCHEMA, "kinds": sorted(kinds)})
    with store.read() as unit:
        known = all_meta(unit.connection).get(_READ_AS)
        if known == now:
            return 0
        before: dict[str, Any] = json.loads(known or now)
        learned = json.dumps(sorted(kind.partition("/")[0] for kind in kinds - set(before["kinds"])))
        found = unit.connection.exec_driver_sql(_STRANGE, (before["schema"], learned))
        dossiers = [row.subject for row in found]
        spaces = [row.space for row in unit.connection.exec_driver_sql(_SPACES, (references.KIND, before["schema"]))]
    for start in range(0, len(dossiers), _CHUNK):
        with store.write_behind() as unit:
            projection.refresh(unit.connection, dossiers[start : start + _CHUNK])
            unit.commit()
    with store.write() as unit:
        for space in spaces:
            _publish_anew(unit.connection, space)
        set_meta(unit.connection, _READ_AS, now)
        unit.commit()
    return len(dossiers)


def _publish_anew(connection: Connection, space: int) -> None:
    connection.execute(delete(schema.reference).where(schema.reference.c.space == space))
    rows: list[Row[Any]] = list(connection.exec_driver_sql(_PUBLISHED, (references.KIND, space)))
    references.write(connection, space, [projection.read_event(row) for row in rows])
