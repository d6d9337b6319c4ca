"""Views of the look-up that are kept and called up again, and rows as high as the person likes them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.states import State
from tests.ui.pages.house import focused
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


@pytest.mark.parametrize("dash", ["-", "–", ""])
def test_day_and_number_alone_find_the_dossier_of_this_office(house, dash):
    desk = house("lookup")
    row = next(row for row in desk.rows() if row.code)
    _, short = row.code.split("-", 1)
    opened = []
    desk.page.dossier_requested.connect(opened.append)
    desk.type(short.replace("-", dash))
    desk.press("Return")
    assert opened == [row.id]


def filtered(house):
    """A desk that looks among the dossiers under way only, and one of these that says everything of its owner."""
    desk = house("lookup")
    row = next(row for row in desk.open_rows() if row.owner_number and row.phone and row.code)
    desk.page._presenter.narrow(group="ready" if row.state is State.READY else "work")
    desk.settle()
    return desk, row


@pytest.mark.parametrize("what", ["owner_number", "phone", "code", "receipt_number", "owner_name"])
def test_a_filter_leaves_everything_that_can_be_typed_in_the_field(house, what):
    desk, row = filtered(house)
    desk.type(getattr(row, what))
    desk.until(lambda: desk.page.settled and desk.page._model.row(0) is not None)
    assert row.id in {desk.page._model.row(place).id for place in range(desk.page._presenter.state.total)}
    assert desk.page._table.currentIndex().row() == 0


def test_enter_that_comes_before_the_answer_opens_what_alone_is_found_and_nothing_of_before(house):
    desk, row = filtered(house)
    opened = []
    desk.page._presenter.opened.connect(opened.append)
    desk.page.dossier_requested.connect(opened.append)
    desk.page._table.selectRow(3)
    QTest.keyClicks(desk.page._field.edit, row.code)
    QTest.keyClick(desk.page._field.edit, Qt.Key.Key_Return)
    desk.settle()
    assert set(opened) == {row.id}


@pytest.mark.parametrize("typed", ["2", "26121", "0010000010000", "09012", "H29.19.05-2699", "BG-0010", "00000012345"])
def test_what_may_still_become_a_number_is_no_fault_until_enter_says_that_it_is_all(house, typed):
    desk = house("lookup")
    desk.type(typed)
    desk.until(lambda: desk.page.settled)
    assert desk.page._presenter.state.sentence == ""
    if desk.page._presenter.state.total == 0:
        desk.press("Return")
        assert desk.page._presenter.state.sentence


@pytest.mark.parametrize("typed", ["0" * 20, "0010000010000000001", "zzz khong co ai"])
def test_what_cannot_become_anything_any_more_is_said_while_it_is_typed(house, typed):
    desk = house("lookup")
    desk.type(typed)
    desk.until(lambda: desk.page.settled)
    assert desk.page._presenter.state.sentence


def test_nothing_is_opened_again_by_coming_back_from_what_enter_has_opened(house):
    desk, row = filtered(house)
    opened = []
    desk.page._presenter.opened.connect(opened.append)
    for clear in (False, True):
        if clear:
            desk.page._presenter.clear()
            desk.settle()
        opened.clear()
        QTest.keyClicks(desk.page._field.edit, row.code)
        QTest.keyClick(desk.page._field.edit, Qt.Key.Key_Return)
        desk.settle()
        assert opened == [row.id]
        desk.arrive()
        assert opened == [row.id]


def test_enter_leads_from_the_filter_of_procedures_to_what_was_found(house):
    desk = house("lookup")
    title = desk.rows()[0].procedure_name
    for text, place in ((title, "Hồ sơ tìm được"), ("", "Hồ sơ tìm được")):
        desk.page._procedure.setFocus()
        desk.page._procedure.edit.selectAll()
        desk.type(text)
        desk.press("Return")
        assert focused() == place
        assert desk.page._table.currentIndex().row() == 0


def test_enter_leads_from_the_filter_back_to_the_field_where_there_is_nothing(house):
    desk = house("lookup")
    (unused, *_) = (
        one
        for word in ("dang ky", "cap", "chung thuc")
        for one in desk.office.procedures.find(word)
        if not desk.rows(procedure_code=one.code)
    )
    desk.page._procedure.setFocus()
    desk.type(unused.code)
    desk.press("Return")
    assert desk.page._presenter.state.procedure_code == unused.code
    assert focused() == "Tìm hồ sơ"


def test_a_filter_says_of_no_number_that_has_just_begun_that_there_is_none(house):
    desk, _ = filtered(house)
    desk.type("2")
    desk.until(lambda: desk.page.settled)
    assert (desk.page._presenter.state.total, desk.page._presenter.state.sentence) == (0, "")
    desk.press("Return")
    assert desk.page._presenter.state.sentence
