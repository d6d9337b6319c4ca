"""What administrators can rely on at the centre."""

from importlib.metadata import version

import pytest
from sqlalchemy import func, insert, select, text, update

from desktop_app.application.ports import Reference
from desktop_app.sync import tables
from desktop_app.sync.centre import connect
from tests.sync.house import OFFICE, feed, refused


def test_making_a_centre_or_an_office_twice_changes_nothing(centre):
    centre.init()
    assert centre.add_office(OFFICE, "Tên khác") == 100
    assert centre.add_office("H29.19.06", "Phường khác") == 101
    assert centre.add_province("H29", "Thành phố Hồ Chí Minh") == 2


def test_the_same_name_enrolled_again_is_the_same_station_in_a_new_life(centre):
    lives = [centre.enrol(OFFICE, "Quầy 1", b"") for _ in range(2)] + [centre.enrol(OFFICE, "Quầy 2", b"")]
    assert [identity.stamp for identity in lives] == ["100-1-1", "100-1-2", "100-2-1"]


def test_a_life_that_came_back_without_its_name_is_not_given_again(centre):
    centre.enrol(OFFICE, "Quầy 1", b"")
    with centre.engine.begin() as connection:
        forgotten = {"space": 100, "station": 1, "incarnation": 2, "name": "", "state": "active", "enrolled_at": ""}
        connection.execute(insert(tables.station).values(forgotten))
    assert centre.enrol(OFFICE, "Quầy 1", b"").stamp == "100-1-3"


def test_a_station_whose_lives_are_used_up_gets_a_new_number(centre):
    centre.enrol(OFFICE, "Quầy 1", b"")
    with centre.engine.begin() as connection:
        connection.execute(update(tables.station).values(incarnation=99))
    assert centre.enrol(OFFICE, "Quầy 1", b"").stamp == "100-2-1"


def test_an_unknown_office_is_refused(centre):
    with refused("central.office_unknown"):
        centre.enrol("H99", "Quầy 1", b"")


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://"])
def test_an_address_that_is_no_centre_is_refused(url):
    with refused("central.url"):
        connect(url)


def test_tables_of_a_newer_program_are_left_alone(centre):
    with centre.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for asked in (centre.init, lambda: centre.enrol(OFFICE, "Quầy 1", b"")):
        with refused("central.newer"):
            asked()


def test_a_province_publishes_to_the_stations_of_all_its_offices(centre, stations):
    centre.add_province("H29", "Thành phố Hồ Chí Minh")
    with centre.engine.begin() as connection:
        connection.execute(update(tables.space).where(tables.space.c.number == 100).values(parent=2))
    first = stations("Quầy 1")
    centre.publish("H29", [Reference("procedure", "1.001193", {"name": "Đăng ký khai sinh"})], "quan.tri")
    centre.publish("VN", [Reference("procedure", "1.001193", {"name": "Khai sinh"})], "quan.tri")
    first.sync()
    with first.store.read() as unit:
        assert unit.reference("procedure", "1.001193").value == {"name": "Đăng ký khai sinh"}


def test_every_station_shows_what_it_last_said_of_itself(centre, stations):
    first = stations("Quầy 1")
    first.receive()
    first.sync()
    first.loop.stop()
    (row,) = centre.stations(OFFICE)
    assert (row.name, row.version, row.waiting, row.behind, row.last_n) == ("Quầy 1", version("motcua"), 0, 0, 2)
    assert abs(row.clock_difference) < 5


def test_who_looks_after_stations_is_told_of_all_of_them_and_what_time_it_is_there(centre, stations):
    centre.add_office("H29.19.06", "Phường khác")
    first = stations("Quầy 1")
    first.receive()
    first.sync()
    centre.enrol("H29.19.06", "Quầy khác", b"")
    told = centre.overview()
    mine, other = told.lives
    assert (mine.office_code, mine.name, mine.waiting, mine.behind) == (OFFICE, "Quầy 1", 0, 0)
    assert (other.office_name, other.name, other.last_seen) == ("Phường khác", "Quầy khác", None)
    assert told.at >= mine.last_seen
    assert told.at.endswith("+07:00")


def test_a_centre_that_nobody_touched_verifies(centre, stations):
    first = stations("Quầy 1")
    first.receive_many(5)
    first.sync()
    assert centre.verify() == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE operation SET body = '{}' WHERE seq = 3", "payload"),
        ("UPDATE operation SET hash = payload_hash WHERE seq = 3", "chain"),
        ("UPDATE operation SET n = 90 WHERE seq = 3", "log"),
        ("DELETE FROM operation WHERE seq = 3", "gap"),
        ("UPDATE space SET head_hash = packet_key WHERE number = 100", "head"),
    ],
    ids=["payload", "chain", "log", "gap", "head"],
)
def test_a_changed_centre_is_found_out(centre, stations, change, what):
    first = stations("Quầy 1")
    first.receive_many(5)
    first.sync()
    with centre.engine.begin() as connection:
        connection.execute(text(change))
    assert [fault.what for fault in centre.verify() if fault.space == 100] == [what]


def test_rows_that_another_fold_wrote_are_found_and_folded_anew(centre, stations):
    first = stations("Quầy 1")
    first.receive_many(3)
    first.sync()
    with centre.engine.begin() as connection:
        connection.execute(text("UPDATE dossier SET state = 'stopped'"))
        connection.execute(text("DELETE FROM dossier WHERE id = (SELECT min(id) FROM dossier)"))
    assert {fault.what for fault in centre.verify()} == {"dossier"}
    assert centre.upgrade() == 3
    assert centre.verify() == []


def test_other_systems_read_progress_without_names_in_plain_sql(centre, stations):
    first = stations("Quầy 1")
    dossier = first.receive("H29.19.05-261008-0001")
    first.do(dossier, "dossier.result_ready")
    first.sync()
    with centre.engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM dossier_status")).mappings()
    assert (row["office_code"], row["dossier_code"], row["national_status"]) == (OFFICE, "H29.19.05-261008-0001", 9)
    assert not {"owner_name", "owner_number"} & row.keys()


def test_the_projection_of_the_centre_is_that_of_the_stations(centre, stations):
    first = stations("Quầy 1")
    first.do(first.receive(), "dossier.withdrawn", reason="Theo yêu cầu")
    first.receive()
    first.sync()
    names = ["id", "code", "state", "owner_name", "due_at", "closed_at", "problems"]
    with centre.engine.connect() as connection:
        columns = [tables.dossier.c[name] for name in names]
        there = connection.execute(select(*columns).order_by("id")).all()
        assert connection.scalar(select(func.count()).select_from(tables.operation)) == len(feed(centre))
    with first.store.read() as unit:
        here = unit.connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM dossier ORDER BY id").all()
    assert [tuple(row) for row in there] == [tuple(row) for row in here]
