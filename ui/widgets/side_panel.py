"""A panel at the side of a page that comes and goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.text import Text


class SidePanel(QFrame):
    """A titled surface for the right edge of a layout; Esc inside it and its cross ask to close it.

    It appears at once: sliding a whole page aside costs an old machine more frames than it has.
    """

    close_requested = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self._title = Text("", "heading", wrap=True)
        self._title.setMinimumHeight(px(32))
        away = Button("", "quiet", icon="x", tip=self.tr("Đóng (Esc)"))
        away.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Changes the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)
