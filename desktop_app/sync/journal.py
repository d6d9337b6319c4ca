"""What the sync did, as rows of the store for the page that shows it; never names, numbers or texts of people."""

import json
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.application.ports import ExchangeEntry
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.schema import sync_log

KEPT_ROWS = 5_000


def write(connection: Connection, at: str, what: str, **detail: Any) -> None:
    """Adds a row and forgets those before the newest 5,000."""
    added = connection.exec_driver_sql(
        "INSERT INTO sync_log (at, what, detail) VALUES (?, ?, ?)", (at, what, to_json(detail))
    )
    connection.exec_driver_sql("DELETE FROM sync_log WHERE no <= ?", (added.lastrowid - KEPT_ROWS,))


def newest(connection: Connection, count: int) -> list[ExchangeEntry]:
    """The newest rows, newest first."""
    statement = select(sync_log.c.at, sync_log.c.what, sync_log.c.detail).order_by(sync_log.c.no.desc()).limit(count)
    return [ExchangeEntry(row.at, row.what, json.loads(row.detail)) for row in connection.execute(statement)]
