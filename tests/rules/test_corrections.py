"""Corrections keep what was there before and need a head's word."""

from functools import partial

import pytest

from desktop_app.application.intake import IntakeForm
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from tests.rules.conftest import MAU, PAPER, THU


def test_a_head_corrects_at_once_and_the_old_value_stays_in_the_log(desk):
    dossier = desk.receive()
    corrected = desk.office.corrections.correct(desk.head, dossier.id, {"owner.phone": "0900000001"}, "gõ nhầm")
    assert corrected.owner["phone"] == "0900000001"
    assert corrected.history[-1].event.data["changes"] == [
        {"field": "owner.phone", "before": None, "after": "0900000001"}
    ]


def test_a_receptionist_only_proposes_and_nothing_changes_before_a_head_agrees(desk):
    dossier = desk.receive()
    proposed = desk.office.corrections.correct(
        desk.receptionist, dossier.id, {"owner.name": "Nguyễn Thị Mậu"}, "sai tên"
    )
    assert proposed.owner["name"] == "Nguyễn Thị Mẫu"
    (proposal,) = desk.office.corrections.proposals(proposed)
    approved = desk.office.corrections.decide(desk.head, dossier.id, proposal.id, approve=True)
    assert approved.owner["name"] == "Nguyễn Thị Mậu"
    assert desk.office.corrections.proposals(approved) == []


def test_a_rejected_proposal_changes_nothing_and_says_why(desk):
    dossier = desk.receive()
    proposed = desk.office.corrections.correct(desk.receptionist, dossier.id, {"sets": 2}, "thêm bộ")
    (proposal,) = desk.office.corrections.proposals(proposed)
    with pytest.raises(Refusal, match=r"correction\.reason"):
        desk.office.corrections.decide(desk.head, dossier.id, proposal.id, approve=False)
    rejected = desk.office.corrections.decide(desk.head, dossier.id, proposal.id, approve=False, reason="đủ rồi")
    assert rejected.sets == 1


def test_a_corrected_name_is_found_and_the_old_one_no_longer(desk):
    dossier = desk.receive()
    desk.office.corrections.correct(desk.head, dossier.id, {"owner.name": "Trịnh Thị Khác"}, "nhầm người")
    assert [row.id for row in desk.office.lookup.find("trinh thi khac").rows] == [dossier.id]
    assert desk.office.lookup.find("nguyen thi mau").rows == ()


@pytest.mark.parametrize("field", ["state", "history", "due", "code"])
def test_what_was_promised_on_paper_cannot_be_corrected_away(desk, field):
    dossier = desk.receive()
    with pytest.raises(Refusal, match=r"correction\.field"):
        desk.office.corrections.correct(desk.head, dossier.id, {field: "x"}, "thử")


def given_at_once(desk):
    form = IntakeForm(uuid7(), "2.000815", MAU, (PAPER,))
    return desk.office.intake.finish_at_once(desk.receptionist, form)


def test_a_typing_error_in_a_closed_dossier_is_put_right_and_the_dossier_stays_closed(desk):
    """Law 91/2025/QH15: what is kept about a person is put right when it is wrong."""
    closed = given_at_once(desk)
    change = {"owner.name": "Nguyễn Thị Mậu", "collector.name": " Nguyễn  Thị Mậu "}
    corrected = desk.office.corrections.correct(desk.head, closed.id, change, "gõ nhầm dấu")
    assert (corrected.owner["name"], corrected.collector["name"]) == ("Nguyễn Thị Mậu", "Nguyễn Thị Mậu")
    assert (corrected.state, corrected.closed_at) == (closed.state, closed.closed_at)
    assert corrected.problems == []
    assert [row.id for row in desk.office.lookup.find("nguyen thi mau").rows] == [closed.id]
    assert corrected.history[-1].event.data["changes"][0]["before"] == "Nguyễn Thị Mẫu"


def test_what_is_proposed_about_a_closed_dossier_waits_for_a_head_like_anything_else(desk):
    closed = given_at_once(desk)
    proposed = desk.office.corrections.correct(desk.receptionist, closed.id, {"sets": 2}, "gõ nhầm")
    assert (proposed.sets, proposed.problems) == (1, [])
    assert [row.id for row in desk.office.worklist.board(desk.head).group("proposals").rows] == [closed.id]
    (proposal,) = desk.office.corrections.proposals(proposed)
    approved = desk.office.corrections.decide(desk.head, closed.id, proposal.id, approve=True)
    assert (approved.sets, desk.office.corrections.proposals(approved)) == (2, [])
    assert desk.office.worklist.board(desk.head).group("proposals").count == 0


def test_who_solves_a_dossier_is_corrected_and_never_nobody(desk):
    dossier = desk.receive()
    correct = partial(desk.office.corrections.correct, desk.head, dossier.id)
    assert correct({"solving_office": "Sở Tư pháp"}, "chọn nhầm").solving_office == "Sở Tư pháp"
    with pytest.raises(Refusal, match=r"correction\.solving_office"):
        correct({"solving_office": " "}, "chọn nhầm")


