"""Attached files from the command line, between two stations and their centre."""

import pytest

from desktop_app.practice.office import OFFICE_CODE
from desktop_app.storage.store import open_store
from desktop_app.sync.loop import SyncLoop
from tests.attached import SAMPLES, large_png, pdf


@pytest.fixture
def pair(fresh, tmp_path):
    """Two stations of one office."""
    assert fresh("practice", "--dossiers", "4").code == 0
    second = fresh.at(tmp_path / "second")
    url = f"sqlite:///{fresh.directory}/centre.db"
    assert second("enrol", "--central", url, "--office", OFFICE_CODE, "--station", "Quầy 2").code == 0
    return fresh, second


def test_a_file_attached_at_one_station_is_written_out_at_another(pair, tmp_path):
    first, second = pair
    code = first.receive("--overrule", "thử").data["code"]
    scan = tmp_path / "ảnh chụp.png"
    scan.write_bytes(large_png(400_000))
    (attached,) = first("attach", code, scan, "--title", "Giấy khai sinh").data["files"]
    assert (attached["title"], attached["here"], attached["at_centre"]) == ("Giấy khai sinh", True, False)
    assert first("status").data["files_waiting"] == 1
    second("sync", "--once")
    assert first("sync", "--once").data["files_waiting"] == 0
    second("sync", "--once")
    (listed,) = second("attachments", code).data["files"]
    assert (listed["here"], listed["at_centre"]) == (False, True)
    (written,) = second("attachments", code, "--out", tmp_path / "out").data["files"]
    assert (written["here"], written["path"]) == (True, str(tmp_path / "out" / f"{code}-01.png"))
    assert (tmp_path / "out" / f"{code}-01.png").read_bytes() == scan.read_bytes()
    for station in pair:
        assert station("verify").data["fault_count"] == 0
    assert first("central", "verify", f"sqlite:///{first.directory}/centre.db").data == {"faults": []}


def test_a_file_that_has_not_arrived_yet_is_told_so(pair, tmp_path):
    first, second = pair
    code = first.receive("--overrule", "thử").data["code"]
    (tmp_path / "a.pdf").write_bytes(pdf())
    first("sync", "--once")
    first("attach", code, tmp_path / "a.pdf")
    store = open_store(first.directory)
    loop = SyncLoop(store)
    loop.run_once()
    loop.stop()
    store.close()
    second("sync", "--once")
    assert second("attachments", code, "--out", tmp_path / "out").error["code"] == "attachment.on_its_way"


def test_each_thing_that_cannot_be_attached_has_its_sentence(motcua, tmp_path):
    code = motcua.receive().data["code"]
    contents = {
        "attachment.empty": b"",
        "attachment.unknown_type": b"MZ",
        "attachment.damaged": SAMPLES["image/png"][:300],
    }
    for wanted, content in contents.items():
        (tmp_path / "a.pdf").write_bytes(content)
        assert motcua("attach", code, tmp_path / "a.pdf").error["code"] == wanted
    assert motcua("attach", code, tmp_path / "none.pdf").error["code"] == "attachment.unreadable"
    assert motcua("settings", "set", "attachment_megabytes=0").code == 0
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert motcua("attach", code, tmp_path / "a.pdf").error["code"] == "attachment.too_large"


def test_a_file_is_put_aside_by_its_number(motcua, tmp_path):
    code = motcua.receive().data["code"]
    (tmp_path / "a.pdf").write_bytes(pdf())
    motcua("attach", code, tmp_path / "a.pdf", "--result")
    assert motcua("detach", code, "2", "--reason", "nhầm").error["code"] == "attachment.unknown"
    (aside,) = motcua("detach", code, "1", "--reason", "nhầm").data["files"]
    assert aside["put_aside"] == "nhầm"
    assert "đã bỏ: nhầm" in motcua.plain("attachments", code).out


def test_a_damaged_content_and_one_that_is_gone_fail_the_proof(motcua, tmp_path):
    code = motcua.receive().data["code"]
    for name in ("a", "b"):
        (tmp_path / "a.pdf").write_bytes(pdf(1 if name == "a" else 2))
        motcua("attach", code, tmp_path / "a.pdf")
    store = open_store(motcua.directory)
    digests = [row["hash"] for row in motcua("attachments", code).data["files"]]
    with store.attachments._writing("FULL") as connection:
        connection.exec_driver_sql("UPDATE part SET content = x'00' WHERE hash = ?", (bytes.fromhex(digests[0]),))
        connection.exec_driver_sql("DELETE FROM content WHERE hash = ?", (bytes.fromhex(digests[1]),))
    store.close()
    proof = motcua("verify")
    assert proof.code == 1
    assert {fault["check"] for fault in proof.data["faults"]} == {"attachment", "attachment_missing"}
