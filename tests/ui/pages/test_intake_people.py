"""Whose dossier it is and who hands it in, typed at the reception by keyboard."""

import pytest

from tests.ui.pages.house import focused
from tests.ui.pages.test_intake import begin, receive, state


@pytest.fixture
def desk(house):
    return house("intake")


def test_a_doubt_about_the_procedure_is_decided_with_enter_alone(desk):
    begin(desk)
    assert receive(desk) is not None
    begin(desk)
    assert receive(desk) is None
    assert [doubt.code for doubt in state(desk).doubts] == ["duplicate"]
    desk.press("Return")
    assert focused() == "Vẫn dùng"
    desk.press("Return", "Return")
    assert focused() == "Lý do giữ giá trị này"
    desk.type("con thu hai")
    desk.press("Return")
    assert state(desk).sheet.duplicate_accepted == "con thu hai"
    assert receive(desk) is not None


def test_a_paper_that_will_not_do_leaves_the_keyboard_at_it(desk):
    begin(desk)
    papers = desk.page._procedure.papers
    papers.setFocus()
    desk.press("Down", "Down")
    row = papers.currentIndex().row()
    assert row > 1
    desk.press("X")
    desk.type("mo")
    desk.press("Return")
    assert papers.hasFocus()
    assert papers.currentIndex().row() == row
    begin(desk)
    assert papers.currentIndex().row() < row
