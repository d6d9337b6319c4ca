"""A day at the counter without a window."""

from datetime import datetime, timedelta

import pypdfium2
import pytest
import zxingcpp

from desktop_app import clock
from tests.cli.conftest import CARD, PROXY_CARD


def codes_on(path):
    document = pypdfium2.PdfDocument(path)
    pages = [page.render(scale=3).to_pil() for page in document]
    document.close()
    return {code.text for page in pages for code in zxingcpp.read_barcodes(page)}


def test_a_card_becomes_a_dossier_with_code_due_date_reasons_and_receipt(motcua, tmp_path):
    received = motcua.receive("--out", tmp_path / "receipt.pdf").data
    assert received["code"].startswith(f"H29.19.05-{clock.now():%y%m%d}-")
    assert received["receipt_number"].startswith("00100-0001-01-")
    assert datetime.fromisoformat(received["due"]) > clock.now()
    assert all(isinstance(line, str) for line in received["why"])
    assert received["lookup_code"][4] == "-"
    assert received["path"] == str(tmp_path / "receipt.pdf")
    assert received["code"] in codes_on(received["path"])


def test_everything_that_is_printed_or_typed_finds_the_dossier(motcua):
    received = motcua.receive("--phone", "0912345678").data
    qr = f"MC1|{received['code']}|1.004873|079190123456|01|Mot Cua|20260101080000|"
    for text in (
        received["code"],
        received["code"].lower(),
        received["receipt_number"],
        received["receipt_number"].replace("-", ""),
        qr,
        CARD,
        "079190123456",
        "nguyen thi mau",
        "Nguyễn Thị Mẫu",
        "0912345678",
    ):
        assert received["id"] in [row["id"] for row in motcua("find", text).data["rows"]], text


def test_a_card_of_somebody_new_finds_the_person_and_no_dossier(motcua):
    found = motcua("find", CARD).data
    assert found["person"]["name"] == "Nguyễn Thị Mẫu"
    assert found["rows"] == []


def test_a_dossier_goes_from_the_desk_to_its_owner(motcua):
    code = motcua.receive().data["code"]
    assert [step["name"] for step in motcua("show", code).data["history"]] == ["Tiếp nhận hồ sơ"]
    assert motcua("do", code, "forward").data["state"] == "in_process"
    assert motcua("do", code, "finish").data["state"] == "result_ready"
    returned = motcua("return", code, "--card", CARD).data
    assert returned["state"] == "returned"
    assert returned["collector"] == {"name": "Nguyễn Thị Mẫu", "number": "079190123456"}
    assert motcua("show", code).data["possible"] == [
        choice for choice in returned["possible"] if choice["action"] != "return"
    ]


def test_somebody_else_needs_a_relation_to_take_the_result(motcua):
    code = motcua.receive().data["code"]
    motcua("do", code, "finish")
    stranger = ("return", code, "--name", "Lê Văn Thử", "--number", "079085000001")
    assert motcua(*stranger).error["code"] == "return.relation"
    assert motcua(*stranger, "--relation", "con").error["code"] == "return.authorisation"
    taken = motcua(*stranger, "--relation", "con", "--authorisation", "Giấy ủy quyền số 12").data
    assert taken["collector"]["relation"] == "con"


def test_papers_are_handed_in_on_behalf_of_a_person_or_an_organisation(motcua):
    for_person = motcua(
        "receive", "--procedure", "1.004873", "--card", PROXY_CARD, "--on-behalf-of", CARD, "--relation", "con"
    ).data
    shown = motcua("show", for_person["code"]).data
    assert shown["owner"]["name"] == "Nguyễn Thị Mẫu"
    assert shown["proxy"]["person"]["name"] == "Lê Văn Thử"
    company = "Công ty Mẫu|0101243150|3 Đường Mẫu"
    for_company = motcua("receive", "--procedure", "1.001612", "--card", PROXY_CARD, "--on-behalf-of", company).data
    assert motcua("show", for_company["code"]).data["owner"]["kind"] == "organisation"


