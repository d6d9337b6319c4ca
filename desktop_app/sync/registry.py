"""Spaces and stations at the centre: made, enrolled, told apart, looked after."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import ColumnClause, Connection, Engine, Row, column, func, insert, select, table, update
from sqlalchemy.exc import DBAPIError

from desktop_app.application.ports import Identity
from desktop_app.application.station_register import StationLife, StationsTold
from desktop_app.domain.clocktime import VN
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.sync import tables
from desktop_app.sync.push import ACTIVE
from desktop_app.sync.wire import GENESIS, Place, StationReport

COUNTRY = 1
PROVINCES = (2, 99)
# Offices directly under the country; those of province P have P·1000 to P·1000 + 999, so that the centres of many
# provinces can be read as one (docs/scaling.md).
OFFICES = (100, 1_999)
OFFICES_OF_PROVINCE = 1_000
# What a receipt number has room for.
_LAST_STATION = 9999
_LAST_INCARNATION = 99

# More than an office gives out in a day, and than its stations hold of the days to come.
NUMBERS_SKIPPED = 5_000
LOSS_DAYS = 7
# What the number of a day has room for beside the two digits of a system.
_LAST_NUMBER = 999_999

_space, _station, _operation = tables.space, tables.station, tables.operation
_counter = tables.number_counter


class NewSpace(NamedTuple):
    """A space to be made: `unit` begins the codes of its dossiers, `parent` is the wider space it belongs to."""

    code: str
    name: str
    unit: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class StationRow(StationLife):
    """One life of a station with what only the centre's own tables tell: how far its log goes, and what it has read."""

    space: int
    last_n: int
    feed_seq: int | None


def add_space(engine: Engine, new: NewSpace, first: int, last: int) -> int:
    """The number of a new space, the lowest above those in use from `first` to `last`.

    Asked again for the same code, that of the one there is. Refusal("central.spaces_full").
    """
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        found = connection.scalar(select(_space.c.number).where(_space.c.code == new.code))
        if found is not None:
            return int(found)
        used = connection.scalar(select(func.max(_space.c.number)).where(_space.c.number.between(first, last)))
        number = first if used is None else int(used) + 1
        if number > last:
            raise Refusal("central.spaces_full")
        begun = {"number": number, "epoch": uuid7(), "head_seq": 0, "head_hash": GENESIS}
        begun |= {"packet_key": secrets.token_bytes(32), "first_number": 1, "loss_until": ""}
        connection.execute(insert(_space).values(new._asdict() | begun))
        return number


def space(engine: Engine, code: str) -> Row[Any]:
    """The row of the space with this code; Refusal("central.office_unknown", code=) where there is none."""
    with engine.connect() as connection:
        found = connection.execute(select(_space).where(_space.c.code == code)).first()
    if found is None:
        raise Refusal("central.office_unknown", code=code)
    return found


