"""What whoever looks after the centre does from the command line."""

import re
from contextlib import closing
from datetime import timedelta
from importlib.metadata import version

import pytest
from sqlalchemy import text

from desktop_app import clock
from desktop_app.application.ports import Identity
from desktop_app.sync.centre import connect
from desktop_app.sync.database import open_engine
from desktop_app.sync.migrations import runner
from desktop_app.sync.wire import StationReport

OFFICE = ("--code", "H29.19.05", "--name", "Phường Tân Bình")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/centre/central.db"


def test_a_province_with_its_national_number_gives_its_offices_theirs(fresh, url):
    fresh("central", "init", url)
    province = ("central", "add-province", url, "--code", "H29", "--name", "Thành phố Hồ Chí Minh")
    assert fresh(*province, "--number", "29").data["space"] == 29
    assert fresh(*province).data["space"] == 29
    assert fresh("central", "add-office", url, *OFFICE, "--province", "H29").data["space"] == 29_000
    taken = ("central", "add-province", url, "--code", "H30", "--name", "Tỉnh khác", "--number", "29")
    assert fresh(*taken).error["code"] == "central.spaces_full"


def test_status_says_in_words_how_each_station_is(fresh, url):
    fresh("central", "init", url)
    fresh("central", "add-office", url, *OFFICE)
    assert fresh.plain("central", "status", url).out == "Chưa có máy trạm nào.\n"
    fresh("enrol", "--central", url, "--office", "H29.19.05", "--station", "Quầy 1")
    first, second = fresh.plain("central", "status", url).out.splitlines()
    assert first.startswith("100-1-1      Quầy 1")
    assert second.strip().startswith(f"phiên bản {version('motcua')}, chờ gửi 0, còn ")


def test_status_tells_what_each_of_three_stations_has_left_behind(fresh, tmp_path, postgres_database):
    url = postgres_database
    fresh("central", "init", url)
    fresh("central", "add-office", url, *OFFICE)
    well, stuck = (fresh.at(tmp_path / name) for name in ("well", "stuck"))
    for number, one in enumerate((well, stuck), 1):
        one("enrol", "--central", url, "--office", "H29.19.05", "--station", f"Quầy {number}")
    # What a station says that cannot send, and whose clock is an hour ahead.
    ahead = clock.now() + timedelta(hours=1)
    report = StationReport("0.9", 7, "2026-10-08T08:00:00+07:00", 12, 0, ahead.isoformat())
    with closing(connect(url)) as centre:
        centre.enrol("H29.19.05", "Quầy 3", b"")
        centre.report(Identity(100, 2, 1, station_name="Quầy 2"), report)
    told = fresh("central", "status", url).data
    first, second, third = told["stations"]
    assert told["protected"] is True
    assert first["version"] == version("motcua")
    # Whatever zone the server lives in.
    assert first["last_seen"].endswith("+07:00")
    assert first["waiting"] == first["behind"] == 0
    assert first["oldest_waiting"] is None
    assert first["numbers_left"] > 0
    assert abs(first["clock_difference"]) < 5
    assert (second["version"], second["waiting"], second["numbers_left"]) == ("0.9", 7, 12)
    assert second["oldest_waiting"] == "2026-10-08T08:00:00+07:00"
    assert second["clock_difference"] == pytest.approx(3600, abs=5)
    assert third["last_seen"] is third["version"] is third["waiting"] is None
    assert [row["conditions"] for row in told["stations"]] == [["well"], ["queue", "clock"], ["never"]]

    lines = fresh.plain("central", "status", url).out.splitlines()
    assert f"phiên bản {first['version']}, chờ gửi 0, còn {first['numbers_left']} số, đồng hồ" in lines[1]
    assert "phiên bản 0.9, chờ gửi 7, từ 08:00 thứ Năm 08/10/2026" in lines[3]
    assert re.search(r"còn 12 số, đồng hồ lệch \+3[56]\d\d giây$", lines[3])
    assert lines[4].strip() == "CẦN XEM: Kẹt chờ gửi; Sai giờ"
    assert lines[5].endswith("chưa từng liên lạc")
    assert lines[6].strip() == "chưa báo gì"
    assert lines[7].strip() == "CẦN XEM: Chưa từng liên hệ"


def test_a_centre_without_a_server_has_no_roles_and_says_so(fresh, url):
    made = fresh("central", "init", url)
    assert made.data == {"ready": True, "protected": False}
    fresh("central", "add-office", url, *OFFICE)
    role = ("--role", "quay_1", "--for", "station", "--space", "H29.19.05")
    assert fresh("central", "allow", url, *role).error["code"] == "central.no_roles"


def test_a_role_is_made_its_password_told_once_and_taken_away(fresh, postgres_database):
    assert fresh("central", "init", postgres_database).data["protected"] is True
    fresh("central", "add-office", postgres_database, *OFFICE)
    role = ("--role", "quay_cli", "--for", "station", "--space", "H29.19.05")
    first = fresh("central", "allow", postgres_database, *role).data["password"]
    assert fresh("central", "allow", postgres_database, *role).data["password"] != first
    assert fresh("central", "forbid", postgres_database, "--role", "quay_cli").code == 0
    again = fresh("central", "forbid", postgres_database, "--role", "quay_cli")
    assert again.error["code"] == "central.role_unknown"


def test_a_restored_centre_begins_a_new_epoch(fresh, url):
    fresh("central", "init", url)
    epoch = text("SELECT epoch FROM space WHERE number = 1")
    engine = open_engine(url)
    with engine.connect() as connection:
        before = connection.scalar(epoch)
    assert fresh("central", "restored", url).code == 0
    with engine.connect() as connection:
        assert connection.scalar(epoch) != before
    engine.dispose()


def test_tables_of_the_first_format_are_brought_to_todays(fresh, url):
    engine = open_engine(url)
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        runner.command.upgrade(runner._config(connection), "0001")
    engine.dispose()
    assert fresh("central", "status", url).error["code"] == "central.not_ready"
    assert fresh("central", "upgrade", url).data == {"ready": True, "refolded": 0}
    assert fresh("central", "status", url).data["stations"] == []
