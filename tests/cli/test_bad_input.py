"""Whatever is wrong gets one clear sentence in Vietnamese, exit code 1, and loses nothing."""

import json
import shutil
import sqlite3
from datetime import timedelta

import pytest

from desktop_app import clock
from desktop_app.storage.engine import connect
from desktop_app.storage.keys import read_key
from desktop_app.storage.store import FILE
from tests.cli.conftest import CARD

PERSON = ("receive", "--procedure", "1.004873", "--name", "Nguyễn Văn Thử")
TOMORROW = (clock.now() + timedelta(days=1)).isoformat()

REFUSED = {
    "an unknown bar code": (("find", "4006381333931"), "receipt_number.digits"),
    "a damaged bar code": (("find", "00100-0001-01-000001-53"), "receipt_number.check_digits"),
    "a dossier of another office": (("find", "H15.50.05-261008-0975"), "dossier.unknown"),
    "a foreign QR": (("find", "https://example.org/menu"), "scan.web_address"),
    "a payment QR": (("find", "00020101021138570010A000000727"), "scan.payment"),
    "a card with too few fields": (
        ("receive", "--procedure", "1.004873", "--card", "079190123456||A|B"),
        "card.field_count",
    ),
    "a card without a number": (("find", "abc|def|ghi|jkl|mno|pqr|stu"), "lookup.nothing"),
    "a number of eleven digits": ((*PERSON, "--number", "07919012345"), "number.digits"),
    "a number with letters": ((*PERSON, "--number", "O79190123456"), "number.characters"),
    "no name": (("receive", "--procedure", "1.004873", "--number", "079190123456"), "intake.owner_name"),
    "a birth date that is none": ((*PERSON, "--number", "079190123456", "--birth", "31/02/1990"), "birth.unreadable"),
    "a sex that is none": ((*PERSON, "--number", "079190123456", "--sex", "x"), "sex.unreadable"),
    "an old number": ((*PERSON, "--number", "079190123"), "number.old"),
    "an unknown procedure": (("receive", "--procedure", "9.999999", "--card", CARD), "procedure.unknown"),
    "a component the procedure lacks": (
        (*PERSON, "--number", "079190123456", "--component", "99"),
        "component.unknown",
    ),
    "a future time": ((*PERSON, "--number", "079190123456", "--at", TOMORROW), "time.future"),
    "a time that is none": ((*PERSON, "--number", "079190123456", "--at", "today"), "time.unreadable"),
    "a term that is none": ((*PERSON, "--number", "079190123456", "--limit", "5"), "limit.unreadable"),
    "nobody of that name": (("find", "Xxxxx Yyyyy"), "lookup.nothing"),
    "an unknown dossier": (("show", "H29.19.05-200101-0001"), "dossier.unknown"),
    "an unknown command": (("frobnicate",), "usage"),
    "a missing argument": (("receive",), "usage"),
    "an option without its value": (("find", "x", "--as"), "usage"),
    "a centre of an unknown kind": (("central", "init", "mysql://x"), "central.url"),
    "a centre that gives no answer": (("central", "init", "postgresql+psycopg://127.0.0.1:1/x"), "central.unreachable"),
    "a number of dossiers that is none": (("fill", "many"), "number.whole"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_refused_with_a_sentence(motcua, what):
    arguments, code = REFUSED[what]
    before = motcua("status").data["dossiers"]
    error = motcua(*arguments).error
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert "{" not in error["message"] + error["safe"] + error["todo"]
    assert motcua("status").data["dossiers"] == before


def test_a_receipt_that_cannot_be_written_says_under_which_code_the_dossier_is(motcua):
    error = motcua.receive("--out", "/nowhere/at/all.pdf").error
    assert error["code"] == "paper.not_written"
    shown = motcua("show", error["parameters"]["label"]).data
    assert shown["prints"] == {}


def test_eleven_digits_are_told_to_be_one_short_of_an_identity_number(motcua):
    assert motcua("find", "0791 9012 345").error["parameters"] == {"found": 11}


def test_a_disagreement_between_birth_date_and_number_is_overruled_with_a_reason(motcua):
    doubtful = (*PERSON, "--number", "079190123456", "--sex", "nữ", "--birth", "01/01/1991")
    assert motcua(*doubtful).error["code"] == "number.birth_year_differs"
    received = motcua(*doubtful, "--overrule", "Thẻ ghi đúng như vậy").data
    owner = motcua("show", received["code"]).data["owner"]
    assert owner["number_warning_overruled"] == "Thẻ ghi đúng như vậy"


def test_a_second_dossier_for_the_same_is_overruled_with_a_reason(motcua):
    first = motcua.receive().data["code"]
    refused = motcua.receive().error
    assert refused["code"] == "duplicate"
    assert first in refused["message"]
    assert motcua.receive("--overrule", "Xin hai bản").code == 0


def test_a_dossier_without_its_required_papers_is_refused_and_received_with_a_reason(motcua):
    bare = ("receive", "--procedure", "1.001193", "--card", CARD, "--component", "1")
    refused = motcua(*bare).error
    assert (refused["code"], refused["parameters"]["count"]) == ("components.missing", 1)
    assert "02" in refused["todo"]
    received = motcua(*bare, "--overrule", "mang giấy chứng sinh đến chiều nay").data
    assert "mang giấy chứng sinh đến chiều nay" in motcua.plain("show", received["code"]).out


def test_whether_an_online_submission_is_complete_is_judged_later(motcua):
    submitted = motcua("receive", "--procedure", "1.001193", "--card", CARD, "--component", "1", "--submitted")
    assert submitted.data["state"] == "submitted"


@pytest.mark.parametrize("fee", ["10 USD", "2*", "1.00", "9999999999"])
def test_a_fee_that_is_no_amount_is_refused_before_anything_is_received(motcua, fee):
    before = motcua("status").data["dossiers"]
    assert motcua.receive("--fee", fee).error["code"].startswith("money.")
    assert motcua("status").data["dossiers"] == before


def test_an_action_at_the_wrong_time_names_state_and_action_in_words(motcua):
    code = motcua.receive().data["code"]
    error = motcua("do", code, "supplement").error
    assert error["code"] == "action.state"
    assert "Đã tiếp nhận" in error["message"]
    assert "Nhận giấy tờ bổ sung" in error["message"]


def test_without_json_the_sentence_goes_to_standard_error(motcua):
    call = motcua.plain("find", "Xxxxx Yyyyy")
    assert (call.code, call.out) == (1, "")
    assert call.err.startswith("Không tìm thấy hồ sơ nào.")


def test_a_wrong_key_changes_nothing(motcua):
    store = motcua.directory / FILE
    before = store.read_bytes()
    key = motcua.directory / "store.key"
    right = key.read_text()
    key.write_text("00" * 32)
    assert motcua("status").error["code"] == "store.wrong_key"
    key.write_text("not a key")
    assert motcua("status").error["code"] == "store.key_damaged"
    key.unlink()
    assert motcua("status").error["code"] == "store.key_missing"
    assert store.read_bytes() == before
    key.write_text(right)
    assert motcua("status").code == 0


def test_a_file_that_is_no_store_is_left_alone(motcua):
    store = motcua.directory / FILE
    store.unlink()
    with sqlite3.connect(store) as plain:
        plain.execute("CREATE TABLE other (x)")
    plain.close()
    before = store.read_bytes()
    assert motcua("status").error["code"] == "store.wrong_key"
    assert store.read_bytes() == before


def test_a_store_of_a_newer_program_is_left_alone(motcua):
    connection = connect(motcua.directory / FILE, read_key(motcua.directory))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    error = motcua("status").error
    assert error["code"] == "store.newer"
    assert "99" in error["message"]


def test_no_data_no_office(fresh):
    assert fresh("find", "x").error["code"] == "store.missing"
    assert not fresh.directory.exists()


def test_a_practice_office_is_not_made_over_another_store(motcua):
    assert motcua("practice").error["code"] == "store.exists"


def test_a_station_without_a_centre_says_so(fresh):
    fresh("fill", "1")
    assert fresh("sync", "--once").error["code"] == "central.none"


def test_an_unreachable_centre_stops_no_reception(motcua, tmp_path):
    shutil.copytree(motcua.directory, tmp_path / "elsewhere")
    alone = motcua.at(tmp_path / "elsewhere")
    connection = connect(alone.directory / FILE, read_key(alone.directory))
    connection.execute("UPDATE meta SET value = 'postgresql+psycopg://127.0.0.1:1/x' WHERE key = 'identity.central'")
    connection.execute("DELETE FROM lease")
    connection.close()
    received = alone.receive().data
    assert received["code"] is None
    assert received["receipt_number"].startswith("00100-0001-01-")
    assert alone("find", received["receipt_number"]).data["rows"][0]["id"] == received["id"]
    assert alone("sync", "--once").error["code"] == "central.unreachable"


@pytest.mark.logs_errors
def test_a_call_that_fails_unforeseen_is_told_without_a_traceback(motcua, monkeypatch):
    monkeypatch.setattr("desktop_app.cli.counter.show_dossier", lambda *_: 1 / 0)
    call = motcua("show", "x")
    assert call.error["code"] == "unforeseen"
    assert "Traceback" not in call.out + call.err


@pytest.mark.logs_errors
def test_the_log_of_a_fault_names_no_value(motcua, monkeypatch):
    def fail(*_):
        raise ValueError(json.dumps({"name": "Nguyễn Thị Mẫu"}))

    monkeypatch.setattr("desktop_app.cli.counter.show_dossier", fail)
    assert motcua("show", "x").error["code"] == "unforeseen"
    log = (motcua.directory / "logs" / "motcua.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "Nguyễn" not in log


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("margins = [", "margins = [["), "02.toml"),
        (('kind = "list"', 'kind = "lisst"'), "lisst"),
        (("{person}", "{persn}"), "{persn}"),
        (("head = true", "haed = true"), "haed"),
    ],
)
def test_a_layout_of_the_office_with_a_fault_is_named_and_not_taken(motcua, tmp_path, change, said):
    own = tmp_path / "02.toml"
    motcua("forms", "export", "02", own)
    text = own.read_text(encoding="utf-8")
    assert change[0] in text
    own.write_text(text.replace(*change), encoding="utf-8")
    error = motcua("forms", "import", own).error
    assert error["code"] == "paper.layout"
    assert said in error["message"]
    assert not any(form["since"] for form in motcua("forms", "list").data["forms"])


def test_a_layout_of_no_form_or_of_no_text_is_refused(motcua, tmp_path):
    (tmp_path / "99.toml").write_text("", encoding="utf-8")
    assert motcua("forms", "import", tmp_path / "99.toml").error["code"] == "paper.unknown"
    (tmp_path / "02.toml").write_bytes(b"\xff\xfe")
    assert motcua("forms", "import", tmp_path / "02.toml").error["code"] == "paper.layout"
    (tmp_path / "02.toml").write_text("# " + "x" * 300_000, encoding="utf-8")
    assert motcua("forms", "import", tmp_path / "02.toml").error["code"] == "paper.layout"
