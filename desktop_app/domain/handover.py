"""A batch of dossiers on its way from one room to another, as the fold of its events."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from desktop_app.domain.events import Event
from desktop_app.domain.text import fold

PREPARED, CONFIRMED = "handover.prepared", "handover.confirmed"


@dataclass(slots=True)
class Batch:
    """One handover with both sides: who gave what when, who took it, what was missing and what was too much.

    `dossiers` maps the ids on the list to the codes printed there; `received`, `missing` and `extra` are ids, empty
    until the receiving side has confirmed.
    """

    code: str
    giver: str = ""
    giver_name: str = ""
    given_at: str = ""
    from_office: str = ""
    to_office: str = ""
    dossiers: dict[str, str] = field(default_factory=dict)
    note: str = ""
    receiver: str = ""
    receiver_name: str = ""
    received_at: str | None = None
    received: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def fold_batch(code: str, events: Iterable[Event]) -> Batch:
    """The batch after these events; only the first list and the first confirmation count, for they are on paper."""
    batch = Batch(code)
    for event in events:
        data = event.data
        if event.kind == PREPARED and not batch.given_at:
            batch.giver, batch.given_at, batch.giver_name = event.actor, event.at, data.get("by_name", "")
            batch.from_office, batch.to_office = data.get("from", ""), data.get("to", "")
            batch.dossiers = dict(data.get("dossiers", {}))
            batch.note = data.get("note", "")
        elif event.kind == CONFIRMED and batch.received_at is None:
            batch.receiver, batch.received_at = event.actor, event.at
            batch.receiver_name = data.get("by_name", "")
            batch.received = tuple(data.get("received", ()))
            batch.missing = tuple(data.get("missing", ()))
            batch.extra = tuple(data.get("extra", ()))
    return batch


# What the catalogue names as solving a dossier is often the committee, and a room of it gets the papers.
_COMMITTEES = ("uy ban nhan dan", "ubnd")


def goes_astray(receiver: str, solver: str, solvers: Collection[str]) -> bool:
    """Whether this receiver is surely not who solves the dossier; `solvers` are the offices that solve others here.

    Both are free text: where one name is part of the other, and where the receiver may be a room of the committee that
    solves the dossier, nothing is said.
    """
    to, solving = fold(receiver), fold(solver)
    if not to or not solving or f" {to} " in f" {solving} " or f" {solving} " in f" {to} ":
        return False
    return to in map(fold, solvers) or not any(name in solving for name in _COMMITTEES)
