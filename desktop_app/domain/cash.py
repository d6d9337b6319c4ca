"""The cash drawer of one clerk for one shift, as the fold of its events."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.domain.events import Event

OPENED, CLOSED, REFUNDED = "cash.opened", "cash.closed", "cash.refunded"


@dataclass(frozen=True, slots=True)
class Refund:
    """Cash given back in this shift that was taken in an earlier one, whose sheet is closed and on paper."""

    payment: str
    label: str
    amount: int
    reason: str
    at: str


@dataclass(slots=True)
class Shift:
    """One shift: what was in the drawer when it began, and what was counted at its end. Amounts in đồng."""

    id: str
    clerk: str = ""
    opened_at: str = ""
    opening_amount: int = 0
    closed_at: str | None = None
    counted: int | None = None
    explanation: str = ""
    refunds: list[Refund] = field(default_factory=list)


def fold_shift(shift_id: str, events: Iterable[Event]) -> Shift:
    """The shift after these events; only the first opening and the first closing count, for they are on paper."""
    shift = Shift(shift_id)
    for event in events:
        if event.kind == OPENED and not shift.opened_at:
            shift.clerk, shift.opened_at = event.actor, event.at
            shift.opening_amount = int(event.data.get("amount", 0))
        elif event.kind == REFUNDED:
            data = event.data
            amount, label = int(data.get("amount", 0)), str(data.get("label", ""))
            refund = Refund(str(data.get("payment", "")), label, amount, str(data.get("reason", "")), event.at)
            shift.refunds.append(refund)
        elif event.kind == CLOSED and shift.closed_at is None:
            shift.closed_at, shift.counted = event.at, int(event.data.get("counted", 0))
            shift.explanation = str(event.data.get("explanation", ""))
    return shift
