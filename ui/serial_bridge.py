"""What a scanner on a serial port has read, brought from its thread to the window's."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.application.machine import SCANNER_PORT, Machine
from desktop_app.application.ports import LineScanner
from ui.tasks import Tasks


class SerialBridge(QObject):
    """`scanned` carries each scan without its end; `changed` comes when the port is plugged in or out, or another one.

    `port` is "" where no scanner is on a serial port.
    """

    scanned = Signal(str)
    changed = Signal()
    # They cross over to this object's thread by themselves; the port tells of which listening they speak.
    _heard = Signal(str, str)
    _plugged = Signal(str, bool)

    def __init__(self, scanner: LineScanner, machine: Machine, tasks: Tasks) -> None:
        super().__init__()
        self.port = ""
        self.plugged = False
        self._scanner = scanner
        self._machine = machine
        self._tasks = tasks
        self._heard.connect(self._take)
        self._plugged.connect(self._follow)

    def start(self) -> None:
        """Listens to the port chosen on this machine."""
        self._tasks.store(self, partial(self._machine.value, SCANNER_PORT), self._listen)

    def choose(self, port: str) -> None:
        """Listens to another port, now and at every start; "" to none."""
        self._tasks.store(self, partial(self._machine.remember, SCANNER_PORT, port), lambda _: None)
        self._listen(port)

    def ports(self) -> list[str]:
        """The ports that this machine knows now; looking for them takes a moment."""
        return self._scanner.ports()

    def _listen(self, port: str) -> None:
        self.port, self.plugged = port, False
        heard, plugged = partial(self._heard.emit, port), partial(self._plugged.emit, port)
        # Letting the old port go takes as long as a read; in the lane, the last choice is what is listened to.
        self._tasks.store(self, partial(self._scanner.listen, port, heard, plugged), lambda _: None)
        self.changed.emit()

    def _take(self, port: str, text: str) -> None:
        if port == self.port:
            self.scanned.emit(text)

    def _follow(self, port: str, plugged: bool) -> None:
        if port == self.port and plugged != self.plugged:
            self.plugged = plugged
            self.changed.emit()
