"""What administrators see of the stations: what to see to first, by whose clock, and what stays when nobody answers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop_app.application.station_register import StationLife, StationsTold
from desktop_app.application.stations import Condition, Stations
from desktop_app.domain.clocktime import VN
from desktop_app.domain.errors import Refusal

# A Tuesday; the office worked on Monday and did not on the two days before.
NOW = datetime(2026, 10, 6, 9, 30, tzinfo=VN)
MONDAY, SATURDAY, FRIDAY = (NOW - timedelta(days=days) for days in (1, 3, 4))


def ago(**time):
    return (NOW - timedelta(**time)).isoformat()


WELL = StationLife(
    office_code="H29.19.05",
    office_name="Trung tâm thử",
    station=1,
    incarnation=1,
    name="Quầy",
    state="active",
    enrolled_at="2026-01-05T08:00:00+07:00",
    last_seen=ago(seconds=40),
    version="0.2.0",
    waiting=0,
    oldest_waiting=None,
    numbers_left=30,
    clock_difference=0.4,
    behind=0,
)


class Register:
    """A centre that tells what it is given, or why it does not."""

    def __init__(self, *lives):
        self.lives = lives
        self.refusal = None

    def told(self, waiting):
        waiting(0, 0)
        if self.refusal:
            raise self.refusal
        return StationsTold(NOW.isoformat(), self.lives)


def stations(desk, register):
    """The use case on the real store of an office, before a centre of the test's own."""
    appointments = desk.office.administration._appointments
    return Stations(desk.office.administration._desk.store, appointments, register, lambda: "0.2.0")


def seen(desk, *lives):
    """What an administrator sees, in its order."""
    return stations(desk, Register(*lives)).ask(desk.administrator).stations


def look(desk, **told):
    (station,) = seen(desk, replace(WELL, **told))
    return station


@pytest.mark.parametrize("who", ["receptionist", "officer", "head"])
def test_nobody_but_administrators_sees_the_stations(desk, who):
    with pytest.raises(Refusal, match=r"role\.missing"):
        stations(desk, Register(WELL)).ask(getattr(desk, who))


@pytest.mark.parametrize(
    ("told", "conditions"),
    [
        ({}, "well"),
        ({"last_seen": None, "version": None, "waiting": None}, "never"),
        ({"last_seen": ago(minutes=20)}, "off"),
        ({"last_seen": MONDAY.isoformat()}, "off"),
        ({"last_seen": SATURDAY.isoformat()}, "silent"),
        ({"waiting": 3, "oldest_waiting": ago(minutes=59)}, "well"),
        ({"waiting": 3, "oldest_waiting": ago(minutes=60)}, "queue"),
        ({"waiting": 500, "oldest_waiting": ago(minutes=1)}, "queue"),
        ({"waiting": 0, "oldest_waiting": ago(days=1)}, "well"),
        ({"clock_difference": -301.0}, "clock"),
        ({"clock_difference": 299.0}, "well"),
        # A connected station has new numbers soon, or gets them one by one.
        ({"numbers_left": 0}, "well"),
        ({"numbers_left": 9, "last_seen": ago(minutes=6)}, "numbers"),
        ({"numbers_left": 0, "last_seen": MONDAY.isoformat()}, "off"),
        ({"version": "0.1.10"}, "version"),
        ({"version": "0.10.0"}, "well"),
        ({"behind": 201}, "catching_up"),
        ({"state": "quarantined"}, "locked"),
        ({"clock_difference": 4e3, "version": "0.1.0", "waiting": 900}, "queue clock version"),
    ],
)
def test_how_a_station_is_and_what_somebody_has_to_see_to(desk, told, conditions):
    assert look(desk, **told).conditions == tuple(map(Condition, conditions.split()))


def test_a_weekend_of_silence_is_none(desk):
    register = Register(replace(WELL, last_seen=FRIDAY.isoformat()))
    monday = StationsTold(MONDAY.isoformat(), register.lives)
    register.told = lambda _waiting: monday
    (station,) = stations(desk, register).ask(desk.administrator).stations
    assert station.conditions == (Condition.OFF,)


