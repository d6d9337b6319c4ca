"""The text inside the QR of our papers."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.clocktime import VN
from desktop_app.domain.paper_qr import PaperQr, last_digits, parse_qr_text, qr_text

PRINTED = datetime(2026, 10, 8, 9, 30, 5, tzinfo=VN)
CONTENT = PaperQr(
    code="H29.19.05-261008-0975",
    procedure="1.000080",
    identity="079190123456",
    paper="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    system="Một Cửa",
    printed_at=PRINTED,
    appointment=datetime(2026, 10, 15, 17, 0, tzinfo=VN),
)
TEXT = (
    "MC1|H29.19.05-261008-0975|1.000080|079190123456|Giấy tiếp nhận hồ sơ và hẹn trả kết quả|Một Cửa"
    "|20261008093005|20261015170000"
)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(lambda t: t.replace(microsecond=0, tzinfo=VN))
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: unicodedata.normalize("NFC", text))


def test_the_fields_of_the_circular_stand_in_a_fixed_order() -> None:
    assert qr_text(CONTENT) == TEXT
    assert parse_qr_text(TEXT) == CONTENT


def test_a_paper_without_an_appointment_leaves_its_field_empty() -> None:
    text = qr_text(PaperQr("A", "B", "C", "D", "E", PRINTED))
    assert text == "MC1|A|B|C|D|E|20261008093005|"
    read = parse_qr_text(text)
    assert read is not None
    assert read.appointment is None


def test_times_are_written_in_the_zone_of_the_office() -> None:
    elsewhere = PRINTED.astimezone(UTC)
    assert "|20261008093005|" in qr_text(PaperQr("A", "B", "C", "D", "E", elsewhere))


def test_separators_and_line_ends_inside_a_field_are_escaped() -> None:
    text = qr_text(PaperQr("A|B", "50%", "C\r\n", "D", "E", PRINTED))
    assert text.startswith("MC1|A%7CB|50%25|C%0D%0A|")


@given(st.builds(PaperQr, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, MOMENTS, st.none() | MOMENTS))
def test_whatever_is_written_is_read_back(content: PaperQr) -> None:
    text = qr_text(content)
    assert parse_qr_text(text) == content
    assert text.isprintable() or not any(ord(char) < 32 for char in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu|15042021",
        TEXT.replace("MC1", "MC2"),
        TEXT + "|",
        TEXT.replace("20261008093005", "2026100809300"),
        TEXT.replace("20261008093005", "20261308093005"),
        TEXT.replace("20261015170000", "²0261015170000"),
    ],
)
def test_anything_else_is_not_one_of_our_papers(text: str) -> None:
    assert parse_qr_text(text) is None


def test_white_space_around_a_scan_does_not_matter() -> None:
    assert parse_qr_text(f" {TEXT}\r\n") == CONTENT


def test_an_office_can_keep_all_but_the_last_four_digits_to_itself() -> None:
    assert last_digits("079190123456") == "3456"


def test_seconds_are_the_finest_unit() -> None:
    read = parse_qr_text(qr_text(PaperQr("A", "B", "C", "D", "E", PRINTED + timedelta(microseconds=999))))
    assert read is not None
    assert read.printed_at == PRINTED
