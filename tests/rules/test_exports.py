"""Figures and registers as workbooks (QĐ 766/QĐ-TTg, TT 03/2025/TT-VPCP form 07), and texts to send."""

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest

from desktop_app.domain.report import Figures
from desktop_app.words.figures import percent, report_cells, share
from desktop_app.words.messages import result_ready
from tests.rules.conftest import MAU, THU

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


def table(exported):
    sheet = openpyxl.load_workbook(io.BytesIO(exported.content)).worksheets[0]
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_report_as_a_workbook_has_a_line_a_field_and_their_sum(desk):
    finished = desk.receive()
    desk.receive(procedure="1.001612")
    desk.do(finished, "finish")
    exported = desk.office.exports.report(desk.office.reports.period(*OCTOBER))
    sheet, rows = table(exported)
    assert exported.name == "bao-cao-20261001-20261031.xlsx"
    assert sheet.page_setup.orientation == "landscape"
    lines = [row for row in rows if row[1] in ("Hộ kinh doanh", "Hộ tịch", "Tổng cộng")]
    assert [(row[1], row[2], row[7], row[16], row[20]) for row in lines] == [
        ("Hộ kinh doanh", 1, 0, 1, None),
        ("Hộ tịch", 1, 1, 0, 1),
        ("Tổng cộng", 2, 1, 1, 1),
    ]
    assert rows[-3][0].startswith("Đối chiếu: 2 hồ sơ")
    assert rows[-1][0] == "Mức độ hài lòng: trong kỳ chưa có lượt đánh giá nào."


def test_every_line_of_the_workbook_adds_up(desk):
    for channel in ("direct", "online", "post"):
        desk.receive(channel=channel)
    desk.do(desk.receive(), "refuse", reason="không thuộc thẩm quyền")
    _, rows = table(desk.office.exports.report(desk.office.reports.period(*OCTOBER)))
    for row in rows:
        if isinstance(row[2], int):
            assert row[2] == sum(row[3:7]) == row[7] + sum(row[13:16]) + row[16] + row[19]
            assert row[7] == sum(row[8:11]) == sum(row[11:13])


def test_the_register_as_a_workbook_says_what_the_paper_says(desk):
    desk.receive(return_by="post")
    sheet, rows = table(desk.office.exports.register(2026))
    # Title, empty line, two lines of headings, the dossier.
    assert [value for value in rows[4] if value][:3] == ["STT", "Lĩnh vực", "Mã hồ sơ"]
    row = rows[6]
    assert row[1] == "Hộ tịch"
    assert row[4] == "Nguyễn Thị Mẫu"
    assert (row[7].date(), row[8].date(), row[9]) == (date(2026, 10, 6), date(2026, 10, 13), None)
    assert row[10] == "Qua dịch vụ bưu chính công ích"
    assert sheet.freeze_panes == "A7"


@pytest.mark.parametrize("name", ["=HYPERLINK(\"http://x\")", "+1a", "-1a", "@x"])  # fmt: skip
def test_a_name_is_never_taken_for_a_formula(desk, name):
    desk.receive({**MAU, "name": name})
    sheet, rows = table(desk.office.exports.register(2026))
    assert rows[6][4] == name
    assert sheet.cell(7, 5).data_type == "s"


def test_messages_go_to_those_who_have_a_telephone_and_name_nobody(desk):
    for owner in ({**MAU, "phone": "0900000001"}, THU):
        desk.do(desk.receive(owner), "finish")
    rows = desk.office.worklist.board(desk.receptionist).group("to_call").rows
    (message,) = desk.office.exports.messages(rows)
    assert message.phone == "0900000001"
    assert message.label in message.text
    assert "Mẫu" not in message.text


@pytest.mark.parametrize(
    ("return_by", "said", "never"),
    [
        ("counter", "Mời Ông/Bà đến nhận", "không cần"),
        ("post", "qua bưu chính", "Mời"),
        ("online", "trực tuyến", "Mời"),
    ],
)
def test_nobody_is_called_to_the_counter_for_a_result_that_is_sent(desk, return_by, said, never):
    dossier = desk.receive({**MAU, "phone": "0900000001"}, return_by=return_by)
    desk.do(dossier, "finish")
    (message,) = desk.office.exports.messages(desk.office.worklist.board(desk.receptionist).group("to_call").rows)
    assert said in message.text
    assert never not in message.text
    notice = text_of(desk, dossier)
    assert ("không cần đến nhận" in notice) == (return_by != "counter")
    assert ("Khi đến nhận kết quả" in notice) == (return_by == "counter")


def test_what_is_still_to_be_paid_is_said_with_the_result(desk):
    fee = {"id": "1", "name": "Lệ phí", "amount": 8000, "when": "return"}
    dossier = desk.receive({**MAU, "phone": "0900000001"}, fees=(fee,))
    desk.do(dossier, "finish")
    (message,) = desk.office.exports.messages(desk.office.worklist.board(desk.receptionist).group("to_call").rows)
    assert "còn phải nộp: 8.000 đồng." in message.text
    assert "còn phải nộp: 8.000 đồng" in text_of(desk, dossier)


def text_of(desk, dossier):
    paper = desk.office.paperwork.render(desk.office.lookup.dossier(dossier.id), "notice").pdf
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper)]
    return " ".join(" ".join(pages).split())


def test_a_message_in_plain_letters_keeps_its_capitals_and_fits_one_sms():
    text = result_ready("H29.19.05-261008-0975", "TTPVHCC phường Bảy Hiền", plain=True)
    assert text.startswith("TTPVHCC phuong Bay Hien: Ho so H29.19.05-261008-0975")
    assert text.isascii()
    assert len(text) <= 160


def test_a_share_is_never_rounded_up_to_everything():
    assert (percent(0.9999), percent(1.0), percent(2 / 3), percent(None)) == ("99,9%", "100,0%", "66,6%", "")


def test_the_share_of_the_national_index_is_named_where_it_differs():
    figures = Figures(solved_early=8, solved_late=2, asked_again=1)
    assert "80,0%" in share(figures)
    assert "70,0%" in share(figures)
    assert "quá một lần" not in share(Figures(solved_early=8))
    assert report_cells(Figures(received_direct=1234))["total"] == "1.234"
