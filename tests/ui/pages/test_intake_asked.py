"""What is asked for at the reception beyond the usual: a subject, another body, a result given at once."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.domain.states import State
from tests.ui.pages.house import shown
from tests.ui.pages.test_intake import COPIES, begin, receive, state
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


@pytest.mark.parametrize(("typed", "next_step"), [("2*2000", "_money_button"), ("0", "_next_button")])
def test_a_result_given_at_once_leads_to_its_fee_and_shows_neither_receipt_nor_appointment(desk, typed, next_step):
    begin(desk, procedure=COPIES)
    desk.page._presenter.edit_fee(replace(state(desk).sheet.fee, typed=typed))
    desk.press("Ctrl+Shift+Return")
    view = desk.page._receipt
    assert desk.page._last.state is State.RETURNED
    assert view._heading.text() == "Đã trả kết quả"
    assert "Nguyễn Thị Mẫu" in shown(view)
    assert not any(word in text for text in shown(view) for word in ("Hẹn trả", "Mã tra cứu"))
    assert not any(button.isVisibleTo(desk.page) for button in desk.page._of_receipt)
    assert getattr(desk.page, next_step).hasFocus()
    begin(desk)
    receive(desk)
    assert view._heading.text() == "Đã tiếp nhận"
    assert all(button.isVisibleTo(desk.page) for button in desk.page._of_receipt)


def test_a_slip_is_issued_by_the_key_of_the_next_step_wherever_the_keyboard_is(desk):
    begin(desk)
    desk.press("Ctrl+H")
    desk.page._slips._points.setPlainText("Giấy chứng sinh")
    desk.press("Ctrl+Return")
    assert [title[:3] for title in desk.tray.papers] == ["02-"]


def test_a_result_given_at_once_asks_once_for_a_fee_that_nobody_has_said(desk):
    begin(desk, procedure=COPIES)
    assert state(desk).fee_awaited
    desk.press("Ctrl+Shift+Return")
    assert desk.page._last is None
    assert desk.page._details.fee.isAncestorOf(QApplication.focusWidget())
    desk.press("Ctrl+Shift+Return")
    assert desk.page._last.state is State.RETURNED
