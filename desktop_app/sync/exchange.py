"""One exchange between a station and the centre: what is new goes up, what is new comes down."""

from collections.abc import Callable
from datetime import datetime

from desktop_app.application.ports import Identity
from desktop_app.storage.store import StationStore
from desktop_app.sync import inbox, outbox
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.inbox import BrokenFeed
from desktop_app.sync.wire import Door, Outcome, Place

# Short enough that a clerk who wants to write waits for no more than a blink.
PAGE_ROWS = 200
TRIES = 3


class Exchange:
    """What one station asks of the centre, step by step; knows no threads and no waiting.

    `changed` is told the dossiers that each page concerned. Every method may raise Unreachable; whatever was reached
    until then is kept, and the next exchange goes on from there.
    """

    def __init__(
        self,
        store: StationStore,
        door: Door,
        now: Callable[[], datetime],
        changed: Callable[[frozenset[str]], None],
    ) -> None:
        self._store = store
        self._door = door
        self._now = now
        self._changed = changed
        self._spaces: list[int] = []
        # Where the outbox has been sent up to: only a saving, because the centre knows what it has.
        self._sent = 0
        self._refusals: dict[str, int] = {}

    @property
    def identity(self) -> Identity:
        """Who this station is now."""
        return self._store.identity

    def run(self) -> None:
        """Exchanges until neither side has anything new."""
        self._spaces = self._spaces or self._door.spaces(self.identity.space)
        behind = {head.space: self._begin(head) for head in self._door.heads(self._spaces)}
        while True:
            if self._push():
                behind[self.identity.space] = True
            elif not any(behind.values()):
                return
            for space in [space for space in self._spaces if behind.get(space)]:
                behind[space] = self._pull(space)

    # -- down --------------------------------------------------------------------------------------------------------

    def _begin(self, head: Place) -> bool:
        """Whether there is something to read in this feed."""
        cursor = self._cursor(head.space)
        if cursor is None:
            with self._store.write() as unit:
                inbox.begin_feed(unit.connection, head)
                unit.commit()
            return head.seq > 0
        return cursor != head

    def _pull(self, space: int) -> bool:
        """Takes one page; True while there is more."""
        cursor = self._cursor(space)
        if cursor is None:
            return False
        page = self._door.pull(cursor, PAGE_ROWS)
        if not page.rows:
            return False
        with self._store.write() as unit:
            try:
                applied = inbox.apply_page(unit.connection, page, cursor)
            except BrokenFeed as error:
                # Another program on this store has read on, or the page was torn on its way: it is asked for again.
                raise Unreachable(str(error)) from error
            unit.commit()
        self._changed(applied.dossiers)
        return applied.cursor.seq < page.head.seq

    def _cursor(self, space: int) -> Place | None:
        with self._store.read() as unit:
            return inbox.cursors(unit.connection).get(space)

    # -- up ----------------------------------------------------------------------------------------------------------

    def _push(self) -> bool:
        """Sends one batch; True where something was sent."""
        with self._store.read() as unit:
            batch = outbox.batch(unit.connection, self._sent)
        if not batch.operations:
            return False
        answer = self._door.push(self.identity.space, batch.operations)
        if answer.outcome is Outcome.ACCEPTED:
            self._sent = batch.places[-1]
            return True
        raise Unreachable(answer.outcome)
