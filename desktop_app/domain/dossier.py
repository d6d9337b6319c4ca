"""The state of a dossier as the fold of its events: pure, total, the same at station, centre and in tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop_app.domain.deadlines import outcome
from desktop_app.domain.deadlines_terms import Outcome
from desktop_app.domain.events import SCHEMA, Event
from desktop_app.domain.states import (
    BEFORE_RECEPTION,
    CLOSED,
    MOVES,
    NATIONAL_STATUS,
    PAUSED,
    ClockEffect,
    Nature,
    State,
)

HASH_BYTES = 32
# Far above what an office may set: what a damaged event says must not ask for more room than there is.
LARGEST_ATTACHMENT = 1 << 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one event in the fold; `problem` is a code where it was not effective or contradicts another."""

    event: Event
    effective: bool
    state: State | None
    problem: str | None = None


@dataclass(slots=True)
class Dossier:
    """One dossier as its events leave it.

    `known` is False until the beginning has arrived: events of a dossier may reach a station before its reception does
    only when a feed is being repaired, and then nothing of them is lost. People, components, limit and the like are
    the JSON objects of `desktop_app.domain.events`; those of attachments say besides who attached what when under which
    `id`, and why it was `put_aside`. `former_codes` are official codes that another one has replaced: they stand on
    papers, so the dossier stays known by them. Times are ISO 8601 texts with offset. `missed_due` is an
    appointment that had passed when a new date was set: it stays missed. `called_at` is when the citizen was told about
    the state in which the dossier is now.
    """

    id: str
    known: bool = False
    state: State = State.RECEIVED
    code: str | None = None
    other_codes: list[str] = field(default_factory=list)
    official_code: str | None = None
    former_codes: list[str] = field(default_factory=list)
    receipt_number: str = ""
    lookup_code: str = ""
    owner: dict[str, Any] = field(default_factory=dict)
    proxy: dict[str, Any] | None = None
    others: list[dict[str, Any]] = field(default_factory=list)
    procedure: dict[str, Any] = field(default_factory=dict)
    content: str = ""
    components: list[dict[str, Any]] = field(default_factory=list)
    sets: int = 1
    channel: str = "direct"
    return_by: str = "counter"
    receiving_office: str = ""
    solving_office: str = ""
    holder: str = ""
    limit: dict[str, Any] = field(default_factory=dict)
    register_number: int | None = None
    received_at: str = ""
    received_by: str = ""
    receiver: str = ""
    due: dict[str, Any] | None = None
    first_due: dict[str, Any] | None = None
    pauses: list[tuple[str, str | None]] = field(default_factory=list)
    finished_at: str | None = None
    closed_at: str | None = None
    collector: dict[str, Any] | None = None
    returned_at: str | None = None
    fees: list[dict[str, Any]] = field(default_factory=list)
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    prints: dict[str, int] = field(default_factory=dict)
    supplements: int = 0
    extended: bool = False
    missed_due: str | None = None
    called_at: str | None = None
    batch: str | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    history: list[Verdict] = field(default_factory=list)

    @property
    def problems(self) -> list[Verdict]:
        """What a person has to look at: decisions that came too late and facts that contradict each other."""
        return [verdict for verdict in self.history if verdict.problem]

    @property
    def closed(self) -> bool:
        """True once nothing more is owed to the citizen."""
        return self.state in CLOSED

    @property
    def paused(self) -> bool:
        """True while the time limit does not run because the office waits for the citizen."""
        return self.state in PAUSED

    @property
    def paused_since(self) -> str | None:
        """When the wait for the citizen began that is not over yet."""
        return self.pauses[-1][0] if self.pauses and self.pauses[-1][1] is None else None

    @property
    def national_status(self) -> int:
        """The status code of the national public service portal, 1-10."""
        return NATIONAL_STATUS[self.state]

    @property
    def label(self) -> str:
        """The code people call it by: our own, else the official one from outside, else the station's number."""
        return self.code or self.official_code or self.receipt_number

    @property
    def outcome(self) -> Outcome | None:
        """How the result compares with what was promised; None while there is no result."""
        if self.finished_at is None:
            return None
        due = self.missed_due or (self.due or {}).get("at")
        return outcome(datetime.fromisoformat(due) if due else None, datetime.fromisoformat(self.finished_at))

    @property
    def paid(self) -> int:
        """Đồng that were taken and not given back."""
        given_back = ("cancelled", "refunded")
        kept = [payment for payment in self.payments.values() if not any(payment.get(how) for how in given_back)]
        return sum(payment["amount"] for payment in kept)

    @property
    def unpaid(self) -> int:
        """Đồng still owed: fees that are not exempt less what was paid."""
        owed: int = sum(fee["amount"] for fee in self.fees if not fee.get("exempt_reason"))
        return owed - self.paid


def fold(dossier_id: str, events: Iterable[Event]) -> Dossier:
    """The dossier after these events in this order: never raises on events of any content, never depends on a clock."""
    dossier = Dossier(dossier_id)
    for event in events:
        apply(dossier, event)
    return dossier


