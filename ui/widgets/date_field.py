"""A date typed with the digits of the keyboard."""

import re
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.text import iso_date
from ui.language import say
from ui.widgets.field import Field

YEARS_AHEAD = 10
"""As far ahead as two digits of a year may mean where an appointment is typed: December's are often in January."""

_SHAPES = (
    re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})"),
    re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})"),
)


def read_date(text: str, last_year: int) -> date | None:
    """The date that a person typed as 010190, 01011990, 1/1/90 or 1-1-1990; None when it is not a date.

    Two digits of a year mean the latest such year that is not after the last one.
    """
    for shape in _SHAPES:
        if match := shape.fullmatch(text.strip()):
            day, month, year = (int(group) for group in match.groups())
            if len(match.group(3)) == 2:
                year += last_year // 100 * 100
                year -= 100 if year > last_year else 0
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def date_fault(text: str) -> str:
    """What is said beside a text that is not a date."""
    digits = len(re.sub(r"\D", "", text))
    return say("Không có ngày này trong lịch.") if digits >= 6 else say("Gõ đủ ngày, tháng, năm.")


class DateField(Field):
    """A date as dd/mm/yyyy; completed when the field is left, with the fault in one sentence when it is none.

    `date_changed` carries a date, or None while the text is not one; it comes while the person types. `edited` carries
    what `typed` is then. Two digits of a year mean one that has begun, or one of the `ahead` years to come.
    """

    date_changed = Signal(object)
    edited = Signal(str)

    def __init__(self, label: str, *, hint: str | None = None, ahead: int = 0) -> None:
        self.edit = QLineEdit()
        self.edit.setMaxLength(10)
        self.edit.setPlaceholderText("dd/mm/yyyy")
        super().__init__(label, self.edit, say("ngày/tháng/năm") if hint is None else hint)
        self._date: date | None = None
        self._typed, self._ahead = "", ahead
        self.edit.textEdited.connect(self._read)
        self.edit.editingFinished.connect(self._complete)

    def value(self) -> date | None:
        """The date, None while the text is not one."""
        return self._date

    def typed(self) -> str:
        """The date as ISO writes it, or the text where that is none."""
        return self._typed

    def refuses(self) -> bool:
        """Whether there is a text that is not a date; beside it stands what is wrong."""
        self._complete()
        return self.has_error()

    def set_date(self, value: date | None) -> None:
        """Shows a date; nothing is emitted."""
        self.set_typed(value.isoformat() if value else "")

    def set_typed(self, typed: str) -> None:
        """Shows what `typed` was; nothing is emitted."""
        self._typed = typed
        self._date = iso_date(typed)
        self.edit.setText(f"{self._date:%d/%m/%Y}" if self._date else typed)
        self.set_error("")

    def _read(self, text: str) -> None:
        before, self._date = self._date, read_date(text, QDate.currentDate().year() + self._ahead)
        self._typed = self._date.isoformat() if self._date else text.strip()
        self.set_error("")
        self.edited.emit(self._typed)
        if before != self._date:
            self.date_changed.emit(self._date)

    def _complete(self) -> None:
        text = self.edit.text().strip()
        if self._date is not None:
            self.edit.setText(f"{self._date:%d/%m/%Y}")
        elif text:
            self.set_error(date_fault(text))
