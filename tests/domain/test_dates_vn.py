from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.dates_vn import date_in_words, moment_in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_get_a_leading_zero(day: date, words: str) -> None:
    assert date_in_words(day) == words


def test_a_moment_is_written_in_the_zone_of_the_office() -> None:
    moment = datetime(2026, 1, 4, 18, 5, 59, tzinfo=UTC)
    assert moment_in_words(moment) == "01 giờ 05 phút, ngày 05 tháng 01 năm 2026"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment_in_words(datetime(2026, 1, 5, 8, 0))
