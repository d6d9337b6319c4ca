"""The rules of the counter from the command line: money, handover, corrections, figures, exchange, decisions."""

import json
from datetime import timedelta

import openpyxl
import pypdfium2
import pytest

from desktop_app import clock
from tests.cli.conftest import CARD


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(texts).split())


@pytest.fixture
def code(motcua):
    return motcua.receive().data["code"]


# -- money ------------------------------------------------------------------------------------------------------------


def test_a_shift_from_opening_to_closing_with_a_payment_given_back(motcua, code, tmp_path):
    assert motcua("fee", "set", code, "Lệ phí", 8000).data["unpaid"] == 8000
    assert motcua("fee", "pay", code, 8000).error["code"] == "cash.no_shift"
    motcua("cash", "open", 50_000)
    paid = motcua("fee", "pay", code, 8000, "--receipt", "0001250", "--date", "2026-10-08").data
    (payment,) = paid["payments"]
    assert paid["unpaid"] == 0
    assert motcua("fee", "cancel", code, payment, "--reason", "thu nhầm").data["unpaid"] == 8000
    motcua("fee", "pay", code, 8000)
    sheet = motcua("cash", "show", "--out", tmp_path / "cash.pdf").data
    assert (sheet["expected"], len(sheet["payments"])) == (58_000, 2)
    assert "8.000 đồng" in text_of(tmp_path / "cash.pdf")
    assert motcua("cash", "close", 57_000).error["code"] == "cash.explain"
    assert motcua("cash", "close", 57_000, "--explain", "thối nhầm").data["difference"] == -1000
    assert len(motcua("cash", "list").data["shifts"]) == 1


@pytest.mark.parametrize(
    ("asked", "fee"),
    [
        ((), {"amount": 8000, "when": "reception"}),
        (("--fee", "2*2000+3*1000", "--fee-when", "return"), {"amount": 7000, "when": "return"}),
        (("--exempt", "hộ nghèo"), {"amount": 8000, "when": "reception", "exempt_reason": "hộ nghèo"}),
        (("--fee", "16.000", "--fee-name", "Phí sao lục"), {"amount": 16_000, "when": "reception"}),
    ],
)
def test_a_fee_is_proposed_reckoned_or_waived_at_reception(motcua, asked, fee):
    code = motcua("receive", "--procedure", "2.000635", "--card", CARD, *asked).data["code"]
    shown = motcua("fee", "show", code).data
    name = "Phí sao lục" if "--fee-name" in asked else "Phí, lệ phí"
    assert shown["fees"] == [{"id": "1", "name": name} | fee]
    assert shown["unpaid"] == (0 if "exempt_reason" in fee else fee["amount"])


def test_a_fee_of_nought_is_no_fee(motcua):
    code = motcua("receive", "--procedure", "2.000635", "--card", CARD, "--fee", "0").data["code"]
    assert motcua("fee", "show", code).data["fees"] == []


def test_an_exemption_needs_no_payment(motcua, code):
    data = motcua("fee", "set", code, "Lệ phí", 8000, "--exempt", "hộ nghèo").data
    assert data["unpaid"] == 0
    assert "hộ nghèo" in motcua.plain("fee", "show", code).out


# -- handover --------------------------------------------------------------------------------------------------------


def test_a_batch_leaves_and_arrives(motcua, tmp_path):
    codes = [motcua.receive("--overrule", "thử").data["code"] for _ in range(2)]
    prepared = motcua("handover", "prepare", *codes, "--to", "Phòng Tư pháp", "--out", tmp_path / "list.pdf").data
    assert prepared["code"] in text_of(tmp_path / "list.pdf").replace(" ", "")
    assert prepared["code"] in [batch["code"] for batch in motcua("handover", "waiting").data["batches"]]
    assert motcua("handover", "confirm", prepared["code"], codes[0]).error["code"] == "handover.same_person"
    confirmed = motcua("handover", "confirm", prepared["code"], codes[0], "--as", "xuly").data
    assert [confirmed["dossiers"][key] for key in confirmed["missing"]] == [codes[1]]
    assert "thiếu" in motcua.plain("handover", "show", prepared["code"]).out
    assert {row["label"] for row in motcua("find", prepared["code"]).data["rows"]} == set(codes)


# -- corrections, slips, copies ---------------------------------------------------------------------------------------


