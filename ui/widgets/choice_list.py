"""The list of results under a search field and in the command palette."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
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
from ui.widgets.paint import Role, draw_keys, draw_text, fill_rounded, focus_ring, keys_width, stepped

HEADING = 28
PADDING = 14
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One result: its own value, what it is called, quieter words below, a short mark and keys at the right.

    Name and words below are shown whole, on as many lines as they take.
    """

    value: Any
    text: str
    detail: str = ""
    mark: str = ""
    keys: str = ""
    icon: str = ""
    group: str = ""


class ChoiceList(QListView):
    """Results in groups; one is current, so that Enter has something to take, unless that was taken away."""

    taken = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.row_width = 0
        self._model = _Choices()
        self.setModel(self._model)
        self.setItemDelegate(_ChoicePainter(self))
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._take)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replaces the results and makes the first one current."""
        self._model.replace(choices)
        if choices:
            self.setCurrentIndex(self._model.index(0))

    def clear_current(self) -> None:
        """Makes no choice current: Enter has nothing to take until the person goes to one."""
        self.setCurrentIndex(QModelIndex())

    def current(self) -> Choice | None:
        """The choice that Enter would take."""
        index = self.currentIndex()
        return self._model.choices[index.row()] if index.isValid() else None

    def move_by(self, steps: int) -> None:
        """Makes another choice current, staying within the list."""
        last = len(self._model.choices) - 1
        if last >= 0:
            row = min(max(self.currentIndex().row() + steps, 0), last)
            self.setCurrentIndex(self._model.index(row))

    def take_current(self) -> bool:
        """Takes the current choice and tells whether there was one."""
        index = self.currentIndex()
        self._take(index)
        return index.isValid()

    def height_at(self, width: int, most: int) -> int:
        """The height that shows every result in this width, or `most` when that is less."""
        self.row_width = width
        self.scheduleDelayedItemsLayout()
        needed = sum(self.sizeHintForRow(row) for row in range(min(len(self._model.choices), 30)))
        return min(needed + 2, most)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(self._model.choices[index.row()])


class MovedList(ChoiceList):
    """Results that stand by themselves: the list has the focus, arrows move and Enter takes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.move_by(_STEPS[key])
        elif key not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not self.take_current():
            super().keyPressEvent(event)


class _Choices(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def replace(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def starts_group(self, row: int) -> bool:
        group = self.choices[row].group
        return bool(group) and (row == 0 or self.choices[row - 1].group != group)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.choices)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.text, choice.detail, choice.mark, choice.keys) if part)
        if role == Qt.ItemDataRole.UserRole:
            return choice
        return None


class _ChoicePainter(QStyledItemDelegate):
    def __init__(self, view: ChoiceList) -> None:
        super().__init__(view)
        self._view = view

    def _starts_group(self, index: Index) -> bool:
        model = index.model()
        return isinstance(model, _Choices) and model.starts_group(index.row())

    def _right_width(self, choice: Choice) -> int:
        """The width of mark and keys with the gaps before them."""
        keys = keys_width(choice.keys, self._view.font())
        mark = QFontMetrics(stepped(self._view.font(), "caption")).horizontalAdvance(choice.mark)
        return sum(width + px(10) for width in (keys, mark) if width)

    def _heights(self, choice: Choice, row_width: int) -> tuple[int, int]:
        """The heights of the whole name and of all that stands below it, wrapped between icon and mark."""
        width = row_width - self._right_width(choice) - px(20) - (px(26) if choice.icon else 0)
        room = QRect(0, 0, max(width, px(80)), 10_000)
        fonts = (stepped(self._view.font(), "body", QFont.Weight.Medium), stepped(self._view.font(), "caption"))
        name, detail = (
            QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() if text else 0
            for font, text in zip(fonts, (choice.text, choice.detail), strict=True)
        )
        return name, detail

    def _draw_right(self, painter: QPainter, row: QRect, choice: Choice) -> None:
        font = self._view.font()
        muted = QApplication.palette().color(Role.PlaceholderText)
        keys = keys_width(choice.keys, font)
        place = row.adjusted(0, 0, -px(10), 0)
        if keys:
            draw_keys(painter, place.adjusted(place.width() - keys, 0, 0, 0), choice.keys, muted, font)
            place.setRight(place.right() - keys - px(10))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, place, choice.mark, ink=muted, font=stepped(font, "caption"), align=align)

    def _draw_words(self, painter: QPainter, row: QRect, choice: Choice) -> None:
        font = self._view.font()
        palette = QApplication.palette()
        words = row.adjusted(px(10), 0, -px(10) - self._right_width(choice), 0)
        if choice.icon:
            icon = QRect(words.left(), row.center().y() - px(8) + 1, px(16), px(16))
            draw_icon(painter, choice.icon, icon, palette.color(Role.PlaceholderText))
            words.setLeft(words.left() + px(26))
        name_height, detail_height = self._heights(choice, row.width())
        name = QRect(words.left(), 0, words.width(), name_height)
        name.moveTop(row.top() + (row.height() - name_height - detail_height) // 2)
        painter.setFont(stepped(font, "body", QFont.Weight.Medium))
        painter.setPen(palette.color(Role.Text))
        painter.drawText(name, Qt.TextFlag.TextWordWrap, choice.text)
        below = QRect(words.left(), name.bottom() + 1, words.width(), detail_height)
        painter.setFont(stepped(font, "caption"))
        painter.setPen(palette.color(Role.PlaceholderText))
        painter.drawText(below, Qt.TextFlag.TextWordWrap, choice.detail)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        heading = px(HEADING) if self._starts_group(index) else 0
        return QSize(0, sum(self._heights(choice, self._view.row_width)) + px(PADDING) + heading)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        row = QRect(option.rect)
        font = self._view.font()
        palette = QApplication.palette()
        if self._starts_group(index):
            heading = QRect(row.left() + px(10), row.top(), row.width(), px(HEADING))
            caption = stepped(font, "caption", QFont.Weight.DemiBold)
            draw_text(painter, heading, choice.group, ink=palette.color(Role.PlaceholderText), font=caption)
            row.setTop(row.top() + px(HEADING))
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            fill_rounded(painter, row, palette.color(Role.Highlight))
            if self._view.hasFocus():
                focus_ring(painter, row, palette)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_rounded(painter, row, palette.color(Role.Midlight))
        self._draw_words(painter, row, choice)
        self._draw_right(painter, row, choice)
