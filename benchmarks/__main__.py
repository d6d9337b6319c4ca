"""Runs every benchmark and prints one JSON document of figures: `python -m benchmarks [NAME…]`."""

import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from typing import Any

import benchmarks


def main() -> None:
    """Prints what was measured: by every module with a `run`, each in a process of its own, or by those named."""
    names = sys.argv[1:] or sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    print(json.dumps({name: figures for name in names if (figures := _measured(name))}, indent=1))


def _measured(name: str) -> dict[str, float]:
    if name == "__main__":
        return {}
    print(f"{name}…", file=sys.stderr, flush=True)
    if sys.argv[1:] == [name]:
        run: Any = getattr(import_module(f"benchmarks.{name}"), "run", dict)
        return {figure: round(value, 3) for figure, value in run().items()}
    command = [sys.executable, "-m", "benchmarks", name]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout).get(
        name, {}
    )
    return figures


if __name__ == "__main__":
    main()
