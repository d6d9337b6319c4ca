"""Catalogues of procedures: the one that comes with the program, and files that are taken as a whole or not at all."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app.application.procedures import procedure_from_data
from desktop_app.domain.errors import Refusal, RowFault
from desktop_app.paths import resource
from desktop_app.reference.catalogue_table import COLUMNS, REQUIRED, record
from desktop_app.reference.tables import Row, read_table


def starting_catalogue() -> list[dict[str, Any]]:
    """The procedures of a commune-level centre as the national portal published them, with source and date each."""
    records: list[dict[str, Any]] = json.loads(resource("catalogue/procedures.json").read_text(encoding="utf-8"))
    return records


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """The records of a catalogue file, JSON, CSV or XLSX by its ending; docs/command-line.md describes all three.

    Refusals: `catalogue.unreadable` (path), `catalogue.columns` (missing), `catalogue.empty`, and `catalogue.rows`
    (count, rows: a RowFault for every row that cannot be taken) – then no row was taken. OSError as the system raises.
    """
    try:
        numbered = list(_numbered(path))
    except (ValueError, KeyError) as error:
        raise Refusal("catalogue.unreadable", path=str(path)) from error
    if not numbered:
        raise Refusal("catalogue.empty")
    if faults := _faults(numbered):
        raise Refusal("catalogue.rows", count=len(faults), rows=tuple(faults))
    return [found for _, found in numbered if isinstance(found, dict)]


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, Any] | Refusal]]:
    """The records with the number of their row; the refusal that says what is wrong with it in place of a record."""
    if path.suffix.lower() == ".json":
        found = json.loads(path.read_bytes())
        yield from enumerate(found if isinstance(found, list) else found["procedures"], start=1)
        return
    columns, rows = read_table(path, COLUMNS)
    if rows and (missing := [name for name in REQUIRED if name not in columns]):
        raise Refusal("catalogue.columns", missing=", ".join(missing))
    for number, row in rows:
        yield number, _read(row)


def _read(row: Row) -> dict[str, Any] | Refusal:
    try:
        return record(row)
    except Refusal as refusal:
        return refusal


def _faults(numbered: list[tuple[int, dict[str, Any] | Refusal]]) -> list[RowFault]:
    codes = Counter(found.get("code") for _, found in numbered if isinstance(found, dict))
    faults = []
    for number, found in numbered:
        if refusal := _fault(found, codes):
            faults.append(RowFault(number, refusal.code, refusal.parameters))
    return faults


def _fault(record: object, codes: Counter[Any]) -> Refusal | None:
    if isinstance(record, Refusal):
        return record
    if not isinstance(record, dict):
        return Refusal("catalogue.record")
    try:
        code = procedure_from_data(record).code
    except Refusal as refusal:
        return refusal
    except (AttributeError, TypeError, ValueError):
        return Refusal("catalogue.record")
    return Refusal("catalogue.twice", code=code) if codes[code] > 1 else None
