"""The fold over histories that no office would write: total, pure, and fair to facts."""

import copy
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.dossier import apply, fold
from desktop_app.domain.events import Event
from desktop_app.domain.states import MOVES, Nature, State

KINDS = [*MOVES, "dossier.from_a_newer_program"]
PERSON = {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": ""}
SAID = {
    "owner": PERSON,
    "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh"},
    "receipt_number": "00100-0001-01-000001-53",
    "due": {"at": "2026-10-13T17:00:00+07:00", "why": [], "calendar_version": ""},
    "collector": {"name": "Nguyễn Thị Mẫu", "number": "079190123456"},
    "reason": "lý do",
    "payment": "p1",
    "amount": 8000,
    "fee": {"id": "1", "name": "Lệ phí", "amount": 8000},
    "changes": [{"field": "content", "before": "", "after": "Bản khác"}],
    "code": "H29.19.05-261006-0001",
    "form": "01",
    "batch": "BG-1",
    "to": "Tư pháp",
    "channel": "phone",
    "score": 5,
    "text": "ghi chú",
    "proposal": "x",
    "hash": "0f" * 32,
    "size": 1,
    "type": "image/png",
    "title": "Giấy tờ",
    "attachment": "2" * 32,
}
ATTACHED = Event("2" * 32, "d", "dossier.attached", "2026-10-06T09:00:00+07:00", "ha", "100-1-1", SAID)
PAID = Event("1" * 32, "d", "dossier.fee_paid", "2026-10-06T09:00:00+07:00", "ha", "100-1-1", SAID)
BEGUN = Event("0" * 32, "d", "dossier.received", "2026-10-06T09:00:00+07:00", "ha", "100-1-1", SAID)

few = settings(max_examples=40, deadline=None)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SAID, "at", "number"]), inner, max_size=3)
    ),
    max_leaves=4,
)
payloads = st.dictionaries(st.sampled_from(sorted(SAID)), anything, max_size=6)
complete = st.builds(lambda extra: {**SAID, **extra}, st.just({}) | payloads)


def events(data):
    return st.lists(
        st.builds(
            lambda kind, said, number: Event(
                f"{number:032x}", "d", kind, "2026-10-06T09:00:00+07:00", "ha", "100-1-1", said
            ),
            st.sampled_from(KINDS),
            data,
            st.integers(0, 2**64),
        ),
        max_size=8,
    )


well_formed = events(st.just(SAID))


@few
@given(events(complete | payloads))
def test_no_history_makes_the_fold_raise(history):
    dossier = fold("d", history)
    assert len(dossier.history) == len(history)
    assert dossier.state in State


@few
@given(events(complete))
def test_the_same_history_folds_to_the_same_dossier_and_is_not_touched(history):
    before = copy.deepcopy(history)
    assert fold("d", history) == fold("d", history)
    assert history == before


@few
@given(events(complete), events(complete))
def test_folding_on_is_folding_anew(first, later):
    dossier = fold("d", first)
    for event in later:
        apply(dossier, event)
    assert dossier == fold("d", [*first, *later])


@few
@given(well_formed)
def test_a_fact_that_says_what_it_must_always_counts(history):
    for verdict in fold("d", [BEGUN, PAID, ATTACHED, *history]).history:
        move = MOVES.get(verdict.event.kind)
        if move and move.nature is Nature.FACT and move.sources:
            assert verdict.effective, verdict


@pytest.mark.parametrize("kind", ["dossier.payment_cancelled", "dossier.detached"])
def test_a_fact_about_something_the_dossier_never_had_changes_nothing_and_is_shown_to_people(kind):
    dossier, before = fold("d", [BEGUN, replace(PAID, kind=kind)]), fold("d", [BEGUN])
    assert [verdict.problem for verdict in dossier.problems] == ["incomplete"]
    assert (dossier.payments, dossier.attachments) == (before.payments, before.attachments)


@few
@given(well_formed)
def test_a_decision_counts_only_where_the_table_allows_it(history):
    dossier = fold("d", [BEGUN])
    for event in history:
        state, known = dossier.state, dossier.known
        apply(dossier, event)
        move = MOVES.get(event.kind)
        if move and move.nature is Nature.DECISION and dossier.history[-1].effective:
            assert known
            assert state in move.sources


@few
@given(well_formed)
def test_what_does_not_count_changes_nothing_but_the_history(history):
    dossier = fold("d", [BEGUN])
    for event in history:
        before = copy.deepcopy(dossier)
        apply(dossier, event)
        if not dossier.history[-1].effective:
            before.history = dossier.history
            assert dossier == before


@few
@given(well_formed)
def test_a_dossier_begins_once(history):
    began = [verdict for verdict in fold("d", [BEGUN, *history]).history if verdict.event.kind == "dossier.received"]
    assert [verdict.effective for verdict in began] == [True] + [False] * (len(began) - 1)


@few
@given(well_formed)
def test_what_the_receipt_promised_is_never_altered(history):
    dossier = fold("d", [BEGUN, *history])
    assert (dossier.receipt_number, dossier.code) == (SAID["receipt_number"], SAID["code"])
    assert dossier.first_due == SAID["due"] or any(v.event.kind == "dossier.accepted" for v in dossier.history)


@few
@given(events(complete))
def test_an_event_survives_the_way_through_json(history):
    through = [
        Event(e.id, e.subject, e.kind, e.at, e.actor, e.station, json.loads(json.dumps(e.data)), e.schema)
        for e in history
    ]
    assert fold("d", through).state is fold("d", history).state
