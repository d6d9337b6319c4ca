"""The giving side of a handover: what lies at the counter, and the list that is being put together."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from desktop_app.domain.text import fold
from ui.pages import words
from ui.pages.handover.give_presenter import GivePresenter, GiveState
from ui.pages.handover.item import Item
from ui.pages.handover.items_table import ItemsTable
from ui.pages.surface import head_line, low, page_column, plain, side_column, stand_beside
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.lines import Lines
from ui.widgets.paint import restyle
from ui.widgets.search_list import down_leads_to
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column
from ui.widgets.text import Text


class GivePart(QWidget):
    """Draws the list at the left and where it goes at the right; the next step stands at the foot."""

    def __init__(self, presenter: GivePresenter, head: QWidget, prepare: Button, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._presenter = presenter
        self.search = TextField(
            self.tr("Quét giấy tiếp nhận, hoặc gõ mã hay tên rồi Enter"), placeholder=self.tr("Mã hồ sơ hoặc tên")
        )
        self._days = Segmented(
            [(True, self.tr("Nhận hôm nay")), (False, self.tr("Mọi ngày"))], self.tr("Hồ sơ nhận ngày nào")
        )
        self.table = ItemsTable(
            Column("", self._tick, 44, spoken=self.tr("Đưa vào danh sách")),
            self.tr("Hồ sơ ở quầy"),
            Column("Nhận lúc", lambda item: Cell(words.since(item.received_at, now()), muted=True), 92),
        )
        self._nothing = EmptyState(
            "arrow-right-left",
            self.tr("Không còn hồ sơ nào chờ bàn giao"),
            self.tr("Hồ sơ nhận ở quầy và chưa chuyển đi sẽ hiện ở đây. Quét giấy tiếp nhận để thêm hồ sơ khác."),
        )
        self._list = QStackedWidget()
        self._side = _Side(presenter, prepare)
        self._build(head)
        presenter.changed.connect(self.show_state)
        presenter.row_ticked.connect(self.table.show_item)
        self.table.turned.connect(presenter.turn)
        self.table.all_turned.connect(presenter.turn_all)
        self._days.chosen.connect(presenter.show_only_today)
        self.search.edit.returnPressed.connect(self._add)
        self.search.edited.connect(lambda _text: presenter.forget_fault())
        down_leads_to(self.search.edit, lambda: self.table)
        self.show_state()

    def show_state(self) -> None:
        """Draws the state."""
        state = self._presenter.state
        self._days.set_value(state.only_today)
        self.table.show_items(state.items)
        self._list.setCurrentIndex(0 if state.items else 1)
        self.search.set_error(state.search_fault)
        self._side.show_state(state)

    def _tick(self, item: Item) -> Cell:
        if item.id in self._presenter.state.ticked:
            return Cell("", icon="square-check", strong=True, spoken=self.tr("đã chọn"))
        return Cell("", icon="square", strong=True, spoken=self.tr("chưa chọn"))

    def _build(self, head: QWidget) -> None:
        line = Lines(16)
        line.add(self.search, 1)
        line.add(low(self._days))
        self._list.addWidget(self.table)
        self._list.addWidget(self._nothing)
        column = page_column(right=20)
        column.addWidget(head)
        column.addLayout(line)
        column.addWidget(self._list, 1)
        column.addWidget(Text(self.tr("↑↓ đi trong danh sách · Phím cách chọn · A chọn tất cả"), "caption"))
        stand_beside(self, plain(column), self._side)

    def _add(self) -> None:
        self._presenter.add(self.search.text())
        self.search.edit.selectAll()


class _Side(QFrame):
    """How many go where, and the next step."""

    def __init__(self, presenter: GivePresenter, prepare: Button) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Danh sách bàn giao"))
        self._presenter = presenter
        self._prepare = prepare
        self._count = Text("", "display")
        self._said = Text("", "muted", wrap=True)
        self._office = ComboSearch(self.tr("Nơi nhận"), placeholder=self.tr("Gõ tên, hoặc ↓ để chọn"))
        self._note = TextField(self.tr("Ghi chú trên phiếu"))
        self._fault = Text("", "body", wrap=True)
        self._build()
        self._office.query_changed.connect(self._suggest)
        self._office.edit.textEdited.connect(presenter.type_office)
        self._office.chosen.connect(self._choose)
        self._note.edited.connect(presenter.type_note)

    def show_state(self, state: GiveState) -> None:
        number = len(state.ticked)
        self._count.setText(str(number))
        of = self.tr("hồ sơ được chọn, trong {n} hồ sơ ở quầy")
        self._said.setText(of.format(n=len(state.items)))
        if not self._office.edit.hasFocus() and self._office.edit.text() != state.to_office:
            self._office.set_choice(state.to_office or None, state.to_office)
        if not self._note.edit.hasFocus():
            self._note.set_text(state.note)
        asked = state.doubt and not self._office.has_doubt()
        self._office.set_warning(state.doubt)
        if asked:
            # The list of offices would lie on the sentence.
            self._office.close_list()
            self._office.setFocus()
        self._fault.setText(state.fault)
        self._fault.setVisible(bool(state.fault))
        self._prepare.set_kind("primary" if number and state.to_office else "secondary")

    def _build(self) -> None:
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        column = side_column(self)
        column.addLayout(head_line(Text(self.tr("Danh sách bàn giao"), "heading")))
        count = QHBoxLayout()
        count.setSpacing(px(12))
        count.addWidget(self._count)
        count.addWidget(self._said, 1)
        column.addLayout(count)
        column.addSpacing(px(4))
        column.addWidget(self._office)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._fault)
        column.addWidget(self._prepare)
        EnterMovesOn(self)

    def _suggest(self, text: str) -> None:
        wanted = fold(text).split()
        offices = [
            Choice(name, name, self.tr("{n} hồ sơ ở quầy").format(n=number))
            for name, number in self._presenter.state.offices
            if all(word in fold(name) for word in wanted)
        ]
        self._office.show_results(text, offices)

    def _choose(self, name: str | None) -> None:
        if name is not None:
            self._presenter.choose_office(name)
