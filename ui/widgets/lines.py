"""A row of parts that is broken into lines where its place is too narrow for it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui.theme import px
from ui.widgets.arranged import Arranged, height_of

LEAST = 150
"""The least width of a part that takes what is left, in logical pixels at 100 %."""


class Lines(Arranged):
    """Parts from left to right, as a row has them; what does not fit goes on in the next line.

    Parts with a stretch share what a line has left over; in an `even` row all parts are equally wide, and lines equally
    full. A part is never narrower than it needs, but for one that is alone on its line.
    """

    def __init__(self, spacing: int = 12, *, even: bool = False) -> None:
        super().__init__(px(spacing))
        self._even = even
        self._stretches: list[int] = []

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Adds a part at the end; with a stretch it takes what its line has left over."""
        if isinstance(part, QLayout):
            self.addChildLayout(part)
            self.addItem(part)
        else:
            self.addWidget(part)
        self._stretches[-1] = stretch

    @override
    def addItem(self, item: QLayoutItem) -> None:
        super().addItem(item)
        self._stretches.append(0)

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if 0 <= index < len(self._items):
            del self._stretches[index]
        return super().takeAt(index)

    @override
    def heightForWidth(self, width: int) -> int:
        return self._known("height", width, lambda: self._arrange(QRect(0, 0, width, 0), move=False))

    @override
    def sizeHint(self) -> QSize:
        return self._known("wanted", self._width, self._size_wanted)

    @override
    def minimumSize(self) -> QSize:
        return self._known("least", self._width, self._size_needed)

    def _size_wanted(self) -> QSize:
        shown = self._shown()
        wide = sum(self._wanted(place) for place in shown) + self.spacing() * max(len(shown) - 1, 0)
        high = max((self._items[place].sizeHint().height() for place in shown), default=0)
        return QSize(wide, max(high, self.heightForWidth(self._width) if self._width else 0))

    def _size_needed(self) -> QSize:
        shown = self._shown()
        wide = max((self._items[place].minimumSize().width() for place in shown), default=0)
        high = max((self._items[place].minimumSize().height() for place in shown), default=0)
        return QSize(wide, max(high, self.heightForWidth(self._width) if self._width else 0))

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._stood(self._arrange(rect, move=True))

    def _shown(self) -> list[int]:
        return [place for place, item in enumerate(self._items) if not item.isEmpty()]

    def _wanted(self, place: int) -> int:
        item = self._items[place]
        least = item.minimumSize().width()
        if self._stretches[place]:
            return max(least, min(px(LEAST), item.sizeHint().width()))
        return max(least, min(item.sizeHint().width(), item.maximumSize().width()))

    def _columns(self, width: int) -> list[list[int]]:
        """The lines of an even row."""
        shown = self._shown()
        wide = max((self._items[place].minimumSize().width() for place in shown), default=1) + self.spacing()
        most = max((width + self.spacing()) // wide, 1)
        count = -(-len(shown) // -(-len(shown) // most)) if shown else 1
        return [shown[first : first + count] for first in range(0, len(shown), count)]

    def _broken(self, width: int) -> list[list[int]]:
        if self._even:
            return self._columns(width)
        lines: list[list[int]] = [[]]
        used = 0
        for place in self._shown():
            wanted = self._wanted(place)
            if lines[-1] and used + self.spacing() + wanted > width:
                lines.append([])
                used = 0
            used += wanted + (self.spacing() if lines[-1] else 0)
            lines[-1].append(place)
        return [line for line in lines if line]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height of all lines in a place of this width; moves the parts to where they belong."""
        top = rect.top()
        for line in self._broken(rect.width()):
            widths = self._widths(line, rect.width())
            height = max(height_of(self._items[place], width) for place, width in zip(line, widths, strict=True))
            left = rect.left()
            for place, width in zip(line, widths, strict=True):
                if move:
                    self._items[place].setGeometry(QRect(left, top, width, height))
                left += width + self.spacing()
            top += height + self.spacing()
        return max(top - rect.top() - self.spacing(), 0)

    def _widths(self, line: list[int], width: int) -> list[int]:
        if self._even:
            count = len(self._columns(width)[0])
            return [(width - self.spacing() * (count - 1)) // count] * len(line)
        wanted = [self._wanted(place) for place in line]
        left = width - sum(wanted) - self.spacing() * (len(line) - 1)
        shares = sum(self._stretches[place] for place in line)
        if left < 0:
            return [min(one, width) for one in wanted]
        if shares:
            wanted = [one + left * self._stretches[place] // shares for one, place in zip(wanted, line, strict=True)]
        return wanted
