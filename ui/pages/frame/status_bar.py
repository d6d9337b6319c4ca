"""The line at the foot of the window: the state of the exchange in words, and where and who one is."""

from datetime import datetime

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget
from typing_extensions import override

from desktop_app.application.ports import SyncStatus
from ui.pages.frame.sync_words import sync_line
from ui.theme import px
from ui.widgets.chip import KeyHint
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.text import Icon, Text
from ui.widgets.underway_line import UnderwayLine

HEIGHT = 31
TOLD = 320
"""The width that a notice gets before the way back is named again, in logical pixels at 100 %."""


class StatusBar(QFrame):
    """Tells the state of the exchange, what one key returns to, long work, standing notices, the office, the person."""

    def __init__(self, office: str, person: str, hints: str, notices: NoticeBar, underway: UnderwayLine) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self._notices = notices
        self._underway = underway
        self._icon = Icon("cloud", 14)
        self._sync = Text("", "caption")
        self._back_key = KeyHint("Esc")
        self._way_back = Text("", "caption")
        row = QHBoxLayout(self)
        # On a narrow screen what is known anyway goes away, rather than making the window wider.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self._sync)
        row.addSpacing(px(16))
        row.addWidget(self._back_key)
        row.addWidget(self._way_back)
        row.addWidget(underway)
        row.addWidget(notices, 1)
        self._gap = QWidget()
        row.addWidget(self._gap, 1)
        self._hints = Text(hints, "caption")
        self._who = Text(" · ".join(part for part in (office, person) if part), "caption")
        row.addWidget(self._hints)
        row.addSpacing(px(16))
        row.addWidget(self._who)
        notices.changed.connect(self._fit)
        underway.resized.connect(self._fit)
        self._fit()

    def show_sync(self, status: SyncStatus, now: datetime) -> None:
        """Shows the state of the exchange."""
        text, tone, icon = sync_line(status, now)
        self._sync.setText(text)
        self._icon.show_icon(icon, tone)
        self._fit()

    def show_way_back(self, text: str) -> None:
        """Shows what Esc or F4 returns to, nothing for an empty text."""
        self._way_back.setText(text)
        self._fit()

    def _fit(self) -> None:
        """Leaves out who and where one is, then the hints, then the way back, where not everything has room."""
        room = self.width() - px(2 * 12 + 8 * 8 + 2 * 16)
        room -= sum(part.sizeHint().width() for part in (self._icon, self._sync, self._underway) if not part.isHidden())
        wanted = self._notices.natural_width()
        back = self._back_key.sizeHint().width() + self._way_back.sizeHint().width() if self._way_back.text() else 0
        named = bool(back) and room - back >= min(wanted, px(TOLD))
        for part in (self._back_key, self._way_back):
            part.setVisible(named)
        room -= back if named else 0
        told = room
        self._gap.setVisible(not wanted)
        room -= wanted
        for part in (self._hints, self._who):
            wide = part.sizeHint().width()
            room -= wide
            part.setVisible(room >= 0)
            told -= wide if room >= 0 else 0
        # What has no room on the line makes the line higher; nothing is laid over the page.
        self.setFixedHeight(max(px(HEIGHT), self._notices.heightForWidth(told) + 1 if wanted else 0))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # Words are measured in the font they are painted in, which they have from now on.
        super().showEvent(event)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
