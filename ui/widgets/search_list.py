"""A search field above a list: one key leads from what is looked for to what was found."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView
from typing_extensions import override


def down_leads_to(edit: QLineEdit, found: Callable[[], QTableView]) -> None:
    """Has the down key in a search field lead to the list shown then, to its first row where none is current."""
    edit.installEventFilter(_Way(edit, found))


class _Way(QObject):
    def __init__(self, edit: QLineEdit, found: Callable[[], QTableView]) -> None:
        super().__init__(edit)
        self._found = found

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Down:
            return False
        table = self._found()
        table.setFocus()
        if not table.currentIndex().isValid():
            table.selectRow(0)
        return True
