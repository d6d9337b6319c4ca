"""Strips: the pieces of a page that are never divided, and the blocks of text that make them.

A block is resolved once from its layout and the values (words measured in em) and then laid out for any type size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.codes import draw_code128
from desktop_app.documents.flow import (
    TextLine,
    Word,
    balanced,
    break_lines,
    draw_line,
    natural_width,
    single_line,
    without_lone_word,
)
from desktop_app.documents.fonts import ASCENT, LEADING
from desktop_app.documents.geometry import Box, Place

# White space after each block, in em.
BLOCK_GAP = 0.1

# One who signs alone does so on the right; the share holds THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ on one line.
_LONE_SIGNER = 0.62

# Draws at the upper left corner given in points.
Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the given height (points); white space has no drawing.

    `keep`: not to be parted from the next strip. `heading`: set again at the top of a page that begins with this strip.
    `copy_mark`: this is the place of the mark that tells one copy from the other, drawn on each copy anew.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False
    heading: "Strip | None" = None
    copy_mark: "CopyMark | None" = None


@dataclass(frozen=True, slots=True)
class CopyMark:
    """Type size of the mark of a copy and where it is centred: distance from the left and width, in points."""

    size: float
    shift: float
    width: float


class Flow(Protocol):
    """A resolved block."""

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns the block as strips for a type size and a width in points."""


def height_of(strips: Sequence[Strip]) -> float:
    """Returns the height of the strips one under the other."""
    return sum(strip.height for strip in strips)


def centred(words: Sequence[Word], size: float, width: float) -> list[Strip]:
    """Returns the words as centred lines of like width."""
    return TextFlow(words, align="center").strips(size, width)


def draw_stack(canvas: Canvas, strips: Sequence[Strip], x: float, top: float) -> None:
    """Draws the strips one under the other from the top."""
    for strip in strips:
        if strip.draw:
            strip.draw(canvas, x, top)
        top -= strip.height


def shifted(strip: Strip, by: float) -> Strip:
    """Returns the strip drawn further right and tied to the next one."""
    draw = strip.draw
    return replace(strip, keep=True, draw=draw and (lambda canvas, x, top: draw(canvas, x + by, top)))


@dataclass(frozen=True, slots=True)
class TextFlow:
    """Running text, with `lead` (a number) hanging before it where there is one."""

    words: Sequence[Word]
    align: str = "justify"
    indent: float = 0.0
    scale: float = 1.0
    space: float = 0.0
    lead: Sequence[Word] = ()
    hang: float = 0.0

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip per line; neither the first nor the last line of a paragraph stands alone on a page."""
        size *= self.scale
        room = width / size - self.hang
        if self.align == "center":
            lines = balanced(self.words, room)
        else:
            lines = break_lines(self.words, room, self.indent * mm / size)
            # Stretching a shortened line over its width would tear it apart.
            lines = lines if self.align == "justify" else without_lone_word(lines)
        tied = {0, len(lines) - 2} if len(lines) > 1 else ()
        strips = [Strip(self.space * mm)] if self.space else []
        for index, line in enumerate(lines):
            strips.append(Strip(size * LEADING, self._drawing(line, size, width, first=not index), keep=index in tied))
        return strips

    def _drawing(self, line: TextLine, size: float, width: float, *, first: bool) -> Draw:
        hang = self.hang * size
        start = hang + (self.indent * mm if first else 0.0)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            baseline = top - size * ASCENT
            if first and self.lead:
                draw_line(canvas, single_line(self.lead), Place(x, baseline, hang, size), "left")
            draw_line(canvas, line, Place(x + start, baseline, width - start, size), self.align)

        return draw


@dataclass(frozen=True, slots=True)
class CellsFlow:
    """Short texts in equal columns, or one under the other where one of them is too long for its column."""

    cells: Sequence[Sequence[Word]]

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip, or the strips of each text in turn."""
        widths = [natural_width(words) * size for words in self.cells]
        if max(widths) + size <= width / len(widths):
            starts = [index * width / len(widths) for index in range(len(widths))]
        elif sum(widths) + size * (len(widths) - 1) <= width:
            slack = (width - sum(widths)) / (len(widths) - 1)
            starts = [sum(widths[:index]) + index * slack for index in range(len(widths))]
        else:
            return [strip for words in self.cells for strip in TextFlow(words).strips(size, width)]
        ends = [*(start - size for start in starts[1:]), width]

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for words, start, end in zip(self.cells, starts, ends, strict=True):
                place = Place(x + start, top - size * ASCENT, end - start, size)
                draw_line(canvas, single_line(words), place, "left")

        return [Strip(size * LEADING, draw)]


@dataclass(frozen=True, slots=True)
class ListFlow:
    """Items of a number and a text, the text aligned behind its number."""

    items: Sequence[tuple[Sequence[Word], Sequence[Word]]]

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns the strips of all items."""
        hang = max(natural_width(number) for number, _ in self.items) + 0.75
        flows = [TextFlow(words, lead=number, hang=hang) for number, words in self.items]
        return [strip for flow in flows for strip in flow.strips(size, width)]


@dataclass(frozen=True, slots=True)
class SignatureFlow:
    """Signers in equal columns: capacity, note, room for the hand (em), name."""

    signers: Sequence[tuple[Sequence[Word], Sequence[Word], Sequence[Word]]]
    room: float

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip: a row of signatures is never divided."""
        column = width * _LONE_SIGNER if len(self.signers) == 1 else width / len(self.signers)
        first = width - column * len(self.signers)
        stacks = [
            [
                *centred(title, size, column),
                *centred(note, size, column),
                Strip(self.room * size),
                *centred(name, size, column),
            ]
            for title, note, name in self.signers
        ]

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for index, stack in enumerate(stacks):
                draw_stack(canvas, stack, x + first + index * column, top)

        return [Strip(size * 0.6, keep=True), Strip(max(map(height_of, stacks)), draw)]


@dataclass(frozen=True, slots=True)
class BarcodeFlow:
    """A Code 128 in the middle of the width with its text under it; the height of the bars in millimetres.

    Without modules only the text, without a text only the bars.
    """

    modules: str
    text: Sequence[Word]
    height: float

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip."""
        bars, gap = self.height * mm, size * 0.25 if self.modules else 0.0
        label = centred(self.text, size, width)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            if self.modules:
                draw_code128(canvas, self.modules, Box(x, top - bars, width, bars))
            draw_stack(canvas, label, x, top - bars - gap)

        return [Strip(bars + gap + height_of(label), draw)]
