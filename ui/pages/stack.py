"""Several things in one place, of which one is seen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override


class Stack(QStackedWidget):
    """A stack in which only what is seen says how much room it needs; a tall page does not stretch the others."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    @override
    def minimumSizeHint(self) -> QSize:
        seen = self.currentWidget()
        return seen.minimumSizeHint() if seen is not None else super().minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        # A scroll area gives this much, whatever is said of it below.
        del width
        return self.minimumSizeHint().height()

    @override
    def hasHeightForWidth(self) -> bool:
        # What is in it gives way down to its least; Qt would take the height that its lists like to have from what
        # stands above it.
        return False