@pytest.mark.parametrize("field", ["collector", "collector.at", "collector.name.x"])
def test_of_a_result_only_who_has_taken_it_is_corrected(desk, field):
    with pytest.raises(Refusal, match=r"correction\.field"):
        desk.office.corrections.correct(desk.head, given_at_once(desk).id, {field: "x"}, "gõ nhầm")
    with pytest.raises(Refusal, match=r"correction\.field"):
        desk.office.corrections.correct(desk.head, desk.receive().id, {"collector.name": "x"}, "gõ nhầm")


def test_a_collector_is_kept_as_the_return_would_have_kept_them(desk):
    with pytest.raises(Refusal, match=r"number\.digits"):
        desk.office.corrections.correct(desk.head, given_at_once(desk).id, {"collector.number": "12"}, "gõ nhầm")


def test_programs_before_it_understand_a_correction_wherever_they_can(desk):
    """docs/sync.md, Versions: an older program keeps what it does not know, without effect."""
    dossier = desk.receive()
    for field, value in (("sets", 2), ("solving_office", "Sở Tư pháp")):
        desk.office.corrections.correct(desk.head, dossier.id, {field: value}, "gõ nhầm")
    kinds = [verdict.event.kind for verdict in desk.office.lookup.dossier(dossier.id).history[1:]]
    assert kinds == ["dossier.corrected", "dossier.amended"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sets", "abc", "intake.sets"),
        ("sets", 0, "intake.sets"),
        ("owner.number", "12", "number.digits"),
        ("owner.name", " ", "intake.owner_name"),
        ("owner.birth", "hôm qua", "birth.unreadable"),
        ("owner.sex", "x", "sex.unreadable"),
        ("components.0.count", "x", "component.count"),
        ("components.0.copy", "giấy", "component.copy"),
        ("components.3.count", 1, "correction.field"),
        ("owner.name.x", "a", "correction.field"),
        ("return_by", "xe", "intake.return_by"),
    ],
)
def test_what_no_receipt_could_carry_is_refused_and_the_dossier_stays_readable(desk, field, value, code):
    dossier = desk.receive()
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        desk.office.corrections.correct(desk.receptionist, dossier.id, {field: value}, "gõ nhầm")
    assert len(desk.office.lookup.dossier(dossier.id).history) == 1


def test_a_corrected_value_is_kept_as_reception_would_have_kept_it(desk):
    dossier = desk.receive()
    change = {"owner.number": "079 190 123 457", "owner.phone": 84909000111, "sets": "3", "owner.name": " Lê  Thị Mẫu "}
    corrected = desk.office.corrections.correct(desk.head, dossier.id, change, "gõ nhầm")
    assert (corrected.owner["number"], corrected.owner["phone"]) == ("079190123457", "84909000111")
    assert (corrected.sets, corrected.owner["name"]) == (3, "Lê Thị Mẫu")


def test_the_person_who_handed_in_is_corrected_where_the_forms_look(desk):
    proxy = {"person": {"kind": "citizen", "name": "Lê Văn Thử", "number": "079085000001", "address": ""}}
    dossier = desk.receive(proxy=proxy)
    corrected = desk.office.corrections.correct(desk.head, dossier.id, {"proxy.person.name": "Lê Văn Thừ"}, "sai dấu")
    assert corrected.proxy["person"] == {**proxy["person"], "name": "Lê Văn Thừ"}


def test_what_waits_for_a_decision_is_listed_for_those_who_decide_until_they_did(desk):
    dossier, other = desk.receive(), desk.receive(THU)
    for one in (dossier, other):
        desk.office.corrections.correct(desk.receptionist, one.id, {"owner.phone": "0900000001"}, "đổi số")
    listed = desk.office.worklist.board(desk.head).group("proposals")
    assert [row.id for row in listed.rows] == [other.id, dossier.id]
    assert all(group.name != "proposals" for group in desk.office.worklist.board(desk.receptionist).groups)
    for one, approve in ((dossier, True), (other, False)):
        (proposal,) = desk.office.corrections.proposals(desk.office.lookup.dossier(one.id))
        desk.office.corrections.decide(desk.head, one.id, proposal.id, approve=approve, reason="đã xem")
    assert desk.office.worklist.board(desk.head).group("proposals").count == 0


def test_a_proposal_of_a_dossier_that_was_closed_since_still_waits(desk):
    dossier = desk.receive()
    desk.office.corrections.correct(desk.receptionist, dossier.id, {"owner.phone": "0900000001"}, "đổi số")
    desk.do(dossier, "withdraw", desk.receptionist, reason="không cần nữa")
    assert desk.office.worklist.board(desk.head).group("proposals").count == 1
