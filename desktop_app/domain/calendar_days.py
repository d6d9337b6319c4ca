"""The dated data an office calendar is made of: weekly hours and special days, readable as plain JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from desktop_app.domain.errors import Refusal

Hours = tuple[tuple[int, int], ...]
"""Opening intervals of one day, in order and apart from each other, as minutes after midnight (start, end)."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class SpecialKind(StrEnum):
    """What a special day does to the weekly hours."""

    DAY_OFF = "day_off"
    HALF_DAY = "half_day"
    CLOSURE = "closure"
    EXTRA_DAY = "extra_day"
    SWAP = "swap"
    LOCAL_CLOSURE = "local_closure"


CLOSING_KINDS = (SpecialKind.DAY_OFF, SpecialKind.CLOSURE, SpecialKind.LOCAL_CLOSURE)


@dataclass(frozen=True, slots=True)
class WeeklyPattern:
    """The hours of an ordinary week from `valid_from` until the next pattern begins, Monday first.

    Counting hours make time limits run; reception hours only let people in. A Saturday morning may be the second
    without being the first.
    """

    valid_from: date
    counting: tuple[Hours, ...]
    reception: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if len(self.counting) != 7 or len(self.reception) != 7:
            raise Refusal("calendar.week_incomplete", valid_from=self.valid_from.isoformat())
        for hours in (*self.counting, *self.reception):
            check_hours(hours)
        if not any(self.counting):
            # Without it every count would run to the end of time.
            raise Refusal("calendar.no_counting_day", valid_from=self.valid_from.isoformat())

    def to_data(self) -> dict[str, Any]:
        """Returns the pattern as JSON data; days without hours are left out."""
        return {
            "valid_from": self.valid_from.isoformat(),
            "counting": _week_to_data(self.counting),
            "reception": _week_to_data(self.reception),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "WeeklyPattern":
        """Returns the pattern that `to_data` described."""
        counting, reception = _week_from_data(data["counting"]), _week_from_data(data["reception"])
        return cls(date.fromisoformat(data["valid_from"]), counting, reception)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One dated departure from the weekly hours, with the name people read and the text it comes from.

    `first`..`last` are both included; only closing kinds may span more than one day. `hours` are the hours that
    remain of a half day, or the hours of an extra working day. In a swap `first` is the day off and `worked` the day
    worked in its place, with the hours of the day off's own weekday.
    """

    kind: SpecialKind
    first: date
    last: date
    name: str
    hours: Hours = ()
    worked: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        check_hours(self.hours)
        is_range = self.kind in CLOSING_KINDS
        needs_hours = self.kind in (SpecialKind.HALF_DAY, SpecialKind.EXTRA_DAY)
        if self.last < self.first or (self.last != self.first and not is_range):
            raise Refusal("calendar.range", kind=self.kind.value, first=self.first.isoformat())
        if bool(self.hours) != needs_hours:
            raise Refusal("calendar.hours_of_kind", kind=self.kind.value, first=self.first.isoformat())
        if (self.kind is SpecialKind.SWAP) != (self.worked is not None) or self.worked == self.first:
            raise Refusal("calendar.swap_sides", kind=self.kind.value, first=self.first.isoformat())

    def to_data(self) -> dict[str, Any]:
        """Returns the day as JSON data; what is empty is left out."""
        data: dict[str, Any] = {"kind": self.kind.value, "first": self.first.isoformat(), "name": self.name}
        if self.last != self.first:
            data["last"] = self.last.isoformat()
        if self.hours:
            data["hours"] = hours_to_data(self.hours)
        if self.worked is not None:
            data["worked"] = self.worked.isoformat()
        if self.source:
            data["source"] = self.source
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "SpecialDay":
        """Returns the day that `to_data` described."""
        first = date.fromisoformat(data["first"])
        return cls(
            SpecialKind(data["kind"]),
            first,
            date.fromisoformat(data["last"]) if "last" in data else first,
            str(data["name"]),
            hours_from_data(data.get("hours", ())),
            date.fromisoformat(data["worked"]) if "worked" in data else None,
            str(data.get("source", "")),
        )


def check_hours(hours: Hours) -> None:
    """Refuses hours that are empty intervals, out of order, overlapping, or outside one day."""
    latest = -1
    for start, end in hours:
        if not latest < start < end < 24 * 60:
            raise Refusal("calendar.hours", hours=hours)
        latest = end


def common_hours(left: Hours, right: Hours) -> Hours:
    """Returns the time that lies in both, as hours."""
    found = (
        (max(a_start, b_start), min(a_end, b_end))
        for a_start, a_end in left
        for b_start, b_end in right
    )  # fmt: skip
    return tuple(sorted(pair for pair in found if pair[0] < pair[1]))


def joined_hours(left: Hours, right: Hours) -> Hours:
    """Returns the time that lies in either, as hours; intervals that touch become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((*left, *right)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def minute_to_text(minute: int) -> str:
    """Returns a minute of the day as `HH:MM`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_from_text(text: str) -> int:
    """Returns the minute of the day that `HH:MM` names; refuses anything else."""
    hour, _, minute = text.partition(":")
    if not (len(hour) == len(minute) == 2 and (hour + minute).isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise Refusal("calendar.clock", text=text)
    return int(hour) * 60 + int(minute)


def hours_to_data(hours: Hours) -> list[str]:
    """Returns hours as a list such as `["07:30-11:30", "13:00-17:00"]`."""
    return [f"{minute_to_text(start)}-{minute_to_text(end)}" for start, end in hours]


def hours_from_data(data: Sequence[str]) -> Hours:
    """Returns the hours that `hours_to_data` wrote."""
    pairs = (text.partition("-") for text in data)
    return tuple((minute_from_text(start), minute_from_text(end)) for start, _, end in pairs)


def _week_to_data(week: tuple[Hours, ...]) -> dict[str, list[str]]:
    return {day: hours_to_data(hours) for day, hours in zip(WEEKDAYS, week, strict=True) if hours}


def _week_from_data(data: Mapping[str, Sequence[str]]) -> tuple[Hours, ...]:
    unknown = sorted(set(data) - set(WEEKDAYS))
    if unknown:
        raise Refusal("calendar.weekday", found=unknown[0])
    return tuple(hours_from_data(data.get(day, ())) for day in WEEKDAYS)
