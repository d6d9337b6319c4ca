"""The office's calendar: what each day is and why, and days of the office's own."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.administration import Administration
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import (
    Hours,
    SpecialDay,
    SpecialKind,
    WeeklyPattern,
    hours_from_data,
    minute_to_text,
)
from desktop_app.domain.errors import Refusal
from ui.pages.administration.saving import SavingPresenter
from ui.tasks import Tasks

OFF, HALF, EXTRA, SWAP = (
    SpecialKind.LOCAL_CLOSURE,
    SpecialKind.HALF_DAY,
    SpecialKind.EXTRA_DAY,
    SpecialKind.SWAP,
)


@dataclass(frozen=True, slots=True)
class CalendarState:
    """The calendar (None while it is read), the shown year, and the days in hand from `first` to `last`."""

    year: int
    first: date
    last: date
    calendar: OfficeCalendar | None = None
    fault: str = ""

    @property
    def own(self) -> tuple[SpecialDay, ...]:
        """Days of the office's own that touch the days in hand."""
        if self.calendar is None:
            return ()
        return tuple(day for day in self.calendar.local if touches(day, self.first, self.last))

    @property
    def official(self) -> tuple[SpecialDay, ...]:
        """Official days that touch the days in hand."""
        if self.calendar is None:
            return ()
        return tuple(day for day in self.calendar.official if touches(day, self.first, self.last))


class CalendarPresenter(SavingPresenter[CalendarState]):
    """Goes through the years and writes days of the office's own."""

    def __init__(
        self, tasks: Tasks, actor: Actor, *, administration: Administration, now: Callable[[], datetime]
    ) -> None:
        today = now().date()
        super().__init__(tasks, CalendarState(today.year, today, today))
        self._actor = actor
        self._administration = administration

    def refresh(self) -> None:
        """Reads the calendar again."""
        self._tasks.store(self, self._administration.calendar, lambda found: self._become(calendar=found))

    def choose(self, first: date, last: date) -> None:
        """Takes days in hand; the year follows the last of them."""
        self._become(first=min(first, last), last=max(first, last), year=last.year, fault="")

    def move_year(self, years: int) -> None:
        """Shows another year, the same day of it in hand."""
        state = self.state
        day = date(state.year + years, state.first.month, min(state.first.day, 28))
        self._become(year=day.year, first=day, last=day, fault="")

    def save(self, kind: SpecialKind, name: str, hours: str, worked: date | None) -> None:
        """Writes the days in hand into the calendar as they were filled in."""
        if not name.strip():
            self._become(fault=self.tr("Hãy ghi lý do: nó được in cạnh ngày hẹn."))
            return
        self._save(lambda: self._add(kind, name.strip(), hours, worked), self._take_saved)

    def save_week(self, since: date | None, counting: Sequence[str], reception: Sequence[str]) -> None:
        """Writes the hours of an ordinary week, as they were typed, from a day on."""
        if since is None:
            self._become(fault=self.tr("Hãy ghi ngày bắt đầu áp dụng."))
            return

        def write() -> OfficeCalendar:
            weeks = [tuple(hours_of(text) for text in week) for week in (counting, reception)]
            return self._administration.set_week(self._actor, WeeklyPattern(since, *weeks))

        self._save(write, self._take_saved)

    def remove(self) -> None:
        """Takes the office's own days that touch the days in hand back."""
        own = tuple({day.first: day for day in self.state.own}.values())
        if own:
            self._save(partial(self._remove, own), partial(self._removed, own))

    def import_file(self, path: Path) -> None:
        """Takes official days over from a file made for all offices."""
        self._tasks.run(self, lambda _reporter: _read(path), self._import, self._refused)

    def _add(self, kind: SpecialKind, name: str, hours: str, worked: date | None) -> OfficeCalendar:
        state = self.state
        first, last = state.first, state.last
        days = [first] if kind is OFF else [first + timedelta(days=n) for n in range((last - first).days + 1)]
        read = hours_of(hours) if kind in (HALF, EXTRA) else ()
        calendar = None
        for day in days:
            until = last if kind is OFF else day
            special = SpecialDay(kind, day, until, name, read, worked if kind is SWAP else None)
            calendar = self._administration.add_day(self._actor, special)
        if calendar is None:
            raise Refusal("calendar.range", kind=kind.value, first=first.isoformat())
        return calendar

    def _remove(self, own: tuple[SpecialDay, ...]) -> OfficeCalendar:
        return [self._administration.remove_day(self._actor, day.first) for day in own][-1]

    def _removed(self, own: tuple[SpecialDay, ...], calendar: OfficeCalendar) -> None:
        self._take(calendar)
        self.undoable.emit(self.tr("Đã bỏ ngày riêng."), partial(self._put_back, own))

    def _put_back(self, own: tuple[SpecialDay, ...]) -> None:
        self._save(lambda: [self._administration.add_day(self._actor, day) for day in own][-1], self._take)

    def _import(self, data: dict[str, Any]) -> None:
        self._save(partial(self._administration.import_calendar, self._actor, data), self._take_saved)

    def _take_saved(self, calendar: OfficeCalendar) -> None:
        self._take(calendar)
        self.saved.emit(self.tr("Đã ghi vào lịch. Hồ sơ đã hẹn giữ nguyên ngày hẹn cũ."))

    def _take(self, calendar: OfficeCalendar) -> None:
        self._become(calendar=calendar)


def touches(day: SpecialDay, first: date, last: date) -> bool:
    """Whether a special day falls on these days, with either side of a swap."""
    if day.first <= last and day.last >= first:
        return True
    return day.worked is not None and first <= day.worked <= last


def hours_of(text: str) -> Hours:
    """Hours as they are typed: "7:30-11:30, 13:00-17:00"; Refusal("calendar.clock"), ("calendar.hours")."""
    whole = re.sub(r"(?<!\d)(\d):", r"0\1:", text.replace("–", "-").replace(" ", ""))
    parts = whole.split(",")
    return hours_from_data([part for part in parts if part])


def hours_text(hours: Hours) -> str:
    """Hours as they are read: "07:30 – 11:30, 13:00 – 17:00"."""
    return ", ".join(f"{minute_to_text(start)} – {minute_to_text(end)}" for start, end in hours)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refusal("calendar.unreadable", found=str(path)) from error
    if not isinstance(data, dict):
        raise Refusal("calendar.unreadable", found=str(path))
    return data
