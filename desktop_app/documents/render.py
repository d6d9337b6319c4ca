"""Forms to PDF: strips of a filled layout onto pages. The same input gives the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.blocks import Values, filled
from desktop_app.documents.flow import draw_line, plain_words, single_line, words_of
from desktop_app.documents.fonts import ITALIC, REGULAR, register
from desktop_app.documents.geometry import Box, Place
from desktop_app.documents.layout import PAPERS, FormLayout
from desktop_app.documents.stream import StreamedPdf, Target
from desktop_app.documents.strips import BLOCK_GAP, Flow, Strip, centred, draw_stack, height_of
from desktop_app.documents.template import text_of

# Distance of page number and reprint mark from the edge of the paper: every office printer reaches there.
_EDGE = 7.0 * mm
_MARK_SIZE = 8.0

# Step between the type sizes that are tried, in points.
_SIZE_STEP = 0.25


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a printing asks for beyond the values.

    `copies`: which copies (1, 2) of a form that has several, empty for all of them. `reprint`: 0 for the first print,
    n for the n-th reprint, which is then marked on every page.
    """

    copies: tuple[int, ...] = ()
    reprint: int = 0


def render(layout: FormLayout, values: Values, options: RenderOptions | None = None) -> bytes:
    """Returns the form as a PDF with text that can be selected and searched; equal input gives equal bytes.

    A missing value leaves a dotted line or, where the layout says so, nothing; a long one wraps and, where the page is
    full, goes on to the next. Raises ValueError for a date or moment that is none and for a copy that the form lacks.
    """
    target = BytesIO()
    render_all(layout, [values], options or RenderOptions(), target)
    return target.getvalue()


def render_all(layout: FormLayout, sheets: Iterable[Values], options: RenderOptions, target: Target) -> None:
    """Writes the form filled in once for each of one or more sheets, one after the other in one PDF, as `render`.

    Sheets are asked for and pages written one after the other, so that a register of any length fits into memory.
    """
    register()
    left = iter(sheets)
    first = next(left)
    marks = _copy_marks(layout, options)
    canvas = Canvas(BytesIO(), _paper(layout), invariant=1, pageCompression=1, initialFontName=REGULAR)
    canvas.setTitle(layout.name)
    canvas.setAuthor(text_of(first, "agency"))
    canvas.setSubject(text_of(first, "code"))
    pdf = StreamedPdf(canvas, target)
    drawn = 0
    for values in chain([first], left):
        pages = _best_pages(layout, values, _content(layout))
        # What all copies share is drawn once.
        for number, strips in enumerate(pages, start=1):
            _draw_page(canvas, layout, values, strips, _Page(number, len(pages), options.reprint, drawn + number))
            pdf.write_drawn()
        for mark in marks:
            for number, strips in enumerate(pages, start=1):
                canvas.doForm(_name(drawn + number))
                _draw_copy_mark(canvas, strips, _content(layout), mark)
                canvas.showPage()
        drawn += len(pages)
    pdf.end()


def _draw_page(canvas: Canvas, layout: FormLayout, values: Values, strips: Sequence[Strip], page: "_Page") -> None:
    """Draws what stands on a page in all its copies."""
    content = _content(layout)
    canvas.beginForm(_name(page.drawn))
    draw_stack(canvas, strips, content.x, content.top)
    _draw_margins(canvas, layout, values, page)
    canvas.endForm()


def _name(drawn: int) -> str:
    return f"page{drawn}"


@dataclass(frozen=True, slots=True)
class _Page:
    """Its number among those of its sheet, which reprint it is, and its number among all that were drawn."""

    number: int
    total: int
    reprint: int
    drawn: int


def _paper(layout: FormLayout) -> tuple[float, float]:
    width, height = PAPERS[layout.paper]
    return width * mm, height * mm


def _content(layout: FormLayout) -> Box:
    """Returns the paper without its margins."""
    width, height = _paper(layout)
    top, right, bottom, left = (margin * mm for margin in layout.margins)
    return Box(left, bottom, width - left - right, height - top - bottom)


