"""Invented lives of dossiers: histories that the state table allows and that never reach into the future."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Any, Final

from desktop_app.application.intake import IntakeForm, received_data
from desktop_app.application.procedures import Procedure
from desktop_app.application.settings import OfficeSettings
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.codes import LOOKUP_ALPHABET
from desktop_app.domain.deadlines import due, due_after_pauses
from desktop_app.domain.deadlines_terms import LimitUnit, Pause, TimeLimit
from desktop_app.domain.events import Event
from desktop_app.practice.people import Citizen

# How long work takes where the law names no term.
_USUAL: Final = TimeLimit(5, LimitUnit.WORKING_DAY)


class Ending(StrEnum):
    """How far a dossier comes, and how."""

    RECEIVED = "received"
    IN_PROCESS = "in_process"
    SUPPLEMENT = "supplement"
    SUPPLEMENTED = "supplemented"
    DUTY = "duty"
    EXTENDED = "extended"
    READY = "ready"
    READY_LATE = "ready_late"
    RETURNED = "returned"
    RETURNED_LATE = "returned_late"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier to tell: who wants what, when it was received, under which numbers (keys of `ReceivedData`)."""

    procedure: Procedure
    owner: Citizen
    received_at: datetime
    ending: Ending
    numbers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class House:
    """The office the stories play in; `desk`, `officer` and `head` are login and name of who works there."""

    settings: OfficeSettings
    calendar: OfficeCalendar
    desk: tuple[str, str]
    officer: tuple[str, str]
    head: tuple[str, str]


def tell(house: House, random: Random, case: Case, station: str, until: datetime) -> list[Event]:
    """The events of this dossier up to a moment, in the order in which they happened at that station."""
    story = _Story(house, random, case, station)
    story.receive()
    for step in _STEPS[case.ending]:
        step(story)
    latest = until.isoformat()
    return [event for event in story.events if event.at <= latest]


def identifier(random: Random, at: datetime) -> str:
    """A UUIDv7 of that moment, the same for the same seed."""
    return identifier_of(random, int(at.timestamp() * 1000))


def identifier_of(random: Random, millis: int) -> str:
    """A UUIDv7 of that many milliseconds since 1970, the same for the same seed."""
    return f"{millis << 80 | 7 << 76 | random.getrandbits(12) << 64 | 2 << 62 | random.getrandbits(62):032x}"


def lookup_code(random: Random) -> str:
    """A look-up code like `desktop_app.domain.codes.make_lookup_code`, the same for the same seed."""
    bits = random.getrandbits(40)
    signs = "".join([LOOKUP_ALPHABET[bits >> shift & 31] for shift in range(0, 40, 5)])
    return f"{signs[:4]}-{signs[4:]}"


