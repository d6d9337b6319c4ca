"""Handing over a result: what the clerk compares with the paper before it is given away."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import State
from tests.ui.pages.house import focused, shown

FIND = "Kết quả cần trả"
STRANGER = "079085123457||Trần Văn Thử|12031985|Nam|1 Đường Mẫu|15042021"


def test_the_code_stands_beside_a_result_that_was_chosen_from_the_list(house):
    desk = house("returning")
    row = desk.office.lookup.rows(DossierQuery(states=frozenset({State.READY})))[0]
    desk.page._table.opened.emit(row)
    desk.settle()
    assert row.label in shown(desk.window)


def ready_rows(desk):
    return desk.rows(states=frozenset({State.READY}))


def card_of(desk, row):
    owner = desk.office.lookup.dossier(row.id).owner
    year, month, day = owner["birth"].split("-")
    sex = "Nam" if owner["sex"] == "male" else "Nữ"
    return f"{owner['number']}||{owner['name']}|{day}{month}{year}|{sex}|{owner['address']}|15042021"


def test_enter_on_a_text_that_finds_nothing_says_so_and_opens_no_other_result(house):
    desk = house("returning")
    desk.type("khong co ai")
    desk.press("Return", "Return")
    assert desk.page._presenter.state.dossier is None
    assert (focused(), desk.page._find.has_error()) == (FIND, True)
    desk.type("x")
    assert not desk.page._find.has_error()


def test_a_dossier_without_a_result_says_why_and_the_next_one_can_be_typed_over_it(house):
    desk = house("returning")
    row = desk.open_rows()[0]
    for bring in (lambda: desk.scan(row.label), lambda: (desk.type(row.label), desk.press("Return"))):
        bring()
        assert desk.page._presenter.state.dossier.id == row.id
        assert any("chưa có kết quả để trả" in text for text in shown(desk.window))
        assert focused() == FIND
        desk.type("x")
        assert desk.page._find.edit.text() == "x"
        desk.press("Esc")


def test_the_card_of_somebody_who_has_nothing_to_collect_is_answered_where_the_receipt_is_scanned(house):
    desk = house("returning")
    desk.scan(STRANGER)
    assert focused() == FIND
    assert any("Trần Văn Thử không có kết quả nào chờ trả" in text for text in shown(desk.window))
    desk.scan(ready_rows(desk)[0].label)
    assert desk.page._fields["number"].text() == "079085123457"
    assert not desk.page._find.has_error()


def test_a_card_begins_the_next_result_while_the_last_one_is_still_shown(house):
    desk = house("returning")
    rows = [row for row in ready_rows(desk) if desk.office.lookup.dossier(row.id).unpaid <= 0]
    first = rows[0]
    other = next(row for row in rows if row.owner_number != first.owner_number)
    desk.scan(first.label)
    desk.press("Ctrl+M", "Ctrl+Return")
    assert desk.page._presenter.state.returned
    desk.scan(card_of(desk, other))
    assert desk.page._presenter.state.dossier.owner["number"] == other.owner_number
    assert focused() == "Trả kết quả"


def test_esc_puts_the_result_away_with_everything_that_was_typed_about_it(house):
    desk = house("returning")
    desk.scan(ready_rows(desk)[0].label)
    desk.scan(STRANGER)
    desk.type("cháu")
    desk.press("Esc")
    assert desk.page._presenter.state.dossier is None
    assert (focused(), desk.page._find.edit.text()) == (FIND, "")
    desk.scan(ready_rows(desk)[1].label)
    assert not any(field.text() for field in desk.page._fields.values())


def test_what_one_owner_has_signed_is_not_written_down_for_another(house):
    desk = house("returning")
    first = ready_rows(desk)[0]
    other = next(row for row in ready_rows(desk) if row.owner_number != first.owner_number)
    desk.scan(first.label)
    desk.scan(STRANGER)
    desk.type("cháu")
    desk.scan(other.label)
    assert [desk.page._fields[part].text() for part in ("number", "relation")] == ["079085123457", ""]


def test_an_empty_form_is_asked_for_from_its_first_field(house):
    desk = house("returning")
    desk.scan(ready_rows(desk)[0].label)
    desk.press("Ctrl+Return")
    assert focused() == "Số định danh"


def test_what_is_still_owed_is_said_where_it_is_taken(house):
    desk = house("returning")
    row = ready_rows(desk)[0]
    fee = {"id": "1", "name": "Lệ phí", "amount": 7_000, "when": "return"}
    desk.office.fees.set_fee(desk.actor, row.id, fee)
    desk.scan(row.label)
    assert [desk.page._money_button._kind, desk.page._confirm_button._kind] == ["primary", "secondary"]
    desk.press("Ctrl+M", "Ctrl+Return")
    assert focused() == "Thu phí, lệ phí"
    assert any("Hãy thu phí trước" in text for text in shown(desk.window))


def test_the_number_of_the_owner_is_enough_to_name_them(house):
    desk = house("returning")
    row = next(row for row in ready_rows(desk) if desk.office.lookup.dossier(row.id).unpaid <= 0)
    desk.scan(row.label)
    desk.type(row.owner_number)
    assert desk.page._fields["name"].text() == row.owner_name
    desk.press("Ctrl+Return")
    assert desk.office.lookup.dossier(row.id).collector == {"name": row.owner_name, "number": row.owner_number}


def test_the_second_of_two_quick_presses_leaves_what_was_handed_over_in_sight(house):
    desk = house("returning")
    row = next(row for row in ready_rows(desk) if desk.office.lookup.dossier(row.id).unpaid <= 0)
    desk.scan(row.label)
    desk.press("Ctrl+M", "Return", "Return")
    assert desk.page._presenter.state.returned
    end = time.monotonic() + QApplication.doubleClickInterval() / 1000 + 0.02
    desk.until(lambda: time.monotonic() > end)
    desk.press("Return")
    assert desk.page._presenter.state.dossier is None


def test_the_reason_for_one_result_is_not_shown_beside_the_next(house):
    desk = house("returning", "lanhdao")
    first, second = ready_rows(desk)[:2]
    for row in (first, second):
        fee = {"id": row.id, "name": "Lệ phí", "amount": 7_000, "when": "return"}
        desk.office.fees.set_fee(desk.office.accounts.actor("tiepnhan"), row.id, fee)
    desk.scan(second.label)
    desk.page._fee.edit.setFocus()
    desk.type("cho nguoi khac")
    desk.scan(first.label)
    assert desk.page._fee.text() == ""
    desk.press("Ctrl+M", "Ctrl+Return")
    assert focused() == "Lý do trả khi chưa thu đủ"
    desk.type("ho ngheo")
    desk.press("Ctrl+Return")
    assert desk.page._presenter.state.returned
    desk.scan(second.label)
    assert desk.page._fee.isVisible()
    assert desk.page._fee.text() == ""


@pytest.mark.parametrize("dash", ["-", ""])
@pytest.mark.parametrize("ready", [True, False])
def test_day_and_number_alone_bring_the_dossier_of_this_office(house, dash, ready):
    desk = house("returning")
    rows = ready_rows(desk) if ready else desk.rows(states=frozenset({State.IN_PROCESS}))
    row = next(row for row in rows if row.code)
    desk.type(row.code.split("-", 1)[1].replace("-", dash))
    desk.press("Return")
    assert desk.page._presenter.state.dossier.id == row.id
