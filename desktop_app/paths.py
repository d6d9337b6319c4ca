"""Where things lie: the station's data, and what the program brings with it."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Protocol

VARIABLE = "MOTCUA_DATA"
_NAME = "motcua"
DRAW_APART = "--draw-apart"
"""The one argument with which this program draws long papers for another process of its own."""


def data_directory(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path:
    """The data directory of this user: `MOTCUA_DATA`, or else the place the operating system has for such data."""
    if chosen := environment.get(VARIABLE):
        return Path(chosen)
    if system == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / _NAME
    if system == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    shared = environment.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / _NAME


def resource(name: str) -> Path:
    """A file or directory of the program's read-only data, installed or frozen."""
    return Path(str(files("resources"))) / name


def this_program() -> list[str]:
    """The command that starts this very program once more, installed or frozen."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_app"]


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to be written that stands at the path once all of it is there; until then stays what was there before."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as target:
            yield target
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Stored(Protocol):
    """A content that is read from where it lies."""

    def opened(self) -> BinaryIO:
        """A reader from its beginning."""


def write_whole(path: Path, content: bytes | Stored) -> None:
    """Leaves the whole content at the path or what was there before; OSError as the system raises it."""
    with whole_file(path) as target:
        if isinstance(content, bytes):
            target.write(content)
        else:
            with content.opened() as source:
                copyfileobj(source, target)
