"""Every station as the centre knows it, those that somebody has to see to first; nothing is changed here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments
from desktop_app.application.ports import Store
from desktop_app.application.station_register import StationLife, StationRegister
from desktop_app.application.told import Told, nobody
from desktop_app.domain.clocktime import VN, office_day
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role

# A station tells of itself once a minute; a short break of the line is no news.
IN_TOUCH = timedelta(minutes=5)
# As in the alarms of docs/central-database.md.
WAITED_LONG = timedelta(hours=1)
WRONG_CLOCK = 300.0
# More than a busy station does in a day: whatever its age, so much is not on its way.
MANY_WAITING = 500
# A connected station gets more long before.
FEW_NUMBERS = 10
MUCH_BEHIND = 200
# A locked life was given up for new ones at once: after this time nobody has to hear of it any more.
LOCK_TOLD = timedelta(days=7)
_ACTIVE = "active"
_MINUTE = timedelta(minutes=1)
_DECADES = 1e9


class Condition(StrEnum):
    """How a station is, in the order in which somebody has to see to it; the last three need nobody."""

    SILENT = "silent"
    QUEUE = "queue"
    CLOCK = "clock"
    NUMBERS = "numbers"
    VERSION = "version"
    LOCKED = "locked"
    NEVER = "never"
    OFF = "off"
    CATCHING_UP = "catching_up"
    WELL = "well"


CALM = frozenset({Condition.OFF, Condition.CATCHING_UP, Condition.WELL})
_ORDER = list(Condition)


@dataclass(frozen=True, slots=True)
class Station:
    """A station at a moment: what it told of itself, how it is (worst first), and for how long.

    `silence` is the time since it was heard of, `waited` how long its oldest operation waits as far as is known. What
    it told of another day's numbers is left out.
    """

    life: StationLife
    conditions: tuple[Condition, ...]
    silence: timedelta | None
    waited: timedelta | None
    numbers_left: int | None

    @property
    def calm(self) -> bool:
        """Whether nobody has to see to it."""
        return self.conditions[0] in CALM


@dataclass(frozen=True, slots=True)
class Overview:
    """Every station as the centre told at a time (empty: never yet); `fault` says why they are not of now."""

    stations: tuple[Station, ...] = ()
    at: str = ""
    fault: Refusal | None = None


NOT_ASKED = Overview()


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What stations are measured by: the time at the centre, our version, and the last working day before today."""

    at: datetime
    version: str
    worked: date


class Stations:
    """What administrators see of the stations of their office and of those below. Waits for the network."""

    def __init__(
        self, store: Store, appointments: Appointments, register: StationRegister, version: Callable[[], str]
    ) -> None:
        self._store = store
        self._appointments = appointments
        self._register = register
        self._version = version
        self._known = NOT_ASKED

    def ask(self, actor: Actor, waiting: Told = nobody) -> Overview:
        """What the centre tells now; where it does not, what it told last, with the refusal. For administrators.

        `waiting` is called until the centre has answered, and ends it by raising.
        """
        actor.needs(Role.ADMINISTRATOR)
        try:
            told = self._register.told(waiting)
        except Refusal as refusal:
            return replace(self._known, fault=refusal)
        at = datetime.fromisoformat(told.at)
        with self._store.read() as unit:
            worked = self._appointments.calendar(unit).counting_day_before(office_day(at))
        self._known = Overview(looked_at(told.lives, Yardstick(at, self._version(), worked)), told.at)
        return self._known


def looked_at(lives: Sequence[StationLife], by: Yardstick) -> tuple[Station, ...]:
    """The stations that go on, those that somebody has to see to first."""
    ordered = sorted(lives, key=_place)
    stations = []
    for _, group in groupby(ordered, key=lambda life: _place(life)[:2]):
        of_one = list(group)
        for place, life in enumerate(of_one):
            over = any(_began_after(later, life) for later in of_one[place + 1 :])
            station = look_at(life, by)
            if not over:
                stations.append(station)
            elif life.state != _ACTIVE and station.silence is not None and station.silence < LOCK_TOLD:
                stations.append(replace(station, conditions=(Condition.LOCKED,)))
    return tuple(sorted(stations, key=_urgency))


