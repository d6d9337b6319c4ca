"""The reception desk by keyboard where it is more than one person with the usual papers."""

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtTest import QTest

from desktop_app.domain.states import State
from tests.ui.pages.house import focused, shown
from ui.pages.frame.rail import WIDTH as RAIL
from ui.pages.frame.status_bar import HEIGHT as FOOT
from ui.pages.requests import Begin
from ui.theme import Theme
from ui.tokens import Tone

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
OTHER = "079090123450||Trần Văn Mẫu|01011990|Nam|2 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
BIRTH = "1.001193"
COPIES, RESIDENCE, MANY_PAPERS = "2.000815", "1.004194", "1.004222"
# Nobody has to bring a paper for the second one, so that Enter asks once whether none is meant.

TITLE_BAR = 30


@pytest.fixture
def desk(house):
    return house("intake")


def state(desk):
    return desk.page._presenter.state


def begin(desk, *, card=CARD, procedure=BIRTH):
    desk.page._presenter.start_next()
    desk.scan(card)
    desk.page._presenter.choose_procedure(procedure)
    desk.settle()


def bring(desk):
    """Has the first paper of the list handed in."""
    first, *others = state(desk).sheet.papers
    desk.page._presenter.edit_papers((replace(first, ticked=True), *others))


def receive(desk):
    received = []
    desk.page._presenter.received.connect(received.append)
    desk.press("Ctrl+Return")
    desk.settle()
    return desk.office.lookup.dossier(received[-1].id) if received else None


def test_a_form_counts_as_saved_only_with_its_last_change(desk):
    presenter = desk.page._presenter
    presenter.edit_owner(name="Lê")
    presenter.flush()
    presenter.edit_owner(name="Lê Thị Thử")
    while presenter._drafts._tasks._tasks:
        QTest.qWait(1)
        if presenter._drafts._unkept is not None:
            assert not state(desk).saved
    presenter.flush()
    desk.settle()
    assert state(desk).saved
    assert desk.office.intake.drafts()[0].body["owner"]["name"] == "Lê Thị Thử"


def test_several_people_apply_together_with_one_set_of_papers(desk):
    begin(desk)
    desk.press("Ctrl+G")
    desk.page._person._together.lines.setPlainText("Lê Văn Thử, 079085000001\nTrần Thị Không Số")
    desk.scan(OTHER)
    dossier = receive(desk)
    assert [(other["name"], other["number"]) for other in dossier.others] == [
        ("Lê Văn Thử", "079085000001"),
        ("Trần Thị Không Số", ""),
        ("Trần Văn Mẫu", "079090123450"),
    ]


@pytest.mark.parametrize(("width", "height", "keys"), [(1280, 720, ("Ctrl+U",)), (1366, 768, ("Ctrl+U", "Ctrl+G"))])
def test_the_next_step_stays_on_the_same_picture_whoever_else_comes(desk, qapp, width, height, keys):
    theme = Theme(qapp)
    theme.apply("light")
    theme.dress(desk.window)
    desk.window.layout().setContentsMargins(0, 0, 0, 0)
    desk.window.resize(width - RAIL, height - FOOT)
    begin(desk, procedure=MANY_PAPERS)
    desk.press(*keys)
    assert len(state(desk).sheet.papers) > 10
    assert desk.page.minimumSizeHint().height() <= height - FOOT


def test_the_next_step_stays_on_the_same_picture_before_a_procedure_is_chosen(desk, qapp):
    theme = Theme(qapp)
    theme.apply("light")
    theme.dress(desk.window)
    desk.page._presenter.start_next()
    desk.press("Ctrl+U")
    assert len(state(desk).favourites) == 9
    assert desk.page.minimumSizeHint().height() <= 768 - TITLE_BAR - FOOT


def test_a_wrong_number_among_many_is_said_at_the_list_and_nothing_is_received(desk):
    begin(desk)
    desk.press("Ctrl+G")
    desk.page._person._together.lines.setPlainText("Lê Văn Thử, 07908500")
    assert receive(desk) is None
    assert "Lê Văn Thử" in state(desk).errors["others"]


def test_a_paper_that_the_procedure_does_not_name_is_added_by_its_name(desk):
    begin(desk)
    desk.page._procedure._other.setFocus()
    desk.type("Giấy xác nhận")
    desk.press("Return")
    assert receive(desk).components[-1]["name"] == "Giấy xác nhận"


