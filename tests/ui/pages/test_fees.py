"""The drawer by keyboard: NĐ 254/2026/NĐ-CP (no paper fee receipts), cash counted at the end of a shift."""

import pytest

from desktop_app.application.payments import Payment
from tests.ui.pages.house import focused, shown

FEE = {"id": "1", "name": "Lệ phí hộ tịch", "amount": 24_000, "when": "reception"}


@pytest.fixture
def desk(house):
    desk = house("fees")
    row = desk.open_rows()[0]
    desk.office.fees.set_fee(desk.actor, row.id, FEE)
    desk.dossier = row
    return desk


@pytest.fixture
def shift(desk):
    """The drawer was opened with half a million."""
    desk.office.fees.begin_shift(desk.actor, 500_000)
    return desk.office.fees.open_shift(desk.actor)


def state(desk):
    return desk.page._presenter.state


def test_without_an_open_shift_the_keyboard_stands_where_one_is_opened_and_then_where_dossiers_are_searched_for(desk):
    assert focused() == "Tiền lẻ có sẵn trong két"
    desk.type("500000")
    assert desk.page._shift_part._begin.amount.edit.text() == "500.000"
    desk.press("Return")
    assert desk.office.fees.open_shift(desk.actor).opening_amount == 500_000
    assert focused() == "Quét giấy tiếp nhận, hoặc gõ mã rồi Enter"


def test_one_scan_and_five_keys_take_a_payment_in_cash(desk, shift):
    desk.scan(desk.dossier.receipt_number)
    assert focused() == "Số tiền thu"
    assert desk.page._side.payment.amount.amount() == 24_000
    desk.press("Return", "Return")
    desk.type("0001250")
    desk.press("Return", "Return", "Return")
    (payment,) = desk.office.lookup.dossier(desk.dossier.id).payments.values()
    assert (payment["amount"], payment["official_receipt"], payment["official_date"]) == (
        24_000,
        "0001250",
        "2026-10-08",
    )
    assert state(desk).dossier is None
    assert focused() == "Quét giấy tiếp nhận, hoặc gõ mã rồi Enter"


def test_cash_without_a_shift_is_refused_beside_the_payment_and_one_key_opens_the_shift_that_another_pays_into(desk):
    desk.scan(desk.dossier.label)
    desk.type("20000")
    desk.press("Ctrl+Return")
    assert not desk.office.lookup.dossier(desk.dossier.id).payments
    assert state(desk).fault == "Chưa mở ca thu: ghi tiền lẻ rồi Enter."
    assert state(desk).fault in shown(desk.window)
    assert focused() == "Tiền lẻ có sẵn trong két"
    assert [desk.page._shift_part._begin._open._kind, desk.page._side._step._kind] == ["primary", "secondary"]
    desk.press("Return")
    assert focused() == "Ghi đã thu"
    desk.press("Return")
    (payment,) = desk.office.lookup.dossier(desk.dossier.id).payments.values()
    assert payment["amount"] == 20_000


def test_a_shift_is_opened_by_the_key_that_closes_it_from_wherever_the_keyboard_is(desk):
    desk.page._side.search.setFocus()
    desk.press("Ctrl+E")
    assert focused() == "Tiền lẻ có sẵn trong két"
    desk.type("500000")
    # A digit that comes before what stands there would make another number of it.
    assert desk.page._shift_part._begin.amount.amount() == 500_000


def test_the_sum_that_is_typed_replaces_the_one_that_is_proposed(desk, shift):
    desk.arrive()
    desk.scan(desk.dossier.label)
    desk.type("12000")
    assert desk.page._side.payment.amount.amount() == 12_000
    desk.page._side.payment.fees.setFocus()
    desk.press("Home", "Return")
    desk.type("30000")
    assert desk.page._side.fee.amount.amount() == 30_000


