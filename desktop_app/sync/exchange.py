"""One exchange between a station and the centre: what is new goes up, what is new comes down."""

from datetime import date, datetime

from desktop_app.sync import enrolment, inbox, numbering, outbox, status
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.line import Line
from desktop_app.sync.reading import Reader
from desktop_app.sync.sending import Sender
from desktop_app.sync.wire import StationReport
from desktop_app.version import program_version

REPORT_SECONDS = 60.0


class Exchange:
    """What one station asks of the centre, step by step; knows no threads and no waiting.

    `run` may raise Unreachable; whatever was reached until then is kept, and the next run goes on from there.
    """

    def __init__(self, line: Line) -> None:
        self.clock_difference: float | None = None
        self._line = line
        self._reader = Reader(line)
        self._sender = Sender(line, self._reader)
        self._spaces: list[int] = []
        self._reported: datetime | None = None

    @property
    def behind(self) -> int:
        """How many operations of the feed that was read last are still to come."""
        return self._reader.behind

    def run(self) -> bool:
        """Exchanges until neither side has anything new; False where neither had."""
        door = self._line.door
        self._spaces = self._spaces or door.spaces(self._line.identity.space)
        heads = door.heads(self._spaces)
        with self._line.store.read() as unit:
            places = inbox.places(unit.connection)
            self._reader.forgotten = enrolment.is_copied(unit.connection)
            self._sender.begin(outbox.batch(unit.connection, 0))
            needs = numbering.needs(unit, self._line.now().date())
        self._reader.compare(places, heads)
        busy = self._drain()
        if busy:
            needs = self._needs(self._line.now().date())
        while self._see_to(needs):
            busy = self._drain()
            needs = self._needs(self._line.now().date())
        self._report()
        return busy

    def lease(self, day: date) -> None:
        """Sees to it that this station holds numbers for a day, the next ones and the dossiers that have none.

        A centre that no longer knows what was read here may have forgotten numbers that it gave out: it is asked for
        none before `run` has given back what it lost.
        """
        line = self._line
        space = line.identity.space
        with line.store.read() as unit:
            place = inbox.places(unit.connection).get(space)
        if place and not line.door.pull(place, 1).follows:
            raise Unreachable("history")
        self._lease(self._needs(day))

    def _drain(self) -> bool:
        busy = False
        while True:
            if self._reader.forgotten:
                self._sender.renew("copied or restored")
            sent = self._sender.send()
            busy = busy or sent or self._reader.has_news
            more = self._reader.read()
            if not sent and not more and not self._reader.forgotten:
                return busy

    def _needs(self, day: date) -> numbering.Needs:
        with self._line.store.read() as unit:
            return numbering.needs(unit, day)

    def _see_to(self, needs: numbering.Needs) -> bool:
        """Leases, settles, and gives codes to dossiers that were received without; True where it gave some."""
        line = self._line
        self._lease(needs)
        if needs.past:
            line.door.settle(line.identity, needs.past)
            with line.store.write() as unit:
                numbering.forget(unit, needs.past)
                unit.commit()
        if not needs.without_code:
            return False
        with line.store.write() as unit:
            assigned = numbering.assign(unit, line.now())
            unit.commit()
        self._sender.begin_again()
        line.changed(assigned)
        return bool(assigned)

    def _lease(self, needs: numbering.Needs) -> None:
        line = self._line
        for series, count in needs.missing:
            numbers = line.door.grant(line.identity, series, count)
            with line.store.write() as unit:
                numbering.keep(unit, numbers)
                unit.commit()

    def _report(self) -> None:
        now = self._line.now()
        if self._reported is not None and abs((now - self._reported).total_seconds()) < REPORT_SECONDS:
            return
        with self._line.store.read() as unit:
            local = status.local(unit.connection, now.date())
            place = inbox.places(unit.connection).get(self._line.identity.space)
        report = StationReport(
            version=program_version(),
            waiting=local.waiting,
            oldest_waiting=local.oldest_waiting,
            numbers_left=local.numbers_left,
            feed_seq=place.seq if place else 0,
            clock=now.isoformat(),
        )
        self.clock_difference = self._line.door.report(self._line.identity, report)
        self._reported = now
