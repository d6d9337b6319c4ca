"""One window on one data directory: taking hold of it, and saying why that was not possible."""

import errno
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.errors import Refusal
from ui.look import Look
from ui.sentences import explain
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.text import Text

LOCK_FILE = "window.lock"


def take_hold(directory: Path) -> QLockFile:
    """The lock of this directory, held until it is unlocked or this process ends.

    Refusal("window.open") while another window has it, ("disk.full"), ("store.read_only") where nothing can be written.
    """
    lock = QLockFile(str(directory / LOCK_FILE))
    # A crashed copy leaves its lock behind; whether its process still lives is what counts, not how old it is.
    lock.setStaleLockTime(0)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if lock.tryLock(0):
            return lock
        with tempfile.TemporaryFile(dir=directory) as file:
            file.write(b"?")
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise Refusal("disk.full" if full else "store.read_only") from error
    raise Refusal("window.open")


class CannotStart(QWidget):
    """Says why the program does not open, and nothing else."""

    def __init__(self, look: Look, refusal: Refusal) -> None:
        super().__init__()
        look.dress(self)
        self.setWindowTitle("Một Cửa")
        said = explain(refusal)
        close = Button(self.tr("Đóng"), "primary", key="Enter", big=True)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(32), px(32), px(24))
        column.setSpacing(px(20))
        column.addWidget(Text(said.what, "heading", wrap=True))
        column.addWidget(Text(" ".join(filter(None, (said.safe, said.todo))), wrap=True))
        column.addWidget(close)
        close.setFocus()
