"""Stations, their centre, practice offices and the start of the window."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import desktop_app
from desktop_app.cli.main import _parser
from desktop_app.paths import data_directory
from desktop_app.practice.office import OFFICE_CODE
from tests.cli.conftest import CARD, Motcua


@pytest.fixture
def pair(fresh, tmp_path):
    """Two stations of one office."""
    first = fresh
    assert first("practice", "--dossiers", "6").code == 0
    second = first.at(tmp_path / "second")
    url = f"sqlite:///{first.directory}/centre.db"
    made = second("enrol", "--central", url, "--office", OFFICE_CODE, "--station", "Quầy 2").data
    assert made["stamp"] == "100-2-1"
    return first, second


def test_two_stations_see_each_others_dossiers(pair):
    first, second = pair
    assert second("status").data["dossiers"] == 6
    code = first.receive().data["code"]
    for station in pair:
        assert station("sync", "--once").data["waiting"] == 0
    assert second("do", code, "finish").data["state"] == "result_ready"
    for station in reversed(pair):
        station("sync", "--once")
    assert first("return", code, "--card", CARD).code == 0
    for station in pair:
        assert station("verify").data["fault_count"] == 0


def test_what_waits_at_a_cut_off_station_goes_to_the_centre_on_a_stick(pair, tmp_path):
    first, second = pair
    for station in pair:
        station("sync", "--once")
    code = first.receive().data["code"]
    stick = tmp_path / "usb.motcua"
    waiting = first("status").data["waiting"]
    assert waiting > 0
    assert first("packet", "export", stick).data == {"path": str(stick), "operations": waiting}
    assert [second("packet", "import", stick).data["operations"] for _ in range(2)] == [waiting, waiting]
    second("sync", "--once")
    assert second("show", code).data["code"] == code
    assert first("sync", "--once").data["waiting"] == 0


def test_a_packet_that_is_none_is_refused_with_a_sentence(pair, tmp_path):
    path = tmp_path / "anh.motcua"
    path.write_bytes(b"JFIF")
    assert pair[0]("packet", "import", path).error["code"] == "packet.not_ours"


def test_both_stations_give_different_codes(pair):
    codes = [station.receive("--overrule", "thử").data["code"] for station in pair for _ in range(3)]
    assert None not in codes
    assert len(set(codes)) == 6


def test_a_centre_knows_its_stations_and_proves_itself(pair):
    url = f"sqlite:///{pair[0].directory}/centre.db"
    for station in pair:
        station("sync", "--once")
    stations = pair[0]("central", "status", url).data["stations"]
    assert [station["name"] for station in stations] == ["Quầy 1", "Quầy 2"]
    assert pair[0]("central", "verify", url).data == {"faults": []}


def test_a_centre_is_made_step_by_step(fresh, tmp_path):
    url = f"sqlite:///{tmp_path}/centre.db"
    office = ("--code", "H29.19.06", "--name", "Trung tâm Phục vụ hành chính công phường Tân Sơn")
    enrol = ("enrol", "--central", url, "--office", "H29.19.06", "--station", "Quầy 1")
    assert fresh(*enrol).error["code"] == "central.not_ready"
    assert not fresh.directory.exists()
    assert fresh("central", "init", url).code == 0
    assert fresh("central", "upgrade", url).code == 0
    assert fresh(*enrol).error["code"] == "central.office_unknown"
    assert fresh("central", "add-office", url, *office).data["space"] == 100
    assert fresh("central", "add-office", url, *office).data["space"] == 100
    assert fresh(*enrol).data["office"].endswith("phường Tân Sơn")


def test_a_station_works_against_postgresql(fresh, postgres_database, tmp_path):
    office = ("--code", "H29.19.06", "--name", "Trung tâm thử")
    fresh("central", "init", postgres_database)
    fresh("central", "add-office", postgres_database, *office)
    stations = [fresh.at(tmp_path / name) for name in ("one", "two")]
    for number, station in enumerate(stations, 1):
        name = f"Quầy {number}"
        assert station("enrol", "--central", postgres_database, "--office", "H29.19.06", "--station", name).code == 0
    catalogue = tmp_path / "catalogue.csv"
    catalogue.write_text("code,name,limit\n1.004873,Xác nhận tình trạng hôn nhân,3\n", encoding="utf-8")
    assert stations[0]("procedures", "import", catalogue).data["added"] == 1
    for station in stations:
        station("sync", "--once")
    received = stations[1].receive().data
    assert received["code"].startswith("H29.19.06-")
    for station in reversed(stations):
        station("sync", "--once")
    assert stations[0]("find", received["code"]).data["rows"][0]["id"] == received["id"]


def test_the_same_seed_invents_the_same_people(tmp_path):
    def rows(name, seed):
        station = Motcua(tmp_path / name, [])
        station("practice", "--dossiers", "12", "--seed", seed)
        keys = ("code", "receipt_number", "owner_name", "owner_number", "procedure_code", "state")
        found = station("find", "n").data["rows"] + station("find", "t").data["rows"]
        return sorted(tuple(row[key] for key in keys) for row in found)

    assert rows("a", "3") == rows("b", "3") != rows("c", "4")


def test_a_practice_office_has_somebody_for_every_role_and_dossiers_at_many_stages(motcua):
    made = motcua.at(motcua.directory.parent / "other")("practice", "--dossiers", "60").data
    assert {role for member in made["staff"] for role in member["roles"]} == {
        "receptionist",
        "officer",
        "head",
        "administrator",
    }
    assert made["password"] == "mot-cua"
    assert "mot-cua" in motcua.at(motcua.directory.parent / "third").plain("practice", "--dossiers", "0").out
    rows = [row for letter in "nthpl" for row in motcua("find", letter).data["rows"]]
    assert len({row["state"] for row in rows}) >= 5


def test_filled_dossiers_are_found_and_never_sent_to_a_centre(motcua):
    filled = motcua("fill", "200").data
    assert filled["dossiers"] == 200
    assert filled["events"] >= 500
    assert motcua("status").data["waiting"] == 0
    assert motcua("status").data["dossiers"] == 240
    assert motcua("verify").data["fault_count"] == 0


def test_damage_ends_verify_with_one(motcua):
    from desktop_app.storage import keys  # noqa: PLC0415
    from desktop_app.storage.engine import connect  # noqa: PLC0415

    connection = connect(motcua.directory / "store.db", keys.read_key(motcua.directory))
    connection.execute("UPDATE dossier SET owner_name = 'x' WHERE no = 1")
    connection.close()
    call = motcua("verify")
    assert call.code == 1
    assert call.data["faults"][0]["check"] == "projection"


def test_without_a_command_the_window_opens_on_the_data_directory(motcua):
    assert motcua.raw("--data", motcua.directory).code == 0
    assert motcua.opened == [motcua.directory]


def test_a_machine_without_data_opens_on_a_practice_office(fresh, monkeypatch):
    monkeypatch.delenv("MOTCUA_DATA", raising=False)
    monkeypatch.setattr("desktop_app.cli.main.data_directory", lambda: fresh.directory)
    assert fresh.raw().code == 0
    assert fresh("status").data["dossiers"] > 0


def test_a_directory_that_was_named_is_not_made_into_a_practice_office(fresh):
    call = fresh.raw("--data", fresh.directory)
    assert call.code == 1
    assert call.err.startswith("Thư mục dữ liệu này chưa có kho hồ sơ.")


def test_the_data_directory_is_where_each_system_keeps_such_data():
    assert data_directory({"MOTCUA_DATA": "/srv/motcua"}, "linux").as_posix() == "/srv/motcua"
    assert data_directory({"XDG_DATA_HOME": "/srv/ha/data"}, "linux").as_posix() == "/srv/ha/data/motcua"
    assert data_directory({}, "linux").as_posix().endswith(".local/share/motcua")
    assert data_directory({"LOCALAPPDATA": "C:/Daten/ha/Local"}, "win32").name == "motcua"


def test_the_main_job_is_done_with_no_hands(fresh, tmp_path):
    call = fresh("demo", "--out", tmp_path / "demo")
    assert call.code == 0
    steps = call.data["steps"]
    assert steps["read_back"] == {"done": 20, "wanted": 20}
    assert steps["returned"]["done"] == 8
    assert len(list((tmp_path / "demo").glob("*-01.pdf"))) == 20
    assert not fresh.directory.exists()


def test_a_demo_in_which_a_receipt_cannot_be_read_ends_with_one(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop_app.cli.demo._codes_on", lambda _path: set())
    call = fresh("self-test")
    assert call.code == 1
    assert call.data["steps"]["read_back"] == {"done": 0, "wanted": 1}


def test_the_program_runs_as_a_module_and_answers_in_utf8(practice):
    command = [sys.executable, "-m", "desktop_app", "status", "--data", str(practice)]
    told = subprocess.run(command, capture_output=True, check=True, env={"LC_ALL": "C", "PATH": ""})
    assert "Trung tâm Phục vụ hành chính công" in told.stdout.decode("utf-8")
    found = subprocess.run([*command, "--json"], capture_output=True, check=True)
    assert json.loads(found.stdout)["dossiers"] == 40


def test_an_exchange_without_once_goes_on_until_it_is_interrupted(practice):
    command = [sys.executable, "-m", "desktop_app", "sync", "--data", str(practice)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "trung tâm" in process.stderr.readline()
    assert process.poll() is None
    process.send_signal(2)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in out + err


def test_every_command_is_described():
    described = (Path(desktop_app.__file__).parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")
    commands = next(action for action in _parser(with_commands=True)._actions if action.choices)
    assert [name for name in commands.choices if f"`{name}" not in described] == []
