"""Numbers of the day at the centre: each is given to one station, once, and ends in one of four ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, insert, select, text, update

from desktop_app.application.ports import Identity
from desktop_app.sync import tables
from desktop_app.sync.wire import Numbers, Series

_lease, _space, _station = tables.number_lease, tables.space, tables.station
# In one statement, so that two who begin a day at once conflict at every isolation level in a way that is tried again.
_TAKE = text(
    "INSERT INTO number_counter (space, unit, day, next) VALUES (:space, :unit, :day, :begin + :count)"
    " ON CONFLICT (space, unit, day) DO UPDATE SET next = number_counter.next + :count RETURNING next"
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one block: every number of it is in exactly one of the four counts.

    `issued` stand on a dossier; `void` were given up (used without a trace, or lost with an earlier life of the
    station); `unused` were left over when the day was done; `outstanding` may still be issued.
    """

    numbers: Numbers
    station: int
    incarnation: int
    issued: int
    void: int
    unused: int
    outstanding: int


def grant(engine: Engine, identity: Identity, series: Series, count: int, at: str) -> Numbers:
    """The next `count` numbers of a day, recorded as this station's in the same transaction.

    An answer that is lost leaves numbers that nobody has: they are never given again.
    """
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        office = select(_space.c.first_number, _space.c.loss_until).where(_space.c.number == identity.space)
        beyond = connection.execute(office.with_for_update()).one()
        begin = beyond.first_number if series.day <= beyond.loss_until else 1
        values = {"space": identity.space, "begin": begin, "count": count, **series._asdict()}
        first = connection.execute(_TAKE, values).scalar_one() - count
        holder = {"space": identity.space, "station": identity.station, "incarnation": identity.incarnation}
        block = {"first": first, "last": first + count - 1, "granted_at": at, **series._asdict()}
        connection.execute(insert(_lease).values(holder | block))
    return Numbers(series, first, first + count - 1)


def settle(engine: Engine, identity: Identity, used: Sequence[tuple[Numbers, int]]) -> None:
    """Keeps how far the station has used these blocks: the first number of each that it did not issue."""
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        for numbers, following in used:
            series, first, _ = numbers
            connection.execute(
                update(_lease)
                .where(_lease.c.space == identity.space, _lease.c.unit == series.unit)
                .where(_lease.c.day == series.day, _lease.c.first == first)
                .values(issued_to=following)
            )


def fates(engine: Engine, space: int, series: Series) -> list[Fate]:
    """What became of every block of a series, by its first number."""
    code, table = tables.dossier.c.code, tables.dossier
    lives = select(_station.c.station, func.max(_station.c.incarnation)).where(_station.c.space == space)
    blocks = select(_lease).where(_lease.c.space == space, _lease.c.unit == series.unit, _lease.c.day == series.day)
    prefix = f"{series.unit}-{series.day}-"
    with engine.connect() as connection:
        newest = dict(connection.execute(lives.group_by(_station.c.station)).all())
        codes = connection.scalars(select(code).where(table.c.space == space, code.startswith(prefix, autoescape=True)))
        tails = (found.removeprefix(prefix) for found in codes)
        issued = {int(tail) for tail in tails if tail.isdecimal()}
        return [
            _fate(row, series, issued, lost=row.incarnation < newest.get(row.station, 0))
            for row in connection.execute(blocks.order_by(_lease.c.first))
        ]


def _fate(row: Any, series: Series, issued: set[int], *, lost: bool) -> Fate:
    block = range(row.first, row.last + 1)
    open_numbers = [number for number in block if number not in issued]
    void = unused = outstanding = 0
    if row.issued_to is not None:
        void = sum(number < row.issued_to for number in open_numbers)
        unused = len(open_numbers) - void
    elif lost:
        void = len(open_numbers)
    else:
        outstanding = len(open_numbers)
    counts = (len(block) - len(open_numbers), void, unused, outstanding)
    return Fate(Numbers(series, row.first, row.last), row.station, row.incarnation, *counts)
