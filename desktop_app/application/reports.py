"""Reports: the month by field, and the register of dossiers (form 07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop_app.application.desk import Desk
from desktop_app.application.ports import RegisterRow
from desktop_app.application.procedures import Procedures
from desktop_app.application.told import Told, nobody
from desktop_app.domain.clocktime import VN
from desktop_app.domain.report import Figures, total


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
        names = {procedure.field_code: procedure.field_name for procedure in self._procedures.all()}
        since, until = _midnight(first), _midnight(date.fromordinal(last.toordinal() + 1))
        # Bounds are exclusive and clocks tick in seconds: what happens in this second belongs to what has happened.
        end_of_now = (self._desk.now() + timedelta(seconds=1)).isoformat()
        with self._desk.store.read() as unit:
            figures = unit.figures(since, until, end_of_now, told)
        lines = [ReportLine(code, names.get(code, code), found) for code, found in figures.items()]
        return Report(first, last, tuple(sorted(lines, key=lambda line: line.field_name)))

    def register(self, year: int, field_code: str = "", told: Told = nobody) -> Sequence[RegisterRow]:
        """The register of a year: numbered from 1 in each field, in the order in which the centre took them up.

        A dossier that has not reached the centre yet stands at the end without a number, for it could still be
        preceded by one from another counter. `told` hears of the lines read.
        """
        with self._desk.store.read() as unit:
            return unit.register(_midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1)), field_code, told)


def _midnight(day: date) -> str:
    return datetime.combine(day, time(), VN).isoformat()
