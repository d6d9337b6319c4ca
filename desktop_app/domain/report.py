"""The figures by which a centre is scored (QĐ 766/QĐ-TTg): counted so that they always add up."""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the monthly report: dossiers received, ended and still open in a period.

    What came in (carried over and received in the period) equals what ended, what is open and what is paused.
    `not_returned` is what was solved in the period and not handed over by its end, `not_collected` all results that lie
    at the counter then. `asked_again` is what was solved in time here and is overdue for the national index, because
    papers were asked for more than once. `rated_1` (very dissatisfied) to `rated_5` (very satisfied) are the answers of
    citizens in the period to how content they were.
    """

    carried_over: int = 0
    received_direct: int = 0
    received_online: int = 0
    received_post: int = 0
    solved_early: int = 0
    solved_on_time: int = 0
    solved_late: int = 0
    refused: int = 0
    stopped: int = 0
    withdrawn: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    paused: int = 0
    not_returned: int = 0
    not_collected: int = 0
    asked_again: int = 0
    rated_1: int = 0
    rated_2: int = 0
    rated_3: int = 0
    rated_4: int = 0
    rated_5: int = 0

    @property
    def received(self) -> int:
        """Received in the period, by whatever channel."""
        return self.received_direct + self.received_online + self.received_post

    @property
    def total(self) -> int:
        """All that the office had on its hands in the period."""
        return self.carried_over + self.received

    @property
    def solved(self) -> int:
        """Solved with a result in the period."""
        return self.solved_early + self.solved_on_time + self.solved_late

    @property
    def returned(self) -> int:
        """Solved in the period and handed over by its end."""
        return self.solved - self.not_returned

    @property
    def ended(self) -> int:
        """Over in the period, with a result or without one."""
        return self.solved + self.refused + self.stopped + self.withdrawn

    @property
    def open(self) -> int:
        """Still being worked on at the end of the period."""
        return self.open_in_time + self.open_overdue

    @property
    def share_in_time(self) -> float | None:
        """Solved early or on time, of all that was solved: 0 to 1; None where nothing was solved."""
        return (self.solved_early + self.solved_on_time) / self.solved if self.solved else None

    @property
    def share_of_index(self) -> float | None:
        """The same share as the national index has it (QĐ 766/QĐ-TTg): who asked twice for papers was not in time."""
        in_time = self.solved_early + self.solved_on_time - self.asked_again
        return in_time / self.solved if self.solved else None

    @property
    def ratings(self) -> dict[int, int]:
        """How many citizens gave each answer, the best first."""
        return {5: self.rated_5, 4: self.rated_4, 3: self.rated_3, 2: self.rated_2, 1: self.rated_1}

    @property
    def rated(self) -> int:
        """How many citizens said how content they were."""
        return sum(self.ratings.values())

    @property
    def share_satisfied(self) -> float | None:
        """Satisfied or very satisfied, of all who said so: 0 to 1; None where nobody did."""
        return (self.rated_4 + self.rated_5) / self.rated if self.rated else None

    @property
    def adds_up(self) -> bool:
        """Whether every dossier is counted exactly once on each side."""
        return self.total == self.ended + self.open + self.paused


def total(lines: Iterable[Figures]) -> Figures:
    """The sum of several lines."""
    chosen = list(lines)
    return Figures(**{field.name: sum(getattr(line, field.name) for line in chosen) for field in fields(Figures)})
