"""An official code from outside, attached to a dossier that was received under our own (QĐ 20/2020/QĐ-TTg)."""

import pytest

from desktop_app.domain.errors import Refusal
from desktop_app.words.refusals import explained
from tests.rules.conftest import THU

OUTSIDE = "000.00.19.H29-261006-0001"
LATER = "000.00.19.H29-261006-0002"


def attach(desk, dossier, code):
    return desk.do(dossier, "attach_code", desk.receptionist, code=code)


def test_a_code_is_attached_as_every_code_is_written_and_leads_to_the_dossier(desk):
    attached = attach(desk, desk.receive(), " 000.00.19.h29 – 261006-0001")
    assert attached.official_code == OUTSIDE
    assert desk.office.lookup.find("000.00.19.h29-261006-0001").dossier_id == attached.id


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("x", "dossier_code.parts"),
        ("H29.19.05-261306-0001", "dossier_code.day"),
        ("H29.19.05-261006-1", "dossier_code.sequence"),
        ("H29,19-261006-0001", "dossier_code.unit"),
    ],
)
def test_what_is_no_code_is_refused_with_what_is_wrong_about_it(desk, typed, refusal):
    dossier = desk.receive()
    with pytest.raises(Refusal) as refused:
        attach(desk, dossier, typed)
    assert refused.value.code == refusal
    assert desk.office.lookup.dossier(dossier.id).official_code is None


def test_a_code_of_another_dossier_is_refused_with_the_name_of_that_dossier(desk):
    first, second = desk.receive(), desk.receive(THU)
    attach(desk, first, OUTSIDE)
    with pytest.raises(Refusal) as refused:
        attach(desk, second, OUTSIDE)
    assert (refused.value.code, refused.value.parameters["label"]) == ("code.taken", first.receipt_number)


def test_the_same_code_attached_twice_to_its_own_dossier_changes_nothing(desk):
    dossier = desk.receive()
    attach(desk, dossier, OUTSIDE)
    assert attach(desk, dossier, OUTSIDE).official_code == OUTSIDE


def test_a_replaced_code_still_leads_to_its_dossier_and_is_called_its_former_code(desk):
    dossier = attach(desk, desk.receive(), OUTSIDE)
    replaced = attach(desk, dossier, LATER)
    assert (replaced.official_code, replaced.former_codes) == (LATER, [OUTSIDE])
    lookup = desk.office.lookup
    for code in (OUTSIDE, LATER, OUTSIDE.lower()):
        assert lookup.find(code).dossier_id == lookup.scanned(code).dossier_id == dossier.id
        assert lookup.by_label(code).id == dossier.id


def test_a_replaced_code_is_refused_for_another_dossier_with_whose_it_was(desk):
    first = desk.receive()
    attach(desk, first, OUTSIDE)
    attach(desk, first, LATER)
    with pytest.raises(Refusal) as refused:
        attach(desk, desk.receive(THU), OUTSIDE)
    assert refused.value.code == "code.taken_before"
    assert explained(refused.value.code, refused.value.parameters).what == (
        f"Mã {OUTSIDE} là mã cũ của hồ sơ {first.receipt_number}, không gắn cho hồ sơ khác được."
    )


def test_a_code_that_comes_back_to_its_dossier_is_no_former_code_any_more(desk):
    dossier = desk.receive()
    for code in (OUTSIDE, LATER, OUTSIDE):
        dossier = attach(desk, dossier, code)
    assert (dossier.official_code, dossier.former_codes) == (OUTSIDE, [LATER])
    assert desk.office.lookup.find(LATER).dossier_id == dossier.id
