"""The contents of attached files on their way: a lane of their own, which never delays what happened to a dossier.

Contents are carried part by part, each of a few parts in a transaction of its own over a connection of its own. What
the centre holds already is not sent again, whoever sent it and however often the line was cut.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection

from desktop_app.domain.errors import Refusal
from desktop_app.storage.attachments import Content
from desktop_app.storage.store import StationStore
from desktop_app.sync import enrolment, inbox
from desktop_app.sync.faults import Unreachable, own_sake
from desktop_app.sync.wire import Door

# So many parts of 64 KiB at most are under way at once.
MOST_PARTS = 4
# A transaction that took longer is followed by one of half as many parts, a quick one by one of twice as many.
LONG_SECONDS = 0.5
# A centre that was put back to a backup, untold, lost the end of what it was given. The feed betrays that only where a
# station has read further; so the latest contents are asked for when the lane begins, and then so often.
LOOK_BACK_SECONDS = 12 * 3600.0
LOOK_BACK_CONTENTS = 100
_NAMED = "SELECT subject FROM event WHERE id = ?"

_log = logging.getLogger(__name__)


class Pace:
    """How many parts go at once: few over a slow line, so that nothing else has to wait long behind them."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.parts = 1
        self._now = now

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Judges the line by how long the block takes."""
        began = self._now()
        yield
        quick = self._now() - began < LONG_SECONDS
        self.parts = min(self.parts * 2, MOST_PARTS) if quick else max(self.parts // 2, 1)


class Lane:
    """Sends what waits and fetches what is asked for; knows no threads and no waiting but that for its turn.

    `my_turn` waits until nothing more important is under way, and is False when the lane has to end.
    """

    def __init__(
        self,
        store: StationStore,
        open_door: Callable[[str], Door],
        my_turn: Callable[[], bool] = lambda: True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._files = store.attachments
        self._open_door = open_door
        self._my_turn = my_turn
        self._now = now
        self._look_back_at = now()
        # Contents that the centre will never take as they are; tried again when the program starts.
        self._refused: set[bytes] = set()

    def sweep(self) -> int:
        """Forgets contents that no event came to name, because the program ended in between; gives how many."""
        if not self._files.waiting().files:
            return 0
        with self._store.write() as unit:
            if enrolment.is_copied(unit.connection):
                # An older state of the store: the centre may still know the events that name what lies here.
                return 0
            return self._files.sweep(partial(_is_there, unit.connection))

    def run(self) -> frozenset[str]:
        """Sends everything that waits; the dossiers whose files have arrived.

        May raise Unreachable; whatever was sent until then is kept, and the next run goes on from there.
        """
        store = self._store
        if not store.identity.central or not self._files.exist:
            return frozenset()
        with store.read() as unit:
            place = inbox.places(unit.connection).get(store.identity.space)
        if place is None:
            # The station has not met its centre yet.
            return frozenset()
        self._files.follow(place.epoch)
        self._look_back()
        unsent = self._files.unsent()
        if not unsent:
            return frozenset()
        arrived: set[str] = set()
        with self._door() as door:
            for content in unsent:
                dossiers = self._dossiers(content)
                if dossiers and content.hash not in self._refused and self._my_turn() and self._send(door, content):
                    arrived |= dossiers
        return frozenset(arrived)

    def fetch(self, digest: str, size: int, event: str, told: Callable[[int, int], None]) -> None:
        """As of `application.ports.SyncMonitor`."""
        content = Content(bytes.fromhex(digest), size)
        if not self._store.identity.central:
            raise Refusal("attachment.on_its_way")
        missing = self._files.begin(content, event)
        pace, space = Pace(), self._store.identity.space
        try:
            with self._door() as door:
                while missing:
                    told(size - min(len(missing) * (size // content.parts + 1), size), size)
                    # Parts come in their order, so those that are missing follow each other.
                    with pace.measured():
                        parts = door.take(space, content.hash, missing[0], min(pace.parts, len(missing)))
                    if not parts:
                        raise Refusal("attachment.on_its_way")
                    self._files.add_parts(content, missing[0], parts)
                    missing = missing[len(parts) :]
        except Unreachable as fault:
            raise Refusal("attachment.unreachable") from fault
        told(size, size)
        self._files.finish(content)

    def _look_back(self) -> None:
        """Offers everything again where the centre has lost one of the latest contents that it was given."""
        if self._now() < self._look_back_at:
            return
        if latest := self._files.latest_sent(LOOK_BACK_CONTENTS):
            space = self._store.identity.space
            with self._door() as door:
                for content in latest:
                    if not self._my_turn():
                        return
                    if len(door.held(space, content.hash)) < content.parts:
                        _log.warning("the centre has lost contents that it was given")
                        self._files.offer_again()
                        break
        self._look_back_at = self._now() + LOOK_BACK_SECONDS

    def _send(self, door: Door, content: Content) -> bool:
        try:
            return self._send_missing(door, content)
        except Unreachable:
            raise
        except Exception as fault:
            if not own_sake(fault):
                raise
            _log.warning("attachment not taken: %s", type(fault).__name__)
            self._refused.add(content.hash)
            return False

    def _send_missing(self, door: Door, content: Content) -> bool:
        space, pace = self._store.identity.space, Pace()
        there = set(door.held(space, content.hash))
        missing = [number for number in range(content.parts) if number not in there]
        done = content.parts - len(missing)
        self._files.mark_sent(content, done)
        while missing and self._my_turn():
            batch, missing = missing[: pace.parts], missing[pace.parts :]
            with pace.measured():
                door.give(space, content.hash, [(n, self._files.part(content, n)) for n in batch])
            done += len(batch)
            self._files.mark_sent(content, done)
        return done == content.parts

    def _dossiers(self, content: Content) -> set[str]:
        """The dossiers to which a content was attached; none while no event names it."""
        claims = self._files.claims(content)
        with self._store.read() as unit:
            named = [unit.connection.exec_driver_sql(_NAMED, (event,)).scalar() for event in claims]
        return {subject for subject in named if subject}

    @contextmanager
    def _door(self) -> Iterator[Door]:
        """A connection for as long as there is something to carry: a thousand idle ones would weigh on the centre."""
        door = self._open_door(self._store.identity.central)
        try:
            yield door
        finally:
            door.close()


def _is_there(connection: Connection, event: str) -> bool:
    return connection.exec_driver_sql(_NAMED, (event,)).first() is not None
