"""The table of states walked through: NĐ 61/2018/NĐ-CP art. 17-20, NĐ 118/2025/NĐ-CP, status list of the DVCQG."""

import pytest

from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.domain.states import (
    BEFORE_RECEPTION,
    BY_ACTION,
    CLOSED,
    MOVES,
    NATIONAL_STATUS,
    OPEN,
    PAUSED,
    ClockEffect,
    Nature,
    Role,
    State,
    possible,
)
from desktop_app.words import labels
from tools.draw_states import DOCUMENT, put_in

BEGINNINGS = [move for move in MOVES.values() if not move.sources]
# What each event says at least, whatever its move needs.
SAID = {
    "owner": {"name": "Nguyễn Thị Mẫu", "number": "079190123456"},
    "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh"},
    "due": {"at": "2026-10-13T17:00:00+07:00"},
    "collector": {"name": "Nguyễn Thị Mẫu", "number": "079190123456"},
    "fee": {"id": "1", "name": "Lệ phí", "amount": 8000},
    "amount": 8000,
    "changes": [{"field": "sets", "before": 1, "after": 2}],
    "hash": "ab" * 32,
    "size": 1,
}


def event(move, minute):
    # What is put aside was attached just before.
    said = SAID | {"attachment": f"{minute - 1:032}"}
    data = {need: said.get(need, "x") for need in move.needs}
    return Event(f"{minute:032}", "d", move.kind, f"2026-10-06T09:{minute:02}:00+07:00", "ha", "100-1-1", data)


def after(*moves):
    return fold("d", [event(move, minute) for minute, move in enumerate(moves)])


def path_to(state):
    """A shortest way to a state by moves that people can choose."""
    ways = {move.target: [move] for move in reversed(BEGINNINGS)}
    waiting = list(ways)
    while waiting:
        here = waiting.pop(0)
        for move in BY_ACTION.values():
            if move.target and here in move.sources and move.target not in ways:
                ways[move.target] = [*ways[here], move]
                waiting.append(move.target)
    return ways[state]


def reachable_from(state):
    seen, waiting = {state}, [state]
    while waiting:
        here = waiting.pop()
        found = {move.target for move in BY_ACTION.values() if move.target and here in move.sources} - seen
        seen |= found
        waiting += found
    return seen


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_by_moves_that_people_can_choose(state):
    dossier = after(*path_to(state))
    assert dossier.state is state
    assert dossier.problems == []


@pytest.mark.parametrize("state", sorted(OPEN))
def test_no_open_state_is_a_dead_end(state):
    assert reachable_from(state) & CLOSED
    assert any(move.target for move in possible(state, frozenset(Role)))


@pytest.mark.parametrize("state", sorted(OPEN))
def test_what_is_open_is_moved_on_by_those_who_work_there_without_an_administrator(state):
    working = frozenset(Role) - {Role.ADMINISTRATOR}
    assert any(move.target for move in possible(state, working))


@pytest.mark.parametrize("state", sorted(CLOSED))
@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_a_closed_dossier_stays_closed_whatever_is_decided(state, move):
    before = after(*path_to(state))
    dossier = after(*path_to(state), move)
    assert dossier.closed
    if move.nature is Nature.DECISION:
        assert dossier.state is before.state
        assert not dossier.history[-1].effective


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", [move for move in MOVES.values() if move.sources], ids=lambda move: move.kind)
def test_the_fold_obeys_the_table_in_every_state(state, move):
    # Only what was paid can be given back, and only what was attached put aside.
    way = [*path_to(state), MOVES["dossier.fee_paid"], MOVES["dossier.attached"]]
    before, dossier = after(*way), after(*way, move)
    verdict = dossier.history[-1]
    assert (verdict.problem is None) == (state in move.sources)
    if move.nature is Nature.FACT or state in move.sources:
        assert dossier.state is (move.target or before.state)
    else:
        assert dossier.state is before.state
    assert verdict.effective == (move.nature is Nature.FACT or state in move.sources)


def test_a_result_that_left_the_house_is_returned_whatever_was_decided_meanwhile():
    withdrawn = [*path_to(State.WITHDRAWN), MOVES["dossier.returned"]]
    dossier = after(*withdrawn)
    assert dossier.state is State.RETURNED
    assert [verdict.problem for verdict in dossier.problems] == ["state"]


def test_what_began_begins_only_once():
    first, second = BEGINNINGS
    for again in (first, second):
        dossier = after(first, again)
        assert dossier.history[-1].problem == "already_begun"
        assert not dossier.history[-1].effective


@pytest.mark.parametrize("move", [move for move in MOVES.values() if move.needs], ids=lambda move: move.kind)
def test_a_move_without_what_it_needs_has_no_effect(move):
    ways = path_to(next(iter(sorted(move.sources)))) if move.sources else []
    bare = Event("f" * 32, "d", move.kind, "2026-10-06T10:00:00+07:00", "ha", "100-1-1", {})
    dossier = fold("d", [*(event(step, minute) for minute, step in enumerate(ways)), bare])
    assert dossier.history[-1].problem == "incomplete"
    assert not dossier.history[-1].effective


