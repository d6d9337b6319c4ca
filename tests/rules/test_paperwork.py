"""Who signs, which paper goes out next, and which print of it is a reprint (TT 03/2025/TT-VPCP, forms 01 to 06)."""

from desktop_app.application.paper_values import common
from desktop_app.application.settings import OfficeSettings


def prints(desk, dossier, form, reason=""):
    paper = desk.office.paperwork.render(dossier, form)
    desk.office.paperwork.printed(desk.receptionist, dossier.id, paper, reason=reason)
    return paper.reprint


def ask(desk, dossier):
    desk.later(hours=1)
    return desk.do(dossier, "request_supplement", reason="thiếu tờ khai")


def bring(desk, dossier):
    desk.later(hours=1)
    return desk.do(dossier, "supplement")


def now(desk, dossier):
    return desk.office.lookup.dossier(dossier.id)


def test_the_slip_of_a_second_request_is_a_new_paper_and_no_reprint_of_the_first(desk):
    dossier = ask(desk, desk.receive())
    assert prints(desk, dossier, "02") == 0
    assert prints(desk, now(desk, dossier), "02", "người dân làm mất") == 1
    bring(desk, dossier)
    again = ask(desk, dossier)
    assert prints(desk, again, "02") == 0


def test_a_receipt_stays_a_reprint_whatever_has_happened_since(desk):
    dossier = desk.receive()
    assert prints(desk, dossier, "01") == 0
    assert prints(desk, ask(desk, dossier), "01", "người dân làm mất") == 1


def test_the_paper_that_the_last_step_asks_for_is_offered_first_until_it_is_printed(desk):
    dossier = desk.receive()
    forms = desk.office.paperwork.forms
    assert forms(dossier)[0] == "01"
    asked = ask(desk, dossier)
    assert forms(asked)[:2] == ["02", "01"]
    prints(desk, asked, "02")
    assert forms(now(desk, dossier))[:2] == ["01", "02"]
    bring(desk, dossier)
    due = {"at": "2026-10-20T17:00:00+07:00", "why": [], "calendar_version": ""}
    assert forms(desk.do(dossier, "extend", actor=desk.head, reason="chờ xác minh", due=due))[0] == "04"


def test_whoever_stands_for_a_company_signs_for_it(desk):
    """A company has a tax code (python-stdnum knows its check digit) and no hand to sign with."""
    company = {"kind": "organisation", "name": "Công ty Mẫu", "number": "0301234562", "address": "3 Đường Mẫu"}
    alone = desk.receive(company, "1.001612", duplicate_accepted="mẫu")
    named = desk.receive({**company, "representative": "Trần Văn Đại Diện"}, "1.001612", duplicate_accepted="mẫu")
    assert common(OfficeSettings(), alone, "01", desk.clock["now"])["submitter"] == "Công ty Mẫu"
    values = common(OfficeSettings(), named, "01", desk.clock["now"])
    assert (values["submitter"], values["person"]) == ("Trần Văn Đại Diện", "Công ty Mẫu")
