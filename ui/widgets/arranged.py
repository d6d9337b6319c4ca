"""What layouts of our own have in common."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem
from typing_extensions import override

Answer = TypeVar("Answer")


class Arranged(QLayout):
    """Parts in the order in which they were added; how high they are together depends on the width they get."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        # Nested layouts ask hundreds of times for every page; until something changes the answers are the same.
        self._answers: dict[tuple[str, int], Any] = {}
        self._width = 0
        self._height = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def _known(self, what: str, width: int, find: Callable[[], Answer]) -> Answer:
        """What was found out for this width, or is now."""
        if (what, width) not in self._answers:
            self._answers[what, width] = find()
        answer: Answer = self._answers[what, width]
        return answer

    def _stood(self, height: int) -> None:
        """Called when the parts stand in their places: what is around hears where they are higher than was told."""
        parent = self.parentWidget()
        if height != self._height and parent is not None:
            self._height = height
            self.invalidate()
            parent.updateGeometry()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._width = rect.width()

    @override
    def invalidate(self) -> None:
        self._answers.clear()
        super().invalidate()

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True


def height_of(item: QLayoutItem, width: int) -> int:
    """The height that a part needs at this width."""
    high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(high, item.minimumSize().height())
