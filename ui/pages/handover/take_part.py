"""The receiving side of a handover: lists on their way, and the one that is being checked off."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.handover import Batch
from ui.pages import words
from ui.pages.handover.item import Item
from ui.pages.handover.items_table import ItemsTable
from ui.pages.handover.take_presenter import TakePresenter, TakeState
from ui.pages.surface import page_column, plain, stand_beside
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import EmptyState, Facts
from ui.widgets.chip import StatusChip
from ui.widgets.field import TextField
from ui.widgets.paint import restyle
from ui.widgets.search_list import down_leads_to
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

ARRIVED, WAITED_FOR, TOO_MUCH = "arrived", "waited_for", "too_much"


class TakePart(QWidget):
    """Draws the lists on their way, or the open list with every dossier's mark and the counts beside it."""

    def __init__(
        self,
        presenter: TakePresenter,
        head: QWidget,
        buttons: tuple[Button, Button, Button],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self.search = TextField("")
        self._batches: RowsModel[Batch] = RowsModel(_batch_columns(now))
        self._way: Table[Batch] = Table(self._batches, self.tr("Danh sách đang trên đường"))
        self._nothing = EmptyState(
            "package-check",
            self.tr("Không có danh sách nào đang trên đường"),
            self.tr("Quét mã vạch trên phiếu bàn giao vừa nhận được để kiểm từng hồ sơ."),
        )
        self.table = ItemsTable(
            Column("", self._mark, 116, spoken=self.tr("Kiểm nhận")), self.tr("Hồ sơ trên danh sách")
        )
        self._opened = ""
        self._list = QStackedWidget()
        self._side = _Side(*buttons)
        self._build(head)
        presenter.changed.connect(self.show_state)
        presenter.row_scanned.connect(self._show_scanned)
        self._way.opened.connect(lambda batch: presenter.open(batch.code))
        self.table.turned.connect(presenter.turn)
        self.search.edit.returnPressed.connect(self._add)
        self.search.edited.connect(lambda _text: presenter.forget_fault())
        down_leads_to(self.search.edit, lambda: self.table if presenter.state.batch else self._way)
        self.show_state()

    def show_state(self) -> None:
        """Draws the state."""
        state = self._presenter.state
        if state.batch is None:
            self._batches.show_rows(state.on_the_way)
            self._list.setCurrentIndex(0 if state.on_the_way else 1)
            self.search.set_label(self.tr("Quét mã vạch trên phiếu bàn giao, hoặc gõ mã rồi Enter"))
            self.search.edit.setPlaceholderText("BG-…")
        else:
            self.table.show_items(state.items)
            self._list.setCurrentIndex(2)
            self.search.set_label(self.tr("Quét từng hồ sơ, hoặc gõ mã hay tên rồi Enter"))
            self.search.edit.setPlaceholderText(self.tr("Mã hồ sơ"))
        opened = state.batch.code if state.batch else ""
        if opened != self._opened:
            self._opened = opened
            self.search.edit.clear()
            if self.isVisible():
                # A list that was opened from the table is checked off from here.
                self.search.setFocus()
        self.search.set_error(state.search_fault)
        self._side.show_state(state)

    def _build(self, head: QWidget) -> None:
        for view in (self._way, self._nothing, self.table):
            self._list.addWidget(view)
        column = page_column(right=20)
        column.addWidget(head)
        column.addWidget(self.search)
        column.addWidget(self._list, 1)
        stand_beside(self, plain(column), self._side)

    def _mark(self, item: Item) -> Cell:
        state = self._presenter.state
        if item.id not in state.scanned:
            return Cell(self.tr("Chưa thấy"), Tone.NEUTRAL, "circle-dashed")
        if state.listed(item.id):
            return Cell(self.tr("Đã thấy"), Tone.GOOD, "circle-check")
        return Cell(self.tr("Thừa"), Tone.WARN, "triangle-alert")

    def _add(self) -> None:
        self._presenter.add(self.search.text())
        self.search.edit.selectAll()

    def _show_scanned(self, dossier_id: str) -> None:
        self.search.edit.clear()
        self.table.show_item(dossier_id)


class _Side(QFrame):
    """What has arrived, what is missing, what is too much; the last scan in words; the next step."""

    def __init__(self, confirm: Button, print_list: Button, leave: Button) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setAccessibleName(self.tr("Kiểm nhận"))
        self._confirm = confirm
        self._heading = Text("", "heading", wrap=True)
        self._welcome = Text(
            self.tr("Mỗi phiếu bàn giao có một mã vạch. Quét mã đó để mở danh sách, rồi quét từng hồ sơ nhận được."),
            "muted",
            wrap=True,
        )
        self._facts = Facts(84)
        self._open = QWidget()
        self._counts = {
            ARRIVED: Text("", "display"),
            WAITED_FOR: Text("", "display"),
            TOO_MUCH: Text("", "display"),
        }
        self._last = StatusChip("")
        self._last_name = Text("", "strong", wrap=True)
        self._fault = Text("", "body", wrap=True)
        self._build((print_list, leave))

    def show_state(self, state: TakeState) -> None:
        batch = state.batch
        self._open.setVisible(batch is not None)
        self._welcome.setVisible(batch is None)
        self._heading.setText(batch.code if batch else self.tr("Nhận bàn giao"))
        self._fault.setText(state.fault if batch else "")
        self._fault.setVisible(bool(batch and state.fault))
        if batch is None:
            return
        self._facts.show_fact(self.tr("Từ"), batch.from_office)
        self._facts.show_fact(self.tr("Đến"), batch.to_office, strong=True)
        self._facts.show_fact(self.tr("Người giao"), batch.giver_name)
        self._facts.show_fact(self.tr("Giao lúc"), words.stamp(batch.given_at))
        self._facts.show_fact(self.tr("Ghi chú"), batch.note)
        self._show_counts(state)
        self._show_last(state)

    def _build(self, others: tuple[Button, ...]) -> None:
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        inner = QVBoxLayout(self._open)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(12))
        inner.addWidget(self._facts)
        counts = QHBoxLayout()
        names = (self.tr("đã thấy"), self.tr("còn thiếu"), self.tr("thừa"))
        for number, name in zip(self._counts.values(), names, strict=True):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(Text(name, "muted"))
            counts.addLayout(column, 1)
        inner.addSpacing(px(4))
        inner.addLayout(counts)
        inner.addSpacing(px(4))
        inner.addWidget(self._last, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._last_name)
        inner.addStretch(1)
        inner.addWidget(self._fault)
        inner.addWidget(self._confirm)
        for button in others:
            inner.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._heading)
        column.addWidget(self._welcome)
        column.addWidget(self._open, 1)
        column.addStretch(0)

    def _show_counts(self, state: TakeState) -> None:
        self._counts[ARRIVED].setText(str(state.arrived))
        self._counts[WAITED_FOR].setText(str(state.missing))
        self._counts[TOO_MUCH].setText(str(state.extra))
        self._counts[WAITED_FOR].setProperty("tone", "" if not state.missing else "bad")
        self._counts[TOO_MUCH].setProperty("tone", "" if not state.extra else "warn")
        for number in self._counts.values():
            restyle(number)
        self._confirm.set_kind("secondary" if state.missing else "primary")

    def _show_last(self, state: TakeState) -> None:
        last = state.last
        self._last.setVisible(last is not None)
        self._last_name.setText(f"{last.owner}\n{last.label}" if last else "")
        if last is not None and state.listed(last.id):
            self._last.show_status(self.tr("Có trên danh sách"), Tone.GOOD, "circle-check")
        elif last is not None:
            self._last.show_status(self.tr("Không có trên danh sách"), Tone.WARN, "triangle-alert")


def _batch_columns(now: Callable[[], datetime]) -> tuple[Column[Batch], ...]:
    return (
        Column("Mã phiếu", lambda batch: Cell(batch.code, strong=True), 264),
        Column("Đến", lambda batch: batch.to_office),
        Column("Số hồ sơ", lambda batch: str(len(batch.dossiers)), 92, right=True),
        Column("Người giao", lambda batch: Cell(batch.giver_name, muted=True), 164),
        Column("Giao lúc", lambda batch: Cell(words.since(batch.given_at, now()), muted=True), 112),
    )
