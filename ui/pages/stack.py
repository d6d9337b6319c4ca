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
        # A scroll area gives this much; a page whose lists give way needs no more than its least.
        del width
        return self.minimumSizeHint().height()
