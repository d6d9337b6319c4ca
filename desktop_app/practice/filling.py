"""Stores of any size to measure with: invented dossiers spread over years, as if a feed had brought them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from desktop_app.domain.calendar import at_minute
from desktop_app.domain.codes import ReceiptNumber
from desktop_app.domain.dossier import fold
from desktop_app.domain.events import SCHEMA, Event
from desktop_app.domain.text import search_tokens
from desktop_app.practice.office import SETTINGS, STAFF, usual_procedures
from desktop_app.practice.people import Citizen, Weighted, citizen
from desktop_app.practice.stories import Case, Ending, House, identifier_of, lookup_code, tell
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.storage import projection, schema
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.store import StationStore
from desktop_app.storage.upkeep import merge_names
from desktop_app.sync.inbox import places, write_place
from desktop_app.sync.wire import GENESIS, Operation, Place, chain

# Filled dossiers belong to a space of their own that no centre has: a feed that was read to its end.
SPACE: Final = 99_999
EPOCH: Final = "fill"
YEARS: Final = 4
_COUNTER: Final = "fill"
_PER_STATION: Final = 500_000

_BATCH: Final = 2_000
_COMMIT: Final = 20_000
_MERGE_PAGES: Final = 1_000
_CACHE_KIBIBYTES: Final = 500_000

_COMES_AGAIN: Final = 0.35
_REMEMBERED: Final = 5_000
_LIVED_BY: Final = 24

# What is older than this is over; only a thirtieth of the dossiers is younger.
_UNDER_WAY: Final = timedelta(days=45)
_PAST: Final = Weighted(
    {
        Ending.RETURNED: 90.0,
        Ending.RETURNED_LATE: 4.0,
        Ending.READY: 1.5,
        Ending.WITHDRAWN: 2.0,
        Ending.REFUSED: 1.5,
        Ending.STOPPED: 1.0,
    }
)
_PRESENT: Final = Weighted(
    {
        Ending.RETURNED: 45.0,
        Ending.READY: 20.0,
        Ending.IN_PROCESS: 20.0,
        Ending.RECEIVED: 5.0,
        Ending.SUPPLEMENT: 4.0,
        Ending.SUPPLEMENTED: 3.0,
        Ending.RETURNED_LATE: 2.0,
        Ending.EXTENDED: 1.0,
    }
)


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was written."""

    dossiers: int
    events: int


def fill(store: StationStore, count: int, seed: int, now: datetime) -> Filled:
    """Adds that many invented dossiers, oldest first, the last of them received shortly before `now`.

    They stand in a feed of their own (`SPACE`), chained and read to its end, so that `motcua verify` finds them whole
    and no exchange ever sends them to a centre.
    """
    with store.write() as unit:
        begun = unit.next_counter(_COUNTER, count) - 1
        unit.commit()
    random = Random(f"{seed}-{begun}")  # noqa: S311 - invents people, guards nothing
    lives = _lives(random, range(begun, begun + count), now)
    written = 0
    while batch := list(islice(lives, _COMMIT)):
        with store.write_behind() as unit:
            unit.connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
            writer = _Writer(unit.connection, random)
            for start in range(0, len(batch), _BATCH):
                writer.write(batch[start : start + _BATCH])
            writer.finish()
            unit.commit()
        written += writer.events
    with store.write() as unit:
        while merge_names(unit.connection, _MERGE_PAGES):
            pass
        unit.commit()
    return Filled(count, written)


class _Step(NamedTuple):
    """One event of a plot; what differs from person to person is left out of its payload."""

    kind: str
    millis: int
    at: str
    actor: str
    payload: str


class _Plot:
    """A dossier's life without the person: told once, lived by several, since telling costs more than writing."""

    def __init__(self, events: list[Event]) -> None:
        kept = [event for event in events if event.kind not in _LEFT_OUT]
        self.row = projection.row_of(fold(events[0].subject, kept))
        self.station = events[0].station
        self.steps = [
            _Step(event.kind, _millis(event.at), event.at, event.actor, _impersonal(event.data)) for event in kept
        ]


class _Life(NamedTuple):
    """A plot with the person who lives it, under numbers of their own (keys of `ReceivedData`)."""

    plot: _Plot
    owner: Citizen
    numbers: Mapping[str, str]


# Prints, payments and calls change nothing that is looked for, and would make a store of a million half as big again.
_LEFT_OUT: Final = frozenset({"dossier.printed", "dossier.fee_paid", "dossier.called"})
_PERSONAL: Final = frozenset({"owner", "collector", "receipt_number", "code", "lookup_code"})


def _millis(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp() * 1000)


def _impersonal(data: Mapping[str, Any]) -> str:
    return to_json({key: value for key, value in data.items() if key not in _PERSONAL})


