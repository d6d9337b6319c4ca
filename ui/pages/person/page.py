"""Everything one person has here: what can be collected first."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop_app.application.lookup import PersonView
from desktop_app.application.ports import DossierRow
from ui.pages import words
from ui.pages.page import Page
from ui.pages.person.presenter import PersonPresenter
from ui.pages.requests import Begin, Handing
from ui.pages.surface import head_line, page_column
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.chip import StatusChip
from ui.widgets.lines import Lines
from ui.widgets.table import RowsModel, Table
from ui.widgets.text import Text


class PersonPage(Page):
    """Draws a person with the list of dossiers; the next step is to hand over what is ready, or to begin a new one."""

    def __init__(self, presenter: PersonPresenter, model: RowsModel[DossierRow], shortcuts: Shortcuts) -> None:
        super().__init__()
        self._presenter = presenter
        self._model = model
        add = partial(shortcuts.add, group=self.tr("Người này"), page=self)
        self._new = add(self.tr("Hồ sơ mới cho người này"), "Ctrl+N", self._begin, icon="plus")
        self._return = add(self.tr("Trả kết quả đầu tiên"), "Ctrl+Return", self._hand_over, icon="package-check")
        self._new_button = Button.of(self._new, "primary", icon="plus")
        self._return_button = Button.of(self._return, "primary", icon="package-check")
        self._name = Text("", "title", selectable=True)
        self._line = Text("", "muted", wrap=True, selectable=True)
        self._address = Text("", "muted", wrap=True, selectable=True)
        self._ready = StatusChip("")
        self._open = StatusChip("")
        self._closed = StatusChip("")
        self._table: Table[DossierRow] = Table(model, self.tr("Hồ sơ của người này"))
        self._nothing = EmptyState("inbox", self.tr("Chưa có hồ sơ nào ở đây"))
        self._list = QStackedWidget()
        self._shown = ""
        self._build()
        presenter.changed.connect(self._show)
        self._table.opened.connect(lambda row: self.dossier_requested.emit(row.id))

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("surface", "plain")
        names = QVBoxLayout()
        names.setSpacing(px(4))
        names.addWidget(self._line)
        names.addWidget(self._address)
        head = head_line(self._name)
        steps = QHBoxLayout()
        steps.setSpacing(px(12))
        steps.addWidget(self._new_button)
        steps.addWidget(self._return_button)
        head.add(steps)
        chips = Lines(8)
        for chip in (self._ready, self._open, self._closed):
            chips.add(chip)
        self._list.addWidget(self._table)
        self._list.addWidget(self._nothing)
        column = page_column()
        surface.setLayout(column)
        column.addLayout(head)
        column.addLayout(names)
        column.addLayout(chips)
        column.addWidget(self._list, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)

    def _show(self) -> None:
        view = self._presenter.state.view
        if view is None:
            return
        self._name.setText(str(view.person.get("name") or view.number))
        self._line.setText(words.person_line(view.person))
        self._address.setText(str(view.person.get("address", "")))
        self._show_counts(view)
        # Read again after a change here or elsewhere, the list and the keyboard stay where they are.
        led = view.number != self._shown or (self._return_button.hasFocus() and not view.ready)
        self._show_rows(view, again=view.number == self._shown)
        self._shown = view.number
        self._list.setCurrentWidget(self._table if view.rows else self._nothing)
        self._return.setEnabled(bool(view.ready))
        self._return_button.setVisible(bool(view.ready))
        self._new_button.set_kind("secondary" if view.ready else "primary")
        if led:
            self.arrive()

    def _show_rows(self, view: PersonView, *, again: bool) -> None:
        current = self._table.currentIndex()
        before = self._model.row(current.row()) if again and current.isValid() else None
        self._model.show_rows(view.rows)
        if view.rows:
            ids = [row.id for row in view.rows]
            self._table.selectRow(ids.index(before.id) if before and before.id in ids else 0)

    def _show_counts(self, view: PersonView) -> None:
        counts = (
            (self._ready, self.tr("{n} kết quả chờ nhận"), len(view.ready), Tone.GOOD, "package-check"),
            (self._open, self.tr("{n} đang giải quyết"), len(view.open), Tone.INFO, "circle-dot"),
            (self._closed, self.tr("{n} đã xong"), len(view.closed), Tone.NEUTRAL, "circle-check"),
        )
        for chip, text, number, tone, icon in counts:
            chip.setVisible(number > 0)
            chip.show_status(text.format(n=number), tone, icon)

    def _begin(self) -> None:
        if self._presenter.state.view is not None:
            self.intake_requested.emit(Begin(self._presenter.state.view))

    def _hand_over(self) -> None:
        view = self._presenter.state.view
        if view is not None and view.ready:
            self.return_requested.emit(Handing(view.ready[0].id, view))

    @override
    def show_place(self, what: object) -> None:
        self._presenter.open(what if isinstance(what, PersonView) else str(what))
        if isinstance(what, PersonView):
            self._presenter.refresh()

    @override
    def arrive(self) -> None:
        view = self._presenter.state.view
        if view is None or view.ready:
            self._return_button.setFocus()
        elif view.rows:
            self._table.setFocus()
        else:
            self._new_button.setFocus()

    @override
    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        self._presenter.refresh()

    @override
    def unfinished(self) -> str:
        return self._name.text()
