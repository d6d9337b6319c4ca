"""Money at the desk: NĐ 254/2026/NĐ-CP (no paper fee receipts), cash counted at the end of a shift."""

from dataclasses import replace

import pypdfium2
import pytest

from desktop_app.application.intake import IntakeForm, Settled
from desktop_app.application.payments import Payment
from desktop_app.application.ports import DossierQuery
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State
from desktop_app.ids import uuid7
from tests.rules.conftest import MAU, PAPER

FEE = {"id": "le-phi", "name": "Lệ phí hộ tịch", "amount": 8000, "when": "reception"}


@pytest.fixture
def dossier(desk):
    return desk.receive(fees=(FEE,))


def test_cash_is_not_taken_without_an_open_drawer(desk, dossier):
    with pytest.raises(Refusal, match=r"cash\.no_shift"):
        desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000))


def test_what_is_paid_is_no_longer_owed(desk, dossier):
    desk.office.fees.begin_shift(desk.receptionist, 100_000)
    assert dossier.unpaid == 8000
    paid = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000, official_receipt="0001250"))
    assert paid.unpaid == 0


def test_a_payment_asked_for_twice_is_taken_once(desk, dossier):
    desk.office.fees.begin_shift(desk.receptionist, 0)
    for _ in range(2):
        paid = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000), event_id="0" * 32)
    assert len(paid.payments) == 1


def test_a_cancelled_payment_stays_on_the_sheet_with_its_reason_and_is_owed_again(desk, dossier):
    shift = desk.office.fees.begin_shift(desk.receptionist, 0)
    paid = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000))
    (payment,) = paid.payments
    with pytest.raises(Refusal, match=r"fee\.reason"):
        desk.office.fees.cancel(desk.receptionist, dossier.id, payment, " ")
    given_back = desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "thu nhầm người")
    assert given_back.unpaid == 8000
    (row,) = desk.office.fees.sheet(shift.id).payments
    assert row.cancelled == "thu nhầm người"
    assert desk.office.fees.sheet(shift.id).expected == 0


def test_an_exemption_is_not_owed_and_keeps_the_amount_that_was_waived(desk, dossier):
    exempt = desk.office.fees.set_fee(desk.receptionist, dossier.id, {**FEE, "exempt_reason": "hộ nghèo"})
    assert exempt.unpaid == 0
    assert exempt.fees[0]["amount"] == 8000


def test_a_drawer_that_does_not_agree_is_closed_only_with_an_explanation(desk, dossier):
    desk.office.fees.begin_shift(desk.receptionist, 50_000)
    desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000))
    with pytest.raises(Refusal, match=r"cash\.explain") as refused:
        desk.office.fees.close_shift(desk.receptionist, 57_000)
    assert refused.value.parameters == {"difference": -1000}
    sheet = desk.office.fees.close_shift(desk.receptionist, 57_000, "thối nhầm 1.000 đồng")
    assert (sheet.expected, sheet.difference) == (58_000, -1000)


def test_bank_transfers_do_not_lie_in_the_drawer(desk, dossier):
    shift = desk.office.fees.begin_shift(desk.receptionist, 0)
    desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000, method="transfer"))
    sheet = desk.office.fees.sheet(shift.id)
    assert (sheet.expected, sheet.total("transfer"), sheet.total("cash")) == (0, 8000, 0)


def test_one_clerk_has_one_drawer_and_nobody_elses(desk, dossier):
    desk.office.fees.begin_shift(desk.receptionist, 0)
    with pytest.raises(Refusal, match=r"cash\.open_already"):
        desk.office.fees.begin_shift(desk.receptionist, 0)
    assert desk.office.fees.open_shift(desk.officer) is None


def test_the_printed_cash_sheet_shows_what_was_taken(desk, dossier):
    shift = desk.office.fees.begin_shift(desk.receptionist, 0)
    desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000, official_receipt="0001250"))
    paper = desk.office.house_papers.cash(desk.office.fees.sheet(shift.id), "Lê Thị Thu Hà")
    text = text_of(paper.pdf)
    assert "0001250" in text
    assert "Lệ phí hộ tịch" in text


