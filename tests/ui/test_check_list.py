"""Papers of several cases in one list: each case under its heading, folded away until it is wanted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.check_list import CheckItem, CheckList

KINDS = [("original", "Bản chính"), ("certified", "Bản sao chứng thực")]


@pytest.fixture
def show(qtbot):
    def shown(papers):
        qtbot.addWidget(papers)
        papers.resize(600, 400)
        papers.show()
        papers.activateWindow()
        qtbot.waitUntil(papers.isActiveWindow)

    return shown


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def grouped(show):
    papers = CheckList("Thành phần hồ sơ", KINDS)
    papers.set_items(
        [
            CheckItem(0, "Tờ khai", kind="original"),
            CheckItem(1, "Hợp đồng", kind="original", group="Thuê nhà", seldom=True),
            CheckItem(2, "Sổ đỏ", kind="original", group="Nhà của mình", seldom=True),
        ]
    )
    show(papers)
    papers.setFocus()
    return papers


def lines(papers):
    return [papers.model().index(row, 0).data() for row in range(papers.model().rowCount())]


def test_cases_are_folded_away_and_opened_by_the_key_that_ticks(show):
    papers = grouped(show)
    assert lines(papers) == ["Tờ khai", "Thuê nhà", "Nhà của mình"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert lines(papers) == ["Tờ khai", "Thuê nhà", "Nhà của mình", "Sổ đỏ"]
    assert [item.ticked for item in papers.items()] == [False, False, True]
    press(Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert lines(papers) == ["Tờ khai", "Thuê nhà", "Nhà của mình"]
    assert papers.items()[2].ticked


def test_a_heading_with_nothing_to_fold_is_passed_over(show):
    papers = CheckList("Thành phần hồ sơ", KINDS)
    shown = [CheckItem(key, name, kind="original", group="Xuất trình") for key, name in enumerate(("Thẻ", "Văn bản"))]
    papers.set_items([*shown, CheckItem(2, "Ảnh", kind="original", group="Giấy khác")])
    show(papers)
    papers.setFocus()
    assert lines(papers) == ["Xuất trình", "Thẻ", "Văn bản", "Giấy khác", "Ảnh"]
    press(Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert [item.ticked for item in papers.items()] == [True, False, True]


def test_the_component_at_hand_stays_so_when_the_list_is_shown_anew(show):
    papers = CheckList("Thành phần hồ sơ", KINDS)
    shown = [CheckItem(key, name, kind="original") for key, name in enumerate(("Tờ khai", "Thẻ", "Ảnh"))]
    papers.set_items(shown)
    show(papers)
    papers.setFocus()
    press(Qt.Key.Key_Down)
    papers.set_items([*shown[:1], replace(shown[1], note="KHÔNG ĐẠT: mờ"), shown[2]])
    press(Qt.Key.Key_Space)
    assert [item.ticked for item in papers.items()] == [False, True, False]
    papers.set_items([replace(item, text=f"{item.text} khác") for item in shown])
    assert papers.currentIndex().row() == 0


def test_the_key_for_all_leaves_alone_what_is_folded_away(show):
    papers = grouped(show)
    press(Qt.Key.Key_A)
    assert [item.ticked for item in papers.items()] == [True, False, False]


def test_a_component_that_will_not_do_is_named_by_its_place_among_all(show):
    papers = grouped(show)
    judged = []
    papers.judged.connect(judged.append)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_X)
    assert judged == [2]


def test_a_case_with_something_ticked_is_seen(qtbot):
    papers = CheckList("Thành phần hồ sơ", KINDS)
    qtbot.addWidget(papers)
    papers.set_items([CheckItem(0, "Hợp đồng", ticked=True, kind="original", group="Thuê nhà", seldom=True)])
    assert lines(papers) == ["Thuê nhà", "Hợp đồng"]


def test_a_count_typed_a_moment_later_is_another_count(show, monkeypatch):
    moments = iter([10.0, 10.4, 20.0])
    monkeypatch.setattr("ui.widgets.check_list.monotonic", lambda: next(moments))
    papers = grouped(show)
    press(Qt.Key.Key_1, Qt.Key.Key_2)
    assert papers.items()[0].count == 12
    press(Qt.Key.Key_3)
    assert papers.items()[0].count == 3
