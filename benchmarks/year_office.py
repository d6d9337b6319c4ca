"""A busy centre lived through day by day: people, delays, supplements, mistakes; all of it through the use cases."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import func, select

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import IntakeForm, Settled
from desktop_app.application.office import Office
from desktop_app.application.paperwork import Paper
from desktop_app.application.payments import Payment
from desktop_app.application.procedures import Procedure
from desktop_app.application.reports import Report
from desktop_app.application.returning import Collector
from desktop_app.domain.calendar import at_minute
from desktop_app.domain.deadlines_terms import LimitUnit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event
from desktop_app.domain.states import Role
from desktop_app.ids import uuid7
from desktop_app.practice.people import Citizen, Weighted, citizen
from desktop_app.storage.schema import event
from desktop_app.storage.store import StationStore
from desktop_app.sync.numbering import keep
from desktop_app.sync.wire import Numbers, Series

DESKS = tuple(Actor(f"quay{n}", f"Cán bộ quầy {n}", frozenset({Role.RECEPTIONIST})) for n in (1, 2, 3))
OFFICERS = tuple(Actor(f"xuly{n}", f"Chuyên viên {n}", frozenset({Role.OFFICER})) for n in (1, 2))
HEAD = Actor("lanhdao", "Lãnh đạo", frozenset({Role.HEAD}))

Life = Iterator[datetime]
"""Something that goes on: it yields the moment until which it waits."""


@dataclass
class Clock:
    """The clock on the wall."""

    at: datetime

    def now(self) -> datetime:
        """The time of the office."""
        return self.at


@dataclass
class Tally:
    """What was done; each report as it was drawn up, with the number of the last event that was known then."""

    dossiers: int = 0
    calls: int = 0
    refused: int = 0
    reports: list[tuple[int, Report]] = field(default_factory=list)


class BusyYear:
    """Days of one centre, played out on a real office under a clock that jumps from one thing to the next."""

    def __init__(
        self,
        store: StationStore,
        office: Office,
        clock: Clock,
        procedures: Weighted[Procedure],
        *,
        seed: int,
        tell: Callable[[str], None],
    ) -> None:
        self.tally = Tally()
        self._store = store
        self._office = office
        self._clock = clock
        self._calendar = office.administration.calendar()
        self._procedures = procedures
        self._tell = tell
        self._random = Random(seed)
        self._agenda: list[tuple[datetime, int, Life]] = []
        self._order = count()
        self._people: list[Citizen] = []
        # Papers that still lie at the counter, by the id of their dossier.
        self._at_counter: dict[str, Dossier] = {}

    def live(self, first: date, last: date, per_day: int) -> None:
        """Plays the days from first to last, both included."""
        self._begin(self._days(first, last, per_day), at_minute(first, 0))
        end = at_minute(last + timedelta(days=1), 0)
        while self._agenda and self._agenda[0][0] < end:
            at, _, life = heappop(self._agenda)
            self._clock.at = max(self._clock.at, at)
            self._go_on(life)
        self._clock.at = end
        self._report(last)

    # -- the house -----------------------------------------------------------------------------------------------

    def _days(self, first: date, last: date, per_day: int) -> Life:
        day, month = first, 0
        while day <= last:
            if self._calendar.is_counting_day(day):
                hours = self._calendar.day(day).counting
                yield at_minute(day, hours[0][0])
                if day.month != month:
                    self._draw_up(day, first)
                    month = day.month
                self._lease(day)
                self._arrivals(day, per_day)
                for desk in DESKS:
                    self._call(self._office.fees.begin_shift, desk, 500_000)
                yield at_minute(day, hours[-1][1] - 15)
                self._hand_over()
                yield at_minute(day, hours[-1][1])
                for desk in DESKS:
                    self._count_drawer(desk)
            day += timedelta(days=1)

    def _arrivals(self, day: date, per_day: int) -> None:
        for _ in range(int(self._random.gauss(per_day, per_day**0.5))):
            start, end = self._random.choice(self._calendar.day(day).counting)
            channel = self._random.choices(("direct", "online", "post"), (78, 17, 5))[0]
            at = at_minute(day, self._random.randrange(start, end)) + timedelta(seconds=self._random.randrange(60))
            if channel == "online" and self._chance(0.3):
                at = at_minute(day, self._random.randrange(end, 23 * 60))
            self._begin(self._visit(self._random.choice(DESKS), channel), at)

    def _draw_up(self, day: date, first: date) -> None:
        """The report of the month before, as it is drawn up on the first working day of the next."""
        end_of_month = day.replace(day=1) - timedelta(days=1)
        if end_of_month >= first:
            self._report(end_of_month)

    def _report(self, end_of_month: date) -> None:
        report = self._office.reports.period(end_of_month.replace(day=1), end_of_month)
        with self._store.read() as unit:
            last_event = unit.connection.scalar(select(func.max(event.c.no))) or 0
        self.tally.reports.append((last_event, report))
        self._tell(f"{report.first:%Y-%m}: {self.tally.dossiers} dossiers, {last_event} events")

    def _lease(self, day: date) -> None:
        """The numbers of the day, as the centre would have given them."""
        with self._store.write() as unit:
            keep(unit, Numbers(Series(unit.identity.unit, f"{day:%y%m%d}"), 1, 9_999))
            unit.commit()

    def _hand_over(self) -> None:
        """The papers of the day leave the counter; the other side counts them the next morning."""
        if not self._at_counter:
            return
        desk = self._random.choice(DESKS)
        ids = [dossier_id for dossier_id in self._at_counter if not self._office.lookup.dossier(dossier_id).closed]
        self._at_counter.clear()
        batch = self._call(self._office.handover.prepare, desk, ids, "Bộ phận chuyên môn")
        if batch:
            self._begin(self._take_over(batch.code, ids), self._later(60, 120))

    def _take_over(self, code: str, ids: Sequence[str]) -> Life:
        scanned = [dossier_id for dossier_id in ids if not self._chance(0.004)]
        self._call(self._office.handover.confirm, self._random.choice(OFFICERS), code, scanned)
        yield from ()

    def _count_drawer(self, desk: Actor) -> None:
        shift = self._office.fees.open_shift(desk)
        if shift is None:
            return
        expected = self._office.fees.sheet(shift.id).expected
        counted = expected - 1000 if self._chance(0.02) else expected
        if counted != expected:
            self._mistake(self._office.fees.close_shift, desk, counted)
        self._call(self._office.fees.close_shift, desk, counted, "thối nhầm 1.000 đồng" if counted != expected else "")

    # -- one person ----------------------------------------------------------------------------------------------

    def _visit(self, desk: Actor, channel: str) -> Life:
        """Somebody wants something: from the form to the result in the hand."""
        if channel == "direct" and self._chance(0.01):
            self._slip(desk)
            yield self._later(480, 1500)
        form = self._form(channel)
        procedure = self._office.procedures.get(form.procedure_code)
        if channel == "online":
            dossier = self._call(self._office.intake.submit, desk, form)
            self.tally.dossiers += 1
            yield self._later(20, 460)
            dossier = yield from self._answered(desk, dossier)
            if dossier is None:
                return
        elif procedure.limit and procedure.limit.unit is LimitUnit.IMMEDIATE:
            self._given_at_once(desk, form)
            return
        else:
            dossier = self._received(desk, form)
        if self._chance(0.012):
            yield self._later(10, 120)
            self._do(desk, dossier, "refuse", reason="không thuộc thẩm quyền")
            return
        if channel != "online":
            self._at_counter[dossier.id] = dossier
        yield from self._worked_on(dossier)

    def _given_at_once(self, desk: Actor, form: IntakeForm) -> None:
        give = self._office.intake.finish_at_once
        paid = Settled(self._method(), "0001250")
        if self._call(give, desk, form, paid) is None:
            # Cash after the drawer was closed for the day.
            self._call(give, desk, form, replace(paid, method="transfer"))
        self.tally.dossiers += 1

    def _method(self) -> str:
        return self._random.choices(("cash", "transfer", "online"), (70, 25, 5))[0]

    def _received(self, desk: Actor, form: IntakeForm) -> Dossier:
        dossier: Dossier = self._call(self._office.intake.receive, desk, form)
        self.tally.dossiers += 1
        if self._chance(0.01):
            # The key was pressed twice: there is still one dossier.
            self._call(self._office.intake.receive, desk, form)
        # Typesetting is measured elsewhere; here only the record of the print.
        self._call(self._office.paperwork.printed, desk, dossier.id, Paper("01", "", b"", 2, 0))
        if dossier.unpaid and not self._chance(0.1):
            self._pay(desk, dossier)
        if self._chance(0.01):
            self._correct(desk, dossier)
        return dossier

    def _answered(self, desk: Actor, dossier: Dossier) -> Generator[datetime, None, Dossier | None]:
        """An online submission until it is accepted; None where it never is."""
        while self._chance(0.1):
            self._do(desk, dossier, "send_back", reason="ảnh chụp không rõ")
            yield self._later(60, 3000)
            if self._chance(0.2):
                self._do(desk, dossier, "withdraw", reason="không nộp nữa")
                return None
            self._do(desk, dossier, "resubmit")
            yield self._later(20, 460)
        if self._chance(0.05):
            self._do(desk, dossier, "refuse", reason="không thuộc thẩm quyền")
            return None
        return self._do(desk, dossier, "accept")

    def _worked_on(self, dossier: Dossier) -> Life:
        officer = self._random.choice(OFFICERS)
        yield self._later(60, 400)
        dossier = self._do(officer, dossier, "forward", to="Bộ phận chuyên môn")
        while self._chance(0.08):
            yield self._later(30, 600)
            self._do(officer, dossier, "request_supplement", reason="thiếu giấy tờ", requirements=["Giấy chứng sinh"])
            yield self._later(300, 4000)
            if self._chance(0.06):
                self._do(officer, dossier, "stop", reason="quá hạn bổ sung")
                return
            dossier = self._do(self._desk(), dossier, "supplement")
        if self._chance(0.03):
            dossier = self._do(officer, dossier, "request_duty", reason="nộp lệ phí trước bạ")
            yield self._later(60, 2500)
            dossier = self._do(self._desk(), dossier, "fulfil_duty")
        if self._chance(0.02):
            yield self._later(60, 900)
            self._do(self._desk(), dossier, "withdraw", reason="đổi ý")
            if self._chance(0.05):
                self._contradict(dossier, "dossier.returned", {"collector": {"name": "X", "number": "079190123456"}})
            return
        yield from self._finished(officer, dossier)

    def _finished(self, officer: Actor, dossier: Dossier) -> Life:
        yield self._ready_at(dossier)
        due = datetime.fromisoformat(dossier.due["at"]) if dossier.due else None
        if due and self._clock.at > due - timedelta(days=2) and self._chance(0.15):
            # Sometimes in time, sometimes after the appointment has passed.
            new = self._later(1500, 3000).isoformat()
            if datetime.fromisoformat(new) > max(due, self._clock.at):
                moved = {"at": new, "why": [], "calendar_version": ""}
                dossier = self._do(HEAD, dossier, "extend", reason="cần xác minh", due=moved)
                yield self._later(100, 2000)
        self._do(officer, dossier, "finish")
        if self._chance(0.01):
            self._mistake(self._office.processing.do, officer, dossier.id, "finish")
        if self._chance(0.004):
            # Decided elsewhere at the same time, and too late.
            self._contradict(dossier, "dossier.withdrawn", {"reason": "rút"})
        if self._chance(0.008):
            yield self._later(20, 500)
            self._do(officer, dossier, "withdraw_result", reason="sai tên")
            yield self._later(20, 500)
            self._do(officer, dossier, "finish")
        yield from self._collected(dossier)

    def _collected(self, dossier: Dossier) -> Life:
        if self._chance(0.3):
            self._do(self._desk(), dossier, "call", channel="phone")
        if self._chance(0.01):
            return
        yield self._later(30, 900) if self._chance(0.85) else self._later(900, 12_000)
        desk = self._desk()
        dossier = self._office.lookup.dossier(dossier.id)
        owner = dossier.owner
        who = Collector(owner["name"], owner["number"])
        if dossier.proxy and owner.get("kind") == "citizen" and self._chance(0.5):
            person = dossier.proxy["person"]
            who = Collector(person["name"], person["number"], "người được ủy quyền", "giấy ủy quyền")
        elif owner.get("kind") != "citizen":
            other = self._citizen()
            who = Collector(other.name, other.number, "nhân viên", "giấy giới thiệu")
        if dossier.unpaid:
            self._mistake(self._office.returning.hand_out, desk, dossier.id, who)
            dossier = self._pay(desk, dossier)
        if dossier.unpaid:
            self._call(self._office.returning.hand_out, HEAD, dossier.id, who, fee_overruled="hộ nghèo")
        else:
            self._call(self._office.returning.hand_out, desk, dossier.id, who)

    # -- small things --------------------------------------------------------------------------------------------

    def _form(self, channel: str) -> IntakeForm:
        procedure = self._procedures.draw(self._random)
        fees = procedure.usual_fees(channel) or (
            ({"id": "1", "name": "Lệ phí", "amount": 8000, "when": "reception"},) if self._chance(0.2) else ()
        )
        owner, proxy = self._citizen().person(), None
        if self._chance(0.03):
            owner = {
                "kind": "organisation",
                "name": f"Công ty Mẫu {self._random.randrange(500)}",
                "number": "0100233488",
            }
        if self._chance(0.08):
            proxy = {"person": self._citizen().person(), "relation": "người thân", "authorisation": "giấy ủy quyền"}
        others = tuple(self._citizen().person() for _ in range(3)) if self._chance(0.01) else ()
        return IntakeForm(
            id=uuid7(),
            procedure_code=procedure.code,
            owner=owner,
            components=procedure.usual_papers() or ({"name": "Tờ khai", "copy": "original", "count": 1},),
            proxy=proxy,
            others=others,
            channel=channel,
            return_by=self._random.choices(("counter", "post", "online"), (90, 6, 4))[0],
            fees=fees,
        )

    def _citizen(self) -> Citizen:
        if self._people and self._chance(0.3):
            return self._random.choice(self._people)
        someone = citizen(self._random, self._clock.at.date())
        self._people.append(someone)
        return someone

    def _slip(self, desk: Actor) -> None:
        applicant = self._citizen().person()
        slip = self._call(self._office.slips.issue, desk, "02", applicant, "Đăng ký khai sinh", ["Giấy chứng sinh"])
        if slip:
            self._call(self._office.slips.render, slip.id)

    def _pay(self, desk: Actor, dossier: Dossier) -> Dossier:
        if self._chance(0.03):
            fee = {**dossier.fees[0], "exempt_reason": "hộ nghèo"}
            exempt: Dossier = self._call(self._office.fees.set_fee, desk, dossier.id, fee)
            return exempt
        payment = Payment(dossier.unpaid, self._method(), "0001250")
        paid = self._call(self._office.fees.pay, desk, dossier.id, payment)
        if paid is None:
            # Cash after the drawer was closed for the day.
            return dossier
        if self._chance(0.01):
            (payment, *_) = paid.payments
            self._call(self._office.fees.cancel, desk, dossier.id, payment, "thu nhầm người")
            paid = self._call(self._office.fees.pay, desk, dossier.id, Payment(dossier.unpaid, "transfer"))
        return paid or dossier

    def _correct(self, desk: Actor, dossier: Dossier) -> None:
        change = {"owner.phone": f"09{self._random.randrange(10**8):08}"}
        proposed = self._call(self._office.corrections.correct, desk, dossier.id, change, "gõ nhầm")
        (proposal, *_) = self._office.corrections.proposals(proposed)
        agreed = self._chance(0.9)
        decide = self._office.corrections.decide
        self._call(decide, HEAD, dossier.id, proposal.id, approve=agreed, reason="" if agreed else "đúng rồi")

    def _contradict(self, dossier: Dossier, kind: str, data: dict[str, Any]) -> None:
        """Something that another counter wrote down without knowing what happened here."""
        with self._store.write() as unit:
            at = self._clock.at.isoformat()
            unit.append([Event(uuid7(), dossier.id, kind, at, DESKS[0].login, unit.identity.stamp, data)])
            unit.commit()

    def _do(self, actor: Actor, dossier: Dossier, action: str, **facts: Any) -> Dossier:
        if action in ("withdraw", "refuse"):
            self._at_counter.pop(dossier.id, None)
        done: Dossier = self._call(self._office.processing.do, actor, dossier.id, action, facts=facts)
        return done or dossier

    def _call(self, use_case: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """One use case; None where the office refused, as it does now and then in any real day."""
        self.tally.calls += 1
        try:
            return use_case(*arguments, **options)
        except Refusal:
            self.tally.refused += 1
            return None

    def _mistake(self, use_case: Callable[..., Any], *arguments: Any) -> None:
        refused = self.tally.refused
        self._call(use_case, *arguments)
        if self.tally.refused == refused:
            raise AssertionError(f"the office let {use_case.__name__} pass")

    def _desk(self) -> Actor:
        return self._random.choice(DESKS)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _later(self, least: int, most: int) -> datetime:
        """Some working minutes from now."""
        begin = self._calendar.next_working_time(self._clock.at)
        return self._calendar.add_working_minutes(begin, self._random.randint(least, most))

    def _ready_at(self, dossier: Dossier) -> datetime:
        """When the result is there: mostly early, often on the last day, sometimes late."""
        if not dossier.due:
            return self._later(400, 2400)
        due = datetime.fromisoformat(dossier.due["at"])
        left = self._calendar.working_minutes_between(self._clock.at, due)
        share = self._random.random()
        if left < 30 or share < 0.06:
            return max(
                self._calendar.add_working_minutes(max(due, self._clock.at), self._random.randint(10, 2400)), due
            )
        if share < 0.1:
            return due
        return self._later(min(left // 4, left - 1), left - 1)

    def _begin(self, life: Life, at: datetime) -> None:
        heappush(self._agenda, (at, next(self._order), life))

    def _go_on(self, life: Life) -> None:
        at = next(life, None)
        if at is not None:
            self._begin(life, at)
