"""What runs at a desk as a process of its own: a clerk, the exchange with the centre, or both."""

import logging
import os
import signal
import time
from pathlib import Path
from random import Random
from types import SimpleNamespace

from desktop_app import clock
from desktop_app.storage.store import open_store
from desktop_app.sync.loop import SyncLoop
from tests.simulator.clerk import Clerk


class LoggedClerk(Clerk):
    """Writes down what is about to be committed and what is; the operating system keeps that when the process dies."""

    def __init__(self, store, chance: Random, log: Path) -> None:
        world = SimpleNamespace(random=chance, poison=set())
        super().__init__(SimpleNamespace(world=world, store=store, now=clock.now))
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def begin(self) -> None:
        os.write(self._log, f"begin {' '.join(self._begun)}\n".encode())

    def finish(self) -> None:
        super().finish()
        os.write(self._log, b"done\n")


def committed(log: Path, made: set[str]) -> list[str]:
    """The ids of what was committed at a desk, in order; `made` are those in its store."""
    ids: list[str] = []
    begun: list[str] = []
    for line in [*log.read_text().splitlines(), "begin"]:
        what, *named = line.split()
        if what == "begin":
            # Killed between the commit and the note of it, the clerk has committed all the same.
            ids += [one for one in begun if one in made]
            begun = named
        elif what == "done":
            ids += begun
            begun = []
    return ids


def failures(log: Path) -> list[str]:
    """What ended a process that nobody had killed."""
    return [line for line in log.read_text().splitlines() if line.startswith("failed")]


def fork(directory: Path, log: Path, seed: str, *, works_until: float, exchanges: bool) -> int:
    """Starts the process; gives its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        # Connections of the proxy must not live on in here.
        os.closerange(3, 1024)
        logging.disable(logging.CRITICAL)
        _live(directory, log, Random(seed), works_until, exchanges)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the judge has to hear of it
        with log.open("a") as file:
            file.write(f"failed {type(error).__name__}: {error}\n")
    finally:
        os._exit(1)


def _live(directory: Path, log: Path, chance: Random, works_until: float, exchanges: bool) -> None:
    store = open_store(directory)
    loop = SyncLoop(store)
    if exchanges:
        loop.start()
    clerk = LoggedClerk(store, chance, log)
    while time.monotonic() < works_until:
        clerk.work()
        loop.nudge()
        time.sleep(chance.uniform(0, 0.1))
    while True:
        time.sleep(60)
