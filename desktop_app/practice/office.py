"""A practice office: a commune-level centre with staff, catalogue, embedded centre and dossiers at every stage."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from desktop_app.application import accounts, procedures, settings
from desktop_app.application.intake import RECEIPT_COUNTER
from desktop_app.application.ports import Reference
from desktop_app.application.procedures import Procedure, procedure_from_data
from desktop_app.application.settings import OfficeSettings
from desktop_app.domain.calendar import OfficeCalendar, at_minute
from desktop_app.domain.codes import ReceiptNumber, make_dossier_code
from desktop_app.domain.deadlines_terms import LimitUnit
from desktop_app.domain.events import Event
from desktop_app.domain.states import Role
from desktop_app.passwords import Argon2Passwords
from desktop_app.practice.people import Citizen, Weighted, citizen
from desktop_app.practice.stories import Case, Ending, House, lookup_code, tell
from desktop_app.reference.catalogue import starting_catalogue
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.storage.store import StationStore, create
from desktop_app.storage.unit import StoreUnit
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop
from desktop_app.sync.wire import Series

OFFICE_CODE: Final = "H29.19.05"
PASSWORD: Final = "mot-cua"  # noqa: S105 - no secret: it stands on the sign-in page of the practice office
CENTRE_FILE: Final = "centre.db"
STATION: Final = "Quầy 1"
USUAL_DOSSIERS: Final = 120

SETTINGS: Final = OfficeSettings(
    unit=OFFICE_CODE,
    name="Trung tâm Phục vụ hành chính công phường Bảy Hiền",
    parent_name="Ủy ban nhân dân phường Bảy Hiền",
    mark="BH",
    place="Bảy Hiền",
    address="1 Đường Mẫu, phường Bảy Hiền, Thành phố Hồ Chí Minh",
    phone="028 0000 0000",
    lookup_address="dichvucong.gov.vn",
    practice_password=PASSWORD,
)

STAFF: Final = (
    accounts.StaffMember("tiepnhan", "Lê Thị Thu Hà", frozenset({Role.RECEPTIONIST}), "Cán bộ tiếp nhận", active=True),
    accounts.StaffMember("xuly", "Trần Minh Khoa", frozenset({Role.OFFICER}), "Chuyên viên", active=True),
    accounts.StaffMember("lanhdao", "Phạm Quốc Bảo", frozenset({Role.HEAD}), "Giám đốc Trung tâm", active=True),
    accounts.StaffMember("quantri", "Võ Hoàng Nam", frozenset({Role.ADMINISTRATOR}), "Quản trị hệ thống", active=True),
)

# The procedures that a counter receives all day, under the names people call them by, with their share of the work.
FAVOURITES: Final = {
    "2.000815": ("Chứng thực bản sao từ bản chính", 38.0),
    "2.000884": ("Chứng thực chữ ký", 9.0),
    "1.001193": ("Đăng ký khai sinh", 8.0),
    "1.000894": ("Đăng ký kết hôn", 4.0),
    "1.000656": ("Đăng ký khai tử", 3.0),
    "1.004873": ("Xác nhận tình trạng hôn nhân", 8.0),
    "1.004222": ("Đăng ký thường trú", 7.0),
    "1.004194": ("Đăng ký tạm trú", 9.0),
    "1.001612": ("Đăng ký thành lập hộ kinh doanh", 4.0),
}
_OTHERS_SHARE: Final = 10.0
_COMES_AGAIN: Final = 0.25

# How many of a hundred practice dossiers end so, and in how many working days from today they are or were due.
_MIX: Final = Weighted(
    {
        (Ending.RETURNED, (-20, -2)): 28.0,
        (Ending.RETURNED_LATE, (-20, -4)): 3.0,
        (Ending.READY, (-4, 0)): 15.0,
        (Ending.READY_LATE, (-6, -3)): 4.0,
        (Ending.IN_PROCESS, (0, 0)): 7.0,
        (Ending.IN_PROCESS, (1, 4)): 12.0,
        (Ending.IN_PROCESS, (-3, -1)): 5.0,
        (Ending.RECEIVED, (0, 6)): 8.0,
        (Ending.SUPPLEMENT, (-2, 2)): 6.0,
        (Ending.SUPPLEMENTED, (-2, 0)): 4.0,
        (Ending.DUTY, (0, 3)): 2.0,
        (Ending.EXTENDED, (-1, 1)): 2.0,
        (Ending.REFUSED, (-5, 0)): 1.0,
        (Ending.WITHDRAWN, (-8, -1)): 2.0,
        (Ending.STOPPED, (-15, -9)): 1.0,
    }
)


# What is done at once does not lie about half done.
_AT_ONCE: Final = (Ending.RETURNED, Ending.READY)


@dataclass(frozen=True, slots=True)
class Practice:
    """What was made: the office, its people with their common password, and how many dossiers."""

    directory: Path
    settings: OfficeSettings
    staff: tuple[accounts.StaffMember, ...]
    password: str
    dossiers: int


def make_practice(directory: Path, count: int, seed: int, now: datetime) -> Practice:
    """A practice office in an empty directory; the same seed at the same time invents the same dossiers.

    Refusal("store.exists") where there is a store already.
    """
    store = make_first_day(directory)
    try:
        calendar = official_calendar(range(now.year - 4, now.year + 3))
        house = House(SETTINGS, calendar, *((member.login, member.name) for member in STAFF[:3]))
        with store.write() as unit:
            unit.put_reference(_references(calendar), STAFF[3].login, now.isoformat())
            random = Random(seed)  # noqa: S311 - invents people, guards nothing
            if cases := _cases(house, random, count, now):
                numbers = _Numbers(unit, _centre(directory), Counter(case.received_at.date() for case in cases))
                unit.append(_events(house, random, cases, numbers, now))
            unit.commit()
        loop = SyncLoop(store)
        loop.run_once()
        loop.stop()
    finally:
        store.close()
    return Practice(directory, SETTINGS, STAFF, PASSWORD, count)


def make_first_day(directory: Path) -> StationStore:
    """The store of an office that is enrolled at a centre of its own and has nobody in it yet.

    Refusal("store.exists") where there is a store already.
    """
    store = create(directory)
    try:
        centre = _centre(directory)
        centre.init()
        centre.add_office(OFFICE_CODE, SETTINGS.name)
        enrol(store, centre, OFFICE_CODE, STATION)
    except BaseException:
        store.close()
        raise
    return store


def _centre(directory: Path) -> Centre:
    return connect(f"sqlite:///{(directory / CENTRE_FILE).resolve().as_posix()}")


def _references(calendar: OfficeCalendar) -> list[Reference]:
    # Hashed once for all four: half a second each, and there is nothing to keep secret.
    password = Argon2Passwords().hash(PASSWORD)
    items = [
        Reference(settings.KIND, settings.OFFICE, SETTINGS.to_data()),
        Reference(settings.KIND, procedures.FAVOURITES, {"codes": list(FAVOURITES)}),
        Reference(settings.CALENDAR, settings.OFFICE, calendar.to_data()),
    ]
    items += [Reference(procedures.KIND, record["code"], record) for record in starting_catalogue()]
    items += [Reference(procedures.OVERRIDE, code, {"short_name": name}) for code, (name, _) in FAVOURITES.items()]
    for member in STAFF:
        value = {"name": member.name, "title": member.title, "roles": sorted(member.roles), "active": True}
        items.append(Reference(accounts.KIND, member.login, value | {"password": password}))
    return items


def usual_procedures() -> Weighted[Procedure]:
    """The procedures of the starting catalogue, drawn as often as people come for them."""
    known = [procedure_from_data(record) for record in starting_catalogue()]
    rare = [procedure for procedure in known if procedure.code not in FAVOURITES and procedure.limit]
    weights = {procedure: _OTHERS_SHARE / len(rare) for procedure in rare}
    for procedure in known:
        if procedure.code in FAVOURITES:
            name, share = FAVOURITES[procedure.code]
            weights[replace(procedure, short_name=name)] = share
    return Weighted(weights)


def _events(house: House, random: Random, cases: list[Case], numbers: "_Numbers", now: datetime) -> list[Event]:
    """What the station would have written down about these cases, by the clock, whatever dossier it belongs to."""
    told = []
    for case in cases:
        numbered = replace(case, numbers=numbers.next(random, case.received_at.date()))
        told += tell(house, random, numbered, numbers.station, now)
    return sorted(told, key=lambda event: event.at)


def _cases(house: House, random: Random, count: int, now: datetime) -> list[Case]:
    """Cases without numbers, by the time of their reception."""
    catalogue = usual_procedures()
    people: list[Citizen] = []
    cases = []
    for _ in range(count):
        ending, (first, last) = _MIX.draw(random)
        procedure = catalogue.draw(random)
        while _is_immediate(procedure) and ending not in _AT_ONCE:
            procedure = catalogue.draw(random)
        if not people or random.random() > _COMES_AGAIN:
            people.append(citizen(random, now.date()))
        received_at = _received_at(house.calendar, random, procedure, random.randint(first, last), now)
        cases.append(Case(procedure, random.choice(people), received_at, ending, {}))
    return sorted(cases, key=lambda case: case.received_at)


def _is_immediate(procedure: Procedure) -> bool:
    return procedure.limit is not None and procedure.limit.unit is LimitUnit.IMMEDIATE


def _received_at(
    calendar: OfficeCalendar, random: Random, procedure: Procedure, due_in: int, now: datetime
) -> datetime:
    """A moment of office hours from which the procedure is due in so many working days, as near as that can be."""
    today = now.date()
    limit = procedure.limit
    days = {LimitUnit.WORKING_DAY: 1.0, LimitUnit.DAY: 5 / 7}.get(limit.unit, 0.0) * limit.value if limit else 5
    back = int(days) - due_in
    day = today if calendar.is_counting_day(today) else calendar.counting_day_after(today, 1)
    for _ in range(back):
        day = calendar.counting_day_before(day)
    if day > today:
        day = calendar.counting_day_before(today)
    start, end = random.choice(calendar.day(day).counting)
    return min(at_minute(day, random.randrange(start, end)), now - timedelta(minutes=1))


class _Numbers:
    """Numbers as the desk gives them: receipt numbers of this station, numbers of the day granted by the centre."""

    def __init__(self, unit: StoreUnit, centre: Centre, wanted: Counter[date]) -> None:
        self.station = unit.identity.stamp
        self._identity = unit.identity
        self._receipt = unit.next_counter(RECEIPT_COUNTER, sum(wanted.values()))
        self._next: dict[date, int] = {}
        for day, count in sorted(wanted.items()):
            self._next[day] = centre.grant(unit.identity, Series(SETTINGS.unit, f"{day:%y%m%d}"), count).first

    def next(self, random: Random, day: date) -> dict[str, Any]:
        """The numbers of one more dossier of that day."""
        receipt = ReceiptNumber(self._identity.space, self._identity.station, self._identity.incarnation, self._receipt)
        code = make_dossier_code(SETTINGS.unit, day, self._next[day], SETTINGS.code_width)
        self._receipt += 1
        self._next[day] += 1
        return {"receipt_number": str(receipt), "code": str(code), "lookup_code": lookup_code(random)}
