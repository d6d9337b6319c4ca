"""Labels and what they stand for, in two columns, laid out in one step."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class Pairs(QLayout):
    """Rows of a label and a value: the labels `label_width` wide, the values as wide as what is left.

    A pair whose value is hidden takes no room. Lengths are device-independent pixels.
    """

    # A box for each row in a box of rows asks every label a dozen times for its height, on each of three levels.

    def __init__(self, label_width: int, *, gap: int, spacing: int) -> None:
        super().__init__()
        self._label_width = label_width
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, list[int]] = {}
        self._width = 0
        self._height = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add_pair(self, label: QWidget, value: QWidget) -> None:
        """Adds a row at the end."""
        self.addWidget(label)
        self.addWidget(value)

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

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def heightForWidth(self, width: int) -> int:
        return _total(self._rows(width), self.spacing())

    @override
    def sizeHint(self) -> QSize:
        return self._size([value.sizeHint().width() for _, value in self._shown()])

    @override
    def minimumSize(self) -> QSize:
        return self._size([value.minimumSize().width() for _, value in self._shown()])

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._width = rect.width()
        left = rect.left() + self._label_width + self._gap
        top = rect.top()
        rows = self._rows(rect.width())
        for (label, value), height in zip(self._shown(), rows, strict=True):
            label.setGeometry(QRect(rect.left(), top, self._label_width, height))
            value.setGeometry(QRect(left, top, self._beside(rect.width()), height))
            top += height + self.spacing()
        # What is around has to hear that words are broken into more lines, or fewer, than it was told.
        parent, height = self.parentWidget(), _total(rows, self.spacing())
        if height != self._height and parent is not None:
            self._height = height
            parent.updateGeometry()

    def _size(self, widths: list[int]) -> QSize:
        wide = self._label_width + self._gap + max(widths, default=0)
        return QSize(wide, self.heightForWidth(self._width or wide))

    def _beside(self, width: int) -> int:
        return max(width - self._label_width - self._gap, 1)

    def _shown(self) -> list[tuple[QLayoutItem, QLayoutItem]]:
        pairs = zip(self._items[::2], self._items[1::2], strict=False)
        return [(label, value) for label, value in pairs if not value.isEmpty()]

    def _rows(self, width: int) -> list[int]:
        if width not in self._heights:
            beside = self._beside(width)
            self._heights[width] = [
                max(_height(label, self._label_width), _height(value, beside)) for label, value in self._shown()
            ]
        return self._heights[width]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _total(rows: list[int], spacing: int) -> int:
    return sum(rows) + spacing * max(len(rows) - 1, 0)
