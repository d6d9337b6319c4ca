"""What the office says when it will not do something: a code with parameters, never a sentence."""

import errno
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault of the program
    """An answer to a person that nothing was changed, with the reason as a stable code and its parameters.

    The sentence for the code lives where people read: in the window, on the command line, on paper.
    """

    def __init__(self, code: str, /, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        """The code and the names of the parameters: their values may be personal data and stay out of logs."""
        names = ", ".join(sorted(self.parameters))
        return f"{self.code}({names})"


def of_system(error: OSError) -> Refusal:
    """What the operating system would not do with a file, as a refusal."""
    if error.errno in _DISK_FULL:
        return Refusal("disk.full")
    path = str(error.filename or "").removesuffix(".part")
    if isinstance(error, PermissionError):
        return Refusal("file.not_allowed", path=path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal("file.missing", path=path)
    return Refusal("file.fault", path=path)


class RowFault(NamedTuple):
    """Why one row of a file cannot be taken: the code of a sentence and its parameters, and in which column."""

    row: int
    code: str
    parameters: Mapping[str, object]
    column: str = ""


class Faults:
    """What is wrong with one row, gathered column by column, so that whoever mends a file mends it once."""

    def __init__(self) -> None:
        self._found: list[tuple[str, Refusal]] = []

    def read(self, column: str, value: Callable[[], T]) -> T | None:
        """The value of this column, or None where it is refused, which is kept."""
        try:
            return value()
        except Refusal as refusal:
            self.refuse(column, refusal)
            return None

    def refuse(self, column: str, refusal: Refusal) -> None:
        """Keeps what is wrong with this column, or with the whole row where it names none."""
        self._found.append((column, refusal))

    @property
    def any(self) -> bool:
        """Whether anything was refused."""
        return bool(self._found)

    def of_row(self, row: int) -> list[RowFault]:
        """All that was refused, as faults of the row with this number."""
        return [RowFault(row, refusal.code, refusal.parameters, column) for column, refusal in self._found]
