"""PDF pages onto paper, off the GUI thread."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from typing import Protocol

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.application.ports import Pdf
from desktop_app.domain.errors import Refusal
from ui.widgets.pdf_view import each_page, paper_size

# Enough for the bars of a Code 128 on A5; more only makes old printers swap.
MOST_DPI = 300
POINTS_PER_INCH = 72


class PaperPrinter(Protocol):
    """What puts a paper into the clerk's hand."""

    def print_paper(self, pdf: Pdf, title: str) -> str:
        """Prints every page and answers with the name of the printer; what `DefaultPrinter` refuses is refused."""


class DefaultPrinter:
    """Prints on the printer chosen for this machine, or on the system's default where that one is gone or none was.

    `chosen` answers with a name, "" for none. Slow: never call it on the GUI thread.
    """

    def __init__(self, chosen: Callable[[], str]) -> None:
        self._chosen = chosen

    def print_paper(self, pdf: Pdf, title: str) -> str:
        """Prints every page in its own size.

        Refusals: "printer.none" without a printer; with its name, "printer.stopped" for one that would keep the paper
        waiting and "printer.failed" for one that does not take it.
        """
        info = QPrinterInfo.printerInfo(self._chosen())
        if info.isNull():
            info = QPrinterInfo.defaultPrinter()
        if info.isNull():
            raise Refusal("printer.none")
        if info.state() == QPrinter.PrinterState.Error or _takes_nothing(info.printerName()):
            raise Refusal("printer.stopped", name=info.printerName())
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        paint_paper(printer, pdf)
        return info.printerName()


def printer_names() -> list[str]:
    """The printers of this machine, the default one first; slow where one of them is on the network."""
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: (name != default, name.casefold()))


def _takes_nothing(name: str) -> bool:
    """Whether CUPS refuses papers for this printer, which Qt does not notice; False where nobody can tell."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return False
    words = os.environ | {"LC_ALL": "C"}
    told = subprocess.run([lpstat, "-a", name], env=words, capture_output=True, text=True, check=False)  # noqa: S603 no shell
    return f"{name} not accepting" in told.stdout


def paint_paper(printer: QPrinter, pdf: Pdf) -> None:
    """Paints every page edge to edge on paper of the page's own size; Refusal("printer.failed", name=)."""
    width, height = paper_size(pdf)
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    lying = width > height
    # A whole layout without margins is refused by every printer with edges it cannot reach, and A4 stays.
    printer.setFullPage(True)
    printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
    printer.setResolution(min(printer.resolution(), MOST_DPI))
    across = round(width / POINTS_PER_INCH * printer.resolution())
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal("printer.failed", name=printer.printerName())
    try:
        with closing(each_page(pdf, across, 1.0)) as pages:
            for number, image in enumerate(pages):
                if number:
                    printer.newPage()
                painter.drawImage(QRect(0, 0, image.width(), image.height()), image)
    finally:
        painter.end()
