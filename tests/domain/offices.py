"""Calendars and moments for the tests of dates: small offices whose hours can be read at a glance."""

from datetime import date, datetime

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, SpecialKind, WeeklyPattern, hours_from_data
from desktop_app.domain.clocktime import VN
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit

FULL = hours_from_data(["07:30-11:30", "13:00-17:00"])
SHORT = hours_from_data(["08:00-11:30", "13:00-17:00"])
MORNING = hours_from_data(["07:30-11:30"])
SINCE = date(2024, 1, 1)


def week(hours, saturday=()):
    return (*(hours,) * 5, saturday, ())


def office(*local, official=(), hours=FULL, saturday_reception=()):
    """An office from Monday to Friday, by default 07:30-11:30 and 13:00-17:00."""
    pattern = WeeklyPattern(SINCE, week(hours), week(hours, saturday_reception))
    return OfficeCalendar("thử", (pattern,), tuple(official), tuple(local))


def day_off(first, last=None, name="Quốc khánh", kind=SpecialKind.DAY_OFF):
    begin = date.fromisoformat(first)
    return SpecialDay(kind, begin, date.fromisoformat(last) if last else begin, name)


def half_day(day, *spans):
    at = date.fromisoformat(day)
    return SpecialDay(SpecialKind.HALF_DAY, at, at, "Họp toàn cơ quan", hours_from_data(spans))


def extra_day(day, *spans):
    at = date.fromisoformat(day)
    return SpecialDay(SpecialKind.EXTRA_DAY, at, at, "Giải quyết hồ sơ tồn", hours_from_data(spans))


def swap(off, worked):
    at = date.fromisoformat(off)
    return SpecialDay(SpecialKind.SWAP, at, at, "Hoán đổi dịp lễ", worked=date.fromisoformat(worked))


def at(text):
    """A moment in Vietnam from `2026-10-06 15:20`."""
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def days(number):
    return TimeLimit(number, LimitUnit.WORKING_DAY)


def calendar_days(number):
    return TimeLimit(number, LimitUnit.DAY)


def hours(number):
    return TimeLimit(number, LimitUnit.WORKING_HOUR)


IMMEDIATE = TimeLimit(0, LimitUnit.IMMEDIATE)
