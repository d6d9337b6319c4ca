"""Dossiers as rows of a table, fetched page by page as they come into sight."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from desktop_app.application.lookup import Lookup
from desktop_app.application.ports import DossierQuery, DossierRow
from ui.language import say
from ui.pages import words
from ui.tasks import Tasks
from ui.tokens import Tone
from ui.widgets.table import PAGE, Cell, Column, RowsModel

CODE_WIDTH, CODE_LEAST = 214, 204
"""The width of a column of dossier codes with five digits in the day's sequence; one with eight loses its beginning."""

STRIDE = 1_000
"""Rows that are read at once on the way to a page far below; their numbers are the only thing that is kept."""


def dossier_columns(
    now: Callable[[], datetime], *, without: frozenset[str] = frozenset(), finished: bool = False
) -> list[Column[DossierRow]]:
    """The columns of every list of dossiers; `without` leaves out "owner" or "received" where the page says it.

    `finished` adds since when the result lies there, and whether the citizen was told.
    """
    columns: dict[str, Column[DossierRow]] = {
        "code": Column("Mã hồ sơ", lambda row: Cell(row.label, code=True), CODE_WIDTH, least=CODE_LEAST),
        "owner": Column("Chủ hồ sơ", lambda row: Cell(row.owner_name, strong=True), 190),
        "procedure": Column("Thủ tục", lambda row: Cell(row.procedure_name)),
        "received": Column("Tiếp nhận", lambda row: Cell(words.day(row.received_at), muted=True), 104),
        "due": Column("Hẹn trả", lambda row: _due(row, now()), 190, least=172),
        "state": Column("Trạng thái", _state, 188, least=132),
    }
    shown = [column for name, column in columns.items() if name not in without]
    if finished:
        shown.append(Column("Có kết quả", lambda row: Cell(words.since(row.finished_at, now()), muted=True), 132))
        shown.append(Column("Báo người dân", _told, 148))
    return shown


def _told(row: DossierRow) -> Cell:
    if row.called_at:
        return Cell(say("Đã báo"), Tone.NEUTRAL, "phone")
    return Cell(say("Chưa báo"), Tone.WARN, "phone")


def _state(row: DossierRow) -> Cell:
    tone, icon = words.STATE_LOOKS[row.state]
    return Cell(words.short_state(row.state), tone, icon)


def _due(row: DossierRow, now: datetime) -> Cell:
    """The date of the appointment, and how far it is as long as the clock runs; only what presses is coloured."""
    text, tone = words.row_due(row, now)
    if text and tone is not Tone.NEUTRAL:
        return Cell(text, tone, "clock")
    shown = f"{words.day(row.due_at)[:5]} · {text}" if text else words.day(row.due_at)
    return Cell(shown, muted=True)


class DossierPager(QObject):
    """Feeds a table from the store: any page of any query, without a page ever being waited for.

    The store pages by key. Without a condition the numbers of the rows are dense, so a page far below is reached by
    arithmetic; with conditions the way there is walked once and its milestones are kept.
    """

    def __init__(self, tasks: Tasks, lookup: Lookup, model: RowsModel[DossierRow]) -> None:
        super().__init__()
        self._tasks = tasks
        self._lookup = lookup
        self._model = model
        self._query: DossierQuery | None = None
        self._round = 0
        self._milestones: dict[int, int | None] = {}
        model.page_wanted.connect(self._fetch)

    def show(self, query: DossierQuery, counted: Callable[[int], None]) -> None:
        """Begins another list; `counted` is told how many rows it has."""
        self._round += 1
        self._query = query
        self._milestones = {0: None}
        number = self._round

        def take(count: int) -> None:
            if number == self._round:
                self._model.reset(count)
                counted(count)

        self._tasks.run(self, lambda _reporter: self._lookup.count(query), take)

    def leave(self) -> None:
        """Feeds nothing any more: the table shows rows of somebody else."""
        self._round += 1
        self._query = None

    def _fetch(self, page: int) -> None:
        if self._query is None:
            return
        work = partial(self._rows, self._query, page, dict(self._milestones))
        self._tasks.run(self, lambda _reporter: work(), partial(self._take, self._round, page))

    def _take(self, number: int, page: int, answer: tuple[list[DossierRow], dict[int, int | None]]) -> None:
        rows, milestones = answer
        if number == self._round:
            self._milestones |= milestones
            self._model.put_page(page, rows)

    def _rows(
        self, query: DossierQuery, page: int, milestones: dict[int, int | None]
    ) -> tuple[list[DossierRow], dict[int, int | None]]:
        """The rows of a page and the milestones found on the way to it; runs on a worker."""
        found: dict[int, int | None] = {}
        if page not in milestones:
            found = self._leap(page) if query == DossierQuery() else self._walk(query, page, milestones)
            milestones = {**milestones, **found}
        if page not in milestones:
            return [], found
        rows = self._lookup.rows(replace(query, before=milestones[page], limit=PAGE))
        if len(rows) == PAGE:
            found[page + 1] = rows[-1].no
        return rows, found

    def _leap(self, page: int) -> dict[int, int | None]:
        """Where a page of all dossiers begins: their numbers have no holes."""
        newest = self._lookup.rows(DossierQuery(limit=1))
        return {page: newest[0].no - page * PAGE + 1} if newest else {}

    def _walk(self, query: DossierQuery, page: int, milestones: dict[int, int | None]) -> dict[int, int | None]:
        """Where each page begins on the way to this one."""
        start = max(known for known in milestones if known <= page)
        before = milestones[start]
        found: dict[int, int | None] = {}
        while start < page:
            rows = self._lookup.rows(replace(query, before=before, limit=STRIDE))
            for offset in range(PAGE - 1, len(rows), PAGE):
                found[start + offset // PAGE + 1] = rows[offset].no
            if len(rows) < STRIDE:
                break
            start += STRIDE // PAGE
            before = rows[-1].no
        return found
