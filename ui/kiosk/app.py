"""The start of the kiosk."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from desktop_app.application.office import Office
from ui.app import LOCK_FILE, AlreadyOpen
from ui.failures import Failures
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.window import KioskWindow
from ui.look import Look
from ui.notices import Notices
from ui.scanner import WedgeReader
from ui.tasks import Tasks
from ui.theme import Theme


def run(open_office: Callable[[], Office], directory: Path) -> int:
    """Shows the kiosk over the whole screen until staff close it, and answers with the exit code.

    `open_office` is called on a worker. A second copy on the same data says so and ends with 1.
    """
    app = QApplication(sys.argv[:1])
    directory.mkdir(parents=True, exist_ok=True)
    look = Look(Theme(app), directory)
    lock = QLockFile(str(directory / LOCK_FILE))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        refused = AlreadyOpen(look)
        refused.show()
        app.exec()
        return 1
    # Faults stand on the screen of the kiosk itself; what was not foreseen is in the log.
    tasks = Tasks(Failures(Notices()).show)
    presenter = KioskPresenter(tasks, open_office)
    window = KioskWindow(presenter)
    look.dress(window)
    WedgeReader(app).scanned.connect(presenter.scan)
    window.showFullScreen()
    presenter.open()
    code = app.exec()
    tasks.close()
    if presenter.office is not None:
        presenter.office.close()
    lock.unlock()
    return code
