"""The first administrator of a new office comes by the command line."""

import io


def test_a_new_member_of_staff_can_be_named_and_acts(motcua, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("matkhau-1\n"))
    added = motcua("staff", "add", "Moi", "--name", "Đỗ Văn Mới", "--role", "receptionist")
    assert added.data == {"login": "moi", "roles": ["receptionist"]}
    listed = {one["login"]: one for one in motcua("staff", "list").data["staff"]}
    assert listed["moi"]["name"] == "Đỗ Văn Mới"
    assert "password" not in listed["moi"]


def test_a_new_member_without_a_password_is_refused(motcua, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert motcua("staff", "add", "moi", "--name", "Đỗ Văn Mới", "--role", "head").error["code"] == "staff.password"
