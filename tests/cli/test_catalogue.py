"""Catalogues from files: JSON, CSV and XLSX, all rows or none."""

import json

import openpyxl
import pytest

ROWS = [
    ["Mã thủ tục", "Tên thủ tục", "Tên ngắn", "Lĩnh vực", "Thời hạn", "Đơn vị", "Lệ phí", "Thành phần"],
    ["9.000001", "Đăng ký khai thác thử nghiệm", "Khai thác", "Thử", "3", "ngày làm việc", "8.000", "Tờ khai; Bản vẽ"],
    ["9.000002", "Xác nhận việc thử nghiệm", "", "Thử", "0", "ngay trong ngày", "", ""],
]


@pytest.fixture
def brought(motcua, tmp_path):
    """Imports a file of this name and content."""

    def bring(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return motcua("procedures", "import", path)

    return bring


def as_csv(rows, delimiter=","):
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)


def as_xlsx(rows, path):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_taken_whatever_parts_its_columns(brought, motcua, delimiter):
    assert brought("catalogue.csv", as_csv(ROWS, delimiter)).data == {"added": 2, "changed": 0, "same": 0}
    answer = motcua("due", "9.000001", "--at", "2026-10-06T09:00").data
    assert answer["due"] == "2026-10-09T17:00:00+07:00"


def test_a_workbook_is_taken_like_a_csv_file(brought, motcua, tmp_path):
    rows = [[*row[:4], int(row[4]) if row[4].isdigit() else row[4], *row[5:]] for row in ROWS]
    assert brought("catalogue.xlsx", as_xlsx(rows, tmp_path / "made.xlsx")).data["added"] == 2
    card = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu|15042021"
    code = motcua("receive", "--procedure", "9.000001", "--card", card).data["code"]
    dossier = motcua("show", code).data
    assert [paper["name"] for paper in dossier["components"]] == ["Tờ khai", "Bản vẽ"]
    assert dossier["unpaid"] == 8000


def test_a_catalogue_of_the_portal_is_taken_as_it_is(brought):
    record = {
        "code": "9.1",
        "name": "Thử",
        "processing": {"value": None, "unit": None},
        "fees": None,
        "components": None,
    }
    assert brought("portal.json", json.dumps([record])).data["added"] == 1
    assert brought("portal.json", json.dumps([record])).data["same"] == 1
    assert brought("portal.json", json.dumps([{**record, "name": "Khác"}])).data["changed"] == 1


def test_a_table_in_an_old_encoding_is_read(brought, motcua):
    old = 'code,name,field\n9.000003,"Thñ tôc ®¨ng ký khai sinh","Hé tÞch"\n'.encode("cp1252")
    assert brought("old.csv", old).data["added"] == 1
    assert motcua("due", "9.000003", "--at", "2026-10-06T09:00").data["name"] == "Thủ tục đăng ký khai sinh"


def test_rows_with_faults_are_listed_and_none_is_taken(brought, motcua):
    bad = [
        *ROWS,
        ["9.000003", "", "", "", "", "", "", ""],
        ["9.000004", "Bốn", "", "", "nhiều", "", "", ""],
        ["9.000005", "Năm", "", "", "5", "tuần", "", ""],
        ["9.000006", "Sáu", "", "", "", "", "miễn", ""],
        ["9.000001", "Trùng", "", "", "", "", "", ""],
    ]
    error = brought("catalogue.csv", as_csv(bad)).error
    assert error["code"] == "catalogue.rows"
    assert [(row["row"], row["column"], row["code"]) for row in error["rows"]] == [
        (2, "Mã thủ tục", "catalogue.twice"),
        (4, "Tên thủ tục", "catalogue.missing"),
        (5, "Thời hạn", "catalogue.limit"),
        (6, "Đơn vị", "catalogue.unit"),
        (7, "Lệ phí", "catalogue.fee"),
        (8, "Mã thủ tục", "catalogue.twice"),
    ]
    assert motcua("due", "9.000002", "--at", "2026-10-06T09:00").error["code"] == "procedure.unknown"


