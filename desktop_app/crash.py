"""What a crash leaves behind: the stack of a dying interpreter, kept for the next start."""

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.logs import DIRECTORY

FILE = "crash.txt"
SEEN = "crash-last.txt"


@contextmanager
def watch(directory: Path) -> Iterator[None]:
    """Lets a dying interpreter write its stacks (places in the program, no values) below the data directory.

    A directory that does not exist is not made for that, and one that takes no file is no obstacle.
    """
    try:
        (directory / DIRECTORY).mkdir(exist_ok=True)
        file = (directory / DIRECTORY / FILE).open("a", encoding="utf-8")
    except OSError:
        yield
        return
    with file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()


def last_crash(directory: Path) -> Path | None:
    """The stacks of a crash nobody has been told about, moved aside so that they are told once; None without one."""
    found = directory / DIRECTORY / FILE
    with suppress(OSError):
        if found.stat().st_size:
            return found.replace(found.with_name(SEEN))
    return None
