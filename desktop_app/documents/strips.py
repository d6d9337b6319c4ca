"""Strips: the pieces of a page that are never divided, and the blocks of text that make them.

A block is resolved once from its layout and the values (words measured in em) and then laid out for any type size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.codes import code128_modules, draw_code128
from desktop_app.documents.flow import TextLine, Word, balanced, break_lines, draw_line, natural_width, words_of
from desktop_app.documents.fonts import ASCENT, BOLD, ITALIC, LEADING, REGULAR
from desktop_app.documents.geometry import Box, Place
from desktop_app.documents.template import Span

# White space after each block, in em.
BLOCK_GAP = 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """What differs from page to page: its number, the number of pages, and the mark of the copy."""

    number: int
    total: int
    copy: str


Draw = Callable[[Canvas, float, float, Page], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the given height (points) drawn at its upper left corner; white space has no drawing.

    `keep`: not to be parted from the next strip. `heading`: set again at the top of a page that begins with this strip.
    """

    height: float
    draw: Draw | None = None
    keep: bool = False
    heading: "Strip | None" = None


class Flow(Protocol):
    """A resolved block."""

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns the block as strips for a type size and a width in points."""


def space(height: float) -> Strip:
    """Returns white space that vanishes at the end of a page."""
    return Strip(height)


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """Returns the strips tied together, so that no page ends between them."""
    return [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]


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
        hang = self.hang * size
        room = (width - hang) / size
        centre = self.align == "center"
        lines = balanced(self.words, room) if centre else break_lines(self.words, room, self.indent * mm / size)
        strips = [
            Strip(
                size * LEADING,
                self._drawing(line, size, width - hang, hang, first=index == 0),
                self._tied(index, lines),
            )
            for index, line in enumerate(lines)
        ]
        return [space(self.space * mm), *strips] if self.space else strips

    def _drawing(self, line: TextLine, size: float, width: float, hang: float, *, first: bool) -> Draw:
        indent = self.indent * mm if first else 0.0

        def draw(canvas: Canvas, x: float, top: float, _page: Page) -> None:
            baseline = top - size * ASCENT
            if first and self.lead:
                draw_line(canvas, _single(self.lead), Place(x, baseline, hang, size), "left")
            draw_line(canvas, line, Place(x + hang + indent, baseline, width - indent, size), self.align)

        return draw

    @staticmethod
    def _tied(index: int, lines: Sequence[TextLine]) -> bool:
        return index in {0, len(lines) - 2} and len(lines) > 1


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

        def draw(canvas: Canvas, x: float, top: float, _page: Page) -> None:
            for words, start, end in zip(self.cells, starts, ends, strict=True):
                draw_line(canvas, _single(words), Place(x + start, top - size * ASCENT, end - start, size), "left")

        return [Strip(size * LEADING, draw)]


@dataclass(frozen=True, slots=True)
class ListFlow:
    """Numbered items, the text of each aligned behind its number."""

    items: Sequence[Sequence[Word]]

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns the strips of all items."""
        hang = 1.5 if len(self.items) < 10 else 2.0
        strips: list[Strip] = []
        for number, words in enumerate(self.items, start=1):
            lead = words_of([Span(f"{number}.", REGULAR)])
            strips += TextFlow(words, lead=lead, hang=hang).strips(size, width)
        return strips


@dataclass(frozen=True, slots=True)
class SignatureFlow:
    """Signers in equal columns: capacity, note, room for the hand (em), name."""

    signers: Sequence[tuple[str, str, Sequence[Word]]]
    room: float

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip: a row of signatures is never divided."""
        columns = max(2, len(self.signers))
        column = width / columns
        first = columns - len(self.signers)
        stacks = [self._stack(signer, size, column - size) for signer in self.signers]
        height = max(sum(strip.height for strip in stack) for stack in stacks)

        def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
            for index, stack in enumerate(stacks, start=first):
                draw_stack(canvas, stack, x + index * column + size / 2, top, page)

        return [space(size * 0.6), Strip(height, draw)]

    def _stack(self, signer: tuple[str, str, Sequence[Word]], size: float, width: float) -> list[Strip]:
        title, note, name = signer
        stack = centred(title, BOLD, size, width)
        if note:
            stack += centred(note, ITALIC, size, width)
        return [*stack, space(self.room * size), *TextFlow(name, align="center").strips(size, width)]


@dataclass(frozen=True, slots=True)
class BarcodeFlow:
    """A Code 128 in the middle of the width with its text under it."""

    text: str
    height: float
    module: float

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip."""
        bars = self.height * mm
        modules = code128_modules(self.text)
        label = centred(self.text, REGULAR, size, width)

        def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
            draw_code128(canvas, modules, Box(x, top - bars, width, bars), self.module * mm)
            draw_stack(canvas, label, x, top - bars, page)

        return [Strip(bars + sum(strip.height for strip in label), draw)]


def centred(text: str, font: str, size: float, width: float) -> list[Strip]:
    """Returns the text in one face as centred lines."""
    return TextFlow(words_of([Span(text, font)]), align="center").strips(size, width)


def draw_stack(canvas: Canvas, strips: Sequence[Strip], x: float, top: float, page: Page) -> None:
    """Draws the strips one under the other from the top."""
    for strip in strips:
        if strip.draw:
            strip.draw(canvas, x, top, page)
        top -= strip.height


def _single(words: Sequence[Word]) -> TextLine:
    return TextLine(tuple(words), natural_width(words), last=True)
