"""Paper on the screen: the pages of a PDF or a scan as wide as the view, crisp on every screen."""

import threading
from collections.abc import Generator
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Any

import pypdfium2
from PySide6.QtCore import QBuffer, Qt, QTimer
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.ports import Pdf
from desktop_app.domain.media import PDF, media_type
from ui.tasks import Reporter, Task, Tasks
from ui.theme import px
from ui.widgets.beside import Rolled
from ui.widgets.paint import Role
from ui.widgets.text import Text

MARGIN = 16
MOST_PAGES = 60
"""Pages that are shown where nothing else is said: each takes one or two megabytes as a picture."""

SETTLE = 80
"""Milliseconds without a change of width before the pages are drawn again."""

# PDFium may be entered by one thread at a time.
_PDFIUM = threading.Lock()


class PdfView(Rolled):
    """The pages of one document, drawn off the GUI thread; the old picture stays until the new one is there.

    Of a long one the first `most_pages` are shown. Page Up, Page Down and the arrows scroll. `most_width` keeps a small
    paper from being blown up on a wide screen.
    """

    def __init__(self, tasks: Tasks, name: str, *, most_width: int = 760, most_pages: int = MOST_PAGES) -> None:
        super().__init__()
        self._tasks = tasks
        self._most_width = most_width
        self.most_pages = most_pages
        self._pdf: Pdf = b""
        self._drawing: Task | None = None
        self._pages: list[_Page] = []
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paper = QWidget()
        paper.setProperty("scrolled", True)
        self._column = QVBoxLayout(paper)
        self._column.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        self._column.setSpacing(px(MARGIN))
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._fault = Text("", "muted", wrap=True)
        self._fault.hide()
        self._column.addWidget(self._fault)
        self.setWidget(paper)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)

    def show_pdf(self, pdf: Pdf) -> None:
        """Shows a document from its first page."""
        self._pdf = pdf
        self.verticalScrollBar().setValue(0)
        self._draw()

    def clear(self) -> None:
        """Shows no paper."""
        self._pdf = b""
        self._show([])

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        if self._pdf:
            ratio = self.devicePixelRatioF()
            width = min(self.viewport().width() - 2 * px(MARGIN), px(self._most_width))
            work = partial(draw_pages, self._pdf, round(width * ratio), ratio, self.most_pages)
            self._drawing = self._tasks.run(self, work, self._show, self._fail)

    def _show(self, images: list[QImage]) -> None:
        said = self.tr("Chỉ xem trước {n} trang đầu; bản in và tệp PDF có đủ các trang.")
        self._fault.setText(said.format(n=self.most_pages))
        self._fault.setVisible(len(images) == self.most_pages)
        while len(self._pages) > len(images):
            self._pages.pop().deleteLater()
        while len(self._pages) < len(images):
            self._pages.append(_Page())
            self._column.addWidget(self._pages[-1], 0, Qt.AlignmentFlag.AlignHCenter)
        for number, (page, image) in enumerate(zip(self._pages, images, strict=True), 1):
            page.show_image(
                image, self.tr("Trang %1 trên %2").replace("%1", str(number)).replace("%2", str(len(images)))
            )

    def _fail(self, _error: Exception) -> None:
        self._show([])
        self._fault.setText(self.tr("Không mở được bản xem trước của giấy này."))
        self._fault.show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage, name: str) -> None:
        self._image = image
        self.setAccessibleName(name)
        self.setFixedSize(image.deviceIndependentSize().toSize())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawImage(0, 0, self._image)
            painter.setPen(self.palette().color(Role.Mid))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def draw_pages(pdf: Pdf, width: int, ratio: float, most: int, reporter: Reporter) -> list[QImage]:
    """The first pages of a document, or a picture, as images `width` device pixels wide; may be called on any thread.

    Raises pypdfium2.PdfiumError when the bytes are neither.
    """
    if isinstance(pdf, bytes) and media_type(pdf) not in {PDF, None}:
        return _pictures(pdf, width, ratio, reporter)
    images = []
    with closing(each_page(pdf, width, ratio)) as pages:
        for image in islice(pages, most):
            reporter.check()
            images.append(image)
    return images


def each_page(pdf: Pdf, width: int, ratio: float) -> Generator[QImage, None, None]:
    """Every page of a document, drawn when it is asked for; between two pages others may draw theirs."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(_held(pdf))
        count = len(document)
    try:
        for number in range(count):
            with _PDFIUM:
                image = _draw_page(document[number], width, ratio)
            yield image
    finally:
        with _PDFIUM:
            document.close()


def _held(pdf: Pdf) -> Any:
    """The document as PDFium takes it; of one that lies in a file only what is looked at is read."""
    return pdf if isinstance(pdf, bytes) else pdf.opened()


def _pictures(content: bytes, width: int, ratio: float, reporter: Reporter) -> list[QImage]:
    """The pictures of a file, turned as the camera was held, none wider than it has to be."""
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    # Names that it holds go in the order in which they came: the reader must not outlive what it reads from.
    return _read_pictures(buffer, width, ratio, reporter)


def _read_pictures(buffer: QBuffer, width: int, ratio: float, reporter: Reporter) -> list[QImage]:
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    images = []
    for _ in range(max(1, reader.imageCount())):
        reporter.check()
        image = reader.read()
        if image.isNull():
            break
        shown = image.scaledToWidth(min(width, image.width()), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        images.append(shown)
        reader.jumpToNextImage()
    if not images:
        raise pypdfium2.PdfiumError(reader.errorString())
    return images


def paper_size(pdf: Pdf) -> tuple[float, float]:
    """Width and height of the first page in points; may be called on any thread."""
    with _PDFIUM, pypdfium2.PdfDocument(_held(pdf)) as document:
        size: tuple[float, float] = document.get_page_size(0)
        return size


def page_count(pdf: Pdf) -> int:
    """How many pages a document has; may be called on any thread."""
    with _PDFIUM, pypdfium2.PdfDocument(_held(pdf)) as document:
        return len(document)


def _draw_page(page: Any, width: int, ratio: float) -> QImage:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, _format(bitmap.n_channels)).copy()
    shown.setDevicePixelRatio(ratio)
    return shown


def _format(channels: int) -> QImage.Format:
    return QImage.Format.Format_RGBX8888 if channels == 4 else QImage.Format.Format_RGB888
