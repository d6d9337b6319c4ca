"""Hears hand scanners that type like keyboards, whatever has the focus, and keeps what they type out of it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.burst import GAP, Burst
from ui.kept_text import KeptText, editor

END = 150
"""Milliseconds of silence after which a scan without suffix is over."""

STALL = 1200
"""Milliseconds for which a scan that cannot be whole yet is waited for: radio and busy machines swallow time."""

TAIL = 80
"""Milliseconds in which the rest of a suffix (LF after CR) and late answers of an input method still come."""

SETTLE = 20
"""Milliseconds in which strokes still come that an input method holds when a suffix has overtaken them.

Qt hands on a key at once whose answer is there already, before those whose answers wait in the queue of events.
"""

_FAST = 35

# No keyboard repeats a key that was held for a shorter time. What is called a repetition sooner after another stroke is
# the same sign twice, its release and the next press taken within the millisecond that the clock of the system knows.
_SOONEST_REPEAT = GAP
_SUFFIX = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_MRZ_START = "IDVNM"
_MRZ_LINES = 3


def _now() -> int:
    return time.monotonic_ns() // 1_000_000


class WedgeReader(QObject):
    """Turns fast typing by a machine into `scanned` with its text, without suffix.

    What a hand types stands in a text field at once; only the signals about it wait for the next stroke or GAP
    milliseconds, so that a scan can be taken back without a trace. Other widgets get their keys after that time,
    because a key pressed on them cannot be taken back.
    """

    scanned = Signal(str)

    _heard = Signal(str)

    def __init__(self, app: QApplication, clock: Callable[[], int] = _now) -> None:
        super().__init__(app)
        self._clock = clock
        self._skew: int | None = None
        self._last_time = 0
        self._focus: QWidget | None = None
        self._burst: Burst | None = None
        self._caught = False
        self._waited = False
        self._ended = False
        self._earlier: tuple[Burst, KeptText | None] | None = None
        self._let_go: KeptText | None = None
        self._kept: KeptText | None = None
        self._taken_back: KeptText | None = None
        self._held: list[QEvent] = []
        self._composing = ""
        self._left_behind = ""
        self._rubbed_at = -GAP - 1
        self._tail_until = -1
        self._tail_text = ""
        self._answer: bool | None = None
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._look_again)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fall_silent)
        # Told from the event loop: whoever listens may close the page whose key is being filtered here.
        self._heard.connect(self.scanned, Qt.ConnectionType.QueuedConnection)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def settle(self) -> None:
        """Decides now about what has been typed, as silence would."""
        self._silence.stop()
        self._again.stop()
        self._decide()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._caught:
            self._decide()
        if self._focus is not None and isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = new or QApplication.activeWindow()
        self._left_behind = self._composing
        self._composing = ""
        self._earlier = None
        if self._focus is not None:
            self._focus.installEventFilter(self)

    def _time_of(self, event: QKeyEvent) -> int:
        """When the key was pressed: by the keyboard's clock, which goes on while the window is busy."""
        at = event.timestamp()
        if not at:
            return self._time_now()
        behind = self._clock() - at
        # A key may overtake others by a little; what lies further back is a clock that has begun anew.
        if self._skew is None or behind < self._skew or at < self._last_time - STALL:
            self._skew = behind
        self._last_time = at
        return at

    def _time_now(self) -> int:
        return self._clock() - (self._skew or 0)

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(event)
        if self._caught:
            # A suffix must not trigger a shortcut; an accepted override comes back as a key.
            event.accept()
        elif _ends_typing(event):
            # Before the shortcut, which acts on what was typed a moment ago.
            self._decide()
        return self._caught

    def _press(self, event: QKeyEvent) -> bool:
        at = self._time_of(event)
        if event.key() in _MODIFIERS:
            return False
        self._end_if_over(at)
        if self._burst is not None and self._caught:
            return self._press_in_scan(self._burst, event, at)
        if event.key() in _SUFFIX:
            return self._suffix(at)
        if event.key() == Qt.Key.Key_Backspace:
            return self._rub_out(event, at)
        if not _is_character(event) or self._is_held_down(event, at):
            self._decide()
            return False
        burst = self._burst or self._begin(at)
        burst.type(event.text(), at)
        return self._undecided(burst, event)

    def _press_in_scan(self, burst: Burst, event: QKeyEvent, at: int) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            burst.rub_out()
        elif event.key() not in _SUFFIX:
            burst.type(event.text() if _is_character(event) else "", at)
        elif burst.text.startswith(_MRZ_START) and burst.text.count("\n") < _MRZ_LINES - 1:
            burst.type("\n", at)
        else:
            self._end(burst, at)
            return True
        self._hear_on()
        return True

    def _suffix(self, at: int) -> bool:
        burst = self._burst
        if burst is None:
            return at <= self._tail_until
        if burst.is_scan():
            self._catch(burst)
            self._end(burst, at)
            return True
        self._decide()
        return False

    def _rub_out(self, event: QKeyEvent, at: int) -> bool:
        if self._burst is None or event.isAutoRepeat():
            self._decide()
            self._rubbed_at = at
            return False
        self._burst.rub_out()
        return self._undecided(self._burst, event)

    def _released(self, event: QKeyEvent) -> bool:
        at = self._time_of(event)
        if self._is_held_down(event, at) or event.key() in _MODIFIERS:
            return False
        burst = self._burst
        if self._earlier is not None and self._earlier[0].lacks_release():
            self._earlier[0].release(at, event.text())
            return False
        if burst is None:
            return False
        burst.release(at, event.text())
        self._look_back(burst)
        if not self._caught and not burst.is_scan():
            return self._hold(event)
        self._catch(burst)
        return True

    def _is_held_down(self, event: QKeyEvent, at: int) -> bool:
        burst = self._burst
        return event.isAutoRepeat() and not (burst is not None and burst.continues(at, _SOONEST_REPEAT))

    def _compose(self, event: QInputMethodEvent) -> bool:
        at = self._time_now()
        before, self._composing = self._composing, event.preeditString()
        committed = event.commitString()
        left_behind = self._left_behind
        if committed or self._composing:
            self._left_behind = ""
        if committed and committed == left_behind:
            # The window was busy: the field that had the word has kept it, and the input method puts it down once more.
            return True
        self._end_if_over(at)
        if self._burst is None:
            if committed and at <= self._tail_until and self._tail_text.endswith(committed):
                return True
            if (committed == before and not self._composing) or (not committed and self._composing == before):
                # The input method puts down what it was composing for the person: no stroke.
                return False
        burst = self._burst or self._begin(at, before)
        burst.compose(self._composing, committed, event.replacementLength(), at)
        if not self._caught:
            return self._undecided(burst, event)
        self._hear_on()
        return True

    def _begin(self, at: int, composing: str | None = None) -> Burst:
        theirs = self._composing if composing is None else composing
        self._burst = Burst(composing=theirs, rewriting=at - self._rubbed_at <= GAP)
        field = editor(self._focus) if self._focus is not None else None
        self._kept = KeptText(field) if field is not None else None
        return self._burst

    def _undecided(self, burst: Burst, event: QEvent) -> bool:
        """Goes on with a burst: caught now, passed on to a text field, or held."""
        self._look_back(burst)
        if burst.is_scan():
            self._catch(burst)
            return True
        self._silence.start(burst.patience())
        if self._kept is not None and burst.gap() <= _FAST:
            self._kept.hide_changes()
        return self._hold(event)

    def _hold(self, event: QEvent) -> bool:
        if self._kept is not None:
            return False
        self._held.append(event.clone())
        return True

    def _catch(self, burst: Burst) -> None:
        """The burst is a scan: takes back what it did and keeps the rest of it from everybody."""
        if not self._caught:
            self._caught = True
            self._held.clear()
            self._answer = False
            if self._kept is not None:
                self._kept.take_back("" if self._let_go else burst.theirs)
            if self._let_go is not None:
                self._let_go.take_back(burst.theirs)
            self._answer = None
            self._taken_back = self._let_go or self._kept
            self._kept = self._let_go = None
        self._hear_on()

    def _look_back(self, burst: Burst) -> None:
        """Joins strokes that were let go only because they were handled late."""
        if self._earlier is None or self._caught:
            return
        follows = burst.follows(self._earlier[0])
        if follows:
            burst.join(self._earlier[0])
            self._let_go = self._earlier[1]
        if follows is not None:
            self._earlier = None

    def _hear_on(self) -> None:
        self._waited = False
        self._silence.start(SETTLE if self._ended else END)

    def _end(self, burst: Burst, at: int) -> None:
        """A suffix has come."""
        if burst.composed:
            self._ended = True
            self._hear_on()
        else:
            self._finish(burst, at)

    def _finish(self, burst: Burst, at: int) -> None:
        self._silence.stop()
        if self._composing:
            # What the input method still composes is the end of the scan, and already part of its text.
            self._answer = True
            QGuiApplication.inputMethod().commit()
            self._answer = None
            self._composing = ""
        self._burst = None
        self._caught = self._ended = False
        self._tail_until = at + TAIL
        self._tail_text = burst.text
        typed = _by_hand(burst)
        if typed and self._taken_back is not None:
            self._taken_back.give_back(typed)
        self._taken_back = None
        self._heard.emit(burst.text.removeprefix(typed))

    def _decide(self) -> None:
        """The burst is over: a scan is told, the strokes of a hand are let go."""
        burst = self._burst
        if burst is None:
            return
        if self._caught or burst.is_scan():
            self._catch(burst)
            self._finish(burst, self._time_now())
            return
        self._silence.stop()
        self._burst = None
        kept, self._kept = self._kept, None
        held, self._held = self._held, []
        self._earlier = (burst, self._let_go or kept)
        self._let_go = None
        self._answer = False
        if kept is not None:
            kept.accept()
        for event in held:
            if self._focus is not None and isValid(self._focus):
                QCoreApplication.sendEvent(self._focus, event)
        self._answer = None

    def _end_if_over(self, at: int) -> None:
        burst = self._burst
        if burst is None or burst.continues(at, END if self._caught else burst.patience()):
            return
        if not (self._caught and burst.continues(at, STALL) and _may_go_on(burst)):
            self._decide()

    def _fall_silent(self) -> None:
        if self._caught and not (self._ended or self._waited) and self._burst is not None and _may_go_on(self._burst):
            self._waited = True
            self._silence.start(STALL - END)
        else:
            self._decide()

    def _look_again(self) -> None:
        # Keys may have waited while the window was busy; they are handled before a second look.
        self._again.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._answer is not None:
            return self._answer
        if watched is not self._focus:
            return False
        if isinstance(event, QInputMethodEvent):
            return self._compose(event)
        return isinstance(event, QKeyEvent) and self._key(event)


