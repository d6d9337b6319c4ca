"""How waiting for the applicant moves a date: NĐ 61/2018 Art. 19(4), and the reading of the national index."""

from dataclasses import replace

import pytest

from desktop_app.domain.deadlines import due_after_pauses
from desktop_app.domain.deadlines_terms import (
    AfterCutoff,
    AfterSupplement,
    DeadlineRules,
    Pause,
    PauseCause,
    ReturnAt,
)
from desktop_app.domain.errors import Refusal
from tests.domain.offices import IMMEDIATE, at, calendar_days, days, hours, office

RESTART = DeadlineRules()
SUBTRACT = DeadlineRules(after_supplement=AfterSupplement.SUBTRACT)
RECEIVED = "2026-10-06 09:00"  # a Tuesday


def wait(start, end=None, cause=PauseCause.SUPPLEMENT):
    return Pause(at(start), at(end) if end else None, cause)


def when(limit, *pauses, rules=SUBTRACT, calendar=None):
    found = due_after_pauses(limit, at(RECEIVED), pauses, calendar or office(), rules)
    return found and f"{found.at:%Y-%m-%d %H:%M}"


def codes(limit, *pauses, rules=SUBTRACT):
    found = due_after_pauses(limit, at(RECEIVED), pauses, office(), rules)
    return [step.code for step in found.why]


def test_without_pauses_the_date_is_the_plain_one():
    assert when(days(5)) == "2026-10-13 17:00"


def test_after_a_supplement_the_limit_starts_again_in_full():
    """NĐ 61/2018 Art. 19(4)."""
    assert when(days(5), wait("2026-10-08 10:00", "2026-10-12 09:00"), rules=RESTART) == "2026-10-19 17:00"


def test_a_supplement_completed_after_the_cut_off_restarts_like_a_reception_after_it():
    assert when(days(5), wait("2026-10-08 10:00", "2026-10-12 15:20"), rules=RESTART) == "2026-10-20 17:00"


def test_the_waiting_time_of_a_supplement_may_be_subtracted_instead():
    """The national index: from Thursday to Monday two working days were waited, so the fifth day moves by two."""
    assert when(days(5), wait("2026-10-08 10:00", "2026-10-12 09:00")) == "2026-10-15 17:00"


def test_papers_that_come_after_the_cut_off_are_waited_for_until_the_day_they_count():
    assert when(days(5), wait("2026-10-08 10:00", "2026-10-12 15:20")) == "2026-10-16 17:00"


def test_a_wait_within_one_day_subtracts_nothing():
    assert when(days(5), wait("2026-10-08 08:00", "2026-10-08 14:00")) == "2026-10-13 17:00"


def test_a_wait_over_a_weekend_subtracts_only_working_days():
    assert when(days(5), wait("2026-10-09 10:00", "2026-10-12 09:00")) == "2026-10-14 17:00"


def test_papers_asked_for_on_the_last_day_leave_a_day_to_finish():
    assert when(days(5), wait("2026-10-13 10:00", "2026-10-14 09:00")) == "2026-10-14 17:00"
    counted_at_once = replace(SUBTRACT, after_cutoff=AfterCutoff.NEXT_DAY_COUNTS)
    assert when(days(5), wait("2026-10-13 10:00", "2026-10-13 16:00"), rules=counted_at_once) == "2026-10-14 17:00"


def test_a_financial_duty_is_subtracted_even_where_supplements_restart():
    duty = wait("2026-10-08 10:00", "2026-10-12 09:00", PauseCause.FINANCIAL_DUTY)
    assert when(days(5), duty, rules=RESTART) == "2026-10-15 17:00"


def test_several_waits_add_up_in_the_order_they_happened():
    first, second = wait("2026-10-07 10:00", "2026-10-08 09:00"), wait("2026-10-12 10:00", "2026-10-14 09:00")
    assert when(days(5), second, first) == "2026-10-16 17:00"
    assert when(days(5), second, first, rules=RESTART) == "2026-10-21 17:00"


def test_time_waited_for_two_reasons_at_once_is_subtracted_once():
    papers = wait("2026-10-07 10:00", "2026-10-09 09:00")
    duty = wait("2026-10-08 10:00", "2026-10-12 09:00", PauseCause.FINANCIAL_DUTY)
    assert when(days(5), papers, duty) == when(days(5), wait("2026-10-07 10:00", "2026-10-12 09:00"))
    inside, later = wait("2026-10-07 11:00", "2026-10-08 09:00"), wait("2026-10-08 12:00", "2026-10-09 09:00")
    assert when(days(5), papers, inside, later) == when(days(5), papers)


def test_while_the_office_waits_there_is_no_date():
    assert when(days(5), wait("2026-10-08 10:00")) is None
    assert when(days(5), wait("2026-10-08 10:00"), rules=RESTART) is None


