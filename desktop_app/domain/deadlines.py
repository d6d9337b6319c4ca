"""The one calculator of dates: when a dossier is due, and why on that date.

Every date that the program shows, prints or counts comes from here. Rules and their sources: docs/due-dates.md.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from desktop_app.domain.calendar import Day, OfficeCalendar, at_minute, minute_of, to_minute
from desktop_app.domain.calendar_days import SpecialDay, minute_to_text
from desktop_app.domain.deadlines_terms import (
    AfterCutoff,
    AfterSupplement,
    DeadlineRules,
    DueDate,
    LimitUnit,
    Outcome,
    Params,
    Pause,
    PauseCause,
    ReturnAt,
    TimeLimit,
    WhyStep,
)

_ONE_DAY = timedelta(days=1)


class _Waiting(NamedTuple):
    """One time of waiting for the applicant that is over."""

    start: datetime
    end: datetime
    cause: PauseCause

    def params(self) -> Params:
        return {"start": _text(self.start), "end": _text(self.end), "cause": self.cause.value}


class _Start(NamedTuple):
    """The reception as it counts: from when, the last day that is not counted, and the clock time to keep, if any."""

    at: datetime
    uncounted_through: date
    clock: int | None
    why: tuple[WhyStep, ...]


class _End(NamedTuple):
    """A reckoned end: the moment, and the day the limit itself ended before it moved off a day off."""

    at: datetime
    unmoved: date
    why: tuple[WhyStep, ...]


def due(limit: TimeLimit, received_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> DueDate:
    """Returns the moment at which the result of a dossier received then is promised; the same input, the same answer.

    The day of reception is not counted (Civil Code 2015 Art. 147). Days end at the end of counting hours or at the
    clock time of reception, by setting; a limit in calendar days that ends on a day off ends with the next counting
    day (Civil Code Art. 148(5)). Raises ValueError for a moment without a time zone.
    """
    end = _reckoned(limit, received_at, calendar, rules)
    return DueDate(end.at, end.why, calendar.version)


def due_after_pauses(
    limit: TimeLimit,
    received_at: datetime,
    pauses: Sequence[Pause],
    calendar: OfficeCalendar,
    rules: DeadlineRules,
) -> DueDate | None:
    """Returns the due date once waiting for the applicant is taken out; None while the office still waits.

    After a supplement the limit restarts in full (NĐ 61/2018 Art. 19(4)) or the waiting time is subtracted (national
    index), by setting; a financial duty is always subtracted. A pause that begins when the date has already passed
    changes nothing: asking for papers does not rescue a late dossier. The date is never earlier than the last pause.
    """
    end = _reckoned(limit, received_at, calendar, rules)
    resumed: datetime | None = None
    for pause in sorted(pauses, key=lambda each: each.start):
        begin = to_minute(pause.start)
        begin = begin if resumed is None else max(begin, resumed)
        if begin >= end.at:
            step = WhyStep("pause_too_late", {"start": _text(begin), "due": _text(end.at)})
            end = end._replace(why=(*end.why, step))
            continue
        if pause.end is None:
            return None
        if pause.end <= begin:
            continue
        resumed = to_minute(pause.end)
        waiting = _Waiting(begin, resumed, pause.cause)
        restarts = rules.after_supplement is AfterSupplement.RESTART and pause.cause is PauseCause.SUPPLEMENT
        if restarts or limit.unit is LimitUnit.IMMEDIATE:
            again = _reckoned(limit, resumed, calendar, rules)
            end = again._replace(why=(WhyStep("restarted", waiting.params()), *again.why))
        else:
            end = _subtracted(limit, end, waiting, calendar, rules)
    return DueDate(end.at, end.why, calendar.version)


def respond_by(submitted_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> DueDate:
    """Returns until when an online submission is accepted or refused: within 8 working hours, by setting."""
    return due(TimeLimit(rules.response_hours, LimitUnit.WORKING_HOUR), submitted_at, calendar, rules)


def supplement_by(received_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> DueDate:
    """Returns until when missing papers may be asked for: 3 working days, by setting (localities set 1 or 2)."""
    return due(TimeLimit(rules.supplement_days, LimitUnit.WORKING_DAY), received_at, calendar, rules)


def delay_notice_by(appointed: datetime, calendar: OfficeCalendar) -> datetime:
    """Returns until when form 04 goes out for a result that will be late: the end of the counting day before."""
    day = calendar.counting_day_before(minute_of(appointed)[0])
    return at_minute(day, calendar.day(day).counting[-1][1])


def outcome(appointed: datetime | None, finished: datetime) -> Outcome:
    """Says whether a result was in time: on time iff finished <= appointed, and early when finished on an earlier day.

    Without an appointment the answer is its own value: nothing was promised, so nothing was early.
    """
    if appointed is None:
        return Outcome.NO_APPOINTMENT
    if finished > appointed:
        return Outcome.LATE
    return Outcome.EARLY if minute_of(finished)[0] < minute_of(appointed)[0] else Outcome.ON_TIME


def _reckoned(limit: TimeLimit, received_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> _End:
    if limit.unit is LimitUnit.WORKING_HOUR:
        return _after_hours(limit.value, received_at, calendar, rules)
    start = _started(received_at, calendar, rules)
    if limit.unit is LimitUnit.WORKING_DAY:
        day = calendar.counting_day_after(start.uncounted_through, limit.value)
        steps = _counted(start.uncounted_through, day, calendar)
        return _ending(day, day, start.clock, (*start.why, *steps), calendar)
    if limit.unit is LimitUnit.DAY:
        unmoved = start.uncounted_through + timedelta(days=limit.value)
        first_day = _next(start.uncounted_through).isoformat()
        step = WhyStep("calendar_days", {"number": limit.value, "from": first_day, "to": unmoved.isoformat()})
        return _moved_off_day_off(unmoved, start.clock, (*start.why, step), calendar)
    day = start.at.date()
    at = at_minute(day, calendar.day(day).open[-1][1])
    return _End(at, day, (*start.why, WhyStep("immediate", {"at": _text(at)})))


def _started(received_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> _Start:
    """Returns how a reception counts: on its own day up to the cut-off, otherwise at the start of the next open day.

    Open are counting and reception hours together, so that a Saturday reception counts as received on Saturday, and a
    late Friday is never answered later than that Saturday.
    """
    received = to_minute(received_at)
    day, minute = minute_of(received)
    came = counts = calendar.day(day)
    late = rules.cutoff is not None and minute > rules.cutoff
    carried = late or not came.open or minute > came.open[-1][1]
    if carried:
        day = calendar.open_day_after(day)
        counts = calendar.day(day)
        minute = counts.open[0][0]
    else:
        minute = next(max(start, minute) for start, end in came.open if minute <= end)
    at = at_minute(day, minute)
    step = _reception_step(received, at, came, rules.cutoff if late else None)
    if not counts.counting:
        return _Start(at, day, None, (step, WhyStep("reception_only", {"day": day.isoformat()})))
    if carried and rules.after_cutoff is AfterCutoff.NEXT_DAY_COUNTS:
        return _Start(at, day - _ONE_DAY, None, (step, WhyStep("counts_at_once", {"day": day.isoformat()})))
    return _Start(at, day, minute if rules.return_at is ReturnAt.SAME_CLOCK else None, (step,))


def _reception_step(received: datetime, at: datetime, came: Day, cutoff: int | None) -> WhyStep:
    if received == at:
        return WhyStep("received", {"at": _text(received)})
    carried = {"at": _text(received), "counted": _text(at)}
    if not came.open:
        return WhyStep("day_off", {**carried, "name": came.special.name if came.special else ""})
    if cutoff is not None:
        return WhyStep("after_cutoff", {**carried, "cutoff": minute_to_text(cutoff)})
    return WhyStep("outside_hours", carried)


def _after_hours(hours: int, received_at: datetime, calendar: OfficeCalendar, rules: DeadlineRules) -> _End:
    """Returns the end of a limit in working hours, which runs by the minute and knows no cut-off."""
    minutes = -(-hours * rules.day_minutes // 8)
    received = to_minute(received_at)
    start = calendar.next_working_time(received)
    end = calendar.add_working_minutes(start, minutes)
    came = calendar.day(received.date())
    if not came.counting and calendar.is_reception_time(received):
        only = WhyStep("reception_only", {"day": received.date().isoformat()})
        reception: tuple[WhyStep, ...] = (WhyStep("received", {"at": _text(received)}), only)
    else:
        reception = (_reception_step(received, start, came, None),)
    skipped = (step for step in _counted(start.date(), end.date(), calendar) if step.code == "skipped")
    run = WhyStep("working_minutes", {"hours": hours, "minutes": minutes, "from": _text(start), "to": _text(end)})
    return _End(end, end.date(), (*reception, *skipped, run))


def _counted(after: date, last: date, calendar: OfficeCalendar) -> tuple[WhyStep, ...]:
    """Returns the steps that number the counting days after a date, plain runs in one step, special days by name."""
    steps: list[WhyStep] = []
    number = 1

    def count_plain(begin: date, until: date) -> None:
        nonlocal number
        run = calendar.counting_run(begin, until)
        if run is not None:
            days, first, final = run
            span = {"from": first.isoformat(), "to": final.isoformat()}
            steps.append(WhyStep("counted", {"number": number, "last": number + days - 1, **span}))
            number += days

    begin = after
    for day, special in calendar.special_days_between(_next(after), last):
        count_plain(begin, day - _ONE_DAY)
        begin = day
        if calendar.is_counting_day(day):
            steps.append(WhyStep("special_day", {"number": number, "day": day.isoformat(), **_named(special, day)}))
            number += 1
        elif steps and steps[-1].params.get("to") == (day - _ONE_DAY).isoformat() and _is_same(steps[-1], special):
            steps[-1] = WhyStep("skipped", {**steps[-1].params, "to": day.isoformat()})
        else:
            steps.append(WhyStep("skipped", {"from": day.isoformat(), "to": day.isoformat(), **_named(special, day)}))
    count_plain(begin, last)
    return tuple(steps)


def _named(special: SpecialDay, day: date) -> dict[str, str | int]:
    """Returns what a reader needs to recognise a special day; for a swap also its other side."""
    named: dict[str, str | int] = {"kind": special.kind.value, "name": special.name}
    if special.worked is not None:
        named["other_side"] = (special.first if day == special.worked else special.worked).isoformat()
    return named


def _is_same(step: WhyStep, special: SpecialDay) -> bool:
    return step.code == "skipped" and step.params["name"] == special.name and step.params["kind"] == special.kind.value


def _ending(day: date, unmoved: date, clock: int | None, why: tuple[WhyStep, ...], calendar: OfficeCalendar) -> _End:
    """Returns the end on a counting day: at its last counting minute, or at the clock time as far as it is open."""
    hours = calendar.day(day).counting
    if clock is None:
        at, code = at_minute(day, hours[-1][1]), "return_end_of_hours"
    else:
        minute = next((max(start, clock) for start, end in hours if clock <= end), hours[-1][1])
        at, code = at_minute(day, minute), "return_same_clock"
    return _End(at, unmoved, (*why, WhyStep(code, {"at": _text(at)})))


def _moved_off_day_off(day: date, clock: int | None, why: tuple[WhyStep, ...], calendar: OfficeCalendar) -> _End:
    """Returns the end on that day, or at the end of the next counting day when it is a day off (Art. 148(5))."""
    lived = calendar.day(day)
    if lived.counting:
        return _ending(day, day, clock, why, calendar)
    moved = calendar.counting_day_after(day, 1)
    name = lived.special.name if lived.special else ""
    step = WhyStep("ends_on_day_off", {"day": day.isoformat(), "name": name, "moved": moved.isoformat()})
    return _ending(moved, day, None, (*why, step), calendar)


def _subtracted(limit: TimeLimit, end: _End, waiting: _Waiting, calendar: OfficeCalendar, rules: DeadlineRules) -> _End:
    """Returns the end moved on by the waiting time: by minutes where clock times are promised, otherwise by days.

    Days are waited like days are counted: the day of asking is not one of them, the day of the complete dossier is.
    """
    same_clock = rules.return_at is ReturnAt.SAME_CLOCK
    if limit.unit is LimitUnit.WORKING_HOUR or (limit.unit is LimitUnit.WORKING_DAY and same_clock):
        minutes = calendar.working_minutes_between(waiting.start, waiting.end)
        at = calendar.add_working_minutes(end.at, minutes) if minutes else end.at
        at = calendar.next_working_time(waiting.end) if at < waiting.end else at
        step = WhyStep("waited_minutes", {**waiting.params(), "minutes": minutes, "at": _text(at)})
        return _End(at, at.date(), (*end.why, step))
    start, asked, day = _started(waiting.end, calendar, rules), minute_of(waiting.start)[0], end.at.date()
    if limit.unit is LimitUnit.WORKING_DAY:
        run = calendar.counting_run(asked, start.uncounted_through)
        days = run[0] if run else 0
        day = calendar.counting_day_after(day, days) if days else day
    else:
        days = (start.uncounted_through - asked).days
        day = (end.unmoved if asked <= end.unmoved else day) + timedelta(days=days)
    why = (*end.why, WhyStep("waited_days", {**waiting.params(), "days": days, "unit": limit.unit.value}))
    moved = _moved_off_day_off(day, end.at.hour * 60 + end.at.minute if same_clock else None, why, calendar)
    if moved.at >= start.at:
        return moved
    # Asked on the last day and complete after it ended, with no whole day between: one more day is the least.
    day = calendar.counting_day_after(start.uncounted_through, 1)
    return _ending(day, day, None, (*why, WhyStep("one_more_day", {"day": day.isoformat()})), calendar)


def _next(day: date) -> date:
    return day + _ONE_DAY


def _text(moment: datetime) -> str:
    return moment.isoformat("T", "minutes")
