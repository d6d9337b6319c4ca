"""The history of a dossier as a line through time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.chip import TONE_ICONS
from ui.widgets.paint import Role, fill_rounded
from ui.widgets.text import Text

GUTTER = 36
MARK = 24


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: what, when and by whom in words, more about it, and its meaning."""

    what: str
    when: str
    who: str = ""
    detail: str = ""
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


class Timeline(QWidget):
    """Moments from top to bottom in the order given, joined by a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Replaces what is shown."""
        self.make_rows(len(moments))
        for place, moment in enumerate(moments):
            self._rows[place].show_moment(moment, last=place == len(moments) - 1)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(moments))

    def make_rows(self, count: int) -> None:
        """Makes rows for so many moments, which are seen when moments are shown in them."""
        # Rows are used again: to make and dress one costs as much as to draw ten.
        while len(self._rows) < count:
            self._rows.append(_Row())
            self._rows[-1].hide()
            self._column.addWidget(self._rows[-1])


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._moment = Moment("", "")
        self._last = False
        self._what = Text("", "strong", wrap=True)
        self._when = Text("", "caption", wrap=True)
        self._detail = Text("", "muted", wrap=True, selectable=True)
        words = QVBoxLayout(self)
        words.setContentsMargins(px(GUTTER), px(3), 0, px(13))
        words.setSpacing(px(2))
        words.addWidget(self._what)
        words.addWidget(self._when)
        words.addWidget(self._detail)

    def show_moment(self, moment: Moment, *, last: bool) -> None:
        self._moment = moment
        self._last = last
        self.setAccessibleName(
            ", ".join(part for part in (moment.what, moment.when, moment.who, moment.detail) if part)
        )
        self._what.setText(moment.what)
        self._when.setText(" · ".join(part for part in (moment.when, moment.who) if part))
        self._detail.setText(moment.detail)
        self._detail.setVisible(bool(moment.detail))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = swatch(self._moment.tone)
        mark = QRect(0, px(2), px(MARK), px(MARK))
        middle = mark.center().x()
        with QPainter(self) as painter:
            if not self._last:
                painter.fillRect(QRect(middle, mark.bottom() + px(4), 2, self.height()), self.palette().color(Role.Mid))
            fill_rounded(painter, mark, palette.color(Role.Window), radius=MARK // 2)
            icon = self._moment.icon or TONE_ICONS[self._moment.tone]
            draw_icon(painter, icon, mark.adjusted(px(5), px(5), -px(5), -px(5)), palette.color(Role.WindowText))
