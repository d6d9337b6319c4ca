"""Whose dossier it is and who hands it in, typed at the reception by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.house import focused
from tests.ui.pages.test_intake import begin, receive, state


@pytest.fixture
def desk(house):
    return house("intake")


@pytest.mark.parametrize("key", ["2", "Return"])
def test_whoever_has_said_what_kind_the_owner_is_goes_on_with_the_number(desk, key):
    desk.page._person._kind.setFocus()
    desk.press(key)
    desk.type("0312345678")
    assert state(desk).sheet.owner.number == "0312345678"
    assert state(desk).sheet.owner.kind == ("organisation" if key == "2" else "citizen")


def test_a_click_on_the_kind_of_owner_leads_to_the_number_and_the_arrows_do_not(desk):
    kind = desk.page._person._kind
    kind.setFocus()
    desk.press("Right")
    assert state(desk).sheet.owner.kind == "organisation"
    desk.press("Right")
    assert state(desk).sheet.owner.kind == "household"
    QTest.mouseClick(kind._group.button(1), Qt.MouseButton.LeftButton)
    desk.settle()
    desk.type("0312345678")
    assert (state(desk).sheet.owner.kind, state(desk).sheet.owner.number) == ("organisation", "0312345678")


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