def ancestry(engine: Engine, space: int) -> list[int]:
    """The space and those above it, widest first."""
    with engine.connect() as connection:
        parents = dict(connection.execute(select(_space.c.number, _space.c.parent)).all())
    line: list[int] = []
    at: int | None = space
    while at is not None and at in parents and at not in line:
        line.append(at)
        at = parents[at]
    return line[::-1]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An operation that the log does not hold as it was made: `reason` is `forked` or why it could not be taken."""

    space: int
    id: str
    at: str
    station: int
    incarnation: int
    n: int
    reason: str


class Newcomer(NamedTuple):
    """A station that asks for an incarnation: its office, its name, and the key that proves its packets (Ed25519)."""

    office: str
    name: str
    public_key: bytes


def enrol(engine: Engine, url: str, new: Newcomer, at: str) -> Identity:
    """A station of this name under an incarnation that was never used before.

    Refusal("central.office_unknown", code=), ("central.stations_full").
    """
    number, name = space(engine, new.office).number, new.name
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        office = _lock(connection, number)
        own = _station.c.space == number
        found = connection.scalar(select(func.max(_station.c.station)).where(own, _station.c.name == name))
        # A life that a restored centre has forgotten may have come back without its name.
        lives = select(func.max(_station.c.incarnation)).where(own, _station.c.station == found)
        station, incarnation = (found, connection.scalar(lives) + 1) if found else (_LAST_STATION + 1, 1)
        if not found or incarnation > _LAST_INCARNATION:
            last = connection.scalar(select(func.max(_station.c.station)).where(own))
            station, incarnation = (last or 0) + 1, 1
        if station > _LAST_STATION:
            raise Refusal("central.stations_full")
        life = {"space": number, "station": station, "incarnation": incarnation, "name": name}
        life["public_key"] = new.public_key
        connection.execute(insert(_station).values(life | {"state": ACTIVE, "enrolled_at": at}))
    return Identity(
        space=number,
        station=station,
        incarnation=incarnation,
        office_code=office.code,
        office_name=office.name,
        station_name=name,
        unit=office.unit,
        central=url,
    )


def packet_key(engine: Engine, number: int) -> bytes:
    """The key that opens what stations of a space carry by hand."""
    with engine.connect() as connection:
        key: bytes = connection.execute(select(_space.c.packet_key).where(_space.c.number == number)).scalar_one()
        return key


def public_key(engine: Engine, stamp: str) -> bytes | None:
    """The key that proves a packet of this station and incarnation, None where the centre does not know it."""
    number, station, incarnation = map(int, stamp.split("-"))
    place = (_station.c.space == number, _station.c.station == station, _station.c.incarnation == incarnation)
    with engine.connect() as connection:
        found: bytes | None = connection.scalar(select(_station.c.public_key).where(*place))
        return found


def report(engine: Engine, identity: Identity, told: StationReport, now: datetime) -> float:
    """Keeps what a station says about itself; gives the seconds by which its clock is ahead of the centre's.

    `now` is the time of an embedded centre; a server is asked for its own.
    """
    values = {
        "name": identity.station_name,
        "version": told.version,
        "waiting": told.waiting,
        "oldest_waiting": told.oldest_waiting,
        "numbers_left": told.numbers_left,
        "feed_seq": told.feed_seq,
    }
    statement = update(_station).where(
        _station.c.space == identity.space,
        _station.c.station == identity.station,
        _station.c.incarnation == identity.incarnation,
    )
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            now = (connection.scalar(select(func.now())) or now).astimezone(VN)
        ahead = (datetime.fromisoformat(told.clock) - now).total_seconds()
        values |= {"last_seen": now.isoformat(), "clock_difference": ahead}
        if not connection.execute(statement.values(values)).rowcount:
            # A restored centre has forgotten the station.
            life = {"space": identity.space, "station": identity.station, "incarnation": identity.incarnation}
            values |= {"state": ACTIVE, "enrolled_at": now.isoformat()}
            connection.execute(insert(_station).values(life | values))
    return ahead


def stations(engine: Engine, spaces: Sequence[int] = ()) -> list[StationRow]:
    """Every life of every station, by space, station and incarnation; `behind` counts operations not read yet."""
    log = (_operation.c.space == _station.c.space, _operation.c.station == _station.c.station)
    last = select(func.coalesce(func.max(_operation.c.n), 0)).where(
        *log, _operation.c.incarnation == _station.c.incarnation
    )
    behind = _space.c.head_seq - _station.c.feed_seq
    told = [one for one in _station.columns if one.name != "public_key"]
    office = (_space.c.code.label("office_code"), _space.c.name.label("office_name"))
    statement = select(*office, *told, last.scalar_subquery().label("last_n"), behind.label("behind"))
    statement = statement.join(_space, _space.c.number == _station.c.space)
    if spaces:
        statement = statement.where(_station.c.space.in_(spaces))
    order = (_station.c.space, _station.c.station, _station.c.incarnation)
    with engine.connect() as connection:
        return [StationRow(**row) for row in connection.execute(statement.order_by(*order)).mappings()]


def overview(engine: Engine, now: datetime) -> StationsTold:
    """Every life of every station that this connection may see, by the view that other systems read too.

    `now` is the time of an embedded centre; a server is asked for its own. Refusal("central.stations_hidden") where an
    older centre keeps the view from stations.
    """
    columns: list[ColumnClause[Any]] = [column(field.name) for field in fields(StationLife)]
    order = ("office_code", "station", "incarnation")
    statement = select(*columns).select_from(table("station_status", *columns)).order_by(*map(column, order))
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                now = (connection.scalar(select(func.now())) or now).astimezone(VN)
            return StationsTold(now.isoformat(), [StationLife(*row) for row in connection.execute(statement)])
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.ProgrammingError):
            raise Refusal("central.stations_hidden") from error
        raise


def dead_letters(engine: Engine) -> list[DeadLetter]:
    """What waits for a person at the centre, newest first."""
    letter = tables.dead_letter
    columns = [letter.c[field.name] for field in fields(DeadLetter)]
    with engine.connect() as connection:
        return [DeadLetter(*row) for row in connection.execute(select(*columns).order_by(letter.c.at.desc()))]


def begin_epoch(engine: Engine, now: datetime, only: Place | None = None) -> str:
    """Says that the history of every space, or of one that is still in the epoch of `only`, may have lost its end.

    Numbers that were given out and forgotten must not be given again: series that may be concerned jump over them, a
    distance that is drawn, because the same backup may be put back twice and then remembers no jump.
    Gives the epoch that holds now.
    """
    epoch, until = uuid7(), f"{now + timedelta(days=LOSS_DAYS):%y%m%d}"
    drawn = int(epoch[16:], 16)
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        known = (_space.c.number, _space.c.epoch, _space.c.first_number, _space.c.loss_until)
        statement = select(*known).order_by(_space.c.number).with_for_update()
        concerned = connection.execute(statement.where(_space.c.number == only.space) if only else statement).all()
        for space_row in concerned:
            if only and space_row.epoch != only.epoch:
                return str(space_row.epoch)
            place = _space.c.number == space_row.number
            # Days that an earlier loss concerned are over some time, and with them what its jump was for.
            first = space_row.first_number if f"{now:%y%m%d}" <= space_row.loss_until else 1
            jump = _jump(first, drawn)
            skipped = {"first_number": first + jump, "loss_until": until}
            connection.execute(update(_space).where(place).values(epoch=epoch, **skipped))
            counters = update(_counter).where(_counter.c.space == space_row.number)
            connection.execute(counters.values(next=_counter.c.next + jump))
    return epoch


def _jump(first: int, drawn: int) -> int:
    """One of the jumps that leave half of the room to the losses to come: 99 of them at first."""
    room = (_LAST_NUMBER - first) // NUMBERS_SKIPPED // 2
    return NUMBERS_SKIPPED * (1 + drawn % max(1, room))


def _lock(connection: Connection, number: int) -> Any:
    return connection.execute(select(_space).where(_space.c.number == number).with_for_update()).one()
