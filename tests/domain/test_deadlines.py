"""When a dossier is due, rule by rule of docs/due-dates.md, each with the article or the defect it answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.deadlines import delay_notice_by, due, outcome, respond_by, supplement_by
from desktop_app.domain.deadlines_terms import (
    AfterCutoff,
    DeadlineRules,
    LimitUnit,
    Outcome,
    ReturnAt,
    TimeLimit,
)
from desktop_app.domain.errors import Refusal
from tests.domain.offices import (
    IMMEDIATE,
    SHORT,
    at,
    calendar_days,
    day_off,
    days,
    extra_day,
    half_day,
    hours,
    office,
    swap,
)

RULES = DeadlineRules()
NEXT_DAY_COUNTS = DeadlineRules(after_cutoff=AfterCutoff.NEXT_DAY_COUNTS)
SAME_CLOCK = DeadlineRules(return_at=ReturnAt.SAME_CLOCK)
SATURDAY_MORNING = office(saturday_reception=((450, 690),))


def when(limit, received, calendar=None, rules=RULES):
    """The due moment as text; 06/10/2026 is a Tuesday."""
    return f"{due(limit, at(received), calendar or office(), rules).at:%Y-%m-%d %H:%M}"


def codes(limit, received, calendar=None, rules=RULES):
    return [step.code for step in due(limit, at(received), calendar or office(), rules).why]


# --- The day of reception and the cut-off ---


def test_the_day_of_reception_is_not_counted():
    """Civil Code 2015 Art. 147(2)."""
    assert when(days(1), "2026-10-06 08:00") == "2026-10-07 17:00"


def test_the_minute_of_the_cut_off_still_belongs_to_its_day():
    """NĐ 61/2018 Art. 18: received after 15:00."""
    assert when(days(1), "2026-10-06 15:00") == "2026-10-07 17:00"


def test_the_seconds_of_the_cut_off_minute_do_not_count_because_the_receipt_does_not_show_them():
    found = due(days(1), at("2026-10-06 15:00") + timedelta(seconds=59), office(), RULES)
    assert found.at == at("2026-10-07 17:00")


def test_after_the_cut_off_the_next_working_day_receives_and_the_one_after_is_day_1():
    """NĐ 61/2018 Art. 18, the default reading."""
    assert when(days(1), "2026-10-06 15:01") == "2026-10-08 17:00"
    assert when(days(1), "2026-10-08 15:01") == "2026-10-12 17:00"


def test_after_the_cut_off_the_next_working_day_is_day_1_where_the_office_reads_it_so():
    assert when(days(1), "2026-10-06 15:01", rules=NEXT_DAY_COUNTS) == "2026-10-07 17:00"
    assert when(days(1), "2026-10-09 15:01", rules=NEXT_DAY_COUNTS) == "2026-10-12 17:00"


def test_an_office_may_have_another_cut_off_or_none():
    assert when(days(1), "2026-10-06 16:00", rules=DeadlineRules(cutoff=16 * 60)) == "2026-10-07 17:00"
    assert when(days(1), "2026-10-06 17:00", rules=DeadlineRules(cutoff=None)) == "2026-10-07 17:00"
    assert when(days(1), "2026-10-06 17:01", rules=DeadlineRules(cutoff=None)) == "2026-10-08 17:00"


def test_before_opening_a_dossier_is_received_that_same_morning():
    assert when(days(1), "2026-10-06 05:30") == "2026-10-07 17:00"


def test_in_the_evening_a_dossier_is_received_the_next_working_morning():
    assert when(days(1), "2026-10-09 20:00") == "2026-10-13 17:00"


def test_a_holiday_on_the_reception_day_carries_the_reception_to_the_next_working_day():
    """Defect elsewhere: a holiday on the reception day is missed."""
    calendar = office(day_off("2026-09-01", "2026-09-02"))
    assert when(days(1), "2026-09-02 09:00", calendar) == "2026-09-04 17:00"
    assert codes(days(1), "2026-09-02 09:00", calendar)[0] == "day_off"


def test_a_saturday_of_reception_is_the_reception_day_and_monday_is_day_1():
    """Defect elsewhere: Saturday hours are ignored."""
    assert when(days(1), "2026-10-10 09:00", SATURDAY_MORNING) == "2026-10-12 17:00"
    assert codes(days(1), "2026-10-10 09:00", SATURDAY_MORNING)[:2] == ["received", "reception_only"]


def test_a_saturday_without_reception_is_carried_to_monday():
    assert when(days(1), "2026-10-10 09:00") == "2026-10-13 17:00"


def test_a_late_friday_is_not_answered_later_than_the_saturday_of_reception_after_it():
    assert when(days(1), "2026-10-09 15:20", SATURDAY_MORNING) == "2026-10-12 17:00"


# --- Working days ---


def test_weekends_are_not_counted():
    assert when(days(5), "2026-10-06 09:00") == "2026-10-13 17:00"


def test_a_day_off_is_not_counted():
    """Labor Code 2019 Art. 112."""
    assert when(days(3), "2026-08-31 09:00", office(day_off("2026-09-01", "2026-09-02"))) == "2026-09-07 17:00"


def test_a_day_worked_in_a_swap_is_counted_and_its_other_side_is_not():
    calendar = office(swap("2026-08-31", "2026-08-22"))
    assert when(days(1), "2026-08-21 09:00", calendar) == "2026-08-22 17:00"
    assert when(days(1), "2026-08-28 09:00", calendar) == "2026-09-01 17:00"


def test_an_extra_working_day_is_counted():
    assert when(days(1), "2026-10-09 09:00", office(extra_day("2026-10-10", "07:30-11:30"))) == "2026-10-10 11:30"


def test_a_half_day_counts_as_a_day_and_ends_with_its_own_hours():
    """Defect elsewhere: half days are impossible."""
    calendar = office(half_day("2026-10-07", "07:30-11:30"))
    assert when(days(1), "2026-10-06 09:00", calendar) == "2026-10-07 11:30"
    assert when(days(2), "2026-10-06 09:00", calendar) == "2026-10-08 17:00"


def test_a_reception_after_the_end_of_a_half_day_is_carried():
    assert when(days(1), "2026-10-06 14:00", office(half_day("2026-10-06", "07:30-11:30"))) == "2026-10-08 17:00"


def test_days_of_seven_and_a_half_hours_never_drift():
    """Defect elsewhere: days turned into eight hours each arrive hours late in a 7½-hour office."""
    calendar = office(hours=SHORT)
    assert when(days(40), "2026-10-06 09:00", calendar) == "2026-12-01 17:00"
    assert when(days(40), "2026-10-06 09:00", calendar, SAME_CLOCK) == "2026-12-01 09:00"


def test_a_limit_may_run_over_several_years():
    assert when(days(600), "2026-10-06 09:00") == "2029-01-23 17:00"


# --- The hour of return ---


def test_the_same_clock_time_may_be_promised_instead_of_the_end_of_hours():
    assert when(days(2), "2026-10-06 09:10", rules=SAME_CLOCK) == "2026-10-08 09:10"
    assert when(days(2), "2026-10-06 11:30", rules=SAME_CLOCK) == "2026-10-08 11:30"


def test_a_clock_time_outside_the_hours_of_the_due_day_moves_to_where_they_go_on_or_end():
    morning = office(half_day("2026-10-07", "07:30-11:30"))
    afternoon = office(half_day("2026-10-07", "13:00-17:00"))
    assert when(days(1), "2026-10-06 14:00", morning, SAME_CLOCK) == "2026-10-07 11:30"
    assert when(days(1), "2026-10-06 09:00", afternoon, SAME_CLOCK) == "2026-10-07 13:00"


def test_a_reception_in_the_lunch_break_keeps_the_clock_time_of_reopening():
    assert when(days(1), "2026-10-06 12:10", rules=SAME_CLOCK) == "2026-10-07 13:00"


def test_a_carried_reception_keeps_the_opening_time_and_so_gets_a_whole_day():
    assert when(days(1), "2026-10-06 15:20", rules=SAME_CLOCK) == "2026-10-08 07:30"


def test_where_no_whole_day_would_be_left_the_clock_time_gives_way_to_the_end_of_hours():
    both = replace(SAME_CLOCK, after_cutoff=AfterCutoff.NEXT_DAY_COUNTS)
    assert when(days(1), "2026-10-06 15:20", rules=both) == "2026-10-07 17:00"
    assert when(days(1), "2026-10-10 09:00", SATURDAY_MORNING, SAME_CLOCK) == "2026-10-12 17:00"


# --- Calendar days ---


def test_calendar_days_run_through_days_off():
    assert when(calendar_days(7), "2026-10-06 09:00") == "2026-10-13 17:00"


def test_a_calendar_day_deadline_on_a_day_off_ends_with_the_next_working_day():
    """Civil Code 2015 Art. 148(5)."""
    assert when(calendar_days(4), "2026-10-06 09:00") == "2026-10-12 17:00"
    holiday = office(day_off("2026-10-12"))
    assert when(calendar_days(4), "2026-10-06 09:00", holiday) == "2026-10-13 17:00"
    assert codes(calendar_days(4), "2026-10-06 09:00", holiday)[-2:] == ["ends_on_day_off", "return_end_of_hours"]


def test_a_deadline_moved_off_a_day_off_ends_with_the_hours_even_where_clock_times_are_kept():
    """Civil Code 2015 Art. 148(5): at the end of the next working day."""
    assert when(calendar_days(4), "2026-10-06 09:00", rules=SAME_CLOCK) == "2026-10-12 17:00"
    assert when(calendar_days(3), "2026-10-06 09:00", rules=SAME_CLOCK) == "2026-10-09 09:00"


def test_a_calendar_day_deadline_ends_on_a_saturday_only_where_saturdays_count():
    assert when(calendar_days(4), "2026-10-06 09:00", SATURDAY_MORNING) == "2026-10-12 17:00"
    counted = office(extra_day("2026-10-10", "07:30-11:30"))
    assert when(calendar_days(4), "2026-10-06 09:00", counted) == "2026-10-10 11:30"


def test_the_cut_off_holds_for_calendar_days_too():
    assert when(calendar_days(2), "2026-10-06 15:20") == "2026-10-09 17:00"
    assert when(calendar_days(2), "2026-10-06 15:20", rules=NEXT_DAY_COUNTS) == "2026-10-08 17:00"


# --- Working hours and immediate ---


def test_working_hours_run_by_the_minute_through_lunch_and_night():
    assert when(hours(2), "2026-10-06 10:30") == "2026-10-06 14:00"
    assert when(hours(8), "2026-10-06 15:20") == "2026-10-07 15:20"


def test_working_hours_outside_the_hours_begin_at_the_next_working_time():
    assert when(hours(1), "2026-10-09 20:00") == "2026-10-12 08:30"
    assert when(hours(1), "2026-10-10 09:00", SATURDAY_MORNING) == "2026-10-12 08:30"


def test_working_hours_of_a_half_day_are_its_real_minutes():
    assert when(hours(11), "2026-10-06 09:00", office(half_day("2026-10-07", "07:30-11:30"))) == "2026-10-08 08:00"


def test_eight_hours_are_eight_office_hours_unless_the_office_says_they_are_one_of_its_days():
    """Defect elsewhere: a 7½-hour day drifts by half an hour with every eight hours."""
    calendar, short_days = office(hours=SHORT), DeadlineRules(day_minutes=450)
    assert when(hours(16), "2026-10-06 09:00", calendar) == "2026-10-08 10:00"
    assert when(hours(16), "2026-10-06 09:00", calendar, short_days) == "2026-10-08 09:00"
    assert when(hours(80), "2026-10-06 09:00", calendar, short_days) == "2026-10-20 09:00"


def test_a_fraction_of_a_minute_is_given_to_the_office():
    assert when(hours(1), "2026-10-06 08:00", rules=DeadlineRules(day_minutes=450)) == "2026-10-06 08:57"


def test_an_immediate_result_is_due_the_same_day():
    assert when(IMMEDIATE, "2026-10-06 09:00") == "2026-10-06 17:00"


def test_an_immediate_result_asked_for_after_the_cut_off_is_due_the_next_working_day():
    """NĐ 23/2015 Art. 7: certification on the day of the request, or the next working day after 15:00."""
    assert when(IMMEDIATE, "2026-10-06 15:20") == "2026-10-07 17:00"


def test_an_immediate_result_asked_for_on_a_saturday_of_reception_is_due_before_it_closes():
    assert when(IMMEDIATE, "2026-10-10 09:00", SATURDAY_MORNING) == "2026-10-10 11:30"


# --- Other dates of the one-stop mechanism ---


def test_an_online_submission_is_answered_within_eight_working_hours():
    assert respond_by(at("2026-10-09 16:00"), office(), RULES).at == at("2026-10-12 16:00")
    assert respond_by(at("2026-10-09 16:00"), office(), DeadlineRules(response_hours=4)).at == at("2026-10-12 10:30")


def test_missing_papers_are_asked_for_within_three_working_days():
    assert supplement_by(at("2026-10-08 09:00"), office(), RULES).at == at("2026-10-13 17:00")
    assert supplement_by(at("2026-10-08 09:00"), office(), DeadlineRules(supplement_days=1)).at == at(
        "2026-10-09 17:00"
    )


def test_a_delay_is_told_by_the_end_of_the_counting_day_before():
    """TT 03/2025 form 04: at least one day before the appointment."""
    assert delay_notice_by(at("2026-10-12 09:00"), office()) == at("2026-10-09 17:00")
    assert delay_notice_by(at("2026-10-12 09:00"), office(half_day("2026-10-09", "07:30-11:30"))) == at(
        "2026-10-09 11:30"
    )


# --- Results ---


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("2026-10-12 16:59", Outcome.EARLY),
        ("2026-10-13 07:00", Outcome.ON_TIME),
        ("2026-10-13 17:00", Outcome.ON_TIME),
        ("2026-10-13 17:01", Outcome.LATE),
    ],
)
def test_a_result_is_on_time_up_to_and_with_the_appointed_moment_and_early_on_an_earlier_day(finished, expected):
    assert outcome(at("2026-10-13 17:00"), at(finished)) is expected


def test_one_second_after_the_appointed_moment_is_late():
    assert outcome(at("2026-10-13 17:00"), at("2026-10-13 17:00") + timedelta(seconds=1)) is Outcome.LATE


def test_without_an_appointment_nothing_is_early():
    """Defect elsewhere: a dossier without an appointment counts as early."""
    assert outcome(None, at("2026-10-13 17:00")) is Outcome.NO_APPOINTMENT


# --- What is kept and what is refused ---


def test_a_date_carries_the_version_of_the_calendar_it_was_computed_with():
    assert due(days(1), at("2026-10-06 09:00"), office(), RULES).calendar_version == office().version


def test_a_received_time_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        due(days(1), at("2026-10-06 09:00").replace(tzinfo=None), office(), RULES)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(0, LimitUnit.WORKING_DAY), (-1, LimitUnit.DAY), (0, LimitUnit.WORKING_HOUR), (1, LimitUnit.IMMEDIATE)],
)
def test_only_an_immediate_limit_is_zero(value, unit):
    with pytest.raises(Refusal, match=r"limit\.value"):
        TimeLimit(value, unit)


@pytest.mark.parametrize("wrong", [{"cutoff": 1440}, {"cutoff": -1}, {"day_minutes": 0}, {"response_hours": 0}])
def test_settings_that_mean_nothing_are_refused(wrong):
    with pytest.raises(Refusal, match="rules"):
        DeadlineRules(**wrong)


def test_a_swap_is_explained_with_its_other_side_on_both_sides():
    calendar = office(swap("2026-10-12", "2026-10-10"))
    special = [
        step.params for step in due(days(2), at("2026-10-09 09:00"), calendar, RULES).why if "kind" in step.params
    ]
    assert [(step["kind"], step["other_side"]) for step in special] == [("swap", "2026-10-12"), ("swap", "2026-10-10")]


def test_days_of_one_holiday_are_explained_in_one_step_and_different_ones_apart():
    calendar = office(day_off("2026-10-07", "2026-10-08"), day_off("2026-10-09", name="Lễ khác"))
    skipped = [
        step.params for step in due(days(1), at("2026-10-06 09:00"), calendar, RULES).why if step.code == "skipped"
    ]
    assert [(step["from"], step["to"], step["name"]) for step in skipped] == [
        ("2026-10-07", "2026-10-08", "Quốc khánh"),
        ("2026-10-09", "2026-10-09", "Lễ khác"),
    ]
