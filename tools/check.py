"""Proves the program: linters, types, import rules and tests; with --build also the frozen program."""

import argparse
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

from debian import BUILD_COMMANDS, CHECK_COMMANDS, SLOW_COMMANDS
from prepare import prepare
from ready import PYTHON, ROOT


class Stage(NamedTuple):
    """One command of the check; ``name`` is what the summary calls it."""

    name: str
    command: list[str]


def main() -> int:
    """Runs every stage, also after one has failed, and returns 0 only when all of them passed."""
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="linters, types and import rules only")
    parser.add_argument("--slow", action="store_true", help="also the long proofs")
    parser.add_argument("--build", action="store_true", help="also freeze the program and let it test itself")
    options = parser.parse_args()
    stages = _linters()
    commands: dict[str, str] = {}
    if not options.quick:
        stages.append(Stage("tests", _module("pytest", "-n", "2", "--dist", "worksteal")))
        stages.append(Stage("simulator", _module("tests.simulator", "--runs", "2000", "--seconds", "45")))
        commands |= CHECK_COMMANDS
    if options.slow:
        stages.append(Stage("long proofs", _module("pytest", "-m", "slow")))
        commands |= SLOW_COMMANDS
    if options.build:
        stages += _build()
        commands |= BUILD_COMMANDS
    prepare("ready-check", commands)
    return _report([(stage.name, *_run(stage)) for stage in stages])


def _linters() -> list[Stage]:
    return [
        Stage("ruff check", _module("ruff", "check")),
        Stage("ruff format", _module("ruff", "format", "--check")),
        Stage("mypy", _module("mypy")),
        Stage("import rules", ["lint-imports", "--no-logo"]),
    ]


def _build() -> list[Stage]:
    project = tomllib.loads(Path(ROOT, "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program = Path(ROOT, "dist", f"{project['name']}-{project['version']}", project["name"])
    return [
        Stage("build", _module("PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "build.spec")),
        Stage("frozen self-test", [str(program), "self-test"]),
    ]


def _module(name: str, *arguments: str) -> list[str]:
    return [PYTHON, "-m", name, *arguments]


def _run(stage: Stage) -> tuple[bool, float]:
    print(f"\n── {stage.name} ──", flush=True)
    started = time.monotonic()
    path = os.pathsep.join([str(Path(PYTHON).parent), os.environ["PATH"]])
    # Windows starts a program named without its ".exe" only when it was looked up.
    program = shutil.which(stage.command[0], path=path)
    code = 1
    if program is None:
        print(f"{stage.command[0]} is not there")
    else:
        environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
        command = [program, *stage.command[1:]]
        code = subprocess.run(command, check=False, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode
    if code < 0:
        print(f"{stage.name} was ended by signal {-code}")
    return code == 0, time.monotonic() - started


def _report(results: list[tuple[str, bool, float]]) -> int:
    print("\n── summary ──")
    for name, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED':8}{seconds:7.1f} s  {name}")
    passed_all = all(passed for _, passed, _ in results)
    total = sum(seconds for *_, seconds in results)
    print(f"{'passed' if passed_all else 'FAILED':8}{total:7.1f} s  in all")
    return 0 if passed_all else 1


if __name__ == "__main__":
    sys.exit(main())
