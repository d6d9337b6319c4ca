"""Hand scanners on a serial port (RS-232, or USB as a COM port): clean bytes past keyboard and input method."""

import logging
import threading
from collections.abc import Callable

import serial
from serial.tools.list_ports import comports

from desktop_app.devices.framing import Framing

SILENCE = 0.12
"""Seconds without a byte after which a scan without an end is over."""

RETRY = 1.0
"""Seconds after which a port that is not there is looked for again."""

BAUD_RATE = 9600

log = logging.getLogger(__name__)


class SerialScanner:
    """Fulfils `application.ports.LineScanner` on a thread of its own."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def ports(self) -> list[str]:
        """The serial ports that this machine knows now, sorted."""
        return sorted(port.device for port in comports())

    def listen(self, port: str, heard: Callable[[str], None], plugged: Callable[[bool], None]) -> None:
        """Listens to this port instead of the one before; "" to none."""
        self.close()
        if port:
            self._stop = threading.Event()
            work = _Listening(port, heard, plugged, self._stop)
            self._thread = threading.Thread(target=work.run, name="scanner", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Lets the port go."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None


class _Listening:
    def __init__(
        self, port: str, heard: Callable[[str], None], plugged: Callable[[bool], None], stop: threading.Event
    ) -> None:
        self._port = port
        self._heard = heard
        self._plugged = plugged
        self._stop = stop

    def run(self) -> None:
        """Reads until told to stop; a port that is not there, or goes away, is waited for."""
        self._plugged(False)
        while not self._stop.is_set():
            try:
                with serial.Serial(self._port, BAUD_RATE, timeout=SILENCE) as port:
                    self._plugged(True)
                    self._read(port)
            except (OSError, ValueError) as error:
                # serial.SerialException is an OSError; ValueError is a port whose settings the system refuses.
                log.debug("scanner port: %s", type(error).__name__)
            self._plugged(False)
            self._stop.wait(RETRY)

    def _read(self, port: serial.Serial) -> None:
        framing = Framing()
        while not self._stop.is_set():
            data = port.read(max(1, port.in_waiting))
            for scan in framing.feed(data) if data else framing.silence():
                self._heard(scan)
