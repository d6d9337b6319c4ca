"""The hours of an ordinary week: when time limits run, and when people are received."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import Hours, hours_to_data
from desktop_app.words.why import WEEKDAYS
from ui.language import say
from ui.theme import px
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.text import Text


class WeekEditor(QWidget):
    """Each weekday with its working hours and its hours of reception; without hours the office is closed."""

    def __init__(self) -> None:
        super().__init__()
        names = [name[0].upper() + name[1:] for name in map(say, WEEKDAYS)]
        self.counting = [TextField(self.tr("{day}: làm việc").format(day=name)) for name in names]
        self.reception = [TextField(self.tr("{day}: tiếp dân").format(day=name)) for name in names]
        self._begun = self.typed()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(10))
        for place, pair in enumerate(zip(self.counting, self.reception, strict=True)):
            for column, field in enumerate(pair):
                field.edit.setPlaceholderText(self.tr("không"))
                grid.addWidget(field, place, column)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, px(8), 0)
        lines.addLayout(grid)
        lines.addStretch(1)
        EnterMovesOn(self)

    def show_week(self, calendar: OfficeCalendar, on: date) -> None:
        """Begins with the week that holds on this day."""
        pattern = calendar.pattern(on)
        for fields, week in ((self.counting, pattern.counting), (self.reception, pattern.reception)):
            for field, hours in zip(fields, week, strict=True):
                field.set_text(_text(hours))
        self._begun = self.typed()

    @property
    def edited(self) -> bool:
        """Whether something else is typed than what it began with."""
        return self.typed() != self._begun

    def typed(self) -> tuple[list[str], list[str]]:
        """Working hours and hours of reception, Monday first, as they are typed."""
        return [field.text() for field in self.counting], [field.text() for field in self.reception]


class WeekSide(QWidget):
    """What the two columns mean, and from which day on the week holds."""

    def __init__(self) -> None:
        super().__init__()
        self.since = DateField(self.tr("Áp dụng từ ngày"), hint="")
        self._later = Text("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        works = self.tr("Giờ làm việc là giờ tính hạn. Giờ tiếp dân là giờ nhận hồ sơ, có thể thêm sáng thứ Bảy.")
        writes = self.tr("Ghi như 07:30-11:30, 13:00-17:00; để trống là không làm việc.")
        column.addWidget(Text(self.tr("Giờ làm việc hằng tuần"), "heading", wrap=True))
        column.addWidget(Text(works, "muted", wrap=True))
        column.addWidget(Text(writes, "muted", wrap=True))
        column.addWidget(self.since)
        column.addWidget(self._later)
        column.addStretch(1)
        EnterMovesOn(self)

    def show_starts(self, starts: Sequence[date]) -> None:
        """Says which other weeks are decided on, from which day each holds."""
        days = ", ".join(f"{day:%d/%m/%Y}" for day in starts)
        self._later.setText(self.tr("Giờ hằng tuần đã định từ các ngày: {days}.").format(days=days))


def _text(hours: Hours) -> str:
    return ", ".join(hours_to_data(hours))
