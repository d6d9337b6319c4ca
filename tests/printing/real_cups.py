"""A real CUPS of its own with printers that are sockets: what would reach the paper is kept as bytes."""

import os
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from typing_extensions import override

from tests.ended_together import EndedTogether, end

TOOLS = ("cupsd", "lpadmin", "lpstat", "cupsdisable", "gs")

DAEMON = """
Listen {root}/cups.sock
LogLevel warn
WebInterface No
Browsing Off
DefaultAuthType None
ErrorPolicy stop-printer
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
FILES = """

ServerRoot {root}
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
SystemGroup root
"""


def missing_tools() -> list[str]:
    """The programs that are not installed here; tools/debian.py knows their packages."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class SocketPrinter(socketserver.ThreadingTCPServer):
    """A network printer on port "9100" that keeps each job instead of printing it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._arrived = threading.Condition()
        super().__init__(("127.0.0.1", 0), _Job)

    def keep(self, job: bytes) -> None:
        """Takes a job that has arrived whole."""
        with self._arrived:
            self.jobs.append(job)
            self._arrived.notify_all()

    def wait_for(self, count: int, seconds: float = 60) -> list[bytes]:
        """The jobs, once there are so many of them."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.jobs) >= count, seconds):
                raise TimeoutError(f"{len(self.jobs)} of {count} jobs have reached the printer")
            return list(self.jobs)


class _Job(socketserver.BaseRequestHandler):
    server: SocketPrinter

    def handle(self) -> None:
        pieces = []
        while piece := self.request.recv(65536):
            pieces.append(piece)
        if pieces:
            self.server.keep(b"".join(pieces))


class RealCups(EndedTogether):
    """A CUPS server with queues of its own; programs find it through `env`."""

    def __init__(self) -> None:
        super().__init__()
        # The filters run as another person, who may not look into the folders of the tests.
        self._root = Path(self.ends.enter_context(tempfile.TemporaryDirectory(prefix="cups-")))
        self.env = {"CUPS_SERVER": str(self._root / "cups.sock")}

    def add_printer(self, name: str, *, default: bool = True) -> SocketPrinter:
        """A PostScript printer under this name, ready to print."""
        printer = self.ends.enter_context(SocketPrinter())
        threading.Thread(target=printer.serve_forever, daemon=True).start()
        self.ends.callback(printer.shutdown)
        host, port = printer.server_address
        device = f"socket://{host}:{port}/?waiteof=false"
        self.run("lpadmin", "-p", name, "-E", "-v", device, "-m", "drv:///sample.drv/generic.ppd")
        if default:
            self.run("lpadmin", "-d", name)
        return printer

    def run(self, *command: str) -> str:
        """One of the commands of CUPS, and what it says."""
        done = subprocess.run(command, env=os.environ | self.env, check=True, capture_output=True, text=True)
        return done.stdout

    def stop(self) -> None:
        """Stops the server as when the service dies."""
        end(self._daemon)

    @override
    def switch_on(self) -> None:
        self._root.chmod(0o755)
        for name in ("cache", "state", "spool/tmp", "ppd"):
            (self._root / name).mkdir(parents=True)
        for name, text in (("cupsd.conf", DAEMON), ("cups-files.conf", FILES)):
            (self._root / name).write_text(text.format(root=self._root))
        command = ["cupsd", "-f", "-c", str(self._root / "cupsd.conf"), "-s", str(self._root / "cups-files.conf")]
        self._daemon = self.spawn(command, os.environ)
        _wait_for_socket(self._root / "cups.sock")


def _wait_for_socket(path: Path) -> None:
    for _ in range(200):
        with socket.socket(socket.AF_UNIX) as line:
            if line.connect_ex(str(path)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("CUPS has not started")
