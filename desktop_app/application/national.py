"""Dossiers and their progress under the field names of the national systems, as JSON documents.

The names are those seen in public code of receiving systems, not an official specification; the values of coded fields
differ between receivers, so each receiver has a mapping table (reference data of kind `mapping`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from desktop_app.application.desk import Desk
from desktop_app.application.lookup import existing
from desktop_app.application.ports import DossierQuery
from desktop_app.application.told import Told, nobody
from desktop_app.domain.clocktime import VN
from desktop_app.domain.dossier import Dossier, Verdict
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import NATIONAL_STATUS
from desktop_app.words import labels

MAPPING = "mapping"
PAGE = 200
# Used where a receiver's table says nothing: the codes of the national public service portal.
DEFAULT_CODES: dict[str, dict[str, str]] = {
    "KenhThucHien": {"direct": "1", "online": "2", "post": "3"},
    "LoaiDoiTuong": {"citizen": "1", "organisation": "2", "household": "3"},
    "HinhThuc": {"counter": "0", "post": "1", "online": "2"},
    "TrangThaiHoSo": {str(status): str(status) for status in sorted(set(NATIONAL_STATUS.values()))},
}

# What is done at the counter, whoever decides the case.
_AT_COUNTER = frozenset(
    f"dossier.{step}"
    for step in ("received", "submitted", "resubmitted", "accepted", "sent_back", "refused", "supplemented", "returned")
)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver of exports with a table of its own, and the fields that the table speaks of."""

    name: str
    fields: tuple[str, ...]


