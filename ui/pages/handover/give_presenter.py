"""What leaves the counter: which dossiers, to whom, and the list that goes with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.handover import Handover
from desktop_app.application.lookup import Found, Lookup
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.application.worklist import WORK
from desktop_app.domain.errors import Refusal
from desktop_app.domain.handover import goes_astray
from ui.pages import words
from ui.pages.handover.item import Item, by_ending
from ui.pages.presenter import Presenter
from ui.sentences import advice, sentence
from ui.tasks import Tasks

MOST = 500
"""Dossiers on the list at once: more than a counter receives in a day."""
NAMED = 3
"""Dossiers that a doubt names; all of them stand on the list."""


@dataclass(frozen=True, slots=True)
class GiveState:
    """What lies at the counter, what of it is ticked, and where it goes.

    `typed_office` is what the person has typed; until then the office that solves everything ticked is proposed.
    `doubt` was said about where it goes; the list is made when it is asked for again.
    """

    only_today: bool = True
    items: tuple[Item, ...] = ()
    ticked: frozenset[str] = frozenset()
    typed_office: str | None = None
    note: str = ""
    fault: str = ""
    doubt: str = ""
    search_fault: str = ""
    busy: bool = False

    @property
    def chosen(self) -> tuple[Item, ...]:
        """The ticked dossiers in the order of the list."""
        return tuple(item for item in self.items if item.id in self.ticked)

    @property
    def offices(self) -> tuple[tuple[str, int], ...]:
        """The offices that solve what lies here, with how many dossiers of each, most first."""
        counts: dict[str, int] = {}
        for item in self.items:
            if item.office:
                counts[item.office] = counts.get(item.office, 0) + 1
        return tuple(sorted(counts.items(), key=lambda pair: -pair[1]))

    @property
    def to_office(self) -> str:
        """Where the ticked dossiers go."""
        if self.typed_office is not None:
            return self.typed_office
        solving = {item.office for item in self.chosen}
        return solving.pop() if len(solving) == 1 else ""

    @property
    def astray(self) -> tuple[Item, ...]:
        """The ticked dossiers that somebody else solves than who would get them."""
        solvers = [office for office, _ in self.offices]
        return tuple(
            item for item in self.chosen if item.unsolved and goes_astray(self.to_office, item.office, solvers)
        )


class GivePresenter(Presenter[GiveState]):
    """Ticks dossiers and prepares their list; `prepared` brings the batch, `row_ticked` the id to bring into sight."""

    prepared = Signal(object)
    row_ticked = Signal(str)
    undoable = Signal(str, object)
    """What was done in words, and what takes it back."""

    def __init__(
        self, tasks: Tasks, actor: Actor, *, handover: Handover, lookup: Lookup, now: Callable[[], datetime]
    ) -> None:
        super().__init__(GiveState())
        self._tasks = tasks
        self._actor = actor
        self._handover = handover
        self._lookup = lookup
        self._now = now

    def refresh(self) -> None:
        """Reads what lies at the counter; what was ticked stays ticked."""
        since = words.start_of_day(self._now(), 0) if self.state.only_today else ""
        query = DossierQuery(states=WORK, received_from=since, only_undelivered=True, limit=MOST)
        self._tasks.store(self, partial(self._lookup.rows, query), self._take_rows)

    def show_only_today(self, only_today: bool) -> None:
        """Lists what was received today, or everything that has not left yet."""
        self._become(only_today=only_today)
        self.refresh()

    def turn(self, dossier_id: str) -> None:
        """Ticks a dossier of the list, or takes the tick away."""
        self._tick(self.state.ticked ^ {dossier_id})

    def turn_all(self) -> None:
        """Ticks everything, or nothing where everything is ticked."""
        every = frozenset(item.id for item in self.state.items)
        self.undoable.emit(self.tr("Đã đổi mọi dấu chọn."), partial(self._tick, self.state.ticked))
        self._tick(frozenset() if every <= self.state.ticked else every)

    def add(self, text: str) -> None:
        """Ticks the dossier that a typed text means."""
        if (item := by_ending(self.state.items, text)) is not None:
            self.add_dossier(item.id)
        elif text.strip():
            self._tasks.store(self, lambda: self._lookup.find(text), self.take_found)

    def forget_fault(self) -> None:
        """Takes back what was said about a text that is being changed now."""
        self._become(search_fault="")

    def take_found(self, found: Found) -> None:
        """Ticks a dossier that was scanned or found, wherever it was received."""
        rows = found.person.rows if found.person else found.rows
        listed = {item.id for item in self.state.items}
        here = [row for row in rows if row.id in listed]
        if found.dossier_id:
            self.add_dossier(found.dossier_id)
        elif len(here) == 1:
            self.add_dossier(here[0].id)
        elif here:
            self._become(search_fault=self.tr("Có {n} hồ sơ như vậy: gõ thêm mã.").format(n=len(here)))
        else:
            fault = sentence(found.refusal) if found.refusal else self.tr("Không có hồ sơ này ở quầy.")
            self._become(search_fault=fault)

    def add_dossier(self, dossier_id: str) -> None:
        """Ticks this dossier; one that is not on the list is put on top of it."""
        if any(item.id == dossier_id for item in self.state.items):
            self._tick(self.state.ticked | {dossier_id})
            self.row_ticked.emit(dossier_id)
        else:
            self._tasks.store(self, lambda: Item.of_dossier(self._lookup.dossier(dossier_id)), self._put_on_top)

    def choose_office(self, name: str) -> None:
        """Takes where the list goes; with nothing ticked yet, everything that this office solves is ticked."""
        self._become(typed_office=name, fault="", doubt="")
        if not self.state.ticked:
            self._tick(frozenset(item.id for item in self.state.items if item.office == name))

    def type_office(self, name: str) -> None:
        """Takes what was typed about where the list goes."""
        self._become(typed_office=name.strip() or None, fault="", doubt="")

    def type_note(self, note: str) -> None:
        """Takes a remark for the list."""
        self._become(note=note.strip())

    def prepare(self) -> None:
        """Makes the list; what stands in the way is said in one sentence, and what is doubtful is asked about once."""
        state = self.state
        if state.busy:
            return
        if state.astray and not state.doubt:
            self._become(doubt=self._doubt(state.astray), fault="")
            return
        ids = [item.id for item in state.chosen]
        work = partial(self._handover.prepare, self._actor, ids, state.to_office, state.note)
        self._become(busy=True, fault="", doubt="")
        self._tasks.store(self, work, self._take_batch, self._refused)

    def _tick(self, ticked: frozenset[str]) -> None:
        self._become(ticked=ticked, fault="", doubt="", search_fault="")

    def _doubt(self, astray: tuple[Item, ...]) -> str:
        named = [f"{item.label} ({item.office})" for item in astray[:NAMED]]
        which = "; ".join([*named, "…"] if len(astray) > NAMED else named)
        said = self.tr("{n} hồ sơ do nơi khác giải quyết: {which}. Đúng thì lập phiếu lần nữa.")
        return said.format(n=len(astray), which=which)

    def _put_on_top(self, item: Item) -> None:
        self._become(items=(item, *self.state.items))
        self.add_dossier(item.id)

    def _take_rows(self, rows: list[DossierRow]) -> None:
        listed = {row.id for row in rows}
        kept = tuple(item for item in self.state.chosen if item.id not in listed)
        self._become(items=kept + tuple(Item.of_row(row) for row in rows))

    def _take_batch(self, batch: object) -> None:
        gone = self.state.ticked
        left = tuple(item for item in self.state.items if item.id not in gone)
        self._become(busy=False, ticked=frozenset(), typed_office=None, note="", items=left)
        self.prepared.emit(batch)

    def _refused(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        self._become(fault=advice(error))
        self.refresh()
