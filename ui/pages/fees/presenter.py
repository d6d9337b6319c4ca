"""What happens at the drawer: a shift is opened, money is taken or given back, the drawer is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.fees import CashSheet, Fees
from desktop_app.application.lookup import Found, Lookup
from desktop_app.application.payments import Payment
from desktop_app.application.ports import DossierQuery, DossierRow, PaymentRow
from desktop_app.application.procedures import FeeSpec, Procedures
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from ui.pages.presenter import Presenter
from ui.sentences import advice, sentence
from ui.tasks import Tasks

MOST_FOUND = 12


class Doing(Enum):
    """What the side of the page is used for."""

    TAKE = auto()
    FEE = auto()
    CANCEL = auto()
    COUNT = auto()


@dataclass(frozen=True, slots=True)
class FeesState:
    """The open shift, the dossier in hand, and what is being filled in; `loaded` once the shift is known.

    `shift_wanted` once money was refused because there is no shift.
    """

    loaded: bool = False
    sheet: CashSheet | None = None
    dossier: Dossier | None = None
    published: tuple[FeeSpec, ...] = ()
    doing: Doing = Doing.TAKE
    fee: dict[str, Any] | None = None
    payment: PaymentRow | None = None
    fault: str = ""
    search_fault: str = ""
    shift_wanted: bool = False
    busy: bool = False

    @property
    def side_is_next(self) -> bool:
        """Whether the next step is the one at the side, and not to open a shift."""
        owed = self.dossier is not None and self.dossier.unpaid > 0
        return (owed or self.doing is not Doing.TAKE) and not self.shift_wanted


class FeesPresenter(Presenter[FeesState]):
    """Keeps one drawer.

    `taken` brings a payment's dossier and amount, `given_back` the dossier of a cancelled one, `closed` the sheet of a
    shift that is over. `shift_wanted` tells that a shift has to be opened first; `found` brings dossiers with the text
    that was asked for.
    """

    taken = Signal(object, int)
    closed = Signal(object)
    given_back = Signal(object)
    shift_wanted = Signal()
    found = Signal(str, object)

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        fees: Fees,
        lookup: Lookup,
        procedures: Procedures,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(FeesState())
        self._tasks = tasks
        self._actor = actor
        self._fees = fees
        self._lookup = lookup
        self._procedures = procedures
        self._new_id = new_id
        self._payment_id = ""

    def refresh(self) -> None:
        """Reads the clerk's open shift with its money."""
        self._tasks.store(self, self._open_sheet, self._take_sheet)

    def begin_shift(self, amount: int) -> None:
        """Opens the drawer with this amount in it."""
        self._do(partial(self._fees.begin_shift, self._actor, amount), lambda _: self.refresh())

    def suggest(self, text: str) -> None:
        """Looks for dossiers that a text may mean while it is typed."""
        if text.strip():
            self._tasks.store(self, partial(self._rows, text), lambda rows: self.found.emit(text, rows))
        else:
            self.found.emit(text, [])

    def find(self, text: str) -> None:
        """Takes the dossier that a typed text means in hand."""
        if text.strip():
            self._tasks.store(self, lambda: self._lookup.find(text), self._take_found)

    def open(self, dossier_id: str) -> None:
        """Takes this dossier in hand."""
        self._tasks.store(self, partial(self._read, dossier_id), self._take_dossier)

    def put_away(self) -> None:
        """Has no dossier in hand any more."""
        self._become(dossier=None, published=(), doing=Doing.TAKE, fault="", search_fault="", shift_wanted=False)

    def forget_faults(self) -> None:
        """Takes back what was said about a text that is being changed now."""
        self._become(fault="", search_fault="")

    def pay(self, payment: Payment) -> None:
        """Writes down that money was taken for the dossier in hand; pressed twice, it is taken once."""
        dossier = self.state.dossier
        if dossier is not None:
            work = partial(self._fees.pay, self._actor, dossier.id, payment, event_id=self._payment_id)
            self._do(work, partial(self._take_payment, payment.amount))

    def begin_fee(self, fee: dict[str, Any] | None) -> None:
        """Begins to change a fee of the dossier in hand, or to add one."""
        if self.state.dossier is not None:
            self._become(doing=Doing.FEE, fee=fee, fault="")

    def set_fee(self, name: str, amount: int | None, exempt_reason: str, when: str) -> None:
        """Asks for the fee as it was filled in, due at this step; with a reason nobody has to pay it."""
        dossier, known = self.state.dossier, self.state.fee
        if dossier is None:
            return
        fee = {
            "id": known["id"] if known else self._new_id(),
            "name": name.strip(),
            "amount": -1 if amount is None else amount,
            "when": when,
        }
        if exempt_reason.strip():
            fee["exempt_reason"] = exempt_reason.strip()
        self._do(partial(self._fees.set_fee, self._actor, dossier.id, fee), lambda _: self.open(dossier.id))

    def begin_cancel(self, payment: PaymentRow) -> None:
        """Begins to give a payment of the shift back."""
        if payment.cancelled is None:
            self._become(doing=Doing.CANCEL, payment=payment, fault="")

    def cancel(self, reason: str) -> None:
        """Writes down that the payment was given back, and why."""
        payment = self.state.payment
        if payment is not None:
            work = partial(self._fees.cancel, self._actor, payment.dossier_id, payment.id, reason)
            self._do(work, self._cancelled)

    def begin_count(self) -> None:
        """Begins to count the drawer."""
        if self.state.sheet is not None:
            self._become(doing=Doing.COUNT, fault="")

    def close_shift(self, counted: int, explanation: str) -> None:
        """Closes the shift with what was counted."""
        self._do(partial(self._fees.close_shift, self._actor, counted, explanation.strip()), self._take_closed)

    def give_up(self) -> None:
        """Puts away what was being filled in."""
        self._become(doing=Doing.TAKE, fee=None, payment=None, fault="", shift_wanted=False)

    def _rows(self, text: str) -> list[DossierRow]:
        return self._lookup.rows(self._lookup.narrowed(text, DossierQuery(limit=MOST_FOUND)))

    def _take_sheet(self, sheet: CashSheet | None) -> None:
        self._become(sheet=sheet, loaded=True)
        if sheet is not None:
            self._become(shift_wanted=False)

    def _open_sheet(self) -> CashSheet | None:
        shift = self._fees.open_shift(self._actor)
        return self._fees.sheet(shift.id) if shift else None

    def _read(self, dossier_id: str) -> tuple[Dossier, tuple[FeeSpec, ...]]:
        dossier = self._lookup.dossier(dossier_id)
        try:
            procedure = self._procedures.get(dossier.procedure.get("code", ""))
        except Refusal:
            return dossier, ()
        return dossier, procedure.rates(dossier.channel)

    def _take_found(self, found: Found) -> None:
        rows = found.person.rows if found.person else found.rows
        if found.dossier_id:
            self.open(found.dossier_id)
        elif len(rows) == 1:
            self.open(rows[0].id)
        elif rows:
            self._become(search_fault=self.tr("Có {n} hồ sơ như vậy: gõ mã hồ sơ.").format(n=len(rows)))
        else:
            self._become(search_fault=sentence(found.refusal or Refusal("lookup.nothing")))

    def _take_dossier(self, answer: tuple[Dossier, tuple[FeeSpec, ...]]) -> None:
        dossier, published = answer
        self._payment_id = self._new_id()
        self._become(
            dossier=dossier, published=published, doing=Doing.TAKE, fee=None, payment=None, fault="", search_fault=""
        )

    def _take_payment(self, amount: int, dossier: Dossier) -> None:
        self.put_away()
        self.taken.emit(dossier, amount)
        self.refresh()

    def _cancelled(self, dossier: Dossier) -> None:
        self.give_up()
        self.refresh()
        self.given_back.emit(dossier)
        if self.state.dossier is not None and self.state.dossier.id == dossier.id:
            self.open(dossier.id)

    def _take_closed(self, sheet: CashSheet) -> None:
        self._become(sheet=None, doing=Doing.TAKE, fault="")
        self.closed.emit(sheet)

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self.state.busy:
            return
        self._become(busy=True, fault="")

        def take(answer: object) -> None:
            self._become(busy=False)
            done(answer)

        self._tasks.store(self, work, take, self._refused)

    def _refused(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        wanted = error.code == "cash.no_shift"
        said = self.tr("Chưa mở ca thu: ghi tiền lẻ rồi Enter.") if wanted else advice(error)
        self._become(fault=said, shift_wanted=wanted)
        if wanted:
            self.shift_wanted.emit()