def test_more_than_is_owed_is_taken_only_when_it_is_asked_for_twice(desk, shift):
    desk.arrive()
    desk.scan(desk.dossier.label)
    desk.type("2400000")
    desk.press("Ctrl+Return")
    assert not desk.office.lookup.dossier(desk.dossier.id).payments
    assert focused() == "Số tiền thu"
    assert any("Hơn số còn phải thu" in text for text in shown(desk.window))
    desk.press("Ctrl+Return")
    assert desk.office.lookup.dossier(desk.dossier.id).paid == 2_400_000


def test_a_fault_stands_at_its_field_until_the_field_is_filled_in(desk, shift):
    desk.office.fees.pay(desk.actor, desk.dossier.id, Payment(24_000))
    desk.arrive()
    desk.press("Ctrl+E", "Ctrl+Return")
    count = desk.page._side.count
    assert (count.counted.has_error(), focused()) == (True, "Tiền mặt đếm được")
    desk.type("5000")
    desk.press("Ctrl+Return")
    assert (count.counted.has_error(), count.explanation.has_error()) == (False, True)
    desk.type("n")
    assert not count.explanation.has_error()
    desk.press("Esc")
    desk.page._side.search.setFocus()
    desk.type("khong co ai")
    desk.press("Return")
    assert desk.page._side.search.has_error()
    desk.type("x")
    assert not desk.page._side.search.has_error()
    desk.press("Return", "Esc")
    assert (desk.page._side.search.edit.text(), desk.page._side.search.has_error()) == ("", False)
    desk.scan(desk.dossier.label)
    desk.press("Ctrl+M", "Ctrl+Return")
    assert desk.page._side.fee.name.has_error()
    desk.type("Phi sao luc")
    desk.press("Ctrl+Return")
    assert (desk.page._side.fee.name.has_error(), focused()) == (False, "Số tiền")


def test_a_payment_that_was_given_back_says_so_when_it_is_given_back_again(desk, shift):
    desk.office.fees.pay(desk.actor, desk.dossier.id, Payment(24_000), event_id="paid")
    desk.office.fees.cancel(desk.actor, desk.dossier.id, "paid", "thu nhầm")
    desk.arrive()
    desk.page._shift_part.table.setFocus()
    desk.press("Home", "Return")
    assert [notice.text for notice in desk.notices.standing] == ["Khoản thu này đã hủy: thu nhầm"]


def test_a_payment_is_given_back_with_its_reason(desk, shift):
    desk.office.fees.pay(desk.actor, desk.dossier.id, Payment(24_000))
    desk.arrive()
    desk.page._shift_part.table.setFocus()
    desk.press("Home", "Return")
    assert focused() == "Lý do hủy"
    desk.press("Ctrl+Return")
    assert any("lý do" in text.casefold() for text in shown(desk.window))
    desk.type("thu nham nguoi")
    desk.press("Ctrl+Return")
    (payment,) = desk.office.fees.sheet(shift.id).payments
    assert payment.cancelled == "thu nham nguoi"
    assert focused() == desk.page._side.search.edit.accessibleName()
    assert desk.office.lookup.dossier(desk.dossier.id).unpaid == 24_000


def test_somebody_is_exempt_from_a_fee_and_the_amount_stays_readable(desk):
    desk.scan(desk.dossier.label)
    desk.page._side.payment.fees.setFocus()
    desk.press("Home", "Return")
    desk.page._side.fee.exempt.setFocus()
    desk.type("hộ nghèo")
    desk.press("Ctrl+Return")
    dossier = desk.office.lookup.dossier(desk.dossier.id)
    assert (dossier.unpaid, dossier.fees[0]["amount"], dossier.fees[0]["exempt_reason"]) == (0, 24_000, "hộ nghèo")


def test_a_fee_that_nobody_wrote_down_is_added(desk):
    desk.scan(desk.dossier.label)
    desk.press("Ctrl+M")
    desk.type("Phi sao luc")
    desk.press("Return")
    desk.type("5000")
    desk.press("Ctrl+Return")
    assert desk.office.lookup.dossier(desk.dossier.id).unpaid == 29_000
    assert desk.page._side.payment.amount.amount() == 29_000


