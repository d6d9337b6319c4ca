"""Appointments: the one calculator of dates, fed with this office's calendar and rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.ports import Reference, Unit
from desktop_app.application.settings import CALENDAR, OFFICE, office_settings
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.deadlines import delay_notice_by, due, due_after_pauses, respond_by, supplement_by
from desktop_app.domain.deadlines_terms import DeadlineRules, DueDate, LimitUnit, Pause, PauseCause, TimeLimit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State

_CAUSES = {"dossier.supplement_requested": PauseCause.SUPPLEMENT, "dossier.duty_requested": PauseCause.FINANCIAL_DUTY}


@dataclass(frozen=True, slots=True)
class Duties:
    """What the office owes the citizen besides the result, each by then.

    All missing papers named, a delay told, and an online submission answered (NĐ 61/2018/NĐ-CP art. 17: 8 hours), with
    the working minutes that are left for it.
    """

    supplement_by: datetime | None = None
    delay_notice_by: datetime | None = None
    answer_by: datetime | None = None
    answer_minutes: int | None = None


class Appointments:
    """Computes due dates; keeps the built calendar as long as the published one stays the same."""

    def __init__(self, official: Callable[[], OfficeCalendar]) -> None:
        self._official = official
        self._source: Reference | None = None
        self._calendar: OfficeCalendar | None = None

    def calendar(self, unit: Unit) -> OfficeCalendar:
        """The office's calendar in force; where none was ever published, the official one of the country."""
        piece = unit.reference(CALENDAR, OFFICE)
        if piece is None:
            return self._country()
        if self._calendar is None or piece != self._source:
            self._source, self._calendar = piece, OfficeCalendar.from_data(piece.value)
        return self._calendar

    def first(self, unit: Unit, limit: TimeLimit | None, received_at: datetime) -> dict[str, Any] | None:
        """The due date of a dossier received then, as it is kept with the dossier; None without a limit."""
        if limit is None:
            return None
        return due(limit, received_at, self.calendar(unit), _rules(unit, received_at)).to_data()

    def again(self, unit: Unit, dossier: Dossier) -> DueDate | None:
        """The first appointment reckoned anew, with the calendar it was promised under; None without a limit.

        Refusal("due.calendar_unknown", version=) where this store never held that calendar: a dossier of another system
        keeps the date it came with.
        """
        limit, promised = limit_from_data(dossier.limit), dossier.first_due
        if limit is None or promised is None:
            return None
        received_at = datetime.fromisoformat(dossier.received_at)
        calendar = self._calendar_of(unit, promised["calendar_version"])
        return due(limit, received_at, calendar, _rules(unit, received_at))

    def duties(self, unit: Unit, dossier: Dossier, now: datetime) -> Duties:
        """Until when the office may still ask for papers, and until when it says that the result will be late.

        None for what does not apply: papers were asked for or work has begun, the new date was given already, there is
        no appointment or one too near to be told about before the reception, or nothing is owed any more.
        """
        calendar, state = self.calendar(unit), dossier.state
        received_at = datetime.fromisoformat(dossier.received_at)
        if state is State.SUBMITTED:
            answer_by = respond_by(received_at, calendar, _rules(unit, received_at)).at
            return Duties(answer_by=answer_by, answer_minutes=calendar.working_minutes_between(now, answer_by))
        asking = state is State.RECEIVED and not dossier.supplements
        ask_by = supplement_by(received_at, calendar, _rules(unit, received_at)).at if asking else None
        promised = datetime.fromisoformat(dossier.due["at"]) if dossier.due else None
        if ask_by and promised:
            # Where the result is due sooner, that is when everything must have been asked for.
            ask_by = min(ask_by, promised)
        telling = not dossier.extended and state in (State.RECEIVED, State.IN_PROCESS)
        tell_by = delay_notice_by(promised, calendar) if promised and telling else None
        return Duties(ask_by, tell_by if tell_by and tell_by > received_at else None)

    def _calendar_of(self, unit: Unit, version: str) -> OfficeCalendar:
        """The calendar of this version: every one that was ever published is in the log."""
        if (now := self.calendar(unit)).version == version:
            return now
        for event in reversed(unit.events(CALENDAR)):
            calendar = OfficeCalendar.from_data(event.data["value"])
            if calendar.version == version:
                return calendar
        raise Refusal("due.calendar_unknown", version=version)

    def after_pauses(self, unit: Unit, dossier: Dossier, resumed_at: datetime) -> dict[str, Any] | None:
        """The due date once the office need wait no longer, counting the pause that ends at `resumed_at`."""
        limit = limit_from_data(dossier.limit)
        if limit is None:
            return None
        causes = [_CAUSES[v.event.kind] for v in dossier.history if v.effective and v.event.kind in _CAUSES]
        pauses = [
            _pause(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else resumed_at, cause)
            for (start, end), cause in zip(dossier.pauses, causes, strict=True)
        ]
        received_at = datetime.fromisoformat(dossier.received_at)
        found = due_after_pauses(limit, received_at, pauses, self.calendar(unit), _rules(unit, received_at))
        if found is None:
            return None
        if dossier.extended and dossier.due and found.at < datetime.fromisoformat(dossier.due["at"]):
            # A new date was promised on form 04: waiting for the citizen never makes it an earlier one.
            return dict(dossier.due)
        return found.to_data()

    def _country(self) -> OfficeCalendar:
        if self._calendar is None or self._source is not None:
            self._source, self._calendar = None, self._official()
        return self._calendar


def _pause(start: datetime, end: datetime, cause: PauseCause) -> Pause:
    # Two stations, two clocks: where the second is behind the first, nobody has waited.
    return Pause(start, max(start, end), cause)


def _rules(unit: Unit, received_at: datetime) -> DeadlineRules:
    """The rules of the day of reception: what the office decides later changes no promise."""
    return office_settings(unit, office_day(received_at).isoformat()).rules


def limit_to_data(limit: TimeLimit | None) -> dict[str, Any]:
    """The limit as it is kept with a dossier."""
    if limit is None:
        return {"value": None, "unit": LimitUnit.WORKING_DAY.value}
    return {"value": limit.value, "unit": limit.unit.value}


def limit_from_data(data: dict[str, Any]) -> TimeLimit | None:
    """The limit that was kept with a dossier."""
    return None if data.get("value") is None else TimeLimit(data["value"], LimitUnit(data["unit"]))