class _Story:
    """One dossier while it is told; `at` moves on in working time."""

    def __init__(self, house: House, random: Random, case: Case, station: str) -> None:
        self.events: list[Event] = []
        self._house = house
        self._random = random
        self._case = case
        self._station = station
        self._at = case.received_at
        self._dossier_id = identifier(random, case.received_at)
        self._limit = case.procedure.limit or _USUAL
        self._asked_at = self._at
        self._due = due(self._limit, self._at, house.calendar, house.settings.rules)
        self._solving_office = house.settings.competent_body(case.procedure.solving_office)

    @property
    def _immediate(self) -> bool:
        return self._limit.unit is LimitUnit.IMMEDIATE

    def receive(self) -> None:
        """The reception; a result given at once needs no receipt, everything else gets one."""
        procedure, owner = self._case.procedure, self._case.owner
        form = IntakeForm(
            id=self._dossier_id,
            procedure_code=procedure.code,
            owner=owner.person(),
            components=procedure.usual_papers(),
            fees=procedure.usual_fees("direct"),
        )
        promised = self._due.to_data() if procedure.limit else None
        data = received_data(form, procedure, self._house.settings, promised)
        self._write("dossier.received", {**data, **self._case.numbers}, self._house.desk)
        if not self._immediate:
            self._write("dossier.printed", {"form": "01", "copies": 2, "reprint": 0}, self._house.desk)
        for fee in form.fees:
            paid = {"payment": identifier(self._random, self._at), "amount": fee["amount"], "fee": fee["id"]}
            self._write("dossier.fee_paid", paid, self._house.desk)

    def forward(self) -> None:
        """The papers go to whoever solves the case; what is done at once stays at the desk."""
        if not self._immediate:
            self._later(10, 180)
            self._write("dossier.forwarded", {"to": self._solving_office}, self._house.desk)

    def ask(self) -> None:
        """Papers are missing."""
        self._later(60, 600)
        self._asked_at = self._at
        self._write("dossier.supplement_requested", {"reason": self._random.choice(_MISSING)}, self._house.officer)

    def bring(self) -> None:
        """The missing papers are brought, and the date is reckoned anew."""
        self._later(240, 1500)
        pause = Pause(self._asked_at, self._at)
        rules = self._house.settings.rules
        moved = due_after_pauses(self._limit, self._case.received_at, [pause], self._house.calendar, rules)
        self._due = moved or self._due
        self._write("dossier.supplemented", {"due": self._due.to_data()}, self._house.desk)

    def demand(self) -> None:
        """A tax has to be paid before work can go on."""
        self._later(200, 900)
        self._write("dossier.duty_requested", {"reason": "Nộp lệ phí trước bạ theo thông báo"}, self._house.officer)

    def extend(self) -> None:
        """It takes longer than promised, which may be said once."""
        self._later(200, 600)
        more = TimeLimit(self._random.randint(2, 5), LimitUnit.WORKING_DAY)
        moved = due(more, max(self._due.at, self._at), self._house.calendar, self._house.settings.rules)
        data = {"reason": "Cần xác minh thêm thông tin tại nơi cư trú cũ", "due": moved.to_data()}
        self._write("dossier.extended", data, self._house.head)

    def finish(self) -> None:
        """The result is there, some time before it was promised."""
        minutes = self._house.calendar.working_minutes_between(self._at, self._due.at)
        usual = (5, 90) if self._immediate else (int(minutes * 0.4), minutes)
        self._later(*usual)
        self._write("dossier.result_ready", {}, self._house.officer)

    def finish_late(self) -> None:
        """The result is there after it was promised."""
        self._at = max(self._at, self._due.at)
        self._later(30, 1400)
        self._write("dossier.result_ready", {}, self._house.officer)

    def call(self) -> None:
        """The citizen is told that the result is there."""
        self._later(5, 120)
        self._write("dossier.called", {"channel": "phone"}, self._house.desk)

    def hand_out(self) -> None:
        """The owner comes for the result."""
        self._later(3, 25) if self._immediate else self._later(30, 1500)
        self._write("dossier.returned", {"collector": self._case.owner.collector()}, self._house.desk)

    def refuse(self) -> None:
        """The case does not belong here."""
        self._later(20, 240)
        self._write("dossier.refused", {"reason": "Không thuộc thẩm quyền giải quyết"}, self._house.desk)

    def withdraw(self) -> None:
        """The citizen wants the papers back."""
        self._later(100, 900)
        self._write("dossier.withdrawn", {"reason": "Người dân đề nghị rút hồ sơ"}, self._house.desk)

    def stop(self) -> None:
        """The office ends its work."""
        self._later(200, 1500)
        reason = {"reason": "Người dân không bổ sung giấy tờ theo yêu cầu"}
        self._write("dossier.stopped", reason, self._house.officer)

    def _later(self, least: int, most: int) -> None:
        minutes = least + int(self._random.random() * (most - least)) if most > least else least
        calendar = self._house.calendar
        self._at = calendar.add_working_minutes(calendar.next_working_time(self._at), max(1, minutes))

    def _write(self, kind: str, data: Mapping[str, Any], clerk: tuple[str, str]) -> None:
        event_id = identifier(self._random, self._at)
        event = Event(
            event_id,
            self._dossier_id,
            kind,
            self._at.isoformat(),
            clerk[0],
            self._station,
            {**data, "by_name": clerk[1]},
        )
        self.events.append(event)


_STEPS: Final[dict[Ending, tuple[Callable[[_Story], None], ...]]] = {
    Ending.RECEIVED: (),
    Ending.IN_PROCESS: (_Story.forward,),
    Ending.SUPPLEMENT: (_Story.forward, _Story.ask),
    Ending.SUPPLEMENTED: (_Story.forward, _Story.ask, _Story.bring),
    Ending.DUTY: (_Story.forward, _Story.demand),
    Ending.EXTENDED: (_Story.forward, _Story.extend),
    Ending.READY: (_Story.forward, _Story.finish, _Story.call),
    Ending.READY_LATE: (_Story.forward, _Story.finish_late, _Story.call),
    Ending.RETURNED: (_Story.forward, _Story.finish, _Story.hand_out),
    Ending.RETURNED_LATE: (_Story.forward, _Story.finish_late, _Story.hand_out),
    Ending.REFUSED: (_Story.refuse,),
    Ending.WITHDRAWN: (_Story.forward, _Story.withdraw),
    Ending.STOPPED: (_Story.forward, _Story.ask, _Story.stop),
}

_MISSING: Final = (
    "Thiếu bản chính giấy tờ để đối chiếu",
    "Tờ khai chưa có chữ ký của người yêu cầu",
    "Thiếu văn bản ủy quyền có chứng thực",
    "Thông tin nơi cư trú chưa khớp với Cơ sở dữ liệu quốc gia về dân cư",
)
