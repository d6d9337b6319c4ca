"""Ink on paper: what leaves the printer can be read by the scanner."""

import io
import time

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.application.paperwork import Paper
from desktop_app.domain.errors import Refusal
from ui.printing.desk import PrintStep
from ui.printing.house_desk import HouseDesk
from ui.printing.printer import DefaultPrinter, Progress, paint_paper
from ui.tasks import Reporter, TaskCancelled, Tasks
from ui.underway import Underway

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
    told: list[tuple[int, int]] = []
    paint_paper(printer, paper(2), lambda *far: told.append(far))
    assert told == [(0, 2), (1, 2)]
    with PdfDocument(tmp_path / "out.pdf") as printed:
        assert [page.get_size() for page in printed] == [pytest.approx(A5, abs=2)] * 2
        for page in printed:
            image = page.render(scale=300 / 72).to_pil()
            assert [found.text for found in zxingcpp.read_barcodes(image)] == [CODE]


@pytest.mark.skipif(not QPrinterInfo.defaultPrinter().isNull(), reason="this machine has a printer")
def test_a_machine_without_a_printer_says_so(qapp):
    with pytest.raises(Refusal, match=r"printer\.none"):
        DefaultPrinter(lambda: "").print_paper(paper(1), "giấy", lambda *_far: None)


class Slow:
    """A printer that draws one page after another for as long as it is let."""

    def __init__(self) -> None:
        self.pages = 0

    def print_paper(self, _pdf: bytes, _title: str, tell: Progress) -> str:
        for self.pages in range(500):
            tell(self.pages, 500)
            time.sleep(0.02)
        return "Máy in quầy 1"


def test_a_long_paper_says_how_far_its_print_is_and_stops_when_it_is_told_to(qtbot):
    tasks, printer = Tasks(lambda error: pytest.fail(str(error))), Slow()
    underway = Underway(tasks)
    desk = HouseDesk(tasks, underway, printer)
    drawn = Paper("07", "so-theo-doi", paper(1), 1, 0)
    desk.draw(lambda: drawn, desk.print_now)
    qtbot.waitUntil(lambda: any(work.every == 500 for work in underway.works), timeout=9_000)
    assert desk.state.step is PrintStep.PRINTING
    assert underway.stop()
    qtbot.waitUntil(lambda: desk.state.step is PrintStep.NOT_PRINTED)
    assert desk.state.paper is drawn
    assert desk.state.sentence.startswith("Đã dừng in")
    assert printer.pages < 499
    tasks.close()


def test_a_print_that_is_stopped_draws_no_further_page(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    reporter = Reporter()

    def tell(done: int, every: int) -> None:
        reporter.stopped = done == 2
        reporter.progress(done, every)

    with pytest.raises(TaskCancelled):
        paint_paper(printer, paper(4), tell)
    with PdfDocument(tmp_path / "out.pdf") as printed:
        assert len(printed) == 2
