"""The files of the project as its rules see them."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked() -> list[Path]:
    """Every file under version control that is there, relative to the root."""
    # A checkout may belong to another user, as in a container; git refuses to read it otherwise.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Each tracked text file with its content."""
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8192]:
            yield path, content.decode("utf-8")


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Each tracked Python module, parsed; only those under ``folders`` where some are given."""
    for path in tracked():
        if path.suffix == ".py" and (not folders or any(path.is_relative_to(folder) for folder in folders)):
            yield path, _parsed(path)


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Every statement below ``node``; expressions, most of a tree, are left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from statements(child)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_bytes())


@cache
def project() -> dict:
    """The content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
