"""A program that tells when its first window stands painted, and closes it then.

`python -m benchmarks.first_paint` shows a bare window; with a data directory, the counter on it. Both print the clock
(`time.perf_counter`), the processor time of that moment and the memory that was taken (MiB). Nothing is imported here
that a start does not need, so that both starts cost what they cost without being watched.
"""

import sys
import time
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
from typing_extensions import override


class Watched(QtWidgets.QApplication):
    """An application that watches the window it is started with."""

    def exec(self) -> int:  # type: ignore[override]  # a static method of Qt, called on the instance by everybody
        """Runs until the window was painted and has closed itself."""
        (window,) = [widget for widget in self.topLevelWidgets() if widget.isVisible()]
        window.installEventFilter(_FirstPaint(window))
        return super().exec()


class _FirstPaint(QObject):
    def __init__(self, window: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._window = window

    def _painted(self) -> None:
        print(time.perf_counter(), time.process_time(), memory(), flush=True)
        self._window.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The children are painted in the same turn of the event loop, and the whole is brought to the screen.
            QTimer.singleShot(0, self, self._painted)
        return False


def memory() -> float:
    """The memory that this process takes now, in MiB, shared libraries included (Linux)."""
    facts = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in facts if line.startswith("VmRSS"))


def _bare() -> None:
    app = QtWidgets.QApplication(sys.argv[:1])
    window = QtWidgets.QWidget()
    window.resize(1366, 768)
    window.show()
    app.exec()


def _counter(directory: str) -> None:
    from desktop_app.__main__ import main  # noqa: PLC0415 - the bare window knows nothing of it

    sys.argv[1:] = ["--data", directory]
    main()


if __name__ == "__main__":
    QtWidgets.QApplication = Watched  # type: ignore[misc]
    _counter(sys.argv[1]) if sys.argv[1:] else _bare()
