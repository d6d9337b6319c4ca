"""A text field as it was before a burst of strokes, so that the burst can be taken back without a trace."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

Editor = QLineEdit | QPlainTextEdit | QTextEdit

ONLY_ASKS = "only_asks"
"""The property of a field whose text changes nothing but a list of answers: its signals are never held back."""


def editor(widget: QWidget) -> Editor | None:
    """The widget when strokes change a text in it, otherwise None."""
    if isinstance(widget, Editor) and not widget.isReadOnly():
        return widget
    return None


class KeptText:
    """Holds the signals of a text field back until it is known whether a hand or a machine is typing.

    `accept` or `take_back` ends it; what was accepted may still be taken back when more strokes have told otherwise.
    """

    def __init__(self, field: Editor) -> None:
        self._field = field
        self._text, self._anchor, self._cursor = _state(field)
        self._left = (self._text, self._anchor, self._cursor)
        self._accepted = bool(field.property(ONLY_ASKS))
        self._was_blocked = field.signalsBlocked() if self._accepted else field.blockSignals(True)

    def hide_changes(self) -> None:
        """Leaves the picture of the field as it is until the end."""
        self._field.setUpdatesEnabled(False)

    def accept(self) -> None:
        """Leaves what was typed and sends the signals that were held back."""
        self._release()
        told, self._accepted = self._accepted, True
        if not told and isValid(self._field) and not self._was_blocked and _state(self._field)[0] != self._text:
            self._tell()

    def take_back(self, theirs: str) -> None:
        """Restores text, cursor and selection, with what an input method was composing for the person put in."""
        if isValid(self._field):
            QCoreApplication.sendEvent(self._field, QInputMethodEvent())
            first = min(self._anchor, self._cursor)
            last = max(self._anchor, self._cursor)
            if theirs:
                text = self._text[:first] + theirs + self._text[last:]
                _restore(self._field, text, first + len(theirs), first + len(theirs))
            elif _state(self._field)[0] != self._text:
                _restore(self._field, self._text, self._anchor, self._cursor)
            self._left = _state(self._field)
        self._release()
        if (theirs or self._accepted) and not self._was_blocked and isValid(self._field):
            self._tell()

    def give_back(self, typed: str) -> None:
        """Puts in what a hand has typed of a burst taken back; nothing where the text has changed since."""
        if isValid(self._field) and _state(self._field) == self._left:
            text, anchor, cursor = self._left
            first = min(anchor, cursor)
            place = first + len(typed)
            _restore(self._field, text[:first] + typed + text[max(anchor, cursor) :], place, place)
            if not self._was_blocked:
                self._tell()

    def _release(self) -> None:
        if isValid(self._field):
            self._field.setUpdatesEnabled(True)
            self._field.blockSignals(self._was_blocked)

    def _tell(self) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.textEdited.emit(self._field.text())
            self._field.textChanged.emit(self._field.text())
        else:
            self._field.textChanged.emit()


def _state(field: Editor) -> tuple[str, int, int]:
    """Text, anchor and cursor."""
    if isinstance(field, QLineEdit):
        cursor = field.cursorPosition()
        start = field.selectionStart()
        anchor = cursor if start < 0 else start + field.selectionEnd() - cursor
        return field.text(), anchor, cursor
    place = field.textCursor()
    return field.toPlainText(), place.anchor(), place.position()


def _restore(field: Editor, text: str, anchor: int, cursor: int) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
        field.setSelection(anchor, cursor - anchor)
        if anchor == cursor:
            field.setCursorPosition(cursor)
        return
    field.setPlainText(text)
    place = field.textCursor()
    place.setPosition(anchor)
    place.setPosition(cursor, place.MoveMode.KeepAnchor)
    field.setTextCursor(place)
