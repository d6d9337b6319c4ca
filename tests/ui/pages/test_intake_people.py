"""Whose dossier it is and who hands it in, typed at the reception by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.house import focused
from tests.ui.pages.test_intake import BIRTH, CARD, COPIES, OTHER, begin, receive, state
from ui.pages.intake.sheet import PersonEntry
from ui.widgets.button import Button


@pytest.fixture
def desk(house):
    return house("intake")


def typed(desk, born):
    """A form with everything that is needed, and a date of birth as it was typed."""
    desk.page._presenter.start_next()
    desk.settle()
    for text in ("079190123456", "Tran Thi Thu", born):
        desk.type(text)
        desk.press("Return")
    desk.page._presenter.choose_procedure(BIRTH)
    desk.settle()


@pytest.mark.parametrize("born", ["310290", "1/1/9"])
def test_a_date_of_birth_that_is_none_is_a_fault_of_the_form_and_not_left_out(desk, born):
    typed(desk, born)
    assert receive(desk) is None
    assert focused() == "Ngày sinh"
    assert "Ngày sinh" in [button.text() for button in desk.page._summary.findChildren(Button) if button.isVisible()]
    desk.page._person.field("owner.birth").edit.selectAll()
    desk.type("010290")
    assert not state(desk).errors
    assert receive(desk).owner["birth"] == "1990-02-01"


def test_a_name_without_a_letter_is_a_fault_beside_its_field(desk):
    desk.page._presenter.start_next()
    desk.settle()
    for text in ("079190123456", "3"):
        desk.type(text)
        desk.press("Return")
    assert state(desk).errors == {"owner.name": "Tên phải có chữ cái."}
    desk.page._presenter.choose_procedure(BIRTH)
    desk.settle()
    assert receive(desk) is None
    desk.page._person.field("owner.name").edit.selectAll()
    desk.type("Tran Thi Thu 3")
    assert not state(desk).errors
    desk.page._presenter.edit_proxy(number=CARD[:12], name="3")
    desk.page._presenter.edit(others=(PersonEntry(name="079190123456"),))
    assert receive(desk) is None
    assert set(state(desk).errors) == {"proxy.name", "others"}


def test_a_date_of_birth_that_is_none_comes_back_with_the_kept_form(desk):
    typed(desk, "310290")
    desk.press("Ctrl+N")
    assert desk.page._person.field("owner.birth").edit.text() == ""
    desk.page._presenter.reopen(state(desk).drafts[0])
    desk.settle()
    assert desk.page._person.field("owner.birth").edit.text() == "310290"


def test_a_date_of_birth_is_no_fault_of_an_organisation(desk):
    typed(desk, "310290")
    desk.page._presenter.edit_owner(kind="organisation")
    assert "birth" not in receive(desk).owner


def known_people(desk):
    """Two people who have a dossier here already."""
    for card in (CARD, OTHER):
        begin(desk, card=card)
        assert receive(desk) is not None
    desk.press("Ctrl+N")


def test_what_is_known_of_somebody_goes_with_a_number_that_was_wrong(desk):
    known_people(desk)
    desk.type("079190123456")
    assert state(desk).sheet.owner.name == "Nguyễn Thị Mẫu"
    desk.page._presenter.edit_owner(phone="0900000001")
    desk.press("Backspace")
    assert state(desk).known is None
    assert state(desk).sheet.owner.name == ""
    field = desk.page._person.field("owner.number").edit
    field.selectAll()
    desk.type("079090123450")
    owner = state(desk).sheet.owner
    assert (owner.name, owner.sex, owner.phone) == ("Trần Văn Mẫu", "male", "0900000001")
    assert state(desk).known.number == "079090123450"


def test_what_a_card_has_said_stays_while_its_number_is_typed_over(desk):
    known_people(desk)
    desk.scan(CARD)
    desk.page._presenter.edit_owner(number="07919012345")
    assert state(desk).sheet.owner.name == "Nguyễn Thị Mẫu"
    assert state(desk).known is None


def test_the_sex_that_a_number_stated_goes_with_it(desk):
    desk.page._presenter.edit_owner(number="079190000001")
    assert state(desk).sheet.owner.sex == "female"
    desk.page._presenter.edit_owner(number="079090000001")
    assert state(desk).sheet.owner.sex == "male"
    desk.page._presenter.edit_owner(sex="female")
    desk.page._presenter.edit_owner(number="079090000002")
    assert state(desk).sheet.owner.sex == "female"


def test_a_proxy_who_is_known_here_is_filled_in_like_an_owner(desk):
    known_people(desk)
    desk.press("Ctrl+U")
    desk.type("079190123456")
    assert state(desk).sheet.proxy.name == "Nguyễn Thị Mẫu"
    desk.page._person.field("proxy.number").edit.selectAll()
    desk.type("079090123450")
    proxy = state(desk).sheet.proxy
    assert (proxy.name, proxy.address) == ("Trần Văn Mẫu", "2 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh")


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


def test_a_kept_form_says_again_what_waits_for_its_owner(desk):
    begin(desk)
    assert receive(desk) is not None
    begin(desk)
    chip = desk.page._summary._known
    assert chip.isVisible()
    desk.press("Ctrl+N")
    assert not chip.isVisible()
    desk.page._presenter.reopen(state(desk).drafts[0])
    desk.settle()
    assert chip.isVisible()


def test_an_organisation_that_comes_again_is_known_by_its_tax_code(desk):
    company = {"kind": "organisation", "number": "0101243150", "name": "Công ty Mẫu", "address": "3 Đường Mẫu"}
    desk.page._presenter.edit_owner(**company)
    desk.page._presenter.choose_procedure(BIRTH)
    desk.settle()
    assert receive(desk) is not None
    desk.press("Ctrl+N")
    desk.page._presenter.edit_owner(kind="organisation")
    desk.page._person.field("owner.number").setFocus()
    desk.type("0101243150")
    assert state(desk).sheet.owner.name == "Công ty Mẫu"
    assert len(state(desk).known.open) == 1
    desk.type("001")
    assert state(desk).sheet.owner.name == ""


def test_a_household_business_does_not_get_the_name_of_its_owner(desk):
    known_people(desk)
    desk.page._presenter.edit_owner(kind="household")
    desk.page._presenter.edit_owner(number="079190123456")
    desk.settle()
    assert state(desk).known.rows
    assert state(desk).sheet.owner.name == ""


def test_the_notice_of_a_form_that_came_back_goes_with_the_form(desk):
    begin(desk)
    desk.page._tell_restored()
    assert len(desk.notices.standing) == 1
    desk.press("Ctrl+N")
    assert [notice.text for notice in desk.notices.standing] == ["Đã cất hồ sơ đang nhập vào hồ sơ làm dở."]


def test_a_kept_form_that_is_chosen_goes_on_at_what_it_lacks(desk):
    desk.type("079190123456")
    desk.press("Ctrl+N")
    (draft,) = [button for button in desk.page._summary.findChildren(Button) if "079190123456" in button.text()]
    QTest.mouseClick(draft, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.type("Le Thi Thu")
    assert (state(desk).sheet.owner.number, state(desk).sheet.owner.name) == ("079190123456", "Le Thi Thu")


def test_a_card_that_is_shown_late_leaves_what_it_does_not_say(desk):
    desk.page._presenter.edit_owner(number="079190123456", name="Nguyen Thi Mau", phone="0900000001")
    desk.settle()
    desk.scan(CARD)
    owner = state(desk).sheet.owner
    assert (owner.name, owner.phone) == ("Nguyễn Thị Mẫu", "0900000001")
    desk.press("Ctrl+N", "Ctrl+U")
    desk.page._presenter.edit_owner(name="Trần Văn Mẫu")
    desk.page._presenter.edit_proxy(number="079190123456", phone="0900000002")
    assert desk.scan(CARD)
    proxy = state(desk).sheet.proxy
    assert (proxy.name, proxy.phone) == ("Nguyễn Thị Mẫu", "0900000002")
    assert focused() == "Quan hệ"


@pytest.mark.parametrize(("kind", "number"), [("household", "079190123456"), ("organisation", "")])
def test_a_card_shown_for_a_business_is_that_of_the_person_who_stands_for_it(desk, kind, number):
    desk.page._presenter.edit_owner(kind=kind)
    desk.scan(CARD)
    owner = state(desk).sheet.owner
    assert (owner.kind, owner.number, owner.name, owner.representative) == (kind, number, "", "Nguyễn Thị Mẫu")
    assert focused() == "Tên tổ chức, hộ kinh doanh"


def test_a_card_whose_name_was_lost_leads_to_the_name_of_the_proxy(desk):
    desk.page._presenter.edit_owner(name="Trần Văn Mẫu")
    desk.press("Ctrl+U")
    desk.scan("079190123456||Nguyen Thi Mau|01011990|Nu|1 Duong Mau|15042021")
    assert focused() == "Họ và tên người nộp thay"


def test_a_number_is_kept_as_it_is_typed_although_it_is_a_whole_one_on_the_way(desk):
    number = "079190000011"
    for digit in number:
        desk.type(digit)
    assert state(desk).sheet.owner.number == number
    desk.press("Ctrl+U")
    for digit in number:
        desk.type(digit)
    assert state(desk).sheet.proxy.number == number


def test_a_slip_is_begun_once_it_is_known_whose_it_is(desk):
    desk.press("Ctrl+H")
    assert focused() == "Họ và tên"
    assert [notice.refusal for notice in desk.notices.standing] == [True]
    desk.page._presenter.edit_owner(name="Le Thi Thu", number="07919")
    desk.press("Ctrl+H")
    assert focused() == "Số định danh cá nhân"
    assert "owner.number" in state(desk).errors
    desk.page._presenter.edit_owner(number="")
    desk.press("Ctrl+H")
    assert desk.page._slips._points.hasFocus()


def test_what_was_typed_on_a_slip_survives_a_look_at_the_form(desk):
    begin(desk)
    desk.press("Ctrl+H")
    desk.type("giay chung sinh")
    desk.press("Esc", "Ctrl+H")
    assert desk.page._slips._points.toPlainText() == "giay chung sinh"
    desk.page._slips._issue.click()
    desk.settle()
    desk.press("Ctrl+N")
    begin(desk, card=OTHER)
    desk.press("Ctrl+H")
    assert desk.page._slips._points.toPlainText() == ""


def test_what_is_said_of_a_paper_counts_at_each_key_and_esc_takes_it_back(desk):
    begin(desk)
    papers = desk.page._procedure.papers
    papers.setFocus()
    desk.press("Down", "X")
    desk.type("mo")
    judged = [paper for paper in state(desk).sheet.papers if paper.fault]
    assert [(paper.fault, paper.ticked) for paper in judged] == [("mo", True)]
    desk.press("Esc")
    assert papers.hasFocus()
    assert not desk.page._procedure._fault.isVisible()
    assert not [paper for paper in state(desk).sheet.papers if paper.fault]
    assert not next(paper for paper in state(desk).sheet.papers if paper.name == judged[0].name).ticked


def test_a_paper_that_is_being_judged_goes_with_its_procedure(desk):
    begin(desk)
    desk.page._procedure.papers.setFocus()
    desk.press("X")
    desk.type("mo")
    desk.page._presenter.choose_procedure(COPIES)
    desk.settle()
    assert not desk.page._procedure._fault.isVisible()
    desk.page._procedure._fault.edited.emit("mo qua")
    assert not [paper for paper in state(desk).sheet.papers if paper.fault]
