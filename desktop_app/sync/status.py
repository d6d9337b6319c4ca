"""The state of the exchange in figures, read from the store."""

from datetime import date

from sqlalchemy import Connection, func, select

from desktop_app.application.ports import SyncStatus
from desktop_app.storage.schema import dossier, lease
from desktop_app.sync import outbox


def numbers_left(connection: Connection, day: date) -> int:
    """How many dossier numbers this station still holds for a day."""
    left = select(func.sum(lease.c.last + 1 - lease.c.next)).where(lease.c.day == f"{day:%y%m%d}")
    return connection.scalar(left) or 0


def local(connection: Connection, day: date) -> SyncStatus:
    """What the store alone says: mode and contact are filled in by whoever knows the line."""
    count, oldest = outbox.waiting(connection)
    problems = connection.scalar(select(func.count()).where(dossier.c.problems > 0))
    return SyncStatus(
        mode="offline",
        waiting=count,
        oldest_waiting=oldest,
        numbers_left=numbers_left(connection, day),
        parked=outbox.parked_count(connection),
        problems=problems or 0,
    )