def apply(dossier: Dossier, event: Event) -> None:
    """One more event on a dossier, as `fold` would: effective, or kept with the reason why it is not."""
    move = MOVES.get(event.kind)
    if move is None or event.schema > SCHEMA:
        # Written by a newer program: kept and shown, without effect here until this program is updated.
        dossier.history.append(Verdict(event, effective=False, state=None, problem="newer"))
        return
    problem = _problem(dossier, event)
    effective = problem is None or (move.nature is Nature.FACT and problem in ("state", "not_begun"))
    if effective:
        try:
            _EFFECTS.get(event.kind, _nothing)(dossier, event)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            problem, effective = "incomplete", False
    if effective:
        _move(dossier, event)
    dossier.history.append(Verdict(event, effective, move.target if effective else None, problem))


def _problem(dossier: Dossier, event: Event) -> str | None:
    move = MOVES[event.kind]
    if any(key not in event.data for key in move.needs):
        return "incomplete"
    if not move.sources:
        return "already_begun" if dossier.known else None
    if not dossier.known:
        return "not_begun"
    if move.once and any(v.effective and v.event.kind == event.kind for v in dossier.history):
        return "only_once"
    if dossier.state not in move.sources:
        return "state"
    return None


def _move(dossier: Dossier, event: Event) -> None:
    move = MOVES[event.kind]
    if move.clock is ClockEffect.PAUSE:
        dossier.pauses.append((event.at, None))
    elif move.clock in (ClockEffect.RESUME, ClockEffect.STOP) and dossier.pauses and dossier.pauses[-1][1] is None:
        dossier.pauses[-1] = (dossier.pauses[-1][0], event.at)
    if move.target is None:
        return
    if dossier.state is not move.target:
        dossier.called_at = None
    dossier.state = move.target
    dossier.closed_at = event.at if move.target in CLOSED else None


def _begun(dossier: Dossier, event: Event) -> None:
    data = event.data
    dossier.owner = data["owner"]
    dossier.procedure = data["procedure"]
    dossier.receipt_number = data["receipt_number"]
    dossier.lookup_code = data.get("lookup_code", "")
    dossier.code = data.get("code")
    dossier.official_code = data.get("official_code")
    dossier.proxy = data.get("proxy")
    dossier.others = list(data.get("others", ()))
    dossier.content = data.get("content", "")
    dossier.components = list(data.get("components", ()))
    dossier.sets = data.get("sets", 1)
    dossier.channel = data.get("channel", "direct")
    dossier.return_by = data.get("return_by", "counter")
    dossier.receiving_office = dossier.holder = data.get("receiving_office", "")
    dossier.solving_office = data.get("solving_office", "")
    dossier.limit = data.get("limit", {})
    dossier.register_number = data.get("register_number")
    dossier.fees = list(data.get("fees", ()))
    dossier.received_at = event.at
    dossier.received_by = event.actor
    dossier.receiver = data.get("by_name", "")
    dossier.due = dossier.first_due = data.get("due")
    dossier.known = True


def _due(dossier: Dossier, event: Event) -> None:
    dossier.due = event.data["due"]


def _answered(dossier: Dossier, event: Event) -> None:
    """An online submission is on the books of the office from its answer on, whatever the answer is."""
    if dossier.state in BEFORE_RECEPTION:
        dossier.received_at = event.at


def _resubmitted(dossier: Dossier, event: Event) -> None:
    # The hours within which the office answers begin again.
    dossier.received_at = event.at


def _accepted(dossier: Dossier, event: Event) -> None:
    dossier.received_at, dossier.received_by = event.at, event.actor
    dossier.due = dossier.first_due = event.data["due"]


def _supplemented(dossier: Dossier, event: Event) -> None:
    dossier.due = event.data["due"]
    dossier.components = [*dossier.components, *event.data.get("components", ())]


def _supplement_requested(dossier: Dossier, _event: Event) -> None:
    dossier.supplements += 1


def _extended(dossier: Dossier, event: Event) -> None:
    promised = (dossier.due or {}).get("at")
    if promised and event.at > promised:
        dossier.missed_due = dossier.missed_due or promised
    dossier.due = event.data["due"]
    dossier.extended = True


def _forwarded(dossier: Dossier, event: Event) -> None:
    dossier.solving_office = event.data.get("to") or dossier.solving_office


def _ready(dossier: Dossier, event: Event) -> None:
    dossier.finished_at = event.data.get("finished_at", event.at)


def _not_ready(dossier: Dossier, _event: Event) -> None:
    dossier.finished_at = None


def _returned(dossier: Dossier, event: Event) -> None:
    if dossier.returned_at is None:
        dossier.collector = event.data["collector"]
        dossier.returned_at = event.at
        dossier.finished_at = dossier.finished_at or event.at


def _code(dossier: Dossier, event: Event) -> None:
    code = event.data["code"]
    if dossier.code is None:
        dossier.code = code
    elif code != dossier.code:
        dossier.other_codes.append(code)


