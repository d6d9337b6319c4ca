"""The exchange in the background: its own thread, repeated for ever, never in anybody's way."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from desktop_app import clock
from desktop_app.application.ports import ExchangeEntry, Parked, SyncStatus, Waiting
from desktop_app.application.told import Told, nobody
from desktop_app.domain.errors import Refusal
from desktop_app.storage.store import StationStore
from desktop_app.sync import centre, journal, origin, outbox, packet, status
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.lane import Lane
from desktop_app.sync.lane_worker import LaneWorker
from desktop_app.sync.rounds import POLL_SECONDS, Listener, Rounds
from desktop_app.sync.wire import Door

# New work asks at once, but a busy desk must not knock at a silent centre more often than this.
SHORTEST_PAUSE = 1.0
STUCK_SECONDS = 60.0

_log = logging.getLogger(__name__)


class SyncLoop:
    """Fulfils `application.ports.SyncMonitor`. `start` begins the thread; `run_once` exchanges on the caller's.

    No fault ends the exchange. A step that hangs for a minute while something waits is left behind and begun anew.
    """

    def __init__(
        self,
        store: StationStore,
        *,
        open_door: Callable[[str], Door] = centre.connect,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._store = store
        self._open_door = open_door
        self._now = now
        self._listeners: list[Listener] = []
        self._rounds = self._new_rounds()
        self._worker: _Worker | None = None
        self._carrier: LaneWorker | None = None
        self._stopping = threading.Event()

    def status(self) -> SyncStatus:
        """The state as it was last known."""
        return self._with_files(self._rounds.status)

    def nudge(self) -> None:
        """Asks for an exchange now; returns at once."""
        if self._worker is not None:
            self._worker.wake.set()
        if self._carrier is not None:
            self._carrier.wake.set()

    def subscribe(self, listener: Listener) -> None:
        """Calls the listener, on the thread of the sync, with the status and the dossiers that a pull changed."""
        self._listeners.append(listener)

    def run_once(self) -> SyncStatus:
        """One exchange on the caller's thread; `mode` of the answer says whether the centre was reached."""
        self._rounds.run()
        return self.status()

    def carry(self) -> None:
        """Sends the attached files that wait, on the caller's thread; Unreachable where the line breaks off."""
        self._lane().run()

    def fetch(self, digest: str, size: int, event: str, told: Callable[[int, int], None]) -> None:
        """As of `application.ports.SyncMonitor`: over a connection of its own, on the caller's thread."""
        self._lane().fetch(digest, size, event, told)

    def ensure_numbers(self, day: date, timeout: float) -> int:
        """How many numbers of a day this station holds, after asking for some where it has few, `timeout` s at most."""
        asking = threading.Thread(target=self._rounds.lease, args=(day,), name="motcua-numbers", daemon=True)
        asking.start()
        asking.join(timeout)
        with self._store.read() as unit:
            return status.numbers_left(unit.connection, day)

    def waiting(self, count: int) -> list[Waiting]:
        """The operations that wait for the centre, oldest first."""
        with self._store.read() as unit:
            return outbox.waiting_operations(unit.connection, count)

    def parked(self) -> list[Parked]:
        """Operations that the centre could not take, for a person to decide, oldest first."""
        with self._store.read() as unit:
            return outbox.parked_operations(unit.connection)

    def send_again(self, event_id: str) -> None:
        """Sends a parked operation once more, as the newest one of this station."""
        with self._store.write() as unit:
            outbox.unpark(unit.connection, unit.identity, event_id)
            unit.commit()
        self.nudge()

    def export_packet(self, path: Path, told: Told = nobody) -> int:
        """Writes what waits to a file for another station of the office; how many operations. Refusals: `packet.*`."""
        count = packet.export(self._store, path, self._now().isoformat(), told).operations
        self._rounds.note("exported", count=count)
        return count

    def load_packet(self, path: Path, told: Told = nobody) -> int:
        """Gives the centre what a file of another station holds. Refusals: `packet.*`, `central.unreachable`."""
        try:
            with closing(self._open_door(self._store.identity.central)) as door:
                carried = packet.load(self._store, door, path, told)
        except Unreachable as fault:
            raise Refusal("central.unreachable") from fault
        self._rounds.note("loaded", count=carried.operations, station=carried.station)
        self.nudge()
        return carried.operations

    def history(self, count: int = 200) -> list[ExchangeEntry]:
        """What the exchange did lately, newest first."""
        with self._store.read() as unit:
            return journal.newest(unit.connection, count)

    def start(self) -> None:
        """Begins to exchange in the background."""
        self._worker = _Worker(self._rounds, self._store)
        self._worker.start()
        self._carrier = LaneWorker(
            self._lane, self._exchanging, lambda arrived: self._tell(self._rounds.status, arrived)
        )
        self._carrier.start()
        threading.Thread(target=self._watch, name="motcua-sync-watch", daemon=True).start()

    def stop(self, timeout: float = 5.0) -> None:
        """Ends the exchange after the step it is at, waited for up to `timeout` s; the rest waits in the store."""
        self._stopping.set()
        if self._carrier is not None:
            self._carrier.leave()
        if self._worker is not None:
            self._worker.leave()
            self._worker.join(timeout)
            self._worker = None
        if self._carrier is not None:
            self._carrier.join(timeout)
            self._carrier = None
        self._rounds.close()

    def _new_rounds(self) -> Rounds:
        return Rounds(self._store, tell=self._tell, open_door=self._open_door, now=self._now)

    def _tell(self, now: SyncStatus, dossiers: frozenset[str]) -> None:
        told = self._with_files(now)
        for listener in self._listeners:
            listener(told, dossiers)

    def _with_files(self, now: SyncStatus) -> SyncStatus:
        return replace(now, files=self._store.attachments.waiting())

    def _lane(self, my_turn: Callable[[], bool] = lambda: True) -> Lane:
        return Lane(self._store, self._open_door, my_turn)

    def _exchanging(self) -> bool:
        worker = self._worker
        return worker is not None and worker.busy

    def _watch(self) -> None:
        while not self._stopping.wait(STUCK_SECONDS / 12):
            worker = self._worker
            if worker is not None and worker.stuck_for() > STUCK_SECONDS:
                _log.warning("exchange stuck, begun anew")
                worker.leave()
                self._rounds = self._new_rounds()
                self._worker = _Worker(self._rounds, self._store)
                self._worker.start()


