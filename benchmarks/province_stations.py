"""Light stations for benchmarks.province: a process of its own, real door and real centre, the store in memory."""

import heapq
import json
import random
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import psutil

from desktop_app import clock
from desktop_app.application.ports import Identity
from desktop_app.ids import uuid7
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.exchange import REPORT_SECONDS
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.loop import SHORTEST_PAUSE
from desktop_app.sync.reading import PAGE_ROWS
from desktop_app.sync.rounds import LONGEST_PAUSE, POLL_SECONDS
from desktop_app.sync.wire import (
    BATCH_OPERATIONS,
    Operation,
    Outcome,
    Place,
    Series,
    StationReport,
    chained,
)

THREADS = 8
NUMBERS = 40
_DAY = Series("H29", "261008")
_LIFE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("dossier.forwarded", {"to": "Phòng Kinh tế"}),
    ("dossier.result_ready", {}),
)
_RETURNED = ("dossier.returned", {"collector": {"name": "Trần Văn Mẫu", "number": "079090123456"}})


@dataclass(frozen=True, slots=True)
class Plan:
    """The day as every process knows it; times are seconds of `time.time()`."""

    url: str
    begin: float
    hour: float
    hours: int
    peaks: tuple[tuple[float, float], ...]
    base_rate: float
    peak_rate: float
    offline_share: float
    outage: tuple[float, float]
    seed: int

    @property
    def end(self) -> float:
        """When nothing new is done any more."""
        return self.begin + self.hour * self.hours

    def rate(self, now: float) -> float:
        """Changes a second in the whole province."""
        peak = any(first <= now - self.begin < last for first, last in self.peaks)
        return self.peak_rate if peak else self.base_rate


@dataclass
class LightStation:
    """What a station remembers: who it is, what waits, how far it has read, its dossiers under way."""

    identity: Identity
    outbox: list[Operation] = field(default_factory=list)
    made: int = 0
    place: Place | None = None
    due: float = 0.0
    # One thread at a time serves it; new work meanwhile asks for another exchange.
    busy: bool = False
    again: bool = False
    failures: int = 0
    # The hours in which its line was cut.
    away: set[int] = field(default_factory=set)
    reported: float = 0.0
    numbers: list[int] = field(default_factory=list)
    open_dossiers: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, chance: random.Random, made: float) -> None:
        """One change: a new dossier, or the next step of one that is under way; `made` 0 where its lag is no figure."""
        with self.lock:
            self.made += 1
            if self.open_dossiers and chance.random() < 0.6:
                subject, step = self.open_dossiers.pop(chance.randrange(len(self.open_dossiers)))
                kind, data = _LIFE[step] if step < len(_LIFE) else _RETURNED
            else:
                code = f"H29-261008-{self.numbers.pop():06}" if self.numbers else None
                subject, step, kind, data = uuid7(), -1, "dossier.received", _received(code, chance)
            if step < len(_LIFE):
                self.open_dossiers.append((subject, step + 1))
            body = json.dumps(data | {"made": made}, ensure_ascii=False)
            own = self.identity.station, self.identity.incarnation, self.made
            at = clock.now().isoformat()
            self.outbox.append(Operation(*own, uuid7(), subject, kind, at, "tiep.nhan", 1, body))


def _received(code: str | None, chance: random.Random) -> dict[str, Any]:
    person = {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": f"0791901{chance.randrange(10**5):05}"}
    return {
        "receipt_number": f"R-{uuid7()}",
        "code": code,
        "owner": person | {"address": "1 Đường Mẫu, phường Tân Bình", "phone": "0900000000"},
        "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh", "field_code": "HT", "field_name": "Hộ tịch"},
        "components": [{"name": f"Giấy tờ {index}", "copy": "original", "count": 1} for index in range(3)],
        "due": {"at": "2026-10-12T17:00:00+07:00", "why": [{"rule": "term", "days": 2}], "calendar": "1"},
    }