def _copy_marks(layout: FormLayout, options: RenderOptions) -> tuple[str, ...]:
    if not layout.copies:
        return ("",)
    numbers = options.copies or range(1, len(layout.copies) + 1)
    if any(not 1 <= number <= len(layout.copies) for number in numbers):
        raise ValueError(f"form {layout.form} has no copies {numbers}")
    return tuple(layout.copies[number - 1] for number in numbers)


def _best_pages(layout: FormLayout, values: Values, content: Box) -> list[list[Strip]]:
    """Returns the pages in the largest type size that needs no more of them than the least."""
    flows = filled(layout, values)
    least, most = layout.sizes
    best = _pages(flows, least, content)
    fits, fails = 0, round((most - least) / _SIZE_STEP) + 1
    while fails - fits > 1:
        middle = (fits + fails) // 2
        pages = _pages(flows, least + middle * _SIZE_STEP, content)
        if len(pages) <= len(best):
            best, fits = pages, middle
        else:
            fails = middle
    return best


def _pages(flows: Sequence[tuple[Flow, bool]], size: float, content: Box) -> list[list[Strip]]:
    """Returns the strips of all blocks, page by page."""
    strips: list[Strip] = []
    for flow, tied in flows:
        if tied:
            _tie(strips)
        strips += flow.strips(size, content.width)
        strips.append(Strip(size * BLOCK_GAP))
    return _paginated(strips, content.height)


def _tie(strips: list[Strip]) -> None:
    """Makes the last text stay with what follows: no signature and no list stands alone at the top of a page."""
    for index in range(len(strips) - 1, -1, -1):
        strips[index] = replace(strips[index], keep=True)
        if strips[index].draw:
            return


def _paginated(strips: Sequence[Strip], height: float) -> list[list[Strip]]:
    """Returns the strips filled onto pages of the height; what is tied together moves together if a page holds it."""
    pages: list[list[Strip]] = [[]]
    left = height
    position = 0
    while position < len(strips):
        chunk = _chunk(strips, position, height)
        position += len(chunk)
        if height_of(chunk) > left:
            if not any(strip.draw for strip in chunk):
                continue
            heading = chunk[0].heading
            pages.append([heading] if heading else [])
            left = height - height_of(pages[-1])
        pages[-1] += chunk
        left -= height_of(chunk)
    return pages


def _chunk(strips: Sequence[Strip], start: int, height: float) -> Sequence[Strip]:
    """Returns the strip at start with all that is tied to it, or alone if together they exceed a whole page."""
    end = start
    while strips[end].keep and end + 1 < len(strips):
        end += 1
    chunk = strips[start : end + 1]
    return chunk if height_of(chunk) <= height else strips[start : start + 1]


def _draw_margins(canvas: Canvas, layout: FormLayout, values: Values, page: _Page) -> None:
    """Draws the reprint mark into the upper margin and, on several pages, their number into the lower one."""
    _, height = _paper(layout)
    content = _content(layout)
    right = content.x + content.width
    canvas.setFont(ITALIC, _MARK_SIZE)
    if page.reprint:
        canvas.drawRightString(right, height - _EDGE, f"Bản in lại lần {page.reprint}")
    if page.total > 1:
        canvas.drawRightString(right, _EDGE, f"Trang {page.number}/{page.total}")
        if layout.continued:
            line = single_line(words_of(layout.continued.fill(values)))
            # Smaller rather than into the page number.
            room = content.width * 0.85
            draw_line(canvas, line, Place(content.x, _EDGE, room, min(_MARK_SIZE, room / line.width)), "left")


def _draw_copy_mark(canvas: Canvas, strips: Sequence[Strip], content: Box, mark: str) -> None:
    """Draws the mark of the copy where the title left room for it."""
    top = content.top
    for strip in strips:
        if place := strip.copy_mark:
            lines = centred(plain_words(f"({mark})", ITALIC), place.size, place.width)
            draw_stack(canvas, lines, content.x + place.shift, top)
        top -= strip.height
