"""`python -m tests.planted`: plants each bug and lets the simulator look for it; exit code 1 where one is not found."""

import argparse
import logging
import os
import sys
import time
from contextlib import suppress
from multiprocessing import Pool

from tests.planted.plants import PLANTS
from tests.simulator.oracle import judge
from tests.simulator.world import prepare, run


def find(task: tuple[str, int]) -> tuple[str, int, str]:
    """The first seed that betrays a bug by the promise that it breaks, and how; 0 where none of so many does.

    A world that a bug breaks in another way, or in which the program stumbles over it, says nothing of the judge.
    """
    name, most = task
    planted = PLANTS[name]
    prepare()
    for seed in range(1, most + 1):
        with planted.block(), suppress(Exception):
            for broken in judge(run(seed, planted.troubles)):
                if broken.startswith(planted.shows):
                    return name, seed, broken
    return name, 0, ""


def main() -> int:
    """Plants every bug in turn and says how it was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.planted")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these bugs")
    parser.add_argument("--runs", type=int, default=300, help="how many worlds may pass before a bug counts as missed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    args = parser.parse_args()
    began, missed = time.perf_counter(), 0
    names = args.names or sorted(PLANTS)
    logging.disable(logging.CRITICAL)
    with Pool(args.jobs, maxtasksperchild=1) as pool:
        for name, seed, broken in pool.imap(find, [(name, args.runs) for name in names]):
            missed += not seed
            found = f"seed {seed:>3}: {broken}" if seed else "NOT FOUND"
            print(f"{PLANTS[name].what}\n    {name}, {found}", flush=True)
    print(f"{len(names) - missed} of {len(names)} found in {time.perf_counter() - began:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
