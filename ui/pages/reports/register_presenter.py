"""The register (form 07) of a field and year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.application.exports import Exports
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.paperwork import Paper
from desktop_app.application.ports import RegisterRow
from desktop_app.application.procedures import Procedures
from desktop_app.application.reports import Register, Reports
from desktop_app.words import labels
from ui.language import say
from ui.pages.presenter import Presenter
from ui.tasks import Reporter, Task, Tasks
from ui.underway import Underway

EVERY_FIELD = ""


@dataclass(frozen=True, slots=True)
class RegisterState:
    """The year, its fields with their names, the field that is shown, and its register (None while it is made up).

    `stopped` once a person did not want to wait for the lines.
    """

    year: int
    fields: tuple[tuple[str, str], ...] = ()
    field_code: str = ""
    rows: Register | None = None
    saved_as: str = ""
    stopped: bool = False

    @property
    def field_name(self) -> str:
        """The name of the shown field."""
        return dict(self.fields).get(self.field_code, "")

    def name_of(self, field_code: str) -> str:
        """The name of the field of a line."""
        return dict(self.fields).get(field_code, field_code) if field_code else say(labels.NO_FIELD)


class RegisterPresenter(Presenter[RegisterState]):
    """Makes up the register of one field after the other, and reads its lines as they come into sight."""

    page_read = Signal(int, object)

    def __init__(
        self,
        tasks: Tasks,
        underway: Underway,
        *,
        reports: Reports,
        procedures: Procedures,
        papers: HousePapers,
        exports: Exports,
        now: Callable[[], datetime],
        lines_each: int,
    ) -> None:
        """`lines_each` are the lines of a page of the list."""
        super().__init__(RegisterState(now().year))
        self._tasks = tasks
        self._underway = underway
        self._reports = reports
        self._procedures = procedures
        self._papers = papers
        self._lines_each = lines_each
        self._exports = exports
        self._reading: Task | None = None

    def refresh(self) -> None:
        """Reads fields and lines of the year again."""
        self._tasks.run(self, lambda _reporter: self._read_fields(), self._take_fields)

    def move(self, years: int) -> None:
        """Goes to another year."""
        self._become(year=self.state.year + years, rows=None, saved_as="")
        self._read()

    def choose_field(self, code: str) -> None:
        """Shows the register of this field."""
        self._become(field_code=code, rows=None, saved_as="")
        self._read()

    def read_page(self, page: int) -> None:
        """Reads lines of the shown register that have come into sight."""
        rows = self.state.rows
        if rows is None:
            return

        def take(lines: Sequence[RegisterRow]) -> None:
            if rows is self.state.rows:
                self.page_read.emit(page, lines)

        first = page * self._lines_each
        self._tasks.run(self, lambda _reporter: rows[first : first + self._lines_each], take)

    def paper(self, reporter: Reporter) -> Paper:
        """The shown register as a paper; minutes for a long year, which can be broken off."""
        state = self.state
        names = dict(state.fields) | {EVERY_FIELD: labels.NO_FIELD}
        return self._papers.register(state.year, names, state.rows or (), reporter.progress)

    def save_workbook(self, path: Path) -> None:
        """Writes the shown register as a workbook."""
        work = partial(self._write, self.state.year, self.state.field_code, path)
        self._underway.run(self, self.tr("Ghi Excel"), work, lambda _: self._become(saved_as=str(path)))

    def _write(self, year: int, field_code: str, path: Path, reporter: Reporter) -> None:
        path.write_bytes(self._exports.register(year, field_code, reporter.progress).content)

    def _read_fields(self) -> tuple[tuple[str, str], ...]:
        fields = {one.field_code: one.field_name for one in self._procedures.all() if one.field_code}
        every = (EVERY_FIELD, self.tr("Mọi lĩnh vực"))
        return (every, *sorted(fields.items(), key=lambda pair: pair[1]))

    def _take_fields(self, fields: tuple[tuple[str, str], ...]) -> None:
        codes = [code for code, _ in fields]
        code = self.state.field_code if self.state.field_code in codes else EVERY_FIELD
        self._become(fields=fields, field_code=code)
        self._read()

    def _read(self) -> None:
        year, code = self.state.year, self.state.field_code

        def take(rows: Register) -> None:
            if (year, code) == (self.state.year, self.state.field_code):
                self._become(rows=rows)

        def stopped() -> None:
            if (year, code) == (self.state.year, self.state.field_code):
                self._become(stopped=self.state.rows is None)

        self._become(stopped=False)
        if self._reading is not None:
            self._reading.cancel()
        name = self.tr("Đọc sổ năm {year}").format(year=year)
        self._reading = self._underway.run(
            self,
            name,
            lambda reporter: self._reports.register(year, code, reporter.progress),
            take,
            stopped=stopped,
        )
