"""Hard columns of old tables: fonts that draw capitals, cells of several encodings under one heading."""

import unicodedata

import pytest

from desktop_app.domain.legacy_text import Encoding
from desktop_app.reference.readings import Cell, read_column

NAMES = ["Nguyễn Thị Mẫu", "Đặng Hữu Phước", "Võ Thị Ánh Tuyết", "Huỳnh Như Ý", "Đường Nguyễn Huệ, phường Bến Nghé"]
TCVN3 = [
    "NguyÔn ThÞ MÉu",
    "§Æng H÷u Ph\xadíc",
    "Vâ ThÞ ¸nh TuyÕt",
    "Huúnh Nh\xad ý",
    "§\xadêng NguyÔn HuÖ, ph\xadêng BÕn NghÐ",
]
VNI = [
    "Nguyeãn Thò Maãu",
    "Ñaëng Höõu Phöôùc",
    "Voõ Thò AÙnh Tuyeát",
    "Huyønh Nhö YÙ",
    "Ñöôøng Nguyeãn Hueä, phöôøng Beán Ngheù",
]


def read(cells, assumed=None):
    return read_column([cell if isinstance(cell, Cell) else Cell(cell) for cell in cells], "Chủ hồ sơ", assumed)


@pytest.mark.parametrize(("cells", "encoding"), [(TCVN3, Encoding.TCVN3), (VNI, Encoding.VNI)])
def test_a_column_in_one_old_encoding_is_read_and_said(cells, encoding):
    column = read(cells)
    assert column.texts == NAMES
    assert (column.reading.encoding, column.reading.cells, column.reading.doubtful) == (encoding, len(NAMES), False)
    assert (column.reading.before, column.reading.after) == (cells[0], NAMES[0])


def test_capitals_of_tcvn3_are_found_from_the_letters_beside_them():
    assert read(["NGUYÔN THÞ MÉU", "Vâ THÞ ¸NH TUYÕT", "HUúNH NH¦ ý"]).texts == [
        "NGUYỄN THỊ MẪU",
        "VÕ THỊ ÁNH TUYẾT",
        "HUỲNH NHƯ Ý",
    ]


def test_a_font_of_capitals_makes_capitals_of_small_letters():
    column = read([Cell("nguyÔn thÞ mÉu", ".VnTimeH"), Cell("lª v¨n thö", ".VnArialH"), Cell("Lª V¨n Thö", ".VnTime")])
    assert column.texts == ["NGUYỄN THỊ MẪU", "LÊ VĂN THỬ", "Lê Văn Thử"]
    assert not column.reading.doubtful


def test_a_font_is_believed_where_the_text_alone_could_be_either():
    assert read([Cell("Hoa Lª", ".VnTime")]).texts == ["Hoa Lê"]
    assert read([Cell("Thuyù", "VNI-Times")]).texts == ["Thuý"]
    assert read([Cell("Nguyễn Thị Mẫu", ".VnTime")]).texts == ["Nguyễn Thị Mẫu"]


def test_unicode_cells_stay_as_they_are_beside_old_ones():
    assert read([*NAMES[:3], *TCVN3[3:]]).texts == NAMES
    assert read([*NAMES[:3], *VNI[3:]]).texts == NAMES


def test_both_old_encodings_under_one_heading_are_read_and_doubted():
    column = read([*TCVN3[:3], *VNI[3:]])
    assert column.texts == NAMES
    assert column.reading.doubtful


def test_a_short_name_in_a_mixed_column_is_doubted_until_somebody_says_what_it_is():
    cells = ["Nguyễn Thị Mẫu", "Lª V¨n Thö", "Hồ Văn Lý", "Hé"]
    column = read(cells)
    assert (column.reading.doubtful, column.reading.before) == (True, "Hé")
    assert read(cells, Encoding.UNICODE).texts == ["Nguyễn Thị Mẫu", "Lê Văn Thử", "Hồ Văn Lý", "Hé"]
    assert read(cells, Encoding.TCVN3).texts == ["Nguyễn Thị Mẫu", "Lê Văn Thử", "Hồ Văn Lý", "Hộ"]


def test_composed_and_decomposed_unicode_are_one_and_need_no_word():
    column = read([NAMES[0], *(unicodedata.normalize("NFD", name) for name in NAMES[1:])])
    assert column.texts == NAMES


def test_foreign_names_and_vietnamese_ones_of_western_letters_are_left_alone():
    cells = ["Björn Åström", "José García", "Lê Thanh Hà", "Ngô Thanh Tùng"]
    assert read(cells).texts == cells
    assert read(cells).reading is None
