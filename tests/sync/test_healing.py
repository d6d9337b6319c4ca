"""What happens when histories part: a restored centre, an older copy of a store, two copies of one."""

import pytest
from sqlalchemy import delete

from desktop_app.sync import tables
from desktop_app.sync.centre import Centre
from tests.sync.house import OFFICE, feed, lose


def settle(*stations):
    for _ in range(3):
        for one in stations:
            one.sync()


@pytest.mark.parametrize("new_epoch", [True, False], ids=["new_epoch", "unnoticed"])
def test_stations_give_a_restored_centre_back_what_it_lost(stations, centre, new_epoch):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    for _ in range(4):
        dossier = first.receive()
        first.sync()
        second.sync()
        second.do(dossier, "dossier.forwarded", to="Phòng Tư pháp")
        settle(first, second)
    before = [row[2] for row in feed(centre)]
    lose(centre, 5, new_epoch=new_epoch)
    settle(second, first)
    assert [row[2] for row in feed(centre)] == before
    assert first.events() == second.events() == feed(centre)


def test_a_station_gives_back_what_a_lost_station_had_done(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossiers = first.receive_many(3)
    settle(first, second)
    lose(centre, 1)
    second.receive()
    settle(second)
    assert [row[3] for row in feed(centre) if row[4] == "dossier.received"][:3] == dossiers
    assert second.events() == feed(centre)


def test_work_done_after_the_loss_comes_after_what_was_confirmed_before(stations, centre):
    first = stations("Quầy 1")
    dossier = first.receive()
    first.sync()
    lose(centre, 0)
    first.do(dossier, "dossier.forwarded", to="Phòng Tư pháp")
    first.sync()
    kinds = [row[4] for row in feed(centre)]
    assert kinds == ["dossier.received", "dossier.code_assigned", "dossier.forwarded"]


def test_a_restored_store_goes_on_under_a_new_incarnation_and_loses_nothing(stations, centre, tmp_path):
    first = stations("Quầy 1")
    first.receive()
    first.sync()
    first, backup = stations.twins(first, tmp_path / "backup")
    lost_here = first.receive()
    settle(first)
    made = backup.receive()
    settle(backup)
    assert backup.store.identity.incarnation == 2
    assert {row[3] for row in feed(centre)} >= {lost_here, made}
    assert backup.events() == feed(centre)


def test_two_copies_of_a_store_both_keep_their_work(stations, centre, tmp_path):
    first = stations("Quầy 1")
    first.sync()
    first.receive()
    first, twin = stations.twins(first, tmp_path / "twin")
    mine, its = first.receive(), twin.receive()
    settle(first, twin)
    assert first.events() == twin.events() == feed(centre)
    assert {mine, its} <= {row[3] for row in feed(centre)}
    lives = {(row.incarnation, row.state) for row in centre.stations(OFFICE)}
    assert (1, "quarantined") in lives


def test_a_centre_that_has_forgotten_a_station_learns_of_it_again(stations, centre):
    first = stations("Quầy 1")
    with centre.engine.begin() as connection:
        connection.execute(delete(tables.station))
    first.receive()
    first.sync()
    assert [(row.name, row.last_n) for row in centre.stations(OFFICE)] == [("Quầy 1", 2)]


def test_a_head_older_than_what_another_program_has_read_begins_no_new_epoch(centre, stations, monkeypatch):
    first = stations("Quầy 1")
    before = centre.heads([100])
    first.receive()
    first.sync()
    monkeypatch.setattr(Centre, "heads", lambda *_: before)
    assert first.sync().mode == "online"
    monkeypatch.undo()
    assert centre.heads([100])[0].epoch == before[0].epoch
