"""One run: an office at work while everything around it fails, and then a minute in which nothing fails."""

import heapq
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from unittest.mock import patch

import sqlcipher3.dbapi2 as sqlcipher

from desktop_app import ids
from desktop_app.domain.clocktime import VN
from desktop_app.storage import store
from desktop_app.storage.attachments import AttachmentStore
from desktop_app.storage.store import StationStore
from desktop_app.sync import registry
from desktop_app.sync.centre import Centre
from desktop_app.sync.enrolment import begin_copied, enrol
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.lane import Lane
from desktop_app.sync.rounds import Rounds
from tests.simulator.clerk import Clerk
from tests.simulator.disk import Crash, Disk, Shelf, new_centre, new_files, new_store
from tests.simulator.network import Line
from tests.simulator.oracle import UNCODED, Case, Witness

OFFICE = "H29.19.05"
BEGIN = datetime(2026, 10, 8, 9, tzinfo=VN)
TROUBLE_SECONDS = 8.0
PEACE_SECONDS = 60.0
TEN_YEARS = timedelta(days=3650)

# What may go wrong, and how often beside the others.
TROUBLES = {
    "offline": 4,
    "crash": 6,
    "power_cut": 2,
    "centre_dies": 3,
    "centre_restored": 2,
    "store_restored": 1,
    "store_copied": 1,
    "clock_jumps": 2,
    "second_program": 2,
    "poison": 2,
}
FATES = ("no_request", "no_answer", "twice", "late", "centre_dies")
TORN = ("torn_short", "torn_gap", "torn_twice", "torn_order", "torn_bytes")


_CENTRES, _STATIONS, _FILES = Shelf(sqlcipher.OperationalError), Shelf(), Shelf()
# Own contents that an event names and the centre is not known to hold; and which history of it that was said of.
_UNSENT = "SELECT event FROM content JOIN claim USING (hash) WHERE here = 1 AND sent < parts"
_FOLLOWED = "SELECT value FROM known WHERE key = 'epoch'"


class Desk:
    """One station: its disk, the program that runs on it (or two), its clock and its clerk."""

    def __init__(self, world: "World", name: str, disk: Disk, files: Disk) -> None:
        self.world = world
        self.name = name
        self.disk = disk
        self.files = files
        self.skew = timedelta(0)
        self.offline_until = 0.0
        # Twice the same backup, before the first has reached the centre, repeats receipt numbers (docs/trust.md).
        self.one_of_two = False
        self.clerk = Clerk(self)
        self.boot()

    def boot(self) -> None:
        """Starts the program on what the disk holds."""
        self.store = StationStore(self.disk.engine, Path("/"))
        self.store.attachments = AttachmentStore(lambda: self.files.engine, self.has_files)
        self.begin_lane()
        self.programs = [self._program()]
        self._running: list[Rounds] = []

    def begin_lane(self) -> None:
        """The lane for files begins; it looks back at what the centre was given as soon as it reaches it."""
        self._lane = Lane(self.store, lambda _url: self._line(), now=lambda: self.world.time)
        self._swept = self.looked_back = False

    def start_second(self) -> None:
        """Somebody runs the exchange from the command line beside the window."""
        if len(self.programs) == 1:
            self.programs.append(self._program())

    def now(self) -> datetime:
        """What this station's clock shows."""
        return BEGIN + timedelta(seconds=self.world.time) + self.skew

    def exchange(self) -> float:
        """One round of the program, or of both, in turn, and then what the lane for files can carry."""
        pause = min(self._run(program) for program in list(self.programs))
        if not self._swept:
            self._lane.sweep()
            self._swept = True
        with suppress(Unreachable):
            self._lane.run()
            self.looked_back = True
        return pause

    def reboot(self, *, power_cut: bool = False) -> None:
        """The program was ended; it starts again on what both disks hold."""
        self.disk.reboot(power_cut=power_cut)
        self.files.reboot(power_cut=power_cut)
        self.boot()
        self.clerk.recall()

    def has_files(self) -> bool:
        """Whether anything was ever attached here: before that, the program has not even made the file."""
        return bool(self.files.ask("SELECT 1 FROM content LIMIT 1"))

    def has_sent_its_files(self, epoch: str) -> bool:
        """Whether the centre, in the history that holds now, has every content that an event of this store names."""
        if not self.has_files():
            return True
        made = self.clerk.made()
        if not self.looked_back or any(event in made for (event,) in self.files.ask(_UNSENT)):
            return False
        return self.files.ask(_FOLLOWED) == [(epoch,)]

    def _run(self, program: Rounds) -> float:
        self._running.append(program)
        try:
            return program.run()
        finally:
            # A program that was started anew after a crash knows nothing of the old one.
            self._running = [one for one in self._running if one is not program]

    def _program(self) -> Rounds:
        return Rounds(
            self.store,
            tell=lambda _status, _dossiers: None,
            open_door=lambda _url: self._line(),
            now=self.now,
            chance=self.world.random.random,
        )

    def _line(self) -> Line:
        return Line(self.world.centre, self._fate, self.world.later, self._meanwhile)

    def _fate(self, name: str) -> str:
        world = self.world
        if world.time < self.offline_until:
            return "no_request"
        if world.peace or world.random.random() > world.faults:
            return "ok"
        return world.random.choice(FATES + TORN if name == "pull" else FATES)

    def _meanwhile(self) -> None:
        """Neither a clerk nor another program stops because a program waits for the centre."""
        if self.world.peace:
            return
        if self.world.random.random() < 0.05:
            self.clerk.work()
        idle = [program for program in self.programs if program not in self._running]
        if idle and self.world.random.random() < 0.1:
            self._run(idle[0])


