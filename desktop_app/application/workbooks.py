"""Tables that leave the program, and what writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the heading over it and its neighbours, its width in signs, whether it holds shares."""

    heading: str
    over: str = ""
    width: int = 10
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table for A4 across: title lines, columns, rows, notes below; `bold_last` where the last row is a sum."""

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    notes: tuple[str, ...] = ()
    bold_last: bool = False


class Workbooks(Protocol):
    """Tables as XLSX files."""

    def write(self, sheet: Sheet) -> bytes:
        """The table as a workbook."""
