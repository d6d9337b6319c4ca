"""Pages that were not opened yet are made while nobody needs the window."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.pages.page import Page

PAUSE = 40
"""Milliseconds between two steps, in which the window does what it is there for."""

DRESSED = 40
"""Parts of a page that are dressed in one step."""

REST = 400
"""Milliseconds without a key or click after which the next step is taken."""

_TOUCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod})


class Warming(QObject):
    """Makes pages in the order given, and after each what it puts off, step by step in the pauses of the person.

    A step is to take some 40 ms (twice that on a slow machine): a key that is pressed during one waits for it, and none
    follows before a rest. None is taken while the window is not `idle` either: what is waited for comes first.
    """

    def __init__(self, owner: QWidget, pages: Iterable[Iterator[Page]], idle: Callable[[], bool]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._idle = idle
        self._steps: Iterator[object] = chain.from_iterable(map(_steps, pages))
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._step)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._heard: tuple[QObject | None, ...] = ()

    def start(self) -> None:
        """Begins with the next pause."""
        self._timer.start()

    def _step(self) -> None:
        # Keys and clicks come to the window first, words of an input method to the field; of the application one would
        # hear a thousand events a page.
        self._listen_to(self._owner.window().windowHandle(), QGuiApplication.focusObject())
        if self._idle() and not self._rest.isActive() and next(self._steps, self) is self:
            self._timer.stop()
            self._listen_to()

    def _listen_to(self, *heard: QObject | None) -> None:
        if heard == self._heard:
            return
        for one in self._heard:
            if one is not None and isValid(one):
                one.removeEventFilter(self)
        self._heard = heard
        for one in heard:
            if one is not None:
                one.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED:
            self._rest.start()
        return False


def _steps(page: Iterator[Page]) -> Iterator[object]:
    made = None
    for made in page:
        yield made
    if made is not None:
        yield from made.parts_put_off()
        yield from rehearse(made)


def rehearse(page: QWidget) -> Iterator[object]:
    """Dresses, lays out and paints a page that nobody sees, which Qt would do with every part when it is first seen."""
    parts = page.findChildren(QWidget)
    for first in range(0, len(parts), DRESSED):
        for part in filter(isValid, parts[first : first + DRESSED]):
            part.ensurePolished()
        yield parts
    place = page.parentWidget()
    if place is not None and not page.isVisible():
        page.resize(place.size())
        for part in (page, *filter(isValid, parts)):
            if (layout := part.layout()) is not None:
                layout.activate()
        yield page
        page.grab()
        yield page