def test_who_needs_somebody_comes_first_and_who_is_worse_off_before_the_others(desk):
    wanted = {
        "silent with a queue": {"last_seen": SATURDAY.isoformat(), "waiting": 2, "oldest_waiting": ago(days=4)},
        "silent since Saturday": {"last_seen": SATURDAY.isoformat()},
        "silent since Friday": {"last_seen": FRIDAY.isoformat()},
        "waits for long": {"waiting": 1, "oldest_waiting": ago(hours=5)},
        "waits": {"waiting": 9, "oldest_waiting": ago(hours=2)},
        "an hour ahead": {"clock_difference": 3600.0},
        "ten minutes behind": {"clock_difference": -600.0},
        "no numbers": {"numbers_left": 0, "last_seen": ago(hours=1)},
        "few numbers": {"numbers_left": 5, "last_seen": ago(hours=1)},
        "old": {"version": "0.1.0"},
        "locked": {"state": "quarantined"},
        "never": {"last_seen": None},
        "off since ten minutes": {"last_seen": ago(minutes=10)},
        "off since yesterday": {"last_seen": MONDAY.isoformat()},
        "behind": {"behind": 900},
        "well": {},
    }
    lives = [
        replace(WELL, name=name, station=place, **told) for place, (name, told) in enumerate(reversed(wanted.items()))
    ]
    assert [station.life.name for station in seen(desk, *lives)] == list(wanted)


def test_how_long_something_waits_is_reckoned_by_the_clock_of_the_centre(desk):
    """The station's clock is two hours ahead, so what was done an hour ago is dated an hour from now."""
    station = look(desk, waiting=1, oldest_waiting=ago(hours=-1), clock_difference=7200.0)
    assert station.waited == timedelta(hours=1)


def test_a_life_that_another_one_followed_is_over(desk):
    restored = replace(WELL, last_seen=ago(hours=3))
    now = replace(WELL, incarnation=2, enrolled_at=ago(hours=2))
    assert [station.life.incarnation for station in seen(desk, restored, now)] == [2]


def test_a_life_that_began_under_a_clock_an_hour_behind_follows_all_the_same(desk):
    restored = replace(WELL, last_seen=ago(hours=3))
    now = replace(WELL, incarnation=2, enrolled_at=ago(hours=3, minutes=50), clock_difference=-3600.0)
    assert [station.life.incarnation for station in seen(desk, restored, now)] == [2]


def test_two_copies_of_a_store_are_two_stations_and_what_they_gave_up_is_told_for_a_week(desk):
    given_up = replace(WELL, state="quarantined", last_seen=ago(days=2))
    one, other = (replace(WELL, incarnation=life, enrolled_at=ago(days=2)) for life in (2, 3))
    assert [(station.life.incarnation, station.conditions[0]) for station in seen(desk, given_up, one, other)] == [
        (1, "locked"),
        (2, "well"),
        (3, "well"),
    ]
    given_up = replace(given_up, last_seen=ago(days=8))
    assert [station.life.incarnation for station in seen(desk, given_up, one, other)] == [2, 3]


def test_what_a_station_makes_up_about_itself_hides_no_other(desk):
    odd = {"last_seen": "hôm qua", "enrolled_at": "", "oldest_waiting": "9999-99", "version": "9" * 5000, "waiting": 1}
    endless = replace(WELL, station=3, clock_difference=float("inf"), waiting=1, oldest_waiting="0001-01-01T00:00:00")
    lives = [replace(WELL, station=2, incarnation=life, **odd) for life in (1, 2)]
    found = seen(desk, WELL, *lives, endless)
    assert sorted(station.life.station for station in found) == [1, 2, 3]


def test_what_was_known_last_stays_while_the_centre_gives_no_answer(desk):
    register = Register(WELL)
    asked = stations(desk, register)
    before = asked.ask(desk.administrator)
    register.refusal = Refusal("central.unreachable")
    after = asked.ask(desk.administrator)
    assert (after.stations, after.at) == (before.stations, NOW.isoformat())
    assert after.fault.code == "central.unreachable"
    register.refusal = None
    assert asked.ask(desk.administrator).fault is None


def test_a_machine_without_a_centre_says_so(desk):
    told = desk.office.stations.ask(desk.administrator)
    assert (told.stations, told.fault.code) == ((), "central.none")
