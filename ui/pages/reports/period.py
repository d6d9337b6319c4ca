"""The time that a report is about: a month, a quarter, a year, or any days."""

from dataclasses import dataclass
from datetime import date, timedelta

from ui.language import say

MONTH, QUARTER, YEAR, FREE = "month", "quarter", "year", "free"
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    kind: str
    first: date
    last: date

    @classmethod
    def of(cls, kind: str, day: date) -> "Period":
        """The period of this kind that holds the day; a free one begins as its month."""
        months = MONTHS.get(kind, 1)
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(kind, first, _later(first, months) - timedelta(days=1))

    def moved(self, steps: int) -> "Period":
        """The period so many steps later; free days move by their own length."""
        if self.kind == FREE:
            days = timedelta(days=steps * ((self.last - self.first).days + 1))
            return Period(FREE, self.first + days, self.last + days)
        return Period.of(self.kind, _later(self.first, steps * MONTHS[self.kind]))

    @property
    def label(self) -> str:
        """The period as it stands in a heading."""
        match self.kind:
            case "month":
                return say("Tháng {month}").format(month=f"{self.first:%m/%Y}")
            case "quarter":
                quarter = f"{_ROMAN[(self.first.month - 1) // 3]}/{self.first.year}"
                return say("Quý {quarter}").format(quarter=quarter)
            case "year":
                return say("Năm {year}").format(year=self.first.year)
            case _:
                return f"{self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"

    @property
    def short(self) -> str:
        """The period under a column of a chart."""
        match self.kind:
            case "month":
                return f"{self.first.month}/{self.first:%y}"
            case "quarter":
                return f"{_ROMAN[(self.first.month - 1) // 3]}/{self.first:%y}"
            case "year":
                return str(self.first.year)
            case _:
                return f"{self.first:%d/%m}"


def _later(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
