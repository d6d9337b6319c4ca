"""Running text: words measured once in em, broken into lines for any width, drawn justified."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.fonts import em_width, shown
from desktop_app.documents.geometry import Place
from desktop_app.documents.template import Span

# Width in em of a dotted gap between words, and the least of one that reaches to the end of its line.
_GAP = 2.6
_LEAST_FILL = 4.0
_DOT_STEP = 0.28

# Where a code or an address of the web may be cut.
_MARKS = "-/.@_"

# A line that would be stretched more than this between words (em) stays ragged.
_WIDEST_STRETCH = 0.6

# The blank is a quarter of an em in all three faces.
BLANK = 0.25

# Lines and words that are needed before one of them can go to the next line.
_WITH_COMPANY, _SPARING = 2, 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one face, or without text a dotted gap; the width in em."""

    text: str
    font: str
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces that stay together on a line; the width in em."""

    pieces: tuple[Piece, ...]
    width: float
    fill: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """The words of one line, what they take without stretching (em), and whether the paragraph ends here."""

    words: tuple[Word, ...]
    width: float
    last: bool


def plain_words(text: str, font: str) -> list[Word]:
    """Returns the words of a text in one face, none for an empty text."""
    return words_of([Span(text, font)]) if text else []


def words_of(spans: Iterable[Span]) -> list[Word]:
    """Returns the words of the spans; spans that touch without a blank make one word."""
    words: list[Word] = []
    pieces: list[Piece] = []
    for span in spans:
        if span.fill:
            _close(words, pieces)
            words.append(Word((Piece("", span.font, _LEAST_FILL),), _LEAST_FILL, fill=True))
        elif not span.text:
            pieces.append(Piece("", span.font, _GAP))
        else:
            for index, text in enumerate(shown(span.text, span.font).split(" ")):
                if index:
                    _close(words, pieces)
                if text:
                    pieces.append(Piece(text, span.font, em_width(text, span.font)))
    _close(words, pieces)
    return words


def _close(words: list[Word], pieces: list[Piece]) -> None:
    """Makes one word of the pieces gathered so far."""
    if len(pieces) == 1:
        words.append(_single(pieces[0]))
    elif pieces:
        words.append(Word(tuple(pieces), sum(piece.width for piece in pieces)))
    pieces.clear()


@lru_cache(maxsize=4096)
def _single(piece: Piece) -> Word:
    """The word of one piece; a register says the same words thousands of times."""
    return Word((piece,), piece.width)


def natural_width(words: Sequence[Word]) -> float:
    """Returns the width in em of the words on one line."""
    return sum(word.width for word in words) + BLANK * max(0, len(words) - 1)


def single_line(words: Sequence[Word]) -> TextLine:
    """Returns the words as one line, however wide."""
    return TextLine(tuple(words), natural_width(words), last=True)


def break_lines(words: Sequence[Word], width: float, indent: float = 0.0) -> list[TextLine]:
    """Returns the words as lines no wider than the width (em), the first one shorter by the indent.

    A word wider than a whole line is divided between characters: nothing is ever cut or set over the edge.
    """
    if not words:
        return []
    line = single_line(words)
    if line.width <= width - indent:
        return [line]
    lines: list[TextLine] = []
    current: list[Word] = []
    taken, room = 0.0, width - indent
    for word in _fitting(words, width - indent):
        if current and taken + BLANK + word.width > room:
            lines.append(TextLine(tuple(current), taken, last=False))
            current, taken, room = [], 0.0, width
        taken += word.width + (BLANK if current else 0.0)
        current.append(word)
    lines.append(TextLine(tuple(current), taken, last=True))
    return lines


def without_lone_word(lines: Sequence[TextLine]) -> list[TextLine]:
    """Returns the lines with company for a single word at the end, from a line before it that can spare one."""
    if len(lines) < _WITH_COMPANY or len(lines[-1].words) > 1 or len(lines[-2].words) < _SPARING:
        return list(lines)
    *kept, moved = lines[-2].words
    before = TextLine(tuple(kept), lines[-2].width - moved.width - BLANK, last=False)
    after = TextLine((moved, *lines[-1].words), moved.width + BLANK + lines[-1].width, last=True)
    # What is written on by hand, and what is as wide as the paper, stays alone.
    fits = after.width <= max(line.width for line in lines) and not any(word.fill for word in after.words)
    return [*lines[:-2], before, after] if fits else list(lines)


def balanced(words: Sequence[Word], width: float) -> list[TextLine]:
    """Returns the words as few lines of like width, for text that is centred: no single word under a full line."""
    lines = break_lines(words, width)
    low, high = max((word.width for word in words), default=0.0), width
    while len(lines) > 1 and high - low > 0.25:
        middle = (low + high) / 2
        if len(tried := break_lines(words, middle)) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def draw_line(canvas: Canvas, line: TextLine, place: Place, align: str) -> None:
    """Draws one line in its place, justified unless it ends its paragraph."""
    size = place.size
    slack = place.width / size - line.width
    gaps = len(line.words) - 1
    start = stretch = fill = 0.0
    if any(word.fill for word in line.words):
        fill = slack
    elif align == "justify" and not line.last and slack < gaps * _WIDEST_STRETCH:
        stretch = slack / gaps
    elif align == "center":
        start = slack / 2
    elif align == "right":
        start = slack
    run = canvas.beginText()
    # Word space outlives the text object it was set in.
    run.setWordSpace(stretch * size)
    for text, font, begin, end in _runs(line.words, BLANK + stretch, fill):
        x = place.x + (start + begin) * size
        if text:
            run.setTextOrigin(x, place.baseline)
            run.setFont(font, size)
            run.textLine(text)
        else:
            _dots(canvas, Place(x, place.baseline, (end - begin) * size, size))
    canvas.drawText(run)


def _runs(words: Sequence[Word], blank: float, fill: float) -> Iterator[tuple[str, str, float, float]]:
    """Yields stretches in one face, or gaps without text, from where to where (em).

    Neighbours in one face are one stretch, so that a search finds them together. `fill` is what a gap reaching to the
    end of the line takes beyond its least width.
    """
    text, font = "", ""
    start = x = 0.0
    for index, word in enumerate(words):
        if index:
            x += blank
            text += " " if text else ""
        for piece in word.pieces:
            if text and (piece.font != font or not piece.text):
                yield text, font, start, x
                text = ""
            end = x + piece.width + (fill if word.fill else 0.0)
            if not piece.text:
                yield "", piece.font, x, end
            elif not text:
                font, start = piece.font, x
            text += piece.text
            x = end
    if text:
        yield text, font, start, x


def _dots(canvas: Canvas, place: Place) -> None:
    """Draws a dotted line to write on; its dots stand on one grid so that dotted lines above each other agree."""
    step = _DOT_STEP * place.size
    first = (place.x // step + 1) * step
    canvas.saveState()
    canvas.setLineWidth(place.size * 0.075)
    canvas.setLineCap(1)
    canvas.setDash([0, step])
    canvas.line(first, place.baseline, max(first, place.x + place.width - step / 2), place.baseline)
    canvas.restoreState()


def _fitting(words: Sequence[Word], width: float) -> Iterable[Word]:
    """Yields the words, those wider than the width divided."""
    for word in words:
        if word.width <= width:
            yield word
        else:
            yield from _divided(word, width)


def _divided(word: Word, width: float) -> Iterable[Word]:
    """Yields parts of a word no wider than the width (one character at least), cut after a mark if there is one."""
    for piece in word.pieces:
        rest = piece.text
        while rest:
            part = _longest_start(rest, piece.font, width)
            rest = rest[len(part) :]
            taken = em_width(part, piece.font)
            yield Word((Piece(part, piece.font, taken),), taken)


def _longest_start(text: str, font: str, width: float) -> str:
    """Returns as much of the text as fits, up to a mark within it rather than in the middle of a number."""
    end, taken = 0, 0.0
    while end < len(text) and (taken := taken + em_width(text[end], font)) <= width:
        end += 1
    if end >= len(text):
        return text
    after_mark = max(text.rfind(mark, 0, end) + 1 for mark in _MARKS)
    return text[: after_mark or end or 1]
