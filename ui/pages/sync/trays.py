"""The three trays of the exchange: what a person decides, what waits to be sent, and what happened."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.ports import ExchangeEntry, Waiting
from desktop_app.domain.text import fold
from desktop_app.words import labels
from ui.language import say
from ui.models.dossiers import CODE_WIDTH
from ui.pages import words
from ui.pages.stack import Stack
from ui.pages.sync.matter_view import MatterView
from ui.pages.sync.matters import Matter
from ui.pages.sync.presenter import SyncState
from ui.pages.sync.sentences import entry_words
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import EmptyState
from ui.widgets.field import TextField
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column, RowsModel, Table

T = TypeVar("T")
MATTERS, WAITING, ENTRIES = range(3)
MOST_ROWS = 6


class Trays(QWidget):
    """Draws one of the trays; `opened` carries the dossier that was asked for."""

    opened = Signal(str)

    def __init__(self, now: Callable[[], datetime], to_dossier: Button) -> None:
        super().__init__()
        self._now = now
        self._state = SyncState()
        self._chosen = False
        self._which = Segmented(
            [(MATTERS, say("Cần xử lý")), (WAITING, say("Chờ gửi")), (ENTRIES, say("Nhật ký"))],
            say("Đang xem"),
        )
        self._matters: RowsModel[Matter] = RowsModel(self._matter_columns())
        self._waiting: RowsModel[Waiting] = RowsModel(self._waiting_columns())
        self._entries: RowsModel[ExchangeEntry] = RowsModel(self._entry_columns())
        self._matter_table: Table[Matter] = Table(self._matters, say("Cần xử lý"))
        self._waiting_table: Table[Waiting] = Table(self._waiting, say("Chờ gửi"))
        self._entry_table: Table[ExchangeEntry] = Table(self._entries, say("Nhật ký"))
        self._view = MatterView(to_dossier)
        self._search = TextField(say("Tìm trong nhật ký"), placeholder=say("Chữ hoặc ngày, ví dụ: mất kết nối, 24/11"))
        self._shown: dict[int, Sequence[object]] = {}
        self._stack = Stack()
        self._build()
        self._which.chosen.connect(self.show_tray)
        self._search.edited.connect(lambda _text: self._show_entries())
        self._matter_table.current_changed.connect(self._view.show_matter)
        self._matter_table.opened.connect(lambda matter: self.opened.emit(matter.subject))
        self._waiting_table.opened.connect(lambda row: self.opened.emit(row.subject) if row.label else None)

    def show_state(self, state: SyncState) -> None:
        """Draws what is in the trays; the first one that holds something is seen first."""
        self._state = state
        self._fill(MATTERS, self._matters, state.matters)
        self._fill(WAITING, self._waiting, state.waiting)
        self._show_entries()
        if not self._chosen:
            self._show(MATTERS if state.matters else WAITING if state.waiting else ENTRIES)
        else:
            self._show(self._which.value())

    def show_tray(self, tray: int) -> None:
        """Shows a tray and stays with it."""
        self._chosen = True
        self._show(tray)
        empty = self._stack.currentIndex() > ENTRIES
        (self._which if empty else (self._matter_table, self._waiting_table, self._search)[tray]).setFocus()

    def to_search(self) -> None:
        """Goes to the search of the journal."""
        self.show_tray(ENTRIES)

    def matter(self) -> Matter | None:
        """The matter in hand."""
        row = self._matter_table.currentIndex().row()
        return self._matters.row(row) if row >= 0 else None

    def open_matter(self) -> None:
        """Asks for the dossier of the matter in hand."""
        if (matter := self.matter()) is not None:
            self.opened.emit(matter.subject)

    def _build(self) -> None:
        matters = QWidget()
        column = QVBoxLayout(matters)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._matter_table)
        column.addWidget(self._view)
        column.addStretch(1)
        journal = QWidget()
        below = QVBoxLayout(journal)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(px(12))
        below.addWidget(self._search)
        below.addWidget(self._entry_table, 1)
        nothing = say("Không có gì cần xử lý"), say("Mâu thuẫn giữa các quầy sẽ hiện ở đây, với cả hai bản.")
        quiet = say("Nhật ký còn trống"), say("Mất kết nối, nối lại, xuất và nhập USB được ghi ở đây.")
        sent = say("Không có gì chờ gửi"), say("Mọi thay đổi của máy này đã về trung tâm.")
        for tray in (
            matters,
            self._waiting_table,
            journal,
            EmptyState("circle-check", *nothing),
            EmptyState("cloud", *sent),
            EmptyState("history", *quiet),
        ):
            self._stack.addWidget(tray)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._which, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)

    def _show(self, tray: int) -> None:
        self._which.set_value(tray)
        state = self._state
        empty = not (state.matters, state.waiting, state.entries)[tray]
        self._stack.setCurrentIndex(tray + 3 if empty else tray)

    def _fill(self, tray: int, model: RowsModel[T], rows: Sequence[T]) -> None:
        if self._shown.get(tray) != rows:
            self._shown[tray] = rows
            model.show_rows(rows)
            table = self._matter_table if tray == MATTERS else None
            if table is not None and rows:
                # The versions stand right below the list, not at the other end of the page.
                table.fit_rows(MOST_ROWS)
                table.selectRow(0)

    def _show_entries(self) -> None:
        wanted = fold(self._search.text()).split()
        rows = [entry for entry in self._state.entries if all(word in fold(self._told(entry)) for word in wanted)]
        self._fill(ENTRIES, self._entries, tuple(rows))

    def _told(self, entry: ExchangeEntry) -> str:
        return f"{words.stamp(entry.at)} {entry_words(entry)}"

    def _matter_columns(self) -> list[Column[Matter]]:
        return [
            Column("Mã hồ sơ", lambda one: Cell(one.label, code=True), CODE_WIDTH),
            Column("Việc", lambda one: Cell(one.what, strong=True)),
            Column("Lúc", lambda one: Cell(words.since(one.at, self._now()), muted=True), 116),
        ]

    def _waiting_columns(self) -> list[Column[Waiting]]:
        return [
            Column("Mã hồ sơ", lambda one: Cell(one.label or say("của cơ quan"), code=True), CODE_WIDTH),
            Column(
                "Việc", lambda one: Cell(say(labels.EVENTS.get(one.kind, "Danh mục, cài đặt, ca thu")), strong=True)
            ),
            Column("Ai", lambda one: Cell(one.actor, muted=True), 108),
            Column("Từ lúc", lambda one: Cell(words.since(one.at, self._now()), muted=True), 116),
        ]

    def _entry_columns(self) -> list[Column[ExchangeEntry]]:
        return [
            Column("Lúc", lambda one: Cell(words.stamp(one.at), muted=True), 150),
            Column("Đã xảy ra", entry_words),
        ]
