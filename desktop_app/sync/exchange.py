"""One exchange between a station and the centre: what is new goes up, what is new comes down."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection

from desktop_app.application.ports import Identity
from desktop_app.storage.store import StationStore
from desktop_app.sync import enrolment, healing, inbox, journal, numbering, outbox, packet, status
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.inbox import BrokenFeed
from desktop_app.sync.wire import PARKED, Door, Operation, Outcome, Place, PushAnswer, StationReport

# Short enough that a clerk who wants to write waits for no more than a blink.
PAGE_ROWS = 200
TRIES = 3
REPORT_SECONDS = 60.0

# How our own code fails over content that it did not expect: one such operation must not stop the others.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Exchange:
    """What one station asks of the centre, step by step; knows no threads and no waiting.

    `changed` is told the dossiers that each step concerned. `run` may raise Unreachable; whatever was reached until
    then is kept, and the next run goes on from there.
    """

    def __init__(
        self,
        store: StationStore,
        door: Door,
        now: Callable[[], datetime],
        changed: Callable[[frozenset[str]], None],
        version: str = "",
    ) -> None:
        self.central = store.identity.central
        self.clock_difference: float | None = None
        self.behind = 0
        self._store = store
        self._door = door
        self._now = now
        self._changed = changed
        self._version = version
        self._spaces: list[int] = []
        # Where the outbox has been sent up to: only a saving, because the centre knows what it has.
        self._sent = 0
        self._refusals: dict[str, int] = {}
        # The feed knows operations of this incarnation that the store does not: it is an older copy of itself.
        self._forgotten = False
        self._reported: datetime | None = None

    def run(self) -> None:
        """Exchanges until neither side has anything new."""
        self._spaces = self._spaces or self._door.spaces(self._identity.space)
        behind = {head.space: self._begin(head) for head in self._door.heads(self._spaces)}
        self._drain(behind)
        self.lease(self._now().date())
        if self._assign():
            self._drain({})
        self._settle()
        self._report()

    def lease(self, day: date) -> None:
        """Sees to it that this station holds numbers for a day, the next ones and the dossiers that have none."""
        with self._store.read() as unit:
            missing = numbering.missing(unit, day)
        for series, count in missing:
            numbers = self._door.grant(self._identity, series, count)
            with self._store.write() as unit:
                numbering.keep(unit, numbers)
                unit.commit()

    @property
    def _identity(self) -> Identity:
        return self._store.identity

    def _drain(self, behind: dict[int, bool]) -> None:
        while True:
            if self._push():
                behind[self._identity.space] = True
            elif self._forgotten:
                self._renew("older copy of the store")
            elif not any(behind.values()):
                return
            for space in [space for space in self._spaces if behind.get(space)]:
                behind[space] = self._pull(space)

    # -- down --------------------------------------------------------------------------------------------------------

    def _begin(self, head: Place) -> bool:
        """Whether there is something to read in this feed."""
        place = self._place(head.space)
        if place is None:
            with self._store.write() as unit:
                inbox.write_place(unit.connection, Place(head.space, head.epoch))
                unit.commit()
            return head.seq > 0
        if place.epoch != head.epoch or place.seq > head.seq:
            self._part(place, head)
            return True
        return place != head

    def _pull(self, space: int) -> bool:
        """Takes one page; True while there is more."""
        place = self._place(space)
        if place is None:
            return False
        page = self._door.pull(place, PAGE_ROWS)
        if not page.follows:
            self._part(place, page.head)
            return True
        if not page.rows:
            return False
        with self._store.write_behind() as unit:
            try:
                applied = inbox.apply_page(unit.connection, page, place, unit.identity.stamp)
            except BrokenFeed as error:
                # Another program on this store has read on, or the page was torn on its way: it is asked for again.
                raise Unreachable(str(error)) from error
            unit.commit()
        self._forgotten = self._forgotten or applied.forgotten
        self.behind = max(0, page.head.seq - applied.place.seq)
        self._changed(applied.dossiers)
        return applied.place.seq < page.head.seq

    def _part(self, place: Place, head: Place) -> None:
        """Goes back to where the centre's history and ours part; what comes after is given to the centre again."""
        with self._store.read() as unit:
            shared = healing.common_place(unit.connection, place, lambda seq: self._door.hash_at(place.space, seq))
        to = Place(place.space, head.epoch, shared.seq, shared.hash)
        with self._store.write() as unit:
            if inbox.places(unit.connection).get(place.space) != place:
                raise Unreachable("cursor")
            if place.space == self._identity.space:
                dossiers = healing.put_back(unit.connection, to)
            else:
                healing.take_back(unit.connection, to)
                dossiers = frozenset()
            self._note(unit.connection, "resync", space=place.space, kept=to.seq, again=place.seq - to.seq)
            unit.commit()
        self._sent = 0
        self._changed(dossiers)

    def _place(self, space: int) -> Place | None:
        with self._store.read() as unit:
            return inbox.places(unit.connection).get(space)

    # -- up ----------------------------------------------------------------------------------------------------------

    def _push(self) -> bool:
        """Sends what waits, at most one batch; True where the exchange has to go on."""
        with self._store.read() as unit:
            batch = outbox.batch(unit.connection, self._sent)
        if not batch.operations:
            return False
        answer = self._offer(batch.operations)
        if answer.outcome is Outcome.ACCEPTED:
            self._sent = batch.places[-1]
        elif answer.outcome is Outcome.REFUSED:
            self._one_by_one(batch)
        elif answer.outcome is Outcome.GAP:
            self._close_gap(answer)
        else:
            self._leave_fork(answer)
        return True

    def _offer(self, operations: list[Operation]) -> PushAnswer:
        try:
            return self._door.push(self._identity.space, operations)
        except _STUMBLES as fault:
            return PushAnswer(Outcome.REFUSED, *operations[0][:3], type(fault).__name__)

    def _one_by_one(self, batch: outbox.Batch) -> None:
        """Sends what stands before an operation that the centre cannot take, and parks that after three tries."""
        for operation, place in zip(batch.operations, batch.places, strict=True):
            answer = self._offer([operation])
            if answer.outcome is Outcome.REFUSED:
                self._refused(operation, answer.reason)
                return
            if answer.outcome is not Outcome.ACCEPTED:
                return
            self._sent = place

    def _refused(self, operation: Operation, reason: str) -> None:
        tries = self._refusals[operation.id] = self._refusals.get(operation.id, 0) + 1
        if tries < TRIES:
            return
        if operation.kind == PARKED:
            raise Unreachable("marker refused")
        with self._store.write() as unit:
            outbox.park(unit.connection, operation, reason, tries, self._now().isoformat())
            self._note(unit.connection, "parked", operation=operation.id, reason=reason)
            unit.commit()
        del self._refusals[operation.id]
        self._changed(frozenset({operation.subject}))

    def _close_gap(self, answer: PushAnswer) -> None:
        """Finds what the centre misses: not sent in this order, lost by the centre, or nowhere any more."""
        if self._sent:
            self._sent = 0
            return
        place = self._place(self._identity.space)
        page = self._door.pull(place, 1) if place else None
        if place and page and not page.follows:
            self._part(place, page.head)
            return
        with self._store.write() as unit:
            stamp = f"{self._identity.space}-{answer.station}-{answer.incarnation}"
            if not healing.fill(unit.connection, stamp, answer.n, self._now().isoformat()):
                raise Unreachable("gap")
            self._note(unit.connection, "hole", n=answer.n)
            unit.commit()

    def _leave_fork(self, answer: PushAnswer) -> None:
        """Goes on under another incarnation where a copy of this store has used the numbers of this one."""
        space = self._identity.space
        stamp = f"{space}-{answer.station}-{answer.incarnation}"
        if stamp == self._identity.stamp:
            self._renew("forked")
            return
        self._read_to_the_end()
        with self._store.write() as unit:
            if answer.station == self._identity.station:
                outbox.renumber(unit.connection, unit.identity, outbox.places_of(unit.connection, stamp))
            else:
                healing.set_aside(unit.connection, stamp, self._now().isoformat())
            self._note(unit.connection, "forked", stamp=stamp)
            unit.commit()
        self._sent = 0

    def _renew(self, why: str) -> None:
        """Takes a new incarnation; what the centre has not got of the old one becomes the first of the new one."""
        self._read_to_the_end()
        before = self._identity
        public_key = packet.own_key(self._store).public_key().public_bytes_raw()
        after = self._door.enrol_again(before, public_key)
        enrolment.become(self._store, after, taking=before.stamp)
        with self._store.write() as unit:
            self._note(unit.connection, "new_incarnation", why=why, incarnation=after.incarnation)
            unit.commit()
        self._sent = 0
        self._forgotten = False

    def _read_to_the_end(self) -> None:
        while self._pull(self._identity.space):
            pass

    # -- numbers and reports -------------------------------------------------------------------------------------------

    def _assign(self) -> bool:
        """Gives codes to dossiers that were received without; True where it did."""
        with self._store.write() as unit:
            assigned = numbering.assign(unit, self._now())
            unit.commit()
        if assigned:
            self._changed(assigned)
        return bool(assigned)

    def _settle(self) -> None:
        with self._store.read() as unit:
            used = numbering.past(unit, self._now().date())
        if used:
            self._door.settle(self._identity, used)
            with self._store.write() as unit:
                numbering.forget(unit, used)
                unit.commit()

    def _report(self) -> None:
        now = self._now()
        if self._reported is not None and abs((now - self._reported).total_seconds()) < REPORT_SECONDS:
            return
        with self._store.read() as unit:
            local = status.local(unit.connection, now.date())
            place = inbox.places(unit.connection).get(self._identity.space)
        report = StationReport(
            version=self._version,
            waiting=local.waiting,
            oldest_waiting=local.oldest_waiting,
            numbers_left=local.numbers_left,
            feed_seq=place.seq if place else 0,
            clock=now.isoformat(),
        )
        self.clock_difference = self._door.report(self._identity, report)
        self._reported = now

    def _note(self, connection: Connection, what: str, **detail: object) -> None:
        journal.write(connection, self._now().isoformat(), what, **detail)
