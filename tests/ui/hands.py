"""Keyboards for tests: people, wedge scanners and an input method, on a clock that does not have to be waited for."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

HAND = 140
"""Milliseconds between two strokes of a hand."""

_NONE = Qt.KeyboardModifier.NoModifier
_NAMED = {
    "\r": Qt.Key.Key_Return,
    "\n": Qt.Key.Key_Enter,
    "\t": Qt.Key.Key_Tab,
    "\b": Qt.Key.Key_Backspace,
    " ": Qt.Key.Key_Space,
}


class Keyboard:
    """Sends strokes to the widget that has the focus, stamped with the time of its own clock."""

    def __init__(self) -> None:
        self.now = 1_000_000
        self._wall: int | None = None
        self._word = ""

    def clock(self) -> int:
        """The time at which the window handles an event: that of the keys, unless the window is busy."""
        return self.now if self._wall is None else self._wall

    def pause(self, milliseconds: int = 1000) -> None:
        self.now += milliseconds

    def stroke(self, character: str, *, stamped: bool = True, repeat: bool = False) -> None:
        self._send(QEvent.Type.KeyPress, character, stamped=stamped, repeat=repeat)
        if not repeat:
            self.now += 1
            self._send(QEvent.Type.KeyRelease, character, stamped=stamped)
            self.now -= 1

    def type(self, text: str, gaps: int | Sequence[int] = HAND, *, stamped: bool = True) -> None:
        for character, gap in zip(text, _gaps(gaps), strict=False):
            self.stroke(character, stamped=stamped)
            self.now += gap

    def press(self, keys: str) -> None:
        """A key by its name, such as "Ctrl+V" or "Right"."""
        combination = QKeySequence(keys)[0]
        event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
        event.setTimestamp(self.now)
        _deliver(event)
        self.now += HAND

    def compose(
        self,
        text: str,
        gaps: int | Sequence[int] = HAND,
        *,
        handled_late: bool = False,
        overtaking: Mapping[int, int] | None = None,
    ) -> None:
        """Types through an input method as ibus-unikey does: words are composed, other signs put them down.

        A word that nothing has put down yet goes on with the next call.

        With `handled_late` the window was busy all the while and gets every event at once after the last key.
        `overtaking` says which releases come early, and ahead of which stroke.
        """
        early = overtaking or {}
        spent = [gap for _, gap in zip(text, _gaps(gaps), strict=False)]
        start = self.now
        self._wall = start + sum(spent) if handled_late else None
        for place, (character, gap) in enumerate(zip(text, spent, strict=True)):
            for release in (release for release, ahead_of in early.items() if ahead_of == place):
                at, self.now = self.now, start + sum(spent[:release]) + 1
                self._send(QEvent.Type.KeyRelease, text[release], stamped=True)
                self.now = at
            if character in _NAMED and character != " ":
                self._put_down(self._word)
                self.stroke(character)
            elif character.isalnum():
                self._word += character
                _deliver(QInputMethodEvent(self._word, []))
            else:
                self._put_down(self._word + character)
            self.now += 1
            if place not in early:
                self._send(QEvent.Type.KeyRelease, character, stamped=True)
            self.now += gap - 1
        self._wall = None

    def forget_word(self) -> None:
        """What an input method does when the window has taken over the word it was composing."""
        self._word = ""

    def _put_down(self, text: str) -> None:
        self._word = ""
        if text:
            event = QInputMethodEvent()
            event.setCommitString(text)
            _deliver(event)
        _deliver(QInputMethodEvent())

    def _send(self, kind: QEvent.Type, character: str, *, stamped: bool, repeat: bool = False) -> None:
        key = _NAMED.get(character, ord(character.upper()[0]))
        event = QKeyEvent(kind, key, _NONE, character if character != "\b" else "", repeat)
        if stamped:
            event.setTimestamp(self.now)
        _deliver(event)


def _gaps(gaps: int | Sequence[int]) -> Iterable[int]:
    return cycle([gaps] if isinstance(gaps, int) else gaps)


def _deliver(event: QEvent) -> None:
    target = QApplication.focusWidget()
    assert target is not None, "no widget has the focus"
    QCoreApplication.sendEvent(target, event)
