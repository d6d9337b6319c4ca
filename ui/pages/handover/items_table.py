"""The dossiers of a handover list, ticked without a mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from ui.models.dossiers import CODE_WIDTH
from ui.pages import words
from ui.pages.handover.item import Item
from ui.widgets.table import PAGE, Cell, Column, RowsModel, Table

COMMON: tuple[Column[Item], ...] = (
    Column("Mã hồ sơ", lambda item: Cell(item.label, code=True), CODE_WIDTH),
    Column("Chủ hồ sơ", lambda item: Cell(item.owner, strong=True), 184),
    Column("Thủ tục", lambda item: item.procedure),
    Column("Hẹn trả", lambda item: Cell(words.day(item.due_at)[:5], muted=True), 76),
)


class ItemsTable(Table[Item]):
    """Space turns the current dossier, A turns all; the place in the list stays while ticks change."""

    turned = Signal(str)
    all_turned = Signal()

    def __init__(self, first: Column[Item], name: str, *more: Column[Item]) -> None:
        self._items: RowsModel[Item] = RowsModel((first, *COMMON, *more))
        self._shown: tuple[Item, ...] = ()
        super().__init__(self._items, name)
        self.doubleClicked.connect(lambda _: self._turn_current())

    def show_items(self, items: Sequence[Item]) -> None:
        """Shows these dossiers with their marks as they stand now."""
        if tuple(items) == self._shown:
            for start in range(0, len(items), PAGE):
                self._items.put_page(start // PAGE, items[start : start + PAGE])
            return
        current = self._current_id()
        self._shown = tuple(items)
        self._items.show_rows(self._shown)
        self.show_item(current)

    def show_item(self, dossier_id: str) -> None:
        """Brings a dossier into sight and makes it the current one; the first one where it is not here."""
        place = next((place for place, item in enumerate(self._shown) if item.id == dossier_id), 0)
        if self._shown:
            self.selectRow(place)

    def _current_id(self) -> str:
        row = self.currentIndex().row()
        return self._shown[row].id if 0 <= row < len(self._shown) else ""

    def _turn_current(self) -> None:
        if current := self._current_id():
            self.turned.emit(current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Space:
            self._turn_current()
        elif plain and event.key() == Qt.Key.Key_A:
            self.all_turned.emit()
        else:
            super().keyPressEvent(event)