def test_a_clerk_proposes_and_a_head_decides(motcua, code):
    as_clerk = ("--as", "tiepnhan")
    proposed = motcua("correct", "set", code, "owner.phone=0900000001", "--reason", "gõ nhầm", *as_clerk).data
    (proposal,) = proposed["proposals"]
    assert motcua("correct", "approve", code, proposal["id"], *as_clerk).error["code"] == "role.missing"
    assert motcua("correct", "approve", code, proposal["id"], "--as", "lanhdao").data["proposals"] == []
    assert motcua("show", code).data["owner"]["phone"] == "0900000001"


def test_a_slip_is_issued_to_somebody_without_a_dossier(motcua, tmp_path):
    out = tmp_path / "slip.pdf"
    points = ("--point", "Giấy chứng sinh", "--point", "Giấy chứng nhận kết hôn")
    why = ("--reason", "Tờ khai chưa đủ giấy kèm theo")
    slip = motcua("slip", "02", "--card", CARD, "--request", "Đăng ký khai sinh", *points, *why, "--out", out)
    assert slip.data["form"] == "02"
    text = text_of(out)
    assert "Lý do: Tờ khai chưa đủ giấy kèm theo" in text
    assert "Giấy chứng sinh" in text
    assert "Giấy chứng nhận kết hôn" in text


def test_a_slip_is_found_again_and_printed_again_as_a_reprint(motcua, tmp_path):
    out = tmp_path / "slip.pdf"
    asked = ("--card", CARD, "--request", "Đăng ký khai sinh", "--point", "Giấy chứng sinh", "--out", out)
    first = motcua("slip", "02", *asked).data
    second = motcua("slip", "03", *asked).data
    assert [slip["number"] for slip in motcua("slips").data["slips"]] == [second["number"], first["number"]]
    assert [slip["number"] for slip in motcua("slips", f"khai sinh {first['number']}").data["slips"]] == [
        first["number"]
    ]
    assert "in lại" not in text_of(out)
    assert motcua("slip-again", first["number"], "--out", out, "--reason", "kẹt giấy").data["reprint"] == 1
    assert motcua("slip-again", first["number"], "--out", out).data["reprint"] == 2
    text = text_of(out)
    assert "Bản in lại lần 2" in text
    assert first["number"] in text.replace(" ", "")
    assert f"{first['number']}  02" in motcua.plain("slips", first["number"]).out
    assert motcua("slip-again", "9", "--out", out).error["code"] == "slip.unknown"


def test_a_dossier_is_received_again_as_a_copy_under_its_own_number(motcua, code):
    motcua("do", code, "withdraw", "--reason", "nộp nhầm")
    copied = motcua("copy", code).data
    assert copied["code"] != code
    assert motcua("show", copied["code"]).data["owner"] == motcua("show", code).data["owner"]
    assert motcua("copy", code).error["code"] == "duplicate"


# -- figures ----------------------------------------------------------------------------------------------------------


def test_the_work_list_names_every_group_and_the_report_adds_up(motcua, code, tmp_path):
    board = motcua("worklist").data
    assert code in [row["label"] for group in board["groups"] for row in group["rows"]]
    assert [group["name"] for group in motcua("worklist", "--group", "late").data["groups"]] == ["late"]
    out = ("--xlsx", tmp_path / "r.xlsx", "--pdf", tmp_path / "r.pdf")
    report = motcua("report", "--from", "2024-01-01", "--to", f"{clock.now():%Y-%m-%d}", *out).data
    assert report["sum"]["adds_up"]
    assert report["sum"]["total"] == motcua("status").data["dossiers"]
    assert "Đối chiếu:" in text_of(tmp_path / "r.pdf")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0].title == "Báo cáo"
    assert "Đối chiếu:" in motcua.plain("report", "--month", f"{clock.now():%Y-%m}").out


def test_the_register_of_the_year_goes_to_paper_and_workbook(motcua, code, tmp_path):
    out = ("--xlsx", tmp_path / "s.xlsx", "--pdf", tmp_path / "s.pdf")
    rows = motcua("register", f"{clock.now():%Y}").data["rows"]
    assert code in [row["label"] for row in rows]
    written = motcua("register", f"{clock.now():%Y}", *out).data
    assert written["lines"] == len(rows)
    assert written["paths"] == [str(tmp_path / "s.xlsx"), str(tmp_path / "s.pdf")]
    assert "SỔ THEO DÕI HỒ SƠ" in text_of(tmp_path / "s.pdf")
    assert openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0].max_row == len(rows) + 6


