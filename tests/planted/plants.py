"""The bugs. Each is a block in which the program is wrong in one place; nothing of this is in the program itself."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from sqlalchemy import delete, func, select

from desktop_app.storage import attachments, projection, schema
from desktop_app.storage.unit import StoreUnit
from desktop_app.sync import (
    database,
    enrolment,
    faults,
    healing,
    inbox,
    lane,
    numbers,
    outbox,
    push,
    reading,
    registry,
    rounds,
    sending,
    tables,
)
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.wire import Place, chained


@dataclass(frozen=True)
class Plant:
    """One bug: what it is, how it is put in, what the judge must say of it, and the troubles in which it would show."""

    what: str
    block: Callable[[], AbstractContextManager[Any]]
    shows: str
    troubles: tuple[str, ...] = ()


PLANTS: dict[str, Plant] = {}


def plant(what: str, *troubles: str, shows: str):
    """Adds a bug under the name of the function that plants it."""

    def add(function):
        PLANTS[function.__name__] = Plant(what, contextmanager(function), shows, troubles)
        return function

    return add


# -- going up ----------------------------------------------------------------------------------------------------------


@plant("the centre says yes before it has committed", "centre_dies", shows="history")
def answered_before_commit() -> Iterator[None]:
    finish = database._Embedded.finish

    def careless(self, steps):
        with suppress(Exception):
            finish(self, steps)

    with patch.object(database._Embedded, "finish", careless):
        yield


@plant("a repeated push is appended again under a new identity", "offline", shows="one receipt number for two dossiers")
def no_recognition() -> Iterator[None]:
    taking = push._Push._append

    def again(self, fresh, head, history):
        """As if neither number nor id were remembered: each arrival is a new operation."""
        answer = taking(self, fresh, head, history)
        self._logs.clear()
        return answer

    fresh_id = outbox.operation

    def renamed(row):
        made = fresh_id(row)
        renamed.count += 1
        return made._replace(id=f"{renamed.count:032x}"[-32:])

    renamed.count = 0
    with patch.object(push._Push, "_append", again), patch.object(outbox, "operation", renamed):
        yield


@plant("the batch stops at an operation that cannot be taken", "poison", shows="liveness")
def stops_at_poison() -> Iterator[None]:
    def stop(self, operation, reason):
        raise Unreachable(reason)

    with patch.object(sending.Sender, "_refused", stop):
        yield


@plant(
    "a centre that gives no answer is taken for one that refuses for ever", "centre_dies", shows="parked without cause"
)
def silence_is_refusal() -> Iterator[None]:
    everything = (*faults._OWN_SAKE, faults.sqlcipher.OperationalError)
    with patch.object(faults, "_OWN_SAKE", everything):
        yield


@plant("the exchange gives up after three failures", "offline", "centre_dies", shows="liveness")
def gives_up() -> Iterator[None]:
    failed = rounds.Rounds._failed

    def tired(self, why):
        pause = failed(self, why)
        return pause if self._failures < 3 else 1e9

    with patch.object(rounds.Rounds, "_failed", tired):
        yield


@plant("holes in a station's numbers are not noticed", "centre_restored", shows="gap")
def holes_accepted() -> Iterator[None]:
    take = push._Push.take

    def gapless(self, taken):
        log = push._Log
        first = taken[0].operation

        class Lenient(log):
            """A log that believes to end just before whatever comes."""

            __slots__ = ()

            def __init__(self, state, last):
                super().__init__(state, max(last, first.n - 1))

        with patch.object(push, "_Log", Lenient):
            return take(self, taken)

    with patch.object(push._Push, "take", gapless):
        yield


@plant("waiting operations are forgotten when the centre was restored", "centre_restored", shows="lost")
def resync_drops() -> Iterator[None]:
    def drop(connection, to):
        lost = delete(schema.event).where(schema.event.c.space == to.space, schema.event.c.seq > to.seq)
        connection.execute(lost)
        inbox.write_place(connection, to)
        return frozenset()

    with patch.object(healing, "put_back", drop):
        yield


@plant("a shorter history of the centre is not noticed", "centre_restored", shows="lost")
def epoch_ignored() -> Iterator[None]:
    compare = reading.Reader.compare

    def trusting(self, places, heads):
        known = {space: places.get(space) for space in places}
        heads = [
            head if head.space not in known else Place(head.space, known[head.space].epoch, *_longer(head, known))
            for head in heads
        ]
        compare(self, places, heads)

    def _longer(head, known):
        place = known[head.space]
        return (head.seq, head.hash) if head.seq > place.seq else (place.seq, place.hash)

    with patch.object(reading.Reader, "compare", trusting):
        yield


# -- coming down -------------------------------------------------------------------------------------------------------


@plant("the cursor is moved in a transaction of its own, before the page", "crash", shows="feed differs")
def cursor_outside_the_page() -> Iterator[None]:
    def careless(self, place, rows, head):
        last = rows[-1]
        with self._line.store.write() as unit:
            inbox.write_place(unit.connection, Place(place.space, place.epoch, last.seq, last.hash))
            unit.commit()
        with self._line.store.write() as unit:
            inbox.write_place(unit.connection, place)
            applied = inbox.apply_page(unit.connection, inbox.Page(head, rows), place, unit.identity.stamp)
            unit.commit()
        self._places[place.space] = applied.place
        self._line.changed(applied.dossiers)

    with patch.object(reading.Reader, "_apply", careless):
        yield


@plant("neither gaps nor hashes of a page are checked", "offline", shows="feed differs")
def pages_not_checked() -> Iterator[None]:
    def trusting(rows, at):
        last = rows[-1] if rows else at
        return Place(at.space, at.epoch, last.seq, last.hash)

    with patch.object(inbox, "_verified", trusting):
        yield


@plant("a download removes what still waits for the same dossier", "offline", shows="lost")
def pending_overwritten() -> Iterator[None]:
    apply_page = inbox.apply_page

    def overwriting(connection, page, at, stamp):
        subjects = {row.subject for row in page.rows}
        waits = schema.event.c.subject.in_(subjects), *outbox.WAITS
        known = {row.id for row in page.rows}
        connection.execute(delete(schema.event).where(*waits, schema.event.c.id.not_in(known)))
        return apply_page(connection, page, at, stamp)

    with patch.object(inbox, "apply_page", overwriting):
        yield


def _ordered_by(column: str) -> str:
    whole = projection._EVENTS
    return whole[: whole.index("ORDER BY")] + f"ORDER BY subject, {column}"


@plant("the later clock wins instead of the centre's order", "clock_jumps", shows="dossiers differ")
def last_clock_wins() -> Iterator[None]:
    with patch.object(projection, "_EVENTS", _ordered_by("at")):
        yield


@plant("events are folded in the order in which this store came to know them", "offline", shows="dossiers differ")
def folded_as_they_came() -> Iterator[None]:
    with patch.object(projection, "_EVENTS", _ordered_by("no")):
        yield


@plant("an answer to a push is believed without comparing hashes", "centre_restored", "offline", shows="history")
def confirmed_unseen() -> Iterator[None]:
    confirm = reading.Reader.confirm

    def believing(self, operations, head):
        place = self._places.get(head.space)
        rows = chained(Place(place.space, place.epoch, head.seq - len(operations), place.hash), operations)
        return confirm(
            self, operations, Place(head.space, place.epoch, place.seq + len(rows), chained(place, operations)[-1].hash)
        )

    with patch.object(reading.Reader, "confirm", believing):
        yield


@plant("the end of the feed is moved before its rows are there", "centre_dies", shows="gap")
def head_before_rows() -> Iterator[None]:
    finish = database._Embedded.finish

    def in_two(self, steps):
        heads = [step for step in steps if step[0] == push._SET_HEAD]
        rest = [step for step in steps if step[0] != push._SET_HEAD]
        if heads and rest:
            finish(self, heads)
            self._cursor.execute("BEGIN IMMEDIATE")
        finish(self, rest or heads)

    with patch.object(database._Embedded, "finish", in_two):
        yield


# -- numbers -----------------------------------------------------------------------------------------------------------


@plant("a number is marked as used only after the intake was committed", "crash", shows="one code for two dossiers")
def number_outside_the_intake() -> Iterator[None]:
    commit = StoreUnit.commit

    def peek(self, unit, day):
        lease = schema.lease
        place = (lease.c.unit == unit, lease.c.day == day, lease.c.next <= lease.c.last)
        found = self.connection.execute(select(lease.c.id, lease.c.next).where(*place).order_by(lease.c.first)).first()
        if found is None:
            return None
        self.used = found.id
        return found.next

    def late(self):
        commit(self)
        used = self.__dict__.pop("used", None)
        if used is not None:
            sql = "UPDATE lease SET next = next + 1 WHERE id = ?"
            with self.connection.begin():
                self.connection.exec_driver_sql(sql, (used,))

    with patch.object(StoreUnit, "next_sequence", peek), patch.object(StoreUnit, "commit", late):
        yield


@plant("two stations are given the same numbers", "offline", shows="one code for two dossiers")
def numbers_given_twice() -> Iterator[None]:
    def careless(engine, identity, series, count, at):
        table = tables.number_lease
        with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
            own = (table.c.space == identity.space, table.c.day == series.day, table.c.station == identity.station)
            last = connection.scalar(select(func.coalesce(func.max(table.c.last), 0)).where(*own))
            row = {"space": identity.space, "station": identity.station, "incarnation": identity.incarnation}
            row |= {"first": last + 1, "last": last + count, "granted_at": at, **series._asdict()}
            connection.execute(table.insert().prefix_with("OR REPLACE").values(row))
        return numbers.Numbers(series, last + 1, last + count)

    with patch.object(numbers, "grant", careless):
        yield


@plant(
    "a copied store goes on with the numbers of its original",
    "store_copied",
    "store_restored",
    shows="one code for two dossiers",
)
def copy_keeps_numbers() -> Iterator[None]:
    def begin(store):
        with store.write() as unit:
            unit.next_counter(enrolment.RECEIPT_COUNTER, enrolment.RECEIPTS_SKIPPED)
            enrolment.set_meta(unit.connection, enrolment._COPIED, "1")
            unit.commit()

    with patch("tests.simulator.world.begin_copied", begin):
        yield


@plant(
    "a copied store prints receipts with the numbers of its original",
    "store_copied",
    shows="one receipt number for two dossiers",
)
def copy_repeats_receipts() -> Iterator[None]:
    with patch.object(enrolment, "RECEIPTS_SKIPPED", 0):
        yield


@plant("a station that enrols again keeps its incarnation", "store_copied", "store_restored", shows="liveness")
def incarnation_not_raised() -> Iterator[None]:
    def same(engine, url, new, at):
        with engine.connect() as connection:
            table = tables.station
            found = select(table.c.station).where(table.c.name == new.name)
            number = connection.scalar(found)
        office = registry.space(engine, new.office)
        return registry.Identity(office.number, number, 1, office.code, office.name, new.name, office.unit, url)

    with patch.object(registry, "enrol", same):
        yield


@plant(
    "a restored centre gives out numbers that it has forgotten", "centre_restored", shows="one code for two dossiers"
)
def forgotten_numbers_given_again() -> Iterator[None]:
    with patch.object(registry, "_jump", lambda _first, _drawn: 0):
        yield


# -- the store ---------------------------------------------------------------------------------------------------------


@plant("an event and what follows from it are committed one after the other", "crash", shows="dossiers differ")
def half_an_intake() -> Iterator[None]:
    refresh = projection.refresh

    def after_commit(connection, subjects):
        driver = connection.connection.driver_connection
        driver.commit()
        driver.execute("BEGIN")
        refresh(connection, subjects)

    with patch.object(projection, "refresh", after_commit):
        yield


# -- attached files ----------------------------------------------------------------------------------------------------


@plant(
    "a part is taken for sent before the centre has said so", "offline", "centre_dies", shows="file not at the centre"
)
def sent_before_it_was_taken() -> Iterator[None]:
    send = lane.Lane._send_missing

    def believing(self, door, content):
        self._files.mark_sent(content, content.parts)
        return send(self, door, content)

    with patch.object(lane.Lane, "_send_missing", believing):
        yield


@plant(
    "contents that a restored centre has lost are not offered again", "centre_restored", shows="file not at the centre"
)
def lost_contents_stay_lost() -> Iterator[None]:
    def remembering(self, epoch):
        with self._writing("FULL") as connection:
            connection.exec_driver_sql("INSERT OR REPLACE INTO known VALUES ('epoch', ?)", (epoch,))

    with patch.object(attachments.AttachmentStore, "follow", remembering):
        yield
