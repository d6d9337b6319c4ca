"""Everything one person has here, with keys and while others work on it."""

from collections import Counter

import pytest

from desktop_app.domain.states import State


@pytest.fixture
def desk(house):
    """The page of somebody with a result that waits and another dossier under way."""
    desk = house("person")
    numbers = Counter(row.owner_number for row in desk.rows() if row.owner_number)
    views = (desk.office.lookup.person(number) for number, count in numbers.items() if count > 1)
    desk.view = next(view for view in views if view.ready and view.open)
    desk.page.show_place(desk.view)
    desk.arrive()
    return desk


def test_the_dossier_in_hand_stays_in_hand_when_the_list_is_read_again(desk):
    table = desk.page._table
    table.setFocus()
    under_way = desk.view.open[0]
    table.selectRow([row.id for row in desk.view.rows].index(under_way.id))
    desk.office.processing.do(desk.actor, under_way.id, "withdraw", facts={"reason": "đổi ý"})
    desk.page.changed_elsewhere(frozenset({under_way.id}))
    desk.settle()
    row = desk.page._model.row(table.currentIndex().row())
    assert (row.id, row.state) == (under_way.id, State.WITHDRAWN)
    assert table.hasFocus()


def test_another_person_begins_at_the_next_step(desk):
    desk.page._table.setFocus()
    other = next(row.owner_number for row in desk.rows() if row.owner_number not in ("", desk.view.number))
    desk.page.show_place(desk.office.lookup.person(other))
    desk.settle()
    assert desk.page._table.currentIndex().row() == 0
    assert not desk.page._table.hasFocus() or not desk.page._presenter.state.view.ready