class Host:
    """The machine of the centre."""

    def __init__(self, world: "World") -> None:
        self.disk = _CENTRES.take(world.office.centre)
        ((self.epoch,),) = self.disk.ask("SELECT epoch FROM space WHERE number = 100")
        self.door = Centre("sim", self.disk.engine, world.now)
        self.backups: list[sqlcipher.Connection] = []
        self._world = world

    def die_soon(self) -> None:
        """The next few statements are its last ones for some seconds."""
        chance = self._world.random
        self.disk.light(chance.randint(1, 9), after=chance.random() < 0.5)
        self._world.at(chance.uniform(0.5, 8), self.disk.reboot)


class World:
    """Everything there is, drawn from one seed."""

    def __init__(self, seed: int, troubles: Collection[str] = ()) -> None:
        _CENTRES.clear()
        _STATIONS.clear()
        _FILES.clear()
        self.random = Random(seed)
        self.time = 0.0
        self.peace = False
        # Some runs are nearly quiet, so that what happens is not always drowned by what fails.
        self.faults = self.random.choice([0.02, 0.1, 0.3])
        drawn = self.random.sample(sorted(TROUBLES), self.random.randint(1, len(TROUBLES)))
        self.troubles = set(troubles or drawn)
        # Ids of operations that a restored disk has taken with it, and of those that the centre did not know then.
        self.gone: set[str] = set()
        self.unheard: set[str] = set()
        # Ids of operations that no centre can take.
        self.poison: set[str] = set()
        self.restored = self.unnoticed = False
        # Most offices have worked before: what only happens at a first contact is not what most days are made of.
        self.office = office(worked=self.random.random() < 0.8)
        self._agenda: list[tuple[float, int, object]] = []
        self._order = count()
        self.centre = Host(self)
        self.desks = [self._new_desk(n) for n in range(self.random.choice([3, 3, 3, 3, 3, 3, 3, 4, 5, 10]))]

    def now(self) -> datetime:
        """The true time, which the centre's clock shows."""
        return BEGIN + timedelta(seconds=self.time)

    def at(self, seconds: float, action) -> None:
        """Does something that many seconds from now."""
        heapq.heappush(self._agenda, (self.time + seconds, next(self._order), action))

    def later(self, ask) -> None:
        """A request arrives when nobody waits for its answer any more."""

        def arrive():
            with suppress(Unreachable):
                ask()

        self.at(self.random.uniform(0.1, 12), arrive)

    def run(self) -> float:
        """Some seconds of trouble, then peace until everything has arrived; the seconds of peace that it took."""
        for desk in self.desks:
            self.at(self.random.uniform(0, 5), self._rounds_of(desk))
        for _ in range(self.random.randint(4, 16)):
            self.at(
                self.random.uniform(0, TROUBLE_SECONDS), lambda: self._guarded(self.random.choice(self.desks), "work")
            )
        for _ in range(self.random.randint(1, 5)):
            self.at(self.random.uniform(0, TROUBLE_SECONDS - 2), self._trouble)
        self._live_until(TROUBLE_SECONDS)
        self._repair()
        end = self.time + PEACE_SECONDS
        while self._agenda and self._agenda[0][0] < end and not self.quiet():
            self._step()
        return self.time - (end - PEACE_SECONDS)

    def quiet(self) -> bool:
        """Whether everything has arrived everywhere, as the databases say."""
        (head,) = self.centre.disk.ask("SELECT epoch, head_seq, head_hash FROM space WHERE number = 100")
        if self.centre.disk.ask(f"{UNCODED} LIMIT 1"):
            return False
        if not all(desk.has_sent_its_files(head[0]) for desk in self.desks):
            return False
        return all(desk.clerk.settled(head) for desk in self.desks) and not any(
            getattr(action, "pending", False) for _, _, action in self._agenda
        )

    def case(self, peace: float) -> Case:
        """What the judge has to know, after so many seconds of peace."""
        return Case(
            centre=self.centre.disk.ask,
            stations=[Witness(desk.name, desk.disk.ask, desk.clerk.committed) for desk in self.desks],
            settled=peace < PEACE_SECONDS and self.quiet(),
            epoch=None if self.restored else self.centre.epoch,
            gone=self.gone if self.restored else self.unheard,
            poison=self.poison,
            undeclared=self.unnoticed,
        )

    def _new_desk(self, number: int) -> Desk:
        disk = _STATIONS.take(self.office.stations[number])
        disk.keeps_what_is_not_flushed = "power_cut" not in self.troubles
        files = _FILES.take(new_files())
        files.keeps_what_is_not_flushed = disk.keeps_what_is_not_flushed
        return Desk(self, f"Quầy {number + 1}", disk, files)

    def _rounds_of(self, desk: Desk):
        def round_trip():
            if desk in self.desks:
                pause = self._guarded(desk, "exchange")
                self.at(pause if pause is not None else self.random.uniform(0.1, 3), round_trip)

        return round_trip

    def _guarded(self, desk: Desk, what: str):
        """Lets a desk do something; where it crashes in the middle, it starts again."""
        try:
            match what:
                case "exchange":
                    return desk.exchange()
                case "work":
                    desk.clerk.work()
                case "start_second":
                    desk.start_second()
        except Crash:
            desk.reboot(power_cut="power_cut" in self.troubles)
        return None

    def _live_until(self, end: float) -> None:
        while self._agenda and self._agenda[0][0] < end:
            self._step()
        self.time = end

    def _step(self) -> None:
        self.time, _, action = heapq.heappop(self._agenda)
        action()

    def _trouble(self) -> None:
        kinds = sorted(self.troubles)
        kind = self.random.choices(kinds, [TROUBLES[kind] for kind in kinds])[0]
        getattr(self, f"_{kind}")(self.random.choice(self.desks))

    def _repair(self) -> None:
        """From now on nothing fails; requests that are still on their way may arrive."""
        self.peace = True
        self.centre.disk.reboot()
        for desk in self.desks:
            desk.offline_until = 0.0
            if desk.disk.dead or desk.files.dead:
                desk.reboot()
            desk.disk.put_out()
            desk.files.put_out()
            if self.unnoticed:
                # Only a lane that begins can find out what was lost untold. Elsewhere nothing may need it.
                desk.begin_lane()

    # -- troubles --------------------------------------------------------------------------------------------------

    def _offline(self, desk: Desk) -> None:
        desk.offline_until = self.time + self.random.uniform(1, 10)

    def _crash(self, desk: Desk) -> None:
        disk = self.random.choice([desk.disk, desk.disk, desk.disk, desk.files])
        disk.light(self.random.randint(1, 120), after=self.random.random() < 0.5)

    _power_cut = _crash

    def _centre_dies(self, _desk: Desk) -> None:
        self.centre.die_soon()

    def _centre_restored(self, _desk: Desk) -> None:
        """A backup is made now and put back some seconds later, with or without anybody telling the stations."""
        image = self.centre.disk.copy()

        def restore():
            if self.peace:
                return
            self.centre.disk.put_back(image)
            self.restored = True
            if self.random.random() < 0.7:
                registry.begin_epoch(self.centre.disk.engine, self.now())
            else:
                self.unnoticed = True

        self.at(self.random.uniform(1, 8), restore)

    def _store_restored(self, desk: Desk) -> None:
        if desk.one_of_two:
            return
        desk.one_of_two = True
        image = desk.disk.copy()

        def restore():
            if self.peace:
                return
            lost = desk.clerk.made()
            desk.disk.put_back(image)
            desk.boot()
            begin_copied(desk.store)
            lost -= desk.clerk.made()
            self.gone |= lost
            self.unheard |= lost - {row[0] for row in self.centre.disk.ask("SELECT id FROM operation")}

        self.at(self.random.uniform(1, 6), restore)

    def _store_copied(self, desk: Desk) -> None:
        if len(self.desks) < 10 and not desk.disk.dead and not desk.files.dead and not desk.one_of_two:
            copies = _STATIONS.take(desk.disk.copy()), _FILES.take(desk.files.copy())
            twin = Desk(self, f"{desk.name} (bản sao)", *copies)
            begin_copied(twin.store)
            desk.one_of_two = twin.one_of_two = True
            self.desks.append(twin)
            self.at(self.random.uniform(0, 5), self._rounds_of(twin))

    def _clock_jumps(self, desk: Desk) -> None:
        desk.skew = TEN_YEARS * self.random.choice([-1, 1]) * self.random.random()

    def _second_program(self, desk: Desk) -> None:
        self._guarded(desk, "start_second")

    def _poison(self, desk: Desk) -> None:
        desk.clerk.poison_next = True


