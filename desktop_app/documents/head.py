"""The upper part of an official paper: agency and state, number and place, title with its codes (NĐ 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.codes import code128_width, draw_qr
from desktop_app.documents.flow import Word, natural_width, plain_words
from desktop_app.documents.fonts import BOLD, LEADING
from desktop_app.documents.geometry import Box
from desktop_app.documents.strips import BarcodeFlow, CopyMark, Strip, centred, draw_stack, height_of, shifted

# Quốc hiệu and agency are one point smaller than the body on A4 (12 against 13), the motto as large as the body.
_HEAD_SCALE = 0.92
_MOTTO_SCALE = 1.06
_STATE_SHARE = 0.58

_QR_SIDE = 20.0 * mm
# Five modules or more to the next ink: the standard's quiet zone is four.
_QR_GAP = 3.0 * mm


@dataclass(frozen=True, slots=True)
class HeadFlow:
    """The agency at the left, the state at the right, the number and the place with the date under them."""

    parent: Sequence[Word]
    agency: Sequence[Word]
    number: Sequence[Word]
    place: Sequence[Word]

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns one strip for the head and one for the row under it."""
        country = plain_words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD)
        motto = plain_words("Độc lập - Tự do - Hạnh phúc", BOLD)
        right = width * _STATE_SHARE
        left = width - right
        # Quốc hiệu stands on one line, whatever the paper.
        head = min(size * _HEAD_SCALE, right / natural_width(country))
        agency = [*centred(self.parent, head, left - head), *centred(self.agency, head, left - head)]
        state = [*centred(country, head, right), *centred(motto, head * _MOTTO_SCALE, right)]
        gap = head * 0.35
        lines = natural_width(motto) * head * _MOTTO_SCALE

        def draw(canvas: Canvas, x: float, top: float) -> None:
            draw_stack(canvas, agency, x, top)
            draw_stack(canvas, state, x + left, top)
            canvas.setLineWidth(0.5)
            _rule(canvas, x + (left - head) / 2, top - height_of(agency) - gap, (left - head) * 0.4)
            _rule(canvas, x + left + right / 2, top - height_of(state) - gap, lines)

        strips = [Strip(max(height_of(agency), height_of(state)) + 2 * gap, draw, keep=True)]
        if self.number or self.place:
            strips.append(self._row(size, left, right))
        return strips

    def _row(self, size: float, left: float, right: float) -> Strip:
        # The date stays on one line unless the place has a very long name.
        size = max(size * 0.8, min(size, right / natural_width(self.place))) if self.place else size
        number = centred(self.number, size, left - size)
        place = centred(self.place, size, right)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            draw_stack(canvas, number, x, top)
            draw_stack(canvas, place, x + left, top)

        return Strip(max(height_of(number), height_of(place)), draw)


@dataclass(frozen=True, slots=True)
class TitleFlow:
    """The title; the QR (its rows) stands left of it, the barcode and its caption under it, where there are any."""

    lines: Sequence[Sequence[Word]]
    scale: float
    under: Sequence[Sequence[Word]]
    has_copies: bool
    qr: Sequence[str]
    code: BarcodeFlow

    def strips(self, size: float, width: float) -> list[Strip]:
        """Returns the lines from the title to the barcode, tied together, between white space."""
        side = _QR_SIDE + _QR_GAP if self.qr else 0.0
        middle = width - 2 * side
        if code128_width(self.code.modules) > middle:
            # Bars too fine for a scanner are worse than a title beside the middle of the page.
            middle = width - side
        stack = [strip for words in self.lines for strip in centred(words, size * self.scale, middle)]
        for words in self.under:
            stack += centred(words, size, middle)
        if self.has_copies:
            stack.append(Strip(size * LEADING, copy_mark=CopyMark(size, side, middle)))
        stack += [Strip(size * 0.3), *self.code.strips(size, middle)]
        if self.qr and height_of(stack) < _QR_SIDE:
            stack.append(Strip(_QR_SIDE - height_of(stack)))
        tied = [shifted(strip, side) for strip in stack]
        return [Strip(size * 0.5), Strip(0.0, self._draw_qr, keep=True), *tied, Strip(size * 0.5)]

    def _draw_qr(self, canvas: Canvas, x: float, top: float) -> None:
        if self.qr:
            draw_qr(canvas, self.qr, Box(x, top - _QR_SIDE, _QR_SIDE, _QR_SIDE))


def _rule(canvas: Canvas, middle: float, y: float, length: float) -> None:
    canvas.line(middle - length / 2, y, middle + length / 2, y)
