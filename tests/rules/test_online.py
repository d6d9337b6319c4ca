"""Online submissions taken up at the counter: answered within 8 working hours (NĐ 61/2018/NĐ-CP art. 17)."""

import pypdfium2
import pytest

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State

ROW = {
    "code": "H29.19.05-261006-5001",
    "procedure_code": "1.001193",
    "owner_name": "Nguyễn Thị Mẫu",
    "owner_number": "079190123456",
    "email": "mau@example.vn",
    "received_at": "20261006080000",
    "components": "Tờ khai; bản ký số\nGiấy chứng sinh\n",
}


def bring(desk, *rows, actor=None):
    return desk.office.imports.bring_online(actor or desk.receptionist, list(enumerate(rows, start=2)))


def only(desk):
    (row,) = desk.office.lookup.rows(DossierQuery())
    return desk.office.lookup.dossier(row.id)


def test_a_submission_waits_online_with_its_papers_and_without_an_appointment(desk):
    assert bring(desk, ROW).added == 1
    dossier = only(desk)
    assert (dossier.state, dossier.channel, dossier.return_by, dossier.due) == (
        State.SUBMITTED,
        "online",
        "online",
        None,
    )
    assert [(paper["name"], paper["copy"]) for paper in dossier.components] == [
        ("Tờ khai; bản ký số", "electronic"),
        ("Giấy chứng sinh", "electronic"),
    ]
    assert dossier.owner["email"] == "mau@example.vn"
    assert dossier.lookup_code


def test_its_answer_is_due_eight_working_hours_after_it_was_sent(desk):
    bring(desk, ROW)  # Tuesday 06/10, 08:00
    board = desk.office.worklist.board(desk.receptionist)
    (row,) = board.group("online").rows
    duties = desk.office.processing.duties(only(desk))
    assert board.answer_by[row.id] == duties.answer_by.isoformat() == "2026-10-07T08:00:00+07:00"


def test_accepting_starts_the_clock_at_the_answer(desk):
    bring(desk, ROW)
    accepted = desk.do(only(desk), "accept", desk.receptionist)
    assert (accepted.state, accepted.received_at) == (State.RECEIVED, "2026-10-06T08:30:00+07:00")
    assert accepted.due["at"].startswith("2026-10-13T")
    assert desk.office.processing.duties(accepted).answer_by is None


def test_a_submission_that_was_sent_back_comes_again_under_its_code_and_its_hours_begin_anew(desk):
    bring(desk, ROW)
    desk.do(only(desk), "send_back", desk.receptionist, reason="ảnh mờ")
    assert bring(desk, ROW).resubmitted == 0
    desk.later(hours=3)
    again = bring(desk, {**ROW, "received_at": "20261006110000"})
    assert (again.added, again.known, again.resubmitted) == (0, 1, 1)
    assert only(desk).state is State.SUBMITTED
    assert desk.office.processing.duties(only(desk)).answer_by.isoformat() == "2026-10-07T11:00:00+07:00"


def test_only_new_submissions_come_in_this_way(desk):
    with pytest.raises(Refusal) as refused:
        bring(desk, {**ROW, "state": "4"}, {**ROW, "code": "B-2", "state": "1"})
    (fault,) = refused.value.parameters["rows"]
    assert (fault.row, fault.code, fault.column) == (2, "import.not_new", "TrangThaiHoSo")
    assert desk.office.lookup.count(DossierQuery()) == 0


def test_who_does_not_sit_at_the_desk_brings_nothing_in(desk):
    with pytest.raises(Refusal, match=r"role\.missing"):
        bring(desk, ROW, actor=desk.administrator)


def test_everything_that_is_wrong_with_a_row_is_said_at_once(desk):
    wrong = {**ROW, "code": "", "owner_name": "", "received_at": "hôm qua", "procedure_code": "9", "channel": "fax"}
    with pytest.raises(Refusal) as refused:
        bring(desk, wrong)
    assert [(fault.column, fault.code) for fault in refused.value.parameters["rows"]] == [
        ("MaHoSo", "import.missing"),
        ("NgayTiepNhan", "import.value"),
        ("MaTTHC", "procedure.unknown"),
        ("ChuHoSo", "import.missing"),
        ("KenhThucHien", "import.value"),
    ]
    assert refused.value.parameters["count"] == 1


def test_a_name_without_a_letter_is_said_at_its_column(desk):
    with pytest.raises(Refusal) as refused:
        bring(desk, {**ROW, "owner_name": "3"})
    assert [(fault.column, fault.code) for fault in refused.value.parameters["rows"]] == [("ChuHoSo", "name.letters")]


def test_what_has_to_be_mended_online_goes_out_on_form_02(desk):
    bring(desk, ROW)
    sent_back = desk.do(only(desk), "send_back", desk.receptionist, reason="bản chụp mờ")
    assert "02" in desk.office.paperwork.forms(sent_back)
    assert desk.office.paperwork.render(sent_back, "02").pdf.startswith(b"%PDF")


@pytest.mark.parametrize(("action", "form"), [("accept", "01"), ("refuse", "03")])
def test_papers_of_a_submission_name_the_code_it_came_with(desk, action, form):
    bring(desk, ROW)
    dossier = desk.do(
        only(desk), action, desk.receptionist, **({"reason": "thiếu chữ ký"} if action == "refuse" else {})
    )
    pages = pypdfium2.PdfDocument(desk.office.paperwork.render(dossier, form).pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    said = "Mã hồ sơ (nếu có):" if form == "03" else "Mã hồ sơ:"
    assert f"{said} {ROW['code']}" in text


def test_nobody_gets_a_receipt_for_a_submission_that_was_never_received(desk):
    bring(desk, ROW, {**ROW, "code": "H29.19.05-261006-5002", "owner_number": "079190123457"})
    first, second = (desk.office.lookup.dossier(row.id) for row in desk.office.lookup.rows(DossierQuery()))
    refused = desk.office.processing.do(desk.receptionist, first.id, "refuse", facts={"reason": "sai thẩm quyền"})
    accepted = desk.office.processing.do(desk.receptionist, second.id, "accept")
    assert desk.office.paperwork.forms(refused)[0] == "03"
    assert "01" not in desk.office.paperwork.forms(refused)
    assert desk.office.paperwork.forms(accepted)[0] == "01"
