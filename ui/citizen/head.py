"""The head of the screens that citizens read: whose screen it is, and what time it is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.words.why import day_text
from ui.citizen.large import Large
from ui.icons import draw_icon
from ui.language import say
from ui.theme import px
from ui.tokens import MARK

SECONDS = 5_000
MARGIN = 48
"""What stays free at the left and right of the screens that citizens see."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScreenHead(QWidget):
    """The mark and the office at the left, the clock at the right."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._office = Large("", 22, strong=True)
        self._time = Large("", 26, strong=True)
        self._day = Large("", 15, muted=True)
        for words in (self._time, self._day):
            words.setWordWrap(False)
            words.setAlignment(RIGHT)
        moment = QVBoxLayout()
        moment.setSpacing(0)
        moment.addWidget(self._time)
        moment.addWidget(self._day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Mark(40), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._office, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(moment)
        tick = QTimer(self, interval=SECONDS)
        tick.timeout.connect(self.show_time)
        tick.start()
        self.show_time()

    def show_office(self, name: str) -> None:
        """Says whose screen this is."""
        self._office.setText(name)

    def show_time(self) -> None:
        """Brings the clock up to date."""
        now = self._now()
        day = day_text(now, say)
        self._time.setText(f"{now:%H:%M}")
        self._day.setText(day[0].upper() + day[1:])


class Mark(QWidget):
    """The mark of the program, which grows with the screen."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self.rescale(1.0)

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        side = px(self._size * factor)
        self.setFixedSize(QSize(side, side))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            draw_icon(painter, "mark", QRect(self.rect()), QColor(MARK))
