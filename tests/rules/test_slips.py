"""Slips for people without a dossier (TT 03/2025/TT-VPCP, forms 02 and 03) and their reprints."""

import pypdfium2
import pytest

from desktop_app.domain.errors import Refusal
from tests.rules.conftest import HEAD, MAU, RECEPTIONIST, THU


@pytest.fixture
def slip(desk):
    return desk.office.slips.issue(RECEPTIONIST, "02", MAU, "Đăng ký khai sinh", ["Giấy chứng sinh"], reason="thiếu")


def again(desk, slip, reason=""):
    paper = desk.office.slips.render(slip.id)
    desk.office.slips.printed(HEAD, paper, reason=reason)
    return paper


def test_a_slip_counts_its_prints_and_says_which_reprint_it_is(desk, slip):
    assert again(desk, slip).reprint == 0
    with pytest.raises(Refusal, match=r"paper\.reason"):
        again(desk, slip)
    assert again(desk, slip, "kẹt giấy").reprint == 1
    assert "Bản in lại lần 2" in text_of(desk.office.slips.render(slip.id).pdf)


def test_a_reprint_stays_the_paper_that_was_issued(desk, slip):
    before = text_of(again(desk, slip).pdf)
    desk.later(days=3)
    after = text_of(again(desk, slip, "mất giấy").pdf)
    assert after.replace("Bản in lại lần 1", "").split() == before.split()
    assert RECEPTIONIST.name in after


def test_slips_are_listed_newest_first_and_found_by_any_of_their_words(desk, slip):
    desk.later(days=1)
    other = desk.office.slips.issue(RECEPTIONIST, "03", THU, "Chứng thực chữ ký", ["Không thuộc thẩm quyền"])

    def numbers(text=""):
        return [one.number for one in desk.office.slips.listed(HEAD, text)]

    assert numbers() == [other.number, slip.number]
    assert numbers("nguyen mau khai sinh") == [slip.number]
    assert numbers("079085000001") == numbers(other.number) == numbers("03 thử") == [other.number]
    assert numbers("ket hon") == []


def test_a_slip_leaves_the_list_after_a_month_and_is_found_by_day_or_number(desk, slip):
    issued_on = desk.clock["now"].date()
    desk.later(days=30)
    assert desk.office.slips.listed(HEAD)
    desk.later(days=1)
    assert desk.office.slips.listed(HEAD) == []
    assert [one.id for one in desk.office.slips.listed(HEAD, first=issued_on)] == [slip.id]
    assert desk.office.slips.numbered(HEAD, slip.number).id == slip.id
    with pytest.raises(Refusal, match=r"slip\.unknown"):
        desk.office.slips.numbered(HEAD, "x")


def text_of(pdf):
    document = pypdfium2.PdfDocument(bytes(pdf))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text
