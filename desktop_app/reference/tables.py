"""Catalogues that people keep as tables: one procedure a row, columns named in Vietnamese or English."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from desktop_app.domain.errors import Refusal
from desktop_app.domain.legacy_text import convert, recognise
from desktop_app.domain.text import fold

Row = dict[str, str]

# What each column may be called, compared without case and accents.
_COLUMNS: Final = {
    "code": ("code", "ma", "ma thu tuc", "ma tthc"),
    "name": ("name", "ten", "ten thu tuc", "ten tthc"),
    "short_name": ("short name", "ten ngan", "ten goi tat"),
    "field_code": ("field code", "ma linh vuc"),
    "field_name": ("field", "field name", "linh vuc", "ten linh vuc"),
    "value": ("limit", "value", "thoi han"),
    "unit": ("unit", "don vi", "don vi thoi han"),
    "fee": ("fee", "le phi", "phi le phi"),
    "components": ("components", "thanh phan", "thanh phan ho so"),
    "results": ("results", "result", "ket qua"),
    "competent_body": ("competent body", "co quan giai quyet", "co quan thuc hien"),
}
_REQUIRED: Final = ("code", "name")
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


def read_csv(content: bytes) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers; UTF-8, or an old Vietnamese encoding that is recognised.

    Columns are parted by commas, semicolons or tabs. Refusal("catalogue.columns", missing=).
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return _rows(csv.reader(io.StringIO(text), delimiter=delimiter))


def read_xlsx(content: bytes) -> Iterator[tuple[int, Row]]:
    """The rows of the first sheet of a workbook with their numbers. Refusal("catalogue.columns", missing=)."""
    # Read only here: the library costs a quarter of a second that no other start need pay.
    from zipfile import BadZipFile  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException) as error:
        raise ValueError("no workbook") from error
    cells = workbook.worksheets[0].iter_rows(values_only=True)
    return _rows([_text(cell) for cell in row] for row in cells)


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


def _rows(lines: Iterable[Sequence[str]]) -> Iterator[tuple[int, Row]]:
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)]
    if not numbered:
        return
    heading = [_column(cell) for cell in numbered[0][1]]
    if missing := [name for name in _REQUIRED if name not in heading]:
        raise Refusal("catalogue.columns", missing=", ".join(missing))
    # One short cell can be read in several old encodings; a whole table seldom can.
    encoding = recognise("\n".join(cell for _, line in numbered[1:] for cell in line))
    for number, line in numbered[1:]:
        cells = zip(heading, line, strict=False)
        yield number, {name: convert(cell, encoding).strip() for name, cell in cells if name}


def _column(heading: str) -> str:
    folded = fold(heading)
    return next((name for name, names in _COLUMNS.items() if folded in names or folded == fold(name)), "")


def _fees(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    digits = text.replace(".", "").replace(",", "").removesuffix("đ").removesuffix("đồng").strip()
    if not digits.isdecimal():
        raise Refusal("catalogue.fee", found=text)
    return [{"name": "Phí, lệ phí", "amount_vnd": int(digits)}]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
