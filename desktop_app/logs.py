"""The log file: what happened in the program, and nothing about the people who were served."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

DIRECTORY = "logs"
FILE = "motcua.log"
_BYTES = 1_000_000
_FILES = 5


class ImpersonalFormatter(logging.Formatter):
    """Writes of an exception where it was raised and its type; its message may hold what a citizen has told."""

    def formatException(  # noqa: N802 - the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The frames of the traceback and the types of the exceptions that led to one another."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            places = [
                f"  {place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(error.__traceback__)
            ]
            lines = [*places, f"{type(error).__module__}.{type(error).__qualname__}", *lines]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def start(directory: Path) -> None:
    """Sends the program's log to a rotating file below the data directory; a disk that takes none is no obstacle."""
    # A full disk must not bring tracebacks of the logging itself before people's eyes.
    logging.raiseExceptions = False
    try:
        (directory / DIRECTORY).mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            directory / DIRECTORY / FILE, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(ImpersonalFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
