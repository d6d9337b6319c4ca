"""Where a paper or a table is to be kept as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.language import say

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


def ask_where(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
    """Asks for a file with this name to begin with; `chosen` gets its path, or nothing is called."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kind = Path(name).suffix.removeprefix(".")
    title = say("Lưu thành tệp {kind}").format(kind=KINDS[kind])
    dialog = QFileDialog(parent, title, f"{folder}/{name}", f"{KINDS[kind]} (*.{kind})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
