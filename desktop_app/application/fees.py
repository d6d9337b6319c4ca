"""Fees: what a procedure asks for, what was paid or given back, and the cash sheet of a shift.

The office prints no fee receipt of its own: paper receipts end on 31/12/2026 (NĐ 254/2026/NĐ-CP), so a payment records
number and date of the official electronic one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk, done_before
from desktop_app.application.intake import DESK
from desktop_app.application.lookup import existing
from desktop_app.application.payments import CASH, PAID, Payment, open_shift, payment_data
from desktop_app.application.ports import PaymentRow, Unit
from desktop_app.domain.cash import CLOSED, OPENED, REFUNDED, Shift, fold_shift
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role


@dataclass(frozen=True, slots=True)
class CashSheet:
    """One shift with its money: `expected` is what should lie in the drawer at its end."""

    shift: Shift
    payments: tuple[PaymentRow, ...]
    expected: int

    @property
    def refunded(self) -> int:
        """Đồng given back in this shift for payments of earlier ones."""
        return sum(refund.amount for refund in self.shift.refunds)

    @property
    def difference(self) -> int | None:
        """Counted less expected, in đồng; None while the shift is open."""
        return None if self.shift.counted is None else self.shift.counted - self.expected

    def total(self, method: str) -> int:
        """Đồng taken by this method and not given back."""
        return sum(row.amount for row in self.payments if row.method == method and row.cancelled is None)


class Fees:
    """Money at the desk. Nothing is ever deleted: a mistake is cancelled with its reason."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_fee(self, actor: Actor, dossier_id: str, fee: Mapping[str, Any]) -> Dossier:
        """Asks for a fee, changes its amount, or exempts from it (`exempt_reason`); the id tells which."""
        if int(fee.get("amount", -1)) < 0 or not fee.get("name") or not fee.get("id"):
            raise Refusal("fee.incomplete")
        actor.needs(*DESK)
        when = self._desk.moment(None)
        with self._desk.store.write() as unit:
            written = self._desk.record(unit, actor, dossier_id, "dossier.fee_set", {"fee": dict(fee)}, when=when)
            unit.commit()
        return written

    def pay(
        self, actor: Actor, dossier_id: str, payment: Payment, *, at: datetime | None = None, event_id: str = ""
    ) -> Dossier:
        """Records money that was taken, in the clerk's open shift where it is cash.

        Refusals: `fee.amount`, `fee.method`, `cash.no_shift` for cash without an open shift.
        """
        actor.needs(*DESK)
        when = self._desk.moment(at)
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            if done_before(dossier, event_id):
                return dossier
            data = payment_data(unit, actor, payment, event_id or self._desk.new_id())
            paid = self._desk.record(unit, actor, dossier_id, PAID, data, when=when, event_id=event_id)
            unit.commit()
        return paid

    def cancel(self, actor: Actor, dossier_id: str, payment_id: str, reason: str) -> Dossier:
        """Records that money was given back, and why.

        Cash of a shift that is closed comes out of the drawer that is open now; the closed sheet stays as it was
        counted. Refusals: `fee.reason`, `fee.unknown_payment`, `cash.no_shift`.
        """
        actor.needs(*DESK)
        if not reason.strip():
            raise Refusal("fee.reason")
        when = self._desk.moment(None)
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            payment = dossier.payments.get(payment_id)
            if payment is None or payment.get("cancelled") or payment.get("refunded"):
                raise Refusal("fee.unknown_payment")
            data: dict[str, Any] = {"payment": payment_id, "reason": reason}
            if _is_closed(unit, payment.get("shift", "")):
                data["refunded"] = True
                if payment.get("method") == CASH:
                    refund = {**data, "amount": payment["amount"], "label": dossier.label}
                    self._refund(unit, actor, refund, when)
            written = self._desk.record(unit, actor, dossier_id, "dossier.payment_cancelled", data, when=when)
            unit.commit()
        return written

    def open_shift(self, actor: Actor) -> Shift | None:
        """The clerk's shift that is not closed yet."""
        with self._desk.store.read() as unit:
            return open_shift(unit, actor)

    def begin_shift(self, actor: Actor, amount: int) -> Shift:
        """Opens the clerk's drawer with this amount in it; Refusal("cash.open_already")."""
        actor.needs(*DESK)
        with self._desk.store.write() as unit:
            if open_shift(unit, actor):
                raise Refusal("cash.open_already")
            shift_id = self._desk.new_id()
            when = self._desk.moment(None)
            unit.append([self._desk.event(unit, actor, shift_id, OPENED, {"amount": amount}, when=when)])
            shift = fold_shift(shift_id, unit.events(shift_id))
            unit.commit()
        return shift

    def close_shift(self, actor: Actor, counted: int, explanation: str = "") -> CashSheet:
        """Closes the clerk's shift with what was counted. Refusal("cash.explain", difference=) where it differs."""
        shift = self.open_shift(actor)
        if shift is None:
            raise Refusal("cash.no_shift")
        difference = counted - self.sheet(shift.id).expected
        if difference and not explanation.strip():
            raise Refusal("cash.explain", difference=difference)
        data = {"counted": counted, "explanation": explanation}
        with self._desk.store.write() as unit:
            when = self._desk.moment(None)
            unit.append([self._desk.event(unit, actor, shift.id, CLOSED, data, when=when)])
            unit.commit()
        return self.sheet(shift.id)

    def sheet(self, shift_id: str) -> CashSheet:
        """The cash sheet of a shift, open or closed."""
        with self._desk.store.read() as unit:
            shift = fold_shift(shift_id, unit.events(shift_id))
            payments = tuple(unit.payments(shift=shift_id))
        taken = sum(row.amount for row in payments if row.method == CASH and row.cancelled is None)
        returned = sum(refund.amount for refund in shift.refunds)
        return CashSheet(shift, payments, shift.opening_amount + taken - returned)

    def shifts(self, actor: Actor, since: str, until: str) -> list[Shift]:
        """The shifts opened in this time, newest first: a clerk sees the own ones, heads see all."""
        with self._desk.store.read() as unit:
            opened = unit.house_events([OPENED], since, until)
            seen = [event for event in opened if event.actor == actor.login or Role.HEAD in actor.roles]
            return [fold_shift(event.subject, unit.events(event.subject)) for event in reversed(seen)]

    def _refund(self, unit: Unit, actor: Actor, refund: Mapping[str, Any], when: datetime) -> None:
        shift = open_shift(unit, actor)
        if shift is None:
            raise Refusal("cash.no_shift")
        unit.append([self._desk.event(unit, actor, shift.id, REFUNDED, refund, when=when)])


def _is_closed(unit: Unit, shift_id: str) -> bool:
    return bool(shift_id) and fold_shift(shift_id, unit.events(shift_id)).closed_at is not None
