"""One run: an office at work for a second or two while something real breaks, and then until all has arrived."""

import asyncio
import os
import shutil
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg
import sqlcipher3.dbapi2 as sqlcipher

from desktop_app.storage import keys
from desktop_app.storage.engine import connect
from desktop_app.storage.store import FILE
from tests.chaos.proxy import Proxy
from tests.chaos.server import Server
from tests.chaos.worker import committed, failures, fork
from tests.simulator.oracle import UNCODED, Ask, Case, Witness, judge, missing_files

DESKS = 3
PEACE_SECONDS = 60.0
BUSY_AT = 6
FAULTS = ("mixed", "latency", "slow", "cut", "half_open", "lost_commit", "kill_station", "kill_sync", "kill_postgres")


@dataclass
class Desk:
    """One desk: its files, and the processes that run on them."""

    directory: Path
    log: Path
    closing: Path
    seed: str
    apart: bool
    processes: dict[int, str] = field(default_factory=dict)

    def start(self) -> None:
        """Starts whatever does not run; the clerk and the exchange in one process, or `apart`."""
        for what in ("clerk", "sync") if self.apart else ("both",):
            if what not in self.processes.values():
                closing = self.closing if what != "sync" else None
                seed = f"{self.seed} {time.monotonic_ns()}"
                pid = fork(self.directory, self.log, seed, closing, exchanges=what != "clerk")
                self.processes[pid] = what

    def kill(self, *whats: str) -> None:
        """Kills what runs under these names, without warning."""
        for pid, what in list(self.processes.items()):
            if what in whats:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del self.processes[pid]

    def open(self) -> sqlcipher.Connection:
        """The database of this desk, to be asked."""
        return connect(self.directory / FILE, keys.read_key(self.directory))


class Run:
    """One office under one kind of fault."""

    def __init__(self, server: Server, proxy: Proxy, made: tuple[Path, Path], seed: int, fault: str) -> None:
        template, folder = made
        self._server, self._proxy, self._fault = server, proxy, fault
        self._chance = proxy.chance = Random(f"{seed} {fault}")
        server.new_office()
        ask, hang_up = server.asking()
        ((self._epoch,),) = ask("SELECT epoch FROM space WHERE number = 100")
        hang_up()
        apart = fault == "kill_sync" or (fault == "mixed" and self._chance.random() < 0.5)
        self._closing = folder / "closing"
        self._desks = []
        for number in range(DESKS):
            directory = folder / f"desk{number}"
            shutil.copytree(template / f"desk{number}", directory)
            log = folder / f"desk{number}.log"
            log.touch()
            self._desks.append(Desk(directory, log, self._closing, f"{seed} {number}", apart=apart))

    async def judged(self) -> list[str]:
        """What was promised and not kept."""
        try:
            await self._trouble()
            return await self._peace()
        finally:
            for desk in self._desks:
                desk.kill("both", "clerk", "sync")

    async def _trouble(self) -> None:
        chance = self._chance
        for desk in self._desks:
            desk.start()
        await self._busy()
        end = time.monotonic() + chance.uniform(0.8, 1.6)
        while (left := end - time.monotonic()) > 0:
            await asyncio.sleep(min(left, chance.uniform(0.05, 0.5)))
            getattr(self, f"_{self._fault}")()
            if chance.random() < 0.5:
                self._server.run_again()
                for desk in self._desks:
                    desk.start()
        self._closing.touch()

    async def _busy(self) -> None:
        """Faults that come before the centre has heard of anything would break nothing."""
        ask, hang_up = self._server.asking()
        end = time.monotonic() + PEACE_SECONDS
        heads = "SELECT head_seq FROM space WHERE number = 100"
        while ask(heads) < [(BUSY_AT,)]:
            await asyncio.sleep(0.05)
            if time.monotonic() > end:
                break
        hang_up()

    async def _peace(self) -> list[str]:
        self._server.run_again()
        self._proxy.mend()
        for desk in self._desks:
            desk.start()
        began, settled = time.monotonic(), False
        opened = [desk.open() for desk in self._desks]
        ask, hang_up = await self._reached()
        while not settled and time.monotonic() < began + PEACE_SECONDS:
            await asyncio.sleep(0.1)
            settled = _quiet(ask, opened)
        for desk in self._desks:
            desk.kill("both", "clerk", "sync")
        witnesses = [_witness(desk, connection) for desk, connection in zip(self._desks, opened, strict=True)]
        try:
            failed = [f"{desk.directory.name} {line}" for desk in self._desks for line in failures(desk.log)]
            return failed + judge(Case(ask, witnesses, settled, self._epoch))
        finally:
            hang_up()
            for connection in opened:
                connection.close()

    async def _reached(self):
        """A server that threw its processes away is back within seconds by itself."""
        end = time.monotonic() + PEACE_SECONDS
        while True:
            try:
                return self._server.asking()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.1)

    # -- faults ----------------------------------------------------------------------------------------------------

    def _mixed(self) -> None:
        getattr(self, f"_{self._chance.choice(FAULTS[1:])}")()

    def _latency(self) -> None:
        self._proxy.delay = self._chance.uniform(0.02, 0.2)

    def _slow(self) -> None:
        self._proxy.rate = self._chance.choice([5_000, 20_000, 100_000])

    def _cut(self) -> None:
        self._proxy.cuts += self._chance.randint(1, 3)

    def _half_open(self) -> None:
        self._proxy.fall_silent()

    def _lost_commit(self) -> None:
        self._proxy.lost_commits += self._chance.randint(1, 3)

    def _kill_station(self) -> None:
        self._chance.choice(self._desks).kill("both", "clerk")

    def _kill_sync(self) -> None:
        self._chance.choice(self._desks).kill("both", "sync")

    def _kill_postgres(self) -> None:
        self._server.kill(self._chance)


def _quiet(ask: Ask, opened: list[sqlcipher.Connection]) -> bool:
    head = ask("SELECT epoch, head_seq, head_hash FROM space WHERE number = 100")
    if ask(f"{UNCODED} LIMIT 1") or any(missing_files(ask)):
        return False
    waits = "SELECT 1 FROM event WHERE seq IS NULL AND n IS NOT NULL LIMIT 1"
    place = "SELECT epoch, seq, hash FROM cursor WHERE space = 100"
    return all(one.execute(place).fetchall() == head and not one.execute(waits).fetchall() for one in opened)


def _witness(desk: Desk, opened: sqlcipher.Connection) -> Witness:
    made = {row[0] for row in opened.execute("SELECT id FROM event")}
    return Witness(desk.directory.name, lambda sql: opened.execute(sql).fetchall(), committed(desk.log, made))
