"""Pages that were not opened yet are made while nobody needs the window."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
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

    A step takes less than 40 ms; a key that is pressed during one waits for it, and none follows before a rest.
    """

    def __init__(self, owner: QWidget, pages: Sequence[str], page: Callable[[str], Page]) -> None:
        super().__init__(owner)
        self._steps: Iterator[object] = chain.from_iterable(_steps(page, name) for name in pages)
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._step)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._app = QApplication.instance()

    def start(self) -> None:
        """Begins with the next pause."""
        if self._app is not None:
            self._app.installEventFilter(self)
            self._timer.start()

    def _step(self) -> None:
        if self._rest.isActive():
            return
        if next(self._steps, self) is self and self._app is not None:
            self._timer.stop()
            self._app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED:
            self._rest.start()
        return False


def _steps(page: Callable[[str], Page], name: str) -> Iterator[object]:
    made = page(name)
    yield made
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
