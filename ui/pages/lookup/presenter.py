"""One field for everything: what was typed decides what is looked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal

from desktop_app.application.lookup import Found, Lookup, PersonView
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.application.procedures import Procedure, Procedures
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import OPEN, PAUSED, State
from ui.pages import words
from ui.pages.presenter import Presenter
from ui.sentences import sentence
from ui.tasks import Task, Tasks

SETTLE = 30
"""Milliseconds after a key within which another one is no question of its own: no hand types like that."""

MOST_FOUND = 200

GROUPS: dict[str, frozenset[State]] = {
    "all": frozenset(),
    "work": frozenset({State.RECEIVED, State.IN_PROCESS, State.SUBMITTED}),
    "paused": PAUSED,
    "ready": frozenset({State.READY}),
    "closed": frozenset(State) - OPEN,
}
PERIODS = {"any": 0, "today": 0, "week": 6, "month": 30}


@dataclass(frozen=True, slots=True)
class LookupState:
    """What is asked for and what was found.

    `person` where the text names one person; `sentence` where it leads nowhere; `total` None while it is counted.
    `entered` once Enter has said that the text is complete.
    """

    text: str = ""
    entered: bool = False
    group: str = "all"
    period: str = "any"
    procedure_code: str = ""
    procedure_title: str = ""
    person: PersonView | None = None
    sentence: str = ""
    total: int | None = None


class LookupPresenter(Presenter[LookupState]):
    """Finds while the person types; answers that come too late are dropped.

    `listed` carries rows that are all here, `queried` a query whose rows are to be paged.
    """

    listed = Signal(object)
    queried = Signal(object)
    opened = Signal(str)
    procedures_found = Signal(str, object)

    def __init__(self, tasks: Tasks, *, lookup: Lookup, procedures: Procedures, now: Callable[[], datetime]) -> None:
        super().__init__(LookupState())
        self._tasks = tasks
        self._lookup = lookup
        self._procedures = procedures
        self._now = now
        self._open_when_found = False
        self._paged = DossierQuery()
        self._question: Task | None = None
        self._changed = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask_if_changed)

    @property
    def settled(self) -> bool:
        """Whether what is listed belongs to what stands in the field."""
        return not self._changed and self._question is None and self.state.total is not None

    @property
    def lists_all(self) -> bool:
        """Whether every dossier of a query is listed, page by page, and not what one question has found."""
        return not self.state.text.strip() or _narrowed(self.state)

    def type(self, text: str) -> None:
        """Takes what stands in the field now."""
        self._open_when_found = False
        self._become(text=text, entered=False)
        self._changed = True
        if not self._settle.isActive():
            self.ask()
        self._settle.start()

    def narrow(self, **changes: str) -> None:
        """Takes a filter."""
        self._become(**changes)
        self.ask()

    @property
    def narrowed(self) -> bool:
        """Whether anything stands in the field or the filters."""
        asked = (self.state.text, self.state.group, self.state.period, self.state.procedure_code)
        return asked != ("", "all", "any", "")

    def clear(self) -> bool:
        """Empties field and filters; False where there was nothing to empty."""
        if not self.narrowed:
            return False
        self._become(text="", entered=False, group="all", period="any", procedure_code="", procedure_title="")
        self.ask()
        return True

    def submit(self) -> None:
        """Enter in the field: what is found at once is opened at once, and a fault of the text is said."""
        self._open_when_found = True
        self._become(entered=True)
        self.ask()

    def find_procedures(self, text: str) -> None:
        """Looks for procedures to narrow by."""
        work = partial(self._procedures.find, text)
        self._tasks.store(self, work, lambda found: self.procedures_found.emit(text, found))

    def choose_procedure(self, code: str | None) -> None:
        """Narrows by a procedure, or by none."""
        if code is None:
            self.narrow(procedure_code="", procedure_title="")
            return
        self._tasks.store(self, partial(self._procedures.get, code), self._take_procedure)

    def ask(self) -> None:
        """Asks the store for what stands there now."""
        self._changed = False
        if self._question is not None:
            self._question.cancel()
            self._question = None
        if self.lists_all:
            self._become(person=None, sentence="", total=None)
            self._ask_page_by_page()
        else:
            work = partial(self._lookup.find, self.state.text.strip(), MOST_FOUND)
            self._question = self._tasks.store(self, work, self._take)

    def _ask_page_by_page(self) -> None:
        text, query = self.state.text.strip(), self._query()
        if text:
            self._question = self._tasks.store(self, partial(self._lookup.narrowed, text, query), self._take_query)
        else:
            self._take_query(query)

    def _take_query(self, query: DossierQuery) -> None:
        self._question, self._paged = None, query
        self.queried.emit(query)

    def counted(self, total: int) -> None:
        """Takes how many rows there are."""
        begun = any(sign.isdigit() for sign in self.state.text) and not self.state.entered
        self._become(total=total, sentence="" if total or begun else self.tr("Không có hồ sơ nào như vậy."))
        if self._open_when_found and total == 1:
            self._tasks.store(self, partial(self._lookup.rows, self._paged), self._open_only)
        else:
            self._open_when_found = False

    def _open_only(self, rows: list[DossierRow]) -> None:
        if self._open_when_found and len(rows) == 1:
            self._open(rows[0].id)

    def _open(self, dossier_id: str) -> None:
        # Once: whoever comes back from it wants to see what else was found.
        self._open_when_found = False
        self.opened.emit(dossier_id)

    def _query(self) -> DossierQuery:
        state = self.state
        start = words.start_of_day(self._now(), -PERIODS[state.period]) if state.period != "any" else ""
        return DossierQuery(states=GROUPS[state.group], procedure_code=state.procedure_code, received_from=start)

    def _ask_if_changed(self) -> None:
        if self._changed:
            self.ask()

    def _take(self, found: Found) -> None:
        self._question = None
        rows = found.person.rows if found.person else found.rows
        said = found.refusal if self.state.entered or (found.refusal and _final(found.refusal)) else None
        nowhere = sentence(said) if said and not rows else ""
        self._become(person=found.person, sentence=nowhere, total=1 if found.dossier_id else len(rows))
        if found.dossier_id:
            self._take_one(found.dossier_id)
        else:
            self._list(rows)
        self._open_when_found = False

    def _take_one(self, dossier_id: str) -> None:
        if self._open_when_found:
            self._open(dossier_id)
        else:
            query = DossierQuery(ids=(dossier_id,))
            self._tasks.store(self, lambda: self._lookup.rows(query), self.listed.emit)

    def _list(self, rows: tuple[DossierRow, ...]) -> None:
        self.listed.emit(rows)
        if self._open_when_found and len(rows) == 1:
            self._open(rows[0].id)

    def _take_procedure(self, procedure: Procedure) -> None:
        self.narrow(procedure_code=procedure.code, procedure_title=procedure.title)


def _final(refusal: Refusal) -> bool:
    """Whether nothing that is typed after it can make the text right; a number that has just begun is no fault."""
    found, expected = refusal.parameters.get("found"), refusal.parameters.get("expected")
    too_long = isinstance(found, int) and isinstance(expected, int) and found > expected
    return too_long or refusal.code in _LEAD_NOWHERE


_LEAD_NOWHERE = {
    "lookup.nothing",
    "dossier.unknown",
    "receipt_number.check_digits",
    "batch_code.check_digits",
    "staff_code.check_digits",
}


def _narrowed(state: LookupState) -> bool:
    return bool(state.group != "all" or state.period != "any" or state.procedure_code)
