"""What goes by hand: packets of waiting work, and the whole past for a new station."""

import pytest

from desktop_app.domain.errors import Refusal
from desktop_app.sync import packet, snapshot
from tests.sync.house import AT, OFFICE, feed, refused, station


@pytest.fixture
def away(stations):
    """A station with work that has never reached the centre."""
    one = stations("Quầy xa")
    one.receive_many(3)
    return one


@pytest.fixture
def stick(away, tmp_path):
    path = tmp_path / "stick.motcua"
    packet.export(away.store, path, AT)
    return path


def test_work_carried_by_hand_arrives_once_however_often_it_is_loaded(away, stick, stations, centre):
    there = stations("Quầy 1")
    for _ in range(2):
        assert packet.load(there.store, centre, stick).operations == 3
    there.sync()
    away.sync()
    assert [row[4] for row in feed(centre)].count("dossier.received") == 3
    there.sync()
    assert away.events() == there.events() == feed(centre)


def test_nobody_reads_a_name_on_a_lost_stick(stick):
    content = stick.read_bytes()
    assert "Nguyễn".encode() not in content
    assert b"079190123456" not in content


def test_a_stick_of_another_office_is_refused(stick, centre, tmp_path):
    centre.add_office("H29.19.06", "Phường khác")
    other = station(tmp_path, centre, "Khác", office="H29.19.06")
    with refused("packet.other_office"):
        packet.load(other.store, centre, stick)
    other.store.close()


@pytest.mark.parametrize("place", [30, -30, -80])
def test_a_changed_stick_is_refused_and_nothing_of_it_is_taken(stick, stations, centre, place):
    content = bytearray(stick.read_bytes())
    content[place] ^= 1
    stick.write_bytes(content)
    with pytest.raises(Refusal):
        packet.load(stations("Quầy 1").store, centre, stick)
    assert feed(centre) == []


def test_a_packet_that_was_cut_off_is_refused(stick, stations, centre):
    stick.write_bytes(stick.read_bytes()[:-100])
    with refused("packet.signature"):
        packet.load(stations("Quầy 1").store, centre, stick)


def test_any_other_file_is_refused(stations, centre, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff" * 100)
    with refused("packet.not_ours"):
        packet.load(stations("Quầy 1").store, centre, path)


def test_a_later_packet_without_the_one_before_says_so(stations, centre, tmp_path):
    one, other = stations("Quầy xa"), stations("Quầy 1")
    one.receive_many(2)
    with one.store.read() as unit:
        frames = [operation for frame in packet._frames(unit) for operation in frame]
    said = {"kind": packet.KIND, "space": 100, "station": one.store.identity.stamp}
    path = tmp_path / "second"
    packet.container.write(path, packet.office_key(one.store), said, [frames[1:]], sign=packet.own_key(one.store))
    with refused("packet.gap"):
        packet.load(other.store, centre, path)


def test_a_new_station_knows_the_whole_past_from_a_file(stations, centre, tmp_path):
    old = stations("Quầy 1")
    old.receive_many(250)
    old.sync()
    path = tmp_path / "snapshot.motcua"
    snapshot.write(centre, centre.packet_key(100), 100, path)
    later = old.receive()
    old.sync()
    new = stations("Quầy 2")
    assert snapshot.load(new.store, path) == 500
    assert snapshot.load(new.store, path) == 500
    new.sync()
    assert new.dossier(later).known
    assert new.events() == feed(centre)
    assert new.rows() == old.rows()


def test_a_new_station_reads_the_whole_past_from_the_centre(stations, centre, monkeypatch):
    monkeypatch.setattr(snapshot, "PAGE_ROWS", 7)
    old, new = stations("Quầy 1"), stations("Quầy 2")
    old.receive_many(25)
    old.sync()
    told = []
    snapshot.fetch(new.store, centre, lambda *counts: told.append(counts))
    assert new.events() == feed(centre)
    assert told[-1] == (50, 50)
    assert OFFICE in new.store.identity.office_code
