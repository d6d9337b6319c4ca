"""From what is looked for to what was found, and words that go on in a second line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.pages.intake.favourites import broken
from ui.widgets.bullets import Bullets
from ui.widgets.search_list import down_leads_to
from ui.widgets.table import Cell, Column, RowsModel, Table


def test_down_in_the_search_leads_to_the_first_row_or_to_the_one_that_was_left(qtbot):
    window, edit = QWidget(), QLineEdit()
    rows: RowsModel[str] = RowsModel((Column("Tên", Cell),))
    rows.show_rows(["một", "hai"])
    table = Table(rows, "Danh sách")
    column = QVBoxLayout(window)
    column.addWidget(edit)
    column.addWidget(table)
    down_leads_to(edit, lambda: table)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for left_at in (0, 1):
        edit.setFocus()
        QTest.keyClicks(edit, "a")
        assert edit.hasFocus()
        QTest.keyClick(edit, Qt.Key.Key_Down)
        assert table.hasFocus()
        assert table.currentIndex().row() == left_at
        table.selectRow(1)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Đăng ký kết hôn", ("Đăng ký kết hôn", "")),
        ("Đăng ký kết hôn có yếu tố", ("Đăng ký kết hôn", "có yếu tố")),
        ("Một-từ-rất-dài-không-có-chỗ-ngắt", ("Một-từ-rất-dài-không-có-chỗ-ngắt", "")),
    ],
)
def test_a_name_that_is_too_long_for_a_line_goes_on_in_the_next(qapp, name, lines):
    metrics = QFontMetrics(qapp.font())
    assert broken(name, metrics, metrics.horizontalAdvance("Đăng ký kết hôn c")) == lines


def test_a_reason_of_several_lines_stands_beside_its_point(qtbot):
    bullets = Bullets()
    qtbot.addWidget(bullets)
    bullets.show_lines(["ngắn", "một câu dài hơn nhiều so với chỗ của nó ở đây"])
    bullets.resize(120, 200)
    bullets.show()
    point, words = (bullets.layout().itemAt(place).widget() for place in (2, 3))
    assert words.height() > 2 * QFontMetrics(words.font()).height() - 2
    assert words.x() >= point.geometry().right()
    assert words.y() == point.y()
    bullets.show_lines(["ngắn"])
    assert [label.text() for label in bullets.findChildren(QLabel) if label.isVisible()] == ["•", "ngắn"]
