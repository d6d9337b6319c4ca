import io

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.sealed import PaperFile
from ui.tasks import Tasks
from ui.widgets.beside import Beside
from ui.widgets.pdf_view import PdfView, page_count, paper_size


def pdf(pages: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595))
    for _ in range(pages):
        canvas.rect(100, 100, 200, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def view(qtbot):
    failures = []
    tasks = Tasks(failures.append)
    view = PdfView(tasks, "Giấy tiếp nhận", most_width=400)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    qtbot.waitExposed(view)
    yield view
    tasks.close()
    assert failures == []


def papers(view: PdfView) -> list[QWidget]:
    return [child for child in view.widget().findChildren(QWidget) if child.accessibleName().startswith("Trang")]


def test_every_page_is_shown_as_wide_as_the_view_allows(qtbot, view):
    view.show_pdf(pdf(2))
    qtbot.waitUntil(lambda: len(papers(view)) == 2)
    assert [paper.accessibleName() for paper in papers(view)] == ["Trang 1 trên 2", "Trang 2 trên 2"]
    assert {paper.width() for paper in papers(view)} == {400}
    view.resize(300, 500)
    qtbot.waitUntil(lambda: {paper.width() for paper in papers(view)} == {view.viewport().width() - 32})


def test_of_a_long_document_the_first_pages_are_shown_and_it_says_so(qtbot, view):
    view.most_pages = 3
    view.show_pdf(pdf(5))
    qtbot.waitUntil(lambda: len(papers(view)) == 3)
    said = "Chỉ xem trước 3 trang đầu; bản in và tệp PDF có đủ các trang."
    assert [label.text() for label in view.findChildren(QLabel) if label.isVisible()] == [said]
    view.show_pdf(pdf(1))
    qtbot.waitUntil(lambda: len(papers(view)) == 1)
    assert not [label for label in view.findChildren(QLabel) if label.isVisible()]


def test_below_the_steps_on_a_narrow_screen_a_paper_is_as_high_as_a_list(qtbot, view):
    page, steps = QWidget(), QLabel("Các bước")
    row = Beside()
    page.setLayout(row)
    row.add_side(steps, 380)
    row.add_work(view, 420)
    page.resize(600, 200)
    page.show()
    qtbot.waitUntil(lambda: view.height() >= 300)
    row.removeWidget(view)
    view.setParent(None)
    page.close()


def test_ink_of_the_paper_reaches_the_screen(qtbot, view):
    view.show_pdf(pdf(1))
    qtbot.waitUntil(lambda: len(papers(view)) == 1)
    image = papers(view)[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).lightness() < 40
    assert image.pixelColor(20, 20).lightness() > 240


def test_a_paper_that_lies_in_a_file_is_shown_like_any_other(qtbot, view, tmp_path):
    sealed = PaperFile(tmp_path, 0)
    sealed.write(pdf(2))
    view.show_pdf(sealed.paper())
    qtbot.waitUntil(lambda: len(papers(view)) == 2)
    assert paper_size(sealed.paper()) == (420, 595)
    assert page_count(sealed.paper()) == 2


def test_another_document_takes_the_place_of_the_first(qtbot, view):
    view.show_pdf(pdf(3))
    view.show_pdf(pdf(1))
    qtbot.waitUntil(lambda: len(papers(view)) == 1)
    view.clear()
    qtbot.waitUntil(lambda: papers(view) == [])


def test_bytes_that_are_no_document_are_told_in_place_of_the_paper(qtbot, view):
    view.show_pdf(b"no paper")
    qtbot.waitUntil(
        lambda: any(label.isVisible() and "xem trước" in label.text() for label in view.findChildren(QLabel))
    )
