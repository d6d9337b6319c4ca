"""The calculator agrees with a minute-by-minute reading of the rules, over offices and settings nobody would think of.

`DATES_EXAMPLES=20000` in the environment looks much further than the check does.
"""

import os
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, SpecialKind, WeeklyPattern
from desktop_app.domain.deadlines import due, due_after_pauses
from desktop_app.domain.deadlines_terms import (
    AfterCutoff,
    AfterSupplement,
    DeadlineRules,
    DueDate,
    LimitUnit,
    Pause,
    PauseCause,
    ReturnAt,
    TimeLimit,
)
from tests.domain.offices import FULL, MORNING, SHORT, at
from tests.domain.slow_deadline_model import SlowOffice

EXAMPLES = int(os.environ.get("DATES_EXAMPLES", "40"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = date(2026, 12, 14)

HOURS = st.sampled_from([FULL, SHORT, MORNING, ((13 * 60, 17 * 60),), ((8 * 60, 16 * 60),)])
NO_HOURS = st.just(())
DATES = st.integers(0, 34).map(lambda number: START + timedelta(days=number))


@st.composite
def patterns(draw):
    counting = [draw(HOURS) for _ in range(5)] + [draw(NO_HOURS | HOURS), ()]
    reception = [draw(st.one_of(st.just(day), HOURS, NO_HOURS)) for day in counting[:5]]
    return tuple(counting), (*reception, draw(NO_HOURS | HOURS), draw(NO_HOURS | NO_HOURS | HOURS))


@st.composite
def special_days(draw):
    kind, first = draw(st.sampled_from(SpecialKind)), draw(DATES)
    if kind in (SpecialKind.HALF_DAY, SpecialKind.EXTRA_DAY):
        return SpecialDay(kind, first, first, "ngày có giờ riêng", draw(HOURS))
    if kind is SpecialKind.SWAP:
        worked = draw(DATES.filter(lambda day: day != first))
        return SpecialDay(kind, first, first, "hoán đổi", worked=worked)
    return SpecialDay(kind, first, first + timedelta(days=draw(st.integers(0, 4))), "nghỉ")


@st.composite
def calendars(draw):
    weeks = [WeeklyPattern(date(2024, 1, 1), *draw(patterns()))]
    if draw(st.booleans()):
        weeks.append(WeeklyPattern(draw(DATES), *draw(patterns())))
    some = st.lists(special_days(), max_size=4).map(tuple)
    return OfficeCalendar("thử", tuple(weeks), draw(some), draw(some))


rules_of_offices = st.builds(
    DeadlineRules,
    cutoff=st.sampled_from([None, 11 * 60, 12 * 60 + 15, 15 * 60, 15 * 60, 16 * 60 + 30]),
    after_cutoff=st.sampled_from(AfterCutoff),
    return_at=st.sampled_from(ReturnAt),
    day_minutes=st.sampled_from([480, 450, 465]),
    after_supplement=st.sampled_from(AfterSupplement),
)
limits = st.one_of(
    st.builds(TimeLimit, st.integers(1, 12), st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.DAY])),
    st.builds(TimeLimit, st.integers(1, 30), st.just(LimitUnit.WORKING_HOUR)),
    st.just(TimeLimit(0, LimitUnit.IMMEDIATE)),
)
# Around opening, closing and cut-off, where mistakes live, and anywhere else.
MINUTES = st.sampled_from([449, 450, 690, 691, 735, 780, 900, 901, 1019, 1020, 1021]) | st.integers(0, 1439)
moments = st.builds(lambda day, minute: at(f"{day} 00:00") + timedelta(minutes=minute), DATES, MINUTES)


@st.composite
def waits(draw):
    start = draw(moments)
    end = draw(st.sampled_from([True, True, True, False]))
    return Pause(start, max(start, draw(moments)) if end else None, draw(st.sampled_from(PauseCause)))


def slow(calendar, rules):
    return SlowOffice(calendar.to_data(), rules.to_data())


@many
@given(calendars(), rules_of_offices, limits, moments, st.integers(0, 59))
def test_a_due_date_is_what_counting_minute_by_minute_finds(calendar, rules, limit, received, second):
    received += timedelta(seconds=second)
    expected, _ = slow(calendar, rules).due(limit.value, limit.unit.value, received)
    assert due(limit, received, calendar, rules).at == expected


@many
@given(calendars(), rules_of_offices, limits, moments, st.lists(waits(), max_size=3))
def test_a_due_date_after_waiting_is_what_walking_through_the_waits_finds(calendar, rules, limit, received, pauses):
    pauses = [pause for pause in pauses if pause.start >= received]
    plain = [(pause.start, pause.end, pause.cause.value) for pause in pauses]
    expected = slow(calendar, rules).due_after_pauses(limit.value, limit.unit.value, received, plain)
    found = due_after_pauses(limit, received, pauses, calendar, rules)
    assert (found and found.at) == expected


@many
@given(calendars(), moments, moments, st.integers(1, 2000))
def test_working_time_is_what_counting_minute_by_minute_finds(calendar, begin, end, minutes):
    model = slow(calendar, DeadlineRules())
    assert calendar.working_minutes_between(begin, end) == model.minutes_between(begin, end)
    assert calendar.add_working_minutes(begin, minutes) == model.run_minutes(begin, minutes)
    following = begin
    while not model.runs(following):
        following += timedelta(minutes=1)
    assert calendar.next_working_time(begin) == following


@many
@given(calendars(), rules_of_offices, limits, moments, moments)
def test_who_comes_later_is_never_promised_an_earlier_result(calendar, rules, limit, one, other):
    # With clock times kept, a last day on a day off moves to an end of hours, past a later dossier's clock time.
    if limit.unit is LimitUnit.DAY:
        rules = replace(rules, return_at=ReturnAt.END_OF_HOURS)
    earlier, later = sorted((one, other))
    assert due(limit, earlier, calendar, rules).at <= due(limit, later, calendar, rules).at


@many
@given(calendars(), rules_of_offices, limits, moments, st.lists(waits(), max_size=3))
def test_waiting_never_brings_a_date_forward_nor_ends_before_the_papers_came(calendar, rules, limit, received, pauses):
    pauses = [pause for pause in pauses if pause.start >= received]
    without = due(limit, received, calendar, rules)
    found = due_after_pauses(limit, received, pauses, calendar, rules)
    if found is not None:
        assert found.at >= without.at
        in_time = [pause.end for pause in pauses if pause.start < without.at]
        assert all(found.at >= end for end in in_time)


@many
@given(calendars(), rules_of_offices, limits, moments)
def test_a_date_kept_with_its_dossier_reads_back_and_comes_out_again(calendar, rules, limit, received):
    found = due(limit, received, calendar, rules)
    assert DueDate.from_data(found.to_data()) == found
    again = OfficeCalendar.from_data(calendar.to_data())
    assert due(limit, received, again, DeadlineRules.from_data(rules.to_data())) == found


@many
@given(calendars(), rules_of_offices, st.integers(1, 12), moments)
def test_the_reasons_number_every_counted_day_once_and_end_at_the_date(calendar, rules, number, received):
    found = due(TimeLimit(number, LimitUnit.WORKING_DAY), received, calendar, rules)
    numbers = []
    for step in found.why:
        if step.code == "counted":
            numbers += range(step.params["number"], step.params["last"] + 1)
        elif step.code == "special_day":
            numbers.append(step.params["number"])
    assert numbers == list(range(1, number + 1))
    assert found.why[-1].params["at"] == found.at.isoformat(timespec="minutes")
