"""The surfaces that things stand on, and what a surface says when it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import px
from ui.widgets.paint import focus_ring
from ui.widgets.pairs import Pairs
from ui.widgets.text import Icon, Text


class Card(QFrame):
    """A bordered surface with a heading; things are added to `body`, and beside the heading to `head`."""

    def __init__(self, heading: str = "", *, spacing: int = 12) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(12))
        self.head = QHBoxLayout()
        self.head.setSpacing(px(8))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(spacing))
        if heading:
            self.setAccessibleName(heading)
            self.head.addWidget(Text(heading, "heading"))
            self.head.addStretch(1)
            column.addLayout(self.head)
        column.addLayout(self.body, 1)


class Section(QWidget):
    """A heading with what belongs to it, on the surface that is already there."""

    def __init__(self, heading: str, *, spacing: int = 8) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(spacing))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Text(heading, "strong"))
        column.addLayout(self.body)


class Line(QFrame):
    """A hairline between two groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "line")
        self.setFixedHeight(1)


class Facts(QWidget):
    """Pairs of a quiet label and a value, one under the other, the values selectable; sums end at the right edge."""

    def __init__(self, label_width: int = 104, *, sums: bool = False) -> None:
        super().__init__()
        self._sums = sums
        self._rows: dict[str, tuple[Text, Text]] = {}
        self._pairs = Pairs(px(label_width), gap=px(12), spacing=px(6))
        self.setLayout(self._pairs)

    def show_fact(self, label: str, value: str, *, strong: bool = False) -> None:
        """Shows a value under its label; an empty value hides the pair."""
        if label not in self._rows:
            self._add(label, strong=strong)
        name, words = self._rows[label]
        words.setText(value)
        words.setAccessibleName(f"{label}: {value}")
        for part in (name, words):
            part.setVisible(bool(value))

    def _add(self, label: str, *, strong: bool) -> None:
        name = Text(label, "muted", wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        value = Text("", "strong" if strong else "body", wrap=True, selectable=True)
        value.setAlignment(
            Qt.AlignmentFlag.AlignTop | (Qt.AlignmentFlag.AlignRight if self._sums else Qt.AlignmentFlag.AlignLeft)
        )
        self._rows[label] = (name, value)
        self._pairs.add_pair(name, value)


class EmptyState(QWidget):
    """What a list or page says when there is nothing on it: why, and what to do next."""

    def __init__(self, icon: str, heading: str, sentence: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = Text("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setMaximumWidth(px(420))
        self._words.setMinimumWidth(px(260))
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Icon(icon, 32), 0, centre)
        column.addWidget(Text(heading, "heading"), 0, centre)
        column.addWidget(self._words, 0, centre)
        if action is not None:
            column.addSpacing(px(8))
            column.addWidget(action, 0, centre)
        column.addStretch(1)
        self.set_sentence(sentence)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # It stands where a list was, and has its focus then.
        if self.hasFocus():
            with QPainter(self) as painter:
                focus_ring(painter, self.rect(), self.palette())

    def set_sentence(self, sentence: str) -> None:
        """Says something else under the heading, or nothing."""
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)
