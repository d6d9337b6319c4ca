"""Forms of the office's own: data with validity dates, at every station (TT 03/2025/TT-VPCP leaves room for them)."""

from datetime import date

import pypdfium2
import pytest

from desktop_app.domain.errors import Refusal


def printed(desk, dossier, form):
    with pypdfium2.PdfDocument(desk.office.paperwork.render(dossier, form).pdf) as paper:
        return paper[0].get_textpage().get_text_range()


def own(desk, form, sentence="Câu của cơ quan"):
    """The program's form with a sentence of the office's."""
    return f'{desk.office.layouts.text(form)}\n[[blocks]]\nkind = "line"\ntext = "{sentence}"\n'


def since(desk, form):
    return next(layout for layout in desk.office.layouts.listed() if layout.form == form)


def test_an_office_prints_a_form_as_it_decides_from_a_day_on(desk):
    dossier = desk.receive()
    text = own(desk, "06")
    desk.office.layouts.bring(desk.administrator, "06", text, date(2026, 10, 8))
    assert "Câu của cơ quan" not in printed(desk, dossier, "06")
    assert since(desk, "06").coming == "2026-10-08"
    desk.at("2026-10-08T08:00")
    assert "Câu của cơ quan" in printed(desk, dossier, "06")
    assert desk.office.layouts.text("06") == text
    assert (since(desk, "06").since, since(desk, "06").coming) == ("2026-10-08", "")


def test_a_receipt_keeps_the_look_of_the_day_it_was_promised_on(desk):
    before = desk.receive()
    desk.at("2026-10-07T08:00")
    desk.office.layouts.bring(desk.administrator, "01", own(desk, "01"))
    assert "Câu của cơ quan" not in printed(desk, before, "01")
    assert "Câu của cơ quan" in printed(desk, desk.receive(), "01")


def test_what_was_decided_is_taken_back_from_a_day_on(desk):
    dossier = desk.receive()
    desk.office.layouts.bring(desk.administrator, "06", own(desk, "06"))
    desk.office.layouts.take_back(desk.administrator, "06", date(2026, 10, 7))
    assert "Câu của cơ quan" in printed(desk, dossier, "06")
    desk.at("2026-10-07T08:00")
    assert "Câu của cơ quan" not in printed(desk, dossier, "06")
    assert since(desk, "06").since == ""


def test_forms_that_the_law_brings_take_the_place_of_older_ones_of_the_office(desk):
    """TT 03/2025/TT-VPCP is in force from 15/09/2025: a form decided before it is one of TT 01/2018/TT-VPCP."""
    desk.office.layouts.bring(desk.administrator, "02", own(desk, "02"), date(2025, 9, 1))
    asked = desk.do(desk.receive(), "request_supplement", reason="thiếu giấy", requirements=["Giấy chứng sinh"])
    assert "Câu của cơ quan" not in printed(desk, asked, "02")
    assert desk.office.layouts.listed(date(2025, 9, 10))[1].since == "2025-09-01"
    desk.office.layouts.bring(desk.administrator, "02", own(desk, "02"), date(2025, 9, 15))
    assert "Câu của cơ quan" in printed(desk, asked, "02")


def test_only_administrators_decide_on_forms_and_the_same_twice_is_written_once(desk):
    text = own(desk, "06")
    for change in (
        lambda actor: desk.office.layouts.bring(actor, "06", text),
        lambda actor: desk.office.layouts.take_back(actor, "06"),
    ):
        with pytest.raises(Refusal, match=r"role\.missing"):
            change(desk.head)
    for _ in range(2):
        desk.office.layouts.bring(desk.administrator, "06", text)
    with desk.office.layouts._desk.store.read() as unit:
        assert len(unit.reference_history("layout", "06")) == 1
