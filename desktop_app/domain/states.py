"""The life of a dossier as one table: legal moves, who may make them, what they need and what they do to the clock.

Sources: NĐ 61/2018/NĐ-CP art. 17-20 and NĐ 118/2025/NĐ-CP (one-stop mechanism); the status list of the national public
service portal (DVCQG), codes 1-10. Drawn, with the reasons, in docs/states.md.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands."""

    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    RECEIVED = "received"
    IN_PROCESS = "in_process"
    SUPPLEMENT = "supplement_requested"
    DUTY = "duty_requested"
    READY = "result_ready"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


# DVCQG: 1 Mới đăng ký · 2 Được tiếp nhận · 3 Không được tiếp nhận · 4 Đang xử lý · 5 Yêu cầu bổ sung
# giấy tờ · 6 Yêu cầu thực hiện nghĩa vụ tài chính · 7 Công dân yêu cầu rút hồ sơ · 8 Dừng xử lý · 9 Đã xử lý xong ·
# 10 Đã trả kết quả
NATIONAL_STATUS: dict[State, int] = {
    State.SUBMITTED: 1,
    State.SENT_BACK: 5,
    State.RECEIVED: 2,
    State.REFUSED: 3,
    State.IN_PROCESS: 4,
    State.SUPPLEMENT: 5,
    State.DUTY: 6,
    State.WITHDRAWN: 7,
    State.STOPPED: 8,
    State.READY: 9,
    State.RETURNED: 10,
}

CLOSED = frozenset({State.RETURNED, State.REFUSED, State.WITHDRAWN, State.STOPPED})
PAUSED = frozenset({State.SENT_BACK, State.SUPPLEMENT, State.DUTY})
OPEN = frozenset(State) - CLOSED
# An online submission that nobody has accepted yet is on no books and under no time limit.
BEFORE_RECEPTION = frozenset({State.SUBMITTED, State.SENT_BACK})


class Role(StrEnum):
    """What a member of staff may do."""

    RECEPTIONIST = "receptionist"
    OFFICER = "officer"
    HEAD = "head"
    ADMINISTRATOR = "administrator"


class Nature(StrEnum):
    """Facts have happened and always count; decisions count only where the table allows them."""

    FACT = "fact"
    DECISION = "decision"


class ClockEffect(StrEnum):
    """What a move does to the time limit."""

    NONE = "none"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


