"""The exchange as it stands, what waits for it, and what waits for a person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.application.lookup import Lookup
from desktop_app.application.ports import DossierQuery, ExchangeEntry, SyncMonitor, SyncStatus, Waiting
from desktop_app.application.told import Told
from ui.pages.presenter import Presenter
from ui.pages.sync.matters import Matter, contradictions, put_aside
from ui.tasks import Tasks
from ui.underway import Underway

MOST_WAITING = 500
MOST_MATTERS = 100
MOST_ENTRIES = 1_000
UNKNOWN = SyncStatus("standalone")


@dataclass(frozen=True, slots=True)
class SyncState:
    """What is shown; `busy` while a packet is written or read."""

    status: SyncStatus = UNKNOWN
    matters: tuple[Matter, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    entries: tuple[ExchangeEntry, ...] = ()
    busy: bool = False


class SyncPresenter(Presenter[SyncState]):
    """Reads the trays of the exchange; `exported` and `loaded` carry how many operations went by hand."""

    exported = Signal(int)
    loaded = Signal(int)

    def __init__(self, tasks: Tasks, underway: Underway, *, monitor: SyncMonitor, lookup: Lookup) -> None:
        super().__init__(SyncState())
        self._tasks = tasks
        self._underway = underway
        self._monitor = monitor
        self._lookup = lookup

    def show(self, status: SyncStatus) -> None:
        """Takes news of the exchange."""
        self._become(status=status)

    def refresh(self) -> None:
        """Reads again what waits."""
        self._tasks.store(self, self._read, lambda found: self._become(**found))

    def send_again(self, event_id: str) -> None:
        """Sends what was put aside once more."""
        self._tasks.store(self, partial(self._monitor.send_again, event_id), lambda _: self.refresh())

    def export(self, path: Path) -> None:
        """Writes what waits to a file on a stick."""
        self._carry(self.tr("Xuất ra USB"), partial(self._monitor.export_packet, path), self.exported.emit)

    def load(self, path: Path) -> None:
        """Reads a file from a stick and gives the centre what it holds."""
        self._carry(self.tr("Nhập từ USB"), partial(self._monitor.load_packet, path), self.loaded.emit)

    def _carry(self, name: str, work: Callable[[Told], int], tell: Callable[[int], None]) -> None:
        if self.state.busy:
            return
        self._become(busy=True)

        def carried(count: int) -> None:
            self._become(busy=False)
            tell(count)
            self.refresh()

        def stopped() -> None:
            self._become(busy=False)
            self.refresh()

        self._underway.run(
            self, name, lambda reporter: work(reporter.progress), carried, self._not_carried, stopped=stopped
        )

    def _not_carried(self, error: Exception) -> None:
        self._become(busy=False)
        raise error

    def _read(self) -> dict[str, object]:
        matters = [put_aside(operation) for operation in self._monitor.parked()]
        for row in self._lookup.rows(DossierQuery(with_problems=True, limit=MOST_MATTERS)):
            matters += contradictions(self._lookup.dossier(row.id))
        return {
            "matters": tuple(matters),
            "waiting": tuple(self._monitor.waiting(MOST_WAITING)),
            "entries": tuple(self._monitor.history(MOST_ENTRIES)),
        }
