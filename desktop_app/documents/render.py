"""Forms to PDF bytes: strips of a filled layout onto pages. The same input gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.blocks import Values, filled, text_of
from desktop_app.documents.fonts import ITALIC, REGULAR, register
from desktop_app.documents.layout import PAPERS, FormLayout
from desktop_app.documents.strips import BLOCK_GAP, Flow, Page, Strip, space

# Distance of page number and reprint mark from the edge of the paper: every office printer reaches there.
_EDGE = 7.0
_MARK_SIZE = 8.0


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
    options = options or RenderOptions()
    register()
    width, height = (side * mm for side in PAPERS[layout.paper])
    top, right, bottom, left = (margin * mm for margin in layout.margins)
    pages = _best_pages(layout, values, width - left - right, height - top - bottom)
    file = BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1, pageCompression=1, initialFontName=REGULAR)
    canvas.setTitle(layout.name)
    canvas.setAuthor(text_of(values, "agency"))
    canvas.setSubject(text_of(values, "code"))
    for copy in _copy_marks(layout, options):
        for number, strips in enumerate(pages, start=1):
            page = Page(number, len(pages), copy)
            _draw_marks(canvas, layout, values, page, options)
            y = height - top
            for strip in strips:
                if strip.draw:
                    strip.draw(canvas, left, y, page)
                y -= strip.height
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _copy_marks(layout: FormLayout, options: RenderOptions) -> tuple[str, ...]:
    if not layout.copies:
        return ("",)
    numbers = options.copies or tuple(range(1, len(layout.copies) + 1))
    if any(not 1 <= number <= len(layout.copies) for number in numbers):
        raise ValueError(f"form {layout.form} has no copies {numbers}")
    return tuple(layout.copies[number - 1] for number in numbers)


def _best_pages(layout: FormLayout, values: Values, width: float, height: float) -> list[list[Strip]]:
    """Returns the pages in the largest type size that needs no more of them than the smallest."""
    flows = filled(layout, values)
    fewest = _pages(flows, layout.sizes[-1], width, height)
    for size in layout.sizes[:-1]:
        pages = _pages(flows, size, width, height)
        if len(pages) <= len(fewest):
            return pages
    return fewest


def _pages(flows: Sequence[tuple[Flow, bool]], size: float, width: float, height: float) -> list[list[Strip]]:
    """Returns the strips of all blocks, page by page."""
    strips: list[Strip] = []
    for flow, tied in flows:
        if tied:
            _tie(strips)
        strips += flow.strips(size, width)
        strips.append(space(size * BLOCK_GAP))
    return _paginated(strips, height)


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
        needed = sum(strip.height for strip in chunk)
        if needed > left:
            if not any(strip.draw for strip in chunk):
                continue
            heading = chunk[0].heading
            pages.append([heading] if heading else [])
            left = height - (heading.height if heading else 0.0)
        if pages[-1] or chunk[0].draw:
            pages[-1] += chunk
            left -= needed
    return pages


def _chunk(strips: Sequence[Strip], start: int, height: float) -> Sequence[Strip]:
    """Returns the strip at start with all that is tied to it, or alone if together they exceed a whole page."""
    end = start
    while strips[end].keep and end + 1 < len(strips):
        end += 1
    chunk = strips[start : end + 1]
    return chunk if sum(strip.height for strip in chunk) <= height else strips[start : start + 1]


def _draw_marks(canvas: Canvas, layout: FormLayout, values: Values, page: Page, options: RenderOptions) -> None:
    """Draws what stands in the margins: the reprint mark on top, the code and the page number at the foot."""
    width, height = (side * mm for side in PAPERS[layout.paper])
    _, right, _, left = (margin * mm for margin in layout.margins)
    canvas.setFont(ITALIC, _MARK_SIZE)
    if options.reprint:
        canvas.drawRightString(width - right, height - _EDGE * mm, f"Bản in lại lần {options.reprint}")
    if page.total > 1:
        canvas.drawRightString(width - right, _EDGE * mm, f"Trang {page.number}/{page.total}")
        if layout.continued:
            text = "".join(span.text for span in layout.continued.fill(values))
            canvas.drawString(left, _EDGE * mm, text)
