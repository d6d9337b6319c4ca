"""Looking at a PDF as a printer, a scanner and a reader would."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from desktop_app.documents.layout import FormLayout
from desktop_app.documents.library import FormLibrary
from desktop_app.documents.render import RenderOptions, render

FORMS = Path(__file__).parents[2] / "resources" / "forms"
LIBRARY = FormLibrary([FORMS])
TODAY = date(2026, 10, 8)

# pdfium marks a hyphen at the end of a line, which a reader may or may not take as part of the word.
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\xad": "-"})


def layout_of(form: str, on: date = TODAY) -> FormLayout:
    return LIBRARY.layout(form, on)


def pdf_of(form: str, values: Mapping[str, Any], options: RenderOptions | None = None, on: date = TODAY) -> bytes:
    return render(layout_of(form, on), values, options)


def texts(pdf: bytes) -> list[str]:
    """The text of each page as a search finds it, lines joined by one blank."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().translate(_HYPHENS).split()) for page in document]


def squeezed(text: str) -> str:
    """The text without white space, for comparing what may be broken across lines anywhere."""
    return "".join(text.split())


def picture(pdf: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_pil()


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def ink(image: Image.Image, dpi: int) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge of everything that is not white, in millimetres from the upper left corner."""
    box = ImageOps.invert(image).getbbox()
    assert box is not None
    return tuple(edge / dpi * 25.4 for edge in box)


def noisy(image: Image.Image) -> Image.Image:
    """The picture as a dusty scanner with little contrast delivers it."""
    dust = Image.frombytes("L", image.size, random.Random(7).randbytes(image.width * image.height))
    return Image.blend(image, dust, 0.12)


def skewed(image: Image.Image) -> Image.Image:
    """The picture of a paper that was laid down askew, by three degrees."""
    return image.rotate(3, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def codes(image: Image.Image) -> dict[str, str]:
    """What a scanner reads, by symbology."""
    wanted = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode)
    return {code.format.name: code.text for code in zxingcpp.read_barcodes(image, formats=wanted)}
