"""Tables that people keep in files, CSV or XLSX: columns found by their headings, old Vietnamese encodings undone."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat, zip_longest
from pathlib import Path

from desktop_app.application.row_files import BEYOND, RowFile
from desktop_app.domain.legacy_text import Encoding
from desktop_app.domain.text import fold
from desktop_app.reference.readings import Cell, read_column
from desktop_app.reference.workbooks import read_rows


def read_table(path: Path, columns: Mapping[str, Sequence[str]], assumed: Encoding | None = None) -> RowFile:
    """The rows of a file by the names of `columns`; rows without content are left out.

    `columns` says under which headings each column is known, compared without case, accents and spaces; `assumed` is
    how columns are read that can be read in several ways. ValueError where the ending is neither .csv nor .xlsx or the
    content is none; OSError as the system raises it.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(path.suffix)
    lines = [
        (number, line)
        for number, line in enumerate(reader(path.read_bytes()), start=1)
        if any(cell.text.strip() for cell in line)
    ]
    if not lines:
        return RowFile({}, ())
    headings = read_column(lines[0][1], "").texts
    names = _names(headings, columns)
    # An empty line in place of the headings, so that every column is there and no heading speaks for its cells.
    cells = zip_longest([Cell("")] * len(names), *(line for _, line in lines[1:]), fillvalue=Cell(""))
    titled = zip(cells, chain(headings, repeat("")), strict=False)
    read = [read_column(column, heading, assumed) for column, heading in titled]
    rows = [_row(names, texts) for texts in zip(*(column.texts for column in read), strict=True)][1:]
    for row, (_, line) in zip(rows, lines[1:], strict=True):
        if beyond := "; ".join(cell.text for cell in line[len(names) :] if cell.text.strip()):
            row[BEYOND] = beyond
    known = [column.reading for column, name in zip(read, names, strict=False) if name and column.reading]
    numbered = tuple((number, row) for (number, _), row in zip(lines[1:], rows, strict=True))
    found = {name: " ".join(heading.split()) for name, heading in zip(names, headings, strict=True) if name}
    return RowFile(found, numbered, tuple(known))


def _csv(content: bytes) -> Iterator[list[Cell]]:
    """Lines parted by commas, semicolons or tabs; UTF-8, or bytes of an old encoding, read as Windows shows them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    for line in csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count)):
        yield [Cell(cell) for cell in line]


def _names(headings: Iterable[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    known = {_compared(heading): name for name, headings_of in columns.items() for heading in (name, *headings_of)}
    return [known.get(_compared(heading), "") for heading in headings]


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _compared(heading: str) -> str:
    return fold(heading).replace(" ", "")


_READERS: dict[str, Callable[[bytes], Iterable[list[Cell]]]] = {".csv": _csv, ".xlsx": read_rows}
