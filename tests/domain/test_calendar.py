"""Which days count, when people are received, and working time (docs/due-dates.md, "The calendar")."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, SpecialKind, WeeklyPattern
from desktop_app.domain.errors import Refusal
from tests.domain.offices import FULL, SINCE, at, day_off, extra_day, half_day, office, swap, week

TUESDAY, SATURDAY, SUNDAY = date(2026, 10, 6), date(2026, 10, 10), date(2026, 10, 11)


def test_the_weekly_rest_days_are_not_counted():
    assert [office().is_counting_day(day) for day in (TUESDAY, SATURDAY, SUNDAY)] == [True, False, False]


def test_a_saturday_of_reception_receives_without_counting():
    calendar = office(saturday_reception=((450, 690),))
    assert calendar.is_reception_time(at("2026-10-10 09:00"))
    assert not calendar.is_counting_day(SATURDAY)


def test_the_minute_of_closing_is_still_reception_time_and_the_next_is_not():
    assert office().is_reception_time(at("2026-10-06 17:00"))
    assert not office().is_reception_time(at("2026-10-06 17:01"))


def test_the_lunch_break_is_no_reception_time():
    assert not office().is_reception_time(at("2026-10-06 12:00"))


def test_a_moment_counts_in_vietnam_whatever_zone_it_is_written_in():
    assert office().is_reception_time(datetime.fromisoformat("2026-10-06T00:30:00+00:00"))
    assert not office().is_reception_time(
        datetime.fromisoformat("2026-10-06T07:30:00+00:00").replace(hour=10, minute=1)
    )


def test_a_moment_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        office().is_reception_time(datetime(2026, 10, 6, 9, 0))


def test_a_day_off_neither_counts_nor_receives():
    calendar = office(day_off("2026-10-06"))
    assert not calendar.is_counting_day(TUESDAY)
    assert not calendar.is_reception_time(at("2026-10-06 09:00"))


@pytest.mark.parametrize("kind", [SpecialKind.DAY_OFF, SpecialKind.CLOSURE, SpecialKind.LOCAL_CLOSURE])
def test_a_range_closes_its_first_its_last_and_every_day_between(kind):
    calendar = office(day_off("2026-10-06", "2026-10-08", kind=kind))
    closed = [day for day in range(5, 10) if not calendar.is_counting_day(date(2026, 10, day))]
    assert closed == [6, 7, 8]


def test_a_half_day_counts_only_its_remaining_hours():
    calendar = office(half_day("2026-10-06", "07:30-11:30"))
    assert calendar.is_counting_day(TUESDAY)
    assert calendar.working_minutes_between(at("2026-10-06 07:30"), at("2026-10-06 17:00")) == 240
    assert not calendar.is_reception_time(at("2026-10-06 14:00"))


def test_a_half_day_does_not_open_a_holiday():
    calendar = office(half_day("2026-10-06", "07:30-11:30"), official=[day_off("2026-10-06")])
    assert not calendar.is_counting_day(TUESDAY)
    assert calendar.day(TUESDAY).special == day_off("2026-10-06")


def test_an_extra_working_day_opens_a_rest_day_for_its_hours():
    calendar = office(extra_day("2026-10-10", "07:30-11:30"))
    assert calendar.is_counting_day(SATURDAY)
    assert calendar.is_reception_time(at("2026-10-10 08:00"))
    assert not calendar.is_reception_time(at("2026-10-10 14:00"))


def test_a_swap_closes_one_day_and_opens_the_other_with_the_hours_of_the_first():
    pattern = WeeklyPattern(SINCE, (*((FULL,) * 4), ((450, 690),), (), ()), week(FULL))
    calendar = OfficeCalendar("thử", (pattern,), (swap("2026-10-09", "2026-10-10"),))
    assert not calendar.is_counting_day(date(2026, 10, 9))
    assert calendar.day(SATURDAY).counting == ((450, 690),)
    assert calendar.day(SATURDAY).reception == FULL


def test_a_swap_over_new_year_is_known_from_both_years():
    calendar = office(swap("2027-01-04", "2026-12-26"))
    assert calendar.is_counting_day(date(2026, 12, 26))
    assert not calendar.is_counting_day(date(2027, 1, 4))


def test_the_days_of_the_office_win_over_the_official_days():
    official = [day_off("2026-10-06"), swap("2026-10-09", "2026-10-10")]
    calendar = office(extra_day("2026-10-06", "07:30-11:30"), day_off("2026-10-10"), official=official)
    assert calendar.is_counting_day(TUESDAY)
    assert not calendar.is_counting_day(SATURDAY)


def test_within_a_layer_the_entry_listed_last_wins():
    closing, opening = day_off("2026-10-05", "2026-10-09"), extra_day("2026-10-06", "07:30-11:30")
    assert office(closing, opening).is_counting_day(TUESDAY)
    assert not office(opening, closing).is_counting_day(TUESDAY)


def test_new_weekly_hours_hold_from_their_date_and_the_old_ones_before_it():
    newer = WeeklyPattern(date(2026, 10, 7), week(((480, 720),)), week(((480, 720),)))
    calendar = OfficeCalendar("thử", (WeeklyPattern(SINCE, week(FULL), week(FULL)), newer))
    assert calendar.day(TUESDAY).counting == FULL
    assert calendar.day(date(2026, 10, 7)).counting == ((480, 720),)
    assert calendar.day(date(2020, 1, 7)).counting == FULL


def test_counting_days_are_found_across_a_year_and_its_holiday():
    calendar = office(day_off("2027-01-01"))
    assert calendar.counting_day_after(date(2026, 12, 30), 2) == date(2027, 1, 4)
    assert calendar.counting_run(date(2026, 12, 30), date(2027, 1, 4)) == (2, date(2026, 12, 31), date(2027, 1, 4))
    assert calendar.counting_day_before(date(2027, 1, 4)) == date(2026, 12, 31)


def test_there_is_no_counting_run_over_a_weekend():
    assert office().counting_run(date(2026, 10, 9), SUNDAY) is None


def test_a_count_longer_than_a_year_goes_on_in_the_next_ones():
    assert office().counting_day_after(date(2026, 1, 1), 800) == date(2029, 1, 25)


def test_working_minutes_added_up_to_an_end_stay_on_that_end():
    assert office().add_working_minutes(at("2026-10-06 13:00"), 240) == at("2026-10-06 17:00")
    assert office().add_working_minutes(at("2026-10-06 13:00"), 241) == at("2026-10-07 07:31")


def test_working_minutes_run_across_new_year():
    calendar = office(day_off("2027-01-01"))
    assert calendar.add_working_minutes(at("2026-12-31 16:59"), 2) == at("2027-01-04 07:31")
    assert calendar.working_minutes_between(at("2026-12-31 16:59"), at("2027-01-04 07:31")) == 2
    assert calendar.working_minutes_between(at("2026-12-29 16:59"), at("2027-01-04 07:31")) == 2 + 2 * 480


def test_working_minutes_may_end_with_the_last_minute_of_a_year():
    assert office().add_working_minutes(at("2026-12-30 07:30"), 960) == at("2026-12-31 17:00")


def test_a_day_is_open_while_it_counts_or_receives():
    reception = week(((450, 780),))
    pattern = WeeklyPattern(SINCE, week(((780, 1020),)), reception)
    assert OfficeCalendar("thử", (pattern,)).day(TUESDAY).open == ((450, 1020),)


def test_between_a_moment_and_an_earlier_one_no_time_passes():
    assert office().working_minutes_between(at("2026-10-07 09:00"), at("2026-10-06 09:00")) == 0


def test_fewer_than_one_minute_cannot_be_added():
    with pytest.raises(ValueError, match="1 or more"):
        office().add_working_minutes(at("2026-10-06 09:00"), 0)


def test_the_next_working_time_is_now_or_the_next_opening():
    calendar = office(day_off("2026-10-07"))
    assert calendar.next_working_time(at("2026-10-06 09:05")) == at("2026-10-06 09:05")
    assert calendar.next_working_time(at("2026-10-06 12:00")) == at("2026-10-06 13:00")
    assert calendar.next_working_time(at("2026-10-06 17:00")) == at("2026-10-08 07:30")


def test_special_days_are_listed_in_order_with_their_reasons():
    calendar = office(day_off("2027-01-01", name="Tết Dương lịch"), half_day("2026-12-31", "07:30-11:30"))
    listed = [
        (day, special.name) for day, special in calendar.special_days_between(date(2026, 12, 1), date(2027, 1, 31))
    ]
    assert listed == [(date(2026, 12, 31), "Họp toàn cơ quan"), (date(2027, 1, 1), "Tết Dương lịch")]


def everything():
    specials = (half_day("2026-12-31", "07:30-11:30"), extra_day("2026-10-10", "07:30-11:30"))
    official = (day_off("2026-09-01", "2026-09-02"), swap("2026-08-31", "2026-08-22"))
    return office(*specials, official=official, saturday_reception=((450, 690),))


def test_a_calendar_survives_a_file_with_the_same_version():
    again = OfficeCalendar.from_data(json.loads(json.dumps(everything().to_data())))
    assert again == everything()
    assert again.version == everything().version
    assert hash(again) == hash(everything())


def test_any_change_of_a_calendar_is_another_version():
    calendar = everything()
    versions = {
        calendar.version,
        replace(calendar, local=()).version,
        replace(calendar, official=calendar.official[:1]).version,
        replace(calendar, patterns=office().patterns).version,
        replace(calendar, name="khác").version,
    }
    assert len(versions) == 5


def test_asking_a_calendar_changes_neither_its_version_nor_its_equality():
    asked = everything()
    asked.is_counting_day(TUESDAY)
    assert asked == everything()
    assert asked.version == everything().version


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"patterns": []}, "calendar.patterns_order"),
        ({"patterns": "?"}, "calendar.unreadable"),
        ({"name": "x", "patterns": None}, "calendar.unreadable"),
        ({"official": [{"kind": "day_off", "first": "2026-13-01", "name": "?"}]}, "calendar.unreadable"),
        ({"official": [{"kind": "feast", "first": "2026-10-01", "name": "?"}]}, "calendar.unreadable"),
        ({"local": [{"kind": "day_off", "first": "2026-10-01"}]}, "calendar.unreadable"),
        ({"local": [{"kind": "day_off", "first": "2026-10-02", "last": "2026-10-01", "name": "?"}]}, "calendar.range"),
        (
            {"local": [{"kind": "extra_day", "first": "2026-10-02", "last": "2026-10-03", "name": "?"}]},
            "calendar.range",
        ),
        ({"local": [{"kind": "half_day", "first": "2026-10-01", "name": "?"}]}, "calendar.hours_of_kind"),
        (
            {"local": [{"kind": "day_off", "first": "2026-10-01", "name": "?", "hours": ["08:00-09:00"]}]},
            "calendar.hours_of_kind",
        ),
        ({"local": [{"kind": "swap", "first": "2026-10-01", "name": "?"}]}, "calendar.swap_sides"),
        (
            {"local": [{"kind": "swap", "first": "2026-10-01", "worked": "2026-10-01", "name": "?"}]},
            "calendar.swap_sides",
        ),
        (
            {"local": [{"kind": "half_day", "first": "2026-10-01", "name": "?", "hours": ["09:00-08:00"]}]},
            "calendar.hours",
        ),
        (
            {"local": [half_day("2026-10-01", "08:00-11:00").to_data() | {"hours": ["08:00-10:00", "09:00-11:00"]}]},
            "calendar.hours",
        ),
        (
            {"local": [half_day("2026-10-01", "08:00-11:00").to_data() | {"hours": ["08:00-09:00", "09:00-10:00"]}]},
            "calendar.hours",
        ),
        ({"local": [{"kind": "half_day", "first": "2026-10-01", "name": "?", "hours": ["8h-9h"]}]}, "calendar.clock"),
        (
            {"patterns": [{"valid_from": "2024-01-01", "counting": {"monday": []}, "reception": {}}]},
            "calendar.weekday",
        ),
        (
            {"patterns": [{"valid_from": "2024-01-01", "counting": {}, "reception": {}}]},
            "calendar.no_counting_day",
        ),
    ],
)  # fmt: skip
def test_a_file_that_describes_no_calendar_is_refused_by_what_is_wrong(change, code):
    with pytest.raises(Refusal) as refused:
        OfficeCalendar.from_data({**everything().to_data(), **change})
    assert refused.value.code == code


def test_a_week_without_seven_days_is_refused():
    with pytest.raises(Refusal, match="week_incomplete"):
        WeeklyPattern(SINCE, (FULL,) * 5, (FULL,) * 5)


def test_a_swap_names_a_single_day_off():
    with pytest.raises(Refusal, match=r"calendar\.range"):
        SpecialDay(SpecialKind.SWAP, date(2026, 10, 1), date(2026, 10, 2), "?", worked=date(2026, 10, 10))
