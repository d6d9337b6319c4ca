"""How stations are, in words and figures."""

from datetime import datetime, timedelta

from desktop_app.application.station_register import StationLife
from desktop_app.application.stations import Condition, Station, ahead, moment
from desktop_app.words import labels
from ui.language import say
from ui.pages import words
from ui.tokens import Tone

LOOKS: dict[Condition, tuple[Tone, str]] = {
    Condition.SILENT: (Tone.BAD, "cloud-off"),
    Condition.QUEUE: (Tone.BAD, "hourglass"),
    Condition.CLOCK: (Tone.WARN, "clock"),
    Condition.NUMBERS: (Tone.WARN, "triangle-alert"),
    Condition.VERSION: (Tone.WARN, "download"),
    Condition.LOCKED: (Tone.WARN, "lock"),
    Condition.NEVER: (Tone.WARN, "circle-dashed"),
    Condition.OFF: (Tone.NEUTRAL, "circle-pause"),
    Condition.CATCHING_UP: (Tone.INFO, "refresh-cw"),
    Condition.WELL: (Tone.GOOD, "circle-check"),
}
UNKNOWN = "–"
PRECISE = 5.0
"""Seconds that a report may be under way: so much is no difference of clocks."""


def condition_words(station: Station) -> list[str]:
    """What somebody has to see to, or that nobody has to."""
    return [say(labels.STATIONS[condition]) for condition in station.conditions]


def condition_line(station: Station) -> str:
    """The same in one line."""
    first, *others = condition_words(station)
    return ", ".join([first, *(f"{other[0].lower()}{other[1:]}" for other in others)])


def steps(station: Station) -> str:
    """What to do about it."""
    return " ".join(say(labels.STATION_STEPS[condition]) for condition in station.conditions)


def lasting(time: timedelta | None) -> str:
    """How long something lasts, in the largest unit."""
    if time is None:
        return ""
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return say("{n} phút").format(n=minutes)
    return say("{n} giờ").format(n=minutes // 60) if minutes < 24 * 60 else say("{n} ngày").format(n=time.days)


def contact(station: Station, at: datetime) -> str:
    """How long before the time of asking a station was heard of, and at what hour or on what day."""
    if station.silence is None:
        return UNKNOWN
    heard = at - station.silence
    exact = f"{heard:%H:%M}" if station.silence < timedelta(days=1) else f"{heard:%d/%m}"
    if station.silence < timedelta(minutes=1):
        return say("vừa xong · {at}").format(at=exact)
    return f"{lasting(station.silence)} · {exact}"


def clock(life: StationLife) -> str:
    """How far a station's clock is off."""
    if life.clock_difference is None:
        return UNKNOWN
    off = ahead(life)
    if abs(off) < PRECISE:
        return say("đúng")
    time = timedelta(seconds=abs(off))
    said = lasting(time) if time >= timedelta(minutes=1) else say("{n} giây").format(n=round(abs(off)))
    return say("nhanh {time}").format(time=said) if off > 0 else say("chậm {time}").format(time=said)


def version(station: Station) -> str:
    """What a station runs, marked where it is older than ours."""
    told = station.life.version or UNKNOWN
    return say("{version} · cũ").format(version=told) if Condition.VERSION in station.conditions else told


def figure(value: int | None) -> str:
    """A number of things, or that it is not known."""
    return UNKNOWN if value is None else words.number(max(value, 0))


def oldest(life: StationLife) -> str:
    """When the oldest operation that waits was made, by the clock of the centre."""
    made = moment(life.oldest_waiting, ahead(life)) if life.waiting else None
    return words.stamp(made.isoformat()) if made else ""
