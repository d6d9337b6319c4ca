"""The components of a dossier as they are ticked at the counter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
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
LEAST = 52
NUMBER_SECONDS = 1.5
"""Digits that follow one another within this time are one number; a later one begins it anew."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One component: its key, its whole name, whether it was handed in, the kind of copy and how many.

    Components with the same `group` stand together under it; `seldom` ones are folded away under their group until it
    is opened or one of them is ticked. `tip` says more than there is room for.
    """

    key: Any
    text: str
    ticked: bool = False
    kind: str = ""
    count: int = 1
    note: str = ""
    group: str = ""
    seldom: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The line over a group: how many of its components are ticked, and whether they are folded away."""

    text: str
    ticked: int
    all: int
    foldable: bool
    folded: bool


class CheckList(QListView):
    """Components ticked without a mouse.

    Up and Down go through the list, Space ticks, Left and Right change the kind of copy, digits set the count, A ticks
    all that are not folded away, Enter moves on. On the heading of a group Space opens and folds it; where it has
    nothing to fold it is passed over. `changed` comes after each change that the person makes, `judged` with the place
    of a component among all that the person finds wanting (X), `sweeping` before every tick is changed at once.
    """

    changed = Signal()
    sweeping = Signal()
    judged = Signal(int)

    def __init__(self, name: str, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._model = _Items(dict(kinds))
        self._typed, self._typed_at = "", 0.0
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
        """Shows these components; nothing is emitted.

        The first line that can be acted on is current, or the same as before where the list is the one of before with
        other ticks, or with more at its end.
        """
        row = self.currentIndex().row()
        current = self._model.lines[row] if row >= 0 else None
        before = [(item.key, item.text) for item in self._model.items]
        same = bool(before) and before == [(item.key, item.text) for item in items[: len(before)]]
        self._model.replace_all(items)
        row = self._model.row_of(current) if same else -1
        self.setCurrentIndex(self._model.index(row if row >= 0 else self._model.first()))

    def items(self) -> tuple[CheckItem, ...]:
        """The components as they stand, in the order in which they were given."""
        return tuple(self._model.items)

    def tick_all(self) -> None:
        """Ticks every component that is not folded away, or none of them when all are ticked."""
        self.sweeping.emit()
        seen = [(row, item) for row, item in enumerate(self._model.lines) if isinstance(item, CheckItem)]
        every = all(item.ticked for _, item in seen)
        for row, item in seen:
            self._model.put(row, replace(item, ticked=not every))
        self.changed.emit()

    def _change(self, row: int, item: CheckItem) -> None:
        if item != self._model.lines[row]:
            self._model.put(row, item)
            self.changed.emit()

    def _fold(self, row: int, *, folded: bool | None = None) -> None:
        """Opens or folds the group of this heading, which stays current."""
        self._model.fold(row, folded=folded)
        self.setCurrentIndex(self._model.index(row))

    def _turn_kind(self, row: int, step: int) -> None:
        kinds = list(self._model.kinds)
        item = self._model.lines[row]
        if kinds and isinstance(item, CheckItem):
            place = kinds.index(item.kind) if item.kind in kinds else -step
            self._change(row, replace(item, kind=kinds[(place + step) % len(kinds)], ticked=True))

    def _type_digit(self, row: int, digit: str) -> None:
        item = self._model.lines[row]
        if not isinstance(item, CheckItem):
            return
        now = monotonic()
        begun = self._typed if now - self._typed_at < NUMBER_SECONDS else ""
        self._typed, self._typed_at = (begun + digit)[-2:], now
        count = int(self._typed)
        if count == 0:
            self._typed = ""
            self._change(row, replace(item, ticked=False))
        else:
            self._change(row, replace(item, count=count, ticked=True))

    def _forget_digits(self) -> None:
        self._typed = ""

    @override
    def minimumSizeHint(self) -> QSize:
        # One row and a half: what is chosen is seen, and that there is more.
        return QSize(super().minimumSizeHint().width(), px(LEAST))

    @override
    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(len(self._model.lines)))
        return QSize(px(420), rows + 2)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        above = self._model.index(current.row() - 1)
        if above.isValid() and not self._model.flags(above):
            # The heading that is passed over is seen with its first component.
            self.scrollTo(above)
            self.scrollTo(current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        if row < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif isinstance(item := self._model.lines[row], _Heading) and key in _FOLDING:
            self._fold(row, folded=_FOLDING[Qt.Key(key)])
        elif key == Qt.Key.Key_Space and isinstance(item, CheckItem):
            self._change(row, replace(item, ticked=not item.ticked))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._turn_kind(row, 1 if key == Qt.Key.Key_Right else -1)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._type_digit(row, chr(key))
        elif key == Qt.Key.Key_A:
            self.tick_all()
        elif key == Qt.Key.Key_X and isinstance(item, CheckItem):
            self.judged.emit(self._model.place(row))
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
        item = self._model.lines[index.row()]
        if isinstance(item, _Heading):
            self._fold(index.row())
            return
        tick, _, kind, count = painter.parts(self.visualRect(index))
        place = event.position().toPoint()
        if kind.contains(place):
            self._turn_kind(index.row(), 1)
        elif count.contains(place):
            self._change(index.row(), replace(item, count=item.count % MOST_COUNT + 1, ticked=True))
        elif place.x() < kind.left() or tick.contains(place):
            self._change(index.row(), replace(item, ticked=not item.ticked))


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FOLDING: dict[Qt.Key, bool | None] = {
    Qt.Key.Key_Space: None,
    Qt.Key.Key_Right: False,
    Qt.Key.Key_Left: True,
}


class _Items(QAbstractListModel):
    """The components in `items`, and in `lines` what is seen of them: headings, and what is not folded away."""

    def __init__(self, kinds: dict[str, str]) -> None:
        super().__init__()
        self.kinds = kinds
        self.items: list[CheckItem] = []
        self.lines: list[CheckItem | _Heading] = []
        self._open: set[str] = set()

    def replace_all(self, items: Sequence[CheckItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        # What is ticked is seen, and stays so when the tick goes.
        self._open |= {item.group for item in items if item.ticked}
        self._lay_out()
        self.endResetModel()

    def put(self, row: int, item: CheckItem) -> None:
        self.items[self.place(row)] = item
        self.lines[row] = item
        self.dataChanged.emit(self.index(row), self.index(row))
        for above in range(row - 1, -1, -1):
            if isinstance(self.lines[above], _Heading):
                self.lines[above] = self._heading(item.group)
                self.dataChanged.emit(self.index(above), self.index(above))
                break

    def place(self, row: int) -> int:
        """Where the component of this line stands among all."""
        line = self.lines[row]
        return next(
            place for place, item in enumerate(self.items) if isinstance(line, CheckItem) and item.key == line.key
        )

    def first(self) -> int:
        """The first line that can be current, 0 where there is none."""
        return next((row for row in range(len(self.lines)) if self.flags(self.index(row))), 0)

    def row_of(self, wanted: "CheckItem | _Heading | None") -> int:
        """Where the line for the same component or group stands, -1 where it is not seen."""
        return next((row for row, line in enumerate(self.lines) if wanted and _name(line) == _name(wanted)), -1)

    def fold(self, row: int, *, folded: bool | None) -> None:
        line = self.lines[row]
        if not isinstance(line, _Heading) or not line.foldable or folded is line.folded:
            return
        self.beginResetModel()
        self._open ^= {line.text}
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        self.lines = []
        before = ""
        for item in self.items:
            if item.group != before and item.group:
                self.lines.append(self._heading(item.group))
            before = item.group
            if not item.seldom or item.group in self._open:
                self.lines.append(item)

    def _heading(self, group: str) -> _Heading:
        mine = [item for item in self.items if item.group == group]
        foldable = any(item.seldom for item in mine)
        folded = foldable and group not in self._open
        return _Heading(group, sum(item.ticked for item in mine), len(mine), foldable, folded)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()] if index.isValid() else None
        passed_over = isinstance(line, _Heading) and not line.foldable
        return Qt.ItemFlag.NoItemFlags if passed_over else super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.lines[index.row()]
        said: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.UserRole: lambda: item,
            Qt.ItemDataRole.DisplayRole: lambda: item.text,
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._said(item),
            Qt.ItemDataRole.ToolTipRole: lambda: _tip(item),
        }
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(item, CheckItem):
            return Qt.CheckState.Checked if item.ticked else Qt.CheckState.Unchecked
        return said[role]() if role in said else None

    def _said(self, item: CheckItem | _Heading) -> str:
        if isinstance(item, _Heading):
            state = self.tr("đang gập") if item.folded else ""
            parts: tuple[str, ...] = (item.text, f"{item.ticked}/{item.all}", state)
        else:
            state = self.tr("đã nhận") if item.ticked else self.tr("chưa nhận")
            kind = self.kinds.get(item.kind, "")
            parts = (item.text, state, kind, str(item.count), item.note, item.group, item.tip)
        return ", ".join(part for part in parts if part)


def _name(line: CheckItem | _Heading) -> tuple[bool, Any]:
    return isinstance(line, CheckItem), line.key if isinstance(line, CheckItem) else line.text


def _tip(item: CheckItem | _Heading) -> str:
    return "\n".join(part for part in (item.text, item.tip) if part) if isinstance(item, CheckItem) else item.text


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

    def _heading_font(self) -> QFont:
        return stepped(self._view.font(), "caption", QFont.Weight.DemiBold)

    def _heading_place(self, row: QRect) -> QRect:
        """Where the words of a heading stand: between its arrow and its numbers."""
        return row.adjusted(px(8 + TICK + 10), 0, -px(8 + COUNT_WIDTH), 0)

    def _layout(self, item: CheckItem, width: int) -> tuple[QTextLayout, float]:
        text = f"{item.text} · {item.note}" if item.note else item.text
        return self._wrapped(text, stepped(self._view.font(), "body"), width)

    def _wrapped(self, text: str, font: QFont, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(text, font)
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
        if isinstance(heading := index.data(Qt.ItemDataRole.UserRole), _Heading):
            _, height = self._wrapped(
                heading.text, self._heading_font(), self._heading_place(QRect(0, 0, width, 0)).width()
            )
            return QSize(0, max(px(32), round(height) + px(14)))
        _, name, _, _ = self.parts(QRect(0, 0, width, px(34)))
        _, height = self._layout(index.data(Qt.ItemDataRole.UserRole), max(name.width(), px(80)))
        return QSize(0, max(px(34), round(height) + px(16)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: CheckItem | _Heading = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(item, _Heading):
            self._paint_heading(painter, option, item)
            return
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

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: _Heading) -> None:
        palette = QApplication.palette()
        current = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if current:
            fill_rounded(painter, option.rect, palette.color(Role.Highlight))
        elif heading.foldable and option.state & QStyle.StateFlag.State_MouseOver:
            fill_rounded(painter, option.rect, palette.color(Role.Midlight))
        ink = palette.color(Role.Text)
        if heading.foldable:
            arrow = QRect(option.rect.left() + px(9), option.rect.center().y() - px(7), px(16), px(16))
            draw_icon(painter, "chevron-right" if heading.folded else "chevron-down", arrow, ink)
        place = self._heading_place(option.rect)
        layout, height = self._wrapped(heading.text, self._heading_font(), place.width())
        painter.setPen(ink)
        layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - height) / 2))
        if heading.foldable:
            numbers = QRect(
                place.right(), option.rect.top(), option.rect.right() - place.right() - px(8), place.height()
            )
            said, font = f"{heading.ticked}/{heading.all}", stepped(self._view.font(), "caption")
            muted = palette.color(Role.PlaceholderText)
            draw_text(painter, numbers, said, ink=muted, font=font, align=_RIGHT)
        if current:
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
