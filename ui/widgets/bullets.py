"""Sentences one under the other, each with a point before it that none of its lines stands under."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.pairs import Pairs
from ui.widgets.text import Step, Text


class Bullets(QWidget):
    """A short list that is read, not chosen from."""

    def __init__(self, step: Step = "body") -> None:
        super().__init__()
        self._step = step
        self._rows: list[tuple[Text, Text]] = []
        self._pairs = Pairs(px(8), gap=px(4), spacing=px(4))
        self.setLayout(self._pairs)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Shows these sentences in their order."""
        self.make_rows(len(lines))
        for place, (point, sentence) in enumerate(self._rows):
            seen = place < len(lines)
            sentence.setText(lines[place] if seen else "")
            for part in (point, sentence):
                part.setVisible(seen)

    def make_rows(self, count: int) -> None:
        """Makes rows for so many sentences; rows are used again."""
        while len(self._rows) < count:
            point, sentence = Text("•", self._step), Text("", self._step, wrap=True)
            for part in (point, sentence):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
                part.hide()
            self._rows.append((point, sentence))
            self._pairs.add_pair(point, sentence)
