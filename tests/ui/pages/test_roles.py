"""The window of somebody whose role is not the desk: what they have no use for is not there."""

import pytest

from ui.main_window import MainWindow
from ui.pages.frame.contents import rail_pages
from ui.pages.requests import Begin, Handing

DESK = {"intake", "returning", "handover", "fees"}


@pytest.fixture
def window(house):
    one = house("lookup", "quantri")
    window = MainWindow(one.parts)
    window.resize(1366, 768)
    for _ in window.prepare():
        pass
    window.show()
    one.settle()
    yield one, window
    window.close()
    window.deleteLater()


def test_an_administrator_begins_with_a_page_of_their_own_and_sees_none_of_the_desk(window):
    house, window = window
    names = [page.name for page in rail_pages(house.actor.roles)]
    assert window.trail.here.page == names[0] == "lookup"
    assert not DESK & set(names)
    assert "administration" in names


@pytest.mark.parametrize(
    "lead",
    [
        lambda window, row: window.begin_intake(Begin()),
        lambda window, row: window.hand_over(Handing(row.id)),
        lambda window, row: window.take_fees(row.id),
    ],
)
def test_what_another_page_offers_of_the_desk_says_whose_work_it_is(window, lead):
    house, window = window
    said = "Việc này cần vai trò: Lãnh đạo, Cán bộ xử lý, Cán bộ tiếp nhận."
    lead(window, house.rows()[0])
    assert window.trail.here.page == "lookup"
    assert [notice.text for notice in house.notices.standing] == [said]


def test_the_palette_offers_an_administrator_no_procedure_to_receive(window):
    _, window = window
    assert window._finder.procedures not in window._finder.providers()


def test_whoever_receives_begins_with_the_reception(house):
    assert rail_pages(house("intake").actor.roles)[0].name == "intake"
