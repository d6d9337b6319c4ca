"""Catalogues of procedures: the one that comes with the program, and files that are taken as a whole or not at all."""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from desktop_app.application.procedures import procedure_from_data
from desktop_app.domain.errors import Faults, Refusal, RowFault
from desktop_app.paths import resource, whole_file
from desktop_app.reference.catalogue_table import COLUMNS, REQUIRED
from desktop_app.reference.catalogue_table import record as from_row
from desktop_app.reference.catalogue_table import row as to_row
from desktop_app.reference.tables import read_table


def starting_catalogue() -> list[dict[str, Any]]:
    """The procedures of a commune-level centre as the national portal published them, with source and date each."""
    records: list[dict[str, Any]] = json.loads(resource("catalogue/procedures.json").read_text(encoding="utf-8"))
    return records


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """The records of a catalogue file, JSON, CSV or XLSX by its ending; docs/command-line.md describes all three.

    Refusals: `catalogue.unreadable` (path), `catalogue.columns` (missing), `catalogue.empty`, and `catalogue.rows`
    (count of rows, rows: a RowFault for everything that is wrong with any of them) – then no row was taken. OSError as
    the system raises it.
    """
    try:
        code, read = _read(path)
    except (ValueError, KeyError) as error:
        raise Refusal("catalogue.unreadable", path=str(path)) from error
    if not read:
        raise Refusal("catalogue.empty")
    faults = [fault for _, _, found in read for fault in found]
    twice = _twice([(number, record) for number, record, _ in read], code)
    faults = sorted([*faults, *twice], key=lambda fault: fault.row)
    if faults:
        raise Refusal("catalogue.rows", count=len({fault.row for fault in faults}), rows=tuple(faults))
    return [record for _, record, _ in read]


def write_catalogue(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Writes the records into a file that `read_catalogue` takes: all of them as JSON, what a table can hold as CSV.

    Refusal("catalogue.ending", path=) for any other ending.
    """
    if path.suffix.lower() not in {".json", ".csv"}:
        raise Refusal("catalogue.ending", path=str(path))
    with whole_file(path) as target:
        if path.suffix.lower() == ".json":
            target.write(json.dumps(list(records), ensure_ascii=False, indent=1).encode())
            return
        text = TextIOWrapper(target, "utf-8-sig", newline="")
        table = csv.DictWriter(text, list(COLUMNS))
        # The headings people know; a spreadsheet shows the accents because of the mark at the beginning.
        table.writerow({name: headings[0] for name, headings in COLUMNS.items()})
        table.writerows(to_row(record) for record in records)
        text.flush()
        text.detach()


def _read(path: Path) -> tuple[str, list[tuple[int, dict[str, Any], list[RowFault]]]]:
    """What the file calls the code, and the records with the number of their row and everything wrong with it."""
    if path.suffix.lower() == ".json":
        found = json.loads(path.read_bytes())
        records = enumerate(found if isinstance(found, list) else found["procedures"], start=1)
        return "code", [(number, record, _faults_of(record).of_row(number)) for number, record in records]
    file = read_table(path, COLUMNS)
    if file.rows and (missing := [name for name in REQUIRED if name not in file.columns]):
        raise Refusal("catalogue.columns", missing=", ".join(missing))
    read = []
    for number, row in file.rows:
        faults = Faults()
        read.append((number, from_row(row, faults, file.columns), faults.of_row(number)))
    return file.columns.get("code", ""), read


def _faults_of(record: object) -> Faults:
    """Looks at a record of the portal key by key."""
    faults = Faults()
    if not isinstance(record, dict):
        faults.read("", _misshapen)
        return faults
    whole = {"code": "-", "name": "-"}
    for key in ("code", "name"):
        faults.read(key, partial(procedure_from_data, {**whole, key: record.get(key)}))
    for key, value in record.items():
        if key not in whole:
            faults.read(key, partial(_shaped, {**whole, key: value}))
    return faults


def _shaped(record: dict[str, Any]) -> None:
    try:
        procedure_from_data(record)
    except (AttributeError, TypeError, ValueError):
        _misshapen()


def _misshapen() -> None:
    raise Refusal("catalogue.record")


def _twice(records: list[tuple[int, dict[str, Any]]], column: str) -> list[RowFault]:
    codes = [(number, str(record.get("code") or "")) for number, record in records if isinstance(record, dict)]
    often = Counter(code for _, code in codes)
    return [
        RowFault(number, "catalogue.twice", {"code": code}, column)
        for number, code in codes
        if code and often[code] > 1
    ]
