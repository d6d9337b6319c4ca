"""Columns that stand side by side while there is room for them, and one below the other where there is not."""

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QBoxLayout,
    QHeaderView,
    QLayoutItem,
    QScrollArea,
    QWidget,
)
from typing_extensions import override

from ui.theme import px

ANY = (1 << 24) - 1
LIST = 300
"""The height of a list in a page that is scrolled as a whole."""


class Unrolling(QScrollArea):
    """A place that scrolls, until the whole page does: then it is as high as what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self._unrolled = False

    def unroll(self, unrolled: bool) -> None:
        """Leaves the scrolling to the page around it, or takes it back."""
        inner = self.widget()
        if unrolled == self._unrolled or inner is None:
            return
        self._unrolled = unrolled
        if unrolled:
            self._watch = _Watch(self)
            inner.installEventFilter(self._watch)
        else:
            inner.removeEventFilter(self._watch)
        self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._unrolled and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        least = super().minimumSizeHint()
        if not self._unrolled or inner is None:
            return least
        width = max(self.width(), inner.minimumSizeHint().width())
        whole = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        return QSize(least.width(), max(whole, inner.minimumSizeHint().height(), least.height()))


class Rolled(QScrollArea):
    """A place that scrolls by itself in a column too, and is as high as a list there."""


class _Watch(QObject):
    """Tells a place that its content wants another height; Python hears of no event while nothing is unrolled."""

    def __init__(self, place: Unrolling) -> None:
        super().__init__(place)
        self._place = place

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place.updateGeometry()
        return False


class Beside(QBoxLayout):
    """A row that becomes a column where it is narrower than its parts need.

    Parts added with `add_side` have a width of their own while they stand beside the others, and the whole width below
    them; with `last_on_top` the last part comes first in a column. What scrolls inside the parts is unrolled in a
    column: the page is scrolled as a whole.
    """

    def __init__(self, spacing: int = 0, *, last_on_top: bool = False) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._column = QBoxLayout.Direction.BottomToTop if last_on_top else QBoxLayout.Direction.TopToBottom
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = px(spacing)
        self._sides: dict[QWidget, int] = {}
        self._least: dict[QWidget, int] = {}
        self._insets: dict[QWidget, int] = {}
        self._flush: dict[QWidget, QMargins] = {}
        self._stacked = False
        self._width = 0
        # Asked hundreds of times while a page is laid out; None from every change to the next question.
        self._size: QSize | None = None
        self.setSpacing(self._gap)

    def add_work(self, widget: QWidget, least: int) -> None:
        """Adds the part that takes what is left, but never less than `least` device-independent pixels."""
        self.addWidget(widget, 1)
        self._least[widget] = least

    def add_side(self, widget: QWidget, width: int, inset: int = 0) -> None:
        """Adds a part that is `width` device-independent pixels wide; below the others it stands `inset` further in."""
        self._insets[widget] = inset
        self.addWidget(widget)
        self.set_side(widget, width)

    def set_side(self, widget: QWidget, width: int) -> None:
        """Gives a side another width."""
        self._sides[widget] = width
        self._fit_side(widget)

    @override
    def invalidate(self) -> None:
        self._size = None
        super().invalidate()

    @override
    def minimumSize(self) -> QSize:
        if self._size is None:
            self._size = self._size_needed()
        return self._size

    def _size_needed(self) -> QSize:
        # The layout never asks for more than its widest part: it can always become a column.
        shown = self._shown()
        wide = max((self._need(item, alone=True) for item in shown), default=0)
        if not self._stacked:
            return QSize(wide, super().minimumSize().height())
        # Qt would take what is missing to the heights that lists like to have from the largest part, words and all.
        return QSize(wide, sum(self._heights(shown)) + self._gap * (len(shown) - 1))

    @override
    def setGeometry(self, rect: QRect) -> None:
        shown = self._shown()
        wanted = sum(map(self._need, shown)) + self._gap * max(len(shown) - 1, 0)
        self._stack(wanted > rect.width())
        if self._stacked:
            if rect.width() != self._width:
                self._width, self._size = rect.width(), None
            self._stand_below(rect, shown)
        else:
            super().setGeometry(rect)

    def _stand_below(self, rect: QRect, shown: list[QLayoutItem]) -> None:
        """Every part as high as it needs, the first as high as is left."""
        heights = self._heights(shown)
        spare = rect.height() - sum(heights) - self._gap * (len(shown) - 1)
        heights[0] += max(spare, 0)
        parts = list(zip(shown, heights, strict=True))
        top = rect.top()
        for item, height in parts if self._column is QBoxLayout.Direction.TopToBottom else reversed(parts):
            item.setGeometry(QRect(rect.left(), top, rect.width(), height))
            top += height + self._gap

    def _heights(self, shown: list[QLayoutItem]) -> list[int]:
        """What each part needs at the width of the column; words need more than their least where they are broken."""
        least = [item.minimumSize().height() for item in shown]
        wanted = [item.heightForWidth(self._width) if item.hasHeightForWidth() else 0 for item in shown]
        return [max(pair) for pair in zip(least, wanted, strict=True)]

    def _parts(self) -> list[QLayoutItem]:
        return [item for place in range(self.count()) if (item := self.itemAt(place)) is not None]

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._parts() if not item.isEmpty()]

    def _need(self, item: QLayoutItem, *, alone: bool = False) -> int:
        widget = item.widget()
        if widget is None or widget not in self._sides:
            least = self._least.get(widget, 0) if widget is not None and not alone else 0
            return max(item.minimumSize().width(), least)
        return min(widget.minimumSizeHint().width(), self._sides[widget]) if alone else self._sides[widget]

    def _stack(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._size = None
        self.setDirection(self._column if stacked else QBoxLayout.Direction.LeftToRight)
        for side in self._sides:
            self._fit_side(side)
        for item in self._parts():
            if (widget := item.widget()) is not None:
                _unroll(widget, stacked)

    def _fit_side(self, widget: QWidget) -> None:
        inset = self._insets.get(widget, 0)
        if self._stacked:
            self._flush.setdefault(widget, widget.contentsMargins())
            widget.setContentsMargins(inset, 0, inset, 0)
            widget.setMinimumWidth(0)
            widget.setMaximumWidth(ANY)
        else:
            if widget in self._flush:
                widget.setContentsMargins(self._flush.pop(widget))
            widget.setFixedWidth(self._sides[widget])


def _unroll(widget: QWidget, unrolled: bool) -> None:
    for part in (widget, *widget.findChildren(QAbstractScrollArea)):
        if isinstance(part, Unrolling):
            part.unroll(unrolled)
        elif _is_list(part):
            part.setMinimumHeight(px(LIST) if unrolled else 0)


def _is_list(part: QWidget) -> bool:
    if isinstance(part, Rolled):
        return True
    return isinstance(part, QAbstractItemView) and part.maximumHeight() >= ANY and not isinstance(part, QHeaderView)
