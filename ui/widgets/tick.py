"""A statement that is either so or not."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px
from ui.widgets.paint import Role, draw_text, fill_rounded, focus_ring, stepped

BOX, EDGE, GAP = 18, 4, 8


class Tick(QAbstractButton):
    """A box with its words; Space turns it, Enter is left to the form."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(stepped(self.font(), "body")).horizontalAdvance(self.text())
        return QSize(px(EDGE + BOX + GAP + EDGE) + words, px(32))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        box = QRect(px(EDGE), (self.height() - px(BOX)) // 2, px(BOX), px(BOX))
        words = self.rect().adjusted(px(EDGE + BOX + GAP), 0, -px(EDGE), 0)
        with QPainter(self) as painter:
            if self.underMouse():
                fill_rounded(painter, self.rect(), palette.color(Role.Midlight))
            if self.isChecked():
                fill_rounded(painter, box, palette.color(Role.Text), radius=4)
                draw_icon(painter, "check", box.adjusted(px(2), px(2), -px(2), -px(2)), palette.color(Role.Base))
            else:
                fill_rounded(painter, box, palette.color(Role.Base), palette.color(Role.Dark), radius=4)
            draw_text(painter, words, self.text(), ink=palette.color(Role.Text), font=stepped(self.font(), "body"))
            if self.hasFocus():
                focus_ring(painter, self.rect(), palette)
