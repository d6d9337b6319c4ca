"""Words and icons, always at one of the steps of the type scale."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px, swatch
from ui.tokens import Tone

Step = Literal["caption", "label", "body", "muted", "strong", "heading", "title", "display"]


class Text(QLabel):
    """Plain words at one step of the type scale; never interprets markup, so a name cannot become a tag."""

    def __init__(self, text: str = "", step: Step = "body", *, wrap: bool = False, selectable: bool = False) -> None:
        super().__init__(text)
        self._heights: dict[tuple[int, int], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("step", step)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._selectable = selectable

    @override
    def setText(self, text: str) -> None:
        if text != self.text():
            self._heights.clear()
            super().setText(text)

    def _height(self, width: int, font: int) -> int:
        place = (width, font)
        if place not in self._heights:
            self._heights[place] = super().heightForWidth(width)
        return self._heights[place]

    @override
    def heightForWidth(self, width: int) -> int:
        # Nested layouts and alignments forget the height that words need at the width they have got in the end. They
        # ask hundreds of times for every page, and Qt would break the lines anew each time.
        # The font is looked at here and not in changeEvent: a page that is put together sends every label a dozen.
        font, own = hash(self.font()), self.width()
        return self._height(own, font) if own == width else max(self._height(width, font), self._height(own, font))

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(self.heightForWidth(self.width()), 0)) if self.wordWrap() else least

    def _let_select(self, flags: Qt.TextInteractionFlag) -> None:
        # Words that can be selected are a document of their own, whose lines take Qt five times as long to break: they
        # become one under the pointer and stay one while something in it is selected.
        if self._selectable and not self.hasSelectedText():
            self.setTextInteractionFlags(flags)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._let_select(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._let_select(Qt.TextInteractionFlag.NoTextInteraction)
        super().leaveEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Icon(QWidget):
    """A decorative icon in the ink of a tone, in a colour of its own, or in that of the text around it."""

    def __init__(self, name: str, size: int = 16, tone: Tone | None = None, *, colour: str = "") -> None:
        super().__init__()
        self._colour = colour
        self._name = name
        self._tone = tone
        self.setFixedSize(px(size), px(size))

    def show_icon(self, name: str, tone: Tone | None = None) -> None:
        """Shows another icon of the family."""
        self._name = name
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette() if self._tone is None else swatch(self._tone)
        with QPainter(self) as painter:
            ink = QColor(self._colour) if self._colour else palette.color(QPalette.ColorRole.WindowText)
            draw_icon(painter, self._name, self.rect(), ink)
