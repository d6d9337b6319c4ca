"""Catalogues that people keep as tables: one procedure a row, columns named in Vietnamese or English."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from desktop_app.application.row_files import refuse_beyond
from desktop_app.domain.errors import Faults, Refusal
from desktop_app.domain.text import fold

T = TypeVar("T")

COLUMNS: Final = {
    "code": ("mã thủ tục", "mã", "mã TTHC"),
    "name": ("tên thủ tục", "tên", "tên TTHC"),
    "short_name": ("tên ngắn", "tên gọi tắt"),
    "field_code": ("mã lĩnh vực",),
    "field_name": ("lĩnh vực", "field", "tên lĩnh vực"),
    "value": ("thời hạn", "limit"),
    "unit": ("đơn vị thời hạn", "đơn vị"),
    "fee": ("lệ phí", "phí lệ phí"),
    "components": ("thành phần", "thành phần hồ sơ"),
    "results": ("kết quả", "result"),
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


def record(row: Mapping[str, str], faults: Faults, headings: Mapping[str, str]) -> dict[str, Any]:
    """The catalogue record of a row; what cannot be read of it is among the faults, under the headings of the file.

    These are `row.too_wide` (found), `catalogue.missing`, `catalogue.limit` (found), `catalogue.unit` (found) and
    `catalogue.fee` (found).
    """

    def read(name: str, value: Callable[[str], T]) -> T | None:
        return faults.read(headings.get(name) or COLUMNS[name][0], lambda: value(row.get(name, "")))

    refuse_beyond(row, faults)
    for name in REQUIRED:
        read(name, _present)
    value, unit = read("value", _limit), read("unit", _unit)
    processing = {} if value is None else {"value": value, "unit": unit}
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row.get("short_name", ""),
        "field": {"code": row.get("field_code", ""), "name": row.get("field_name", "")},
        "processing": processing,
        "fees": read("fee", _fees) or [],
        "components": [{"name": name, "originals": 1, "required": "yes"} for name in _parts(row.get("components", ""))],
        "results": _parts(row.get("results", "")),
        "competent_body": row.get("competent_body", ""),
    }


def row(record: Mapping[str, Any]) -> dict[str, str]:
    """The row of a record, as far as a table holds it: conditions, kinds of copies and further rates are left out."""
    field, processing = record.get("field") or {}, record.get("processing") or {}
    amounts = [fee["amount_vnd"] for fee in record.get("fees") or () if fee.get("amount_vnd") is not None]
    papers = [paper for paper in record.get("components") or () if paper.get("required") == "yes"]
    value, unit = processing.get("value"), processing.get("unit", "")
    known = value is not None and unit in _UNITS.values()
    return {
        "code": record["code"],
        "name": record["name"],
        "short_name": record.get("short_name") or "",
        "field_code": field.get("code") or "",
        "field_name": field.get("name") or "",
        "value": str(value) if known else "",
        "unit": _spelled(unit) if known else "",
        "fee": str(amounts[0]) if len(amounts) == 1 else "",
        "components": "; ".join(paper["name"].replace(";", ",") for paper in papers if paper.get("role") != "present"),
        "results": "; ".join(text.replace(";", ",") for text in record.get("results") or ()),
        "competent_body": record.get("competent_body") or "",
    }


def _spelled(unit: str) -> str:
    return next(name for name, known in _UNITS.items() if known == unit and name).replace("_", " ")


def _present(text: str) -> None:
    if not text:
        raise Refusal("catalogue.missing")


def _limit(text: str) -> int | None:
    if text and not text.isdecimal():
        raise Refusal("catalogue.limit", found=text)
    return int(text) if text else None


def _unit(text: str) -> str:
    unit = _UNITS.get(fold(text))
    if unit is None:
        raise Refusal("catalogue.unit", found=text)
    return unit


def _fees(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    digits = text.replace(".", "").replace(",", "").removesuffix("đ").removesuffix("đồng").strip()
    if not digits.isdecimal():
        raise Refusal("catalogue.fee", found=text)
    return [{"name": "Phí, lệ phí", "amount_vnd": int(digits)}]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