def test_those_to_be_told_get_a_message_without_a_name(motcua):
    code = motcua.receive("--phone", "0912345678").data["code"]
    motcua("do", code, "finish")
    (message,) = [one for one in motcua("calls", "--plain").data["messages"] if one["label"] == code]
    assert message["phone"] == "0912345678"
    assert message["text"].isascii()
    assert "Mau" not in message["text"]


# -- other systems ----------------------------------------------------------------------------------------------------


def test_dossiers_leave_under_national_names_and_with_the_codes_of_the_receiver(motcua, code, tmp_path):
    mapping = tmp_path / "tinh.json"
    mapping.write_text(json.dumps({"KenhThucHien": {"direct": "TT"}}), encoding="utf-8")
    motcua("import", "mapping", "tinh", mapping)
    out = tmp_path / "dossiers.json"
    exported = motcua("export", "dossiers", "--receiver", "tinh", "--from", "2020-01-01", "--out", out).data
    documents = json.loads(out.read_text(encoding="utf-8"))
    assert exported["documents"] == len(documents) == motcua("status").data["dossiers"]
    (ours,) = [document for document in documents if document["MaHoSo"] == code]
    assert (ours["KenhThucHien"], ours["ChuHoSo"], ours["TrangThaiHoSo"]) == ("TT", "Nguyễn Thị Mẫu", "2")
    assert ours["NgayTiepNhan"].startswith(f"{clock.now():%Y%m%d}")
    steps = motcua("export", "progress", "--out", out).data["documents"]
    assert steps == len(json.loads(out.read_text(encoding="utf-8")))


def test_dossiers_of_another_system_come_in_once(motcua, tmp_path):
    path = tmp_path / "old.csv"
    yesterday = clock.now() - timedelta(days=1)
    path.write_text(
        "Mã hồ sơ;Mã TTHC;Họ và tên;CCCD;Ngày tiếp nhận;Trạng thái\n"
        f"H15.50.05-261001-0975;1.004873;Trịnh Thị Nhập;079190123456;{yesterday:%d/%m/%Y};4\n",
        encoding="utf-8",
    )
    first, second = motcua("import", "dossiers", path).data, motcua("import", "dossiers", path).data
    assert (first["added"], first["known"], second["added"], second["known"]) == (1, 0, 0, 1)
    shown = motcua("show", "h15.50.05-261001-0975").data
    assert (shown["label"], shown["state"]) == ("H15.50.05-261001-0975", "in_process")


