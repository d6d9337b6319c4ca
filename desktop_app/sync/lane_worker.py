"""The thread of the lane for attached files: it lives as long as the program and lets the exchange go first."""

import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from typing_extensions import override

from desktop_app.sync.faults import Unreachable
from desktop_app.sync.lane import Lane
from desktop_app.sync.rounds import LONGEST_PAUSE

# What is attached meanwhile wakes the thread; this only bounds what a lost wake could cost.
IDLE_SECONDS = 30.0
# How often it looks whether its turn has come, and tells how far it is.
GLANCE_SECONDS = 0.05
TELL_SECONDS = 1.0

_log = logging.getLogger(__name__)


class LaneWorker(threading.Thread):
    """Runs the lane between the rounds of the exchange; `told` gets the dossiers whose files have arrived.

    A part that is under way when a round begins is the only thing that the round can meet on the line.
    """

    def __init__(
        self,
        make: Callable[[Callable[[], bool]], Lane],
        exchanging: Callable[[], bool],
        told: Callable[[frozenset[str]], None],
    ) -> None:
        super().__init__(name="motcua-attachments", daemon=True)
        self.wake = threading.Event()
        self._lane = make(self._my_turn)
        self._exchanging = exchanging
        self._told = told
        self._told_at = 0.0
        self._leaving = False
        self._failures = 0

    def leave(self) -> None:
        """Asks the thread to end after the part it is at."""
        self._leaving = True
        self.wake.set()

    def _my_turn(self) -> bool:
        while self._exchanging() and not self._leaving:
            time.sleep(GLANCE_SECONDS)
        if time.monotonic() - self._told_at > TELL_SECONDS:
            self._told_at = time.monotonic()
            self._told(frozenset())
        return not self._leaving

    def _round(self) -> float:
        """Carries what waits; gives the seconds until it is looked at again."""
        try:
            if arrived := self._lane.run():
                self._told(arrived)
        except Unreachable:
            self._failures += 1
        except Exception as fault:  # noqa: BLE001 - a full disk or a busy store passes; the thread must live to see it
            _log.warning("lane failed: %s", type(fault).__name__)
            self._failures += 1
        else:
            self._failures = 0
            return IDLE_SECONDS
        # Random, so that a thousand stations do not come back in the same second.
        return min(LONGEST_PAUSE, 2.0 ** min(self._failures, 10)) * random.random()  # noqa: S311

    @override
    def run(self) -> None:
        with suppress(Exception):
            # What cannot be swept now is swept at the next start.
            self._lane.sweep()
        while not self._leaving:
            self.wake.wait(self._round())
            self.wake.clear()
