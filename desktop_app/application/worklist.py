"""What needs somebody today: waiting online, due, late, ready, supplements, calls to make, papers not handed over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments
from desktop_app.application.desk import Desk
from desktop_app.application.ports import DossierQuery, DossierRow, Unit
from desktop_app.application.settings import office_settings
from desktop_app.domain.calendar import OfficeCalendar, at_minute
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.deadlines import respond_by
from desktop_app.domain.states import Role, State

ROWS = 100
WORK = frozenset({State.RECEIVED, State.IN_PROCESS})
# A supplement that nobody brings is asked about again after this many days (a habit of offices, not a rule of law).
UNANSWERED_DAYS = 10
UNCOLLECTED_DAYS = 7
# Whose appointment was moved without the letter that says so: a printer stopped, or the program did.
UNPRINTED = DossierQuery(states=WORK, apology_unprinted=True, by_due=True, limit=ROWS)


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """One reason to act: its name, how many dossiers, and the most pressing of them."""

    name: str
    count: int
    rows: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The work list of one moment; `answer_by` is until when each online submission is to be answered, by its id.

    `minutes_left` are the working minutes until then, none for one that is late.
    """

    at: str
    groups: tuple[WorkGroup, ...]
    answer_by: dict[str, str]
    minutes_left: dict[str, int]

    def group(self, name: str) -> WorkGroup:
        """The group of this name."""
        return next(group for group in self.groups if group.name == name)


class Worklist:
    """Questions about time, asked of the projection and answered with the office's calendar."""

    def __init__(self, desk: Desk, appointments: Appointments) -> None:
        self._desk = desk
        self._appointments = appointments

    def board(self, actor: Actor) -> Board:
        """Everything that needs this person now: who may decide on corrections sees those that wait."""
        now = self._desk.now()
        with self._desk.store.read() as unit:
            calendar = self._appointments.calendar(unit)
            rules = office_settings(unit, office_day(now).isoformat()).rules
            groups = tuple(_group(unit, name, *asked) for name, asked in _questions(now, calendar, actor).items())
        online = next(group.rows for group in groups if group.name == "online")
        answer_by = {row.id: respond_by(datetime.fromisoformat(row.received_at), calendar, rules).at for row in online}
        left = {key: calendar.working_minutes_between(now, by) for key, by in answer_by.items()}
        return Board(now.isoformat(), groups, {key: by.isoformat() for key, by in answer_by.items()}, left)


def _group(unit: Unit, name: str, *asked: DossierQuery) -> WorkGroup:
    rows = [row for query in asked for row in unit.rows(query)]
    return WorkGroup(name, sum(unit.count(query) for query in asked), tuple(rows[:ROWS]))


def _questions(now: datetime, calendar: OfficeCalendar, actor: Actor) -> dict[str, tuple[DossierQuery, ...]]:
    alone = {name: (query,) for name, query in _single_questions(now, calendar, actor).items()}
    return alone | {"not_handed_over": _undelivered(at_minute(office_day(now), 0).isoformat())}


def _undelivered(midnight: str) -> tuple[DossierQuery, ...]:
    """What lies at the counter: of today whatever is worked on, of earlier days what nobody has passed on at all."""
    forgotten = DossierQuery(
        states=frozenset({State.RECEIVED}), received_to=midnight, only_undelivered=True, by_due=True, limit=ROWS
    )
    return forgotten, DossierQuery(states=WORK, received_from=midnight, only_undelivered=True, limit=ROWS)


def _single_questions(now: datetime, calendar: OfficeCalendar, actor: Actor) -> dict[str, DossierQuery]:
    today = office_day(now)
    tomorrow = calendar.counting_day_after(today, 1)
    end_of_today = at_minute(today + timedelta(days=1), 0).isoformat()
    end_of_tomorrow = at_minute(tomorrow + timedelta(days=1), 0).isoformat()
    stamp = now.isoformat()
    unanswered = (now - timedelta(days=UNANSWERED_DAYS)).isoformat()
    uncollected = (now - timedelta(days=UNCOLLECTED_DAYS)).isoformat()
    decided = {"proposals": DossierQuery(with_proposals=True, limit=ROWS)} if Role.HEAD in actor.roles else {}
    return decided | {
        "online": DossierQuery(states=frozenset({State.SUBMITTED}), limit=ROWS),
        "late": DossierQuery(states=WORK, due_before=stamp, by_due=True, limit=ROWS),
        "due_soon": DossierQuery(states=WORK, due_from=stamp, due_before=end_of_tomorrow, by_due=True, limit=ROWS),
        # NĐ 118/2025: the apology (form 04) goes out at least one working day before the appointment, so today is the
        # last day to send it; an appointment is moved once, whose new day comes near is not moved again.
        "apology": DossierQuery(
            states=WORK, due_from=end_of_today, due_before=end_of_tomorrow, never_moved=True, by_due=True, limit=ROWS
        ),
        "apology_unprinted": UNPRINTED,
        "ready": DossierQuery(states=frozenset({State.READY}), limit=ROWS),
        "to_call": DossierQuery(states=frozenset({State.READY}), only_uncalled=True, limit=ROWS),
        "uncollected": DossierQuery(states=frozenset({State.READY}), finished_before=uncollected, limit=ROWS),
        "supplement": DossierQuery(states=frozenset({State.SUPPLEMENT, State.DUTY}), limit=ROWS),
        "unanswered": DossierQuery(
            states=frozenset({State.SUPPLEMENT, State.DUTY}), paused_before=unanswered, limit=ROWS
        ),
        "problems": DossierQuery(with_problems=True, limit=ROWS),
    }
