"""Components of a dossier by cases: folded away, opened, ticked by keyboard."""

from PySide6.QtCore import Qt

from tests.ui.test_widgets import KINDS, press, show, type_text
from ui.widgets.check_list import CheckItem, CheckList

__all__ = ["show"]


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


def test_the_key_for_all_leaves_alone_what_is_folded_away(show):
    papers = grouped(show)
    type_text("a")
    assert [item.ticked for item in papers.items()] == [True, False, False]


def test_a_component_that_will_not_do_is_named_by_its_place_among_all(show):
    papers = grouped(show)
    judged = []
    papers.judged.connect(judged.append)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_X)
    assert judged == [2]


def test_a_case_with_something_ticked_is_seen(show):
    papers = CheckList("Thành phần hồ sơ", KINDS)
    papers.set_items([CheckItem(0, "Hợp đồng", ticked=True, kind="original", group="Thuê nhà", seldom=True)])
    assert lines(papers) == ["Thuê nhà", "Hợp đồng"]