class Worker:
    """The stations of one process: threads that take whoever is due, as the loop of a station would."""

    def __init__(self, plan: Plan, identities: list[Identity], share: float, seed: int) -> None:
        self._plan = plan
        self._share = share
        self._chance = random.Random(seed)
        self._door: Centre = connect(plan.url)
        self.stations = [LightStation(identity) for identity in identities]
        self._queue: list[tuple[float, int]] = []
        self._ready = threading.Condition()
        self.up: list[tuple[float, float]] = []
        self.down: list[tuple[float, float]] = []
        self.rows = self.polls = self.failed = 0
        self.faults: list[str] = []
        self.stopping = False

    def run(self, pipe: Connection) -> None:
        """Lives through the day, goes on until told to stop, and sends what was measured."""
        begun = time.time()
        # Machines are switched on before the office opens, not all in the same second.
        early = max(POLL_SECONDS, 0.6 * (self._plan.begin - begun))
        for index, station in enumerate(self.stations):
            self._schedule(index, station, begun + self._chance.uniform(0, early))
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        self._live()
        while not pipe.poll(0.2):
            pipe.send(sum(len(station.outbox) for station in self.stations))
        pipe.recv()
        self.stopping = True
        with self._ready:
            self._ready.notify_all()
        for thread in threads:
            thread.join(30)
        pipe.send(self._told())
        self._door.close()

    def _told(self) -> dict[str, Any]:
        used = psutil.Process().cpu_times()
        return {
            "up": self.up,
            "down": self.down,
            "rows": self.rows,
            "polls": self.polls,
            "failed": self.failed,
            "faults": self.faults[:5],
            "cpu": used.user + used.system,
            "made": {(s.identity.space, s.identity.station): s.made for s in self.stations},
            "places": [(s.identity.stamp, s.place) for s in self.stations],
        }

    def _live(self) -> None:
        plan, chance = self._plan, self._chance
        time.sleep(max(0.0, plan.begin - time.time()))
        now = plan.begin
        hour = -1
        while now < plan.end:
            if (current := int((now - plan.begin) / plan.hour)) != hour:
                hour = current
                for station in chance.sample(self.stations, int(len(self.stations) * plan.offline_share)):
                    station.away.add(hour)
            now += chance.expovariate(plan.rate(now) * self._share)
            time.sleep(max(0.0, now - time.time()))
            index = chance.randrange(len(self.stations))
            station = self.stations[index]
            station.work(chance, 0.0 if hour in station.away else time.time())
            if hour not in station.away:
                # New work asks at once, but a silent centre no sooner than the loop of a station would.
                self._schedule(index, station, time.time() + (SHORTEST_PAUSE if station.failures else 0.0))

    def _hour(self, at: float) -> int:
        """The hour of the day; -1 before and after it, when every line is whole."""
        return int((at - self._plan.begin) / self._plan.hour) if self._plan.begin <= at < self._plan.end else -1

    def _was_away(self, station: LightStation, first: float, last: float) -> bool:
        """Whether the line was cut at any time in between."""
        return not station.away.isdisjoint(range(self._hour(first), self._hour(last) + 1))

    def _schedule(self, index: int, station: LightStation, at: float) -> None:
        with self._ready:
            if station.busy:
                station.again = True
                return
            if station.failures and time.time() < station.due <= at:
                return
            station.due = at
            heapq.heappush(self._queue, (at, index))
            self._ready.notify()

    def _next(self) -> int | None:
        with self._ready:
            while not self.stopping:
                if not self._queue:
                    self._ready.wait(0.5)
                elif (wait := self._queue[0][0] - time.time()) > 0:
                    self._ready.wait(min(wait, 0.5))
                else:
                    at, index = heapq.heappop(self._queue)
                    if self.stations[index].due == at and not self.stations[index].busy:
                        self.stations[index].busy = True
                        return index
        return None

    def _serve(self) -> None:
        while (index := self._next()) is not None:
            station = self.stations[index]
            pause = POLL_SECONDS * random.uniform(0.8, 1.2)
            if self._hour(time.time()) in station.away:
                pause, station.again = 1.0, False
            else:
                try:
                    self._exchange(station)
                    station.failures = 0
                except Unreachable:
                    self.failed += 1
                    station.failures += 1
                    pause = min(LONGEST_PAUSE, 2.0 ** min(station.failures - 1, 10)) * random.random()
                except Exception as fault:  # noqa: BLE001 - told at the end; the day goes on
                    self.faults.append(repr(fault))
            with self._ready:
                station.busy, again, station.again = False, station.again, False
            self._schedule(index, station, time.time() + (0.0 if again and not station.failures else pause))

    def _exchange(self, station: LightStation) -> None:
        door, space = self._door, station.identity.space
        self.polls += 1
        heads = {head.space: head for head in door.heads([1, space])}
        station.place = station.place or Place(space, heads[space].epoch)
        behind = heads[space] != station.place
        if not station.numbers:
            given = door.grant(station.identity, _DAY, NUMBERS)
            station.numbers = list(range(given.last, given.first - 1, -1))
        while station.outbox:
            behind = self._send(station) or behind
        while behind:
            behind = self._read(station)
        if time.time() - station.reported > REPORT_SECONDS:
            waiting = len(station.outbox)
            told = StationReport("0", waiting, None, len(station.numbers), station.place.seq, clock.now().isoformat())
            door.report(station.identity, told)
            station.reported = time.time()

    def _send(self, station: LightStation) -> bool:
        """Sends a batch; True where something stands before it in the feed that has to be read."""
        batch = station.outbox[:BATCH_OPERATIONS]
        answer = self._door.push(station.identity.space, batch)
        if answer.outcome is not Outcome.ACCEPTED:
            raise RuntimeError(answer)
        now = time.time()
        with station.lock:
            del station.outbox[: len(batch)]
        self.up += [(made, now - made) for one in batch if (made := json.loads(one.body)["made"])]
        place, head = station.place, answer.head
        if place and head and place.seq + len(batch) == head.seq and chained(place, batch)[-1].hash == head.hash:
            station.place = head
            return False
        return True

    def _read(self, station: LightStation) -> bool:
        assert station.place
        page = self._door.pull(station.place, PAGE_ROWS)
        if not page.follows:
            raise RuntimeError("histories part")
        if page.rows:
            # The chain is computed anew from what was said: an equal end is an equal feed.
            rows = chained(station.place, [row.operation for row in page.rows])
            if rows[-1].hash != page.rows[-1].hash:
                raise RuntimeError("chain")
            now = time.time()
            for row in page.rows:
                made = json.loads(row.body).get("made", 0)
                if made and row.station != station.identity.station and not self._was_away(station, made, now):
                    self.down.append((made, now - made))
            self.rows += len(rows)
            last = rows[-1]
            station.place = Place(station.place.space, station.place.epoch, last.seq, last.hash)
        return bool(page.rows) and station.place.seq < page.head.seq


def work(pipe: Connection, plan: Plan, identities: list[Identity], share: float, seed: int) -> None:
    """The main function of a process of stations."""
    Worker(plan, identities, share, seed).run(pipe)