def look_at(life: StationLife, by: Yardstick) -> Station:
    """How one life of a station is, whatever became of it later."""
    seen = moment(life.last_seen)
    silence = _since(seen, by.at)
    waited = _since(moment(life.oldest_waiting, ahead(life)), by.at) if life.waiting else None
    today = seen is not None and office_day(seen) == office_day(by.at)
    station = Station(life, (), silence, waited, life.numbers_left if today else None)
    found = [condition for condition, holds in _TESTS.items() if holds(station, by)]
    return replace(station, conditions=tuple(found or [_calm(station)]))


def ahead(life: StationLife) -> float:
    """The seconds by which the station's clock is ahead; a station may have told anything."""
    return max(-_DECADES, min(_DECADES, life.clock_difference or 0.0))


def moment(text: str | None, ahead_by: float = 0.0) -> datetime | None:
    """A moment that a station has told by a clock that was ahead; None for what is none."""
    try:
        return datetime.fromisoformat(text or "").astimezone(VN) - timedelta(seconds=ahead_by)
    except (ValueError, OverflowError):
        return None


def is_older(version: str | None, than: str) -> bool:
    """Whether a station runs an older version; one that is not known is not."""
    return bool(version) and _parts(version or "") < _parts(than)


# What somebody has to see to. A connected station is given numbers by itself, in some offices one by one.
_TESTS: dict[Condition, Callable[[Station, Yardstick], bool]] = {
    Condition.SILENT: lambda one, by: one.silence is not None and office_day(by.at - one.silence) < by.worked,
    Condition.QUEUE: lambda one, _: _is_long(one),
    Condition.CLOCK: lambda one, _: abs(ahead(one.life)) >= WRONG_CLOCK,
    Condition.NUMBERS: lambda one, _: _runs_out(one),
    Condition.VERSION: lambda one, by: is_older(one.life.version, by.version),
    Condition.LOCKED: lambda one, _: one.life.state != _ACTIVE,
    Condition.NEVER: lambda one, _: one.silence is None,
}


def _is_long(one: Station) -> bool:
    return (one.waited is not None and one.waited >= WAITED_LONG) or (one.life.waiting or 0) >= MANY_WAITING


def _runs_out(one: Station) -> bool:
    return one.numbers_left is not None and one.numbers_left < FEW_NUMBERS and not _in_touch(one)


def _calm(one: Station) -> Condition:
    if not _in_touch(one):
        return Condition.OFF
    return Condition.CATCHING_UP if (one.life.behind or 0) > MUCH_BEHIND else Condition.WELL


def _in_touch(one: Station) -> bool:
    return one.silence is not None and one.silence < IN_TOUCH


def _urgency(one: Station) -> tuple[object, ...]:
    """Worst first, of those the ones with more to see to, of those the ones that are worse off."""
    worst = one.conditions[0]
    how_far = {
        # Who fell silent lately is missed more than who has been put away long ago.
        Condition.SILENT: _seconds(one.silence),
        Condition.QUEUE: -_seconds(one.waited),
        Condition.CLOCK: -abs(ahead(one.life)),
        Condition.NUMBERS: float(one.numbers_left or 0),
        Condition.OFF: _seconds(one.silence),
        Condition.CATCHING_UP: -float(one.life.behind or 0),
    }
    return (_ORDER.index(worst), -len(one.conditions), how_far.get(worst, 0.0), *_place(one.life))


def _place(life: StationLife) -> tuple[str, int, int]:
    return life.office_code, life.station, life.incarnation


def _began_after(later: StationLife, life: StationLife) -> bool:
    """Whether a life began when another of the same station was not heard of any more.

    Two copies of a store go on side by side. A life begins by the clock of its station.
    """
    seen, began = moment(life.last_seen), moment(later.enrolled_at, ahead(later))
    return seen is None or (began is not None and began + _MINUTE >= seen)


def _since(then: datetime | None, at: datetime) -> timedelta | None:
    return max(at - then, timedelta()) if then is not None else None


def _seconds(time: timedelta | None) -> float:
    return time.total_seconds() if time is not None else 0.0


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"[0-9]{1,9}", version)]