@pytest.mark.parametrize("rules", [RESTART, SUBTRACT])
def test_asking_for_papers_after_the_date_has_passed_does_not_rescue_a_late_dossier(rules):
    late = wait("2026-10-13 17:01", "2026-10-20 09:00")
    assert when(days(5), late, rules=rules) == "2026-10-13 17:00"
    assert when(days(5), wait("2026-10-14 09:00"), rules=rules) == "2026-10-13 17:00"
    assert when(days(5), wait("2026-10-13 17:00", "2026-10-20 09:00"), rules=rules) == "2026-10-13 17:00"
    assert codes(days(5), late, rules=rules)[-1] == "pause_too_late"


def test_calendar_days_waited_are_subtracted_as_calendar_days():
    assert when(calendar_days(10), wait("2026-10-08 10:00", "2026-10-12 09:00")) == "2026-10-20 17:00"


def test_a_calendar_limit_is_moved_off_a_day_off_only_after_the_wait_is_added():
    """Ten days end on Friday 16/10; one day waited makes it Saturday, hence Monday (Civil Code Art. 148(5))."""
    assert when(calendar_days(10), wait("2026-10-08 10:00", "2026-10-09 09:00")) == "2026-10-19 17:00"
    assert when(calendar_days(10), wait("2026-10-07 10:00", "2026-10-10 09:00")) == "2026-10-21 17:00"


def test_a_wait_moves_the_end_of_a_calendar_limit_and_not_the_day_it_was_moved_to():
    """Four days end on Saturday 10/10, moved to Monday; one day waited makes it Sunday, three make it Tuesday."""
    assert when(calendar_days(4), wait("2026-10-08 10:00", "2026-10-09 09:00")) == "2026-10-12 17:00"
    calendar = office(saturday_reception=((450, 690),))
    asked_on_saturday = wait("2026-10-10 09:00", "2026-10-13 09:00")
    assert when(calendar_days(4), asked_on_saturday, calendar=calendar) == "2026-10-13 17:00"


def test_a_wait_that_begins_after_a_calendar_limit_was_moved_counts_from_where_it_was_moved_to():
    """Four days end on Saturday 10/10 and move to Monday 12/10; papers asked for on that Monday."""
    assert when(calendar_days(4), wait("2026-10-12 09:00", "2026-10-14 09:00")) == "2026-10-14 17:00"


def test_working_hours_waited_are_subtracted_by_the_minute():
    assert when(hours(8), wait("2026-10-06 10:00", "2026-10-06 14:00")) == "2026-10-07 11:30"


def test_where_clock_times_are_promised_waits_are_subtracted_by_the_minute():
    rules = replace(SUBTRACT, return_at=ReturnAt.SAME_CLOCK)
    assert when(days(5), wait("2026-10-08 10:00", "2026-10-08 11:15"), rules=rules) == "2026-10-13 10:15"


def test_where_clock_times_are_promised_calendar_days_keep_theirs_through_a_wait():
    rules = replace(SUBTRACT, return_at=ReturnAt.SAME_CLOCK)
    assert when(calendar_days(7), wait("2026-10-08 10:00", "2026-10-09 08:00"), rules=rules) == "2026-10-14 09:00"


def test_a_wait_over_all_the_time_that_was_left_ends_at_the_next_working_time():
    """Received in the lunch break, due at 13:00 the next day; the papers come after that day has ended."""
    rules = replace(SUBTRACT, return_at=ReturnAt.SAME_CLOCK)
    waits = [wait("2026-10-07 11:45", "2026-10-07 17:30")]
    assert due_after_pauses(days(1), at("2026-10-06 12:10"), waits, office(), rules).at == at("2026-10-08 07:30")


def test_an_immediate_result_is_due_the_day_the_papers_are_complete():
    assert when(IMMEDIATE, wait("2026-10-06 10:00", "2026-10-08 09:00")) == "2026-10-08 17:00"
    calendar = office(saturday_reception=((450, 690),))
    assert when(IMMEDIATE, wait("2026-10-06 10:00", "2026-10-10 09:00"), calendar=calendar) == "2026-10-10 11:30"


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(Refusal, match=r"pause\.order"):
        wait("2026-10-08 10:00", "2026-10-08 09:59")


def test_the_reasons_keep_the_first_date_and_tell_what_was_waited_for():
    duty = wait("2026-10-08 10:00", "2026-10-12 09:00", PauseCause.FINANCIAL_DUTY)
    expected = ["received", "counted", "return_end_of_hours", "waited_days", "return_end_of_hours"]
    assert codes(days(5), duty) == expected
    assert codes(days(5), wait("2026-10-08 10:00", "2026-10-12 09:00"), rules=RESTART)[:2] == ["restarted", "received"]