def _may_go_on(burst: Burst) -> bool:
    # What codes and cards look like is read after the sign-in stands there: a start does not wait for it.
    from desktop_app.domain.scans import CardScan, ForeignScan, classify  # noqa: PLC0415

    scan = classify(burst.text)
    # A card whose last field is cut short is a card all the same.
    return isinstance(scan, ForeignScan) or (isinstance(scan, CardScan) and scan.card.issued is None)


def _by_hand(burst: Burst) -> str:
    """What a hand typed right before the scan; what the scanner said tells where it began better than the pace."""
    from desktop_app.domain.scans import ForeignScan, classify  # noqa: PLC0415 - as above

    whole = not isinstance(classify(burst.text), ForeignScan)
    for typed, sure in burst.by_hand():
        rest = not isinstance(classify(burst.text.removeprefix(typed)), ForeignScan)
        if burst.text.startswith(typed) and (rest > whole or (rest == whole and sure)):
            return typed
    return ""


def _ends_typing(event: QKeyEvent) -> bool:
    """Whether the key, which may be a shortcut, is no part of a text and no end of a scan."""
    if event.modifiers() & _COMMANDS not in {_NONE, _ALT_GR}:
        return event.key() not in _MODIFIERS
    part = _MODIFIERS | _SUFFIX | {Qt.Key.Key_Backspace}
    return event.key() not in part and not _is_character(event)


def _is_character(event: QKeyEvent) -> bool:
    text = event.text()
    # AltGr is Ctrl and Alt on Windows.
    return bool(text) and text.isprintable() and event.modifiers() & _COMMANDS in {_NONE, _ALT_GR}
