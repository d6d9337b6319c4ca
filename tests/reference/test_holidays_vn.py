"""The default calendar of Vietnam against the announcements of 2024-2026 and against the `holidays` package."""

from datetime import date, timedelta

import pytest

from desktop_app.domain.deadlines import due
from desktop_app.domain.deadlines_terms import DeadlineRules
from desktop_app.reference.holidays_vn import official_calendar, package_days
from tests.domain.offices import at, days

YEARS = range(2024, 2029)


@pytest.fixture(scope="module")
def calendar():
    return official_calendar(YEARS)


def days_of(first, last):
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


# The runs of days off as announced to civil servants, weekends included, and the Saturdays worked for them.
ANNOUNCED = [
    ("2024-02-08", "2024-02-14"),
    ("2024-04-18", "2024-04-18"),
    ("2024-04-27", "2024-05-01"),
    ("2024-08-31", "2024-09-03"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-25", "2025-02-02"),
    ("2025-04-05", "2025-04-07"),
    ("2025-04-30", "2025-05-04"),
    ("2025-08-30", "2025-09-02"),
    ("2026-01-01", "2026-01-04"),
    ("2026-02-14", "2026-02-22"),
    ("2026-04-25", "2026-04-27"),
    ("2026-04-30", "2026-05-03"),
    ("2026-08-29", "2026-09-02"),
    ("2026-11-24", "2026-11-24"),
]
WORKED_SATURDAYS = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]


@pytest.mark.parametrize(("first", "last"), ANNOUNCED)
def test_an_announced_run_of_days_off_is_free_and_has_working_days_on_both_sides(calendar, first, last):
    run = days_of(first, last)
    assert not any(calendar.is_counting_day(day) for day in run)
    beside = [run[0] - timedelta(days=1), run[-1] + timedelta(days=1)]
    assert [calendar.is_counting_day(day) for day in beside] == [True, True]


@pytest.mark.parametrize("day", WORKED_SATURDAYS)
def test_a_saturday_worked_for_a_swap_has_the_hours_of_a_weekday(calendar, day):
    saturday = date.fromisoformat(day)
    assert saturday.weekday() == 5
    assert calendar.day(saturday).counting == calendar.day(date(2026, 10, 6)).counting


def test_no_other_saturday_or_sunday_of_these_years_counts(calendar):
    counting = [
        day for day in days_of("2024-01-01", "2026-12-31") if day.weekday() > 4 and calendar.is_counting_day(day)
    ]
    assert [day.isoformat() for day in counting] == WORKED_SATURDAYS


def test_every_special_day_of_the_complete_years_names_its_source(calendar):
    assert all(special.source for special in calendar.official)
    assert all(special.name for special in calendar.official)


def test_the_package_agrees_on_every_weekday_but_the_swap_of_new_year_2026(calendar):
    """When the package learns that swap, this test says so, and the note in docs/due-dates.md can go."""
    theirs = {special.first for special in package_days((2024, 2025, 2026))}
    theirs -= {day for day in theirs if day.weekday() > 4}
    ours = {
        day for day in days_of("2024-01-01", "2026-12-31") if day.weekday() <= 4 and not calendar.is_counting_day(day)
    }
    assert ours - theirs == {date(2026, 1, 2)}
    assert theirs - ours == set()


def test_the_package_pairs_the_days_of_the_swaps_it_knows():
    swaps = {special.first: special.worked for special in package_days((2024, 2025, 2026)) if special.worked}
    assert swaps == {
        date(2024, 4, 29): date(2024, 5, 4),
        date(2025, 5, 2): date(2025, 4, 26),
        date(2026, 8, 31): date(2026, 8, 22),
    }


def test_years_not_announced_yet_are_projected_with_the_fixed_holidays_and_tet(calendar):
    fixed = ["2027-01-01", "2027-02-08", "2027-04-30", "2027-05-03", "2027-09-02", "2027-11-24", "2028-11-24"]
    assert not any(calendar.is_counting_day(date.fromisoformat(day)) for day in fixed)
    assert calendar.is_counting_day(date(2027, 1, 4))


def test_the_same_years_give_the_same_version(calendar):
    assert official_calendar(YEARS).version == calendar.version
    assert official_calendar((2024,)).version != calendar.version


def test_a_limit_over_tet_2026_skips_it(calendar):
    assert due(days(3), at("2026-02-12 09:00"), calendar, DeadlineRules()).at == at("2026-02-24 17:00")


def test_a_limit_over_the_swap_missing_from_the_package_is_right(calendar):
    assert due(days(1), at("2025-12-31 09:00"), calendar, DeadlineRules()).at == at("2026-01-05 17:00")
    assert due(days(1), at("2026-01-09 09:00"), calendar, DeadlineRules()).at == at("2026-01-10 17:00")
