"""What was read from a file of rows, and how: before anything of it is taken over, a person can see both."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.errors import Faults, Refusal
from desktop_app.domain.legacy_text import Encoding

BEYOND = ""
"""Under this name stands what a row has beyond its last heading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column was read that was not written in plain Unicode.

    `cells` is how many were converted, `before` and `after` one of them. `doubtful` where the column can be read in
    more than one way; then `before` is a cell that shows it.
    """

    column: str
    encoding: Encoding
    cells: int
    before: str
    after: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class RowFile:
    """The columns that a file has, each with its heading there, its numbered rows, and the columns in old encodings."""

    columns: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    readings: tuple[Reading, ...] = ()

    @property
    def doubtful(self) -> tuple[Reading, ...]:
        """The columns about which a person has to be asked."""
        return tuple(reading for reading in self.readings if reading.doubtful)


def refuse_beyond(row: Mapping[str, str], faults: Faults) -> None:
    """Refuses a row that has more cells than there are headings: a part of it would be lost unseen."""
    if found := row.get(BEYOND):
        faults.refuse("", Refusal("row.too_wide", found=found))
