"""The state of the exchange in figures, read from the store."""

from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from desktop_app.application.ports import SyncStatus
from desktop_app.storage.schema import dossier, event, lease, parked
from desktop_app.sync import outbox

_LEFT = select(func.coalesce(func.sum(lease.c.last + 1 - lease.c.next), 0)).where(lease.c.day == bindparam("day"))
_LOCAL = select(
    select(func.count()).where(*outbox.WAITS).scalar_subquery().label("waiting"),
    select(func.min(event.c.at)).where(*outbox.WAITS).scalar_subquery().label("oldest_waiting"),
    _LEFT.scalar_subquery().label("numbers_left"),
    select(func.count()).select_from(parked).scalar_subquery().label("parked"),
    select(func.count()).where(dossier.c.problems > 0).scalar_subquery().label("problems"),
)


def numbers_left(connection: Connection, day: date) -> int:
    """How many dossier numbers this station still holds for a day."""
    left: int = connection.execute(_LEFT, {"day": f"{day:%y%m%d}"}).scalar_one()
    return left


def local(connection: Connection, day: date) -> SyncStatus:
    """What the store alone says: mode and contact are filled in by whoever knows the line."""
    row = connection.execute(_LOCAL, {"day": f"{day:%y%m%d}"}).one()
    return SyncStatus(mode="offline", **row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
