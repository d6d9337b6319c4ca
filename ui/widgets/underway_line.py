"""Long work on the line at the foot: what is being done, how far it is, and the key that stops it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop_app.words.figures import grouped
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.underway import Underway, Work
from ui.widgets.button import Button
from ui.widgets.paint import Role, fill_rounded
from ui.widgets.text import Text

PATIENCE = 400
"""Milliseconds after which work is long: what ends sooner is never shown."""

BAR = (72, 6)
BUTTON = 24


class UnderwayLine(QWidget):
    """Shows the newest long work; hidden while there is none."""

    resized = Signal()

    def __init__(self, underway: Underway, stop: QAction) -> None:
        super().__init__()
        self._underway = underway
        self._words = Text("", "caption")
        self._bar = _Bar()
        self._stop = Button.of(stop, "quiet")
        self._stop.setFixedHeight(px(BUTTON))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for part in (self._words, self._bar, self._stop):
            row.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show)
        self.hide()
        underway.changed.connect(self._take)

    def _take(self) -> None:
        if not self._underway.works or not self.isHidden():
            self._patience.stop()
            self._show()
        elif not self._patience.isActive():
            self._patience.start()

    def _show(self) -> None:
        works = self._underway.works
        if works:
            self._words.setText(self._said(works[-1]))
            self._bar.show_share(works[-1])
        self.setVisible(bool(works))
        self.setAccessibleName(self._words.text() if works else "")
        self.resized.emit()

    def _said(self, work: Work) -> str:
        if work.task is not None and work.task.reporter.stopped:
            return self.tr("{work}: đang dừng…").format(work=work.name)
        if work.every:
            far = self.tr("{work}: {done} trên {all}")
            return far.format(work=work.name, done=grouped(work.done), all=grouped(work.every))
        return f"{work.name}: {grouped(work.done)}" if work.done else f"{work.name}…"


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(px(BAR[0]), px(BAR[1]))

    def show_share(self, work: Work) -> None:
        self._share = work.done / work.every if work.every else 0.0
        self.setVisible(bool(work.every))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill_rounded(painter, self.rect(), self.palette().color(Role.Mid), radius=3)
            done = self.rect()
            done.setWidth(round(self.width() * min(self._share, 1.0)))
            if done.width():
                fill_rounded(painter, done, swatch(Tone.INFO).color(Role.WindowText), radius=3)
