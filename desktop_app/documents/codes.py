"""Code 128 and QR as vector drawings: sharp on every printer, read by every scanner."""

import re
from collections.abc import Sequence

import segno
from barcode.codex import Code128
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.geometry import Box

# Quiet zone on each side in modules (ISO/IEC 15417).
_QUIET = 10

# Width of a module in points, widest first: 10, 8, 7 and 6 dots at 600 dpi. Bars begin on a whole pixel at 150 dpi, so
# that neither printer nor preview smears the edges of the easy one.
_EASY_MODULE = 0.96
_MODULES = (1.2, _EASY_MODULE, 0.84, 0.72)
_GRID = 0.48

# The standard lets the encoder choose among eight masks; trying them all costs five times the rest of the drawing,
# and any of them is read equally by its format bits.
_QR_MASK = 3

_DARK = re.compile("1+")


def code128_modules(text: str) -> str:
    """Returns the modules of a Code 128 as a row of 1 (bar) and 0; raises ValueError for text outside ASCII.

    A number is encoded without its hyphens: two digits to a symbol make bars that are twice as easy to read.
    """
    if not text.isascii() or not text.isprintable():
        raise ValueError("a Code 128 holds printable ASCII only")
    digits = text.replace("-", "")
    pattern: str = Code128(digits if digits.isdigit() else text).build()[0]
    return pattern


def qr_rows(text: str) -> tuple[str, ...]:
    """Returns the rows of a QR (error correction M) as 1 (dark) and 0."""
    symbol = segno.make_qr(text, error="m", mask=_QR_MASK, encoding="utf-8", boost_error=False)
    return tuple("".join("1" if cell else "0" for cell in row) for row in symbol.matrix)


def code128_width(modules: str) -> float:
    """Returns the width in points, quiet zones included, from which every scanner reads the code easily."""
    return (len(modules) + 2 * _QUIET) * _EASY_MODULE


def draw_code128(canvas: Canvas, modules: str, box: Box) -> None:
    """Draws the bars in the middle of the box, the quiet zones inside it, as wide as a printer's dots allow."""
    room = box.width / (len(modules) + 2 * _QUIET)
    unit = next((module for module in _MODULES if module <= room), room)
    left = box.x + (box.width - unit * len(modules)) / 2
    _fill(canvas, (unit, 0, 0, box.height, left // _GRID * _GRID, box.y), _runs(modules, 0))


def draw_qr(canvas: Canvas, rows: Sequence[str], box: Box) -> None:
    """Draws the QR over the whole box; the quiet zone around it is the caller's."""
    matrix = (box.width / len(rows), 0, 0, box.height / len(rows), box.x, box.y)
    _fill(canvas, matrix, [run for row, cells in enumerate(reversed(rows)) for run in _runs(cells, row)])


def _runs(cells: str, row: int) -> list[str]:
    """Returns the dark stretches of a row as PDF rectangles in whole modules."""
    return [f"{run.start()} {row} {run.end() - run.start()} 1 re" for run in _DARK.finditer(cells)]


def _fill(canvas: Canvas, matrix: tuple[float, ...], rectangles: Sequence[str]) -> None:
    """Fills rectangles given in whole modules: one path, so that neighbours leave no hair line between them."""
    canvas.saveState()
    canvas.transform(*matrix)
    canvas.addLiteral(" ".join([*rectangles, "f"]))
    canvas.restoreState()
