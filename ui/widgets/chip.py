"""Small marks: the status of something in icon and words, and a key of the keyboard."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import px
from ui.tokens import Tone
from ui.widgets.paint import Role, chip_size, draw_chip, draw_keys, keys_width

TONE_ICONS = {
    Tone.NEUTRAL: "circle-dashed",
    Tone.INFO: "circle-dot",
    Tone.GOOD: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "octagon-alert",
}


class StatusChip(QWidget):
    """A status as icon and words on a quiet tone; the colour alone never carries the meaning."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(text, tone, icon)

    def show_status(self, text: str, tone: Tone, icon: str = "") -> None:
        """Shows another status; without an icon the tone's own icon is used."""
        self._text = text
        self._tone = tone
        self._icon = icon or TONE_ICONS[tone]
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._text, self.font())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw_chip(painter, self.rect(), self._text, tone=self._tone, icon=self._icon, font=self.font())


class KeyHint(QWidget):
    """A key cap such as "F9" or "Ctrl+K"."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(keys_width(self._keys, self.font()), px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colour = self.palette().color(Role.PlaceholderText)
            draw_keys(painter, self.rect(), self._keys, colour, self.font())
