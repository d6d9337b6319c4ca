"""Barcodes and QR codes as scanners meet them: printed, scanned badly, laid down askew."""

import pytest
import zxingcpp
from PIL import Image

from desktop_app.application.specimens import CODE, VALUES
from desktop_app.documents.codes import code128_modules
from desktop_app.domain.codes import ReceiptNumber, parse_receipt_number
from desktop_app.domain.paper_qr import parse_qr_text
from tests.documents.paper import codes, noisy, pdf_of, picture, skewed

WITH_BOTH = ["01", "02", "03", "04", "05", "06", "notice"]
WITH_BARS = {"cover": f"{CODE}/TP01", "folder": CODE, "handover": "BG-000012-9"}


def upper_part(form: str, values: dict[str, object], dpi: int) -> Image.Image:
    """The part of the first page that holds the codes: a decoder's time goes with the area."""
    page = picture(pdf_of(form, values), dpi=dpi)
    return page.crop((0, 0, page.width, page.height * 2 // 5))


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_both_codes_of_a_receipt_are_read_clean_noisy_and_skewed(dpi: int) -> None:
    page = upper_part("01", VALUES["01"], dpi)
    expected = {"Code128": CODE, "QRCode": VALUES["01"]["qr"]}
    for image in (page, noisy(page), skewed(page), skewed(noisy(page))):
        assert codes(image) == expected


@pytest.mark.parametrize("form", WITH_BOTH)
def test_both_codes_of_every_form_for_people_are_read_at_150_dpi(form: str) -> None:
    assert codes(upper_part(form, VALUES[form], 150)) == {"Code128": CODE, "QRCode": VALUES[form]["qr"]}


@pytest.mark.parametrize("form", WITH_BARS)
def test_the_barcode_of_working_papers_is_read_from_a_noisy_skewed_scan(form: str) -> None:
    assert codes(skewed(noisy(upper_part(form, VALUES[form], 150)))) == {"Code128": WITH_BARS[form]}


@pytest.mark.parametrize("code", ["000.00.19.H29-261008-0975", "H15.50.05.13-261008-0975", "H29-261008-0975"])
def test_older_longer_and_shorter_codes_are_read_at_150_dpi(code: str) -> None:
    assert codes(upper_part("01", VALUES["01"] | {"code": code, "barcode": code}, 150))["Code128"] == code


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_the_bars_of_a_receipt_number_hold_its_digits(dpi: int) -> None:
    number = ReceiptNumber(12345, 12, 3, 123)
    values = VALUES["01"] | {"code": "", "receipt_number": str(number), "barcode": str(number)}
    scanned = codes(skewed(noisy(upper_part("01", values, dpi))))["Code128"]
    assert scanned == number.digits
    assert parse_receipt_number(scanned) == number


def test_the_qr_of_a_printed_receipt_says_what_the_law_asks_for() -> None:
    content = parse_qr_text(codes(upper_part("01", VALUES["01"], 203))["QRCode"])
    assert content is not None
    assert (content.code, content.procedure, content.identity) == (CODE, "1.001193", "079190123456")
    assert (content.paper, content.system) == ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Một Cửa")
    assert content.printed_at.isoformat() == "2026-10-08T09:31:05+07:00"
    assert content.appointment is not None
    assert content.appointment.isoformat() == "2026-10-15T17:00:00+07:00"


def test_the_qr_stands_in_the_upper_left_quarter() -> None:
    page = picture(pdf_of("01", VALUES["01"]), dpi=203)
    quarter = page.crop((0, 0, page.width // 2, page.height // 2))
    assert codes(quarter) == {"QRCode": VALUES["01"]["qr"]}


def test_nothing_is_printed_in_the_quiet_zones_of_the_barcode() -> None:
    page = picture(pdf_of("01", VALUES["01"]), dpi=600)
    module = 8
    width = len(code128_modules(CODE)) * module
    corners = zxingcpp.read_barcode(page, formats=zxingcpp.BarcodeFormat.Code128).position
    left, right = corners.top_left.x, corners.top_right.x
    assert right - left == pytest.approx(width, abs=module)
    middle = (corners.top_left.y + corners.bottom_left.y) // 2
    height = round(3 / 25.4 * 600)
    for start in (left - 9 * module, right + module):
        zone = page.crop((start, middle - height, start + 8 * module, middle + height))
        assert zone.getextrema() == (255, 255)


def test_a_barcode_refuses_letters_that_no_scanner_could_type() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        pdf_of("01", VALUES["01"] | {"barcode": "Đ-0001"})
