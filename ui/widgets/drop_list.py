"""A list that hangs at a line of text while that line keeps the focus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import px
from ui.widgets.choice_list import Choice, ChoiceList
from ui.widgets.field import TextLine
from ui.widgets.floating import Floating

MOST_HEIGHT = 340
LEAST_WIDTH = 560
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class DropList:
    """Choices at an anchor, the line itself or what stands around it; `list` is what shows them."""

    def __init__(self, anchor: QWidget, name: str, most_height: int = MOST_HEIGHT) -> None:
        self.list = ChoiceList(name)
        self._anchor = anchor
        self._most_height = most_height
        self._floating: Floating | None = None

    def open(self, choices: Sequence[Choice], *, first: bool = True) -> None:
        """Shows these choices, or closes where there are none; the first one is current only where that is asked."""
        self.list.show_choices(choices)
        if not choices:
            self.close()
            return
        if not first:
            self.list.clear_current()
        if self._floating is None:
            self._floating = Floating(self._anchor)
            self._floating.body.addWidget(self.list)
        width = max(self._anchor.width(), px(LEAST_WIDTH))
        self._floating.open(width, self.list.height_at(width - px(8), px(self._most_height)) + px(8))

    def close(self) -> None:
        """Takes the list away."""
        if self._floating is not None:
            self._floating.hide()

    def is_open(self) -> bool:
        """Whether choices are on screen."""
        return self._floating is not None and self._floating.isVisible()

    def step(self, key: int) -> bool:
        """Makes another choice current; False where the list is closed."""
        if self.is_open():
            self.list.move_by(_STEPS[key])
        return self.is_open()


def is_step(key: int) -> bool:
    """Whether the key goes through a list."""
    return key in _STEPS


def is_enter(key: int) -> bool:
    """Whether the key is one of the two that say Enter."""
    return key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ListedEdit(TextLine):
    """A line that offers each key to whoever keeps its list, and tells when the focus comes and goes."""

    entered = Signal()
    left = Signal()

    def __init__(self, take_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._take_key = take_key

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()
