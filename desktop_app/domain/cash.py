"""The cash drawer of one clerk for one shift, as the fold of its events."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.events import Event

OPENED, CLOSED = "cash.opened", "cash.closed"


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


def fold_shift(shift_id: str, events: Iterable[Event]) -> Shift:
    """The shift after these events; only the first opening and the first closing count, for they are on paper."""
    shift = Shift(shift_id)
    for event in events:
        if event.kind == OPENED and not shift.opened_at:
            shift.clerk, shift.opened_at = event.actor, event.at
            shift.opening_amount = int(event.data.get("amount", 0))
        elif event.kind == CLOSED and shift.closed_at is None:
            shift.closed_at, shift.counted = event.at, int(event.data.get("counted", 0))
            shift.explanation = str(event.data.get("explanation", ""))
    return shift
