"""Tables that people keep in files, CSV or XLSX: columns found by their headings, old Vietnamese encodings undone."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from desktop_app.domain.legacy_text import convert, recognise
from desktop_app.domain.text import fold
from desktop_app.reference.workbooks import read_rows

Row = dict[str, str]


def read_table(path: Path, columns: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], list[tuple[int, Row]]]:
    """Which of the columns the file has, and its rows with their numbers in it; rows without content are left out.

    `columns` says under which headings each column is known, compared without case, accents and spaces. ValueError
    where the ending is neither .csv nor .xlsx or the content is none; OSError as the system raises it.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(path.suffix)
    lines = [
        (number, line) for number, line in enumerate(reader(path.read_bytes()), start=1) if any(map(str.strip, line))
    ]
    if not lines:
        return frozenset(), []
    names = _names(_readable(lines[0][1]), columns)
    # An empty line in place of the headings, so that every column is there and no heading speaks for its cells.
    cells = zip_longest([""] * len(names), *(line for _, line in lines[1:]), fillvalue="")
    rows = [_row(names, texts) for texts in zip(*map(_readable, cells), strict=True)][1:]
    return frozenset(filter(None, names)), [(number, row) for (number, _), row in zip(lines[1:], rows, strict=True)]


def _csv(content: bytes) -> Iterator[list[str]]:
    """Lines parted by commas, semicolons or tabs; UTF-8, or bytes of an old encoding, read as Windows shows them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))


def _readable(cells: Iterable[str]) -> list[str]:
    """The cells in Unicode: one short cell can be read in several encodings, a whole column seldom can."""
    kept = list(cells)
    encoding = recognise("\n".join(kept))
    return [convert(cell, encoding).strip() for cell in kept]


def _names(headings: Iterable[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    known = {_compared(heading): name for name, headings_of in columns.items() for heading in (name, *headings_of)}
    return [known.get(_compared(heading), "") for heading in headings]


def _row(names: Sequence[str], cells: Sequence[str]) -> Row:
    return {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _compared(heading: str) -> str:
    return fold(heading).replace(" ", "")


_READERS: dict[str, Callable[[bytes], Iterable[list[str]]]] = {".csv": _csv, ".xlsx": read_rows}
