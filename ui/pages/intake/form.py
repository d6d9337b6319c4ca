"""What the reception desk decides while a form is filled in: its people, its papers, and what is wrong or odd in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import Doubt, Intake
from desktop_app.application.lookup import Lookup, PersonView
from ui.pages.intake.drafts import Drafts
from ui.pages.intake.sheet import FeeEntry, PaperEntry, PersonEntry, Sheet
from ui.pages.intake.state import CONTENT, OTHERS, PAPERS, PARTS, IntakeState, faults_of
from ui.pages.presenter import Presenter
from ui.tasks import Tasks

JUDGE_DELAY = 250
"""Milliseconds without a key before the form is looked at as a whole."""


class FormPresenter(Presenter[IntakeState]):
    """Fills one form, keeps it as it grows and judges it; what becomes of it is said elsewhere."""

    focus_wanted = Signal(str)
    undoable = Signal(str, object, tuple)
    """What was done in words, the form as it was before, and what of it was changed (none: all)."""

    def __init__(
        self, tasks: Tasks, actor: Actor, *, intake: Intake, lookup: Lookup, new_id: Callable[[], str]
    ) -> None:
        super().__init__(IntakeState(Sheet(new_id())))
        self._tasks, self._intake, self._lookup = tasks, intake, lookup
        self._left: frozenset[str] = frozenset()
        self._without_papers = ""
        self._known_proxy: PersonView | None = None
        self._drafts = Drafts(tasks, intake, actor)
        self._drafts.kept.connect(lambda: self._become(saved=True))
        self._judge_soon = QTimer(self, singleShot=True, interval=JUDGE_DELAY)
        self._judge_soon.timeout.connect(self._judge)

    # -- the person ----------------------------------------------------------------------------------------------------

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

    # -- everything else on it -----------------------------------------------------------------------------------------

    def edit(self, **changes: Any) -> None:
        """Takes what was typed or chosen elsewhere on the form."""
        self._edit(**changes)

    def edit_papers(self, papers: tuple[PaperEntry, ...]) -> None:
        """Takes the list of papers as it stands; why an incomplete one is kept is asked again."""
        self._edit(papers=papers, incomplete_accepted="")

    def sweep_papers(self) -> None:
        """Every tick is about to be changed at once."""
        self.undoable.emit(self.tr("Đã đổi mọi giấy tờ."), self.state.sheet, ("papers",))

    def edit_fee(self, fee: FeeEntry) -> None:
        """Takes the fee as it stands now."""
        self._edit(fee=fee)

    def ask_more(self) -> None:
        """Opens the line for what is asked for, who decides, and a note."""
        self._become(more=True)
        self.focus_wanted.emit(CONTENT)

    # -- what is wrong or odd ------------------------------------------------------------------------------------------

    def leave(self, part: str) -> None:
        """The person has left a field: what is wrong with it is said from now on."""
        if self.state.sheet.begun:
            self._left |= {part}
            self._show_errors()
            if part == PAPERS:
                self._judge()

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

    # -- inside --------------------------------------------------------------------------------------------------------

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
        self._recognise(view)
        owner, proxy = self.state.sheet.owner, self.state.sheet.proxy
        if owner.kept_number == view.number:
            self._edit(owner=owner.filled_from(view.person))
        if proxy and proxy.kept_number == view.number:
            self._edit(proxy=proxy.filled_from(view.person))

    def _recall(self) -> None:
        """Asks what the people of a form that has come back have here; what stands in the form stays as it is."""
        for person in (self.state.sheet.owner, self.state.sheet.proxy):
            if person and (number := person.kept_number):
                self._tasks.store(self, partial(self._lookup.person, number), self._recognise)

    def _recognise(self, view: PersonView) -> None:
        owner, proxy = self.state.sheet.owner, self.state.sheet.proxy
        if owner.kept_number == view.number:
            self._become(known=view)
        if proxy and proxy.kept_number == view.number:
            self._known_proxy = view
