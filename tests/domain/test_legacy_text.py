import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.legacy_text import Encoding, convert, recognise, to_unicode, undo_mojibake

LOWER = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
NAMES = [
    "Nguyễn Thị Mẫu",
    "Trần Văn Bình",
    "Đặng Hữu Phước",
    "Lê Quang Huỳnh",
    "Phạm Thị Kim Thoa",
    "Huỳnh Ngọc Giàu",
    "Vũ Đức Nghĩa",
    "Bùi Thúy Uyên",
    "Phường Tân Sơn Hòa, Thành phố Hồ Chí Minh",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Đăng ký khai sinh, cấp bản sao trích lục hộ tịch",
]


def tcvn3(text: str) -> str:
    """The text as a file in TCVN3 looks when its bytes are read as Windows-1252."""
    return "".join(chr(TCVN3_BYTES[sign]) if sign in TCVN3_BYTES else sign for sign in text)


# From the table of TCVN 5712:1993, column by column: a list of its own, so that a slip in the program is seen.
TCVN3_BYTES = dict(
    zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True)
) | {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6,
    "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1,
    "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE,
    "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9,
    "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4,
    "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
}  # fmt: skip

VNI_SIGNS = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï "
    "oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ"
)
VNI_PAIRS = dict(zip(LOWER, VNI_SIGNS.split(), strict=True))


def vni(text: str) -> str:
    return "".join(
        VNI_PAIRS.get(sign) or (VNI_PAIRS[sign.lower()].upper() if sign.lower() in VNI_PAIRS else sign) for sign in text
    )


@pytest.mark.parametrize("name", NAMES)
def test_old_encodings_are_recognised_and_converted(name: str) -> None:
    assert to_unicode(tcvn3(name)) == (name, Encoding.TCVN3)
    assert to_unicode(vni(name)) == (name, Encoding.VNI)
    assert to_unicode(vni(name.upper())) == (name.upper(), Encoding.VNI)
    assert to_unicode(unicodedata.normalize("NFD", name)) == (name, Encoding.DECOMPOSED)


@pytest.mark.parametrize("name", [*NAMES, *(name.upper() for name in NAMES), "Lê Hà Tú", "Tô Hà", "Müller café", "Mau"])
def test_unicode_is_left_alone(name: str) -> None:
    assert to_unicode(name) == (name, Encoding.UNICODE)


@pytest.mark.parametrize("text", ["Quèc Phổ", "Sö Müller Jörg", "Phóc", "Vò Minh Nga"])
def test_a_misspelt_or_foreign_word_does_not_make_a_text_old(text: str) -> None:
    assert to_unicode(text) == (text, Encoding.UNICODE)


@pytest.mark.parametrize(
    ("text", "read", "encoding"),
    [
        ("Leä phí", "Lệ phí", Encoding.VNI),
        ("Lª Quèc Nam", "Lê Quốc Nam", Encoding.TCVN3),
        ("Quoác Nam", "Quốc Nam", Encoding.VNI),
        ("Ñoã Thu Thanh", "Đỗ Thu Thanh", Encoding.VNI),
    ],
)
def test_a_tone_where_no_tone_can_stand_betrays_the_wrong_table(text: str, read: str, encoding: Encoding) -> None:
    assert to_unicode(text) == (read, encoding)


def test_well_known_lines_are_read() -> None:
    assert to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam")[0] == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert to_unicode("§éc lËp - Tù do - H¹nh phóc")[0] == "Độc lập - Tự do - Hạnh phúc"
    assert to_unicode("Ñoäc laäp - Töï do - Haïnh phuùc")[0] == "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize("sign", LOWER)
def test_every_letter_of_the_old_encodings_is_converted(sign: str) -> None:
    assert convert(tcvn3(sign), Encoding.TCVN3) == sign
    assert convert(vni(sign), Encoding.VNI) == sign
    assert convert(vni(sign.upper()), Encoding.VNI) == sign.upper()


def test_tcvn3_words_in_capitals_become_capitals_throughout() -> None:
    assert to_unicode("NGUYÔN THÞ MÉU") == ("NGUYỄN THỊ MẪU", Encoding.TCVN3)


def test_a_short_name_that_could_be_several_things_is_taken_for_unicode_until_its_column_is_known() -> None:
    column = ["Tù", "NguyÔn ThÞ MÉu", "TrÇn V¨n B×nh"]
    assert to_unicode(column[0]) == ("Tù", Encoding.UNICODE)
    encoding = recognise("\n".join(column))
    assert [convert(cell, encoding) for cell in column] == ["Tự", "Nguyễn Thị Mẫu", "Trần Văn Bình"]


@pytest.mark.parametrize("code_page", ["cp1252", "cp1258"])
@pytest.mark.parametrize("name", NAMES)
def test_utf8_read_in_a_windows_code_page_is_restored(name: str, code_page: str) -> None:
    damaged = "".join(bytes([byte]).decode(code_page, errors="ignore") or chr(byte) for byte in name.encode())
    assert to_unicode(damaged) == (name, Encoding.UTF8_AS_WINDOWS)


@given(st.text())
def test_any_text_is_read_as_something_composed(text: str) -> None:
    read, encoding = to_unicode(text)
    assert unicodedata.is_normalized("NFC", read)
    assert isinstance(encoding, Encoding)


@given(st.text(alphabet=LOWER + LOWER.upper() + "abcdeghiklmnopqrstuvxy ,.-0123456789", max_size=60))
def test_vietnamese_text_is_never_taken_for_damaged_utf8(text: str) -> None:
    assert undo_mojibake(text) == text
