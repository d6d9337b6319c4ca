"""Whose dossier it is and who hands it in, typed at the reception by keyboard."""

import pytest

from tests.ui.pages.test_intake import begin


@pytest.fixture
def desk(house):
    return house("intake")


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
