"""`python -m tests.chaos --runs N --fault NAME --seed S`: breaks real processes; exit code 1 for a broken promise."""

import argparse
import asyncio
import logging
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from random import Random
from unittest.mock import patch

from desktop_app.storage.store import create
from desktop_app.sync import lane_worker, loop, rounds
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from tests.chaos.proxy import Proxy
from tests.chaos.run import DESKS, FAULTS, Run
from tests.chaos.server import OFFICE, Server

# A run of seconds stands for hours, so what waits for seconds or minutes waits for less.
HASTE = {
    rounds: {"POLL_SECONDS": 0.3, "LONGEST_PAUSE": 1.0},
    loop: {"SHORTEST_PAUSE": 0.05, "STUCK_SECONDS": 2.0},
    lane_worker: {"IDLE_SECONDS": 0.3, "LONGEST_PAUSE": 1.0},
}


async def campaign(server: Server, folder: Path, seeds: Sequence[int], faults: tuple[str, ...]) -> Counter:
    """Runs the seeds, one fault after the other; how many runs of each fault broke a promise."""
    proxy = Proxy(server.socket, Random(0))
    port = await proxy.open()
    await asyncio.to_thread(prepare, server, folder / "new", f"postgresql://postgres@127.0.0.1:{port}/office")
    failed = Counter()
    for seed in seeds:
        fault = faults[seed % len(faults)]
        place = folder / str(seed)
        place.mkdir()
        broken = await Run(server, proxy, (folder / "new", place), seed, fault).judged()
        proxy.reset_all()
        shutil.rmtree(place)
        failed[fault] += bool(broken)
        for line in broken[:5]:
            print(f"seed {seed}, {fault}: {line}", flush=True)
        if seed in seeds[24::25]:
            print(f"seed {seed}: {seeds.index(seed) + 1} runs of this process, {failed.total()} failed", flush=True)
    return failed


def work(seeds: Sequence[int], faults: tuple[str, ...]) -> Counter:
    """A campaign with a server and an office of its own."""
    logging.disable(logging.CRITICAL)
    for module, settings in HASTE.items():
        patch.multiple(module, **settings).start()
    server, folder = Server(), Path(tempfile.mkdtemp(prefix="motcua-chaos-"))
    try:
        return asyncio.run(campaign(server, folder, seeds, faults))
    finally:
        server.close()
        shutil.rmtree(folder)


def prepare(server: Server, directory: Path, url: str) -> None:
    """An office and its stations, to be copied for every run."""
    server.make_database()
    centre = connect(url)
    centre.init()
    centre.add_office(OFFICE, "Trung tâm")
    for number in range(DESKS):
        store = create(directory / f"desk{number}")
        enrol(store, centre, OFFICE, f"Quầy {number}")
        store.close()
    centre.close()
    server.keep_as_new()


def main() -> int:
    """Runs the campaign and says which runs broke what."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--runs", type=int, default=len(FAULTS))
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--fault", choices=FAULTS, help="only this one instead of all in turn")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="offices that are broken at the same time")
    args = parser.parse_args()
    faults = (args.fault,) if args.fault else FAULTS
    began, seeds = time.perf_counter(), range(args.seed, args.seed + args.runs)
    with ProcessPoolExecutor(args.jobs) as pool:
        shares = [seeds[first :: args.jobs] for first in range(args.jobs)]
        failed = sum(pool.map(work, shares, repeat(faults)), Counter())
    runs = Counter(faults[seed % len(faults)] for seed in seeds)
    print(", ".join(f"{fault} {failed[fault]}/{runs[fault]}" for fault in sorted(runs)))
    print(f"{args.runs} runs, {failed.total()} failed, {(time.perf_counter() - began) / args.runs:.1f} s a run")
    if not failed.total():
        print(f"with 95 % confidence fewer than {3 / args.runs:.2%} of such runs fail")
    return 1 if failed.total() else 0


if __name__ == "__main__":
    sys.exit(main())
