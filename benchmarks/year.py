"""A year of a busy centre through the use cases on a real encrypted store, and its monthly reports counted twice.

`python -m benchmarks.year` prints the figures; `--days 20` stops earlier. Every reception, move, payment, handover and
return is one use case in one transaction of its own, nothing is batched; only the typesetting of receipts is left out
(`benchmarks.paper` measures it). The store lies in memory where that is to be had: the disk is measured elsewhere.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from pathlib import Path

from sqlalchemy import select

from benchmarks.slow_count import Raw, count
from benchmarks.year_office import BusyYear, Clock
from desktop_app.application import procedures, settings
from desktop_app.application.office import Office
from desktop_app.application.ports import Identity, Reference
from desktop_app.application.reports import Report
from desktop_app.bootstrap import assemble
from desktop_app.domain.calendar import at_minute
from desktop_app.domain.clocktime import VN
from desktop_app.practice.office import FAVOURITES, SETTINGS, usual_procedures
from desktop_app.reference.catalogue import starting_catalogue
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.storage.schema import event
from desktop_app.storage.store import StationStore, create

FIRST = date(2026, 1, 1)
YEAR_DAYS = 365
PER_DAY = 300
MEMORY = Path("/dev/shm")


def run(
    days: int = YEAR_DAYS,
    per_day: int = PER_DAY,
    seed: int = 1,
    first: date = FIRST,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, float]:
    """Lives through so many days and returns figures; AssertionError where a report is not what happened."""
    directory = Path(tempfile.mkdtemp(prefix="motcua-year-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        store = _store(directory / "store", first)
        clock = Clock(at_minute(first, 0))
        office = assemble(store, clock.now)
        year = BusyYear(store, office, clock, usual_procedures(), seed=seed, tell=tell)
        return _lived_through(store, office, year, (first, first + timedelta(days=days - 1), per_day))
    finally:
        shutil.rmtree(directory)


def _lived_through(
    store: StationStore, office: Office, year: BusyYear, played: tuple[date, date, int]
) -> dict[str, float]:
    try:
        begin = time.perf_counter()
        year.live(*played)
        seconds = time.perf_counter() - begin
        events = _events(store)
        for last_event, report in year.tally.reports:
            _compare(report, [known for known in _known(events, last_event) if known])
        drawn_up = [office.reports.period(report.first, report.last) for _, report in year.tally.reports]
        dossiers = _known(events, None)
        for report in drawn_up:
            _compare(report, dossiers)
        _chain(drawn_up, year.tally.dossiers)
        took = [_timed(partial(office.reports.period, report.first, report.last)) for report in drawn_up]
        register = _timed(partial(office.reports.register, played[1].year))
    finally:
        office.close()
    return {
        "dossiers": year.tally.dossiers,
        "events": sum(map(len, events.values())),
        "use_cases": year.tally.calls,
        "refused_use_cases": year.tally.refused,
        "seconds": seconds,
        "dossiers_per_second": year.tally.dossiers / seconds,
        "use_cases_per_second": year.tally.calls / seconds,
        "reports_equal_to_slow_count": 2 * len(drawn_up),
        "report_seconds_longest": max(took),
        "report_seconds_mean": sum(took) / len(took),
        "register_seconds": register,
    }


def _store(directory: Path, first: date) -> StationStore:
    store = create(directory)
    store.enrol(Identity(100, 1, 1, SETTINGS.unit, SETTINGS.name, "Quầy 1", SETTINGS.unit))
    items = [
        Reference(settings.KIND, settings.OFFICE, SETTINGS.to_data()),
        Reference(settings.CALENDAR, settings.OFFICE, official_calendar(range(2025, 2029)).to_data()),
        *(Reference(procedures.KIND, record["code"], record) for record in starting_catalogue()),
        *(Reference(procedures.OVERRIDE, code, {"short_name": name}) for code, (name, _) in FAVOURITES.items()),
    ]
    with store.write() as unit:
        unit.put_reference(items, "quantri", at_minute(first, 0).isoformat())
        unit.commit()
    return store


def _events(store: StationStore) -> dict[str, list[tuple[int, Raw]]]:
    """The raw events of every dossier with their numbers, in the order in which they were written."""
    found: dict[str, list[tuple[int, Raw]]] = defaultdict(list)
    columns = (event.c.no, event.c.subject, event.c.kind, event.c.at, event.c.body)
    with store.engine.connect() as connection:
        for no, subject, kind, at, body in connection.execute(select(*columns).order_by(event.c.no)):
            if kind.startswith("dossier."):
                found[subject].append((no, (kind, at, body)))
    return found


def _known(events: dict[str, list[tuple[int, Raw]]], last: int | None) -> list[list[Raw]]:
    """The events of each dossier up to one of them."""
    return [[raw for no, raw in story if last is None or no <= last] for story in events.values()]


def _compare(report: Report, dossiers: list[list[Raw]]) -> None:
    since = datetime.combine(report.first, clock_time(), VN).isoformat()
    end = datetime.combine(report.last + timedelta(days=1), clock_time(), VN).isoformat()
    expected = {code: dict(figures) for code, figures in count(dossiers, since, end).items()}
    found = {line.field_code: {k: v for k, v in asdict(line.figures).items() if v} for line in report.lines}
    if found != expected:
        raise AssertionError(f"{report.first}: the report says {found}, the events say {expected}")


def _chain(reports: list[Report], dossiers: int) -> None:
    """What is left over at the end of a month is carried into the next; in the end every dossier is counted once."""
    carried = 0
    for report in reports:
        figures = report.sum
        if figures.carried_over != carried or not figures.adds_up:
            raise AssertionError(f"{report.first}: {figures} does not follow {carried} carried over")
        carried = figures.open + figures.paused
    received = sum(report.sum.received for report in reports)
    ended = sum(report.sum.ended for report in reports)
    if received != ended + carried or received > dossiers:
        raise AssertionError(f"received {received} of {dossiers}, ended {ended}, open {carried}")


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=YEAR_DAYS)
    parser.add_argument("--per-day", type=int, default=PER_DAY)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures = run(options.days, options.per_day, options.seed, tell=partial(print, file=sys.stderr, flush=True))
    for name, figure in figures.items():
        print(f"{name:32} {figure:14,.2f}")


if __name__ == "__main__":
    main()