class NationalExport:
    """Reads dossiers as other systems want them; changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def receivers(self) -> list[Receiver]:
        """The receivers that have a table of their own, by name."""
        with self._desk.store.read() as unit:
            return [Receiver(table.key, tuple(table.value)) for table in unit.references(MAPPING)]

    def dossiers(self, query: DossierQuery, receiver: str = "", told: Told = nobody) -> Iterator[dict[str, Any]]:
        """The dossiers of a query, newest first, each with its papers, fees, supplements and results.

        `told` hears how many of them are done. Refusal("mapping.unknown", receiver=) where no table is known under the
        name of the receiver.
        """
        with self._desk.store.read() as unit:
            table = unit.reference(MAPPING, receiver) if receiver else None
        if receiver and table is None:
            raise Refusal("mapping.unknown", receiver=receiver)
        said: Mapping[str, Any] = table.value if table else {}
        codes = {field: {**known, **said.get(field, {})} for field, known in DEFAULT_CODES.items()}
        for dossier in self._folded(query, told):
            yield national_dossier(dossier, codes)

    def progress(self, query: DossierQuery, told: Told = nobody) -> Iterator[dict[str, Any]]:
        """What was done with the dossiers of a query, one document a step; `told` hears how many dossiers are done."""
        for dossier in self._folded(query, told):
            yield from national_progress(dossier)

    def _folded(self, query: DossierQuery, told: Told) -> Iterator[Dossier]:
        before: int | None = None
        with self._desk.store.read() as unit:
            total = unit.count(query)
        done = 0
        while True:
            told(done, max(done, total))
            with self._desk.store.read() as unit:
                rows = unit.rows(_page(query, before))
                dossiers = [existing(unit, row.id) for row in rows]
            yield from dossiers
            done += len(dossiers)
            if len(rows) < PAGE:
                return
            before = rows[-1].no


def national_dossier(dossier: Dossier, codes: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """One dossier; times as yyyyMMddHHmmss of Vietnam, amounts in đồng."""
    owner, field = dossier.owner, dossier.procedure.get("field_name", "")
    return {
        "MaHoSo": dossier.official_code or dossier.code or dossier.receipt_number,
        "MaTTHC": dossier.procedure.get("code", ""),
        "TenTTHC": dossier.procedure.get("name", ""),
        # A field without a code of its own goes by its name here only.
        "MaLinhVuc": "" if (code := dossier.procedure.get("field_code", "")) == field else code,
        "TenLinhVuc": field,
        "KenhThucHien": codes["KenhThucHien"].get(dossier.channel, ""),
        "ChuHoSo": owner.get("name", ""),
        "LoaiDoiTuong": codes["LoaiDoiTuong"].get(owner.get("kind", ""), ""),
        "MaDoiTuong": owner.get("number", ""),
        "Email": owner.get("email", ""),
        "SoDienThoai": owner.get("phone", ""),
        "TrichYeuHoSo": dossier.content,
        "NgayTiepNhan": stamp(dossier.received_at),
        "NgayHenTra": stamp(dossier.due["at"] if dossier.due else None),
        "TrangThaiHoSo": codes["TrangThaiHoSo"][str(dossier.national_status)],
        "NgayTra": stamp(dossier.returned_at),
        "HinhThuc": codes["HinhThuc"].get(dossier.return_by, ""),
        "NgayKetThucXuLy": stamp(dossier.finished_at or dossier.closed_at),
        "DonViXuLy": dossier.solving_office,
        "GhiChu": dossier.history[0].event.data.get("note", ""),
        "TaiLieuNop": [{"TenThanhPhanHoSo": paper["name"]} for paper in dossier.components],
        "DanhSachLePhi": [_fee(fee) for fee in dossier.fees],
        "DanhSachHoSoBoSung": [_supplement(asked) for asked in _effective(dossier, "dossier.supplement_requested")],
        "DanhSachGiayToKetQua": [{"TenGiayTo": dossier.procedure.get("name", "")}] if dossier.finished_at else [],
    }


def national_progress(dossier: Dossier) -> list[dict[str, Any]]:
    """The steps of one dossier that changed its state, in order."""
    code = dossier.official_code or dossier.code or dossier.receipt_number
    due = stamp(dossier.due["at"] if dossier.due else None)
    return [
        {
            "MaHoSo": code,
            "NguoiXuLy": verdict.event.data.get("by_name", verdict.event.actor),
            "ChucDanh": "",
            "ThoiDiemXuLy": stamp(verdict.event.at),
            "PhongBanXuLy": _room(dossier, verdict),
            "NoiDungXuLy": verdict.event.data.get("reason") or labels.EVENTS[verdict.event.kind],
            "TrangThai": str(NATIONAL_STATUS[verdict.state]),
            "NgayBatDau": stamp(verdict.event.at),
            "NgayKetThucTheoQuyDinh": due,
        }
        for verdict in dossier.history
        if verdict.effective and verdict.state is not None
    ]


def stamp(moment: str | None) -> str:
    """An ISO 8601 moment as yyyyMMddHHmmss in Vietnam; "" where there is none."""
    return datetime.fromisoformat(moment).astimezone(VN).strftime("%Y%m%d%H%M%S") if moment else ""


def _page(query: DossierQuery, before: int | None) -> DossierQuery:
    return replace(query, before=before, limit=PAGE)


def _effective(dossier: Dossier, kind: str) -> Iterable[Verdict]:
    return (verdict for verdict in dossier.history if verdict.effective and verdict.event.kind == kind)


def _room(dossier: Dossier, verdict: Verdict) -> str:
    """Who did it: what happens at the counter is not laid to the charge of who solves the case."""
    if verdict.event.kind in _AT_COUNTER:
        return dossier.receiving_office
    return verdict.event.data.get("to") or dossier.solving_office


def _supplement(asked: Verdict) -> dict[str, Any]:
    """What was asked for, point by point, and why."""
    points, reason = asked.event.data.get("requirements", ()), str(asked.event.data.get("reason", ""))
    said = [*points, *([reason] if reason not in points else [])]
    return {"NgayYeuCauBoSung": stamp(asked.event.at), "NoiDung": "; ".join(said)}


def _fee(fee: Mapping[str, Any]) -> dict[str, Any]:
    return {"TenPhiLePhi": fee["name"], "SoTien": str(fee["amount"]), "MienGiam": fee.get("exempt_reason", "")}


def write_documents(documents: Iterable[Mapping[str, Any]], target: BinaryIO) -> int:
    """Writes one JSON array, a document a line as it comes, and returns how many: the other side can read it so too."""
    count = 0
    for document in documents:
        target.write(b",\n" if count else b"[\n")
        target.write(json.dumps(document, ensure_ascii=False).encode())
        count += 1
    target.write(b"\n]\n" if count else b"[\n\n]\n")
    return count