def test_chosen_components_and_terms_stand_in_the_dossier(motcua):
    chosen = ("--component", "2", "--component", "1", "--limit", "10:working_day", "--content", "Xác nhận để mua nhà")
    shown = motcua("show", motcua.receive(*chosen).data["code"]).data
    assert len(shown["components"]) == 2
    assert shown["limit"] == {"value": 10, "unit": "working_day"}
    assert shown["content"] == "Xác nhận để mua nhà"


def test_the_due_date_of_a_friday_afternoon_counts_from_monday(motcua):
    answer = motcua("due", "1.004194", "--at", "2026-10-09T16:00").data
    assert answer["due"] == "2026-10-15T17:00:00+07:00"
    assert "15:00" in answer["why"][0]


def test_a_past_reception_keeps_its_own_time(motcua):
    yesterday = (clock.now() - timedelta(days=1)).isoformat()
    code = motcua.receive("--at", yesterday).data["code"]
    assert motcua("show", code).data["received_at"] == yesterday


def test_what_is_missing_is_asked_for_and_brought_point_by_point(motcua, tmp_path):
    """NĐ 61/2018/NĐ-CP art. 17: all that is missing at once, numbered on form 02."""
    code = motcua.receive().data["code"]
    points = ("--point", "Giấy chứng sinh", "--point", "Bản sao sổ hộ khẩu cũ")
    motcua("do", code, "request_supplement", "--reason", "thiếu giấy tờ", *points)
    motcua("print", code, "02", "--out", tmp_path / "02.pdf")
    with pypdfium2.PdfDocument(tmp_path / "02.pdf") as paper:
        text = paper[0].get_textpage().get_text_range()
    assert "1. Giấy chứng sinh" in text
    assert "2. Bản sao sổ hộ khẩu cũ" in text
    brought = motcua("do", code, "supplement", *points).data["components"]
    assert [paper["name"] for paper in brought[-2:]] == ["Giấy chứng sinh", "Bản sao sổ hộ khẩu cũ"]
    assert motcua("do", code, "finish", *points).error["code"] == "action.points"


def test_a_second_print_is_a_reprint(motcua, tmp_path):
    code = motcua.receive("--out", tmp_path / "first.pdf").data["code"]
    again = motcua("print", code, "01", "--out", tmp_path / "again.pdf").data
    assert again["reprint"] == 1
    assert [step["kind"] for step in motcua("show", code).data["history"]][1:] == ["dossier.printed"] * 2


def test_a_result_notice_is_printed_once_there_is_a_result(motcua, tmp_path):
    code = motcua.receive().data["code"]
    motcua("do", code, "finish")
    assert motcua("print", code, "notice", "--out", tmp_path / "notice.pdf").code == 0
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")


def test_facts_of_an_action_are_given_by_name(motcua):
    code = motcua.receive().data["code"]
    noted = motcua("do", code, "note", "--set", "text=Đã gọi điện").data
    assert noted["history"][-1]["data"]["text"] == "Đã gọi điện"


def test_a_member_of_staff_may_do_what_the_roles_allow(motcua):
    refused = motcua("procedures", "import", __file__, "--as", "tiepnhan")
    assert refused.error["code"] == "catalogue.unreadable"
    code = motcua.receive("--as", "tiepnhan").data["code"]
    assert motcua("show", code).data["receiver"] == "Lê Thị Thu Hà"
    assert motcua("do", code, "finish", "--as", "tiepnhan").error["code"] == "role.missing"
    assert motcua("show", code, "--as", "nobody").error["code"] == "staff.unknown"


def test_people_read_vietnamese_sentences(motcua):
    received = motcua.plain("receive", "--procedure", "1.004873", "--card", CARD)
    assert received.out.startswith("Đã tiếp nhận hồ sơ H29.19.05-")
    assert "Chủ hồ sơ" in motcua.plain("show", received.out.split()[5].rstrip(".")).out
    assert motcua.plain("find", "079190123456").out.startswith("Nguyễn Thị Mẫu 079190123456\n")


@pytest.mark.parametrize("command", ["receive", "find", "show", "do", "return", "print", "due", "practice", "demo"])
def test_every_command_explains_itself_in_vietnamese(motcua, command):
    with pytest.raises(SystemExit, match="0"):
        motcua.raw(command, "--help")
