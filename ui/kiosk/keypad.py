"""A keyboard on the screen, for people who touch it and for those who have a real one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.citizen.large import LargeButton
from ui.theme import px

DIGITS = ("123", "456", "789", "-0")
# The signs of a look-up code: no I, L, O, U, which are taken for others.
SECRET = ("0123456789", "ABCDEFGHJK", "MNPQRSTVW", "XYZ-")
LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm._@")


class Entry(QLineEdit):
    """The line that the keypad types into; a real keyboard types into it too."""

    def __init__(self, name: str, size: int = 34) -> None:
        super().__init__()
        self._size = size
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(60)

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        font = QFont(self.font())
        font.setPixelSize(px(self._size * factor))
        self.setFont(font)
        self.setStyleSheet(f"QLineEdit {{ font-size: {px(self._size * factor)}px; }}")
        self.setFixedHeight(px((self._size + 34) * factor))


class Keypad(QWidget):
    """Keys in rows; `typed` carries a sign, `erased` asks for the last one to be taken away, `done` ends the entry."""

    typed = Signal(str)
    erased = Signal()

    def __init__(self, rows: Sequence[str], *, wide: bool = False, with_shift: bool = False) -> None:
        super().__init__()
        self._capitals = False
        self._signs: list[LargeButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        height = 52 if wide else 64
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            for sign in row:
                button = _key(LargeButton(sign, size=22, height=height))
                button.clicked.connect(lambda _=False, button=button: self.typed.emit(button.text()))
                self._signs.append(button)
                line.addWidget(button)
            if row == rows[-1]:
                self._add_commands(line, height, with_shift=with_shift)
            column.addLayout(line)

    def _add_commands(self, line: QHBoxLayout, height: int, *, with_shift: bool) -> None:
        if with_shift:
            shift = _key(LargeButton(self.tr("HOA"), size=18, height=height))
            shift.clicked.connect(self._turn_capitals)
            line.addWidget(shift)
        erase = _key(LargeButton("", icon="delete", size=22, height=height))
        erase.setAccessibleName(self.tr("Xóa một ký tự"))
        erase.clicked.connect(self.erased)
        line.addWidget(erase)

    def _turn_capitals(self) -> None:
        self._capitals = not self._capitals
        for button in self._signs:
            button.setText(button.text().upper() if self._capitals else button.text().lower())


def _key(button: LargeButton) -> LargeButton:
    """A key leaves the focus where it is, and is as high as there is room for."""
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    return button


class KeyedEntry(QWidget):
    """A line with its keypad beneath; `submitted` carries the text."""

    submitted = Signal(str)

    def __init__(self, name: str, example: str, rows: Sequence[str], *, wide: bool = False) -> None:
        super().__init__()
        self.entry = Entry(name)
        self.entry.setPlaceholderText(example)
        self._keypad = Keypad(rows, wide=wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.entry)
        column.addWidget(self._keypad)
        self._keypad.typed.connect(self.entry.insert)
        self._keypad.erased.connect(self.entry.backspace)
        self.entry.returnPressed.connect(self.submit)

    def clear(self) -> None:
        """Begins anew."""
        self.entry.clear()
        self.entry.setFocus()

    def submit(self) -> None:
        """Hands the text over."""
        self.submitted.emit(self.entry.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter was taken by the line; it must not press anything else on its way up.
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
