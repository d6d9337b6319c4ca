"""Ruled tables whose heading is repeated on every page and whose rows grow with their text."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.flow import TextLine, Word, balanced, break_lines, draw_line, plain_words
from desktop_app.documents.fonts import ASCENT, BOLD, LEADING
from desktop_app.documents.geometry import Box, Place
from desktop_app.documents.layout import Column
from desktop_app.documents.strips import Strip

_PADDING = 0.3
_RULE = 0.5
_AROUND = 0.4
# A row of more lines than this is divided, so that any text finds room on pages of any paper.
_MOST_LINES = 24

# The words of each line of each cell, and the same broken to the width of the column.
Row = Sequence[Sequence[Sequence[Word]]]
Cell = Sequence[TextLine]
_EMPTY = TextLine((), 0.0, last=True)


@dataclass(frozen=True, slots=True)
class TableFlow:
    """A table with the words of every line of every cell."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    scale: float

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip for the heading and one or more for each row."""
        size *= self.scale
        share = width / sum(column.width for column in self.columns)
        widths = [column.width * share for column in self.columns]
        heading = self._heading(size, widths)
        strips = [Strip(size * _AROUND, keep=True), heading]
        for row in self.rows:
            strips += self._row(row, size, widths, heading)
        return [*strips, Strip(size * _AROUND)]

    def _row(self, row: Row, size: float, widths: Sequence[float], heading: Strip) -> list[Strip]:
        cells = [_broken(lines, _room(width, size)) for lines, width in zip(row, widths, strict=True)]
        most = max(1, *(len(cell) for cell in cells))
        aligns = [column.align for column in self.columns]
        return [
            _row_strip([cell[start : start + _MOST_LINES] for cell in cells], aligns, size, widths, heading)
            for start in range(0, most, _MOST_LINES)
        ]

    def _heading(self, size: float, widths: Sequence[float]) -> Strip:
        """Returns the heading; columns with the same text over them share an upper cell."""
        spans = _spans(self.columns)
        upper = [
            _heading_lines(self.columns[first].over, size, sum(widths[first:end])) if self.columns[first].over else []
            for first, end in spans
        ]
        lower = [_heading_lines(c.heading, size, width) for c, width in zip(self.columns, widths, strict=True)]
        upper_height = _height(max(map(len, upper)), size) if any(upper) else 0.0
        split = [
            _height(len(lower[i]), size) for first, end in spans for i in range(first, end) if self.columns[i].over
        ]
        whole = [_height(len(lines), size) for c, lines in zip(self.columns, lower, strict=True) if not c.over]
        height = max([*whole, upper_height + max(split, default=0.0)])

        def draw(canvas: Canvas, x: float, top: float) -> None:
            canvas.setLineWidth(_RULE)
            for (first, end), lines in zip(spans, upper, strict=True):
                left = x + sum(widths[:first])
                if lines:
                    _draw_cell(canvas, lines, Box(left, top - upper_height, sum(widths[first:end]), upper_height), size)
                drop = upper_height if lines else 0.0
                for index in range(first, end):
                    _draw_cell(canvas, lower[index], Box(left, top - height, widths[index], height - drop), size)
                    left += widths[index]

        return Strip(height, draw, keep=True)


def _spans(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Returns first and end index of the neighbours that share the text over them."""
    spans: list[tuple[int, int]] = []
    for index, column in enumerate(columns):
        if spans and column.over and columns[index - 1].over == column.over:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans


def _draw_cell(canvas: Canvas, lines: Cell, box: Box, size: float) -> None:
    """Draws a heading cell with its frame, the lines in its middle."""
    canvas.rect(box.x, box.y, box.width, box.height)
    padding = _PADDING * size
    baseline = box.y + (box.height + len(lines) * size * LEADING) / 2 - size * ASCENT
    for line in lines:
        draw_line(canvas, line, Place(box.x + padding, baseline, box.width - 2 * padding, size), "center")
        baseline -= size * LEADING


def _row_strip(
    cells: Sequence[Cell], aligns: Sequence[str], size: float, widths: Sequence[float], heading: Strip
) -> Strip:
    height = _height(max(1, *(len(cell) for cell in cells)), size)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.setLineWidth(_RULE)
        padding = _PADDING * size
        for cell, align, width in zip(cells, aligns, widths, strict=True):
            canvas.rect(x, top - height, width, height)
            for index, line in enumerate(cell):
                baseline = top - padding - index * size * LEADING - size * ASCENT
                draw_line(canvas, line, Place(x + padding, baseline, width - 2 * padding, size), align)
            x += width

    return Strip(height, draw, heading=heading)


def _broken(lines: Sequence[Sequence[Word]], width: float) -> Cell:
    return [part for words in lines for part in break_lines(words, width) or [_EMPTY]]


def _heading_lines(text: str, size: float, width: float) -> Cell:
    return balanced(plain_words(text, BOLD), _room(width, size))


def _room(width: float, size: float) -> float:
    """Returns what a cell of this width in points has for text, in em."""
    return width / size - 2 * _PADDING


def _height(lines: int, size: float) -> float:
    return lines * size * LEADING + 2 * _PADDING * size
