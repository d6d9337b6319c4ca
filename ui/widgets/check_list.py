"""The components of a dossier as they are ticked at the counter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px
from ui.widgets.choice_list import Index
from ui.widgets.paint import Role, draw_text, fill_rounded, focus_ring, stepped

TICK = 18
COUNT_WIDTH = 56
MOST_COUNT = 99


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One component: its key, its whole name, whether it was handed in, the kind of copy and how many."""

    key: Any
    text: str
    ticked: bool = False
    kind: str = ""
    count: int = 1
    note: str = ""


class CheckList(QListView):
    """Components ticked without a mouse.

    Up and Down go through the list, Space ticks, Left and Right change the kind of copy, digits set the count, A ticks
    all, Enter moves on. `changed` comes after each change that the person makes, `judged` with the row of a component
    that the person finds wanting (X), `sweeping` before every tick is changed at once.
    """

    changed = Signal()
    sweeping = Signal()
    judged = Signal(int)

    def __init__(self, name: str, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._model = _Items(dict(kinds))
        self._typed = ""
        self.setModel(self._model)
        self.setItemDelegate(_ItemPainter(self, dict(kinds)))
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._forget_digits)

    def set_items(self, items: Sequence[CheckItem]) -> None:
        """Shows these components with the first one current; nothing is emitted."""
        self._model.replace_all(items)
        self.setCurrentIndex(self._model.index(0))

    def items(self) -> tuple[CheckItem, ...]:
        """The components as they stand."""
        return tuple(self._model.items)

    def tick_all(self) -> None:
        """Ticks every component, or none when all are ticked."""
        self.sweeping.emit()
        every = all(item.ticked for item in self._model.items)
        for row, item in enumerate(self._model.items):
            self._model.put(row, replace(item, ticked=not every))
        self.changed.emit()

    def _change(self, row: int, item: CheckItem) -> None:
        if item != self._model.items[row]:
            self._model.put(row, item)
            self.changed.emit()

    def _turn_kind(self, row: int, step: int) -> None:
        kinds = list(self._model.kinds)
        item = self._model.items[row]
        if kinds:
            place = kinds.index(item.kind) if item.kind in kinds else -step
            self._change(row, replace(item, kind=kinds[(place + step) % len(kinds)], ticked=True))

    def _type_digit(self, row: int, digit: str) -> None:
        self._typed = (self._typed + digit)[-2:]
        count = int(self._typed)
        if count == 0:
            self._typed = ""
            self._change(row, replace(self._model.items[row], ticked=False))
        else:
            self._change(row, replace(self._model.items[row], count=count, ticked=True))

    def _forget_digits(self) -> None:
        self._typed = ""

    @override
    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(len(self._model.items)))
        return QSize(px(420), rows + 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        if row < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            item = self._model.items[row]
            self._change(row, replace(item, ticked=not item.ticked))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._turn_kind(row, 1 if key == Qt.Key.Key_Right else -1)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._type_digit(row, chr(key))
        elif key == Qt.Key.Key_A:
            self.tick_all()
        elif key == Qt.Key.Key_X:
            self.judged.emit(row)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        painter = self.itemDelegate()
        if not index.isValid() or not isinstance(painter, _ItemPainter):
            return
        item = self._model.items[index.row()]
        tick, _, kind, count = painter.parts(self.visualRect(index))
        place = event.position().toPoint()
        if kind.contains(place):
            self._turn_kind(index.row(), 1)
        elif count.contains(place):
            self._change(index.row(), replace(item, count=item.count % MOST_COUNT + 1, ticked=True))
        elif place.x() < kind.left() or tick.contains(place):
            self._change(index.row(), replace(item, ticked=not item.ticked))


class _Items(QAbstractListModel):
    def __init__(self, kinds: dict[str, str]) -> None:
        super().__init__()
        self.kinds = kinds
        self.items: list[CheckItem] = []

    def replace_all(self, items: Sequence[CheckItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def put(self, row: int, item: CheckItem) -> None:
        self.items[row] = item
        self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("đã nhận") if item.ticked else self.tr("chưa nhận")
            parts = (item.text, state, self.kinds.get(item.kind, ""), str(item.count), item.note)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if item.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.UserRole:
            return item
        return None


class _ItemPainter(QStyledItemDelegate):
    """Paints tick, name, kind of copy and count; the whole name of each component is always visible."""

    def __init__(self, view: CheckList, kinds: dict[str, str]) -> None:
        super().__init__(view)
        self._view = view
        self._kinds = kinds

    def parts(self, row: QRect) -> tuple[QRect, QRect, QRect, QRect]:
        """The places of tick, name, kind and count in a row."""
        small = QFontMetrics(stepped(self._view.font(), "caption", QFont.Weight.Medium))
        kind_width = max((small.horizontalAdvance(text) for text in self._kinds.values()), default=0) + px(20)
        inner = row.adjusted(px(8), 0, -px(8), 0)
        tick = QRect(inner.left(), row.top() + px(8), px(TICK), px(TICK))
        count = QRect(inner.right() - px(COUNT_WIDTH), row.top() + px(5), px(COUNT_WIDTH), px(24))
        kind = QRect(count.left() - px(8) - kind_width, row.top() + px(5), kind_width, px(24))
        name = QRect(tick.right() + px(10), row.top(), kind.left() - px(12) - tick.right() - px(10), row.height())
        return tick, name, kind, count

    def _layout(self, item: CheckItem, width: int) -> tuple[QTextLayout, float]:
        text = f"{item.text} · {item.note}" if item.note else item.text
        layout = QTextLayout(text, stepped(self._view.font(), "body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        _, name, _, _ = self.parts(QRect(0, 0, width, px(34)))
        _, height = self._layout(index.data(Qt.ItemDataRole.UserRole), max(name.width(), px(80)))
        return QSize(0, max(px(34), round(height) + px(16)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: CheckItem = index.data(Qt.ItemDataRole.UserRole)
        tick, name, kind, count = self.parts(option.rect)
        palette = QApplication.palette()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current and self._view.hasFocus():
            fill_rounded(painter, option.rect, palette.color(Role.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_rounded(painter, option.rect, palette.color(Role.Midlight))
        self._draw_tick(painter, tick, item)
        layout, height = self._layout(item, name.width())
        painter.setPen(palette.color(Role.Text if item.ticked else Role.PlaceholderText))
        layout.draw(painter, QPointF(name.left(), name.top() + (name.height() - height) / 2))
        if item.ticked:
            self._draw_pill(painter, kind, self._kinds.get(item.kind, ""))
            self._draw_pill(painter, count, f"× {item.count}")
        if current and self._view.hasFocus():
            focus_ring(painter, option.rect, palette)

    def _draw_tick(self, painter: QPainter, box: QRect, item: CheckItem) -> None:
        palette = QApplication.palette()
        if not item.ticked:
            fill_rounded(painter, box, palette.color(Role.Base), palette.color(Role.Dark), radius=4)
            return
        fill_rounded(painter, box, palette.color(Role.Text), radius=4)
        draw_icon(painter, "check", box.adjusted(px(2), px(2), -px(2), -px(2)), palette.color(Role.Base))

    def _draw_pill(self, painter: QPainter, box: QRect, text: str) -> None:
        palette = QApplication.palette()
        fill_rounded(painter, box, palette.color(Role.Base), palette.color(Role.Mid), radius=5)
        font = stepped(self._view.font(), "caption", QFont.Weight.Medium)
        draw_text(painter, box, text, ink=palette.color(Role.Text), font=font, align=Qt.AlignmentFlag.AlignCenter)
