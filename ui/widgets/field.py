"""A labelled field: the label above, one sentence of help, fault or doubt beside it, the value in the middle."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.chip import TONE_ICONS
from ui.widgets.paint import restyle, stepped
from ui.widgets.text import Icon, Text

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _Message(QWidget):
    """One sentence with the icon of its tone; empty, and made of nothing, until there is something to say."""

    def __init__(self, *, wrap: bool) -> None:
        super().__init__()
        self._wrap = wrap
        self._said: tuple[str, Tone | None] = ("", None)
        self._parts: tuple[Icon, Text] | None = None
        self.hide()

    def say(self, text: str, tone: Tone | None) -> None:
        if (text, tone) == self._said:
            return
        self._said = (text, tone)
        icon, words = self._parts = self._parts or self._make()
        words.setText(text)
        words.setProperty("tone", str(tone) if tone else None)
        restyle(words)
        icon.setVisible(tone is not None)
        if tone is not None:
            icon.show_icon(TONE_ICONS[tone], tone)
        self.setVisible(bool(text))

    def _make(self) -> tuple[Icon, Text]:
        icon, words = Icon("info", 14), Text("", "caption", wrap=self._wrap)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop if self._wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        return icon, words


def _width(text: str, tone: Tone | None, font: QFont) -> int:
    """How wide a sentence is on one line."""
    return QFontMetrics(stepped(font, "caption")).horizontalAdvance(text) + (px(18) if tone else 0) + 2


class Field(QWidget):
    """A control with its label and its sentence.

    The sentence stands on the line of the label when it fits there, so that a fault moves nothing on the page; a longer
    one goes below the control, whole. A doubt (warning) can be overruled with a reason: `overruled` carries the reason.
    """

    overruled = Signal(str)

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._sentence = ""
        self._tone: Tone | None = None
        self._label = Text(label, "label")
        self._label.setBuddy(control)
        self._messages: dict[bool, _Message] = {}
        self._top = QHBoxLayout()
        self._middle = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._overrule: tuple[Button, ReasonEdit] | None = None
        self._build()
        control.setAccessibleName(label)
        self.setFocusProxy(control)
        self._show_message()

    def set_error(self, sentence: str) -> None:
        """Marks the value as unusable and says why in one sentence; an empty sentence takes the mark away."""
        self._say(sentence, Tone.BAD if sentence else None, "invalid" if sentence else "")

    def set_warning(self, sentence: str, *, overrule: bool = False) -> None:
        """Marks the value as doubtful; with `overrule` the person may keep it by giving a reason."""
        self._say(sentence, Tone.WARN if sentence else None, "warned" if sentence else "")
        if sentence and overrule:
            self._overrule = self._overrule or self._make_overrule()
            self._overrule[0].show()
        else:
            self._hide_overrule()

    def set_label(self, label: str) -> None:
        """Changes what the value is called."""
        self._label.setText(label)
        self.control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Sets the quiet sentence that is shown while there is neither fault nor doubt."""
        self._hint = hint
        self._show_message()

    def has_error(self) -> bool:
        """Whether the value is marked as unusable."""
        return self._tone is Tone.BAD

    def has_doubt(self) -> bool:
        """Whether the value is marked as doubtful."""
        return self._tone is Tone.WARN

    def _build(self) -> None:
        self._top.setSpacing(px(12))
        self._top.addWidget(self._label)
        self._top.addStretch(1)
        self._middle.setSpacing(px(8))
        self._middle.addWidget(self.control, 1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._column.addLayout(self._top)
        self._column.addLayout(self._middle)
        self._column.addStretch(1)

    def _message(self, *, below: bool) -> _Message:
        """What says the sentence there; few fields ever say anything, and a page has dozens of them."""
        if below not in self._messages:
            message = self._messages[below] = _Message(wrap=below)
            (self._column.insertWidget(2, message) if below else self._top.addWidget(message))
        return self._messages[below]

    def _make_overrule(self) -> tuple[Button, "ReasonEdit"]:
        """What a doubt is overruled with; few fields ever need it, and a page has dozens of fields."""
        keep = Button(self.tr("Vẫn dùng"), "quiet", tip=self.tr("Giữ giá trị này và ghi lý do"))
        reason = ReasonEdit(self.tr("Lý do giữ giá trị này"))
        self._middle.addWidget(keep)
        self._column.insertWidget(self._column.count() - 1, reason)
        # Made late, they would otherwise come last on the way through the page.
        QWidget.setTabOrder(self.control, keep)
        QWidget.setTabOrder(keep, reason)
        keep.clicked.connect(partial(reason.ask, ""))
        reason.returnPressed.connect(lambda: self._take_reason(reason.text().strip()))
        reason.given_up.connect(self.control.setFocus)
        return keep, reason

    def _hide_overrule(self) -> None:
        for part in self._overrule or ():
            part.hide()

    def _say(self, sentence: str, tone: Tone | None, state: str) -> None:
        if (sentence, tone) == (self._sentence, self._tone):
            return
        self._sentence, self._tone = sentence, tone
        self._hide_overrule()
        self.control.setProperty("state", state)
        restyle(self.control)
        self._show_message()
        self.control.setAccessibleDescription(sentence or self._hint)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.control, QAccessible.Event.Alert))

    def _show_message(self) -> None:
        text = self._sentence or self._hint
        if not text and not self._messages:
            return
        tone = self._tone if self._sentence else None
        room = self.width() - self._label.sizeHint().width() - px(12)
        below = _width(text, tone, self.font()) > room
        self._message(below=below).say(text, tone)
        if (other := self._messages.get(not below)) is not None:
            other.say("", tone)

    def _take_reason(self, reason: str) -> None:
        if not reason:
            return
        self._say("", None, "")
        self.control.setFocus()
        self.overruled.emit(reason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_message()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_message()


class ReasonEdit(QLineEdit):
    """The line in which a reason is typed; out of sight until it is asked for. Enter wants one, Esc does without."""

    given_up = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.hide()
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Lý do, rồi Enter (Esc để thôi)"))

    def ask(self, proposed: str = "") -> None:
        """Comes into sight and waits for the reason; a proposed one is shown from its beginning and typed over."""
        self.setText(proposed)
        self.cursorBackward(True, len(proposed))
        self.show()
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.hide()
            self.given_up.emit()
        elif event.key() not in _ENTER or self.text().strip():
            super().keyPressEvent(event)


class TextLine(QLineEdit):
    """A line of text whose owner may say at any time what it holds.

    While it is not known whether a hand or a scanner types, the line shows keys that its owner was not told of yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self.textChanged.connect(self._remember)

    def show_text(self, text: str) -> bool:
        """Shows a text, and tells whether it did.

        Whoever says again what the line has told leaves alone what was typed since and is not told yet.
        """
        if self.signalsBlocked() and text.strip() == self._told.strip():
            return False
        self.setText(text)
        return True

    def _remember(self, text: str) -> None:
        self._told = text


class TextField(Field):
    """A field for one line of text; `edited` tells what the person has typed, not what the program has set."""

    edited = Signal(str)

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "", max_length: int = 500) -> None:
        self.edit = TextLine()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(max_length)
        super().__init__(label, self.edit, hint)
        self.edit.textEdited.connect(self.edited)

    def text(self) -> str:
        """The text without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Shows a text from its beginning, as `TextLine.show_text` does; `edited` is not emitted."""
        if self.edit.show_text(text):
            self.edit.setCursorPosition(0)


ASIDE = "aside"


class EnterMovesOn(QObject):
    """Makes Enter go to the next field in every one-line control inside `form`, as Tab does.

    Enter steps over a control with the property `ASIDE`, for which few people have anything; Tab reaches it. Buttons
    keep Enter for themselves, and so does every control that has used the key (an open list of results).
    `lead` is asked first and tells whether it knew a better place to go to.
    """

    def __init__(self, form: QWidget, lead: Callable[[], bool] = lambda: False) -> None:
        super().__init__(form)
        self._form = form
        self._lead = lead
        form.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A key that no child has accepted travels up to the form; only then is it ours.
        if watched is self._form and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
            if plain and event.key() in _ENTER:
                if not self._lead():
                    self._move_on()
                return True
        return False

    def _move_on(self) -> None:
        self._form.focusNextPrevChild(True)
        while (focused := self._form.focusWidget()) is not None and focused.property(ASIDE):
            self._form.focusNextPrevChild(True)
