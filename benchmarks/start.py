"""How long a start takes until the sign-in stands painted, beside a bare window of the same toolkit."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.measuring_store import measuring_store

ROUNDS = 9


def run() -> dict[str, float]:
    """Returns milliseconds from the start of the process, by the clock and of the processor, and how many times more.

    Both starts take turns, so that a busy moment of the machine meets both; the first round of each only warms up.
    """
    directory = measuring_store()
    counter, bare = [], []
    for _ in range(ROUNDS + 1):
        bare.append(_started())
        counter.append(_started(directory))
    figures: dict[str, float] = {}
    for place, name in enumerate(("ms", "cpu_ms")):
        own, least = (median(each[place] for each in starts[1:]) for starts in (counter, bare))
        figures |= {f"start_{name}": own, f"anchor_bare_window_{name}": least, f"start_{name}_ratio": own / least}
    return {**figures, "start_memory_mb": counter[-1][2], "anchor_bare_window_memory_mb": bare[-1][2]}


def _started(directory: Path | None = None) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "benchmarks.first_paint", *([str(directory)] if directory else [])]
    began = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # An installed program has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    painted, computed, memory = map(float, done.stdout.split())
    return (painted - began) * 1000, computed * 1000, memory
