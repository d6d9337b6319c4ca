"""What citizens see: sequential codes can be guessed, so a second secret opens more (docs/codes.md)."""

import pytest

from desktop_app.application.progress import MOST_WRONG
from desktop_app.domain.errors import Refusal
from tests.rules.test_fees import FEE


def test_the_code_alone_shows_the_code_and_the_progress_and_nothing_else(desk):
    dossier = desk.receive()
    seen = desk.office.lookup.progress(dossier.receipt_number)
    assert (seen.label, seen.state, seen.national_status, seen.details) == (dossier.label, "received", 2, None)


def test_the_second_secret_opens_what_the_citizen_has_to_know(desk):
    dossier = desk.receive(fees=(FEE,))
    desk.do(dossier, "request_supplement", reason="thiếu giấy", requirements=["Giấy chứng sinh", "Ảnh 3x4"])
    details = desk.office.lookup.progress(dossier.label, dossier.lookup_code.lower()).details
    assert details.requirements == ("Giấy chứng sinh", "Ảnh 3x4")
    assert details.unpaid == 8000
    assert [step.kind for step in details.steps] == ["dossier.received", "dossier.supplement_requested"]


def test_what_was_brought_is_no_longer_asked_for(desk):
    dossier = desk.receive()
    desk.do(dossier, "request_supplement", reason="thiếu giấy")
    desk.do(dossier, "supplement")
    assert desk.office.lookup.progress(dossier.label, dossier.lookup_code).details.requirements == ()


def test_even_with_the_secret_nobody_is_named(desk):
    dossier = desk.receive()
    seen = repr(desk.office.lookup.progress(dossier.label, dossier.lookup_code))
    assert not any(secret in seen for secret in ("Mẫu", "079190123456", "Lê Thị Thu Hà", dossier.lookup_code))


def test_guessing_is_stopped_for_a_while_and_for_that_dossier_alone(desk):
    guessed, other = desk.receive(), desk.receive()
    for guess in range(MOST_WRONG):
        with pytest.raises(Refusal, match=r"lookup\.wrong"):
            desk.office.lookup.progress(guessed.label, f"0000-000{guess}")
    with pytest.raises(Refusal, match=r"lookup\.too_many") as refused:
        desk.office.lookup.progress(guessed.label, guessed.lookup_code)
    assert refused.value.parameters == {"at": "2026-10-06T08:45:00+07:00"}
    assert desk.office.lookup.progress(guessed.label).details is None
    assert desk.office.lookup.progress(other.label, other.lookup_code).details
    desk.later(minutes=15)
    assert desk.office.lookup.progress(guessed.label, guessed.lookup_code).details


def test_a_guess_counts_once_for_a_dossier_however_it_is_written(desk):
    dossier = desk.receive()
    for guess in ("0000-000k", "0000 000K", "ooooooo k", "0000-000k", "0000000K", "0000-000k"):
        with pytest.raises(Refusal, match=r"lookup\.wrong"):
            desk.office.lookup.progress(dossier.label, guess)
    assert desk.office.lookup.progress(dossier.label, dossier.lookup_code).details


def test_a_dossier_without_a_second_secret_cannot_be_opened_by_an_empty_one(desk):
    dossier = desk.receive()
    assert desk.office.lookup.progress(dossier.label, "").details is None
    with pytest.raises(Refusal, match=r"lookup\.wrong"):
        desk.office.lookup.progress(dossier.label, "-")


def test_a_code_that_nobody_has_says_so(desk):
    with pytest.raises(Refusal, match=r"dossier\.unknown"):
        desk.office.lookup.progress("H29.19.05-261006-9999")
