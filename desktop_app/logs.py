"""The log file: what happened in the program, and nothing about the people who were served."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

DIRECTORY = "logs"
FILE = "motcua.log"
_BYTES = 1_000_000
_FILES = 5


class ImpersonalFormatter(logging.Formatter):
    """Writes of an exception where it was raised and its type; its message may hold what a citizen has told."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a text, without what another handler's formatter has made of its exception."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

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


class _LogFile(RotatingFileHandler):
    """A log file whose directory is made with its first line, so that a question about no office leaves no trace."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
        self.setFormatter(ImpersonalFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


@contextmanager
def kept(directory: Path) -> Iterator[None]:
    """Sends the program's log to a rotating file below the data directory; a disk that takes none is no obstacle."""
    # A full disk must not bring tracebacks of the logging itself before people's eyes.
    logging.raiseExceptions = False
    root, file = logging.getLogger(), _LogFile(directory / DIRECTORY / FILE)
    root.addHandler(file)
    root.setLevel(logging.INFO)
    # It announces every plugin at every start.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.removeHandler(file)
        file.close()
