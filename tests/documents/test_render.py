"""The PDF itself: the same every time, with its own typefaces, in the copies that were asked for."""

import io
import re

import pypdfium2
import pytest

from desktop_app.application.specimens import VALUES
from desktop_app.documents.render import RenderOptions
from tests.documents.paper import layout_of, page_count, pdf_of, texts

ALL = sorted(VALUES)


@pytest.mark.parametrize("form", ALL)
def test_the_same_values_give_the_same_bytes(form: str) -> None:
    assert pdf_of(form, VALUES[form]) == pdf_of(form, VALUES[form])


def test_both_copies_are_printed_one_after_the_other_with_their_marks() -> None:
    keeps, gives = texts(pdf_of("01", VALUES["01"]))
    assert "(Liên 1: lưu)" in keeps
    assert "(Liên 2: giao người nộp)" in gives
    assert keeps.replace("(Liên 1: lưu)", "") == gives.replace("(Liên 2: giao người nộp)", "")


def test_one_copy_can_be_printed_alone() -> None:
    (page,) = texts(pdf_of("01", VALUES["01"], RenderOptions(copies=(2,))))
    assert "Liên 2" in page


def test_a_copy_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="copies"):
        pdf_of("01", VALUES["01"], RenderOptions(copies=(3,)))


def test_the_first_print_has_no_mark_and_a_reprint_has_its_number_on_every_page() -> None:
    assert not any("in lại" in page for page in texts(pdf_of("07", VALUES["07"])))
    assert all("Bản in lại lần 3" in page for page in texts(pdf_of("07", VALUES["07"], RenderOptions(reprint=3))))


def test_every_typeface_is_embedded_as_a_subset() -> None:
    pdf = pdf_of("01", VALUES["01"])
    assert sorted(re.findall(rb"/BaseFont /(\S+)", pdf)) == [
        b"AAAAAA+Tinos",
        b"AAAAAA+Tinos-Bold",
        b"AAAAAA+Tinos-Italic",
    ]
    assert pdf.count(b"/FontFile2") == 3
    assert len(pdf) < 80_000


def test_the_document_names_itself_in_its_properties() -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf_of("01", VALUES["01"])))
    assert document.get_metadata_value("Title") == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    assert document.get_metadata_value("Subject") == VALUES["01"]["code"]


@pytest.mark.parametrize(
    ("form", "size"),
    [("01", (148, 210)), ("folder", (210, 148)), ("07", (297, 210)), ("cash", (210, 297))],
)
def test_each_form_has_its_paper(form: str, size: tuple[int, int]) -> None:
    width, height = pypdfium2.PdfDocument(pdf_of(form, VALUES[form]))[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == size


@pytest.mark.parametrize("form", ALL)
def test_every_value_of_the_samples_has_its_place_on_the_form(form: str) -> None:
    page = " ".join(texts(pdf_of(form, VALUES[form])))
    plain = {"number", "person", "centre", "procedure", "head", "guide", "receiver", "reason", "batch"}
    for key in plain & layout_of(form).keys & VALUES[form].keys():
        assert VALUES[form][key] in page


@pytest.mark.parametrize("form", ALL)
def test_a_blank_form_can_be_printed(form: str) -> None:
    assert page_count(pdf_of(form, {}, RenderOptions(copies=()))) >= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": ["Nguyễn Thị Mẫu"]},
        {"agency": ["Trung tâm"]},
        {"components": "Tờ khai"},
        {"components": [{"name": "Tờ khai"}]},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be a"):
        pdf_of("01", VALUES["01"] | wrong)
