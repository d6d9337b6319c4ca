"""The start of the kiosk."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.application.office import Office
from desktop_app.domain.errors import Refusal
from ui.failures import Failures
from ui.hold import CannotStart, take_hold
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.window import KioskWindow
from ui.last_resort import LastResort, keep_qt_quiet
from ui.look import Look
from ui.notices import Notices
from ui.scanner import WedgeReader
from ui.tasks import Tasks
from ui.theme import Theme


def run(open_office: Callable[[], Office], directory: Path) -> int:
    """Shows the kiosk over the whole screen until staff close it, and answers with the exit code.

    `open_office` is called on a worker. Where the data directory cannot be used, or is in
    use by another window, a window says so and the answer is 1.
    """
    keep_qt_quiet()
    app = QApplication(sys.argv[:1])
    look = Look(Theme(app), directory)
    try:
        lock = take_hold(directory)
    except Refusal as refusal:
        refused = CannotStart(look, refusal)
        refused.show()
        app.exec()
        return 1
    # Faults stand on the screen of the kiosk itself; what was not foreseen is in the log.
    failures = Failures(Notices())
    tasks = Tasks(failures.show)
    presenter = KioskPresenter(tasks, open_office)
    window = KioskWindow(presenter)
    look.dress(window)
    WedgeReader(app).scanned.connect(presenter.scan)
    window.showFullScreen()
    presenter.open()
    with LastResort(failures.show):
        code = app.exec()
    tasks.close()
    if presenter.office is not None:
        presenter.office.close()
    lock.unlock()
    return code
