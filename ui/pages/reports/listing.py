"""The dossiers behind a figure."""

from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from desktop_app.application.ports import DossierRow
from desktop_app.words.figures import grouped
from ui.models.dossiers import DossierPager
from ui.pages.page import Page
from ui.pages.requests import Listing
from ui.pages.surface import head_line, page_column
from ui.widgets.table import RowsModel, Table
from ui.widgets.text import Text


class ListingPage(Page):
    """Draws a list that another page has asked for; Enter opens a dossier."""

    def __init__(self, model: RowsModel[DossierRow], pager: DossierPager) -> None:
        super().__init__()
        self._model = model
        self._pager = pager
        self._shown: Listing | None = None
        self._title = Text("", "title", wrap=True)
        self._count = Text("", "muted")
        self._table: Table[DossierRow] = Table(model, self.tr("Danh sách hồ sơ"))
        self._table.opened.connect(lambda row: self.dossier_requested.emit(row.id))
        surface = QFrame()
        surface.setProperty("surface", "plain")
        column = page_column(spacing=10)
        surface.setLayout(column)
        column.addLayout(head_line(self._title, self._count))
        column.addWidget(self._table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    @override
    def show_place(self, what: object) -> None:
        if isinstance(what, Listing) and what != self._shown:
            self._shown = what
            self._title.setText(what.title)
            self._table.setAccessibleName(what.title)
            self._count.setText("…")
            self._pager.show(what.query, self._take_count)

    @override
    def arrive(self) -> None:
        self._table.setFocus()

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        self._model.mark_stale()

    @override
    def unfinished(self) -> str:
        return self._shown.title if self._shown else ""

    def _take_count(self, total: int) -> None:
        self._count.setText(self.tr("{n} hồ sơ").format(n=grouped(total)))
        if total:
            self._table.selectRow(0)
