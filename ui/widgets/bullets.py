"""Sentences one under the other, each with a point before it that none of its lines stands under."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.text import Step, Text


class Bullets(QWidget):
    """A short list that is read, not chosen from."""

    def __init__(self, step: Step = "body") -> None:
        super().__init__()
        self._step = step
        self._lines: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Shows these sentences in their order."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in self._lines:
            self._column.addWidget(self._row(line))

    def _row(self, line: str) -> QWidget:
        row = QWidget()
        parts = QHBoxLayout(row)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(px(6))
        parts.addWidget(Text("•", self._step), 0, Qt.AlignmentFlag.AlignTop)
        parts.addWidget(Text(line, self._step, wrap=True), 1)
        return row
