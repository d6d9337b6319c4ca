"""What people read and what a search finds on a printed form."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.application.specimens import CODE, COMPONENTS, VALUES
from desktop_app.documents.render import RenderOptions
from tests.documents.paper import ink, page_count, pdf_of, picture, squeezed, texts

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ"
    "0123456789 .,;:!?()/%&+=@#*_'\"<>[]{}|–…“”"
)
ANY_TEXT = st.text(alphabet=VIETNAMESE, min_size=1, max_size=300).map(str.strip).filter(bool)


def test_a_receipt_is_found_by_its_text_with_diacritics() -> None:
    (page,) = texts(pdf_of("01", VALUES["01"], RenderOptions(copies=(1,))))
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 0975/TSN-TTPVHCC",
        "Tân Sơn Nhất, ngày 08 tháng 10 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Mẫu",
        "Số định danh cá nhân/tổ chức: 079190123456",
        f"1. {COMPONENTS[0]}",
        "Thời gian nhận hồ sơ: 09 giờ 30 phút, ngày 08 tháng 10 năm 2026",
        "Thời gian trả kết quả: 17 giờ 00 phút, ngày 15 tháng 10 năm 2026",
        "(Liên 1: lưu)",
    ):
        assert sentence in page
    assert page == unicodedata.normalize("NFC", page)


def test_decomposed_letters_are_printed_composed() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Ánh Tuyết")
    assert "Nguyễn Thị Ánh Tuyết" in texts(pdf_of("01", VALUES["01"] | {"person": name}))[0]


def test_line_breaks_and_invisible_characters_in_a_value_do_not_reach_the_paper() -> None:
    values = VALUES["01"] | {"address": "1 Đường\r\nMẫu,\t Phường\u200b Thử\x00\u202e"}
    assert "Địa chỉ: 1 Đường Mẫu, Phường Thử Số điện thoại" in texts(pdf_of("01", values))[0]


def test_markup_characters_in_a_name_are_printed_as_they_are() -> None:
    values = VALUES["01"] | {"person": "Công ty *A_B* {code} <b>"}
    assert "Tổ chức: Công ty *A_B* {code} <b>" in texts(pdf_of("01", values))[0]


def test_a_sign_that_the_typeface_lacks_leaves_an_empty_square() -> None:
    values = VALUES["01"] | {"person": "Lý 漢 Minh 😀"}
    assert "Tổ chức: Lý □ Minh □ Số định danh" in texts(pdf_of("01", values))[0]


@settings(max_examples=25, deadline=None)
@given(person=ANY_TEXT, address=ANY_TEXT, request=ANY_TEXT, components=st.lists(ANY_TEXT, min_size=1, max_size=12))
def test_any_text_is_on_the_paper_in_full_and_inside_the_margins(
    person: str, address: str, request: str, components: list[str]
) -> None:
    values = VALUES["01"] | {"person": person, "address": address, "request": request, "components": components}
    pdf = pdf_of("01", values, RenderOptions(copies=(2,)))
    total = page_count(pdf)
    found = ""
    for number, page in enumerate(texts(pdf), start=1):
        foot = f"Trang {number}/{total} Mã hồ sơ: {CODE}"
        found += page.replace(foot, "").replace("(Liên 2: giao người nộp)", "")
    for text in (person, address, request, *components):
        assert squeezed(text) in squeezed(found)
    for number in range(total):
        _is_inside_the_margins(pdf, number, lower=210 - 14 if total == 1 else 210 - 6)


def _is_inside_the_margins(pdf: bytes, number: int, lower: float) -> None:
    left, upper, right, bottom = ink(picture(pdf, number, dpi=72), 72)
    # One pixel and the serif of a slanted letter.
    assert left >= 21 - 0.7
    assert right <= 148 - 11 + 0.7
    assert upper >= 14 - 0.7
    assert bottom <= lower + 0.7


def test_values_of_extreme_length_flow_on_and_stay_inside_the_margins() -> None:
    values = VALUES["01"] | {
        "agency": "Trung tâm Phục vụ hành chính công " * 3,
        "place": "Thành phố Buôn Ma Thuột và các phường lân cận",
        "person": "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Anh Thư Phương Mai Diễm My",
        "address": "Căn hộ số 12A.05, tầng 12, tháp B, khu căn hộ Mẫu, khu phố 7, " * 5,
        "email": "mot.dia.chi.thu.dien.tu.rat.dai." * 4 + "@example.vn",
        "components": [f"{text} " * 6 for text in COMPONENTS * 5],
        "submitter": "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Anh Thư Phương Mai Diễm My",
    }
    pdf = pdf_of("01", values, RenderOptions(copies=(2,)))
    total = page_count(pdf)
    assert total == 3
    for number, page in enumerate(texts(pdf)):
        assert f"Trang {number + 1}/{total}" in page
        _is_inside_the_margins(pdf, number, lower=210 - 6)


def test_a_word_longer_than_a_line_is_divided_and_complete() -> None:
    word = "Đ" * 400
    assert word in squeezed(texts(pdf_of("01", VALUES["01"] | {"request": word}))[0])


@pytest.mark.parametrize("count", [1, 8, 12])
def test_up_to_twelve_components_with_ordinary_names_stay_on_one_page(count: int) -> None:
    components = (COMPONENTS * 3)[:count]
    pdf = pdf_of("01", VALUES["01"] | {"components": components}, RenderOptions(copies=(2,)))
    assert page_count(pdf) == 1
    assert "Trang" not in texts(pdf)[0]


def test_twenty_long_components_flow_to_numbered_pages_with_the_signatures_on_the_last() -> None:
    components = [f"{text} theo quy định tại Nghị định của Chính phủ và văn bản hướng dẫn" for text in COMPONENTS * 5]
    pages = texts(pdf_of("01", VALUES["01"] | {"components": components}, RenderOptions(copies=(2,))))
    assert len(pages) == 2
    assert "Trang 1/2" in pages[0]
    assert f"Mã hồ sơ: {CODE}" in pages[1]
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" not in pages[0]
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in pages[1]


def test_the_look_up_code_is_printed_in_groups_with_where_to_type_it() -> None:
    page = texts(pdf_of("01", VALUES["01"]))[0]
    assert "Mã tra cứu: K7MW-3XQP" in page
    assert "Nhập mã hồ sơ và mã tra cứu tại dichvucong.gov.vn" in page


def test_the_principal_is_printed_only_when_somebody_submits_for_another() -> None:
    without, with_principal = VALUES["01"], VALUES["01"] | {"principal": "Lê Văn Ủy", "authorisation": "Số 12/2026"}
    assert "Người ủy quyền" not in texts(pdf_of("01", without))[0]
    page = texts(pdf_of("01", with_principal))[0]
    assert "Người ủy quyền: Lê Văn Ủy" in page
    assert "Giấy tờ ủy quyền: Số 12/2026" in page


def test_a_form_without_values_is_a_form_to_fill_in_by_hand() -> None:
    page = texts(pdf_of("01", {}, RenderOptions(copies=(1,))))[0]
    assert "VÀ HẸN TRẢ KẾT QUẢ Mã hồ sơ: Tiếp nhận" in page
    assert "Thời gian nhận hồ sơ: giờ phút, ngày tháng năm" in page
    assert "1. 2. 3. 4." in page
    assert "Mã tra cứu" not in page


NUMBER = "12345-0012-03-000123-45"


def test_a_receipt_without_a_dossier_code_carries_its_receipt_number() -> None:
    values = VALUES["01"] | {"code": "", "receipt_number": NUMBER, "barcode": NUMBER}
    page = texts(pdf_of("01", values))[0]
    assert f"Số biên nhận: {NUMBER}" in page
    assert "Mã hồ sơ:" not in page


def test_under_the_bars_stands_what_is_in_the_bars() -> None:
    both = VALUES["01"] | {"receipt_number": NUMBER}
    assert f"Mã hồ sơ: {CODE} Trung tâm" in texts(pdf_of("01", both))[0]
    assert f"Số biên nhận: {NUMBER} Trung tâm" in texts(pdf_of("01", both | {"barcode": NUMBER}))[0]
    assert "BG-1 Trung tâm" in texts(pdf_of("01", both | {"barcode": "BG-1"}))[0]


@pytest.mark.parametrize(
    ("month", "words"), [(1, "tháng 01"), (2, "tháng 02"), (3, "tháng 3"), (9, "tháng 9"), (12, "tháng 12")]
)
def test_only_the_first_two_months_are_written_with_a_zero(month: int, words: str) -> None:
    values = VALUES["01"] | {"issued_on": date(2026, month, 5).isoformat()}
    assert f"Tân Sơn Nhất, ngày 05 {words} năm 2026" in texts(pdf_of("01", values))[0]


def test_a_moment_is_printed_in_the_time_of_the_office() -> None:
    values = VALUES["01"] | {"due_at": "2026-10-15T10:00:00+00:00"}
    assert "17 giờ 00 phút, ngày 15 tháng 10 năm 2026" in texts(pdf_of("01", values))[0]


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        pdf_of("01", VALUES["01"] | {"due_at": "2026-10-15T17:00:00"})


@pytest.mark.parametrize(
    ("form", "sentences"),
    [
        ("02", ["PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: 0975/PBS-TSN", "NGƯỜI HƯỚNG DẪN"]),
        ("03", ["PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Số: 0975/PTC-TSN", f"Mã hồ sơ (nếu có): {CODE}"]),
        ("04", ["VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Số: 0975/PXL", "ngày 20 tháng 10"]),
        ("05", ["THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"]),
        ("06", ["PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Số: 0975/PKS-TSN", "2. Nhận: Phòng Tư pháp - Hộ tịch"]),
        ("07", ["SỔ THEO DÕI HỒ SƠ", "Số: 12/STD-TSN", "Lĩnh vực: Hộ tịch", "Phương thức nhận kết quả"]),
        ("notice", ["THÔNG BÁO Nhận kết quả giải quyết thủ tục hành chính", "15 giờ 45 phút"]),
        ("cover", [f"{CODE}/TP01", "Thành phần số 1/4"]),
        ("folder", ["HỒ SƠ", "Số thành phần hồ sơ: 04"]),
        ("handover", ["PHIẾU BÀN GIAO HỒ SƠ", "BG-000012-9", "Bên nhận: Phòng Kinh tế"]),
        ("calls", ["DANH SÁCH HỒ SƠ CÓ KẾT QUẢ", "Kết quả gọi"]),
        ("cash", ["BẢNG KÊ THU PHÍ, LỆ PHÍ", "Tổng cộng: 78.000 đồng", "Bảy mươi tám nghìn đồng"]),
    ],
)
def test_each_form_says_what_it_is_and_what_it_is_about(form: str, sentences: list[str]) -> None:
    page = texts(pdf_of(form, VALUES[form]))[0]
    for sentence in sentences:
        assert sentence in page


def test_the_register_repeats_its_heading_and_numbers_its_rows() -> None:
    pages = texts(pdf_of("07", VALUES["07"]))
    assert len(pages) > 1
    assert all("Mã hồ sơ Tên thủ tục" in page for page in pages)
    assert "30 H29.19.05-261008-0999" in pages[-1]
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_a_line_of_the_register_without_a_number_is_left_unnumbered() -> None:
    entries = [entry | {"row": "–"} for entry in VALUES["07"]["entries"][:1]]
    assert "– H29.19.05" in texts(pdf_of("07", VALUES["07"] | {"entries": entries}))[0]
    assert "0–" not in texts(pdf_of("07", VALUES["07"] | {"entries": entries}))[0]


def test_a_long_name_at_the_foot_does_not_run_into_the_page_number() -> None:
    field = "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất " * 4
    page = texts(pdf_of("07", VALUES["07"] | {"field": field}))[0]
    assert squeezed(f"Lĩnh vực {field} – Năm 2026 – Quyển số 01") in squeezed(page)
    assert "Trang 1/5" in page


def test_a_cell_longer_than_a_page_goes_on_in_the_next() -> None:
    note = " ".join(f"chữ{number}" for number in range(400))
    pages = texts(pdf_of("06", VALUES["06"] | {"hops": [VALUES["06"]["hops"][0] | {"note": note}]}))
    assert len(pages) > 1
    words = [word for page in pages for word in page.split() if word.startswith("chữ")]
    assert words == note.split()
