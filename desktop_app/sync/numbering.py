"""Dossier numbers at the station: held in advance, and given later to dossiers that were received without."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert

from desktop_app.application.settings import KIND, OFFICE, office_settings
from desktop_app.domain.codes import make_dossier_code
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage.schema import lease
from desktop_app.storage.unit import StoreUnit
from desktop_app.sync.wire import Numbers, Series

# Setting of the office beside its others: how many numbers a station is given at a time; 0: numbers are given one by
# one while connected, so that they follow the order of reception in the whole office.
BLOCK_SETTING = "lease_block"
BLOCK = 40
REFILL_AT = 0.4
DAYS_AHEAD = 2

CODE_ASSIGNED = "dossier.code_assigned"
# Whoever came with the code of another system is called by that; a reception without a time is one that makes no sense.
# A code that was given and has no effect here would have none a second time: the exchange would never end.
_UNCODED = (
    "SELECT DISTINCT dossier.id, dossier.received_at FROM dossier JOIN event ON event.subject = dossier.id"
    " WHERE dossier.code IS NULL AND dossier.official_code IS NULL AND dossier.received_at <> ''"
    " AND event.kind IN ('dossier.received', 'dossier.accepted') AND event.station GLOB ?"
    " AND NOT EXISTS (SELECT 1 FROM event AS given WHERE given.subject = dossier.id"
    " AND given.kind = 'dossier.code_assigned')"
    " ORDER BY dossier.received_at, dossier.id"
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a station has to see to about its numbers.

    `missing` are series of which to lease, and how many; `past` are blocks of days that are over, each with the first
    number that was not issued; `without_code` counts dossiers that this station received without a code.
    """

    missing: list[tuple[Series, int]]
    past: list[tuple[Numbers, int]]
    without_code: int


def needs(unit: StoreUnit, today: date) -> Needs:
    """What there is to see to on a day."""
    setting = unit.reference(KIND, OFFICE)
    own = setting.value.get("unit", "") if setting else unit.identity.unit
    block = int(setting.value.get(BLOCK_SETTING, BLOCK)) if setting else BLOCK
    leases = unit.connection.exec_driver_sql("SELECT unit, day, first, last, next FROM lease ORDER BY id").all()
    wanted: dict[str, int] = {}
    for day in _days(today):
        key = f"{day:%y%m%d}"
        left = sum(row.last + 1 - row.next for row in leases if (row.unit, row.day) == (own, key))
        if left <= block * REFILL_AT:
            wanted[key] = block
    waiting = _without_code(unit)
    for _, received_at in waiting:
        key = f"{received_at:%y%m%d}"
        wanted[key] = wanted.get(key, 0) + 1
    return Needs(
        missing=[(Series(own, day), count) for day, count in sorted(wanted.items()) if own and count],
        past=[
            (Numbers(Series(row.unit, row.day), row.first, row.last), row.next)
            for row in leases
            if row.day < f"{today:%y%m%d}"
        ],
        without_code=len(waiting),
    )


def keep(unit: StoreUnit, numbers: Numbers) -> None:
    """Adds numbers that the centre gave to this station alone."""
    values = {"first": numbers.first, "last": numbers.last, "next": numbers.first}
    unit.connection.execute(insert(lease).values(unit=numbers.series.unit, day=numbers.series.day, **values))


def assign(unit: StoreUnit, now: datetime) -> frozenset[str]:
    """Gives codes to the dossiers that this station received without, in the order of reception; says to which."""
    settings = office_settings(unit)
    events = []
    for dossier_id, received_at in _without_code(unit):
        sequence = unit.next_sequence(settings.unit, f"{received_at:%y%m%d}")
        if sequence is not None:
            code = make_dossier_code(
                settings.unit, received_at.date(), sequence, settings.code_width, settings.code_system
            )
            data = {"code": str(code)}
            events.append(Event(uuid7(), dossier_id, CODE_ASSIGNED, now.isoformat(), "", unit.identity.stamp, data))
    if events:
        unit.append(events)
    return frozenset(one.subject for one in events)


def forget(unit: StoreUnit, settled: list[tuple[Numbers, int]]) -> None:
    """Drops blocks that the centre knows to be settled, unless they were used since."""
    for numbers, following in settled:
        place = (lease.c.unit == numbers.series.unit, lease.c.day == numbers.series.day, lease.c.first == numbers.first)
        unit.connection.execute(delete(lease).where(*place, lease.c.next == following))


def _days(today: date) -> Iterator[date]:
    """Today and the next days that may be working days: a number leased for a day off is merely not used."""
    day, found = today, 0
    while found <= DAYS_AHEAD:
        if day == today or day.isoweekday() != 7:
            yield day
            found += 1
        day += timedelta(days=1)


def _without_code(unit: StoreUnit) -> list[tuple[str, datetime]]:
    """Dossiers without a code that this station received, under whichever incarnation, oldest first."""
    own = f"{unit.identity.space}-{unit.identity.station}-*"
    return [
        (row.id, datetime.fromisoformat(row.received_at)) for row in unit.connection.exec_driver_sql(_UNCODED, (own,))
    ]
