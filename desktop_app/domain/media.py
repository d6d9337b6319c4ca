"""What a file is and whether all of it is there, judged by its content: a name can say anything."""

import struct
import zlib

PDF, JPEG, PNG, TIFF = "application/pdf", "image/jpeg", "image/png", "image/tiff"
MEGABYTE = 1_000_000
SUFFIXES = {PDF: "pdf", JPEG: "jpg", PNG: "png", TIFF: "tif"}

_PNG = b"\x89PNG\r\n\x1a\n"
# Readers look no further for the mark at either end of a PDF.
_PDF_MARGIN = 1024
_TIFF_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
# Where strips and tiles begin, and in the next tag how long they are (TIFF 6.0).
_TIFF_PLACES = {273: 279, 324: 325}
_TIFF_SIZES = {3: "H", 4: "I"}
_MOST_PAGES = 10_000


def media_type(content: bytes) -> str | None:
    """The type that the content begins as, None for everything that cannot be attached."""
    if b"%PDF-" in content[:_PDF_MARGIN]:
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(_PNG):
        return PNG
    return TIFF if content[:4] in _TIFF_ORDERS else None


def is_whole(content: bytes, media: str) -> bool:
    """Whether a file of this type goes on to its end: one that was cut short or torn open does not."""
    try:
        return _CHECKS[media](content)
    except (struct.error, IndexError, ValueError):
        return False


def _pdf(content: bytes) -> bool:
    return b"%%EOF" in content[-_PDF_MARGIN:]


def _jpeg(content: bytes) -> bool:
    """Segments up to the picture, and the mark after it: within a segment stands the preview's own mark."""
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return content[at] == 0xFF and content.rfind(b"\xff\xd9") > at


def _png(content: bytes) -> bool:
    at = len(_PNG)
    while True:
        size, kind = struct.unpack_from(">I4s", content, at)
        (sealed,) = struct.unpack_from(">I", content, at + 8 + size)
        if zlib.crc32(content[at + 4 : at + 8 + size]) != sealed:
            return False
        if kind == b"IEND":
            return True
        at += 12 + size


def _tiff(content: bytes) -> bool:
    order = _TIFF_ORDERS[content[:4]]
    (at,) = struct.unpack_from(f"{order}I", content, 4)
    pages = 0
    while at and pages < _MOST_PAGES:
        (count,) = struct.unpack_from(f"{order}H", content, at)
        fields = dict(_tiff_field(content, order, at + 2 + 12 * n) for n in range(count))
        for places, sizes in _TIFF_PLACES.items():
            if any(a + b > len(content) for a, b in zip(fields.get(places, ()), fields.get(sizes, ()), strict=True)):
                return False
        (at,) = struct.unpack_from(f"{order}I", content, at + 2 + 12 * count)
        pages += 1
    return 0 < pages < _MOST_PAGES


def _tiff_field(content: bytes, order: str, at: int) -> tuple[int, tuple[int, ...]]:
    """Tag and values of a field that holds whole numbers; no values for other kinds."""
    tag, kind, count = struct.unpack_from(f"{order}HHI", content, at)
    if tag not in (*_TIFF_PLACES, *_TIFF_PLACES.values()):
        return tag, ()
    values = f"{order}{count}{_TIFF_SIZES[kind]}" if kind in _TIFF_SIZES and count <= len(content) else ""
    if not values:
        raise ValueError(kind)
    place = at + 8 if struct.calcsize(values) <= 4 else struct.unpack_from(f"{order}I", content, at + 8)[0]
    return tag, struct.unpack_from(values, content, place)


_CHECKS = {PDF: _pdf, JPEG: _jpeg, PNG: _png, TIFF: _tiff}
