"""Tables as people keep them: CSV or XLSX, in whatever encoding the old program wrote."""

from datetime import datetime

import openpyxl
import pytest

from desktop_app.domain.errors import Refusal
from desktop_app.reference.catalogue import read_catalogue
from desktop_app.reference.tables import read_table

COLUMNS = {"code": ("mã hồ sơ", "MaHoSo"), "name": ("chủ hồ sơ",), "office": ("đơn vị xử lý",)}
ROWS = [("Mã hồ sơ", "Chủ hồ sơ", "Ghi chú"), ("A-1", "Nguyễn Thị Mẫu", "x"), ("A-2", "Lê Văn Thử", "")]


def csv(tmp_path, content):
    path = tmp_path / "ho-so.csv"
    path.write_bytes(content)
    return path


def xlsx(tmp_path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "ho-so.xlsx"
    book.save(path)
    return path


def names(read):
    return [row["name"] for _, row in read.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_may_be_parted_by_commas_semicolons_or_tabs(tmp_path, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    read = read_table(csv(tmp_path, text.encode("utf-8-sig")), COLUMNS)
    assert read.columns == {"code": "Mã hồ sơ", "name": "Chủ hồ sơ"}
    assert read.rows == ((2, {"code": "A-1", "name": "Nguyễn Thị Mẫu"}), (3, {"code": "A-2", "name": "Lê Văn Thử"}))


def test_headings_are_known_without_case_accents_and_spaces(tmp_path):
    text = "MAHOSO;Đơn vị xử lý\nA-1;UBND phường"
    assert read_table(csv(tmp_path, text.encode()), COLUMNS).rows == ((2, {"code": "A-1", "office": "UBND phường"}),)


def test_rows_without_content_are_left_out_and_numbers_are_those_of_the_file(tmp_path):
    text = "Mã hồ sơ;Chủ hồ sơ\n;\n\nA-1;Lê Văn Thử\n"
    assert [number for number, _ in read_table(csv(tmp_path, text.encode()), COLUMNS).rows] == [4]


def test_a_short_line_leaves_its_last_columns_empty(tmp_path):
    assert read_table(csv(tmp_path, b"MaHoSo;Chu ho so\nA-1"), COLUMNS).rows == ((2, {"code": "A-1", "name": ""}),)


def test_one_column_in_tcvn3_beside_one_in_unicode_are_both_read(tmp_path):
    # "Nguyễn Thị Mẫu" and "Lê Văn Thử" under a .VnTime font, in a workbook whose offices are Unicode.
    rows = [
        ("Mã hồ sơ", "Chủ hồ sơ", "Đơn vị xử lý"),
        ("A-1", "NguyÔn ThÞ MÉu", "Sở Tư pháp"),
        ("A-2", "Lª V¨n Thö", "Sở Y tế"),
    ]
    read = read_table(xlsx(tmp_path, rows), COLUMNS)
    assert names(read) == ["Nguyễn Thị Mẫu", "Lê Văn Thử"]
    assert [row["office"] for _, row in read.rows] == ["Sở Tư pháp", "Sở Y tế"]


def test_decomposed_unicode_comes_out_composed(tmp_path):
    text = "MaHoSo;Chu ho so\nA-1;Nguye\u0302\u0303n Thi\u0323 Ma\u0302\u0303u"
    assert names(read_table(csv(tmp_path, text.encode()), COLUMNS)) == ["Nguyễn Thị Mẫu"]


def test_tcvn3_bytes_in_a_csv_file_are_read(tmp_path):
    text = "MaHoSo;Chu ho so\nA-1;NguyÔn ThÞ MÉu\nA-2;Lª V¨n Thö"
    assert names(read_table(csv(tmp_path, text.encode("cp1252")), COLUMNS)) == ["Nguyễn Thị Mẫu", "Lê Văn Thử"]


def test_vni_columns_are_read(tmp_path):
    rows = [("MaHoSo", "Chu ho so"), ("A-1", "Nguyeãn Thò Maãu"), ("A-2", "Leâ Vaên Thöû")]
    assert names(read_table(xlsx(tmp_path, rows), COLUMNS)) == ["Nguyễn Thị Mẫu", "Lê Văn Thử"]


def test_numbers_and_dates_of_a_workbook_become_plain_texts(tmp_path):
    rows = [("MaHoSo", "Chu ho so", "don vi xu ly"), (12, 3.0, datetime(2026, 10, 6, 8, 30))]
    assert read_table(xlsx(tmp_path, rows), COLUMNS).rows == (
        (2, {"code": "12", "name": "3", "office": "2026-10-06T08:30:00"}),
    )


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_only_calls_itself_a_workbook_is_refused(tmp_path, content):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="workbook"):
        read_table(path, COLUMNS)


def test_other_endings_are_refused(tmp_path):
    path = tmp_path / "x.ods"
    path.write_bytes(b"")
    with pytest.raises(ValueError, match="ods"):
        read_table(path, COLUMNS)


def test_a_cut_workbook_is_refused(tmp_path):
    whole = xlsx(tmp_path, ROWS).read_bytes()
    for length in range(0, len(whole), 997):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="workbook"):
            read_table(path, COLUMNS)


def test_an_empty_file_has_no_columns_and_no_rows(tmp_path):
    read = read_table(csv(tmp_path, b""), COLUMNS)
    assert (read.columns, read.rows) == ({}, ())


def test_a_list_parted_like_the_cells_is_refused_where_it_stands_instead_of_losing_its_rest(tmp_path):
    text = "mã;tên;thành phần\n9.1;Thủ tục mẫu;Tờ khai;Giấy chứng sinh\n9.2;Thủ tục khác;Tờ khai"
    with pytest.raises(Refusal, match=r"catalogue\.rows") as refused:
        read_catalogue(csv(tmp_path, text.encode()))
    (fault,) = refused.value.parameters["rows"]
    assert (fault.row, fault.code, fault.parameters["found"]) == (2, "row.too_wide", "Giấy chứng sinh")
    quoted = 'mã;tên;thành phần\n9.1;Thủ tục mẫu;"Tờ khai;Giấy chứng sinh"\n9.2;Thủ tục khác;Tờ khai;;'
    first, _ = read_catalogue(csv(tmp_path, quoted.encode()))
    assert [paper["name"] for paper in first["components"]] == ["Tờ khai", "Giấy chứng sinh"]