def test_money_given_back_after_the_shift_was_closed_comes_out_of_the_open_drawer(desk, dossier):
    first = desk.office.fees.begin_shift(desk.receptionist, 0)
    (payment,) = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000)).payments
    closed = desk.office.fees.close_shift(desk.receptionist, 8000)
    with pytest.raises(Refusal, match=r"cash\.no_shift"):
        desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "thu nhầm người")
    second = desk.office.fees.begin_shift(desk.receptionist, 50_000)
    assert desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "thu nhầm người").unpaid == 8000
    assert desk.office.fees.sheet(first.id) == closed
    assert desk.office.fees.sheet(second.id).expected == 42_000
    with pytest.raises(Refusal, match=r"fee\.unknown_payment"):
        desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "lần nữa")
    paper = desk.office.house_papers.cash(desk.office.fees.sheet(second.id), "Lê Thị Thu Hà")
    assert "Hoàn trả khoản thu của ca trước" in text_of(paper.pdf)


def test_a_transfer_given_back_later_leaves_every_drawer_alone(desk, dossier):
    first = desk.office.fees.begin_shift(desk.receptionist, 0)
    (payment,) = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000, method="transfer")).payments
    closed = desk.office.fees.close_shift(desk.receptionist, 0)
    desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "chuyển nhầm")
    assert desk.office.fees.sheet(first.id) == closed


def test_the_printed_sheet_shows_what_was_counted_and_why_it_differs(desk, dossier):
    desk.office.fees.begin_shift(desk.receptionist, 50_000)
    desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000))
    sheet = desk.office.fees.close_shift(desk.receptionist, 57_000, "thối nhầm một người")
    text = text_of(desk.office.house_papers.cash(sheet, "Lê Thị Thu Hà").pdf)
    for said in ("58.000 đồng", "57.000 đồng", "thiếu 1.000 đồng", "thối nhầm một người"):
        assert said in text


def test_what_was_cancelled_stays_on_the_printed_sheet_with_its_reason_and_counts_for_nothing(desk, dossier):
    shift = desk.office.fees.begin_shift(desk.receptionist, 0)
    (payment,) = desk.office.fees.pay(desk.receptionist, dossier.id, Payment(8000)).payments
    desk.office.fees.cancel(desk.receptionist, dossier.id, payment, "thu nhầm người")
    sheet = desk.office.fees.sheet(shift.id)
    text = " ".join(text_of(desk.office.house_papers.cash(sheet, "Lê Thị Thu Hà").pdf).split())
    assert "đã hủy 8.000 đồng, thu nhầm người" in text
    assert "Tổng cộng: 0 đồng" in text


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(texts).split())


COPIED = IntakeForm("", "2.000815", MAU, (PAPER,), fees=(FEE,))


def at_once(desk, *settled, actor=None, **changes):
    form = replace(COPIED, id=uuid7(), **changes)
    return desk.office.intake.finish_at_once(actor or desk.receptionist, form, Settled(*settled))


def test_a_result_given_at_once_is_paid_in_the_same_breath(desk):
    shift = desk.office.fees.begin_shift(desk.receptionist, 0)
    given = at_once(desk, "cash", "0001250")
    assert (given.state, given.unpaid) == (State.RETURNED, 0)
    assert [payment["official_receipt"] for payment in given.payments.values()] == ["0001250"]
    assert [moment.event.kind for moment in given.history if not moment.effective] == []
    assert desk.office.fees.sheet(shift.id).expected == 8000


@pytest.mark.parametrize(
    ("settled", "code"),
    [((), r"return\.unpaid"), (("cash",), r"cash\.no_shift"), (("barter",), r"fee\.method"), (("", "", "nợ"), "role")],
)
def test_a_result_given_at_once_does_not_leave_unpaid_and_nothing_of_it_is_written(desk, settled, code):
    with pytest.raises(Refusal, match=code):
        at_once(desk, *settled)
    assert desk.office.lookup.count(DossierQuery()) == 0
    assert at_once(desk, "transfer").unpaid == 0


def test_a_head_lets_a_result_given_at_once_go_unpaid_and_why_is_on_record(desk):
    given = at_once(desk, "", "", "nộp bù chiều nay", actor=desk.head)
    assert (given.state, given.unpaid) == (State.RETURNED, 8000)
    assert given.history[-1].event.data["fee_overruled"] == "nộp bù chiều nay"
    assert at_once(desk, fees=({**FEE, "exempt_reason": "hộ nghèo"},)).unpaid == 0