def test_the_ten_status_codes_of_the_national_portal_are_all_used():
    assert set(NATIONAL_STATUS) == set(State)
    assert set(NATIONAL_STATUS.values()) == set(range(1, 11))


def test_states_are_closed_where_the_portal_says_so_and_paused_where_its_clock_stands_still():
    assert {NATIONAL_STATUS[state] for state in CLOSED} == {3, 7, 8, 10}
    assert {NATIONAL_STATUS[state] for state in PAUSED} == {5, 6}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_the_clock_stands_still_exactly_while_the_office_waits(move):
    if move.clock is ClockEffect.PAUSE:
        assert move.target in PAUSED
    if move.target in PAUSED - BEFORE_RECEPTION:
        assert move.clock is ClockEffect.PAUSE
    if move.sources and move.target and move.sources <= PAUSED - BEFORE_RECEPTION:
        assert move.clock in (ClockEffect.RESUME, ClockEffect.STOP)
    if move.target in CLOSED - {State.RETURNED}:
        assert move.clock is ClockEffect.STOP


@pytest.mark.parametrize("kind", MOVES)
def test_every_event_and_every_action_has_its_name_in_vietnamese(kind):
    move = MOVES[kind]
    assert labels.EVENTS[kind]
    assert set(labels.EVENTS) == set(MOVES)
    assert set(labels.ACTIONS) == set(BY_ACTION)
    assert set(labels.STATES) == set(State)
    assert set(labels.ROLES) == set(Role)
    if move.action:
        assert set(move.needs) - {"collector"} <= set(labels.FACTS)


def test_a_dossier_is_refused_only_before_work_has_begun():
    """NĐ 61/2018 art. 17: reception looks whether it is complete and belongs here."""
    assert State.IN_PROCESS not in MOVES["dossier.refused"].sources
    assert MOVES["dossier.refused"].sources == BEFORE_RECEPTION | {State.RECEIVED}


def test_a_ready_result_is_not_withdrawn_by_the_applicant():
    assert State.READY not in MOVES["dossier.withdrawn"].sources


def test_an_apology_is_the_heads_and_is_made_once():
    """TT 03/2025/TT-VPCP, form 04: a new date at most once, signed by the head."""
    move = MOVES["dossier.extended"]
    assert move.once
    assert move.roles == {Role.HEAD}


def test_a_submission_sent_in_again_is_answered_within_new_hours():
    """NĐ 61/2018 art. 17: the 8 working hours run from the complete submission."""
    moves = [MOVES[f"dossier.{kind}"] for kind in ("submitted", "sent_back", "resubmitted")]
    assert after(*moves).received_at == "2026-10-06T09:02:00+07:00"


@pytest.mark.parametrize("answer", ["refused", "withdrawn", "accepted"])
def test_an_online_submission_is_on_the_books_from_its_answer_on(answer):
    dossier = after(MOVES["dossier.submitted"], MOVES[f"dossier.{answer}"])
    assert dossier.received_at == "2026-10-06T09:01:00+07:00"


def test_a_new_state_asks_for_a_new_call():
    """NĐ 224/2026 art. 15: people are told of every change."""
    asked = [*path_to(State.SUPPLEMENT), MOVES["dossier.called"]]
    assert after(*asked).called_at
    moved_on = [*asked, MOVES["dossier.supplemented"], MOVES["dossier.result_ready"]]
    assert after(*moved_on).called_at is None


def test_a_new_date_that_comes_after_the_old_one_has_passed_saves_nothing():
    """NĐ 61/2018 art. 19: the apology goes out before the appointment, not after it."""
    begin = event(MOVES["dossier.received"], 0)
    begin = Event(begin.id, "d", begin.kind, begin.at, "ha", "100-1-1", {**begin.data, "due": SAID["due"]})
    new = {"reason": "x", "due": {"at": "2026-10-20T17:00:00+07:00"}}

    def finished(extended_at):
        extended = Event("e" * 32, "d", "dossier.extended", extended_at, "bao", "100-1-1", new)
        ready = Event("f" * 32, "d", "dossier.result_ready", "2026-10-16T10:00:00+07:00", "khoa", "100-1-1", {})
        return fold("d", [begin, extended, ready]).outcome

    assert finished("2026-10-12T10:00:00+07:00") == "early"
    assert finished("2026-10-14T10:00:00+07:00") == "late"


def test_the_drawing_in_the_documents_is_todays_table():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert put_in(text) == text, "run `python -m tools.draw_states`"


@pytest.mark.parametrize(
    "said",
    [
        {"hash": "ab"},
        {"hash": "xy" * 32},
        {"hash": 7},
        {"size": 0},
        {"size": 1 << 40},
        {"size": "1"},
        {"title": None},
        {"component": 0},
        {"component": "1"},
    ],
)
def test_an_attachment_that_no_content_could_fit_has_no_effect(said):
    data = {"hash": "ab" * 32, "size": 1, "type": "application/pdf", "title": "Tờ khai"} | said
    at = "2026-10-06T10:00:00+07:00"
    dossier = fold("d", [event(BEGINNINGS[0], 0), Event("f" * 32, "d", "dossier.attached", at, "ha", "100-1-1", data)])
    assert dossier.history[-1].problem == "incomplete"
    assert dossier.attachments == []
