"""Which file: where a paper or a table is to be kept, and what is to be read.

The window goes on meanwhile. On Windows and macOS the dialog is the system's own; elsewhere Qt's, in the language of
the screen (`resources/languages/vi/qt.json`).
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.language import say
from ui.theme import px

KINDS = {
    "toml": "TOML",
    "pdf": "PDF",
    "xlsx": "Excel",
    "json": "JSON",
    "jpg": "JPEG",
    "png": "PNG",
    "tif": "TIFF",
    "motcua": "Một Cửa",
}

WIDTH, HEIGHT = 880, 480


def ask_where(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
    """Asks for a file with this name to begin with; `chosen` gets its path, or nothing is called."""
    kind = Path(name).suffix.removeprefix(".")
    title = say("Lưu thành tệp {kind}").format(kind=KINDS[kind])
    dialog = _dialog(parent, title, f"{KINDS[kind]} (*.{kind})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


def ask_which(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], None]) -> None:
    """Asks for a file that is there, of `kinds` as Qt writes filters; `chosen` gets its path, or nothing is called."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()


def ask_which_ones(parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], None]) -> None:
    """Asks for one file or several as `ask_which` does."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    dialog.open()


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    if not Path(folder).is_dir():
        # Qt would take the name of a folder that is not there for that of the file.
        folder = str(Path.home())
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.resize(px(WIDTH), px(HEIGHT))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
