"""The store that is measured on: made once, kept outside the repository, used again."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from desktop_app.practice.office import CENTRE_FILE, OFFICE_CODE, SETTINGS
from desktop_app.storage.engine import connect, make_engine
from desktop_app.storage.keys import read_key
from desktop_app.storage.migrations.runner import upgrade
from desktop_app.storage.store import FILE, FORMAT, create
from desktop_app.sync.centre import connect as open_centre

DOSSIERS = 1_000_000
_MADE = "made.json"
_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"


def measuring_store() -> Path:
    """The data directory of a practice office with a million more dossiers, in a cache of this user.

    Making it takes some minutes. One of an earlier format is brought up to today's; one that was not finished, or has
    other tables than a new store all the same, is made anew; indexes are brought up to those of a new store, and a
    centre with other tables is made anew.
    """
    directory = _cache() / str(DOSSIERS)
    if not ((directory / _MADE).exists() and _brought_up(directory)):
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        _motcua("practice", "--data", str(directory))
        (directory / _MADE).write_text(_motcua("fill", str(DOSSIERS), "--data", str(directory)), "utf-8")
    _bring_up_centre(directory)
    return directory


def _brought_up(directory: Path) -> bool:
    """Gives the store the indexes of a new one; False where its tables are others."""
    engine = make_engine(directory / FILE, read_key(directory))
    upgrade(engine, FORMAT)
    engine.dispose()
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


def _bring_up_centre(directory: Path) -> None:
    """Gives the store a new centre where its centre has other tables than a new one."""
    url = f"sqlite:///{(directory / CENTRE_FILE).as_posix()}"
    with tempfile.TemporaryDirectory() as empty:
        new = f"sqlite:///{(Path(empty) / CENTRE_FILE).as_posix()}"
        _motcua("central", "init", new)
        if (directory / CENTRE_FILE).exists() and _centre_tables(new) == _centre_tables(url):
            return
    for old in directory.glob(f"{CENTRE_FILE}*"):
        old.unlink()
    _motcua("central", "init", url)
    _motcua("central", "add-office", url, "--code", OFFICE_CODE, "--name", SETTINGS.name)
    _motcua("enrol", "--data", str(directory), "--central", url, "--office", OFFICE_CODE, "--station", "Quầy 1")


def _opened(directory: Path) -> Any:
    return connect(directory / FILE, read_key(directory))


def _found(connection: Any, kind: str) -> dict[str, str]:
    return dict(connection.execute(_TABLES, (kind,)).fetchall())


def _centre_tables(url: str) -> dict[str, str]:
    centre = open_centre(url)
    with centre.engine.connect() as connection:
        found: dict[str, str] = dict(connection.exec_driver_sql(_TABLES, ("table",)).tuples().all())
    centre.close()
    return found


def _motcua(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments, "--json"], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.dumps(json.loads(done.stdout))


def _cache() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "motcua-benchmarks"