def test_a_paper_that_will_not_do_is_kept_with_its_reason(desk):
    begin(desk)
    desk.page._procedure._other.setFocus()
    desk.type("Ảnh thẻ")
    desk.press("Return")
    papers = desk.page._procedure.papers
    papers.setFocus()
    papers.setCurrentIndex(papers.model().index(papers.model().rowCount() - 1, 0))
    QTest.keyClicks(papers, "x")
    desk.settle()
    desk.type("ảnh mờ")
    desk.press("Return")
    paper = receive(desk).components[-1]
    assert (paper["name"], paper["accepted"], paper["reason"]) == ("Ảnh thẻ", False, "ảnh mờ")


def test_what_was_refused_about_one_person_is_not_said_beside_the_next(desk):
    begin(desk)
    papers = desk.page._procedure.papers
    papers.setFocus()
    papers.setCurrentIndex(papers.model().index(0, 0))
    QTest.keyClicks(papers, "x")
    desk.settle()
    desk.type("mờ")
    desk.press("Return", "Ctrl+Return")
    assert [notice.tone for notice in desk.notices.standing] == [Tone.WARN]
    desk.press("Ctrl+N")
    assert not [notice for notice in desk.notices.standing if notice.tone is Tone.WARN]


def test_a_new_form_begins_with_the_people_and_papers_of_an_earlier_dossier(desk):
    begin(desk)
    desk.press("Ctrl+G")
    desk.page._person._together.lines.setPlainText("Lê Văn Thử, 079085000001")
    first = receive(desk)
    desk.page.show_place(Begin(like=first.id))
    desk.settle()
    sheet = state(desk).sheet
    assert (sheet.owner.name, sheet.procedure_code) == ("Nguyễn Thị Mẫu", BIRTH)
    assert [paper.name for paper in sheet.papers if paper.ticked] == [paper["name"] for paper in first.components]
    desk.page._presenter.edit(duplicate_accepted="con thứ hai")
    second = receive(desk)
    assert second.id != first.id
    assert second.others == first.others
    assert second.state is State.RECEIVED


def test_somebody_with_papers_missing_leaves_with_form_02_and_no_dossier_is_made(desk):
    before = len(desk.rows())
    begin(desk)
    papers = desk.page._procedure.papers
    papers.setFocus()
    papers.setCurrentIndex(papers.model().index(0, 0))
    QTest.keyClicks(papers, " ")
    desk.press("Ctrl+H")
    view = desk.page._slips
    assert "Giấy chứng sinh" in view._points.toPlainText()
    desk.press("Tab")
    assert view._reason.edit.hasFocus()
    desk.press("Return", "Return")
    desk.settle()
    assert [title[:3] for title in desk.tray.papers] == ["02-"]
    assert len(desk.rows()) == before
    desk.press("Ctrl+N")
    assert not state(desk).sheet.begun


def test_a_slip_is_found_again_by_keyboard_and_each_print_after_the_first_is_a_reprint(desk):
    begin(desk)
    desk.press("Ctrl+H")
    desk.page._slips._points.setPlainText("Giấy chứng sinh")
    desk.page._slips._reason.set_text("chưa đủ giấy")
    desk.page._slips._issue.click()
    desk.settle()
    desk.press("Ctrl+P")
    assert desk.page._slip_desk.state.paper.reprint == 1
    assert (focused(), len(desk.tray.papers)) == ("Lý do in lại", 1)
    desk.press("Return")
    assert "Ghi lý do in lại." in shown(desk.window)
    desk.type("Máy in kẹt giấy")
    desk.press("Return")
    desk.press("Ctrl+Shift+H")
    desk.type("khong co")
    assert "Không có phiếu nào" in shown(desk.window)
    desk.page._issued._field.edit.clear()
    desk.type("mau khai sinh")
    desk.press("Return")
    assert "Nguyễn Thị Mẫu" in shown(desk.window)
    assert len(desk.tray.papers) == 2
    desk.press("Ctrl+P")
    desk.type("Người dân làm mất")
    desk.press("Return")
    assert len(desk.tray.papers) == 3
    assert reasons(desk) == ["", "Máy in kẹt giấy", "Người dân làm mất"]
    (slip,) = desk.office.slips.listed(desk.actor)
    assert (slip.prints, slip.reason) == (3, "chưa đủ giấy")
    desk.press("Esc", "Esc")
    assert desk.page._stack.currentIndex() == 0


