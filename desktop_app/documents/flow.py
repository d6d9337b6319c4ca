"""Running text: words measured once in em, broken into lines for any width, drawn justified."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from desktop_app.documents.fonts import em_width
from desktop_app.documents.geometry import Place
from desktop_app.documents.template import Span

# Width in em of a dotted gap between words, and the least of one that reaches to the end of its line.
_GAP = 2.6
_LEAST_FILL = 4.0
_DOT_STEP = 0.28

# The blank is a quarter of an em in all three faces.
BLANK = 0.25


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
            for index, text in enumerate(span.text.split(" ")):
                if index:
                    _close(words, pieces)
                if text:
                    pieces.append(Piece(text, span.font, em_width(text, span.font)))
    _close(words, pieces)
    return words


def _close(words: list[Word], pieces: list[Piece]) -> None:
    """Makes one word of the pieces gathered so far."""
    if pieces:
        words.append(Word(tuple(pieces), sum(piece.width for piece in pieces)))
        pieces.clear()


def natural_width(words: Sequence[Word]) -> float:
    """Returns the width in em of the words on one line."""
    return sum(word.width for word in words) + BLANK * max(0, len(words) - 1)


def break_lines(words: Sequence[Word], width: float, indent: float = 0.0) -> list[TextLine]:
    """Returns the words as lines no wider than the width (em), the first one shorter by the indent.

    A word wider than a whole line is divided between characters: nothing is ever cut or set over the edge.
    """
    lines: list[TextLine] = []
    current: list[Word] = []
    taken, room = 0.0, width - indent
    for word in _fitting(words, room if indent else width):
        needed = word.width + (BLANK if current else 0.0)
        if current and taken + needed > room:
            lines.append(TextLine(tuple(current), taken, last=False))
            current, taken, room, needed = [], 0.0, width, word.width
        current.append(word)
        taken += needed
    if current:
        lines.append(TextLine(tuple(current), taken, last=True))
    return lines


def balanced(words: Sequence[Word], width: float) -> list[TextLine]:
    """Returns the words as few lines of like width, for text that is centred: no single word under a full line."""
    lines = break_lines(words, width)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 0.25:
        middle = (low + high) / 2
        if len(tried := break_lines(words, middle)) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def draw_line(canvas: Canvas, line: TextLine, place: Place, align: str) -> None:
    """Draws one line in its place, justified unless it ends its paragraph."""
    slack = place.width - line.width * place.size
    blank = BLANK * place.size
    gaps = len(line.words) - 1
    x = place.x
    if any(word.fill for word in line.words):
        _draw_words(canvas, line.words, place, blank, slack)
        return
    if align == "justify" and not line.last and gaps:
        blank += slack / gaps
    elif align == "center":
        x += slack / 2
    elif align == "right":
        x += slack
    _draw_words(canvas, line.words, replace(place, x=x), blank, 0.0)


def _draw_words(canvas: Canvas, words: Sequence[Word], place: Place, blank: float, slack: float) -> None:
    """Draws the words; neighbours in one face become one string, so that a search finds them together.

    `slack` is what a gap reaching to the end of the line takes beyond its least width.
    """
    run = canvas.beginText()
    # Word space outlives the text object it was set in.
    run.setWordSpace(blank - BLANK * place.size)
    text, face = "", ""
    start = x = place.x
    for index, word in enumerate(words):
        if index:
            text += " "
            x += blank
        for piece in word.pieces:
            if piece.font != face or not piece.text:
                _add(run, text, face, replace(place, x=start))
                text, face, start = "", piece.font, x
            text += piece.text
            end = x + piece.width * place.size + (slack if word.fill else 0.0)
            if not piece.text:
                _dots(canvas, replace(place, x=x, width=end - x))
                start = end
            x = end
    _add(run, text, face, replace(place, x=start))
    canvas.drawText(run)


def _add(run: PDFTextObject, text: str, face: str, place: Place) -> None:
    if text:
        run.setTextOrigin(place.x, place.baseline)
        run.setFont(face, place.size)
        run.textLine(text)


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
    """Yields parts of a word, each no wider than the width (one character at least)."""
    for piece in word.pieces:
        part, taken = "", 0.0
        for char in piece.text:
            char_width = em_width(char, piece.font)
            if part and taken + char_width > width:
                yield Word((Piece(part, piece.font, taken),), taken)
                part, taken = "", 0.0
            part, taken = part + char, taken + char_width
        yield Word((Piece(part, piece.font, taken),), taken)
