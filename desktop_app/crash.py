"""What a crash leaves behind: the stack of a dying interpreter, kept for the next start."""

import faulthandler
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from desktop_app.logs import DIRECTORY

FILE = "crash.txt"
SEEN = "crash-last.txt"


def watch(directory: Path) -> TextIO | None:
    """Lets a dying interpreter write its stacks (places in the program, no values) below the data directory.

    The file must stay open: keep what is returned for as long as the program runs. None where nothing can be written.
    """
    try:
        (directory / DIRECTORY).mkdir(parents=True, exist_ok=True)
        file = (directory / DIRECTORY / FILE).open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def last_crash(directory: Path) -> Path | None:
    """The stacks of a crash nobody has been told about, moved aside so that they are told once; None without one."""
    found = directory / DIRECTORY / FILE
    with suppress(OSError):
        if found.stat().st_size:
            return found.replace(found.with_name(SEEN))
    return None
