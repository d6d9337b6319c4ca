"""Reports: the month by field, and the register of dossiers (form 07)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import overload

from desktop_app.application.desk import Desk
from desktop_app.application.ports import RegisterRow, Store
from desktop_app.application.procedures import Procedures
from desktop_app.application.register_lines import RegisterLines
from desktop_app.application.told import Told, nobody
from desktop_app.domain.clocktime import VN
from desktop_app.domain.report import Figures, total

# Lines of a register that are read from the store together.
LINES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One field of the report."""

    field_code: str
    field_name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of `first` to `last` (both included), as things stood at the end of it or now if that is earlier."""

    first: date
    last: date
    lines: tuple[ReportLine, ...]

    @property
    def sum(self) -> Figures:
        """All fields together."""
        return total(line.figures for line in self.lines)


class Register(Sequence[RegisterRow]):
    """The register of a year, whose lines are read as they are asked for: a long year does not fit into memory.

    Which dossiers are in it, and under which numbers, is settled once; what stands on a line is what holds when it is
    read, off the GUI thread. `unnumbered` is how many of its dossiers the centre has not taken up yet.
    """

    def __init__(self, store: Store, lines: RegisterLines) -> None:
        self._store = store
        self._lines = lines
        self.unnumbered = lines.unnumbered

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[RegisterRow]:
        for start in range(0, len(self._lines), LINES_AT_ONCE):
            yield from self[start : start + LINES_AT_ONCE]

    @overload
    def __getitem__(self, at: int) -> RegisterRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RegisterRow]: ...
    def __getitem__(self, at: int | slice) -> RegisterRow | Sequence[RegisterRow]:
        with self._store.read() as unit:
            if isinstance(at, slice):
                return unit.register_rows(self._lines[at])
            return unit.register_rows([self._lines[at]])[0]


class Reports:
    """Figures for heads of centres, counted from the same rows that the desk works with."""

    def __init__(self, desk: Desk, procedures: Procedures) -> None:
        self._desk = desk
        self._procedures = procedures

    def period(self, first: date, last: date, told: Told = nobody) -> Report:
        """The report of these days, one line for each field in which there was anything.

        `told` hears of the dossiers that have to be folded again, which is what takes time.
        """
        told(0, 0)
        names = self._procedures.field_names()
        since, until = _midnight(first), _midnight(date.fromordinal(last.toordinal() + 1))
        # Bounds are exclusive and clocks tick in seconds: what happens in this second belongs to what has happened.
        end_of_now = (self._desk.now() + timedelta(seconds=1)).isoformat()
        with self._desk.store.read() as unit:
            figures = unit.figures(since, until, end_of_now, told)
        lines = [ReportLine(code, names.get(code, code), found) for code, found in figures.items()]
        return Report(first, last, tuple(sorted(lines, key=lambda line: line.field_name)))

    def register(self, year: int, field_code: str = "", told: Told = nobody) -> Register:
        """The register of a year: numbered from 1 in each field, in the order in which the centre took them up.

        A dossier that has not reached the centre yet stands at the end without a number, for it could still be
        preceded by one from another counter. `told` hears of the lines read.
        """
        with self._desk.store.read() as unit:
            lines = unit.register_lines(_midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1)), field_code, told)
        return Register(self._desk.store, lines)


def _midnight(day: date) -> str:
    return datetime.combine(day, time(), VN).isoformat()
