"""Handing a result to the person who stands at the desk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.leaving import handed_in_on
from desktop_app.application.lookup import Found, Lookup, PersonView
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.application.returning import Collector, Returning, is_owner
from desktop_app.application.worklist import UNCOLLECTED_DAYS
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import parse_number
from desktop_app.domain.states import Role, State
from ui.pages.presenter import Presenter
from ui.pages.requests import Handing
from ui.sentences import advice, sentence
from ui.tasks import Tasks

MOST_FOUND = 12
MOST_WAITING = 200
MOST_ALSO = 8
READY = frozenset({State.READY})
NOBODY = Collector("", "")


@dataclass(frozen=True, slots=True)
class ReturningState:
    """The dossier whose result is collected, and who collects it.

    `faults` are keyed by the field they belong to; `waiting` are the newest results that nobody has collected yet,
    newest first, of `counts` in all, without word to the citizen and lying for more than a week. `also` are other
    results of the same owner; `returned` are those that were handed over last. `find_fault` says why there is nothing
    to hand over.
    """

    dossier: Dossier | None = None
    collector: Collector = NOBODY
    own: bool = True
    fee_reason: str = ""
    faults: tuple[tuple[str, str], ...] = ()
    busy: bool = False
    waiting: tuple[DossierRow, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    also: tuple[Dossier, ...] = ()
    returned: tuple[Dossier, ...] = ()
    find_fault: str = ""

    def fault(self, part: str) -> str:
        """What is wrong at this field."""
        return dict(self.faults).get(part, "")

    @property
    def together(self) -> tuple[Dossier, ...]:
        """The other results that can go out with this one: nothing is owed for them."""
        return tuple(dossier for dossier in self.also if dossier.unpaid <= 0)

    @property
    def ready(self) -> bool:
        """Whether the result can be handed over as far as the dossier is concerned."""
        return self.dossier is not None and self.dossier.state is State.READY


class ReturningPresenter(Presenter[ReturningState]):
    """Brings dossier and collector together, from scans or from what is typed, and writes down who took the result."""

    found = Signal(str, object)
    focus_wanted = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        lookup: Lookup,
        returning: Returning,
        new_id: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(ReturningState())
        self._tasks = tasks
        self._actor = actor
        self._lookup = lookup
        self._returning = returning
        self._new_id = new_id
        self._now = now
        self._event_ids: dict[str, str] = {}
        self._wanted = ""

    @property
    def may_overrule_fee(self) -> bool:
        """Whether this person may let a result go although a fee is not paid."""
        return Role.HEAD in self._actor.roles

    @property
    def wanted(self) -> str:
        """The id of the dossier in hand, also while it is still read; empty for none."""
        return self._wanted

    def open(self, handing: Handing) -> None:
        """Takes a dossier, and the collector where a card was shown."""
        self._wanted = handing.dossier_id
        self._become(find_fault="")
        self._tasks.store(self, partial(self._read, self._wanted), self._take_dossier)
        if handing.collector is not None:
            self.take_person(handing.collector)

    def refresh(self) -> None:
        """Reads again what waits, and the dossier in hand: its fee may have been paid in the meantime."""
        self._tasks.store(self, self._read_waiting, lambda found: self._become(waiting=found[0], counts=found[1]))
        if self._wanted and not self.state.returned:
            self._tasks.store(self, partial(self._read, self._wanted), self._take_dossier)

    def find(self, text: str) -> None:
        """Looks for results to hand over; `found` brings rows with the text that was asked for."""
        self._become(find_fault="")
        self._tasks.store(self, partial(self._ready_rows, text), lambda rows: self.found.emit(text, rows))

    def missed(self, text: str) -> None:
        """Says why nothing was found; a dossier without a result is shown, as it is when its receipt is scanned."""
        self._tasks.store(self, partial(self._lookup.find, text), self._take_missed)

    def choose(self, dossier_id: str | None) -> None:
        """Takes the dossier that was found, or none."""
        if dossier_id is None:
            self._wanted = ""
            self._become(dossier=None, also=(), collector=NOBODY, own=True, fee_reason="", faults=())
        else:
            self.open(Handing(dossier_id))

    def take_scan(self, found: Found) -> bool:
        """Uses a scanned receipt as the dossier and a scanned card as the collector."""
        if found.dossier_id:
            self.open(Handing(found.dossier_id))
            return True
        if found.person is not None:
            if self.state.returned:
                self.start_next()
            if self.state.dossier is None and found.person.ready:
                self.open(Handing(found.person.ready[0].id))
            self.take_person(found.person)
            if not self._wanted:
                self._say_nothing_ready(found.person)
            return True
        return False

    def take_person(self, view: PersonView) -> None:
        """Takes the holder of a card as the collector."""
        name, number = str(view.person.get("name", "")), view.number
        self._edit(Collector(name, number, self.state.collector.relation, self.state.collector.authorisation))
        self.focus_wanted.emit("confirm" if self.state.own or self.state.dossier is None else "relation")

    def take_owner(self) -> None:
        """Takes the owner as the collector, known from the papers."""
        dossier = self.state.dossier
        if dossier is not None:
            self._edit(Collector(dossier.owner.get("name", ""), dossier.owner.get("number", "")))
            self.focus_wanted.emit("confirm")

    def edit(self, **changes: str) -> None:
        """Takes what was typed about the collector; who is known by the number need not be named as well."""
        collector = replace(self.state.collector, **changes)
        if "number" in changes and not collector.name and self.state.dossier is not None:
            collector = replace(collector, name=_name_in(self.state.dossier, collector.number))
        self._edit(collector)

    def edit_fee_reason(self, reason: str) -> None:
        """Takes why a result goes out although a fee is not paid."""
        self._become(fee_reason=reason, faults=())

    def confirm(self) -> None:
        """Writes down that the collector has taken the result."""
        self._hand_over(())

    def confirm_all(self) -> None:
        """Writes down that the collector has taken this result and the others of the same owner."""
        self._hand_over(self.state.together)

    def _hand_over(self, also: tuple[Dossier, ...]) -> None:
        state = self.state
        if state.dossier is None:
            self.focus_wanted.emit("find")
            return
        if state.busy:
            return
        self._become(busy=True, faults=())
        work = partial(self._hand_out, (state.dossier, *also), state.collector, state.fee_reason)
        self._tasks.store(self, work, self._handed_over, self._not_handed_over)

    def _hand_out(self, dossiers: tuple[Dossier, ...], collector: Collector, reason: str) -> tuple[Dossier, ...]:
        """One after the other: what was handed over before a refusal stays so, and is not written down twice."""
        return tuple(
            self._returning.hand_out(
                self._actor,
                dossier.id,
                collector,
                event_id=self._event_ids.setdefault(dossier.id, self._new_id()),
                fee_overruled=reason if place == 0 else "",
            )
            for place, dossier in enumerate(dossiers)
        )

    def start_next(self) -> None:
        """Waits for the next receipt."""
        self._wanted = ""
        self._event_ids.clear()
        self._become(
            dossier=None,
            collector=NOBODY,
            own=True,
            fee_reason="",
            faults=(),
            busy=False,
            also=(),
            returned=(),
            find_fault="",
        )
        self.refresh()
        self.focus_wanted.emit("find")

    def _say_nothing_ready(self, view: PersonView) -> None:
        said = self.tr("{name} không có kết quả nào chờ trả; nhận thay thì quét biên nhận.")
        self._become(find_fault=said.format(name=view.person.get("name", "")))
        self.focus_wanted.emit("find")

    def _take_missed(self, found: Found) -> None:
        only = found.rows[0].id if len(found.rows) == 1 else ""
        if found.dossier_id or only:
            self.open(Handing(found.dossier_id or only))
            return
        nothing = self.tr("Không có kết quả chờ trả nào như vậy.")
        self._become(find_fault=advice(found.refusal) if found.refusal else nothing)

    def _edit(self, collector: Collector) -> None:
        dossier = self.state.dossier
        self._become(collector=_with_authority(dossier, collector), faults=(), own=_own(dossier, collector))

    def _read(self, dossier_id: str) -> tuple[Dossier, tuple[Dossier, ...]]:
        """The dossier, and the other results that wait for its owner."""
        dossier = self._lookup.dossier(dossier_id)
        number = dossier.owner.get("number")
        rows = self._lookup.person(number).ready if number and dossier.state is State.READY else ()
        others = (self._lookup.dossier(row.id) for row in rows[: MOST_ALSO + 1] if row.id != dossier_id)
        return dossier, tuple(other for other in others if other.owner.get("number") == number)

    def _read_waiting(self) -> tuple[tuple[DossierRow, ...], tuple[int, int, int]]:
        rows = self._lookup.rows(DossierQuery(states=READY, limit=MOST_WAITING))
        week_ago = (self._now() - timedelta(days=UNCOLLECTED_DAYS)).isoformat()
        queries = (
            DossierQuery(states=READY),
            DossierQuery(states=READY, only_uncalled=True),
            DossierQuery(states=READY, finished_before=week_ago),
        )
        newest = sorted(rows, key=lambda row: row.finished_at or "", reverse=True)
        all_of_them, untold, lying = (self._lookup.count(query) for query in queries)
        return tuple(newest), (all_of_them, untold, lying)

    def _take_dossier(self, found: tuple[Dossier, tuple[Dossier, ...]]) -> None:
        dossier, also = found
        if dossier.id != self._wanted:
            return
        if self.state.returned:
            self.start_next()
            self._wanted = dossier.id
        before, collector = self.state.dossier, self.state.collector
        if before is not None and before.id != dossier.id:
            # What one owner has signed is nothing to another.
            collector = Collector(collector.name, collector.number)
            self._become(fee_reason="")
        collector = _with_authority(dossier, collector)
        self._become(dossier=dossier, also=also, faults=(), collector=collector, own=_own(dossier, collector))
        if not self.state.ready:
            self.focus_wanted.emit("find")
            return
        if not self.state.collector.number:
            self.focus_wanted.emit("number")
        else:
            self.focus_wanted.emit("confirm" if self.state.own else "relation")

    def _handed_over(self, dossiers: tuple[Dossier, ...]) -> None:
        self._event_ids.clear()
        self._become(busy=False, dossier=dossiers[0], also=(), returned=dossiers)
        self.focus_wanted.emit("next")

    def _not_handed_over(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        part = _PARTS.get(error.code.split(".")[-1] if error.code.startswith("return.") else "number", "")
        if not part:
            raise error
        if part == "fee" and not self.may_overrule_fee:
            part = "money"
        self._become(faults=((part, advice(error) if part == "money" else sentence(error)),))
        self.focus_wanted.emit(part)

    def _ready_rows(self, text: str) -> list[DossierRow]:
        if not text.strip():
            return self._lookup.rows(DossierQuery(states=READY, limit=MOST_FOUND))
        return self._lookup.rows(self._lookup.narrowed(text, DossierQuery(states=READY, limit=MOST_FOUND)))


def _with_authority(dossier: Dossier | None, collector: Collector) -> Collector:
    """The collector with the authority on which they handed in, where it is on record and no other was typed."""
    if dossier is None or collector.relation or collector.authorisation:
        return collector
    return replace(collector, **handed_in_on(dossier, collector.number))


def _name_in(dossier: Dossier, number: str) -> str:
    """What somebody with this number is called in the dossier, empty for anybody else."""
    proxy = (dossier.proxy or {}).get("person", {})
    people = (dossier.owner, *dossier.others, proxy)
    return next((str(one.get("name", "")) for one in people if number and one.get("number") == number), "")


def _own(dossier: Dossier | None, collector: Collector) -> bool:
    if dossier is None or not collector.number:
        return True
    try:
        number = parse_number(collector.number).digits
    except Refusal:
        return True
    return is_owner(dossier, collector.name, number)


_PARTS = {
    "number": "number",
    "name": "name",
    "relation": "relation",
    "authorisation": "authorisation",
    "unpaid": "fee",
}
