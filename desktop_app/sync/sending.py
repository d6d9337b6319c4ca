"""What goes up: the outbox in its order, past everything that could hold it up."""

from collections.abc import Sequence

from desktop_app.sync import enrolment, healing, outbox, packet
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.line import Line
from desktop_app.sync.reading import Reader
from desktop_app.sync.wire import PARKED, Operation, Outcome, PushAnswer

TRIES = 3
# Every answer but a yes is followed by something that should help. Where nothing helps, the centre gets some rest.
MOST_SETBACKS = 50

# How our own code fails over content that it did not expect: one such operation must not stop the others.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Sender:
    """Sends what waits, batch by batch; whatever the centre answers, the next call gets further or raises."""

    def __init__(self, line: Line, reader: Reader) -> None:
        self._line = line
        self._reader = reader
        self._batch: outbox.Batch | None = None
        # Where the outbox has been sent up to: only a saving, because the centre knows what it has.
        self._sent = 0
        self._refusals: dict[str, int] = {}
        self._setbacks = 0

    def begin(self, batch: outbox.Batch) -> None:
        """Starts with what the outbox begins with."""
        self._batch, self._sent, self._setbacks = batch, 0, 0

    def send(self) -> bool:
        """Sends at most one batch; True where something was sent."""
        if self._reader.parted:
            self._reader.parted = False
            self.begin_again()
        batch = self._batch or self._next()
        if not batch.operations:
            return False
        answer = self._offer(batch.operations)
        if answer.outcome is Outcome.ACCEPTED:
            self._accepted(batch.operations, batch.places[-1], answer)
            # What is done meanwhile asks for an exchange of its own.
            self._batch = None if batch.rest else outbox.Batch([], [], rest=False)
            self._setbacks = 0
            return True
        self._batch = None
        self._setbacks += 1
        if self._setbacks > MOST_SETBACKS:
            raise Unreachable("no progress")
        if answer.outcome is Outcome.REFUSED:
            answer = self._one_by_one(batch)
        if answer.outcome is Outcome.GAP:
            self._close_gap(answer)
        elif answer.outcome is Outcome.FORKED:
            self._leave_fork(answer)
        return True

    def begin_again(self) -> None:
        """Sends the outbox from its beginning: what was believed about the centre no longer holds."""
        self._batch, self._sent = None, 0

    def renew(self, why: str) -> None:
        """Takes a new incarnation; what the centre has not got of the old one becomes the first of the new one."""
        self._reader.read_own_to_the_end()
        line, before = self._line, self._line.identity
        public_key = packet.own_key(line.store).public_key().public_bytes_raw()
        after = line.door.enrol_again(before, public_key)
        enrolment.become(line.store, after, taking=before.stamp)
        with line.store.write() as unit:
            line.note(unit.connection, "new_incarnation", why=why, incarnation=after.incarnation)
            unit.commit()
        self.begin_again()
        self._reader.forgotten = False

    def _next(self) -> outbox.Batch:
        with self._line.store.read() as unit:
            return outbox.batch(unit.connection, self._sent)

    def _offer(self, operations: Sequence[Operation]) -> PushAnswer:
        try:
            return self._line.door.push(self._line.identity.space, operations)
        except _STUMBLES as fault:
            return PushAnswer(Outcome.REFUSED, *operations[0][:3], type(fault).__name__)

    def _accepted(self, operations: Sequence[Operation], last: int, answer: PushAnswer) -> None:
        if answer.head is None or not self._reader.confirm(operations, answer.head):
            self._sent = last
            self._reader.expect_own()

    def _one_by_one(self, batch: outbox.Batch) -> PushAnswer:
        """Sends what stands before an operation that the centre cannot take, and parks that after three tries.

        The last answer: where it asks for something else, that has to be seen to first.
        """
        answer = PushAnswer(Outcome.ACCEPTED)
        for operation, place in zip(batch.operations, batch.places, strict=True):
            answer = self._offer([operation])
            if answer.outcome is not Outcome.ACCEPTED:
                break
            self._accepted([operation], place, answer)
        if answer.outcome is Outcome.REFUSED:
            self._refused(operation, answer.reason)
        return answer

    def _refused(self, operation: Operation, reason: str) -> None:
        tries = self._refusals[operation.id] = self._refusals.get(operation.id, 0) + 1
        if tries < TRIES:
            return
        if operation.kind == PARKED:
            raise Unreachable("marker refused")
        line = self._line
        with line.store.write() as unit:
            outbox.park(unit.connection, operation, reason, tries, line.now().isoformat())
            line.note(unit.connection, "parked", operation=operation.id, reason=reason)
            unit.commit()
        del self._refusals[operation.id]
        self._setbacks = 0
        line.changed(frozenset({operation.subject}))

    def _close_gap(self, answer: PushAnswer) -> None:
        """Finds what the centre misses: not sent in this order, lost by the centre, or nowhere any more."""
        if self._sent:
            self.begin_again()
            return
        if not self._reader.examine():
            return
        line = self._line
        stamp = f"{line.identity.space}-{answer.station}-{answer.incarnation}"
        with line.store.write() as unit:
            if not healing.mend(unit.connection, stamp, answer.n, line.now().isoformat()):
                raise Unreachable("gap")
            line.note(unit.connection, "mended", n=answer.n)
            unit.commit()

    def _leave_fork(self, answer: PushAnswer) -> None:
        """Goes on under another incarnation where a copy of this store has used the numbers of this one."""
        line = self._line
        stamp = f"{line.identity.space}-{answer.station}-{answer.incarnation}"
        if stamp == line.identity.stamp:
            self.renew("forked")
            return
        self._reader.read_own_to_the_end()
        with line.store.write() as unit:
            if answer.station == line.identity.station:
                outbox.renumber(unit.connection, unit.identity, outbox.places_of(unit.connection, stamp))
            else:
                healing.set_aside(unit.connection, stamp, line.now().isoformat())
            line.note(unit.connection, "forked", stamp=stamp)
            unit.commit()
        self.begin_again()
