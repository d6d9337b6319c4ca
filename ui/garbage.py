"""Keeps the collection of cyclic garbage on the GUI thread, in pieces that nobody feels."""

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL = 100
"""Milliseconds between two looks; what piles up in between takes a few milliseconds."""

FULL_INTERVAL = 60
"""Seconds between two collections of everything."""


class GuiGarbage(QObject):
    """From its making on, objects in cycles are destroyed on the GUI thread only.

    Python collects on whichever thread happens to allocate, and a widget destroyed on a worker crashes Qt. What is
    there after the first minute, and what survives a full collection, is not looked at again until somebody asks for it
    (`look_at_everything`): with all the modules in it, one look would stop the window for 100 ms.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._started = False
        self._full_at = time.monotonic() + FULL_INTERVAL
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Looks no more: the program ends, or somebody else looks."""
        self._timer.stop()

    def look_at_everything(self) -> None:
        """Looks at everything next time, also at what is not looked at again: a window that was put away is in there.

        It stops the window for 100 ms and more, so it is for when nobody is at the desk.
        """
        gc.unfreeze()
        self._started = True
        self._full_at = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() < self._full_at:
            collect_young()
            return
        if self._started:
            gc.collect()
        gc.freeze()
        self._started = True
        self._full_at = time.monotonic() + FULL_INTERVAL


def collect_young() -> None:
    """Collects what Python itself would have collected by now, without the oldest generation."""
    young, middle, _ = gc.get_count()
    most_young, most_middle, _ = gc.get_threshold()
    if young > most_young:
        gc.collect(1 if middle > most_middle else 0)
