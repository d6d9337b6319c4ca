"""Places on a page, in points from its lower left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of text goes: its start on the baseline, the width it may take, and the type size."""

    x: float
    baseline: float
    width: float
    size: float
