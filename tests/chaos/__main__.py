"""`python -m tests.chaos --runs N --fault NAME --seed S`: breaks real processes; exit code 1 for a broken promise."""

import argparse
import asyncio
import logging
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from unittest.mock import patch

from desktop_app.storage.store import create
from desktop_app.sync import loop, rounds
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from tests.chaos.proxy import Proxy
from tests.chaos.run import DESKS, FAULTS, Run
from tests.chaos.server import OFFICE, Server

# A run of seconds stands for hours, so what waits for seconds or minutes waits for less.
HASTE = {rounds: {"POLL_SECONDS": 0.3, "LONGEST_PAUSE": 1.0}, loop: {"SHORTEST_PAUSE": 0.05, "STUCK_SECONDS": 2.0}}


async def campaign(server: Server, folder: Path, seeds: range, faults: tuple[str, ...]) -> int:
    """Runs the seeds, one fault after the other; how many of them broke a promise."""
    proxy = Proxy(server.socket, Random(0))
    port = await proxy.open()
    await asyncio.to_thread(prepare, server, folder / "new", f"postgresql://postgres@127.0.0.1:{port}/office")
    runs, failed = Counter(), Counter()
    for seed in seeds:
        fault = faults[seed % len(faults)]
        place = folder / str(seed)
        place.mkdir()
        broken = await Run(server, proxy, (folder / "new", place), seed, fault).judged()
        proxy.reset_all()
        shutil.rmtree(place)
        runs[fault] += 1
        failed[fault] += bool(broken)
        for line in broken[:5]:
            print(f"seed {seed}, {fault}: {line}", flush=True)
        if sum(runs.values()) % 50 == 0 or seed == seeds[-1]:
            print(", ".join(f"{fault} {failed[fault]}/{runs[fault]}" for fault in sorted(runs)), flush=True)
    return sum(failed.values())


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
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    for module, settings in HASTE.items():
        patch.multiple(module, **settings).start()
    faults = (args.fault,) if args.fault else FAULTS
    began, server = time.perf_counter(), Server()
    folder = Path(tempfile.mkdtemp(prefix="motcua-chaos-"))
    try:
        failed = asyncio.run(campaign(server, folder, range(args.seed, args.seed + args.runs), faults))
    finally:
        server.close()
        shutil.rmtree(folder)
    print(f"{args.runs} runs, {failed} failed, {(time.perf_counter() - began) / args.runs:.1f} s a run")
    if not failed:
        print(f"with 95 % confidence fewer than {3 / args.runs:.2%} of such runs fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
