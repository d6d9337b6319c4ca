"""A PDF that is written while it is drawn: reportlab keeps every page until the last one stands."""

import zlib
from typing import Protocol

from reportlab.pdfbase.pdfdoc import (
    PDFCrossReferenceTable,
    PDFFile,
    PDFFormXObject,
    PDFIndirectObject,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFTrailer,
)
from reportlab.pdfgen.canvas import Canvas


class Target(Protocol):
    """What takes the bytes of a paper as it is drawn."""

    def write(self, content: bytes, /) -> int:
        """Adds to what was drawn."""


class StreamedPdf:
    """What a canvas has drawn, on its way into a file: of a page that is written only its number and place are kept."""

    def __init__(self, canvas: Canvas, target: Target) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - the only door to what was drawn
        self._file = PDFFile(self._document._pdfVersion)  # noqa: SLF001
        target.write(self._file.format(self._document))
        self._file.write = target.write
        self._looked_at = 0

    def write_drawn(self) -> None:
        """Writes the pages and forms that were drawn since the last time."""
        document = self._document
        while self._looked_at < document.objectcounter:
            self._looked_at += 1
            name = document.numberToId[self._looked_at]
            if isinstance(document.idToObject[name], PDFPage | PDFFormXObject | PDFStream):
                self._write(name)
        pages = document.Pages.pages
        for at in range(len(pages) - 1, -1, -1):
            if isinstance(pages[at], PDFObjectReference):
                break
            pages[at] = PDFObjectReference(pages[at].__InternalName__)

    def end(self) -> None:
        """Writes what all pages share, and where everything is. The canvas must not be used any more."""
        self.write_drawn()
        document = self._document
        for font in document.delayedFonts:
            font.addObjects(document)
        document.info.invariant = document.invariant
        document.info.digest(document.signature)
        catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
        document.Catalog.Outlines = None
        number = 0
        while (number := number + 1) <= document.objectcounter:
            if (name := document.numberToId[number]) not in document.idToOffset:
                self._write(name)
        table = PDFCrossReferenceTable()
        table.addsection(0, [document.numberToId[at] for at in range(1, number)])
        begin = self._file.add(table.format(document))
        trailer = PDFTrailer(startxref=begin, Size=number, Root=catalog, Info=info, ID=document.ID())
        self._file.add(trailer.format(document))

    def _write(self, name: str) -> None:
        document = self._document
        drawn = document.idToObject[name]
        if isinstance(drawn, PDFFormXObject):
            _pack(drawn)
        document.idToOffset[name] = self._file.add(PDFIndirectObject(name, drawn).format(document))
        document.idToObject[name] = None


def _pack(form: PDFFormXObject) -> None:
    """Packs a drawn page to a tenth; reportlab would spread it over printable signs as well."""
    packed = PDFStream(content=zlib.compress(form.stream))
    packed.dictionary["Filter"] = PDFName("FlateDecode")
    form.Contents = packed
