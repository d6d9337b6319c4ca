"""What arrives: the list that was scanned, each dossier as it is scanned, what is missing and what is too much."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.handover import Handover
from desktop_app.application.lookup import Found, Lookup
from desktop_app.domain.codes import parse_batch_code
from desktop_app.domain.errors import Refusal
from desktop_app.domain.handover import Batch
from ui.pages.handover.item import Item, by_ending
from ui.pages.presenter import Presenter
from ui.sentences import advice, sentence
from ui.tasks import Tasks

REMEMBERED = timedelta(days=60)
"""How long an unconfirmed list is shown as on its way."""


@dataclass(frozen=True, slots=True)
class TakeState:
    """Lists on their way; once one is opened, its dossiers and which of them were scanned, in the order of scanning.

    `fault` is about the list as a whole, `search_fault` about what was typed last.
    """

    on_the_way: tuple[Batch, ...] = ()
    batch: Batch | None = None
    items: tuple[Item, ...] = ()
    scanned: tuple[str, ...] = ()
    last: Item | None = None
    fault: str = ""
    search_fault: str = ""
    busy: bool = False

    @property
    def arrived(self) -> int:
        """How many dossiers of the list were scanned."""
        return sum(self.listed(item.id) for item in self.items if item.id in self.scanned)

    @property
    def missing(self) -> int:
        """How many dossiers of the list were not scanned yet."""
        return len(self.batch.dossiers) - self.arrived if self.batch else 0

    @property
    def extra(self) -> int:
        """How many dossiers were scanned that do not stand on the list."""
        return sum(not self.listed(dossier_id) for dossier_id in self.scanned)

    def listed(self, dossier_id: str) -> bool:
        """Whether the dossier stands on the list."""
        return self.batch is not None and dossier_id in self.batch.dossiers


class TakePresenter(Presenter[TakeState]):
    """Checks a list off; `confirmed` brings the batch as it was written down, and the codes of what was too much."""

    confirmed = Signal(object, object)
    row_scanned = Signal(str)

    def __init__(
        self, tasks: Tasks, actor: Actor, *, handover: Handover, lookup: Lookup, now: Callable[[], datetime]
    ) -> None:
        super().__init__(TakeState())
        self._tasks = tasks
        self._actor = actor
        self._handover = handover
        self._lookup = lookup
        self._now = now
        self._begun: dict[str, TakeState] = {}

    def refresh(self) -> None:
        """Reads which lists are on their way."""
        since = (self._now() - REMEMBERED).isoformat()
        work = partial(self._handover.on_the_way, since)
        self._tasks.store(self, work, lambda found: self._become(on_the_way=tuple(found)))

    def open(self, code: str) -> None:
        """Opens the list with this code; what was scanned of another one is kept until that is opened again."""
        if not code.strip() or (self.state.batch and self.state.batch.code == code):
            return
        self._keep()
        self._become(fault="", search_fault="")
        self._tasks.store(self, partial(self._read, code), self._take_batch, self._not_opened)

    def put_away(self) -> None:
        """Goes back to the lists on their way; nothing is confirmed, and what was scanned is kept."""
        self._keep()
        self._become(batch=None, items=(), scanned=(), last=None, fault="", search_fault="")
        self.refresh()

    def forget_fault(self) -> None:
        """Takes back what was said about a text that is being changed now."""
        self._become(search_fault="")

    def add(self, text: str) -> None:
        """Takes a typed code of a list or of a dossier."""
        if not text.strip():
            return
        if self.state.batch is None:
            self.open(text)
        elif (item := by_ending(self.state.items, text)) is not None:
            self._check_off(item)
        else:
            self._tasks.store(self, lambda: self._lookup.find(text), self._take_found)

    def scan_dossier(self, dossier_id: str) -> None:
        """Checks a dossier off; one that does not stand on the list is shown as too much."""
        item = next((item for item in self.state.items if item.id == dossier_id), None)
        if item is not None:
            self._check_off(item)
        else:
            self._tasks.store(self, lambda: Item.of_dossier(self._lookup.dossier(dossier_id)), self._check_off)

    def turn(self, dossier_id: str) -> None:
        """Checks a dossier off by hand, or takes that back."""
        if dossier_id not in self.state.scanned:
            self.scan_dossier(dossier_id)
            return
        scanned = tuple(one for one in self.state.scanned if one != dossier_id)
        items = tuple(item for item in self.state.items if self.state.listed(item.id) or item.id in scanned)
        self._become(scanned=scanned, items=items, last=None, fault="")

    def confirm(self) -> None:
        """Writes down what arrived; what is missing goes back to the giver."""
        batch = self.state.batch
        if batch is None or self.state.busy:
            return
        if not self.state.arrived and batch.giver != self._actor.login:
            self._become(fault=self.tr("Chưa thấy hồ sơ nào của danh sách: hãy quét từng hồ sơ trước."))
            return
        self._become(busy=True, fault="")
        work = partial(self._handover.confirm, self._actor, batch.code, self.state.scanned)
        self._tasks.store(self, work, self._take_confirmed, self._refused)

    def _read(self, code: str) -> tuple[Batch, tuple[Item, ...]]:
        batch = self._handover.batch(str(parse_batch_code(code)))
        return batch, tuple(Item.of_dossier(self._lookup.dossier(dossier_id)) for dossier_id in batch.dossiers)

    def _keep(self) -> None:
        if self.state.batch is not None and self.state.scanned:
            self._begun[self.state.batch.code] = self.state

    def _take_batch(self, answer: tuple[Batch, tuple[Item, ...]]) -> None:
        batch, items = answer
        begun = self._begun.pop(batch.code, None)
        if begun is not None and batch.received_at is None:
            self._become(batch=batch, items=begun.items, scanned=begun.scanned, last=None, fault="")
            return
        fault = ""
        if batch.received_at is not None:
            fault = sentence(Refusal("handover.confirmed_already", code=batch.code))
        elif batch.giver == self._actor.login:
            fault = advice(Refusal("handover.same_person"))
        self._become(batch=batch, items=items, scanned=(), last=None, fault=fault)

    def _take_found(self, found: Found) -> None:
        if found.dossier_id:
            self.scan_dossier(found.dossier_id)
        else:
            self._become(search_fault=sentence(found.refusal or Refusal("lookup.nothing")))

    def _check_off(self, item: Item) -> None:
        items = self.state.items if item in self.state.items else (*self.state.items, item)
        scanned = tuple(dict.fromkeys((*self.state.scanned, item.id)))
        self._become(items=items, scanned=scanned, last=item, fault="", search_fault="")
        self.row_scanned.emit(item.id)

    def _take_confirmed(self, batch: Batch) -> None:
        extra = tuple(item.label for item in self.state.items if item.id in batch.extra)
        self._become(busy=False, batch=None, items=(), scanned=(), last=None)
        self.confirmed.emit(batch, extra)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        self._become(fault=advice(error))

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._become(search_fault=sentence(error))