@dataclass(frozen=True)
class Office:
    """A centre with an office, and the stores of its ten stations."""

    centre: sqlcipher.Connection
    stations: list[sqlcipher.Connection]


@cache
def office(*, worked: bool) -> Office:
    """An office before anything has happened, or after its stations have received a dossier each."""
    host = Disk()
    host.put_back(new_centre())
    centre = Centre("sim", host.engine, lambda: BEGIN)
    centre.init()
    centre.add_office(OFFICE, "Trung tâm")
    disks = [Disk() for _ in range(10)]
    for number, disk in enumerate(disks, 1):
        disk.put_back(new_store())
        desk = StationStore(disk.engine, Path("/"))
        enrol(desk, centre, OFFICE, f"Quầy {number}")
        if worked:
            rounds = Rounds(desk, tell=lambda *_: None, open_door=lambda _url: centre, now=lambda: BEGIN)
            rounds.run()
    return Office(host.copy(), [disk.copy() for disk in disks])


def prepare() -> None:
    """Makes what all worlds begin with."""
    with patch.object(store, "Upkeep", _NoUpkeep):
        office(worked=True)
        office(worked=False)


class _NoUpkeep:
    """What the store does on a thread of its own would make a run depend on more than its seed."""

    def __init__(self, *_: object) -> None: ...


def run(seed: int, troubles: Collection[str] = ()) -> Case:
    """What the judge has to know of the world of this seed, with these troubles or those it draws."""
    prepare()
    chance = Random(f"ids {seed}")

    class Seeded:
        """What `desktop_app.ids` asks of `secrets` and `time`."""

        randbits = staticmethod(chance.getrandbits)
        time_ns = staticmethod(lambda: int(world_time()) * 1_000_000_000)

    clock = {"world": None}

    def world_time():
        world = clock["world"]
        return BEGIN.timestamp() + (world.time if world else 0)

    with (
        patch.object(store, "Upkeep", _NoUpkeep),
        patch.object(ids, "secrets", Seeded),
        patch.object(ids, "time", Seeded),
    ):
        world = clock["world"] = World(seed, troubles)
        return world.case(world.run())
