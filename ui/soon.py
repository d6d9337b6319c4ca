"""What is done a moment later: once the key or click at hand has run its course, or when some time has passed."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimerEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


def soon(owner: QObject, act: Callable[[], object], after: int = 0) -> None:
    """Calls `act` after the events at hand, or after some milliseconds; not at all when its owner is gone by then.

    The one way to put something off (a test forbids `QTimer.singleShot`): Qt keeps no bound method here, which it would
    have to make anew from an object that may be half destroyed when the time has come. What is asked for is a child of
    the owner and holds `act` itself, so both are there when it is called, or neither.
    """
    _Later(owner, act, after)


def soon_in_sight(owner: QWidget, act: Callable[[], object]) -> None:
    """Calls `act` after the events at hand if its owner is in sight then: the way to lead the keyboard there.

    A key that has come meanwhile may have led to another page, and what is typed next would go where nobody sees it.
    """
    soon(owner, lambda: act() if owner.isVisible() else None)


def in_turns(owner: QObject, steps: Iterator[object]) -> None:
    """Takes one step in each turn of the event loop; `soon` says for how long."""

    def go_on() -> None:
        if next(steps, steps) is not steps:
            soon(owner, go_on)

    soon(owner, go_on)


class _Later(QObject):
    def __init__(self, owner: QObject, act: Callable[[], object], after: int) -> None:
        super().__init__(owner)
        self._act: Callable[[], object] | None = act
        self.startTimer(after)

    @override
    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        self.deleteLater()
        act, self._act = self._act, None
        if act is not None:
            act()
