"""Administrators look after stations through the window: a real server, every station under a role of its own."""

from importlib.metadata import version

import pytest

from desktop_app.application.accounts import Actor
from desktop_app.bootstrap import assemble
from desktop_app.domain.states import Role
from desktop_app.sync.protection import Kind
from tests.sync.central.conftest import OTHER
from tests.sync.house import OFFICE

ADMINISTRATOR = Actor("quantri", "Võ Hoàng Nam", frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def looking(house):
    """An office with two stations at work, seen from the first of them; another office has one of its own."""
    first, second = house.station("Quầy 1"), house.station("Quầy 2")
    house.station("Quầy khác", OTHER).sync()
    for one in (first, second):
        one.receive_many(3)
        one.sync()
    return assemble(first.store)


def names(overview):
    return [(one.life.office_code, one.life.name, one.conditions[0]) for one in overview.stations]


def test_the_stations_of_the_own_office_are_seen_under_the_role_of_one_of_them(looking):
    told = looking.stations.ask(ADMINISTRATOR)
    assert told.fault is None
    assert names(told) == [(OFFICE, "Quầy 1", "well"), (OFFICE, "Quầy 2", "well")]
    assert all(one.numbers_left and one.life.version == version("motcua") for one in told.stations)
    assert all(abs(one.life.clock_difference) < 5 for one in told.stations)


def test_a_server_that_lets_nobody_in_any_more_leaves_what_was_known(looking, house):
    before = looking.stations.ask(ADMINISTRATOR)
    house.centre.forbid(house._roles.pop((Kind.STATION, OFFICE)))
    after = looking.stations.ask(ADMINISTRATOR)
    assert after.fault.code == "central.unreachable"
    assert (after.stations, after.at) == (before.stations, before.at)
