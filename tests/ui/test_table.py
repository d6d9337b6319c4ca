from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.clocktime import VN
from ui.models.dossiers import dossier_columns
from ui.tokens import Tone
from ui.widgets.table import KEPT_PAGES, LEAST_WIDTH, PAGE, Cell, Column, RowsModel, Table

MILLION = 1_000_000


class Office:
    """Answers for pages when the test lets it."""

    def __init__(self, model: RowsModel[str]) -> None:
        self._model = model
        self.asked: list[int] = []
        model.page_wanted.connect(self._note)

    def _note(self, page: int) -> None:
        self.asked.append(page)

    def answer(self, prefix: str = "row") -> None:
        asked, self.asked = self.asked, []
        for page in asked:
            self._model.put_page(page, [f"{prefix} {page * PAGE + number}" for number in range(PAGE)])


@pytest.fixture
def model() -> RowsModel[str]:
    return RowsModel([Column("Mã", lambda row: Cell(row, strong=True), 120), Column("Trạng thái", status)])


@pytest.fixture
def office(model) -> Office:
    return Office(model)


@pytest.fixture
def table(qtbot, model) -> Table[str]:
    window = QWidget()
    column = QVBoxLayout(window)
    view = Table(model, "Hồ sơ")
    column.addWidget(view)
    column.addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.window_kept = window
    return view


def status(row: str) -> Cell:
    return Cell(f"Trạng thái {row}", Tone.GOOD)


def shown(model: RowsModel[str], row: int) -> str | None:
    return model.index(row, 0).data()


def test_only_the_pages_that_are_painted_are_asked_for(qtbot, model, office, table):
    model.reset(MILLION)
    qtbot.waitUntil(lambda: office.asked == [0])
    office.answer()
    table.scrollToBottom()
    qtbot.waitUntil(lambda: bool(office.asked))
    assert office.asked == [MILLION // PAGE - 1]


def test_a_page_is_asked_for_once_however_often_it_is_painted(qtbot, model, office, table):
    model.reset(MILLION)
    qtbot.waitUntil(lambda: bool(office.asked))
    for _ in range(3):
        table.viewport().repaint()
        QApplication.processEvents()
    assert office.asked == [0]


def test_rows_that_arrive_later_fill_in_without_losing_the_place(qtbot, model, office, table):
    model.reset(MILLION)
    table.selectRow(500_000)
    table.scrollTo(model.index(500_000, 0))
    place = table.verticalScrollBar().value()
    qtbot.waitUntil(lambda: bool(office.asked))
    assert shown(model, 500_000) is None
    office.answer()
    assert shown(model, 500_000) == "row 500000"
    assert (table.currentIndex().row(), table.verticalScrollBar().value()) == (500_000, place)


def test_no_more_than_a_few_pages_are_held(model, office):
    model.reset(MILLION)
    for page in range(KEPT_PAGES + 5):
        model.put_page(page, [f"row {page}"] * PAGE)
    assert shown(model, 0) is None
    assert shown(model, (KEPT_PAGES + 4) * PAGE) == f"row {KEPT_PAGES + 4}"


def test_stale_rows_stay_on_screen_until_fresh_ones_arrive(qtbot, model, office, table):
    model.reset(300)
    qtbot.waitUntil(lambda: bool(office.asked))
    office.answer()
    model.mark_stale()
    qtbot.waitUntil(lambda: office.asked == [0])
    assert shown(model, 0) == "row 0"
    office.answer("fresh")
    assert shown(model, 0) == "fresh 0"


def test_enter_opens_the_row_and_arrows_tell_which_one_is_current(model, table):
    opened, current = [], []
    table.opened.connect(opened.append)
    table.current_changed.connect(current.append)
    model.show_rows(["a", "b", "c"])
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert opened == ["b"]
    assert current == ["a", "b", "c"]


def test_the_current_row_is_told_again_when_it_arrives(model, office, table):
    current = []
    model.reset(300)
    table.current_changed.connect(current.append)
    table.selectRow(5)
    model.put_page(0, [f"row {number}" for number in range(PAGE)])
    assert current == [None, "row 5"]


def test_tab_leaves_the_table(model, table):
    model.show_rows(["a", "b"])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_letters_do_not_search_through_a_million_rows(model, office, table):
    model.reset(MILLION)
    table.selectRow(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_R)
    assert table.currentIndex().row() == 0


def test_a_growing_column_keeps_a_width_that_can_be_read(model, table):
    model.show_rows(["a"])
    table.window_kept.resize(200, 300)
    QApplication.processEvents()
    assert table.columnWidth(1) >= LEAST_WIDTH
    table.window_kept.resize(900, 300)
    QApplication.processEvents()
    assert sum(table.columnWidth(place) for place in range(2)) in range(
        table.viewport().width() - 2, table.viewport().width() + 1
    )


def test_a_code_without_room_keeps_the_digits_in_which_codes_differ(table):
    shortened = table.itemDelegate()._shortened
    assert shortened(Cell("H29.19.05-261019-99010001", code=True), 120).text().endswith("99010001")
    assert shortened(Cell("Nguyễn Thị Mẫu Đơn, Trần Văn Mẫu"), 120).text().startswith("Nguyễn")


def test_a_list_of_dossiers_beside_the_groups_of_today_does_not_move_sideways_on_1280_pixels(qtbot):
    model = RowsModel(dossier_columns(lambda: datetime(2026, 12, 1, tzinfo=VN), without=frozenset({"received"})))
    view = Table(model, "Hồ sơ")
    qtbot.addWidget(view)
    view.resize(864, 400)
    view.show()
    qtbot.waitExposed(view)
    model.reset(100)
    qtbot.waitUntil(lambda: view.verticalScrollBar().isVisible())
    assert not view.horizontalScrollBar().isVisible()
