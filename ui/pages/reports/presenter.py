"""Which time is reported on, its figures, and how they came about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.application.exports import Exports
from desktop_app.application.ports import DossierQuery
from desktop_app.application.reports import Report, ReportLine, Reports
from desktop_app.domain.report import Figures
from ui.language import say
from ui.pages.presenter import Presenter
from ui.pages.reports.columns import COLUMNS, behind
from ui.pages.reports.period import FREE, MONTH, Period
from ui.pages.requests import Listing
from ui.tasks import Reporter, Task
from ui.underway import Underway

BACK = 5
"""Periods that the chart shows before the one that is reported on."""


@dataclass(frozen=True, slots=True)
class ReportsState:
    """The period with its report, None while it is counted; `earlier` are the periods up to it, oldest first.

    `stopped` once a person did not want to wait for the figures.
    """

    period: Period
    report: Report | None = None
    earlier: tuple[tuple[Period, Figures], ...] = ()
    saved_as: str = ""
    stopped: bool = False


class ReportsPresenter(Presenter[ReportsState]):
    """Counts a period and the ones before it; a question that is no longer asked is dropped."""

    listing_wanted = Signal(object)

    def __init__(self, underway: Underway, *, reports: Reports, exports: Exports, now: Callable[[], datetime]) -> None:
        super().__init__(ReportsState(Period.of(MONTH, now().date())))
        self._underway = underway
        self._reports = reports
        self._exports = exports
        self._now = now
        self._counting: list[Task] = []

    def refresh(self) -> None:
        """Counts again what is shown."""
        self._ask(self.state.period, forget=False)

    def choose_kind(self, kind: str) -> None:
        """Reports on the month, quarter or year in which the shown time ends, or on these days freely."""
        shown = self.state.period
        if kind == FREE:
            self._ask(Period(FREE, shown.first, shown.last))
        else:
            self._ask(Period.of(kind, min(shown.last, self._now().date())))

    def move(self, steps: int) -> None:
        """Goes to a later or, with a negative number, an earlier period."""
        self._ask(self.state.period.moved(steps))

    def choose_days(self, first: date | None, last: date | None) -> None:
        """Reports on any days."""
        if first is not None and last is not None and first <= last:
            self._ask(Period(FREE, first, last))

    def open(self, name: str, line: ReportLine | None) -> None:
        """Leads from a figure of a line (None: all fields) to its dossiers, where they can be listed."""
        query = self.query(name, line)
        if query is not None:
            self.listing_wanted.emit(Listing(self.said(name, line), query))

    def query(self, name: str, line: ReportLine | None) -> DossierQuery | None:
        """The dossiers behind a figure of the shown report."""
        return behind(name, self.state.period, line.field_code if line else None, self._now())

    def said(self, name: str, line: ReportLine | None) -> str:
        """A figure of the shown report in words."""
        column = next(column for column in COLUMNS if column.name == name)
        parts = (say(column.over), say(column.heading), line.field_name if line else "", self.state.period.label)
        return " · ".join(part for part in parts if part)

    def save_workbook(self, path: Path) -> None:
        """Writes the shown report as a workbook."""
        report = self.state.report
        if report is not None:
            self._become(saved_as="")
            work = partial(self._write, report, path)
            self._underway.run(self, self.tr("Ghi Excel"), work, lambda _: self._become(saved_as=str(path)))

    def _write(self, report: Report, path: Path, reporter: Reporter) -> None:
        reporter.check()
        path.write_bytes(self._exports.report(report).content)

    def _ask(self, period: Period, *, forget: bool = True) -> None:
        for task in self._counting:
            task.cancel()
        if forget:
            self._become(period=period, report=None, earlier=(), saved_as="")
        self._become(stopped=False)
        before = [period.moved(-steps) for steps in range(BACK, 0, -1)]
        # What is waited for stands last: it is shown first, and stopped first.
        self._counting = [
            self._underway.run(
                self, self.tr("Tính các kỳ trước"), partial(self._count, before), self._take_earlier, stopped=self._stop
            ),
            self._underway.run(
                self,
                self.tr("Tính số liệu {period}").format(period=period.label),
                lambda reporter: self._reports.period(period.first, period.last, reporter.progress),
                lambda report: self._become(report=report),
                stopped=self._stop,
            ),
        ]

    def _count(self, periods: list[Period], reporter: Reporter) -> tuple[tuple[Period, Figures], ...]:
        counted = []
        for done, period in enumerate(periods):
            reporter.progress(done, len(periods))
            report = self._reports.period(period.first, period.last, lambda _done, _all: reporter.check())
            counted.append((period, report.sum))
        return tuple(counted)

    def _stop(self) -> None:
        # Also told of a question that another one has taken the place of: that one is still counted.
        if all(task.reporter.stopped for task in self._counting):
            self._become(stopped=self.state.report is None)

    def _take_earlier(self, earlier: tuple[tuple[Period, Figures], ...]) -> None:
        self._become(earlier=earlier)
