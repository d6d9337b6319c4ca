"""Which dossiers stand in a register, and under which numbers."""

from array import array
from collections.abc import Sequence
from typing import overload

RegisterLine = tuple[int, int | None]
"""A dossier in the register, by the number of its row in the store, and its number there (see `ports.RegisterRow`)."""


class RegisterLines(Sequence[RegisterLine]):
    """The dossiers of a register in its order, kept as bare numbers: there are two hundred thousand in a long year."""

    def __init__(self) -> None:
        self.rows = array("q")
        self.numbers = array("q")

    @property
    def unnumbered(self) -> int:
        """How many of them have no number yet."""
        return self.numbers.count(0)

    def add(self, row: int, number: int | None) -> None:
        """Puts a dossier at the end."""
        self.rows.append(row)
        self.numbers.append(number or 0)

    def extend(self, more: "RegisterLines") -> None:
        """Puts those of another register at the end."""
        self.rows.extend(more.rows)
        self.numbers.extend(more.numbers)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> RegisterLine: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RegisterLine]: ...
    def __getitem__(self, at: int | slice) -> RegisterLine | Sequence[RegisterLine]:
        if isinstance(at, slice):
            return [(row, number or None) for row, number in zip(self.rows[at], self.numbers[at], strict=True)]
        return self.rows[at], self.numbers[at] or None
