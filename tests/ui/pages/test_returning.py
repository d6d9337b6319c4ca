"""Handing over a result: what the clerk compares with the paper before it is given away."""

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import State
from tests.ui.pages.house import shown


def test_the_code_stands_beside_a_result_that_was_chosen_from_the_list(house):
    desk = house("returning")
    row = desk.office.lookup.rows(DossierQuery(states=frozenset({State.READY})))[0]
    desk.page._table.opened.emit(row)
    desk.settle()
    assert row.label in shown(desk.window)
