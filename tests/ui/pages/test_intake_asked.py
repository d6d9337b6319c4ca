"""What is asked for at the reception beyond the usual: a subject, another body, a result given at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.domain.states import State
from tests.ui.pages.house import focused, shown
from tests.ui.pages.test_intake import BIRTH, COPIES, begin, receive, state
from ui.pages.dossier.history import moments


@pytest.fixture
def desk(house):
    return house("intake")


def test_what_is_asked_for_and_who_decides_are_typed_where_the_catalogue_does_not_say_it(desk):
    begin(desk)
    desk.press("Ctrl+M")
    desk.type("Khai sinh cho con thứ hai")
    desk.press("Return")
    assert desk.page._details._texts["solving_office"].edit.placeholderText() == "Ủy ban nhân dân phường Bảy Hiền"
    desk.type("Ủy ban nhân dân phường Tân Sơn Nhất")
    desk.press("Return")
    desk.type("gọi sau 17 giờ")
    dossier = receive(desk)
    assert dossier.content == "Khai sinh cho con thứ hai"
    assert dossier.solving_office == "Ủy ban nhân dân phường Tân Sơn Nhất"
    assert "gọi sau 17 giờ" in moments(dossier)[-1].detail
    assert not desk.page._details._more.isVisibleTo(desk.page)


def test_a_dossier_that_names_nobody_goes_to_the_committee_of_this_commune(desk):
    begin(desk)
    assert not desk.page._details._more.isVisibleTo(desk.page)
    assert desk.page._procedure._about.text().endswith("Ủy ban nhân dân phường Bảy Hiền")
    dossier = receive(desk)
    assert dossier.solving_office == "Ủy ban nhân dân phường Bảy Hiền"


def test_another_procedure_is_typed_over_the_chosen_one_without_losing_a_letter(desk):
    begin(desk)
    search = desk.page._procedure.search
    search.setFocus()
    desk.press("Ctrl+A")
    for letter in "ket hon":
        desk.type(letter)
    assert search.edit.text() == "ket hon"
    desk.press("Return")
    assert state(desk).sheet.procedure_title == "Đăng ký kết hôn"


def give_at_once(desk, typed):
    begin(desk, procedure=COPIES)
    desk.page._presenter.edit_fee(replace(state(desk).sheet.fee, typed=typed))
    desk.press("Ctrl+Shift+Return")
    desk.settle()


def test_a_result_given_at_once_shows_neither_receipt_nor_appointment(desk):
    give_at_once(desk, "0")
    view = desk.page._receipt
    assert desk.page._last.state is State.RETURNED
    assert view._heading.text() == "Đã trả kết quả"
    assert "Nguyễn Thị Mẫu" in shown(view)
    assert not any(word in text for text in shown(view) for word in ("Hẹn trả", "Mã tra cứu"))
    assert not any(button.isVisibleTo(desk.page) for button in desk.page._of_receipt)
    assert desk.page._next_button.hasFocus()
    begin(desk)
    receive(desk)
    assert view._heading.text() == "Đã tiếp nhận"
    assert all(button.isVisibleTo(desk.page) for button in desk.page._of_receipt)


def test_a_result_given_at_once_does_not_leave_before_its_fee_is_taken(desk):
    """Nobody comes back to pay: two keys say that it was paid in cash."""
    shift = desk.office.fees.begin_shift(desk.actor, 0)
    give_at_once(desk, "2*2000")
    assert desk.page._last is None
    desk.press("Return")
    desk.settle()
    assert desk.page._last.state is State.RETURNED
    assert desk.page._last.unpaid == 0
    assert desk.office.fees.sheet(shift.id).expected == 4000


def test_a_result_given_at_once_is_paid_with_the_number_of_the_official_receipt(desk):
    give_at_once(desk, "4000")
    for _ in range(3):
        desk.press("Down")
    desk.press("Return")
    desk.type("0001250")
    desk.press("Return", "Down", "Return")
    desk.settle()
    (payment,) = desk.page._last.payments.values()
    assert (payment["method"], payment["official_receipt"]) == ("transfer", "0001250")
    assert "Chuyển khoản · 4.000 đ · 0001250" in shown(desk.page._receipt)


def test_cash_without_a_shift_keeps_the_form_in_hand(desk):
    give_at_once(desk, "4000")
    desk.press("Return")
    assert desk.page._last is None
    assert state(desk).sheet.owner.name == "Nguyễn Thị Mẫu"
    assert [notice.text for notice in desk.notices.standing] == ["Chưa mở ca thu tiền."]


def test_a_slip_is_issued_by_the_key_of_the_next_step_wherever_the_keyboard_is(desk):
    begin(desk)
    desk.press("Ctrl+H")
    desk.page._slips._points.setPlainText("Giấy chứng sinh")
    desk.press("Ctrl+Return")
    assert [title[:3] for title in desk.tray.papers] == ["02-"]


@pytest.mark.parametrize("key", ["Ctrl+Return", "Ctrl+Shift+Return"])
def test_a_published_fee_that_nobody_has_said_is_asked_for_once_whichever_key_hands_the_form_in(desk, key):
    begin(desk, procedure=COPIES)
    assert state(desk).fee_awaited
    desk.press(key)
    assert desk.page._last is None
    assert desk.page._details.fee.isAncestorOf(QApplication.focusWidget())
    desk.press(key)
    desk.settle()
    assert desk.page._last is not None


def test_a_doubt_is_decided_before_the_money_of_a_result_given_at_once(desk):
    begin(desk, procedure=COPIES)
    assert receive(desk) is None
    desk.page._presenter.edit_fee(replace(state(desk).sheet.fee, typed="4.000"))
    desk.page._procedure.papers.setFocus()
    desk.press("Space", "Return")
    desk.until(lambda: bool(state(desk).doubts))
    desk.press("Ctrl+Shift+Return")
    assert not desk.page._details.fee.drop.is_open()
    assert focused() == "Lý do vẫn nhận"


def test_how_an_amount_was_paid_is_asked_anew_once_another_one_is_typed(desk):
    give_at_once(desk, "4.000")
    fee = desk.page._details.fee
    assert fee.drop.is_open()
    desk.press("Ctrl+A")
    desk.type("6000")
    assert not fee.drop.is_open()
    desk.press("Ctrl+Shift+Return", "Down", "Return")
    (payment,) = desk.page._last.payments.values()
    assert payment["amount"] == 6000


def test_a_new_form_takes_nothing_over_that_was_half_typed_for_the_one_before(desk):
    """A search without an answer, half a date, the number of sets, another paper, the reason of an exemption."""
    begin(desk)
    desk.page._person._birth.edit.setFocus()
    desk.press("Ctrl+A")
    desk.type("12/3")
    desk.page._details._sets.edit.setFocus()
    desk.press("Ctrl+A")
    desk.type("3")
    desk.page._procedure._other.setFocus()
    desk.type("Giay ra vien")
    desk.page._details._ask_line("Lý do miễn, giảm", "", lambda _: None)
    desk.page._procedure.search.setFocus()
    desk.press("Ctrl+A")
    desk.type("khong co thu tuc nay")
    desk.press("Ctrl+N")
    texts = [edit.text() for edit in desk.page.findChildren(QLineEdit) if edit.isVisibleTo(desk.page)]
    assert [text for text in texts if text] == ["1"]
    assert not desk.page._details._reason.isVisibleTo(desk.page)
    assert not desk.page._person._birth.has_error()
    assert desk.page._details._sets.text() == "1"


def test_a_procedure_that_answers_after_its_form_was_put_away_is_not_put_into_the_next(desk):
    begin(desk)
    presenter = desk.page._presenter
    presenter.choose_procedure(COPIES)
    presenter.receive()
    presenter.start_next()
    desk.settle()
    assert state(desk).sheet.procedure_code == ""
    assert not state(desk).choosing
    presenter.choose_procedure(BIRTH)
    desk.settle()
    assert state(desk).sheet.procedure_code == BIRTH
    assert desk.page._last is None


def test_what_was_done_to_a_form_cannot_be_taken_back_once_it_was_received(desk):
    begin(desk)
    desk.page._procedure.papers.tick_all()
    assert desk.notices.undoable
    receive(desk)
    assert not desk.notices.undoable
    assert desk.notices.standing == []


def test_the_second_of_two_quick_enters_does_not_put_the_receipt_away(desk):
    begin(desk)
    desk.press("Ctrl+Return")
    view = desk.page._receipt
    assert desk.page._next_button.hasFocus()
    QTest.keyClick(desk.page._next_button, Qt.Key.Key_Return)
    assert desk.page._stack.currentWidget() is view
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    desk.press("Return")
    assert desk.page._stack.currentIndex() == 0


def test_a_reason_that_still_stands_in_its_line_counts_when_the_form_is_handed_in(desk):
    begin(desk, procedure=COPIES)
    desk.page._presenter.edit_fee(replace(state(desk).sheet.fee, typed="4.000"))
    desk.page._details.fee._turn_exempt()
    desk.type("ho ngheo")
    dossier = receive(desk)
    assert dossier.fees[0]["exempt_reason"] == "ho ngheo"
    assert not desk.page._details._reason.isVisibleTo(desk.page)


def test_the_fee_says_when_it_is_paid_as_soon_as_that_is_chosen(desk):
    begin(desk, procedure=COPIES)
    desk.press("Return")
    fee = desk.page._details.fee
    desk.press(*("Down",) * 4, "Return")
    assert state(desk).sheet.fee.when == "return"
    assert "khi trả kết quả" in shown(fee)
    desk.type("2000*3")
    assert "= 6.000 đ · khi trả kết quả" in shown(fee)


def test_papers_that_are_only_shown_are_not_asked_for_again(desk):
    begin(desk, procedure="2.000884")
    assert all(paper.only_shown for paper in state(desk).sheet.papers)
    assert receive(desk) is None
    assert focused() == "Lệ phí"
    assert not state(desk).errors
    assert receive(desk).components == []


@pytest.mark.parametrize("typed", ["", "0"])
def test_a_number_of_sets_that_is_none_is_one_and_shown_so(desk, typed):
    begin(desk)
    sets = desk.page._details._sets
    sets.edit.setFocus()
    desk.press("Ctrl+A", "Backspace")
    if typed:
        desk.type(typed)
    desk.press("Tab")
    assert (sets.text(), state(desk).sheet.sets) == ("1", 1)


def test_an_act_taken_back_leaves_what_was_typed_since(desk):
    begin(desk, procedure=COPIES)
    before = [paper.ticked for paper in state(desk).sheet.papers]
    desk.page._procedure.papers.tick_all()
    desk.page._details.fee.edit.setFocus()
    desk.type("2*2000")
    assert [paper.ticked for paper in state(desk).sheet.papers] != before
    desk.notices.undo()
    assert [paper.ticked for paper in state(desk).sheet.papers] == before
    assert state(desk).sheet.fee.amount == 4_000