def test_bad_rows_are_listed_and_nothing_comes_in(motcua, tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("MaHoSo;ChuHoSo;NgayTiepNhan;MaTTHC\nA-1;;01/10/2026;1\n\nA-2;X;hôm qua;1\n", encoding="utf-8")
    before = motcua("status").data["dossiers"]
    refused = motcua("import", "dossiers", path)
    assert refused.error["code"] == "import.rows"
    assert [(row["row"], row["column"], row["code"]) for row in refused.error["rows"]] == [
        (2, "MaTTHC", "procedure.unknown"),
        (2, "ChuHoSo", "import.missing"),
        (4, "NgayTiepNhan", "import.value"),
        (4, "MaTTHC", "procedure.unknown"),
    ]
    assert motcua("status").data["dossiers"] == before


def test_a_fault_names_its_column_as_the_file_does(motcua, tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("Số  biên nhận;Họ và tên;Ngày nhận;Thủ tục\nA-1;;hôm qua;Không có\n", encoding="utf-8")
    rows = motcua("import", "dossiers", path).error["rows"]
    assert [row["column"] for row in rows] == ["Ngày nhận", "Thủ tục", "Họ và tên"]
    document = {"mahoso": "A-1", "ChuHoSo": "X", "NGAYTIEPNHAN": "hôm qua", "MaTTHC": "1"}
    path.with_suffix(".json").write_text(json.dumps([document]), encoding="utf-8")
    rows = motcua("import", "dossiers", path.with_suffix(".json")).error["rows"]
    assert [row["column"] for row in rows] == ["NGAYTIEPNHAN", "MaTTHC"]


# -- citizens ---------------------------------------------------------------------------------------------------------


def test_a_citizen_sees_more_with_the_code_from_the_receipt(motcua):
    received = motcua.receive().data
    alone = motcua("progress", received["code"]).data
    assert (alone["state"], alone["details"]) == ("received", None)
    opened = motcua("progress", received["code"], "--lookup-code", received["lookup_code"]).data
    assert opened["details"]["due_at"] == received["due"]
    assert motcua("progress", received["code"], "--lookup-code", "0000-0000").error["code"] == "lookup.wrong"


# -- decisions of the office ------------------------------------------------------------------------------------------


def test_a_closure_is_added_shown_and_taken_back(motcua):
    before = motcua("calendar", "show").data["version"]
    added = motcua("calendar", "add", "local_closure", "2026-12-18", "Mất điện", "--last", "2026-12-19").data
    assert added["version"] != before
    assert "18/12/2026 – 19/12/2026  tạm ngừng tại cơ quan: Mất điện" in motcua.plain("calendar", "show").out
    assert motcua("calendar", "remove", "2026-12-18").data["version"] == before


def test_hours_of_the_week_change_from_a_day_on_and_the_other_days_stay(motcua):
    before = motcua("calendar", "show").data["patterns"][-1]
    week = ("calendar", "week", "2031-02-03", "--counting", "fri=07:30-11:30", "--reception", "sat=07:30-11:30")
    pattern = motcua(*week).data["patterns"][-1]
    assert pattern["valid_from"] == "2031-02-03"
    assert pattern["counting"] == before["counting"] | {"fri": ["07:30-11:30"]}
    assert pattern["reception"] == before["reception"] | {"sat": ["07:30-11:30"]}
    assert "  tiếp dân: sat 07:30-11:30" in motcua.plain("calendar", "show").out
    assert motcua("calendar", "week", "2031-02-03", "--counting", "xyz=08:00-09:00").error["code"] == "calendar.weekday"


def test_one_file_of_official_days_is_imported(motcua, tmp_path):
    path = tmp_path / "2029.json"
    days = [{"kind": "day_off", "first": "2029-01-01", "name": "Tết Dương lịch"}]
    path.write_text(json.dumps({"name": "vn-2029", "official": days}), encoding="utf-8")
    assert motcua("calendar", "import", path).data["version"].startswith("vn-2029@")
    assert motcua.plain("calendar", "show", "--year", "2029").out.count("Tết Dương lịch") == 1


def test_a_setting_changes_from_a_day_on(motcua):
    motcua("settings", "set", "rules.cutoff=16:00", "phone=028 1", "--from", "2031-01-01")
    assert motcua("settings", "show", "--on", "2031-01-01").data["rules.cutoff"] == 960
    today = motcua("settings", "show").data
    assert today["rules.cutoff"] == 900
    assert "practice_password" not in today


def test_a_term_of_the_province_is_promised_from_its_day_on(motcua):
    decided = motcua("override", "1.004873", "--limit", "1:working_day", "--fee", "0", "--from", "2031-01-01").data
    assert decided["limit"] == {"value": 1, "unit": "working_day"}
    assert motcua("due", "1.004873", "--at", "2031-01-06T08:00").data["due"].startswith("2031-01-07")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("settings", "set", "colour=red"), "settings.unknown"),
        (("calendar", "remove", "2026-12-18"), "calendar.no_such_day"),
        (("calendar", "add", "half_day", "2026-12-18", "Họp"), "calendar.hours_of_kind"),
        (("report", "--month", "2026-13"), "time.unreadable"),
        (("import", "dossiers", __file__), "import.unreadable"),
        (("import", "mapping", "x", __file__), "mapping.unreadable"),
        (("calendar", "import", __file__), "calendar.unreadable"),
        (("cash", "close", "1"), "cash.no_shift"),
        (("handover", "show", "BG-00123-0045-01-000789-24"), "handover.unknown"),
        (("slip", "02", "--request", "x", "--name", "x", "--out", "/tmp/x.pdf"), "slip.points"),
        (
            ("slip", "03", "--request", "x", "--name", "x", "--number", "1", "--point", "x", "--out", "/tmp/x.pdf"),
            "number.digits",
        ),
        (("find", "CB-00100-000077-40"), "staff_code.check_digits"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(motcua, arguments, code):
    error = motcua(*arguments).error
    assert error["code"] == code
    assert error["message"].endswith(".")


# -- reception ------------------------------------------------------------------------------------------------------


def test_a_group_hands_in_two_sets_with_a_paper_of_their_own(motcua, tmp_path):
    also = ("--also", "Lê Văn Thử|079085000001|2 Đường Mẫu", "--also", "Công ty Mẫu|0100233488|3 Đường Mẫu")
    paper = ("--component", "1", "--paper", "Giấy xác nhận|bản sao|2", "--sets", "2", "--return-by", "post")
    code = motcua.receive(*also, *paper, "--out", tmp_path / "receipt.pdf").data["code"]
    shown = motcua("show", code).data
    assert [person["name"] for person in shown["others"]] == ["Lê Văn Thử", "Công ty Mẫu"]
    assert (shown["sets"], shown["return_by"]) == (2, "post")
    assert shown["components"][-1] == {"name": "Giấy xác nhận", "copy": "certified", "count": 2}
    assert "cùng nộp: Lê Văn Thử, Công ty Mẫu" in text_of(tmp_path / "receipt.pdf")
    assert [row["label"] for row in motcua("find", "079085000001").data["rows"]] == [code]


def test_an_online_submission_waits_for_its_answer_without_a_date(motcua):
    submitted = motcua.receive("--submitted").data
    assert (submitted["state"], submitted["due"]) == ("submitted", None)
    assert motcua("do", submitted["code"], "accept").data["due"]


def test_a_result_given_at_once_is_on_record_and_closed(motcua):
    assert motcua.receive("--at-once").data["state"] == "returned"
    assert motcua.receive("--at-once", "--submitted").error["code"] == "usage"
    assert motcua.receive("--paper", "Giấy|bản lạ").error["code"] == "component.copy"


def test_a_result_given_at_once_is_paid_there_and_then(motcua):
    fee = ("--at-once", "--fee", "8000")
    assert motcua.receive(*fee).error["code"] == "return.unpaid"
    assert motcua.receive(*fee, "--paid", "cash").error["code"] == "cash.no_shift"
    code = motcua.receive(*fee, "--paid", "transfer", "--receipt", "0001250").data["code"]
    money = motcua("fee", "show", code).data
    assert money["unpaid"] == 0
    assert [payment["official_receipt"] for payment in money["payments"].values()] == ["0001250"]


def test_a_household_business_hands_in_a_paper_that_will_not_do_for_another_agency(motcua):
    """NĐ 61/2018/NĐ-CP art. 17: what is wrong with a paper is told; TT 86/2024/TT-BTC: a number of 12 digits."""
    papers = ("--paper", "Giấy đề nghị", "--paper", "Bản chụp hợp đồng|bản chụp|1|chụp thiếu trang")
    place = ("--solving-office", "Phòng Kinh tế phường Mẫu", "--note", "gọi trước khi đến")
    household = ("--kind", "household", "--name", "Hộ kinh doanh Mẫu", "--number", "079190123456")
    code = motcua("receive", "--procedure", "1.001612", *household, *papers, *place, "--overrule", "thử").data["code"]
    dossier = motcua("show", code).data
    assert dossier["owner"]["kind"] == "household"
    assert dossier["solving_office"] == "Phòng Kinh tế phường Mẫu"
    assert [(paper.get("accepted"), paper.get("reason")) for paper in dossier["components"][-2:]] == [
        (None, None),
        (False, "chụp thiếu trang"),
    ]
    said = motcua.plain("show", code).out
    assert "chưa đạt, chụp thiếu trang" in said
    assert "Phòng Kinh tế phường Mẫu" in said


def test_a_date_is_explained_and_reckoned_anew(motcua, code):
    explained = motcua("why", code).data
    assert explained["promised"] == explained["again"]
    assert explained["why"] == explained["why_again"]
    assert "trùng với ngày đã hẹn" in motcua.plain("why", code).out


def test_a_new_date_without_an_hour_is_the_end_of_that_day(motcua, code):
    later = clock.now() + timedelta(days=30)
    sunday = later - timedelta(days=later.weekday() + 1)
    open_day = motcua("due", "1.004873", "--at", later.isoformat()).data["due"][:10]
    refused = motcua("do", code, "extend", "--reason", "chờ", "--due", f"{sunday:%Y-%m-%d}").error
    assert refused["code"] == "action.due_day_off"
    assert motcua("do", code, "call", "--set", "channel=pigeon").error["code"] == "action.value"
    due = motcua("do", code, "extend", "--reason", "chờ", "--due", open_day).data["due"]
    assert due.startswith(f"{open_day}T17:00")
