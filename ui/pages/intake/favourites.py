"""The procedures that this office receives most, in sight until one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.procedures import Procedure
from ui.pages.intake.wording import limit_text
from ui.theme import px
from ui.widgets.paint import Role, draw_keys, draw_text, fill_rounded, stepped
from ui.widgets.text import Text

MOST = 9
COLUMNS = 3
ROOM_FOR_TWO = 42
HEIGHT, LEAST = 56, 32
"""Of a tile; where more people stand on the form it gives way, as lists do, down to its name alone."""


class Favourites(QWidget):
    """Up to nine procedures with the digit that finds each of them in the search field."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Procedure, ...] = ()
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        self._heading = Text(self.tr("Hay dùng: gõ số rồi Enter"), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Shows these procedures in their order."""
        shown = tuple(procedures[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        self._heading.setVisible(bool(shown))
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for place, procedure in enumerate(shown):
            tile = _Tile(str(place + 1), procedure)
            tile.clicked.connect(lambda _=False, code=procedure.code: self.chosen.emit(code))
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)


class _Tile(QAbstractButton):
    def __init__(self, key: str, procedure: Procedure) -> None:
        super().__init__()
        self._key = key
        self._term = limit_text(procedure.limit)
        self.setText(procedure.title)
        self.setAccessibleName(f"{procedure.title}, {key}")
        self.setToolTip(procedure.name)
        # Reached by its digit; Tab stays on the fields.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(240), px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(LEAST))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        with QPainter(self) as painter:
            fill = palette.color(Role.Midlight if self.underMouse() else Role.Base)
            fill_rounded(painter, self.rect(), fill, palette.color(Role.Mid), radius=8)
            inner = self.rect().adjusted(px(12), 0, -px(12), 0)
            muted = palette.color(Role.PlaceholderText)
            draw_keys(painter, inner, self._key, muted, self.font())
            words = inner.adjusted(px(32), 0, 0, 0)
            font, ink = stepped(self.font(), "body", QFont.Weight.Medium), palette.color(Role.Text)
            if self.height() < px(ROOM_FOR_TWO):
                draw_text(painter, words, self.text(), ink=ink, font=font)
                return
            middle = self.height() // 2
            upper = QRect(words.left(), middle - px(20), words.width(), px(20))
            lower = QRect(words.left(), middle + px(1), words.width(), px(18))
            term = self._term
            first, rest = broken(self.text(), QFontMetrics(font), words.width())
            draw_text(painter, upper, first, ink=ink, font=font)
            if rest:
                # A long name goes on where the time limit stands, and that after it.
                draw_text(painter, lower, rest, ink=ink, font=font)
                lower.setLeft(lower.left() + QFontMetrics(font).horizontalAdvance(rest) + px(6))
                term = f"· {term}" if term else ""
            draw_text(painter, lower, term, ink=muted, font=stepped(self.font(), "caption"))


def broken(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """The words that fit into a line, and those that do not."""
    first, rest = text, ""
    while metrics.horizontalAdvance(first) > width and " " in first:
        first, _, last = first.rpartition(" ")
        rest = f"{last} {rest}".rstrip()
    return first, rest
