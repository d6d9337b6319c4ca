"""Several things in one place, of which one is seen."""

# It stands where a QStackedWidget would, and answers to the same names.
# ruff: noqa: N802, N815

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget
from typing_extensions import override


class Stack(QFrame):
    """A stack in which only what is seen says how much room it needs; a tall page does not stretch the others.

    `currentChanged` carries the place that is seen now, -1 for none.
    """

    currentChanged = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._layout = _Seen(self)
        self._layout.currentChanged.connect(self._turn)

    def _turn(self, place: int) -> None:
        self.updateGeometry()
        self.currentChanged.emit(place)

    def addWidget(self, widget: QWidget) -> int:
        """Adds something at the end and says at which place it lies."""
        return self._layout.addWidget(widget)

    def count(self) -> int:
        """How many things there are."""
        return self._layout.count()

    def currentIndex(self) -> int:
        """The place that is seen, -1 for none."""
        return self._layout.currentIndex()

    def currentWidget(self) -> QWidget | None:
        """What is seen."""
        return self._layout.currentWidget()

    def setCurrentIndex(self, place: int) -> None:
        """Shows what lies at this place."""
        self._layout.setCurrentIndex(place)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Shows this one."""
        self._layout.setCurrentWidget(widget)


class _Seen(QStackedLayout):
    """Qt would ask all of them how large they want to be, with all that is in them, whenever a word changes in one."""

    @override
    def sizeHint(self) -> QSize:
        seen = self.currentWidget()
        return seen.sizeHint() if seen is not None else QSize(0, 0)

    @override
    def minimumSize(self) -> QSize:
        seen = self.currentWidget()
        return seen.minimumSizeHint().expandedTo(seen.minimumSize()) if seen is not None else QSize(0, 0)

    @override
    def hasHeightForWidth(self) -> bool:
        # What is in it gives way down to its least; Qt would take the height that its lists like to have from what
        # stands above it.
        return False

    @override
    def heightForWidth(self, width: int) -> int:
        # A scroll area gives this much, whatever is said of it below.
        del width
        return self.minimumSize().height()
