"""Views of the look-up that are kept and called up again, and rows as high as the person likes them."""

import pytest

from ui.density import COMFORTABLE, COMPACT, ROW_HEIGHTS
from ui.pages.lookup.views import MOST, View
from ui.theme import px
from ui.widgets.table import set_rows


def test_a_filter_is_kept_with_one_key_and_called_up_with_another(house):
    desk = house("lookup")
    desk.page._presenter.narrow(group="paused", period="month")
    desk.settle()
    desk.press("Ctrl+S")
    desk.page._presenter.clear()
    desk.settle()
    desk.press("Alt+1")
    assert (desk.page._presenter.state.group, desk.page._presenter.state.period) == ("paused", "month")
    assert desk.page._bar._buttons[0].text() == "Tạm dừng · 31 ngày"


def test_the_same_key_forgets_what_is_kept_and_everything_is_no_view(house):
    desk = house("lookup")
    desk.page._presenter.narrow(group="ready")
    desk.press("Ctrl+S", "Ctrl+S")
    assert desk.page._views.views == ()
    desk.page._presenter.clear()
    desk.settle()
    desk.press("Ctrl+S")
    assert desk.page._views.views == ()


def test_what_was_kept_is_there_at_the_next_start_and_the_oldest_of_too_many_goes(house):
    desk = house("lookup")
    for number in range(MOST + 1):
        desk.page._views.turn(View(text=f"lê {number}"))
    desk.settle()
    kept = desk.page._views.views
    assert [view.text for view in kept] == [f"lê {number}" for number in range(1, MOST + 1)]
    views = type(desk.page._views)(desk.tasks, desk.office.machine)
    views.read()
    desk.settle()
    assert views.views == kept


@pytest.mark.parametrize("density", [COMPACT, COMFORTABLE])
def test_rows_of_open_tables_and_of_later_ones_are_as_high_as_was_chosen(house, density):
    desk = house("lookup")
    try:
        set_rows(density)
        later = house("lookup")
        for one in (desk, later):
            assert one.page._table.verticalHeader().defaultSectionSize() == px(ROW_HEIGHTS[density])
    finally:
        set_rows(COMFORTABLE)


def test_day_and_number_alone_find_the_dossier_of_this_office(house):
    desk = house("lookup")
    row = next(row for row in desk.rows() if row.code)
    _, short = row.code.split("-", 1)
    opened = []
    desk.page._presenter.opened.connect(opened.append)
    desk.type(short)
    desk.press("Return")
    assert opened == [row.id]
