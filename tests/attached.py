"""Small files of every type that can be attached, made here: what is on them is nobody's."""

import io
import random
from functools import cache

from PIL import Image
from pypdfium2 import PdfDocument

from desktop_app.domain.media import JPEG, PDF, PNG, TIFF


def picture(kind, seed=0, size=(120, 80)):
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(out, kind)
    return out.getvalue()


@cache
def pdf(pages=1):
    # Every writing of a PDF gives it another identity.
    document = PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def tiff_of_pages(pages):
    images = [Image.new("L", (40, 30), shade) for shade in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def large_png(size, seed=0):
    """A whole PNG of about so many bytes, whose content compresses as badly as a photograph."""
    side = max(1, int((size / 3) ** 0.5))
    out = io.BytesIO()
    noise = random.Random(seed).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(out, "PNG", compress_level=0)
    return out.getvalue()


SAMPLES = {PDF: pdf(), JPEG: picture("JPEG"), PNG: picture("PNG"), TIFF: picture("TIFF")}
