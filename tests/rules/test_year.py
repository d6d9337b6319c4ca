"""Two weeks of a centre, played out by the same generator as the year of `benchmarks.year` (QĐ 766/QĐ-TTg)."""

from datetime import date

import pytest

from benchmarks.slow_count import count
from benchmarks.year import run


def test_two_weeks_across_the_turn_of_a_month_add_up_to_the_last_dossier():
    figures = run(days=14, per_day=6, first=date(2026, 1, 26))
    assert figures["dossiers"] > 40
    # January and February, each as drawn up at its end and as seen afterwards.
    assert figures["reports_equal_to_slow_count"] == 4
    assert figures["refused_use_cases"] > 0


@pytest.mark.slow
def test_a_quarter_of_a_busy_centre_adds_up_to_the_last_dossier():
    assert run(days=90, per_day=100, seed=2)["reports_equal_to_slow_count"] == 6


def test_the_slow_count_would_notice_a_dossier_that_is_not_counted():
    story = [
        ("dossier.received", "2026-01-26T08:00:00+07:00", '{"channel": "direct", "procedure": {"field_code": "HT"}}')
    ]
    assert count([story, story], "2026-01-01", "2026-02-01")["HT"] == {"received_direct": 2, "open_in_time": 2}
    assert count([story], "2026-02-01", "2026-03-01")["HT"] == {"carried_over": 1, "open_in_time": 1}
    assert count([], "2026-01-01", "2026-02-01") == {}