def test_a_drawer_that_does_not_agree_asks_for_an_explanation_before_it_closes(desk, shift):
    desk.office.fees.pay(desk.actor, desk.dossier.id, Payment(24_000))
    desk.arrive()
    desk.press("Ctrl+E")
    desk.type("523000")
    assert "Thiếu 1.000 đ" in desk.page._side.count._difference.accessibleName()
    desk.press("Ctrl+Return")
    assert desk.office.fees.open_shift(desk.actor) is not None
    assert desk.page._side.count.explanation.has_error()
    # Whoever types on explains it, and does not lengthen the sum.
    desk.type("thoi nham 1000")
    assert desk.page._side.count.counted.amount() == 523_000
    desk.press("Ctrl+Return")
    assert desk.office.fees.open_shift(desk.actor) is None
    assert desk.office.fees.sheet(shift.id).difference == -1_000
    assert desk.tray.papers == ["bang-ke-thu.pdf"]


def test_enter_alone_counts_explains_and_closes_the_drawer(desk, shift):
    desk.arrive()
    desk.press("Ctrl+E")
    desk.type("499000")
    desk.press("Return")
    desk.type("thoi nham")
    desk.press("Return", "Return")
    assert desk.office.fees.sheet(shift.id).difference == -1_000
    assert desk.tray.papers == ["bang-ke-thu.pdf"]


def test_enter_alone_writes_a_fee_down(desk):
    desk.scan(desk.dossier.label)
    desk.press("Ctrl+M")
    desk.type("Phi sao luc")
    desk.press("Return")
    desk.type("5000")
    desk.press("Return", "Return", "Return", "Return")
    assert desk.office.lookup.dossier(desk.dossier.id).unpaid == 29_000


def test_earlier_shifts_open_their_sheet_without_printing_it(desk, shift):
    desk.office.fees.close_shift(desk.actor, 500_000)
    desk.press("Alt+2", "Return")
    assert "Bảng kê thu phí, lệ phí" in shown(desk.window)
    assert desk.tray.papers == []


def test_esc_puts_away_what_was_begun_and_leaves_the_dossier_in_hand(desk, shift):
    desk.scan(desk.dossier.label)
    desk.press("Ctrl+M", "Esc")
    assert state(desk).dossier is not None
    desk.press("Esc")
    assert state(desk).dossier is None


def test_a_name_brings_a_list_to_choose_from(desk, shift):
    desk.arrive()
    desk.page._side.search.edit.setFocus()
    desk.type("nguyen")
    listed = desk.page._side.search.list
    first = listed.current().value
    desk.press("Down")
    second = listed.current().value
    assert second != first
    desk.press("Return")
    assert state(desk).dossier.id == second
    assert (desk.page._side.search.edit.text(), focused()) == ("", "Số tiền thu")


def test_esc_leads_from_a_cash_sheet_back_to_the_drawer(desk, shift):
    desk.office.fees.close_shift(desk.actor, 500_000)
    desk.press("Alt+2", "Return", "Esc")
    assert focused() == "Các ca thu trong 31 ngày qua"


def test_a_published_fee_is_found_without_accents(desk):
    row = next(row for row in desk.open_rows() if row.procedure_code == "1.004194")
    desk.scan(row.label)
    desk.press("Ctrl+M")
    desk.type("phi")
    assert desk.page._side.fee.name.list_is_open()


@pytest.mark.parametrize("dash", ["-", ""])
def test_day_and_number_alone_bring_the_dossier_of_this_office(desk, shift, dash):
    desk.arrive()
    row = next(row for row in desk.open_rows() if row.code)
    desk.type(row.code.split("-", 1)[1].replace("-", dash))
    desk.press("Return")
    assert state(desk).dossier.id == row.id
