"""Runs the benchmarks and prints one JSON document of figures: `python -m benchmarks [NAME…]`.

`python -m benchmarks --table FILE` prints the table of docs/benchmarks.md from such a document.
"""

import argparse
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.promises import table

# `year` takes half an hour and measures the rules: it runs by its name only.
USUAL = ("dates", "paper", "store", "start", "window", "pulling", "sync")


def main() -> int:
    """Prints what was measured, each benchmark in a process of its own; 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", default=USUAL)
    parser.add_argument("--here", action="store_true", help="in this very process")
    parser.add_argument("--table", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.table:
        print(table(json.loads(options.table.read_text("utf-8"))))
        return 0
    measured = {name: _measured(name, here=options.here) for name in options.names}
    print(json.dumps({name: figures for name, figures in measured.items() if figures}, indent=1))
    return 0 if all(measured.values()) else 1


def _measured(name: str, *, here: bool) -> dict[str, float]:
    """The figures of one benchmark; none where it failed, which costs the others nothing."""
    if here:
        figures: dict[str, float] = import_module(f"benchmarks.{name}").run()
        return {figure: round(value, 3) for figure, value in figures.items()}
    print(f"{name}…", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, "--here"], check=False, stdout=subprocess.PIPE, text=True
    )
    answer: dict[str, dict[str, float]] = json.loads(done.stdout) if done.returncode == 0 else {}
    return answer.get(name, {})


if __name__ == "__main__":
    sys.exit(main())
