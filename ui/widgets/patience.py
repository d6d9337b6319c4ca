"""How long the second of two quick presses is not meant for what has come in the place of the first."""

import time

from PySide6.QtWidgets import QApplication


class Patience:
    """Holds for as long as a double press lasts, from `begin` on."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """Something else has come."""
        self._until = time.monotonic() + QApplication.doubleClickInterval() / 1000

    @property
    def holds(self) -> bool:
        """Whether a press may still be meant for what stood there before."""
        return time.monotonic() < self._until
