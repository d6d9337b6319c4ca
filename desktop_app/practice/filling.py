"""Stores of any size to measure with: invented dossiers spread over years, as if a feed had brought them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, func, select

from desktop_app.domain.calendar import at_minute
from desktop_app.domain.codes import ReceiptNumber
from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.practice.office import SETTINGS, STAFF, usual_procedures
from desktop_app.practice.people import Citizen, Weighted, citizen
from desktop_app.practice.stories import Case, Ending, House, lookup_code, retell, tell
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.storage import projection, schema
from desktop_app.storage.jsontext import to_json
from desktop_app.storage.store import StationStore
from desktop_app.sync.inbox import places, write_place
from desktop_app.sync.wire import GENESIS, Operation, Place, chain

# Filled dossiers belong to a space of their own that no centre has: a feed that was read to its end.
SPACE: Final = 99_999
EPOCH: Final = "fill"
YEARS: Final = 4
_PER_STATION: Final = 500_000
_COUNTER: Final = "fill"
_COMES_AGAIN: Final = 0.35
_REMEMBERED: Final = 5_000
_LIVED_BY: Final = 8

_BATCH: Final = 2_000
_COMMIT: Final = 50_000
_CACHE_KIBIBYTES: Final = 500_000

# What is older than this is over; only a twentieth of the dossiers is younger.
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
    stories = _stories(random, range(begun, begun + count), now)
    written = 0
    while batch := list(islice(stories, _COMMIT)):
        with store.write() as unit:
            unit.connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
            writer = _Writer(unit.connection)
            for start in range(0, len(batch), _BATCH):
                writer.write(batch[start : start + _BATCH])
            writer.finish()
            unit.commit()
        written += writer.events
    return Filled(count, written)


def _stories(random: Random, indexes: range, now: datetime) -> Iterator[list[Event]]:
    calendar = official_calendar(range(now.year - YEARS, now.year + 2))
    house = House(SETTINGS, calendar, *((member.login, member.name) for member in STAFF[:3]))
    catalogue = usual_procedures()
    days = [day for day in _days_before(now.date()) if calendar.is_counting_day(day)]
    people: list[Citizen] = []
    story: list[Event] = []
    lived = 0
    for place, index in enumerate(indexes):
        day = days[place * len(days) // len(indexes)]
        owner, numbers = _owner(random, people, day), _numbers(random, index, day)
        if story and lived and story[0].at.startswith(day.isoformat()):
            lived -= 1
            yield retell(random, story, owner, numbers)
            continue
        # Who comes in the same minute with the same wish fares alike: telling costs twice what retelling does.
        lived = random.randrange(_LIVED_BY)
        start, end = random.choice(calendar.day(day).counting)
        received_at = at_minute(day, random.randrange(start, end))
        ending = (_PRESENT if now - received_at < _UNDER_WAY else _PAST).draw(random)
        case = Case(catalogue.draw(random), owner, received_at, ending, numbers)
        story = tell(house, random, case, f"{SPACE}-{index // _PER_STATION}-1", now)
        yield story


def _numbers(random: Random, index: int, day: date) -> dict[str, Any]:
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

    def __init__(self, connection: Connection) -> None:
        self.events = 0
        self._connection = connection
        self._dossier_no = connection.scalar(select(func.max(schema.dossier.c.no))) or 0
        self._place = places(connection).get(SPACE, Place(SPACE, EPOCH, 0, GENESIS))

    def write(self, stories: list[list[Event]]) -> None:
        """Writes dossiers with all that happened to them."""
        events, rows, names, payments = [], [], [], []
        for story in stories:
            events += [self._event_row(event) for event in story]
            dossier = fold(story[0].subject, story)
            self._dossier_no += 1
            rows.append({"no": self._dossier_no, **projection.row_of(dossier)})
            names.append({"rowid": self._dossier_no, "names": projection.names_of(dossier)})
            payments += projection.payments_of(dossier)
        self.events += len(events)
        projection.INSERT_EVENTS.write(self._connection, events)
        projection.WRITE_DOSSIERS.write(self._connection, rows)
        projection.WRITE_NAMES.write(self._connection, names)
        projection.WRITE_PAYMENTS.write(self._connection, payments)

    def finish(self) -> None:
        """Remembers how far the feed has come."""
        write_place(self._connection, self._place)

    def _event_row(self, event: Event) -> dict[str, Any]:
        seq = self._place.seq + 1
        station = int(event.station.split("-")[1])
        body = to_json(event.data)
        operation = Operation(
            station, 1, seq, event.id, event.subject, event.kind, event.at, event.actor, event.schema, body
        )
        linked = chain(self._place.hash, event.id, event.kind, operation.payload_hash(SPACE))
        self._place = Place(SPACE, EPOCH, seq, linked)
        return {
            "id": event.id,
            "subject": event.subject,
            "kind": event.kind,
            "at": event.at,
            "actor": event.actor,
            "station": event.station,
            "schema": event.schema,
            "body": body,
            "space": SPACE,
            "n": seq,
            "seq": seq,
        }
