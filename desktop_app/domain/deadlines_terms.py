"""What goes into a due date and what comes out of it: limits, the office's rules, pauses, and the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop_app.domain.errors import Refusal


class LimitUnit(StrEnum):
    """The unit in which a procedure states how long it may take."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WORKING_HOUR = "working_hour"
    IMMEDIATE = "immediate"


class AfterCutoff(StrEnum):
    """Whether the day to which a late reception is carried only receives the dossier, or already is day 1."""

    NEXT_DAY_RECEIVES = "next_day_receives"
    NEXT_DAY_COUNTS = "next_day_counts"


class ReturnAt(StrEnum):
    """The hour of the due day at which a result is promised."""

    END_OF_HOURS = "end_of_hours"
    SAME_CLOCK = "same_clock"


class AfterSupplement(StrEnum):
    """How the limit goes on once a supplemented dossier is complete."""

    RESTART = "restart"
    SUBTRACT = "subtract"


class PauseCause(StrEnum):
    """Why the clock of a dossier stands still: status 5 or 6 of the national portal."""

    SUPPLEMENT = "supplement"
    FINANCIAL_DUTY = "financial_duty"


class Outcome(StrEnum):
    """How a finish compares with the appointment; without an appointment there is nothing to be early for."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NO_APPOINTMENT = "no_appointment"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a procedure may take: a whole number of units, 1 or more, and 0 exactly when it is immediate."""

    value: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.value < 0 or (self.value == 0) != (self.unit is LimitUnit.IMMEDIATE):
            raise Refusal("limit.value", value=self.value, unit=self.unit.value)


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """The settings of one office that the law leaves open or that offices read differently.

    `cutoff` is the last minute of the day (after midnight) at which a reception belongs to its own day, or None for
    offices without one. `day_minutes` are the office minutes that stand for 8 working hours of a limit: 480 takes an
    hour as an hour; an office open 7½ hours a day sets 450, and 8 hours then end at the same clock time one day later.
    Defaults: cut-off 15:00 (NĐ 61/2018 Art. 18), restart after a supplement (Art. 19(4)).
    """

    cutoff: int | None = 15 * 60
    after_cutoff: AfterCutoff = AfterCutoff.NEXT_DAY_RECEIVES
    return_at: ReturnAt = ReturnAt.END_OF_HOURS
    day_minutes: int = 8 * 60
    after_supplement: AfterSupplement = AfterSupplement.RESTART
    response_hours: int = 8
    supplement_days: int = 3

    def __post_init__(self) -> None:
        if self.cutoff is not None and not 0 <= self.cutoff < 24 * 60:
            raise Refusal("rules.cutoff", found=self.cutoff)
        if min(self.day_minutes, self.response_hours, self.supplement_days) < 1:
            raise Refusal("rules.not_positive")

    def to_data(self) -> dict[str, Any]:
        """Returns the settings as JSON data."""
        return {
            "cutoff": self.cutoff,
            "after_cutoff": self.after_cutoff.value,
            "return_at": self.return_at.value,
            "day_minutes": self.day_minutes,
            "after_supplement": self.after_supplement.value,
            "response_hours": self.response_hours,
            "supplement_days": self.supplement_days,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "DeadlineRules":
        """Returns the settings that `to_data` described."""
        return cls(
            data["cutoff"],
            AfterCutoff(data["after_cutoff"]),
            ReturnAt(data["return_at"]),
            data["day_minutes"],
            AfterSupplement(data["after_supplement"]),
            data["response_hours"],
            data["supplement_days"],
        )


@dataclass(frozen=True, slots=True)
class Pause:
    """A time of waiting for the applicant; `end` is when the dossier was complete, None while still waiting."""

    start: datetime
    end: datetime | None
    cause: PauseCause = PauseCause.SUPPLEMENT

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Refusal("pause.order", start=self.start.isoformat())


Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One reason on the way to a date: a stable code, and parameters that are texts (ISO dates) or whole numbers."""

    code: str
    params: Params = field(default_factory=dict, hash=False)

    def to_data(self) -> dict[str, Any]:
        """Returns the step as JSON data."""
        return {"code": self.code, "params": dict(self.params)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "WhyStep":
        """Returns the step that `to_data` described."""
        return cls(data["code"], dict(data["params"]))


@dataclass(frozen=True, slots=True)
class DueDate:
    """A promised moment in Vietnam time, the reasons in the order they applied, and the calendar they come from."""

    at: datetime
    why: tuple[WhyStep, ...]
    calendar_version: str

    def to_data(self) -> dict[str, Any]:
        """Returns the date as JSON data, to be kept with the dossier."""
        return {
            "at": self.at.isoformat(),
            "why": [step.to_data() for step in self.why],
            "calendar_version": self.calendar_version,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "DueDate":
        """Returns the date that `to_data` described."""
        steps = tuple(WhyStep.from_data(step) for step in data["why"])
        return cls(datetime.fromisoformat(data["at"]), steps, data["calendar_version"])
