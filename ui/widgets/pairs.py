"""Labels and what they stand for, in two columns, laid out in one step."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget
from typing_extensions import override

from ui.widgets.arranged import Arranged, height_of


class Pairs(Arranged):
    """Rows of a label and a value: the labels `label_width` wide, the values as wide as what is left.

    A pair whose value is hidden takes no room. Lengths are device-independent pixels.
    """

    # A box for each row in a box of rows asks every label a dozen times for its height, on each of three levels.

    def __init__(self, label_width: int, *, gap: int, spacing: int) -> None:
        super().__init__(spacing)
        self._label_width = label_width
        self._gap = gap

    def add_pair(self, label: QWidget, value: QWidget) -> None:
        """Adds a row at the end."""
        self.addWidget(label)
        self.addWidget(value)

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
        left = rect.left() + self._label_width + self._gap
        top = rect.top()
        rows = self._rows(rect.width())
        for (label, value), height in zip(self._shown(), rows, strict=True):
            label.setGeometry(QRect(rect.left(), top, self._label_width, height))
            value.setGeometry(QRect(left, top, self._beside(rect.width()), height))
            top += height + self.spacing()
        self._stood(_total(rows, self.spacing()))

    def _size(self, widths: list[int]) -> QSize:
        wide = self._label_width + self._gap + max(widths, default=0)
        return QSize(wide, self.heightForWidth(self._width or wide))

    def _beside(self, width: int) -> int:
        return max(width - self._label_width - self._gap, 1)

    def _shown(self) -> list[tuple[QLayoutItem, QLayoutItem]]:
        pairs = zip(self._items[::2], self._items[1::2], strict=False)
        return [(label, value) for label, value in pairs if not value.isEmpty()]

    def _rows(self, width: int) -> list[int]:
        return self._known("rows", width, lambda: self._find_rows(width))

    def _find_rows(self, width: int) -> list[int]:
        beside = self._beside(width)
        return [max(height_of(label, self._label_width), height_of(value, beside)) for label, value in self._shown()]


def _total(rows: list[int], spacing: int) -> int:
    return sum(rows) + spacing * max(len(rows) - 1, 0)
