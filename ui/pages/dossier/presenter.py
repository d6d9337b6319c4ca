"""What can be done with one dossier, and doing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Duties
from desktop_app.application.corrections import Corrections, Proposal
from desktop_app.application.lookup import Lookup
from desktop_app.application.paperwork import Paperwork
from desktop_app.application.processing import RETURN, Choice, Processing
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role, State
from ui.pages.presenter import Presenter
from ui.sentences import sentence
from ui.tasks import Tasks

# What usually comes next; everything else that is possible stands below it.
USUAL = {
    State.SUBMITTED: "accept",
    State.SENT_BACK: "resubmit",
    State.RECEIVED: "forward",
    State.IN_PROCESS: "finish",
    State.SUPPLEMENT: "supplement",
    State.DUTY: "fulfil_duty",
    State.READY: RETURN,
}
# These need no words but ask for something all the same: a new date, the papers that were brought.
ASKED = frozenset({"extend", "supplement"})
# Written down without moving the dossier; they stand below the moves.
NOTES = frozenset({"attach_code", "call", "rate", "note"})
# What these ask for is more than the panel of a step can ask: they have their own places.
ELSEWHERE = frozenset({"score", "changes", "fee", "payment", "proposal"})


@dataclass(frozen=True, slots=True)
class DossierState:
    """One dossier, what can be done with it, and the step that is being filled in.

    `proposals` are corrections that wait for a head's word; `may_decide` for somebody whose word it is;
    `deciding` says that `fault` is about a decision on a proposal; `reading` while another dossier is wanted than the
    one that stands there.
    """

    dossier: Dossier | None = None
    next: Choice | None = None
    others: tuple[Choice, ...] = ()
    forms: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    duties: Duties | None = None
    may_decide: bool = False
    asking: Choice | None = None
    fault: str = ""
    deciding: bool = False
    busy: bool = False
    reading: bool = False


class DossierPresenter(Presenter[DossierState]):
    """Shows a dossier and makes the moves that its state allows.

    A step that needs words is asked for in a panel beside the dossier; the others happen at once. `return_wanted` comes
    instead of a move where the result is to be handed over.
    """

    return_wanted = Signal(str)
    done = Signal(str)
    corrected = Signal()

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        lookup: Lookup,
        processing: Processing,
        paperwork: Paperwork,
        corrections: Corrections,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(DossierState())
        self._tasks = tasks
        self._actor = actor
        self._lookup = lookup
        self._processing = processing
        self._paperwork = paperwork
        self._corrections = corrections
        self._new_id = new_id
        self._wanted = ""
        self._event_id = ""

    def open(self, dossier_id: str) -> None:
        """Shows this dossier; what was being filled in for another one is put away."""
        if dossier_id != self._wanted:
            self._become(asking=None, fault="", reading=True)
        self._wanted = dossier_id
        self._tasks.store(self, partial(self._read, dossier_id), self._take, self._not_read)

    def show(self, dossier: Dossier) -> None:
        """Shows the dossier as it was just written."""
        self._tasks.store(self, partial(self._whole, dossier), self._take)

    def refresh(self) -> None:
        """Reads the dossier again."""
        if self._wanted:
            self.open(self._wanted)

    def do_next(self) -> None:
        """Takes the usual next step."""
        if self.state.asking:
            return
        if self.state.next:
            self.begin(self.state.next)

    def begin(self, choice: Choice) -> None:
        """Makes a move, or asks first for what it needs."""
        dossier = self.state.dossier
        if dossier is None or self.state.busy:
            return
        if choice.action == RETURN:
            self.return_wanted.emit(dossier.id)
            return
        self._event_id = self._new_id()
        if choice.needs or choice.action in ASKED:
            self._become(asking=choice, fault="")
        else:
            self._do(choice, {})

    def confirm(self, facts: Mapping[str, Any]) -> None:
        """Makes the move that was asked about with these facts."""
        if self.state.asking:
            self._do(self.state.asking, facts)

    def give_up(self) -> None:
        """Puts away the step that was being filled in."""
        self._become(asking=None, fault="")

    def correct(self, after: Mapping[str, Any], reason: str) -> None:
        """Puts right what was written down, or proposes it where a head has to agree."""
        self._become(deciding=False)
        if self.state.dossier is not None:
            self._amend(partial(self._corrections.correct, self._actor, self.state.dossier.id, after, reason))

    def decide(self, proposal_id: str, *, approve: bool, reason: str) -> None:
        """Agrees to a proposed correction, or turns it down with a reason."""
        self._become(deciding=True)
        if self.state.dossier is not None:
            decide = partial(self._corrections.decide, self._actor, self.state.dossier.id, proposal_id)
            self._amend(partial(decide, approve=approve, reason=reason))

    def _amend(self, work: Callable[[], Dossier]) -> None:
        if self.state.busy:
            return
        self._become(busy=True, fault="")
        self._tasks.store(self, lambda: self._whole(work()), self._amended, self._not_amended)

    def _amended(self, state: DossierState) -> None:
        self._become(busy=False)
        self._take(state)
        self.corrected.emit()

    def _not_amended(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        self._become(fault=sentence(error))

    def _do(self, choice: Choice, facts: Mapping[str, Any]) -> None:
        if self.state.dossier is None:
            return
        self._become(busy=True, fault="")
        work = partial(self._move, self.state.dossier.id, choice.action, dict(facts))
        self._tasks.store(self, work, partial(self._did, choice), self._not_done)

    def _move(self, dossier_id: str, action: str, facts: dict[str, Any]) -> DossierState:
        if (day := facts.pop("due_day", None)) is not None:
            facts["due"] = self._processing.new_appointment(day)
        return self._whole(self._processing.do(self._actor, dossier_id, action, facts=facts, event_id=self._event_id))

    def _did(self, choice: Choice, state: DossierState) -> None:
        self._become(busy=False, asking=None)
        self._take(state)
        self.done.emit(choice.action)

    def _not_done(self, error: Exception) -> None:
        self._become(busy=False)
        if isinstance(error, Refusal) and self.state.asking:
            self._become(fault=sentence(error))
        else:
            raise error

    def _read(self, dossier_id: str) -> DossierState:
        return self._whole(self._lookup.dossier(dossier_id))

    def _not_read(self, error: Exception) -> None:
        self._become(reading=False)
        raise error

    def _whole(self, dossier: Dossier) -> DossierState:
        choices = [
            choice for choice in self._processing.choices(self._actor, dossier) if not ELSEWHERE & set(choice.needs)
        ]
        usual = next((choice for choice in choices if choice.action == USUAL.get(dossier.state)), None)
        others = sorted((choice for choice in choices if choice is not usual), key=lambda one: one.action in NOTES)
        return DossierState(
            dossier,
            usual,
            tuple(others),
            forms=tuple(self._paperwork.forms(dossier)),
            proposals=tuple(self._corrections.proposals(dossier)),
            duties=self._processing.duties(dossier),
            may_decide=Role.HEAD in self._actor.roles,
        )

    def _take(self, state: DossierState) -> None:
        if state.dossier is not None and (not self._wanted or state.dossier.id == self._wanted):
            self._wanted = state.dossier.id
            asking = self.state.asking if self.state.asking in (state.next, *state.others) else None
            self.state = replace(state, asking=asking, fault=self.state.fault)
            self.changed.emit()
