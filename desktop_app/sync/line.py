"""What every part of an exchange stands on: the store, the centre, the time, and whoever wants to know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desktop_app.application.ports import Identity
from desktop_app.storage.store import StationStore
from desktop_app.sync import journal
from desktop_app.sync.wire import Door


@dataclass(frozen=True, slots=True)
class Line:
    """One station's line to the centre. `changed` is told the dossiers that each step concerned."""

    store: StationStore
    door: Door
    now: Callable[[], datetime]
    changed: Callable[[frozenset[str]], None]

    @property
    def identity(self) -> Identity:
        """Who this station is now."""
        return self.store.identity

    def note(self, connection: Connection, what: str, **detail: object) -> None:
        """Remembers what the exchange did, in the transaction in which it did it."""
        journal.write(connection, self.now().isoformat(), what, **detail)
