"""Exchange after exchange: when the next one is due, and how things stand; without threads and without waiting."""

import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop_app import clock
from desktop_app.application.ports import SyncStatus
from desktop_app.domain.errors import Refusal
from desktop_app.storage.store import StationStore
from desktop_app.sync import centre, journal, status
from desktop_app.sync.exchange import Exchange
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.line import Line
from desktop_app.sync.reading import PAGE_ROWS
from desktop_app.sync.wire import Door

POLL_SECONDS = 4.0
# Shorter than the minute within which everything has to arrive after a repair (docs/decisions/0012).
LONGEST_PAUSE = 40.0

_OF_THE_LINE = ("mode", "last_contact", "last_error", "clock_difference")
Listener = Callable[[SyncStatus, frozenset[str]], None]
# Counting what waits after every page of a long exchange would cost more than it tells.
STEPS_PER_STATUS = 5

_log = logging.getLogger(__name__)


class Rounds:
    """One station's exchanges, one `run` each; a run never raises.

    While the centre answers they are 4 s ± 20 % apart; while it does not, a random time between 0 and a bound that
    doubles from 1 s to 40 s, so that a thousand stations do not come back in the same second.
    """

    def __init__(
        self,
        store: StationStore,
        *,
        tell: Listener,
        open_door: Callable[[str], Door] = centre.connect,
        now: Callable[[], datetime] = clock.now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.steps = 0
        # Set by another thread: the exchange ends after the step it is at.
        self.leaving = False
        self.status = SyncStatus("standalone")
        self._store = store
        self._tell = tell
        self._open_door = open_door
        self._now = now
        self._chance = chance
        self._exchange: Exchange | None = None
        self._door: Door | None = None
        self._central = self._reached_at = ""
        self._failures = 0
        self._refresh_status()

    @property
    def failing(self) -> bool:
        """True while the centre gives no answer."""
        return self._failures > 0

    def close(self) -> None:
        """Closes the connection to the centre."""
        if self._door is not None:
            self._door.close()
            self._door = self._exchange = None

    def run(self) -> float:
        """One exchange; gives the seconds until the next one is due."""
        central = self._store.identity.central
        if not central:
            return LONGEST_PAUSE
        self._central = central
        try:
            busy = self._reached().run()
        except Unreachable as fault:
            return self._failed(str(fault))
        except Exception as fault:  # noqa: BLE001 - a fault of ours in the background must not end the exchange for ever
            _log.warning("exchange failed: %s", type(fault).__name__)
            return self._failed(fault.code if isinstance(fault, Refusal) else type(fault).__name__)
        busy = busy or self.status.last_contact is None or self._failures > 0
        if self._failures:
            self.note("online")
        self._failures = 0
        contact = self._now().isoformat()
        if busy:
            self._refresh_status(last_contact=contact, last_error=None)
        else:
            self.status = replace(self.status, last_contact=contact)
        return POLL_SECONDS * (0.8 + 0.4 * self._chance())

    def lease(self, day: date) -> None:
        """Asks for numbers of a day where this station has too few; a centre that gives no answer changes nothing."""
        if self._store.identity.central:
            self._central = self._store.identity.central
            with suppress(Unreachable):
                self._reached().lease(day)
            self._refresh_status()

    def _reached(self) -> Exchange:
        if self._exchange is None or self._reached_at != self._central:
            self.close()
            self._door, self._reached_at = self._open_door(self._central), self._central
            self._exchange = Exchange(Line(self._store, self._door, self._now, self._changed))
        return self._exchange

    def _failed(self, why: str) -> float:
        # Connections that the fault has spoiled, and what was believed about the centre, are thrown away.
        self.close()
        self._failures += 1
        if self._failures == 1:
            self.note("offline", why=why)
        self._refresh_status(last_error=why)
        return min(LONGEST_PAUSE, 2.0 ** min(self._failures - 1, 10)) * self._chance()

    def _changed(self, dossiers: frozenset[str]) -> None:
        self.steps += 1
        if self.steps % STEPS_PER_STATUS:
            self._tell(self.status, dossiers)
        else:
            self._refresh_status(dossiers, last_contact=self._now().isoformat())
        if self.leaving:
            raise Unreachable("stopped")

    def _refresh_status(self, dossiers: frozenset[str] = frozenset(), **facts: Any) -> None:
        with self._store.read() as unit:
            local = status.local(unit.connection, self._now().date())
        before = self.status
        line: dict[str, Any] = {"last_contact": before.last_contact, "last_error": before.last_error}
        line["clock_difference"] = before.clock_difference
        if self._exchange is not None:
            line |= {"behind": self._exchange.behind, "clock_difference": self._exchange.clock_difference}
        told = replace(local, **(line | facts))
        self.status = replace(told, mode=self._mode(told))
        if dossiers or self.status != before:
            self._tell(self.status, dossiers)

    def _mode(self, told: SyncStatus) -> str:
        if not self._store.identity.central:
            return "standalone"
        if self._failures or told.last_contact is None:
            return "offline"
        if told.parked:
            return "attention"
        return "catching_up" if told.waiting + told.behind > PAGE_ROWS else "online"

    def note(self, what: str, **detail: Any) -> None:
        """Writes into the journal of the exchange."""
        with self._store.write() as unit:
            journal.write(unit.connection, self._now().isoformat(), what, **detail)
            unit.commit()