def reasons(desk):
    with desk.office.slips._desk.store.read() as unit:
        return [event.data.get("reason", "") for event in unit.house_events(["slip.printed"])]


def test_a_receipt_that_is_printed_once_more_asks_why(desk):
    begin(desk)
    desk.press("Ctrl+Return")
    assert len(desk.tray.papers) == 1
    desk.press("Ctrl+P")
    assert (focused(), len(desk.tray.papers)) == ("Lý do in lại", 1)
    desk.press("Return")
    assert len(desk.tray.papers) == 1
    desk.type("Giấy bị nhòe")
    desk.press("Return")
    assert len(desk.tray.papers) == 2
    printed = desk.page._desk.state.dossier.history[-1].event
    assert (printed.data["reprint"], printed.data["reason"]) == (1, "Giấy bị nhòe")


def test_the_list_of_slips_leads_back_to_the_form_as_it_was(desk):
    begin(desk)
    desk.press("Ctrl+Shift+H", "Down", "Esc")
    assert desk.page._stack.currentIndex() == 0
    assert state(desk).sheet.owner.name == "Nguyễn Thị Mẫu"


def test_a_refusal_keeps_no_reason_for_a_supplement(desk):
    begin(desk)
    desk.press("Ctrl+H")
    view = desk.page._slips
    view._reason.set_text("chưa đủ giấy")
    view._form.chosen.emit("03")
    view._form.set_value("03")
    assert not view._reason.isVisible()
    view._points.setPlainText("Không thuộc thẩm quyền")
    view._issue.click()
    desk.settle()
    (slip,) = desk.office.slips.listed(desk.actor)
    assert (slip.form, slip.reason) == ("03", "")


def test_a_slip_that_names_nothing_is_refused_beside_its_lines(desk):
    begin(desk)
    desk.press("Ctrl+H")
    view = desk.page._slips
    view._points.setPlainText("")
    view._issue.click()
    desk.settle()
    assert view._points_field.has_error()
    desk.press("Esc")
    assert state(desk).sheet.owner.name == "Nguyễn Thị Mẫu"


def test_enter_goes_from_the_papers_to_a_fee_that_has_to_be_counted_and_on_to_the_button(desk):
    begin(desk, procedure=COPIES)
    desk.press("Return")
    assert focused() == "Lệ phí"
    assert desk.page._details.fee.drop.is_open()
    desk.type("2*2000+3x1000")
    assert desk.page._details.fee.edit.text() == "2×2.000+3×1.000"
    desk.press("Return")
    assert focused() == "Nhận và in"
    assert receive(desk).fees == [{"id": "1", "name": "Phí, lệ phí", "amount": 7000, "when": "reception"}]


def test_enter_passes_by_a_fee_about_which_there_is_nothing_to_say(desk):
    begin(desk)
    desk.press("Return")
    assert focused() == "Nhận và in"


def test_a_rate_by_the_page_is_taken_with_its_count(desk):
    begin(desk, procedure=COPIES)
    desk.press("Return", "Down", "Return")
    desk.type("5")
    desk.press("Return")
    assert receive(desk).unpaid == 10_000


def test_a_rate_that_is_not_in_dong_is_never_taken_for_one(desk):
    begin(desk, procedure=COPIES)
    desk.press("Return", "Down", "Down", "Return")
    assert state(desk).sheet.fee.undecided
    (choice,) = [choice for choice in desk.page._details.fee._published() if "10" in choice.text]
    assert choice.text == "10 USD/bản"


def test_two_rates_that_are_payable_together_are_summed(desk):
    begin(desk, procedure=RESIDENCE)
    desk.press("Return", "Return", "Down", "Return")
    desk.page._details.fee.setFocus()
    desk.type("+")
    desk.press("Down", "Down", "Return")
    assert state(desk).sheet.fee.typed == "10.000+15.000"
    bring(desk)
    assert receive(desk).unpaid == 25_000


def test_the_published_exemption_is_taken_as_the_reason_and_can_be_taken_back(desk):
    begin(desk, procedure=RESIDENCE)
    desk.press("Return", "Return", "Down", "Down", "Down", "Return", "Return")
    assert focused() == "Nhận và in"
    assert state(desk).sheet.fee.exempt_reason.startswith("Miễn phí")
    desk.page._details.fee.setFocus()
    desk.press(*("Down",) * 6, "Return")
    assert not state(desk).sheet.fee.exempt_reason


