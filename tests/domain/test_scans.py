from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.codes import BatchCode, ComponentCode, DossierCode, ReceiptNumber, StaffCode
from desktop_app.domain.identity import parse_card
from desktop_app.domain.mrz import parse_mrz
from desktop_app.domain.scans import (
    BatchScan,
    CardScan,
    ComponentScan,
    DossierScan,
    ForeignScan,
    MachineReadableScan,
    ReceiptScan,
    Scan,
    StaffScan,
    classify,
)

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
LINES = "IDVNM1901234569079190123456<<9\n9001011F3001019VNM<<<<<<<<<<<8\nNGUYEN<<THI<MAU<<<<<<<<<<<<<<<"
DOSSIER = DossierCode("H29.19.05-261008-0975")
RECEIPT = ReceiptNumber(123, 45, 1, 789)
# An office whose number begins like a bank's payment code.
PAYMENT_LIKE = ReceiptNumber(20, 1010, 21, 1)
EVERYTHING = [
    (CARD, CardScan(parse_card(CARD))),
    (LINES, MachineReadableScan(parse_mrz(LINES))),
    (str(DOSSIER), DossierScan(DOSSIER)),
    (f"MC1|{DOSSIER}|1.000080|079190123456|Giấy tiếp nhận|Một Cửa|20261008081500|", DossierScan(DOSSIER)),
    (f"MC1|{RECEIPT}|1.000080|3456|Giấy tiếp nhận|Một Cửa|20261008081500|", ReceiptScan(RECEIPT)),
    (str(RECEIPT), ReceiptScan(RECEIPT)),
    (RECEIPT.digits, ReceiptScan(RECEIPT)),
    (PAYMENT_LIKE.digits, ReceiptScan(PAYMENT_LIKE)),
    (str(BatchCode(123, 45, 1, 789)), BatchScan(BatchCode(123, 45, 1, 789))),
    (f"{DOSSIER}/TP03", ComponentScan(ComponentCode(DOSSIER, 3))),
    (f"{RECEIPT}/TP12", ComponentScan(ComponentCode(RECEIPT, 12))),
    (str(StaffCode(123, 7)), StaffScan(StaffCode(123, 7))),
]


@pytest.mark.parametrize(("text", "scan"), EVERYTHING)
@pytest.mark.parametrize("frame", ["{}", "{}\r\n", "{}\t", "]Q1{}", "]C0{}\r", "\ufeff {} ", "\0{}\0"])
def test_every_paper_is_recognised_by_its_content_however_the_scanner_frames_it(
    text: str, scan: Scan, frame: str
) -> None:
    assert classify(frame.format(text)) == scan


@pytest.mark.parametrize(("text", "scan"), [case for case in EVERYTHING if not isinstance(case[1], CardScan)])
def test_a_keyboard_with_capitals_locked_changes_nothing(text: str, scan: Scan) -> None:
    assert classify(text.swapcase()) == scan


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "scan.empty"),
        (" \r\n", "scan.empty"),
        ("x" * 5000, "scan.too_long"),
        ("https://dichvucong.gov.vn/p/home", "scan.web_address"),
        ("HTTP://EXAMPLE.VN/079190123456|x", "scan.web_address"),
        ("www.example.vn", "scan.web_address"),
        (
            "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304D2B5",
            "scan.payment",
        ),
        ("xin chào", "scan.unknown"),
        ("a|b|c|d|e|f|g", "scan.unknown"),
        ("8934563138165", "receipt_number.digits"),
        ("COVID-19", "scan.unknown"),
        ("BEGIN:VCARD\nVERSION:3.0", "scan.unknown"),
        ("079190123456|x", "card.field_count"),
        (CARD[1:], "number.digits"),
        ("H29.19.05-261008", "dossier_code.parts"),
        ("H29.19.05-261308-0975", "dossier_code.day"),
        ("H29.19.05-261008-09", "dossier_code.sequence"),
        ("MC1|", "receipt_number.digits"),
        ("MC1|H29.19.05|", "dossier_code.parts"),
        ("00123-0045-01-000789-82", "receipt_number.check_digits"),
        ("00123-0045-01-00789-81", "receipt_number.digits"),
        ("BG-00123-0045-01-000789-81", "batch_code.check_digits"),
        ("CB-00123-000007", "staff_code.digits"),
        ("H29.19.05-261008-0975/TP", "component_code.number"),
        (LINES[:-1], "mrz.length"),
        (LINES.replace("9001011F", "9001012F"), "mrz.check_digits"),
    ],
)
def test_a_foreign_or_damaged_code_is_answered_with_its_reason(text: str, reason: str) -> None:
    assert classify(text) == ForeignScan(reason)


@given(st.one_of(st.text(), st.text(alphabet="0123456789HMCBGTP1.-|/<]Q", max_size=60)))
def test_no_scan_raises(text: str) -> None:
    assert isinstance(classify(text), Scan)


@given(st.sampled_from([text for text, _ in EVERYTHING]), st.integers(0, 80), st.characters())
def test_one_sign_changed_on_the_way_never_raises(text: str, place: int, sign: str) -> None:
    assert isinstance(classify(text[:place] + sign + text[place + 1 :]), Scan)


def test_the_day_of_a_scanned_code_is_the_day_of_reception() -> None:
    scan = classify("h29.19.05-261008-0975")
    assert isinstance(scan, DossierScan)
    assert scan.code.day == date(2026, 10, 8)


def test_a_receipt_number_of_the_wrong_length_says_how_long_it_is():
    assert classify("500000").parameters == {"found": 6, "expected": 19}
