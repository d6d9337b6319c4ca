"""The calendar of one office: which days count, when people are received, and working time between two moments."""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

from desktop_app.domain.calendar_days import (
    Hours,
    SpecialDay,
    SpecialKind,
    WeeklyPattern,
    common_hours,
    joined_hours,
)
from desktop_app.domain.clocktime import VN
from desktop_app.domain.errors import Refusal


class Day(NamedTuple):
    """One day as the office lives it; `special` is why it departs from the weekly hours, or None on a plain day."""

    counting: Hours
    reception: Hours
    open: Hours
    minutes: int
    special: SpecialDay | None


class _Year(NamedTuple):
    """The days of one year, and the ordinals worth jumping between."""

    first: int
    days: list[Day]
    counting: list[int]
    special: list[tuple[date, SpecialDay]]
    minutes_before: list[int]


@dataclass(frozen=True)
class OfficeCalendar:
    """An immutable calendar in three layers: the office's own days over the official days over the weekly hours.

    Within a layer the entry listed last wins. A half day only ever takes hours away, so it cannot open a holiday.
    Moments are aware datetimes; answers are in Vietnam time, and a moment counts by its minute, as printed on the
    receipt. Equal calendars have equal versions, and a changed calendar has another version.
    """

    name: str
    patterns: tuple[WeeklyPattern, ...]
    official: tuple[SpecialDay, ...] = ()
    local: tuple[SpecialDay, ...] = ()
    version: str = field(init=False, compare=False)
    _years: dict[int, _Year] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        starts = [pattern.valid_from for pattern in self.patterns]
        if not starts or starts != sorted(set(starts)):
            raise Refusal("calendar.patterns_order", name=self.name)
        text = json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        object.__setattr__(self, "version", f"{self.name}@{digest[:12]}")

    def to_data(self) -> dict[str, Any]:
        """Returns the calendar as JSON data, from which `from_data` makes an equal calendar of the same version."""
        return {
            "name": self.name,
            "patterns": [pattern.to_data() for pattern in self.patterns],
            "official": [special.to_data() for special in self.official],
            "local": [special.to_data() for special in self.local],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "OfficeCalendar":
        """Returns the calendar described; raises Refusal("calendar…") for data that describes none."""
        try:
            return cls(
                str(data["name"]),
                tuple(WeeklyPattern.from_data(pattern) for pattern in data["patterns"]),
                tuple(SpecialDay.from_data(special) for special in data.get("official", ())),
                tuple(SpecialDay.from_data(special) for special in data.get("local", ())),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as cause:
            raise Refusal("calendar.unreadable", found=repr(cause)) from cause

    def day(self, when: date) -> Day:
        """Returns the day as all layers together make it."""
        year = self._year(when.year)
        return year.days[when.toordinal() - year.first]

    def pattern(self, when: date) -> WeeklyPattern:
        """Returns the weekly hours that hold on that day, whatever else is decided about it."""
        return self.patterns[max(0, bisect_right(self.patterns, when, key=lambda pattern: pattern.valid_from) - 1)]

    def is_counting_day(self, when: date) -> bool:
        """Says whether time limits run on that day, be it only for half of it."""
        return bool(self.day(when).counting)

    def is_reception_time(self, moment: datetime) -> bool:
        """Says whether people are received at that moment; the minute of closing still is reception time."""
        day, minute = minute_of(moment)
        return any(start <= minute <= end for start, end in self.day(day).reception)

    def counting_day_after(self, when: date, number: int) -> date:
        """Returns the `number`-th counting day (1 or more) after that day, which itself is not counted."""
        year = self._year(when.year)
        at = bisect_right(year.counting, when.toordinal()) + number - 1
        number_of_year = when.year
        while at >= len(year.counting):
            at -= len(year.counting)
            number_of_year += 1
            year = self._year(number_of_year)
        return date.fromordinal(year.counting[at])

    def open_day_after(self, when: date) -> date:
        """Returns the first day after that day on which the office counts or receives."""
        day = when + timedelta(days=1)
        while not self.day(day).open:
            day += timedelta(days=1)
        return day

    def counting_day_before(self, when: date) -> date:
        """Returns the last counting day before that day."""
        day = when - timedelta(days=1)
        while not self.day(day).counting:
            day -= timedelta(days=1)
        return day

    def counting_run(self, after: date, until: date) -> tuple[int, date, date] | None:
        """Returns how many counting days lie after one date up to and with another, and the first and last of them."""
        number = 0
        first = last = 0
        low, high = after.toordinal(), until.toordinal()
        for year_number in range(after.year, until.year + 1):
            counting = self._year(year_number).counting
            begin, end = bisect_right(counting, low), bisect_right(counting, high)
            if begin < end:
                first, last = first or counting[begin], counting[end - 1]
                number += end - begin
        return (number, date.fromordinal(first), date.fromordinal(last)) if number else None

    def special_days_between(self, first: date, last: date) -> list[tuple[date, SpecialDay]]:
        """Returns the days from first to last, both included, that depart from the weekly hours, with their reasons."""
        found: list[tuple[date, SpecialDay]] = []
        for number in range(first.year, last.year + 1):
            special = self._year(number).special
            # A one-tuple sorts just before every pair with the same date.
            found += special[bisect_left(special, (first,)) : bisect_left(special, (last + timedelta(days=1),))]
        return found

    def next_working_time(self, moment: datetime) -> datetime:
        """Returns the moment itself within counting hours, otherwise the start of the next ones."""
        day, minute = minute_of(moment)
        for start, end in self.day(day).counting:
            if minute < end:
                return at_minute(day, max(start, minute))
        following = self.counting_day_after(day, 1)
        return at_minute(following, self.day(following).counting[0][0])

    def add_working_minutes(self, moment: datetime, minutes: int) -> datetime:
        """Returns the moment at which that many counting minutes (1 or more) have passed.

        An interval used up to its end answers with that end, never with the start of the next interval.
        """
        if minutes < 1:
            raise ValueError("working minutes to add must be 1 or more")
        day, minute = minute_of(moment)
        hours = self.day(day).counting
        left = minutes - _minutes_left(hours, minute)
        if left <= 0:
            return at_minute(day, _minute_reached(hours, minute, minutes))
        day, left = self._day_holding(day + timedelta(days=1), left)
        return at_minute(day, _minute_reached(self.day(day).counting, 0, left))

    def working_minutes_between(self, begin: datetime, end: datetime) -> int:
        """Returns the counting minutes from the first moment to the second; 0 when the second is not later."""
        (first, begin_minute), (last, end_minute) = minute_of(begin), minute_of(end)
        if (last, end_minute) <= (first, begin_minute):
            return 0
        total = _minutes_left(self.day(first).counting, begin_minute) - _minutes_left(
            self.day(last).counting, end_minute
        )
        for number in range(first.year, last.year + 1):
            year = self._year(number)
            # The day after the first, up to and with the last, cut to this year.
            begin_at = min(max(first.toordinal() + 1 - year.first, 0), len(year.days))
            end_at = min(last.toordinal() + 1 - year.first, len(year.days))
            total += year.minutes_before[end_at] - year.minutes_before[begin_at]
        return total

    def _day_holding(self, day: date, minutes: int) -> tuple[date, int]:
        """Returns the day, from `day` on, in which the last of so many minutes falls, and how many of them do."""
        year = self._year(day.year)
        number, wanted = day.year, year.minutes_before[day.toordinal() - year.first] + minutes
        while wanted > year.minutes_before[-1]:
            wanted -= year.minutes_before[-1]
            number += 1
            year = self._year(number)
        index = bisect_left(year.minutes_before, wanted) - 1
        return date.fromordinal(year.first + index), wanted - year.minutes_before[index]

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            # Two threads may build the same year; they build equal ones, so either may stay.
            year = self._years[number] = self._built_year(number)
        return year

    def _built_year(self, number: int) -> _Year:
        first, end = date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal()
        days = [self._plain_day(date.fromordinal(ordinal)) for ordinal in range(first, end)]
        for special in (*self.official, *self.local):
            begin, last = special.first.toordinal(), special.last.toordinal()
            touched = [*range(max(begin, first), min(last + 1, end))]
            if special.worked is not None and special.worked.year == number:
                touched.append(special.worked.toordinal())
            for ordinal in touched:
                days[ordinal - first] = self._changed_day(days[ordinal - first], special, date.fromordinal(ordinal))
        return _Year(
            first,
            days,
            [first + index for index, day in enumerate(days) if day.counting],
            [(date.fromordinal(first + index), day.special) for index, day in enumerate(days) if day.special],
            [0, *accumulate(day.minutes for day in days)],
        )

    def _plain_day(self, when: date) -> Day:
        pattern, weekday = self.pattern(when), when.weekday()
        return _day(pattern.counting[weekday], pattern.reception[weekday], None)

    def _changed_day(self, below: Day, special: SpecialDay, when: date) -> Day:
        if special.kind is SpecialKind.HALF_DAY:
            if not below.open:
                return below
            return _day(
                common_hours(below.counting, special.hours), common_hours(below.reception, special.hours), special
            )
        if special.kind is SpecialKind.EXTRA_DAY:
            return _day(special.hours, special.hours, special)
        if when == special.worked:
            replaced = self._plain_day(special.first)
            return _day(replaced.counting, replaced.reception, special)
        return _day((), (), special)


def to_minute(moment: datetime) -> datetime:
    """Returns the moment in Vietnam time, cut to its minute; raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        # Python would take it for the zone of this computer, which may be set to anything.
        raise ValueError("a moment needs a time zone")
    moment = moment.astimezone(VN)
    return moment.replace(second=0, microsecond=0) if moment.second or moment.microsecond else moment


def minute_of(moment: datetime) -> tuple[date, int]:
    """Returns the date and the minute of the day in Vietnam; raises ValueError for a moment without a zone."""
    if moment.tzinfo is not VN:
        moment = to_minute(moment)
    return moment.date(), moment.hour * 60 + moment.minute


def at_minute(day: date, minute: int) -> datetime:
    """Returns the moment of that minute of the day in Vietnam."""
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=VN)


def _day(counting: Hours, reception: Hours, special: SpecialDay | None) -> Day:
    minutes = sum(end - start for start, end in counting)
    return Day(counting, reception, joined_hours(counting, reception), minutes, special)


def _minutes_left(hours: Hours, minute: int) -> int:
    return sum(end - max(start, minute) for start, end in hours if end > minute)


def _minute_reached(hours: Hours, minute: int, minutes: int) -> int:
    """Returns the minute at which so many minutes of the hours have passed after `minute`; they must be enough."""
    for start, end in hours:
        begin = max(start, minute)
        if end - begin >= minutes:
            return begin + minutes
        minutes -= max(0, end - begin)
    raise ValueError("the hours are shorter than the minutes asked for")