def test_every_fault_of_a_row_is_said_with_its_column(brought):
    error = brought("catalogue.csv", as_csv([ROWS[0], ["", "", "", "", "nhiều", "tuần", "miễn", ""]])).error
    assert [row["column"] for row in error["rows"]] == [
        "Mã thủ tục",
        "Tên thủ tục",
        "Thời hạn",
        "Đơn vị",
        "Lệ phí",
    ]
    assert error["parameters"]["count"] == 1


def test_every_fault_of_a_document_is_said_with_its_key(brought):
    record = {"code": "", "name": "A", "processing": [1], "fees": [2], "components": None}
    error = brought("x.json", json.dumps([record])).error
    assert [(row["column"], row["code"]) for row in error["rows"]] == [
        ("code", "procedure.unreadable"),
        ("processing", "catalogue.record"),
        ("fees", "catalogue.record"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.json", "{", "catalogue.unreadable"),
        ("x.json", '{"other": 1}', "catalogue.unreadable"),
        ("x.json", "[]", "catalogue.empty"),
        ("x.json", "[1]", "catalogue.rows"),
        ("x.json", '[{"code": "1", "name": "A", "processing": [1]}]', "catalogue.rows"),
        ("x.json", '[{"code": "1", "name": "A", "processing": {"value": -1, "unit": "day"}}]', "catalogue.rows"),
        ("x.csv", "", "catalogue.empty"),
        ("x.csv", "code,fee\n1,2", "catalogue.columns"),
        ("x.xlsx", "no workbook", "catalogue.unreadable"),
        ("x.pdf", "%PDF", "catalogue.unreadable"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(brought, name, content, code):
    assert brought(name, content).error["code"] == code


def test_the_starting_catalogue_is_what_the_portal_published():
    from desktop_app.application.procedures import procedure_from_data  # noqa: PLC0415
    from desktop_app.reference.catalogue import starting_catalogue  # noqa: PLC0415

    records = starting_catalogue()
    procedures = [procedure_from_data(record) for record in records]
    assert len({procedure.code for procedure in procedures}) == len(records) == 160
    assert all(record["portal_url"].startswith("https://dichvucong.gov.vn/") for record in records)


def test_the_procedures_that_come_with_the_program_need_no_file(motcua):
    answer = motcua("procedures", "import")
    assert answer.data["added"] + answer.data["same"] == 160


@pytest.mark.parametrize("name", ["out.json", "out.csv"])
def test_what_is_exported_can_be_imported_again(brought, motcua, tmp_path, name):
    brought("catalogue.csv", as_csv(ROWS))
    out = tmp_path / name
    assert motcua("procedures", "export", out).data["procedures"] > 100
    shown = motcua("procedures", "show", "9.000001").data
    assert motcua("procedures", "import", out).data["added"] == 0
    assert motcua("procedures", "show", "9.000001").data == shown
    assert shown["limit"] == {"value": 3, "unit": "working_day"}
    assert [paper["number"] for paper in shown["components"]] == [1, 2]
    assert motcua("procedures", "show", "9.000002").data["limit"]["unit"] == "immediate"
    assert motcua("procedures", "export", tmp_path / "out.xls").error["code"] == "catalogue.ending"


def test_a_rate_of_the_province_fills_in_what_the_catalogue_leaves_open_and_keeps_who_is_exempt(motcua):
    """Fees that the people's council sets: the portal publishes who is exempt, and no amount."""
    before = motcua("procedures", "show", "1.000080").data["fees"]
    assert {fee["amount"] for fee in before} == {None}
    decided = motcua("override", "1.000080", "--fee", "1500000").data
    assert [fee["amount"] for fee in decided["fees"]] == [1_500_000]
    after = motcua("procedures", "show", "1.000080").data["fees"]
    assert [(fee["condition"], fee["channels"]) for fee in after] == [
        (fee["condition"], fee["channels"]) for fee in before
    ]
    assert "Miễn lệ phí" in motcua.plain("procedures", "show", "1.000080").out


def test_a_procedure_is_found_by_its_words(motcua):
    assert "1.001193" in [row["code"] for row in motcua("procedures", "find", "khai sinh").data["rows"]]
    assert motcua.plain("procedures", "find", "xyzxyz").out == "Không có thủ tục nào như vậy.\n"
