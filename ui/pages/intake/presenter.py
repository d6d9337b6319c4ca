"""What the reception desk decides while a form is filled in and handed over."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import NOTHING_PAID, Doubt, Intake, Offer, Settled
from desktop_app.application.lookup import Lookup, PersonView
from desktop_app.application.ports import Draft
from desktop_app.application.procedures import Procedure, Procedures
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.domain.text import fold
from ui.pages.intake.drafts import Drafts
from ui.pages.intake.sheet import FeeEntry, PaperEntry, PersonEntry, Sheet
from ui.pages.intake.state import CONTENT, FEE, OTHERS, PAPERS, PARTS, IntakeState, faults_of
from ui.pages.presenter import Presenter
from ui.pages.requests import Begin
from ui.sentences import sentence
from ui.tasks import Tasks

JUDGE_DELAY = 250
"""Milliseconds without a key before the form is looked at as a whole."""


class IntakePresenter(Presenter[IntakeState]):
    """Fills, judges, keeps and hands in one form after the other."""

    procedures_found = Signal(str, object)
    focus_wanted = Signal(str)
    received = Signal(object)
    settlement_wanted = Signal()
    restored = Signal()
    undoable = Signal(str, object, tuple)
    """What was done in words, the form as it was before, and what of it was changed (none: all), for `put_back`."""

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
        super().__init__(IntakeState(Sheet(new_id())))
        self._draw_ahead, self._tasks = draw_ahead, tasks
        self._intake, self._procedures, self._lookup = intake, procedures, lookup
        self._actor, self._new_id = actor, new_id
        self._left: frozenset[str] = frozenset()
        self._without_papers = self._fee_asked = ""
        self._offers_awaited, self._receive_asked, self._restore = 0, False, False
        self._at_once: Settled | None = None
        self._known_proxy: PersonView | None = None
        self._drafts = Drafts(tasks, intake, actor)
        self._drafts.kept.connect(lambda: self._become(saved=True))
        self._drafts.listed.connect(self._take_drafts)
        self._judge_soon = QTimer(self, singleShot=True, interval=JUDGE_DELAY)
        self._judge_soon.timeout.connect(self._judge)

    @property
    def may_overrule_fee(self) -> bool:
        """Whether this person may let a result go although a fee is not paid."""
        return Role.HEAD in self._actor.roles

    def begin(self) -> None:
        """Reads favourites and kept forms; the newest form that was begun and not received comes back."""
        self._restore = True
        self._tasks.store(self, self._procedures.favourites, lambda found: self._become(favourites=tuple(found)))
        self._drafts.refresh()

    def refresh_offer(self) -> None:
        """Asks again what would be promised: the date moves when the hour of the cut-off has passed."""
        sheet = self.state.sheet
        if sheet.procedure_code and not self._offers_awaited:
            work = partial(self._intake.offer, sheet.procedure_code, limit=sheet.limit)
            self._tasks.store(self, work, self._take_offer)

    # -- the person --------------------------------------------------------------------------------------------------

    def edit_owner(self, **changes: str) -> None:
        """Takes what was typed about the owner; a whole number brings what is known about its holder."""
        owner, known = self.state.sheet.owner.edited(**changes), self.state.known
        if "number" in changes and known is not None and owner.kept_number != known.number:
            # What came with the number of before goes with it; what a card has said stays.
            owner, known = owner if self.state.from_card else owner.without(known.person), None
        self._edit(owner=owner)
        self._become(known=known)
        if "number" in changes:
            self._look_up(owner)

    def edit_proxy(self, **changes: str) -> None:
        """Takes what was typed about the person who hands in for the owner."""
        proxy, known = (self.state.sheet.proxy or PersonEntry()).edited(**changes), self._known_proxy
        if "number" in changes and known is not None and proxy.kept_number != known.number:
            proxy, self._known_proxy = proxy.without(known.person), None
        self._edit(proxy=proxy)
        if "number" in changes:
            self._look_up(proxy)

    def turn_proxy(self) -> None:
        """Opens or closes the block of the proxy. A card that was shown belongs to who stands at the desk."""
        sheet = self.state.sheet
        if sheet.proxy is not None:
            if not sheet.proxy.empty:
                self.undoable.emit(self.tr("Đã bỏ người nộp thay."), sheet, ("proxy", "relation", "authorisation"))
            self._edit(proxy=None, relation="", authorisation="")
        elif self.state.from_card:
            self._become(known=None, from_card=False)
            self._edit(proxy=sheet.owner, owner=PersonEntry())
            self.focus_wanted.emit("owner.number")
        else:
            self._edit(proxy=PersonEntry())
            self.focus_wanted.emit("proxy.number")

    def turn_together(self) -> None:
        """Opens or closes the list of those who apply together with the owner."""
        together = not self.state.together
        self._become(together=together)
        if together:
            self.focus_wanted.emit(OTHERS)
        elif self.state.sheet.others:
            self.undoable.emit(self.tr("Đã bỏ những người cùng nộp."), self.state.sheet, ("others",))
            self._edit(others=())

    def ask_more(self) -> None:
        """Opens the line for what is asked for, who decides, and a note."""
        self._become(more=True)
        self.focus_wanted.emit(CONTENT)

    def take_person(self, view: PersonView, *, from_card: bool) -> bool:
        """Puts a person where the form has room for one; False where it has none and the form is kept as it is."""
        owner, proxy, others = self.state.sheet.owner, self.state.sheet.proxy, self.state.sheet.others
        if owner.empty or owner.kept_number == view.number:
            owner = owner.shown_by(view.person)
            known = view if owner.kept_number == view.number else None
            self._become(known=known, from_card=from_card, errors={})
            self._edit(owner=owner)
            self.focus_wanted.emit("procedure" if owner.name else "owner.name")
            return True
        if proxy is not None and (proxy.empty or proxy.kept_number == view.number):
            proxy = proxy.shown_by(view.person)
            self._edit(proxy=proxy)
            self.focus_wanted.emit("proxy.relation" if proxy.name else "proxy.name")
            return True
        if self.state.together:
            if all(other.number != view.number for other in others):
                self._edit(others=(*others, PersonEntry.of(view.person)))
            return True
        return False

    def overrule(self, part: str, reason: str) -> None:
        """Keeps a doubtful value for this reason."""
        sheet = self.state.sheet
        settled = self.state.doubts_at(part)
        self._become(doubts=tuple(doubt for doubt in self.state.doubts if doubt not in settled))
        if part == "owner.number":
            self._edit(owner=replace(sheet.owner, overruled=reason))
        elif part == "proxy.number" and sheet.proxy:
            self._edit(proxy=replace(sheet.proxy, overruled=reason))
        elif part == OTHERS:
            self._edit(others=tuple(replace(other, overruled=reason) for other in sheet.others))
        elif part == PAPERS:
            self._edit(incomplete_accepted=reason)
        else:
            self._edit(duplicate_accepted=reason)

    def leave(self, part: str) -> None:
        """The person has left a field: what is wrong with it is said from now on."""
        if self.state.sheet.begun:
            self._left |= {part}
            self._show_errors()
            if part == PAPERS:
                self._judge()

    # -- the procedure -----------------------------------------------------------------------------------------------

    def find_procedures(self, text: str) -> None:
        """Looks for procedures; `procedures_found` brings them with the text that was asked for."""
        self._tasks.store(
            self,
            lambda: self._procedures.find(text),
            lambda found: self.procedures_found.emit(text, self._first(text, found)),
        )

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

    def edit(self, **changes: Any) -> None:
        """Takes what was typed or chosen elsewhere on the form."""
        self._edit(**changes)

    def edit_channel(self, channel: str) -> None:
        """Takes the way in which the dossier came; the fees of that way come with it."""
        self._edit(channel=channel)
        if self.state.offer:
            self._edit(fee=self.state.sheet.for_procedure(self.state.offer).fee)

    def edit_limit(self, limit: TimeLimit) -> None:
        """Takes one of the terms that the procedure offers."""
        self._edit(limit=limit)
        self.refresh_offer()

    def edit_papers(self, papers: tuple[PaperEntry, ...]) -> None:
        """Takes the list of papers as it stands; why an incomplete one is kept is asked again."""
        self._edit(papers=papers, incomplete_accepted="")

    def edit_fee(self, fee: FeeEntry) -> None:
        """Takes the fee as it stands now."""
        self._edit(fee=fee)

    def see_fee(self) -> None:
        """The person is at the fee: going on without one is meant so."""
        if self.state.fee_awaited:
            self._fee_asked = self.state.sheet.id

    # -- receiving ---------------------------------------------------------------------------------------------------

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

    def next_fault(self, after: str) -> str:
        """The next part of the form with a fault, round the form; "" where none is left."""
        places = list(self.state.errors)
        behind = [part for part in places if after in PARTS and PARTS.index(part) > PARTS.index(after)]
        return next(iter(behind or places), "")

    def finish_papers(self) -> bool:
        """Whether the papers are dealt with; asked again, a dossier without any of its papers is meant so."""
        if PAPERS in self.state.errors:
            self._without_papers = self.state.sheet.procedure_code
        self.leave(PAPERS)
        return PAPERS not in self.state.errors

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

    def sweep_papers(self) -> None:
        """Every tick is about to be changed at once."""
        self.undoable.emit(self.tr("Đã đổi mọi giấy tờ."), self.state.sheet, ("papers",))

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
        self._drafts.keep(sheet)
        self._judge_soon.start()
        self.focus_wanted.emit(PAPERS)

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

    # -- inside ------------------------------------------------------------------------------------------------------

    def _edit(self, **changes: Any) -> None:
        sheet = replace(self.state.sheet, **changes)
        if sheet != self.state.sheet:
            self._become(sheet=sheet, saved=False)
            self._show_errors()
            self._drafts.keep(sheet)
            self._judge_soon.start()

    def _show_errors(self) -> None:
        errors = self._errors()
        self._become(errors=errors, mending=self.state.mending and bool(errors))

    def _errors(self) -> dict[str, str]:
        return faults_of(self.state.sheet, self._left, papers_meant=self._without_papers)

    def _judge(self) -> None:
        sheet = self.state.sheet
        people = [sheet.owner, *([sheet.proxy] if sheet.proxy else [])]
        wrong = any(other.number_refusal() for other in sheet.others)
        if wrong or any(person.number_refusal() or not person.number for person in people):
            self._become(doubts=())
            return
        form = sheet.to_form()
        self._tasks.store(self, lambda: self._intake.doubts(form), lambda found: self._take_doubts(sheet, found))

    def _take_doubts(self, judged: Sheet, found: list[Doubt]) -> None:
        # While papers are still being ticked, nobody needs to hear that some are missing.
        if judged == self.state.sheet:
            said = [doubt for doubt in found if doubt.part != PAPERS or PAPERS in self._left]
            self._become(doubts=tuple(said))

    def _look_up(self, person: PersonEntry) -> None:
        if number := person.kept_number:
            self._tasks.store(self, lambda: self._lookup.person(number), self._take_known)

    def _take_known(self, view: PersonView) -> None:
        owner, proxy = self.state.sheet.owner, self.state.sheet.proxy
        if owner.kept_number == view.number:
            self._become(known=view)
            self._edit(owner=owner.filled_from(view.person))
        if proxy and proxy.kept_number == view.number:
            self._known_proxy = view
            self._edit(proxy=proxy.filled_from(view.person))

    def _first(self, text: str, found: list[Procedure]) -> list[tuple[str, Procedure]]:
        """The found procedures with their keys; a single digit names a favourite before anything else."""
        keys = {favourite.code: str(place) for place, favourite in enumerate(self.state.favourites[:9], 1)}
        wanted = [favourite for favourite in self.state.favourites[:9] if keys[favourite.code] == fold(text)]
        rest = [procedure for procedure in found if procedure not in wanted]
        return [(keys.get(procedure.code, ""), procedure) for procedure in wanted + rest]

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
        self.refresh_offer()
        self._judge_soon.start()

    def _take_offer(self, offer: Offer) -> None:
        if offer.procedure.code == self.state.sheet.procedure_code:
            self._become(offer=offer)
