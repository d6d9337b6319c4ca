"""Money that was taken at the desk, for every use case that takes some."""

from dataclasses import dataclass
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.ports import Unit
from desktop_app.domain.cash import OPENED, Shift, fold_shift
from desktop_app.domain.errors import Refusal

CASH, TRANSFER, ONLINE = "cash", "transfer", "online"
METHODS = (CASH, TRANSFER, ONLINE)
PAID = "dossier.fee_paid"


@dataclass(frozen=True, slots=True)
class Payment:
    """What the clerk writes down when money was taken; `official_receipt` is the number of the e-receipt."""

    amount: int
    method: str = CASH
    official_receipt: str = ""
    official_date: str = ""


def payment_data(unit: Unit, actor: Actor, payment: Payment, payment_id: str) -> dict[str, Any]:
    """What is written about a payment, in the clerk's open shift where there is one.

    Refusals: `fee.amount`, `fee.method`, `cash.no_shift` for cash without an open shift.
    """
    if payment.amount <= 0:
        raise Refusal("fee.amount")
    if payment.method not in METHODS:
        raise Refusal("fee.method", method=payment.method)
    shift = open_shift(unit, actor)
    if payment.method == CASH and shift is None:
        raise Refusal("cash.no_shift")
    return {
        "payment": payment_id,
        "amount": payment.amount,
        "method": payment.method,
        "official_receipt": payment.official_receipt,
        "official_date": payment.official_date,
        "shift": shift.id if shift else "",
    }


def open_shift(unit: Unit, actor: Actor) -> Shift | None:
    """The clerk's shift that is not closed yet: one at a time, so only the newest can be open."""
    opened = unit.last_house_event(OPENED, actor.login)
    if opened is None:
        return None
    shift = fold_shift(opened.subject, unit.events(opened.subject))
    return shift if shift.closed_at is None else None
