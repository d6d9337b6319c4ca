"""`python -m tests.simulator --seed S --runs N`: runs N worlds from seed S on; exit code 1 for a broken promise."""

import argparse
import logging
import os
import sys
import time
import traceback
from multiprocessing import Pool

from tests.simulator.oracle import judge
from tests.simulator.world import prepare, run


def one(seed: int) -> tuple[int, list[str]]:
    """What a seed breaks."""
    try:
        return seed, judge(run(seed))
    except Exception as error:  # noqa: BLE001 - a seed that fails in an unforeseen way is a finding like others
        return seed, [f"raised {type(error).__name__}: {error} at {traceback.extract_tb(error.__traceback__)[-1]}"]


def main() -> int:
    """Runs the seeds and says which of them broke what."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="no more seeds after so many seconds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    args = parser.parse_args()
    began, runs, failed = time.perf_counter(), 0, 0
    prepare()
    seeds = range(args.seed, args.seed + args.runs)
    logging.disable(logging.CRITICAL)
    with Pool(args.jobs) as pool:
        for seed, broken in pool.imap_unordered(one, seeds, chunksize=4):
            runs += 1
            failed += bool(broken)
            for line in broken[:5]:
                print(f"seed {seed}: {line}", flush=True)
            if time.perf_counter() - began > args.seconds:
                break
    seconds = time.perf_counter() - began
    print(f"{runs} runs, {failed} failed, {runs / seconds:.1f} runs/s")
    if not failed:
        print(f"with 95 % confidence fewer than {3 / runs:.2%} of such runs fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
