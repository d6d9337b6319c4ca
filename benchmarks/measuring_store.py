"""The store that is measured on: made once, kept outside the repository, used again."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

DOSSIERS = 1_000_000
_MADE = "made.json"
_SCHEMA = Path(__file__).parents[1] / "desktop_app" / "storage" / "schema.py"


def measuring_store(dossiers: int, chosen: Path | None = None) -> Path:
    """A practice office with so many more dossiers, in a cache of this user or in the directory chosen.

    Making a million takes minutes. One that was not finished, or has other tables than today's, is made anew in the
    cache; a directory that somebody chose is used as it is and filled only where it is empty.
    """
    directory = chosen or _cache() / f"{dossiers}-{_tables()}"
    if (directory / _MADE).exists() or (chosen and (chosen / "store.db").exists()):
        return directory
    if not chosen:
        shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True, exist_ok=True)
    _motcua("practice", "--data", str(directory))
    filled = _motcua("fill", str(dossiers), "--data", str(directory))
    (directory / _MADE).write_text(filled, "utf-8")
    return directory


def _motcua(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments, "--json"], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.dumps(json.loads(done.stdout))


def _cache() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "motcua-benchmarks"


def _tables() -> str:
    return hashlib.sha256(_SCHEMA.read_bytes()).hexdigest()[:8]
