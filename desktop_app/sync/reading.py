"""What comes down: the feeds of the station's space and of those above it, page by page."""

from collections.abc import Sequence

from desktop_app.sync import healing, inbox
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.inbox import BrokenFeed
from desktop_app.sync.line import Line
from desktop_app.sync.wire import FeedRow, Operation, Page, Place, chained

# Short enough that a clerk who wants to write waits for no more than a blink.
PAGE_ROWS = 200


class Reader:
    """Reads feeds in the order in which they were appended to, from where this store has read them."""

    def __init__(self, line: Line) -> None:
        self.behind = 0
        # The feed knows operations of this incarnation that the store does not: it is an older copy of itself.
        self.forgotten = False
        # What was confirmed waits again, before everything else that waits.
        self.parted = False
        self._line = line
        self._places: dict[int, Place] = {}
        # Feeds that may hold something new, widest first: reference data before the dossiers that need it.
        self._open: list[int] = []

    @property
    def has_news(self) -> bool:
        """True while a feed may hold something that was not read."""
        return bool(self._open)

    def compare(self, places: dict[int, Place], heads: Sequence[Place]) -> None:
        """Sees which feeds have something new since they were read, and which no longer are what was read of them."""
        self._places = places
        self._open = []
        for head in sorted(heads, key=lambda head: head.space):
            place = self._places.get(head.space) or self._begin(head)
            if place.epoch != head.epoch or place.seq > head.seq:
                self._part(place, head)
            if place != head:
                self._open.append(head.space)

    def read(self) -> bool:
        """Takes one page of each feed that has something new; True while there is more."""
        self._open = [space for space in self._open if self._pull(space)]
        return bool(self._open)

    def read_own_to_the_end(self) -> None:
        """Takes everything that the centre knows of the station's own space."""
        while self._pull(self._line.identity.space):
            pass

    def expect_own(self) -> None:
        """There is something new in the station's own space."""
        if self._line.identity.space not in self._open:
            self._open.append(self._line.identity.space)

    def confirm(self, operations: Sequence[Operation], head: Place) -> bool:
        """Takes operations as confirmed that were just appended, where nobody else's stand before them.

        Equal hashes say that the centre's feed is what was read here and then these; nothing has to be sent back.
        """
        place = self._places.get(head.space)
        if place is None or place.epoch != head.epoch or place.seq + len(operations) != head.seq:
            return False
        rows = chained(place, operations)
        if rows[-1].hash != head.hash:
            return False
        with self._line.store.write_behind() as unit:
            try:
                self._places[place.space] = inbox.confirm(unit.connection, rows, place)
            except BrokenFeed as error:
                raise Unreachable(str(error)) from error
            unit.commit()
        self._line.changed(frozenset())
        return True

    def examine(self) -> bool:
        """Asks whether the centre's history still contains what was read; where not, goes back and gives it again."""
        place = self._places[self._line.identity.space]
        page = self._line.door.pull(place, 1)
        if not page.follows:
            self._part(place, page.head)
        return page.follows

    def _begin(self, head: Place) -> Place:
        place = Place(head.space, head.epoch)
        with self._line.store.write() as unit:
            inbox.write_place(unit.connection, place)
            unit.commit()
        self._places[head.space] = place
        return place

    def _pull(self, space: int) -> bool:
        place = self._places[space]
        page = self._line.door.pull(place, PAGE_ROWS)
        if not page.follows:
            self._part(place, page.head)
            return True
        if page.rows:
            self._apply(place, page.rows, page.head)
        return bool(page.rows) and self._places[space].seq < page.head.seq

    def _apply(self, place: Place, rows: Sequence[FeedRow], head: Place) -> None:
        with self._line.store.write_behind() as unit:
            try:
                applied = inbox.apply_page(unit.connection, Page(head, rows), place, unit.identity.stamp)
            except BrokenFeed as error:
                # Another program on this store has read on, or the page was torn on its way: it is asked for again.
                raise Unreachable(str(error)) from error
            unit.commit()
        self._places[place.space] = applied.place
        self.forgotten = self.forgotten or applied.forgotten
        self.behind = max(0, head.seq - applied.place.seq)
        self._line.changed(applied.dossiers)

    def _part(self, place: Place, head: Place) -> None:
        """Goes back to where the centre's history and ours part; what comes after is given to the centre again."""
        line, space = self._line, place.space
        with line.store.read() as unit:
            shared = healing.common_place(unit.connection, place, lambda seq: line.door.hash_at(space, seq))
        if shared == place and head.epoch == place.epoch:
            # Nothing was lost: another program on this store had read on after the centre was asked for its heads.
            return
        epoch = line.door.lost_history(place) if head.epoch == place.epoch else head.epoch
        to = Place(space, epoch, shared.seq, shared.hash)
        dossiers: frozenset[str] = frozenset()
        with line.store.write() as unit:
            if inbox.places(unit.connection).get(space) != place:
                raise Unreachable("cursor")
            if space == line.identity.space:
                dossiers = healing.put_back(unit.connection, to)
            else:
                healing.take_back(unit.connection, to)
            line.note(unit.connection, "resync", space=space, kept=to.seq, again=place.seq - to.seq)
            unit.commit()
        self._places[space] = to
        self.parted = True
        line.changed(dossiers)