_DESK = frozenset({Role.RECEPTIONIST, Role.OFFICER, Role.HEAD})
_SOLVE = frozenset({Role.OFFICER, Role.HEAD})
_HEAD = frozenset({Role.HEAD})
_WORK = frozenset({State.RECEIVED, State.IN_PROCESS})


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of event and everything that is ruled about it.

    `sources` are the states in which it may be made; `target` is the state it leads to, or None where it changes none.
    `needs` are the payload keys without which it is not accepted. `action` is its name where a person chooses it;
    `once` moves are effective a single time in the life of a dossier. `ruling` is raised when what is
    ruled about a kind changes: dossiers that have it are folded anew after the update.
    """

    kind: str
    nature: Nature
    sources: frozenset[State]
    target: State | None
    roles: frozenset[Role]
    clock: ClockEffect = ClockEffect.NONE
    needs: tuple[str, ...] = ()
    action: str | None = None
    once: bool = False
    ruling: int = 1


def _table(*moves: Move) -> dict[str, Move]:
    return {move.kind: move for move in moves}


_F, _D = Nature.FACT, Nature.DECISION
_ANY = frozenset(State)

# A fact with a target is made by people only from its sources; where it arrives from another station in a different
# state it still counts, and the fold marks the contradiction.
MOVES: dict[str, Move] = _table(
    # -- how a dossier begins ------------------------------------------------------------------------------------
    Move(
        "dossier.received",
        _F,
        frozenset(),
        State.RECEIVED,
        _DESK,
        ClockEffect.START,
        ("receipt_number", "owner", "procedure"),
    ),
    Move(
        "dossier.submitted",
        _F,
        frozenset(),
        State.SUBMITTED,
        _DESK,
        ClockEffect.NONE,
        ("receipt_number", "owner", "procedure"),
    ),
    # -- online submissions (NĐ 61/2018 art. 17: answered within 8 working hours) ---------------------------------
    Move(
        "dossier.accepted",
        _D,
        frozenset({State.SUBMITTED}),
        State.RECEIVED,
        _DESK,
        ClockEffect.START,
        ("due",),
        "accept",
    ),
    Move(
        "dossier.sent_back",
        _D,
        frozenset({State.SUBMITTED}),
        State.SENT_BACK,
        _DESK,
        ClockEffect.NONE,
        ("reason",),
        "send_back",
    ),
    Move(
        "dossier.resubmitted",
        _D,
        frozenset({State.SENT_BACK}),
        State.SUBMITTED,
        _DESK,
        ClockEffect.NONE,
        (),
        "resubmit",
    ),
    Move(
        "dossier.refused",
        _D,
        frozenset({State.SUBMITTED, State.SENT_BACK, State.RECEIVED}),
        State.REFUSED,
        _DESK,
        ClockEffect.STOP,
        ("reason",),
        "refuse",
    ),
    # -- work ------------------------------------------------------------------------------------------------------
    Move(
        "dossier.forwarded",
        _D,
        frozenset({State.RECEIVED, State.IN_PROCESS}),
        State.IN_PROCESS,
        _DESK,
        ClockEffect.NONE,
        (),
        "forward",
    ),
    Move(
        "dossier.supplement_requested",
        _D,
        _WORK,
        State.SUPPLEMENT,
        _DESK,
        ClockEffect.PAUSE,
        ("reason",),
        "request_supplement",
    ),
    Move(
        "dossier.supplemented",
        _D,
        frozenset({State.SUPPLEMENT}),
        State.IN_PROCESS,
        _DESK,
        ClockEffect.RESUME,
        ("due",),
        "supplement",
    ),
    Move("dossier.duty_requested", _D, _WORK, State.DUTY, _DESK, ClockEffect.PAUSE, ("reason",), "request_duty"),
    Move(
        "dossier.duty_fulfilled",
        _D,
        frozenset({State.DUTY}),
        State.IN_PROCESS,
        _DESK,
        ClockEffect.RESUME,
        ("due",),
        "fulfil_duty",
    ),
    Move("dossier.extended", _D, _WORK, None, _HEAD, ClockEffect.NONE, ("reason", "due"), "extend", once=True),
    Move("dossier.result_ready", _D, _WORK, State.READY, _SOLVE, ClockEffect.STOP, (), "finish"),
    Move(
        "dossier.result_withdrawn",
        _D,
        frozenset({State.READY}),
        State.IN_PROCESS,
        _SOLVE,
        ClockEffect.RESUME,
        ("reason",),
        "withdraw_result",
    ),
    Move(
        "dossier.stopped",
        _D,
        _WORK | PAUSED - {State.SENT_BACK},
        State.STOPPED,
        _SOLVE,
        ClockEffect.STOP,
        ("reason",),
        "stop",
    ),
    Move(
        "dossier.withdrawn", _D, OPEN - {State.READY}, State.WITHDRAWN, _DESK, ClockEffect.STOP, ("reason",), "withdraw"
    ),
    # -- the result leaves the house ---------------------------------------------------------------------------------
    Move(
        "dossier.returned",
        _F,
        frozenset({State.READY}),
        State.RETURNED,
        _DESK,
        ClockEffect.NONE,
        ("collector",),
        "return",
    ),
    # -- things that change no state -----------------------------------------------------------------------------------
    Move("dossier.code_assigned", _F, _ANY, None, _DESK, needs=("code",)),
    Move("dossier.official_code_attached", _F, _ANY, None, _DESK, needs=("code",), action="attach_code"),
    Move("dossier.printed", _F, _ANY, None, _DESK, needs=("form",)),
    Move("dossier.fee_set", _F, _ANY, None, _DESK, needs=("fee",)),
    Move("dossier.fee_paid", _F, _ANY, None, _DESK, needs=("payment", "amount")),
    Move("dossier.payment_cancelled", _F, _ANY, None, _DESK, needs=("payment", "reason")),
    Move("dossier.handed_over", _F, _ANY, None, _DESK, needs=("batch", "to")),
    Move("dossier.handover_missing", _F, _ANY, None, _DESK, needs=("batch",)),
    Move("dossier.handover_confirmed", _F, _ANY, None, _DESK, needs=("batch",)),
    # NĐ 224/2026 art. 15: people are told of every change, so they may be called about any state.
    Move("dossier.called", _F, _ANY, None, _DESK, needs=("channel",), action="call"),
    Move("dossier.rated", _F, _ANY, None, _DESK, needs=("score",), action="rate"),
    Move("dossier.noted", _F, _ANY, None, _DESK, needs=("text",), action="note"),
    Move("dossier.attached", _F, _ANY, None, _DESK, needs=("hash", "size", "type", "title")),
    Move("dossier.detached", _F, _ANY, None, _DESK, needs=("attachment", "reason")),
    Move("dossier.correction_proposed", _F, _ANY, None, _DESK, needs=("changes", "reason"), ruling=2),
    Move("dossier.correction_rejected", _F, _ANY, None, _HEAD, needs=("proposal", "reason")),
    Move("dossier.corrected", _D, OPEN, None, _HEAD, needs=("changes", "reason")),
    # What programs before it could not correct: a closed dossier, and the parts of `AMENDABLE` alone. That a head found
    # the record wrong and put it right is a fact: it moves nothing, so it counts wherever the dossier stands.
    Move("dossier.amended", _F, _ANY, None, _HEAD, needs=("changes", "reason")),
)

BY_ACTION: dict[str, Move] = {move.action: move for move in MOVES.values() if move.action}


def possible(state: State, roles: frozenset[Role]) -> list[Move]:
    """The moves that a person with these roles can choose in this state, in the order of the table."""
    return [move for move in BY_ACTION.values() if state in move.sources and roles & move.roles]
