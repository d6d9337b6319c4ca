"""What is cut off: a station receives and exchanges with a centre on the same machine, and so does the one beside it.

`python -m tests.crash_points.scene DIRECTORY` plays it in a directory that `prepare` has made.
"""

import os
import sys
from pathlib import Path
from random import Random

from desktop_app.storage import keys
from desktop_app.storage.engine import connect as open_file
from desktop_app.storage.store import FILE, create, open_store
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop
from tests.chaos.worker import LoggedClerk, committed
from tests.simulator.clerk import UNIT
from tests.simulator.oracle import Case, Witness, judge

DESKS = ("one", "two")
CENTRE = ("centre", "central.db")
LOG = "clerk.log"
# Seeds with which a clerk does this: a reception, and a file of two parts for a dossier that is there.
RECEIVES, ATTACHES = 7, 89
_EPOCH = "SELECT epoch FROM space WHERE number = 100"


def prepare(directory: Path) -> str:
    """Makes a centre and two stations that have worked a little; gives the epoch of the feed."""
    centre = connect(f"sqlite:///{directory.joinpath(*CENTRE)}")
    centre.init()
    centre.add_office(UNIT, "Trung tâm")
    for seed, name in enumerate(DESKS):
        store = create(directory / name)
        enrol(store, centre, UNIT, name)
        _work_and_exchange(store, directory / name / LOG, seed)
        store.close()
    centre.close()
    return _asking(directory.joinpath(*CENTRE))(_EPOCH)[0][0]


def play(directory: Path) -> None:
    """The scene: one receives, attaches a file and exchanges, which brings it what the other has done."""
    _work_and_exchange(open_store(directory / "one"), directory / "one" / LOG, RECEIVES, ATTACHES)
    # Killed here, the program would not have tidied up either.
    os._exit(0)


def broken_after(directory: Path, epoch: str) -> list[str]:
    """What was promised and not kept, once everything runs again and has exchanged."""
    loops, damaged = [], []
    for name in DESKS:
        store = open_store(directory / name)
        loops.append((store, SyncLoop(store)))
    statuses = [loop.run_once() for _ in range(3) for _, loop in loops]
    for store, loop in loops:
        loop.carry()
        damaged += [f"damaged: {what} {where} of {store.directory.name}" for what, where in store.attachments.faults()]
        loop.stop()
        store.close()
    files = [directory.joinpath(*CENTRE), *(directory / name / FILE for name in DESKS)]
    centre, *stations = map(_asking, files)
    witnesses = []
    for name, ask in zip(DESKS, stations, strict=True):
        made = {row[0] for row in ask("SELECT id FROM event")}
        witnesses.append(Witness(name, ask, committed(directory / name / LOG, made)))
    damaged += [f"damaged: {file.name}" for file in files if _asking(file)("PRAGMA quick_check") != [("ok",)]]
    settled = all(status.mode == "online" for status in statuses[-2:])
    return damaged + judge(Case(centre, witnesses, settled, epoch))


def _work_and_exchange(store, log: Path, *seeds: int) -> None:
    for seed in seeds:
        LoggedClerk(store, Random(seed), log).work()
    loop = SyncLoop(store)
    loop.run_once()
    loop.carry()
    loop.stop()


def _asking(path: Path):
    opened = open_file(path, keys.read_key(path.parent))
    return lambda sql: opened.execute(sql).fetchall()


if __name__ == "__main__":
    play(Path(sys.argv[1]))
