"""What the centre tells of stations, and how it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from desktop_app.application.told import Told, nobody


@dataclass(frozen=True, slots=True)
class StationLife:
    """One life of a station as it last told the centre of itself; times are ISO 8601 texts, None before it told any.

    `waiting` counts operations that it had not sent, `oldest_waiting` is by its own clock, `numbers_left` are for the
    day of its report, `clock_difference` the seconds by which it was ahead of the centre, `behind` counts what it has
    not read yet.
    """

    office_code: str
    office_name: str
    station: int
    incarnation: int
    name: str
    state: str
    enrolled_at: str
    last_seen: str | None
    version: str | None
    waiting: int | None
    oldest_waiting: str | None
    numbers_left: int | None
    clock_difference: float | None
    behind: int | None


class StationsTold(NamedTuple):
    """What the centre tells of stations, and the time there when it did."""

    at: str
    lives: Sequence[StationLife]


class StationRegister(Protocol):
    """The centre as whoever looks after stations asks it; waits for the network."""

    def told(self, waiting: Told = nobody) -> StationsTold:
        """Every life of every station that the centre lets this one see: of its office and of those below.

        `waiting` is called again and again until there is an answer, and ends it by raising.
        Refusals: `central.none` where this machine has no centre, `central.unreachable`, `central.stations_hidden`.
        """
