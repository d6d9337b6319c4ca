"""Files of dossiers that other systems have written: tables, and documents under the national field names."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.application.import_rows import COLUMNS, REQUIRED
from desktop_app.application.row_files import RowFile
from desktop_app.domain.errors import Refusal
from desktop_app.domain.legacy_text import Encoding
from desktop_app.domain.text import nfc
from desktop_app.reference.tables import read_table


def read_dossiers(path: Path, assumed: Encoding | None = None) -> RowFile:
    """The rows of a JSON, CSV or XLSX file with their numbers in it, by the names of `import_rows.COLUMNS`.

    `assumed` as in `read_table`. Refusals: `import.unreadable` (path), `import.columns` (missing). OSError as the
    system raises it.
    """
    try:
        file = _documents(path) if path.suffix.lower() == ".json" else read_table(path, COLUMNS, assumed)
    except ValueError as error:
        raise Refusal("import.unreadable", path=str(path)) from error
    if file.rows and (missing := [COLUMNS[name][0] for name in REQUIRED if name not in file.columns]):
        raise Refusal("import.columns", missing=", ".join(missing))
    return file


def _documents(path: Path) -> RowFile:
    """The documents of a national export, each with the number of its place; ValueError for anything else."""
    found = json.loads(path.read_bytes())
    documents = [found] if isinstance(found, dict) else found
    if not isinstance(documents, list) or not all(isinstance(one, dict) for one in documents):
        raise ValueError("no list of documents")
    keys = {key.casefold(): key for one in documents for key in one}
    headings = {
        name: keys[known.casefold()]
        for name, known_as in COLUMNS.items()
        for known in reversed(known_as)
        if known.casefold() in keys
    }
    return RowFile(headings, tuple((number, _row(one)) for number, one in enumerate(documents, start=1)))


def _row(document: Mapping[str, Any]) -> dict[str, str]:
    given = {key.casefold(): value for key, value in document.items()}
    return {
        name: _text(given[heading.casefold()])
        for name, headings in COLUMNS.items()
        for heading in reversed(headings)
        if heading.casefold() in given
    }


def _text(value: object) -> str:
    """A value as a cell would hold it; the papers of a list as a line each."""
    if isinstance(value, list):
        return "".join(f"{_named(part)}\n" for part in value)
    return "" if value is None else nfc(str(value)).strip()


def _named(part: object) -> str:
    name = next((value for key, value in part.items() if key.startswith("Ten")), "") if isinstance(part, dict) else part
    return " ".join(nfc(str(name)).split())
