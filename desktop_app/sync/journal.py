"""What the sync did, as rows of the store for the page that shows it; never names, numbers or texts of people."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from desktop_app.storage.jsontext import to_json
from desktop_app.storage.schema import sync_log

KEPT_ROWS = 5_000


def write(connection: Connection, at: str, what: str, **detail: Any) -> None:
    """Adds a row and forgets those before the newest 5,000."""
    number = connection.execute(insert(sync_log).values(at=at, what=what, detail=to_json(detail))).lastrowid
    connection.execute(delete(sync_log).where(sync_log.c.no <= number - KEPT_ROWS))


def newest(connection: Connection, count: int) -> list[tuple[str, str, str]]:
    """The newest rows (at, what, detail as JSON), newest first."""
    statement = select(sync_log.c.at, sync_log.c.what, sync_log.c.detail).order_by(sync_log.c.no.desc()).limit(count)
    return [tuple(row) for row in connection.execute(statement)]