def test_why_and_when_nothing_is_paid_is_said_with_keys_alone_and_recorded(desk):
    begin(desk, procedure=RESIDENCE)
    desk.press("Return", "Return")
    desk.type("15000")
    desk.press(*("Down",) * 5, "Return")
    desk.press(*("Down",) * 6, "Return")
    desk.type("hộ nghèo")
    desk.press("Return")
    bring(desk)
    (fee,) = receive(desk).fees
    assert (fee["amount"], fee["when"], fee["exempt_reason"]) == (15_000, "return", "hộ nghèo")


def test_a_slip_in_the_reckoning_is_said_beside_it_and_stops_the_reception(desk):
    begin(desk, procedure=COPIES)
    desk.press("Return")
    desk.type("2*")
    assert not state(desk).errors
    desk.press("Return")
    assert "2×" in state(desk).errors["fee"]
    assert receive(desk) is None
    assert focused() == "Lệ phí"
    desk.type("2000")
    assert receive(desk).unpaid == 4000


def test_the_fee_follows_the_way_in_which_the_dossier_came(desk):
    begin(desk, procedure="2.001263")
    assert state(desk).sheet.fee_total == 400_000
    desk.page._presenter.edit_channel("online")
    assert state(desk).sheet.fee.name == "Lệ phí"


def test_an_incomplete_dossier_is_doubted_at_its_list_and_kept_with_a_reason(desk):
    begin(desk)
    desk.press("Space")
    assert not state(desk).doubts
    assert receive(desk) is None
    assert focused() == "Lý do vẫn nhận"
    assert state(desk).doubts[0].code == "components.none"
    desk.type("bệnh viện gửi bản điện tử")
    desk.press("Return")
    assert focused() == "Nhận và in"
    event = receive(desk).history[0].event
    assert event.data["incomplete_accepted"] == "bệnh viện gửi bản điện tử"


def test_a_reason_for_an_incomplete_list_does_not_hold_for_another_one(desk):
    begin(desk)
    desk.page._presenter.overrule("papers", "mang đến sau")
    papers = state(desk).sheet.papers
    desk.page._presenter.edit_papers(papers[:1])
    assert not state(desk).sheet.incomplete_accepted


def test_a_procedure_whose_papers_all_belong_to_cases_is_not_received_without_any(desk):
    begin(desk, procedure=RESIDENCE)
    desk.press("Return", "Return")
    assert receive(desk) is None
    assert [doubt.code for doubt in state(desk).doubts] == ["components.no_case"]
    assert focused() == "Lý do vẫn nhận"
    bring(desk)
    assert receive(desk).components


def test_a_paper_that_comes_after_all_takes_the_doubt_away(desk):
    begin(desk)
    desk.press("Space")
    assert receive(desk) is None
    desk.press("Ctrl+T", "Space")
    desk.until(lambda: not state(desk).doubts)
    assert receive(desk).components[0]["name"].startswith("Giấy chứng sinh")


def test_everything_that_form_01_asks_about_owner_and_proxy_can_be_typed_and_is_printed(desk):
    desk.page._presenter.start_next()
    desk.page._presenter.choose_procedure(BIRTH)
    desk.settle()
    desk.press("Ctrl+U")
    proxy = {"number": "079085000001", "name": "Lê Văn Thử", "address": "2 Đường Mẫu", "phone": "0900000002"}
    typed = {f"proxy.{key}": text for key, text in (proxy | {"email": "thu@example.vn"}).items()}
    typed |= {"owner.email": "mau@example.vn", "owner.phone": "0900000001", "proxy.authorisation": "GUQ 12/2026"}
    typed |= {"owner.number": "079190123456", "owner.name": "Nguyễn Thị Mẫu", "owner.address": "1 Đường Mẫu"}
    for part, text in typed.items():
        edit = desk.page._person.field(part).edit
        edit.setText(text)
        edit.textEdited.emit(text)
    dossier = receive(desk)
    assert dossier.owner["email"] == "mau@example.vn"
    assert dossier.proxy["person"]["email"] == "thu@example.vn"
    paper = desk.office.paperwork.render(dossier, "01").pdf
    for text in typed.values():
        assert text in printed(paper), text


def printed(pdf):
    """The words of the first page, as somebody reads them."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(document[0].get_textpage().get_text_range().split())
