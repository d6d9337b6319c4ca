"""News of the exchange, brought from its thread to the window's."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.application.ports import SyncMonitor, SyncStatus
from ui.tasks import Tasks

INTERVAL = 15_000
"""Milliseconds after which the state is asked for although nothing was told."""


class SyncBridge(QObject):
    """`changed` brings the status, `pulled` the ids of dossiers that another station has changed.

    Lives as long as the exchange may tell something: whoever sits at the desk meanwhile connects to it.
    """

    changed = Signal(object)
    pulled = Signal(object)
    _told = Signal(object, object)

    def __init__(self, monitor: SyncMonitor, tasks: Tasks) -> None:
        super().__init__()
        self._monitor = monitor
        self._tasks = tasks
        # The signal crosses over to this object's thread by itself.
        self._told.connect(self._take)
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.ask)
        self._timer.start()
        monitor.subscribe(self._told.emit)

    def ask(self) -> None:
        """Reads the state as it is known now."""
        self._tasks.run(self, lambda _reporter: self._monitor.status(), self.changed.emit)

    def nudge(self) -> None:
        """Asks for an exchange now."""
        self._monitor.nudge()
        self.ask()

    def _take(self, status: SyncStatus, dossier_ids: frozenset[str]) -> None:
        self.changed.emit(status)
        if dossier_ids:
            self.pulled.emit(dossier_ids)
