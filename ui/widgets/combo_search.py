"""A field that finds one of many things while its name is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.choice_list import Choice
from ui.widgets.drop_list import DropList, ListedEdit, is_enter, is_step
from ui.widgets.field import Field


class ComboSearch(Field):
    """A field whose results are fetched by its owner and never waited for.

    `query_changed` asks for results; the owner answers with `show_results`, and answers to an older query are dropped.
    Down opens the list (also for an empty query), Enter takes the current result and moves on, Esc closes. Enter typed
    before the answer has arrived takes the first result when it arrives. `chosen` carries the value of a choice, or
    None when the text was edited after a choice.

    Enter leaves a text for which nothing was found as it is and moves on; where something `must_find`, it stays, and
    `missed` carries the text.
    """

    query_changed = Signal(str)
    chosen = Signal(object)
    missed = Signal(str)

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "", must_find: bool = False) -> None:
        self.edit = ListedEdit(self.take_key)
        self.edit.setPlaceholderText(placeholder)
        super().__init__(label, self.edit, hint)
        self._value: Any = None
        self._answered: str | None = None
        self._found = False
        self._must_find = must_find
        self._enter_waits = False
        self._drop = DropList(self.edit, label)
        self.list = self._drop.list
        self.list.taken.connect(self._take)
        self.edit.textEdited.connect(self._ask)
        self.edit.left.connect(self.close_list)

    def value(self) -> Any:
        """The value of the choice, None while nothing is chosen."""
        return self._value

    def set_choice(self, value: object, text: str) -> None:
        """Shows a choice made elsewhere; nothing is emitted."""
        self._value = value
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self._enter_waits = False
        self.close_list()

    def show_results(self, query: str, choices: Sequence[Choice]) -> None:
        """Shows the answer to a query, unless the text has changed since it was asked."""
        if query != self.edit.text() or not self.edit.hasFocus():
            return
        self._answered = query
        self._found = bool(choices)
        self._drop.open(choices)
        if self._enter_waits and (choices or self._must_find):
            self._enter_waits = False
            QCoreApplication.postEvent(self.edit, _enter_key())

    def close_list(self) -> None:
        """Closes the list of results."""
        self._drop.close()

    def list_is_open(self) -> bool:
        """Whether results are on screen."""
        return self._drop.is_open()

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list; Enter is taken and still moves on."""
        key = event.key()
        if is_step(key):
            if not self._drop.step(key):
                self._ask(self.edit.text())
            return True
        if key == Qt.Key.Key_Escape and self.list_is_open():
            self.close_list()
            return True
        if is_enter(key):
            return self._enter()
        return False

    def _enter(self) -> bool:
        text = self.edit.text()
        if self.list_is_open():
            self.list.take_current()
        elif text and self._value is None and self._answered != text:
            self._enter_waits = True
            return True
        elif text.strip() and self._value is None and self._must_find:
            # What was found and closed is shown again: nothing is taken unseen.
            (self._ask if self._found else self.missed.emit)(text)
            return True
        return False

    def _ask(self, text: str) -> None:
        self._enter_waits = False
        self._answered = None
        if self._value is not None:
            self._value = None
            self.chosen.emit(None)
        self.query_changed.emit(text)

    def _take(self, choice: Choice) -> None:
        self.set_choice(choice.value, choice.text)
        self.chosen.emit(choice.value)


def _enter_key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
