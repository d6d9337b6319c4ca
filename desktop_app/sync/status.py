"""The state of the exchange in figures, read from the store."""

from datetime import date

from sqlalchemy import Connection

from desktop_app.application.ports import SyncStatus

_LEFT = "SELECT coalesce(sum(last + 1 - next), 0) FROM lease WHERE day = ?"
_LOCAL = (
    "SELECT (SELECT count(*) FROM event WHERE seq IS NULL AND n IS NOT NULL) AS waiting,"
    " (SELECT min(at) FROM event WHERE seq IS NULL AND n IS NOT NULL) AS oldest_waiting,"
    " (SELECT coalesce(sum(last + 1 - next), 0) FROM lease WHERE day = ?) AS numbers_left,"
    " (SELECT count(*) FROM parked) AS parked,"
    " (SELECT count(*) FROM dossier WHERE problems > 0) AS problems"
)


def numbers_left(connection: Connection, day: date) -> int:
    """How many dossier numbers this station still holds for a day."""
    left: int = connection.exec_driver_sql(_LEFT, (f"{day:%y%m%d}",)).scalar_one()
    return left


def local(connection: Connection, day: date) -> SyncStatus:
    """What the store alone says: mode and contact are filled in by whoever knows the line."""
    row = connection.exec_driver_sql(_LOCAL, (f"{day:%y%m%d}",)).one()
    return SyncStatus(mode="offline", **row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
