"""`python -m tests.simulator --seed S --runs N`: runs N worlds from seed S on; exit code 1 for a broken promise."""

import argparse
import logging
import os
import sys
import time
import traceback
from multiprocessing import Pool

from tests.simulator.oracle import judge
from tests.simulator.world import run


def one(seed: int) -> tuple[int, list[str]]:
    """What a seed breaks."""
    logging.disable(logging.CRITICAL)
    try:
        world, peace = run(seed)
        return seed, judge(world, peace)
    except Exception as error:  # noqa: BLE001 - a seed that fails in an unforeseen way is a finding like others
        return seed, [f"raised {type(error).__name__}: {error} at {traceback.extract_tb(error.__traceback__)[-1]}"]


def main() -> int:
    """Runs the seeds and says which of them broke what."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    args = parser.parse_args()
    began, failed = time.perf_counter(), 0
    seeds = range(args.seed, args.seed + args.runs)
    with Pool(args.jobs) as pool:
        for seed, broken in pool.imap_unordered(one, seeds, chunksize=4):
            failed += bool(broken)
            for line in broken[:5]:
                print(f"seed {seed}: {line}", flush=True)
    seconds = time.perf_counter() - began
    print(f"{args.runs} runs, {failed} failed, {args.runs / seconds:.1f} runs/s")
    if not failed:
        print(f"with 95 % confidence fewer than {3 / args.runs:.2%} of such runs fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