def _lives(random: Random, indexes: range, now: datetime) -> Iterator[_Life]:
    calendar = official_calendar(range(now.year - YEARS, now.year + 2))
    house = House(SETTINGS, calendar, *((member.login, member.name) for member in STAFF[:3]))
    catalogue = usual_procedures()
    days = [day for day in _days_before(now.date()) if calendar.is_counting_day(day)]
    people: list[Citizen] = []
    plot, told_on, left = None, None, 0
    for place, index in enumerate(indexes):
        day = days[place * len(days) // len(indexes)]
        owner, numbers = _owner(random, people, day), _numbers(random, index, day)
        if plot is None or not left or day != told_on:
            start, end = random.choice(calendar.day(day).counting)
            received_at = at_minute(day, random.randrange(start, end))
            ending = (_PRESENT if now - received_at < _UNDER_WAY else _PAST).draw(random)
            case = Case(catalogue.draw(random), owner, received_at, ending, numbers)
            plot = _Plot(tell(house, random, case, f"{SPACE}-{index // _PER_STATION}-1", now))
            told_on, left = day, random.randrange(1, _LIVED_BY)
        left -= 1
        yield _Life(plot, owner, numbers)


def _numbers(random: Random, index: int, day: date) -> dict[str, str]:
    station, counter = divmod(index, _PER_STATION)
    # The two digits that nationwide services write before the number keep these codes apart from the desk's own.
    return {
        "receipt_number": str(ReceiptNumber(SPACE, station, 1, counter)),
        "code": f"{SETTINGS.unit}-{day:%y%m%d}-{99 - station:02d}{counter:06d}",
        "lookup_code": lookup_code(random),
    }


def _days_before(today: date) -> Iterator[date]:
    first = today.replace(month=1, day=1, year=today.year - YEARS)
    return (first + timedelta(days=number) for number in range((today - first).days))


def _owner(random: Random, people: list[Citizen], day: date) -> Citizen:
    """Somebody new, or one of those who were here lately."""
    if people and random.random() < _COMES_AGAIN:
        return random.choice(people)
    owner = citizen(random, day)
    if len(people) < _REMEMBERED:
        people.append(owner)
    else:
        people[int(random.random() * _REMEMBERED)] = owner
    return owner


class _Writer:
    """Writes whole dossiers: their events, their rows, their names, and the place in the feed."""

    def __init__(self, connection: Connection, random: Random) -> None:
        self.events = 0
        self._connection = connection
        self._random = random
        self._dossier_no = connection.scalar(select(func.max(schema.dossier.c.no))) or 0
        self._place = places(connection).get(SPACE, Place(SPACE, EPOCH, 0, GENESIS))
        self._seq, self._hash = self._place.seq, self._place.hash

    def write(self, lives: list[_Life]) -> None:
        """Writes dossiers with all that happened to them."""
        events, rows, names = [], [], []
        for plot, owner, numbers in lives:
            self._dossier_no += 1
            dossier_id = identifier_of(self._random, plot.steps[0].millis)
            personal = _personal(owner, numbers)
            events += [self._event(plot.station, dossier_id, step, personal.get(step.kind, "")) for step in plot.steps]
            row = plot.row | {"no": self._dossier_no, "id": dossier_id, "owner_name": owner.name, "phone": owner.phone}
            row |= {"owner_number": owner.number, "code": numbers["code"], "receipt_number": numbers["receipt_number"]}
            rows.append(row)
            names.append({"rowid": self._dossier_no, "names": " ".join(search_tokens(owner.name))})
        self.events += len(events)
        projection.INSERT_EVENTS.write(self._connection, events)
        projection.WRITE_DOSSIERS.write(self._connection, rows)
        projection.WRITE_NAMES.write(self._connection, names)

    def finish(self) -> None:
        """Remembers how far the feed has come."""
        write_place(self._connection, Place(SPACE, EPOCH, self._seq, self._hash))

    def _event(self, stamp: str, dossier_id: str, step: _Step, personal: str) -> dict[str, Any]:
        self._seq += 1
        event_id = identifier_of(self._random, step.millis)
        # Two JSON objects become one: what the case says and what the person says.
        body = f"{step.payload[:-1]},{personal[1:]}" if personal else step.payload
        station = int(stamp.split("-")[1])
        operation = Operation(station, 1, self._seq, event_id, dossier_id, step.kind, step.at, step.actor, SCHEMA, body)
        self._hash = chain(self._hash, event_id, step.kind, operation.payload_hash(SPACE))
        return {
            "id": event_id,
            "subject": dossier_id,
            "kind": step.kind,
            "at": step.at,
            "actor": step.actor,
            "station": stamp,
            "schema": SCHEMA,
            "body": body,
            "space": SPACE,
            "n": self._seq,
            "seq": self._seq,
        }


def _personal(owner: Citizen, numbers: Mapping[str, str]) -> dict[str, str]:
    """What the payloads of some kinds of events say about the person, as JSON."""
    return {
        "dossier.received": to_json({"owner": owner.person(), **numbers}),
        "dossier.returned": to_json({"collector": owner.collector()}),
    }
