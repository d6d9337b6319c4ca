"""Whose turn it is to write: people go before the exchange with the centre."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """One writer at a time within this program; the background writes only while no person waits.

    SQLite alone would let a busy background starve everybody else: whoever finds the file locked asks again after
    pauses that grow to a tenth of a second, and between two pages of a long pull there is no such gap.
    """

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._people = 0
        self._taken = False

    @contextmanager
    def person(self) -> Iterator[None]:
        """Waits for whoever is writing now, and for nobody else."""
        with self._free:
            self._people += 1
            self._free.wait_for(lambda: not self._taken)
            self._people -= 1
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def background(self) -> Iterator[None]:
        """Waits until nobody writes and no person wants to."""
        with self._free:
            self._free.wait_for(lambda: not self._taken and not self._people)
            self._taken = True
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        with self._free:
            self._taken = False
            self._free.notify_all()
