"""One light: how something stands, in colour, shape and words."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.paint import Role, fill_rounded
from ui.widgets.text import Text

SIZE = 48


class Light(QWidget):
    """A large lamp with what it means beside it; the icon and the words say the same as the colour."""

    def __init__(self) -> None:
        super().__init__()
        self._lamp = _Lamp()
        self._state = Text("", "heading", wrap=True)
        self._sentence = Text("", "muted", wrap=True)
        told = QVBoxLayout()
        told.setSpacing(px(2))
        told.addWidget(self._state)
        told.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        row.addWidget(self._lamp)
        row.addLayout(told, 1)

    def show_state(self, state: str, sentence: str, tone: Tone, icon: str) -> None:
        """Shows how it stands and what that means."""
        self._lamp.look = (tone, icon)
        self._lamp.update()
        self._state.setText(state)
        self._sentence.setText(sentence)
        self.setAccessibleName(state)
        self.setAccessibleDescription(sentence)


class _Lamp(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.look = (Tone.NEUTRAL, "cloud-off")
        self.setFixedSize(px(SIZE), px(SIZE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tone, icon = self.look
        palette = swatch(tone)
        with QPainter(self) as painter:
            ink = palette.color(Role.WindowText)
            fill_rounded(painter, self.rect(), palette.color(Role.Window), ink, radius=SIZE // 2, width=2)
            side = px(24)
            place = QRect(0, 0, side, side)
            place.moveCenter(self.rect().center())
            draw_icon(painter, icon, place, ink)