class _Worker(threading.Thread):
    """The thread that runs the rounds; left behind, it ends at its next step."""

    def __init__(self, rounds: Rounds, store: StationStore) -> None:
        super().__init__(name="motcua-sync", daemon=True)
        self.wake = threading.Event()
        self._rounds = rounds
        self._store = store
        self._step = -1
        self._since: float | None = None

    @property
    def busy(self) -> bool:
        """Whether a round is under way."""
        return self._since is not None

    def leave(self) -> None:
        """Asks the thread to end."""
        self._rounds.leaving = True
        self.wake.set()

    def stuck_for(self) -> float:
        """Seconds since the last step of a round that is under way; 0 between rounds."""
        if self._since is None:
            return 0.0
        if self._step != self._rounds.steps:
            self._step, self._since = self._rounds.steps, time.monotonic()
        return time.monotonic() - self._since

    def _round(self) -> float:
        try:
            pause = self._rounds.run()
            origin.remember(self._store)
        except Exception as fault:  # noqa: BLE001 - a full disk or a busy store passes; the thread must live to see it
            _log.warning("round failed: %s", type(fault).__name__)
            return POLL_SECONDS
        return pause

    def run(self) -> None:
        while not self._rounds.leaving:
            self._since = time.monotonic()
            pause = self._round()
            self._since = None
            began = time.monotonic()
            self.wake.wait(pause)
            self.wake.clear()
            if not self._rounds.leaving:
                time.sleep(max(0.0, SHORTEST_PAUSE - (time.monotonic() - began)) if self._rounds.failing else 0.0)
