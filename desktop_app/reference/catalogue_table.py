"""Catalogues that people keep as tables: one procedure a row, columns named in Vietnamese or English."""

from typing import Any, Final

from desktop_app.domain.errors import Refusal
from desktop_app.domain.text import fold
from desktop_app.reference.tables import Row

COLUMNS: Final = {
    "code": ("mã", "mã thủ tục", "mã TTHC"),
    "name": ("tên", "tên thủ tục", "tên TTHC"),
    "short_name": ("tên ngắn", "tên gọi tắt"),
    "field_code": ("mã lĩnh vực",),
    "field_name": ("field", "lĩnh vực", "tên lĩnh vực"),
    "value": ("limit", "thời hạn"),
    "unit": ("đơn vị", "đơn vị thời hạn"),
    "fee": ("lệ phí", "phí lệ phí"),
    "components": ("thành phần", "thành phần hồ sơ"),
    "results": ("result", "kết quả"),
    "competent_body": ("cơ quan giải quyết", "cơ quan thực hiện"),
}
REQUIRED: Final = ("code", "name")
_UNITS: Final = {
    "": "working_day",
    "working day": "working_day",
    "ngay lam viec": "working_day",
    "day": "day",
    "ngay": "day",
    "working hour": "working_hour",
    "gio lam viec": "working_hour",
    "gio": "working_hour",
    "immediate": "immediate",
    "ngay trong ngay": "immediate",
    "trong ngay": "immediate",
}


def record(row: Row) -> dict[str, Any]:
    """The catalogue record of a row. Refusals: `catalogue.limit` (found), `catalogue.unit` (found), `catalogue.fee`."""
    processing: dict[str, Any] = {}
    if value := row.get("value", ""):
        if not value.isdecimal():
            raise Refusal("catalogue.limit", found=value)
        unit = _UNITS.get(fold(row.get("unit", "")))
        if unit is None:
            raise Refusal("catalogue.unit", found=row.get("unit", ""))
        processing = {"value": int(value), "unit": unit}
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row.get("short_name", ""),
        "field": {"code": row.get("field_code", ""), "name": row.get("field_name", "")},
        "processing": processing,
        "fees": _fees(row.get("fee", "")),
        "components": [{"name": name, "originals": 1, "required": "yes"} for name in _parts(row.get("components", ""))],
        "results": _parts(row.get("results", "")),
        "competent_body": row.get("competent_body", ""),
    }


def _fees(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    digits = text.replace(".", "").replace(",", "").removesuffix("đ").removesuffix("đồng").strip()
    if not digits.isdecimal():
        raise Refusal("catalogue.fee", found=text)
    return [{"name": "Phí, lệ phí", "amount_vnd": int(digits)}]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
