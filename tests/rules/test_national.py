"""Dossiers and progress under the names of the national systems (docs/national-export.md)."""

import re

import pytest

from desktop_app.application.ports import DossierQuery
from desktop_app.application.returning import Collector
from desktop_app.domain.errors import Refusal
from tests.rules.conftest import MAU, PAPER
from tests.rules.test_fees import FEE

DOSSIER = [
    *("MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "KenhThucHien", "ChuHoSo", "LoaiDoiTuong"),
    *("MaDoiTuong", "Email", "SoDienThoai", "TrichYeuHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra"),
    *("HinhThuc", "NgayKetThucXuLy", "DonViXuLy", "GhiChu", "TaiLieuNop", "DanhSachLePhi", "DanhSachHoSoBoSung"),
    "DanhSachGiayToKetQua",
]
STEP = [
    *("MaHoSo", "NguoiXuLy", "ChucDanh", "ThoiDiemXuLy", "PhongBanXuLy", "NoiDungXuLy", "TrangThai", "NgayBatDau"),
    "NgayKetThucTheoQuyDinh",
]


def exported(desk, receiver=""):
    return list(desk.office.national.dossiers(DossierQuery(), receiver))


def lived(desk):
    """A dossier with everything an export can carry."""
    dossier = desk.receive({**MAU, "phone": "0900000001"}, fees=(FEE,), channel="post", return_by="post")
    desk.at("2026-10-07 09:00")
    desk.do(dossier, "request_supplement", reason="thiếu giấy chứng sinh")
    desk.at("2026-10-08 09:00")
    desk.do(dossier, "supplement")
    desk.at("2026-10-09 10:00")
    desk.do(dossier, "finish")
    desk.at("2026-10-12 14:30")
    collector = Collector(MAU["name"], MAU["number"])
    return desk.office.returning.hand_out(desk.head, dossier.id, collector, fee_overruled="hộ nghèo")


def test_a_dossier_has_every_name_of_the_national_system_and_no_other(desk):
    lived(desk)
    (document,) = exported(desk)
    assert list(document) == DOSSIER
    assert {key: document[key] for key in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayTra", "NgayHenTra")} == {
        "NgayTiepNhan": "20261006083000",
        "NgayKetThucXuLy": "20261009100000",
        "NgayTra": "20261012143000",
        "NgayHenTra": "20261015170000",
    }
    assert (document["TrangThaiHoSo"], document["KenhThucHien"], document["HinhThuc"]) == ("10", "3", "1")
    assert document["TaiLieuNop"] == [{"TenThanhPhanHoSo": PAPER["name"]}]
    assert document["DanhSachLePhi"] == [{"TenPhiLePhi": "Lệ phí hộ tịch", "SoTien": "8000", "MienGiam": ""}]
    assert document["DanhSachHoSoBoSung"] == [
        {"NgayYeuCauBoSung": "20261007090000", "NoiDung": "thiếu giấy chứng sinh"}
    ]


def test_the_progress_is_every_step_with_who_when_and_the_national_status(desk):
    lived(desk)
    steps = list(desk.office.national.progress(DossierQuery()))
    assert [step["TrangThai"] for step in steps] == ["2", "5", "4", "9", "10"]
    assert all(list(step) == STEP for step in steps)
    assert steps[0]["NguoiXuLy"] == "Lê Thị Thu Hà"
    assert all(re.fullmatch(r"\d{14}", step["ThoiDiemXuLy"]) for step in steps)


def test_a_step_is_laid_to_the_charge_of_the_room_that_made_it(desk):
    dossier = desk.receive(solving_office="Phòng Tư pháp", note="gọi sau 17 giờ")
    desk.do(dossier, "request_supplement", reason="hồ sơ chưa đủ", requirements=["Tờ khai", "Giấy chứng sinh"])
    desk.later(hours=1)
    desk.do(dossier, "supplement")
    desk.do(dossier, "finish")
    steps = desk.office.national.progress(DossierQuery())
    assert [step["PhongBanXuLy"] for step in steps] == [
        *("Trung tâm thử", "Phòng Tư pháp", "Trung tâm thử", "Phòng Tư pháp"),
    ]
    (document,) = exported(desk)
    assert document["GhiChu"] == "gọi sau 17 giờ"
    assert document["DanhSachHoSoBoSung"][0]["NoiDung"] == "Tờ khai; Giấy chứng sinh; hồ sơ chưa đủ"


def test_values_are_written_as_the_receiver_wants_them(desk):
    lived(desk)
    mapping = {"KenhThucHien": {"post": "BCCI"}}
    desk.office.administration.import_mapping(desk.administrator, "tinh", mapping)
    (document,) = exported(desk, "tinh")
    # What the table does not speak of keeps the codes of the national portal.
    assert (document["KenhThucHien"], document["LoaiDoiTuong"]) == ("BCCI", "1")
    assert exported(desk)[0]["KenhThucHien"] == "3"
    desk.receive()
    assert [document["KenhThucHien"] for document in exported(desk, "tinh")] == ["1", "BCCI"]
    assert [one.name for one in desk.office.national.receivers()] == ["tinh"]


def test_a_receiver_without_a_table_is_not_given_the_codes_of_another(desk):
    lived(desk)
    with pytest.raises(Refusal, match=r"mapping\.unknown"):
        exported(desk, "tinh")


def test_a_value_that_the_table_does_not_name_keeps_its_usual_code(desk):
    lived(desk)
    mapping = {"KenhThucHien": {"direct": "TT"}, "TrangThaiHoSo": {"10": "DA_TRA"}}
    desk.office.administration.import_mapping(desk.administrator, "tinh", mapping)
    (document,) = exported(desk, "tinh")
    assert document["KenhThucHien"] == "3"
    assert document["TrangThaiHoSo"] == "DA_TRA"


def test_a_table_or_a_receiver_that_would_change_nothing_is_refused(desk):
    lived(desk)
    change = desk.office.administration.import_mapping
    with pytest.raises(Refusal, match=r"mapping\.value"):
        change(desk.administrator, "tinh", {"KenhThucHien": {"1": "TT"}})
    with pytest.raises(Refusal, match=r"mapping\.value"):
        change(desk.administrator, "tinh", {"Kenh": {"direct": "TT"}})
    with pytest.raises(Refusal, match=r"mapping\.unknown"):
        exported(desk, "tinhh")


def test_a_decision_that_had_no_effect_is_no_progress(desk):
    dossier = desk.receive()
    desk.do(dossier, "withdraw", desk.receptionist, reason="rút")
    with pytest.raises(Refusal):
        desk.do(dossier, "finish")
    assert [step["TrangThai"] for step in desk.office.national.progress(DossierQuery())] == ["2", "7"]


def test_the_code_from_outside_goes_before_our_own(desk):
    dossier = desk.receive()
    desk.do(dossier, "attach_code", desk.receptionist, code="000.00.19.H29-261006-0001")
    assert exported(desk)[0]["MaHoSo"] == "000.00.19.H29-261006-0001"


def test_many_pages_are_exported_without_a_gap_or_a_repeat(desk, monkeypatch):
    monkeypatch.setattr("desktop_app.application.national.PAGE", 3)
    labels = [desk.receive().label for _ in range(8)]
    assert [document["MaHoSo"] for document in exported(desk)] == labels[::-1]
