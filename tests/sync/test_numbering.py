"""Numbers of the day: leased in advance, given once, accounted for."""

from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace

from sqlalchemy import delete, insert, select, update

from desktop_app import ids
from desktop_app.domain.clocktime import VN
from desktop_app.sync import tables
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.wire import Series
from tests.sync.house import OFFICE

DAY = date(2026, 10, 8)
NOON = datetime(2026, 10, 8, 12, tzinfo=VN)


def noon():
    return NOON


def take(station, day="261008"):
    with station.store.write() as unit:
        number = unit.next_sequence(OFFICE, day)
        unit.commit()
    return number


def test_a_station_holds_numbers_for_today_and_the_next_two_days_that_are_no_sunday(stations):
    first = stations("Quầy 1", now=lambda: datetime(2026, 10, 10, 8, tzinfo=VN))  # a Saturday
    first.sync()
    assert [take(first, day) for day in ("261010", "261011", "261012", "261013")] == [1, None, 1, 1]


def test_two_stations_never_hold_the_same_number(stations):
    first, second = stations("Quầy 1", now=noon), stations("Quầy 2", now=noon)
    taken = []
    for _ in range(60):
        for one in (first, second):
            one.sync()
            taken.append(take(one))
    assert None not in taken
    assert len(set(taken)) == 120


def test_a_dossier_received_without_a_number_gets_its_code_at_the_next_exchange(stations):
    first, second = stations("Quầy 1", now=noon), stations("Quầy 2", now=noon)
    early, late = first.receive(), first.receive()
    first.sync()
    second.sync()
    assert [second.dossier(one).code for one in (early, late)] == [f"{OFFICE}-261008-0001", f"{OFFICE}-261008-0002"]


def test_an_office_that_wants_one_order_of_numbers_leases_none(stations, centre):
    first, second = stations("Quầy 1", now=noon), stations("Quầy 2", now=noon)
    setting = {"unit": OFFICE, "lease_block": 0}
    first.put_reference("settings", "office", setting)
    for one in (first, second):
        one.sync()
    made = []
    for one in (first, second, first):
        made.append(one.receive())
        one.sync()
    assert [first.dossier(one).code[-4:] for one in made] == ["0001", "0002", "0003"]
    assert [fate.outstanding for fate in centre.numbers(OFFICE, "261008")] == [0, 0, 0]


def test_numbers_whose_answer_was_lost_stay_outstanding_and_are_never_given_again(stations, centre):
    class LostAnswer:
        """A centre whose answers to `grant` do not arrive."""

        def __getattr__(self, name):
            return getattr(centre, name)

        def grant(self, *asked):
            centre.grant(*asked)
            raise Unreachable("lost")

    broken = stations("Quầy 1", now=noon, open_door=lambda _url: LostAnswer())
    assert broken.sync().mode == "offline"
    whole = stations("Quầy 2", now=noon)
    whole.sync()
    assert take(whole) == 41
    assert [(fate.issued, fate.outstanding) for fate in centre.numbers(OFFICE, "261008")] == [(0, 40), (0, 40)]


def test_every_number_of_a_day_that_is_over_ends_as_issued_void_or_unused(stations, centre):
    clock = NOON
    first = stations("Quầy 1", now=lambda: clock)
    first.receive()
    first.sync()
    take(first)  # used up by something that left no dossier
    clock += timedelta(days=1)
    first.sync()
    (fate, *_) = centre.numbers(OFFICE, "261008")
    assert (fate.issued, fate.void, fate.unused, fate.outstanding) == (1, 1, 39, 0)


def test_the_command_line_can_have_numbers_for_a_day_at_once(stations):
    first = stations("Quầy 1", now=noon)
    assert first.loop.ensure_numbers(DAY, timeout=10) == 40


def test_without_a_centre_asking_for_numbers_gives_none_and_does_not_fail(stations):
    def open_door(_url):
        raise Unreachable("no line")

    first = stations("Quầy 1", now=noon, open_door=open_door)
    assert first.loop.ensure_numbers(DAY, timeout=10) == 0


def test_a_backup_that_is_put_back_twice_gives_no_number_twice(stations, centre, monkeypatch):
    monkeypatch.setattr(ids, "secrets", SimpleNamespace(randbits=Random(4).getrandbits))
    station = stations("Quầy 1", now=noon).store.identity
    series = Series(OFFICE, f"{datetime.now(VN):%y%m%d}")
    given = [centre.grant(station, series, 40)]
    put_back = backup(centre, station.space)
    for _ in range(4):
        given.append(centre.grant(station, series, 40))
        put_back()
        centre.begin_epoch()
    numbers = [number for block in given for number in range(block.first, block.last + 1)]
    assert len(set(numbers)) == len(numbers) == 5 * 40
    assert max(numbers) <= 999_999


def backup(centre, number):
    """Remembers what the centre knows of numbers; the result puts it back."""
    known = (tables.number_counter, tables.number_lease)
    space = tables.space
    with centre.engine.connect() as connection:
        kept = {table: connection.execute(select(table)).mappings().all() for table in known}
        began = connection.execute(select(space).where(space.c.number == number)).mappings().one()

    def put_back():
        with centre.engine.begin() as connection:
            for table, rows in kept.items():
                connection.execute(delete(table))
                connection.execute(insert(table), [dict(row) for row in rows])
            connection.execute(update(space).where(space.c.number == number).values(dict(began)))

    return put_back
