"""A store that was copied or put back notices it at the start, before it gives out a number."""

import shutil

import pytest

from desktop_app.storage import store
from desktop_app.storage.schema import counter
from desktop_app.sync import origin
from desktop_app.sync.enrolment import begin_copied, is_copied
from desktop_app.sync.loop import SyncLoop
from tests.sync.house import feed, lose


def opened(directory):
    one = store.open_store(directory)
    noticed = origin.notice(one)
    with one.read() as unit:
        assert is_copied(unit.connection) == noticed
    one.close()
    return noticed


@pytest.fixture
def directory(stations):
    """A station's directory, closed; it was at work there with 40 numbers of its own."""
    one = stations("Quầy 1")
    origin.notice(one.store)
    one.receive()
    one.sync()
    origin.remember(one.store)
    one.store.close()
    return one.store.directory


def test_a_store_that_goes_on_where_it_was_is_no_copy(directory):
    assert [opened(directory) for _ in range(3)] == [False, False, False]


def test_a_store_that_was_put_back_gives_out_nothing_that_it_gave_out_since(directory, tmp_path, centre):
    shutil.copytree(directory, tmp_path / "backup")
    one = store.open_store(directory)
    with one.write() as unit:
        assert unit.next_counter("receipt") == 1
        assert unit.next_sequence("H29.19.05", unit.connection.exec_driver_sql("SELECT day FROM lease").scalar())
        unit.commit()
    origin.remember(one)
    one.close()
    shutil.rmtree(directory)
    shutil.copytree(tmp_path / "backup", directory)
    assert opened(directory)
    again = store.open_store(directory)
    with again.write() as unit:
        assert unit.next_counter("receipt") > 10_000
        assert unit.connection.exec_driver_sql("SELECT count(*) FROM lease").scalar() == 0
        unit.commit()
    again.close()


def test_a_copy_in_another_directory_notices_and_the_original_does_not(directory, tmp_path):
    shutil.copytree(directory, tmp_path / "elsewhere")
    assert opened(tmp_path / "elsewhere")
    assert not opened(directory)


def test_a_clone_of_the_whole_machine_notices_by_its_network_cards(stations, monkeypatch):
    one = stations("Quầy 1").store
    noticed = []
    for cards in ("ab", "ab", "b", "bc", "d", "d"):
        monkeypatch.setattr(origin, "_cards", lambda cards=cards: list(cards))
        noticed.append(origin.notice(one))
    assert noticed == [False, False, False, False, True, False]


def test_a_memory_that_a_power_cut_has_torn_tells_nothing(directory):
    directory.with_name(f"{directory.name}.reached").write_text('{"station')
    assert not opened(directory)


def test_a_noticed_copy_goes_on_under_an_incarnation_of_its_own(directory, tmp_path, centre):
    shutil.copytree(directory, tmp_path / "elsewhere")
    copy = store.open_store(tmp_path / "elsewhere")
    origin.notice(copy)
    loop = SyncLoop(copy)
    assert loop.run_once().mode == "online"
    loop.stop()
    assert copy.identity.incarnation == 2
    assert not origin.notice(copy)
    copy.close()
    assert {row.incarnation for row in centre.stations()} == {1, 2}


def test_twenty_copies_of_one_image_print_numbers_far_apart(directory, tmp_path):
    printed = set()
    for place in range(20):
        shutil.copytree(directory, tmp_path / str(place))
        copy = store.open_store(tmp_path / str(place))
        begin_copied(copy, chance=lambda room, place=place: place % room)
        with copy.read() as unit:
            value = unit.connection.execute(counter.select().where(counter.c.name == "receipt")).one().value
        copy.close()
        printed.add(value // 10_000)
    assert len(printed) == 20


def test_a_centre_that_was_put_back_secretly_is_asked_for_no_numbers(stations, centre):
    first = stations("Quầy 1")
    first.receive()
    first.sync()
    before = centre.numbers("H29.19.05", "270105")
    lose(centre, 1, new_epoch=False)
    day = first.loop._now().date().replace(year=2027, month=1, day=5)
    assert first.loop.ensure_numbers(day, 10) == 0
    assert centre.numbers("H29.19.05", "270105") == before == []
    first.sync()
    assert first.loop.ensure_numbers(day, 10) > 0
    assert len(feed(centre)) == 2
