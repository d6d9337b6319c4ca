"""A result goes out: one scan of the receipt, one scan of the card, one key."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.domain.states import State
from desktop_app.ids import uuid7
from tests.journeys.counter import OTHER_CARD, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier


def ready(counter: Counter) -> DossierRow:
    """A citizen's dossier with a result and nothing left to pay."""
    rows = counter.office.lookup.rows(DossierQuery(states=frozenset({State.READY})))
    return next(row for row in rows if counter.office.lookup.dossier(row.id).unpaid <= 0)


def card_of(counter: Counter, row: DossierRow) -> str:
    owner = counter.office.lookup.dossier(row.id).owner
    birth = owner["birth"]
    born = f"{birth[8:10]}{birth[5:7]}{birth[:4]}"
    sex = "Nam" if owner["sex"] == "male" else "Nữ"
    return f"{owner['number']}||{owner['name']}|{born}|{sex}|{owner['address']}|15042021"


def test_a_result_goes_to_its_owner_with_two_scans_and_one_key(counter: Counter):
    row = ready(counter)
    counter.scan(row.label)
    counter.scan(card_of(counter, row))
    counter.type("\r")
    counter.idle()
    dossier = counter.office.lookup.dossier(row.id)
    assert dossier.state is State.RETURNED
    assert dossier.collector == {"name": row.owner_name, "number": row.owner_number}
    assert counter.keys == 1


def test_without_the_receipt_the_card_alone_finds_what_is_ready(counter: Counter):
    row = ready(counter)
    counter.press(Qt.Key.Key_F6)
    counter.idle()
    counter.scan(card_of(counter, row))
    counter.type("\r")
    counter.idle()
    assert counter.office.lookup.dossier(row.id).state is State.RETURNED


def test_somebody_else_has_to_say_who_they_are_to_the_owner(counter: Counter):
    row = ready(counter)
    counter.scan(row.label)
    counter.scan(OTHER_CARD)
    counter.type("chồng\rgiấy ủy quyền ngày 01/10/2026")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    collector = counter.office.lookup.dossier(row.id).collector
    assert collector == {
        "name": "Trần Văn Thử",
        "number": "079085123457",
        "relation": "chồng",
        "authorisation": "giấy ủy quyền ngày 01/10/2026",
    }


def test_a_result_does_not_go_out_without_the_relation_and_the_authorisation_of_a_stranger(counter: Counter):
    row = ready(counter)
    counter.scan(row.label)
    counter.scan(OTHER_CARD)
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert counter.office.lookup.dossier(row.id).state is State.READY
    counter.type("chồng")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert counter.office.lookup.dossier(row.id).state is State.READY
    counter.type("giấy ủy quyền ngày 01/10/2026")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert counter.office.lookup.dossier(row.id).state is State.RETURNED


def test_the_next_receipt_can_be_scanned_while_the_last_result_is_still_shown(counter: Counter):
    rows = counter.office.lookup.rows(DossierQuery(states=frozenset({State.READY})))
    unowed = [row for row in rows if counter.office.lookup.dossier(row.id).unpaid <= 0][:2]
    for row in unowed:
        counter.scan(row.label)
        counter.scan(card_of(counter, row))
        counter.type("\r")
        counter.idle()
    assert [counter.office.lookup.dossier(row.id).state for row in unowed] == [State.RETURNED] * 2


def test_all_results_of_a_person_go_out_with_two_scans_and_one_key(counter: Counter):
    first, office = ready(counter), counter.office
    form = office.intake.copy_of(office.lookup.dossier(first.id))
    again = replace(form, id=uuid7(), fees=(), duplicate_accepted="nộp thêm một bộ")
    second = office.intake.receive(office.accounts.actor("tiepnhan"), again).id
    office.processing.do(office.accounts.actor("xuly"), second, "finish")
    counter.scan(first.label)
    counter.scan(card_of(counter, first))
    counter.press(Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    counter.idle()
    assert [office.lookup.dossier(one).state for one in (first.id, second)] == [State.RETURNED] * 2
    assert counter.keys == 1


def test_one_esc_leads_from_the_money_back_to_the_result_that_waits_for_it(counter: Counter):
    row = ready(counter)
    counter.scan(row.label)
    counter.press(Qt.Key.Key_F6)
    counter.idle()
    counter.scan(row.label)
    counter.press(Qt.Key.Key_B, CONTROL)
    counter.idle()
    assert counter.main.trail.here.page == "fees"
    counter.press(Qt.Key.Key_Escape)
    counter.idle()
    assert counter.main.trail.here.page == "returning"
    assert counter.main.current.unfinished().endswith(row.label)


@pytest.mark.parametrize(("key", "page"), [(Qt.Key.Key_Return, "returning"), (Qt.Key.Key_B, "fees")])
def test_esc_from_a_dossier_on_top_shows_what_the_person_had_gone_on_to(counter: Counter, key: Qt.Key, page: str):
    rows = counter.office.lookup.rows(DossierQuery(states=frozenset({State.READY})))
    first, second = rows[0], next(row for row in rows if row.owner_number != rows[0].owner_number)
    counter.scan(first.label)
    counter.press(key, CONTROL)
    counter.idle()
    assert (counter.main.trail.here.page, counter.main.current.unfinished()[-len(first.label) :]) == (page, first.label)
    counter.scan(second.label)
    counter.main.open_dossier(second.id)
    counter.idle()
    counter.press(Qt.Key.Key_Escape)
    counter.idle()
    assert counter.main.trail.here.page == page
    assert counter.main.current.unfinished().endswith(second.label)


def test_esc_from_a_dossier_on_top_shows_the_list_that_the_person_had_gone_on_to(counter: Counter):
    colleague = counter.office.accounts.actor("xuly")
    rows = counter.office.lookup.rows(DossierQuery(states=frozenset({State.RECEIVED}), limit=2))
    first, second = (counter.office.handover.prepare(colleague, [row.id], "Bộ phận trả kết quả").code for row in rows)
    counter.scan(first)
    counter.scan(second)
    counter.main.open_dossier(rows[0].id)
    counter.idle()
    counter.press(Qt.Key.Key_Escape)
    counter.idle()
    assert counter.main.trail.here.page == "handover"
    assert second in counter.main.current.unfinished()
