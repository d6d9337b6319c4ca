"""How many due dates one core computes in a second, beside an anchor that tells how fast the machine is.

`python -m benchmarks.dates` prints the figures.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from desktop_app.domain.clocktime import VN
from desktop_app.domain.deadlines import due, due_after_pauses
from desktop_app.domain.deadlines_terms import DeadlineRules, DueDate, LimitUnit, Pause, TimeLimit
from desktop_app.reference.holidays_vn import official_calendar

RECEPTIONS = [
    datetime(2026, 1, 5, 8, 0, tzinfo=VN) + timedelta(days=number % 330, minutes=37 * number % 540)
    for number in range(2000)
]
LIMITS = [TimeLimit(value, LimitUnit.WORKING_DAY) for value in (1, 3, 5, 7, 10, 15, 20)]
ROUNDS = 3


def per_second(work: Callable[[int, datetime], object]) -> float:
    """Returns how often a second of processor time the work is done, in the best round over all receptions."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        for number, received in enumerate(RECEPTIONS):
            work(number, received)
        best = min(best, time.process_time() - begin)
    return len(RECEPTIONS) / best


def run() -> dict[str, float]:
    """Returns figures per second on one core, and the milliseconds of building one year's table on first use."""
    calendar, rules = official_calendar(range(2024, 2028)), DeadlineRules()
    begin = time.process_time()
    calendar.is_counting_day(RECEPTIONS[0].date())
    table = time.process_time() - begin
    step = timedelta(days=1)

    def added(number: int, received: datetime) -> datetime:
        for _ in range(LIMITS[number % len(LIMITS)].value):
            received += step
        return received

    def working_days(number: int, received: datetime) -> DueDate:
        return due(LIMITS[number % len(LIMITS)], received, calendar, rules)

    def working_hours(_: int, received: datetime) -> DueDate:
        return due(TimeLimit(16, LimitUnit.WORKING_HOUR), received, calendar, rules)

    def supplemented(number: int, received: datetime) -> DueDate | None:
        wait = Pause(received + step, received + 4 * step)
        return due_after_pauses(LIMITS[number % len(LIMITS)], received, [wait], calendar, rules)

    return {
        "due_dates_per_second": per_second(working_days),
        "due_dates_in_hours_per_second": per_second(working_hours),
        "due_dates_after_supplement_per_second": per_second(supplemented),
        "year_table_ms": table * 1000,
        "anchor_datetime_additions_per_second": per_second(added),
    }


if __name__ == "__main__":
    for name, figure in run().items():
        print(f"{name:40} {figure:12,.1f}")