def _official_code(dossier: Dossier, event: Event) -> None:
    known = [code for code in (*dossier.former_codes, dossier.official_code) if code]
    dossier.official_code = event.data["code"]
    dossier.former_codes = [code for code in known if code != dossier.official_code]


def _printed(dossier: Dossier, event: Event) -> None:
    form = event.data["form"]
    dossier.prints[form] = dossier.prints.get(form, 0) + 1


def _fee_set(dossier: Dossier, event: Event) -> None:
    fee = event.data["fee"]
    dossier.fees = [*(known for known in dossier.fees if known["id"] != fee["id"]), fee]


def _paid(dossier: Dossier, event: Event) -> None:
    dossier.payments.setdefault(event.data["payment"], {**event.data, "at": event.at, "by": event.actor})


def _payment_cancelled(dossier: Dossier, event: Event) -> None:
    payment = dossier.payments[event.data["payment"]]
    # What was given back after its shift was closed stays on the sheet of that shift, which is on paper.
    how = "refunded" if event.data.get("refunded") else "cancelled"
    dossier.payments[event.data["payment"]] = {**payment, how: event.data["reason"]}


def _handed_over(dossier: Dossier, event: Event) -> None:
    dossier.batch = event.data["batch"]


def _handover_confirmed(dossier: Dossier, event: Event) -> None:
    dossier.holder = event.data.get("office", dossier.holder)
    dossier.batch = None


def _handover_missing(dossier: Dossier, _event: Event) -> None:
    dossier.batch = None


def _called(dossier: Dossier, event: Event) -> None:
    dossier.called_at = event.at


def _attached(dossier: Dossier, event: Event) -> None:
    data = event.data
    place = data.get("component", 1)
    sound = len(bytes.fromhex(data["hash"])) == HASH_BYTES and 0 < data["size"] <= LARGEST_ATTACHMENT and place >= 1
    if not sound or not all(isinstance(data[key], str) for key in ("type", "title")):
        raise ValueError(event.kind)
    dossier.attachments.append({**data, "id": event.id, "at": event.at, "by": event.actor})


def _detached(dossier: Dossier, event: Event) -> None:
    wanted, reason = event.data["attachment"], event.data["reason"]
    if all(one["id"] != wanted for one in dossier.attachments):
        raise KeyError(wanted)
    dossier.attachments = [{**one, "put_aside": reason} if one["id"] == wanted else one for one in dossier.attachments]


def _corrected(dossier: Dossier, event: Event) -> None:
    _change(dossier, event, CORRECTABLE)


def _amended(dossier: Dossier, event: Event) -> None:
    _change(dossier, event, AMENDABLE)


def _change(dossier: Dossier, event: Event, allowed: frozenset[str]) -> None:
    after: dict[str, Any] = {}
    for change in event.data["changes"]:
        part, _, key = change["field"].partition(".")
        if part not in allowed:
            raise KeyError(part)
        value = after.get(part, getattr(dossier, part))
        after[part] = _put(value, key.split(".") if key else [], change["after"])
    for part, value in after.items():
        setattr(dossier, part, value)


def _put(value: Any, path: list[str], after: Any) -> Any:
    """A copy of the value in which the place at the end of the path holds something else."""
    if not path:
        return after
    key, *rest = path
    if isinstance(value, list):
        index = int(key)
        return [*value[:index], _put(value[index], rest, after), *value[index + 1 :]]
    known = value or {}
    return {**known, key: _put(known.get(key), rest, after)}


def _nothing(_dossier: Dossier, _event: Event) -> None:
    """Many events change nothing but the history."""


# What may be put right after it was written down; what was promised on paper (codes, dates) may not.
CORRECTABLE = frozenset({"owner", "proxy", "others", "content", "components", "sets", "return_by"})
AMENDABLE = CORRECTABLE | {"solving_office", "collector"}

_EFFECTS: dict[str, Callable[[Dossier, Event], None]] = {
    "dossier.received": _begun,
    "dossier.submitted": _begun,
    "dossier.accepted": _accepted,
    "dossier.resubmitted": _resubmitted,
    "dossier.refused": _answered,
    "dossier.withdrawn": _answered,
    "dossier.supplement_requested": _supplement_requested,
    "dossier.supplemented": _supplemented,
    "dossier.duty_fulfilled": _due,
    "dossier.extended": _extended,
    "dossier.forwarded": _forwarded,
    "dossier.result_ready": _ready,
    "dossier.result_withdrawn": _not_ready,
    "dossier.returned": _returned,
    "dossier.code_assigned": _code,
    "dossier.official_code_attached": _official_code,
    "dossier.printed": _printed,
    "dossier.fee_set": _fee_set,
    "dossier.fee_paid": _paid,
    "dossier.payment_cancelled": _payment_cancelled,
    "dossier.handed_over": _handed_over,
    "dossier.handover_confirmed": _handover_confirmed,
    "dossier.handover_missing": _handover_missing,
    "dossier.called": _called,
    "dossier.attached": _attached,
    "dossier.detached": _detached,
    "dossier.corrected": _corrected,
    "dossier.amended": _amended,
}
