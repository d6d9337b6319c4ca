"""The store that is measured on: made once, kept outside the repository, used again."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from desktop_app.storage.engine import connect
from desktop_app.storage.keys import read_key
from desktop_app.storage.store import FILE, create

DOSSIERS = 1_000_000
_MADE = "made.json"
_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"


def measuring_store() -> Path:
    """The data directory of a practice office with a million more dossiers, in a cache of this user.

    Making it takes some minutes. One that was not finished, or has other tables than a new store, is made anew; indexes
    and the centre's tables are brought up to those of today.
    """
    directory = _cache() / str(DOSSIERS)
    if not ((directory / _MADE).exists() and _brought_up(directory)):
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        _motcua("practice", "--data", str(directory))
        (directory / _MADE).write_text(_motcua("fill", str(DOSSIERS), "--data", str(directory)), "utf-8")
    _motcua("central", "init", f"sqlite:///{directory / 'centre.db'}")
    return directory


def _brought_up(directory: Path) -> bool:
    """Gives the store the indexes of a new one; False where its tables are others."""
    with tempfile.TemporaryDirectory() as empty:
        create(Path(empty) / "new").close()
        new, made = _opened(Path(empty) / "new"), _opened(directory)
        same = _found(new, "table") == _found(made, "table")
        if same:
            wanted, there = _found(new, "index"), _found(made, "index")
            for name in there.keys() - {name for name in wanted if wanted[name] == there.get(name)}:
                made.execute(f"DROP INDEX {name}")
            for name in wanted.keys() - _found(made, "index").keys():
                print(f"{name}…", file=sys.stderr, flush=True)
                made.execute(wanted[name])
        new.close()
        made.close()
    return same


def _opened(directory: Path) -> Any:
    return connect(directory / FILE, read_key(directory))


def _found(connection: Any, kind: str) -> dict[str, str]:
    return dict(connection.execute(_TABLES, (kind,)).fetchall())


def _motcua(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments, "--json"], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.dumps(json.loads(done.stdout))


def _cache() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "motcua-benchmarks"
