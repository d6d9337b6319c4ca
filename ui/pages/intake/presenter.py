"""What the reception desk decides about forms: what is promised for one, how it is received, which one comes next."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import NOTHING_PAID, Doubt, Intake, Offer, Settled
from desktop_app.application.lookup import Lookup
from desktop_app.application.ports import Draft
from desktop_app.application.procedures import Procedure, Procedures
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.domain.text import fold
from ui.pages.intake.form import FormPresenter
from ui.pages.intake.sheet import FeeEntry, Sheet
from ui.pages.intake.state import FEE, PAPERS, PARTS
from ui.pages.requests import Begin
from ui.sentences import sentence
from ui.tasks import Tasks


class IntakePresenter(FormPresenter):
    """Offers procedures for the form in hand, hands it in, keeps it and takes the next; `put_back` undoes."""

    procedures_found = Signal(str, object)
    received = Signal(object)
    settlement_wanted = Signal()
    restored = Signal()

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        intake: Intake,
        procedures: Procedures,
        lookup: Lookup,
        new_id: Callable[[], str],
        draw_ahead: Callable[[Dossier], None],
    ) -> None:
        super().__init__(tasks, actor, intake=intake, lookup=lookup, new_id=new_id)
        self._actor, self._procedures, self._new_id, self._draw_ahead = actor, procedures, new_id, draw_ahead
        self._fee_asked = ""
        self._offers_awaited, self._receive_asked, self._restore = 0, False, False
        self._at_once: Settled | None = None
        self._drafts.listed.connect(self._take_drafts)

    @property
    def may_overrule_fee(self) -> bool:
        """Whether this person may let a result go although a fee is not paid."""
        return Role.HEAD in self._actor.roles

    def begin(self) -> None:
        """Reads favourites and kept forms; the newest form that was begun and not received comes back."""
        self._restore = True
        self._tasks.store(self, self._procedures.favourites, lambda found: self._become(favourites=tuple(found)))
        self._drafts.refresh()

    # -- the procedure -------------------------------------------------------------------------------------------------

    def find_procedures(self, text: str) -> None:
        """Looks for procedures; `procedures_found` brings them with the text that was asked for."""
        self._tasks.store(
            self,
            lambda: self._procedures.find(text),
            lambda found: self.procedures_found.emit(text, self._first(text, found)),
        )

    def _first(self, text: str, found: list[Procedure]) -> list[tuple[str, Procedure]]:
        """The found procedures with their keys; a single digit names a favourite before anything else."""
        keys = {favourite.code: str(place) for place, favourite in enumerate(self.state.favourites[:9], 1)}
        wanted = [favourite for favourite in self.state.favourites[:9] if keys[favourite.code] == fold(text)]
        rest = [procedure for procedure in found if procedure not in wanted]
        return [(keys.get(procedure.code, ""), procedure) for procedure in wanted + rest]

    def choose_procedure(self, code: str | None) -> None:
        """Takes a procedure, or none, and asks for its papers, fees and date."""
        if code is None:
            # The form first: drawn as it was, it would put its procedure back over what is typed now.
            self._edit(procedure_code="", procedure_title="", papers=(), fee=FeeEntry(), limit=None)
            self._edit(duplicate_accepted="", incomplete_accepted="")
            self._become(offer=None)
            return
        self._offers_awaited += 1
        self._become(choosing=True)
        take, fail = (partial(act, self.state.sheet.id) for act in (self._take_procedure, self._offer_failed))
        self._tasks.store(self, lambda: self._intake.offer(code), take, fail)

    def _take_procedure(self, form: str, offer: Offer) -> None:
        if form != self.state.sheet.id:
            return
        self._offers_awaited = max(self._offers_awaited - 1, 0)
        self._become(offer=offer, choosing=self._offers_awaited > 0)
        chosen = self.state.sheet.for_procedure(offer)
        self._edit(**{part.name: getattr(chosen, part.name) for part in fields(chosen)})
        if self._receive_asked:
            self._receive_asked = False
            self._receive()
        else:
            self.focus_wanted.emit(PAPERS)

    def _offer_failed(self, form: str, error: Exception) -> None:
        if form != self.state.sheet.id:
            return
        self._offers_awaited = max(self._offers_awaited - 1, 0)
        self._receive_asked = False
        self._become(choosing=False)
        self._become(errors={**self.state.errors, "procedure": sentence(error)} if isinstance(error, Refusal) else {})

    def edit_channel(self, channel: str) -> None:
        """Takes the way in which the dossier came; the fees of that way come with it."""
        self._edit(channel=channel)
        if self.state.offer:
            self._edit(fee=self.state.sheet.for_procedure(self.state.offer).fee)

    def edit_limit(self, limit: TimeLimit) -> None:
        """Takes one of the terms that the procedure offers."""
        self._edit(limit=limit)
        self.refresh_offer()

    def see_fee(self) -> None:
        """The person is at the fee: going on without one is meant so."""
        if self.state.fee_awaited:
            self._fee_asked = self.state.sheet.id

    def refresh_offer(self) -> None:
        """Asks again what would be promised: the date moves when the hour of the cut-off has passed."""
        sheet = self.state.sheet
        if sheet.procedure_code and not self._offers_awaited:
            work = partial(self._intake.offer, sheet.procedure_code, limit=sheet.limit)
            self._tasks.store(self, work, self._take_offer)

    def _take_offer(self, offer: Offer) -> None:
        if offer.procedure.code == self.state.sheet.procedure_code:
            self._become(offer=offer)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self) -> None:
        """Hands the form in, or leads to the first place that stands in the way."""
        if not self.state.receiving:
            self._at_once = None
            self._receive()

    def finish_at_once(self, settled: Settled = NOTHING_PAID) -> None:
        """Hands the form in as one whose result is given at once; there is no receipt then.

        Nobody comes back to pay for it: `settlement_wanted` asks what became of the fee, and this is called again.
        """
        if not self.state.receiving:
            self._at_once = settled
            self._receive()

    def _receive(self) -> None:
        if self._offers_awaited:
            self._receive_asked = True
            return
        self._left |= set(PARTS)
        errors = self._errors()
        self._become(errors=errors, mending=bool(errors))
        if errors:
            self.focus_wanted.emit(next(iter(errors)))
        elif self.state.fee_awaited and self._fee_asked != self.state.sheet.id:
            # Where a rate is published and none was said, it is asked for once, whichever key hands the form in.
            self.see_fee()
            self.focus_wanted.emit(FEE)
        elif self._at_once == NOTHING_PAID and self.state.sheet.fee_total:
            self._ask_settlement()
        else:
            self._become(receiving=True)
            self._drafts.forget()
            work = partial(self._hand_in, self.state.sheet, self._at_once)
            self._tasks.store(self, work, self._answered, self._not_received)

    def _ask_settlement(self) -> None:
        # A doubt comes first, or the money would be asked about twice.
        if self.state.doubts:
            self.focus_wanted.emit(self.state.doubts[0].part)
        else:
            self.settlement_wanted.emit()

    def _hand_in(self, sheet: Sheet, at_once: Settled | None) -> list[Doubt] | Dossier:
        form = sheet.to_form()
        if doubts := self._intake.doubts(form):
            return doubts
        if at_once:
            return self._intake.finish_at_once(self._actor, form, at_once)
        dossier = self._intake.receive(self._actor, form)
        # Here and not when the window hears of it: it would draw itself at the same time, and both would take longer.
        self._draw_ahead(dossier)
        return dossier

    def _answered(self, answer: list[Doubt] | Dossier) -> None:
        if isinstance(answer, list):
            self._become(receiving=False, doubts=tuple(answer))
            self._drafts.keep(self.state.sheet)
            self.focus_wanted.emit(answer[0].part)
            return
        # The receipt goes to the printer before the form behind it is drawn.
        self.state = replace(self.state, receiving=False, sheet=Sheet(self._new_id()))
        self.received.emit(answer)
        self.start_next()

    def _not_received(self, error: Exception) -> None:
        self._become(receiving=False)
        self._drafts.keep(self.state.sheet)
        # Told as a notice, like every failure that has no place on the form.
        raise error

    # -- one form after the other --------------------------------------------------------------------------------------

    def start_next(self, begin: Begin | None = None) -> None:
        """Begins a form, empty or as asked for; a form in hand that was begun is kept among the drafts."""
        if self.state.sheet.begun:
            self.undoable.emit(self.tr("Đã cất hồ sơ đang nhập vào hồ sơ làm dở."), self.state.sheet, ())
        self._park()
        self._turn_over()
        self._become(
            sheet=Sheet(self._new_id()),
            offer=None,
            errors={},
            mending=False,
            doubts=(),
            known=None,
            from_card=False,
            together=False,
            more=False,
            saved=False,
        )
        self.focus_wanted.emit("owner.number")
        if begin and begin.owner:
            self.take_person(begin.owner, from_card=False)
        if begin and begin.procedure_code:
            self.choose_procedure(begin.procedure_code)
        if begin and begin.like:
            self._tasks.store(self, partial(self._like, begin.like), self._take_copy)

    def reopen(self, draft: Draft) -> None:
        """Puts a kept form on the desk; the one in hand is kept in its place."""
        self._park()
        self._take_sheet(Sheet.from_draft(draft.body))
        self.focus_wanted.emit(next(iter(self.state.sheet.missing()), PAPERS))

    def discard(self) -> None:
        """Throws the form in hand away."""
        if self.state.sheet.begun:
            self.undoable.emit(self.tr("Đã bỏ hồ sơ đang nhập."), self.state.sheet, ())
        self._drafts.forget()
        self._drafts.discard(self.state.sheet.id)
        self._become(sheet=Sheet(self._new_id()))
        self.start_next()

    def put_back(self, sheet: Sheet, parts: tuple[str, ...] = ()) -> None:
        """Puts a form back as it was, or parts of it into what was typed since; another in hand is kept as draft."""
        here = self.state.sheet
        if parts and (here.id, here.procedure_code) == (sheet.id, sheet.procedure_code):
            self._become(together=self.state.together or "others" in parts)
            self._edit(**{part: getattr(sheet, part) for part in parts})
            return
        if sheet.id != here.id:
            self._park()
        self._take_sheet(sheet)
        self._drafts.keep(sheet)

    def flush(self) -> None:
        """Writes down what is not written yet, before the window closes or is locked."""
        self._drafts.flush()

    def _like(self, dossier_id: str) -> tuple[Sheet, Offer]:
        form = self._intake.copy_of(self._lookup.dossier(dossier_id))
        offer = self._intake.offer(form.procedure_code, limit=form.limit)
        return Sheet.like(form, offer), offer

    def _take_copy(self, copied: tuple[Sheet, Offer]) -> None:
        sheet, offer = copied
        self._become(sheet=sheet, offer=offer, together=bool(sheet.others))
        self._recall()
        self._drafts.keep(sheet)
        self._judge_soon.start()
        self.focus_wanted.emit(PAPERS)

    def _turn_over(self) -> None:
        """Forgets what was done, and what is still awaited, at the form before."""
        self._left, self._without_papers, self._known_proxy = frozenset(), "", None
        self._offers_awaited, self._receive_asked = 0, False
        self._become(choosing=False)

    def _park(self) -> None:
        if self.state.sheet.begun:
            self._drafts.keep(self.state.sheet)
        self._drafts.flush()
        self._drafts.refresh()

    def _take_drafts(self, drafts: tuple[Draft, ...]) -> None:
        others = tuple(draft for draft in drafts if draft.id != self.state.sheet.id)
        self._become(drafts=others)
        if self._restore and others and not self.state.sheet.begun:
            self._take_sheet(Sheet.from_draft(others[0].body))
            self.restored.emit()
        self._restore = False

    def _take_sheet(self, sheet: Sheet) -> None:
        self._turn_over()
        self._become(
            sheet=sheet, offer=None, errors={}, mending=False, doubts=(), known=None, from_card=False, saved=True
        )
        self._become(together=bool(sheet.others), more=False)
        self._become(drafts=tuple(other for other in self.state.drafts if other.id != sheet.id))
        self._recall()
        self.refresh_offer()
        self._judge_soon.start()
