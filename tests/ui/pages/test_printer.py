"""Ink on paper: what leaves the printer can be read by the scanner."""

import io

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.errors import Refusal
from ui.printing.printer import DefaultPrinter, paint_paper

CODE = "H29.19.05-261006-0001"


def paper(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5)
    for _ in range(pages):
        Code128(CODE, barHeight=12 * mm, barWidth=0.33 * mm).drawOn(canvas, 20 * mm, 100 * mm)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_every_page_comes_out_in_its_own_size_with_its_barcode(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_paper(printer, paper(2))
    with PdfDocument(tmp_path / "out.pdf") as printed:
        assert [page.get_size() for page in printed] == [pytest.approx(A5, abs=2)] * 2
        for page in printed:
            image = page.render(scale=300 / 72).to_pil()
            assert [found.text for found in zxingcpp.read_barcodes(image)] == [CODE]


@pytest.mark.skipif(not QPrinterInfo.defaultPrinter().isNull(), reason="this machine has a printer")
def test_a_machine_without_a_printer_says_so(qapp):
    with pytest.raises(Refusal, match=r"printer\.none"):
        DefaultPrinter(lambda: "").print_paper(paper(1), "giấy")
