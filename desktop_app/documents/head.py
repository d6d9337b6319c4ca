"""The upper part of an official paper: agency and state, number and place, title with its codes (NĐ 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.codes import draw_code128, draw_qr
from desktop_app.documents.flow import Word, natural_width
from desktop_app.documents.fonts import BOLD, ITALIC, REGULAR, em_width
from desktop_app.documents.geometry import Box
from desktop_app.documents.strips import Page, Strip, TextFlow, centred, draw_stack, space

_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"

# Quốc hiệu and agency are one point smaller than the body on A4 (12 against 14).
_HEAD_SCALE = 0.86
_STATE_SHARE = 0.55
_QR_SIDE = 20.0
_QR_GAP = 3.0
_BARS_HEIGHT = 8.0
_BARS_MODULE = 0.254


@dataclass(frozen=True, slots=True)
class HeadFlow:
    """The agency at the left, the state at the right, the number and the place with the date under them."""

    parent: str
    agency: str
    number: Sequence[Word]
    place: Sequence[Word]

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip for the head and one for the row under it."""
        right = width * _STATE_SHARE
        left = width - right
        # Quốc hiệu stands on one line, whatever the paper.
        head = min(size * _HEAD_SCALE, right / em_width(_STATE, BOLD))
        agency = [*centred(self.parent, REGULAR, head, left - head), *centred(self.agency, BOLD, head, left - head)]
        state = [*centred(_STATE, BOLD, head, right), *centred(_MOTTO, BOLD, head * 1.06, right)]
        rule = head * 0.35
        agency_height = sum(strip.height for strip in agency)
        state_height = sum(strip.height for strip in state)

        def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
            draw_stack(canvas, agency, x, top, page)
            draw_stack(canvas, state, x + left, top, page)
            canvas.setLineWidth(0.5)
            _rule(canvas, x + (left - head) / 2, top - agency_height - rule, (left - head) * 0.4)
            motto = em_width(_MOTTO, BOLD) * head * 1.06
            _rule(canvas, x + left + right / 2, top - state_height - rule, motto)

        strips = [Strip(max(agency_height, state_height) + 2 * rule, draw, keep=True)]
        if self.number or self.place:
            strips.append(self._row(size, left, right))
        return strips

    def _row(self, size: float, left: float, right: float) -> Strip:
        # The date stays on one line unless the place has a very long name.
        size = max(size * 0.8, min(size, right / natural_width(self.place))) if self.place else size
        number = TextFlow(self.number, align="center").strips(size, left - size)
        place = TextFlow(self.place, align="center").strips(size, right)

        def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
            draw_stack(canvas, number, x, top, page)
            draw_stack(canvas, place, x + left, top, page)

        return Strip(max(sum(strip.height for strip in stack) for stack in (number, place)), draw)


@dataclass(frozen=True, slots=True)
class TitleFlow:
    """The title; the QR (its rows) stands left of it, the Code 128 (its modules) under it, where there are any."""

    lines: Sequence[str]
    scale: float
    caption: Sequence[Word]
    has_copies: bool
    qr: Sequence[str]
    modules: str

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip for title and codes, then white space."""
        side = (_QR_SIDE + _QR_GAP) * mm if self.qr else 0.0
        middle = width - 2 * side
        stack = [strip for line in self.lines for strip in centred(line, BOLD, size * self.scale, middle)]
        if self.has_copies:
            stack.append(_copy_mark(size, middle))
        if self.modules:
            stack.append(_bars(self.modules, size, middle))
        if self.caption:
            stack += TextFlow(self.caption, align="center").strips(size, middle)
        height = sum(strip.height for strip in stack)
        if self.qr:
            height = max(height, _QR_SIDE * mm)

        def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
            if self.qr:
                draw_qr(canvas, self.qr, Box(x, top - _QR_SIDE * mm, _QR_SIDE * mm, _QR_SIDE * mm))
            draw_stack(canvas, stack, x + side, top, page)

        return [space(size * 0.6), Strip(height, draw, keep=True), space(size * 0.6)]


def _copy_mark(size: float, width: float) -> Strip:
    def draw(canvas: Canvas, x: float, top: float, page: Page) -> None:
        draw_stack(canvas, centred(f"({page.copy})", ITALIC, size, width), x, top, page)

    return Strip(centred("(Liên)", ITALIC, size, width)[0].height, draw)


def _bars(modules: str, size: float, width: float) -> Strip:
    """Returns the Code 128; white space above and below keeps letters out of a scanner's sight."""
    gap, bars = size * 0.3, _BARS_HEIGHT * mm

    def draw(canvas: Canvas, x: float, top: float, _page: Page) -> None:
        draw_code128(canvas, modules, Box(x, top - gap - bars, width, bars), _BARS_MODULE * mm)

    return Strip(bars + 1.5 * gap, draw)


def _rule(canvas: Canvas, middle: float, y: float, length: float) -> None:
    canvas.line(middle - length / 2, y, middle + length / 2, y)
