"""Columns of old tables in Unicode: what the font says, what the whole column says, and where neither is certain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.application.row_files import Reading
from desktop_app.domain.legacy_text import Encoding, convert, is_surely_unicode, likeness, recognise
from desktop_app.domain.text import nfc

# Of ten accented words at most one may be a strange name before a reading is doubted.
_MOST_STRANGE = 0.2


class Cell(NamedTuple):
    """A cell with the name of its font, "" where the file knows none."""

    text: str
    font: str = ""


@dataclass(slots=True)
class Column:
    """The cells of a column in Unicode, and how they came to be read so."""

    texts: list[str] = field(default_factory=list)
    reading: Reading | None = None


def read_column(cells: Sequence[Cell], heading: str, assumed: Encoding | None = None) -> Column:
    """The column in NFC. Where it is doubtful, `assumed` decides, if somebody was asked.

    The font of a cell (.VnTime, VNI-Times …) is certain. Without one, a single short name can often be read in several
    encodings, a whole column seldom; cells that only Unicode can write are left alone beside others that are not.
    """
    open_cells = [cell.text for cell in cells if not _by_font(cell) and not is_surely_unicode(cell.text)]
    encoding = recognise("\n".join(open_cells))
    unclear = _unclear(open_cells, encoding, mixed=any(is_surely_unicode(cell.text) for cell in cells))
    if unclear and assumed is not None:
        encoding = assumed
    read = [_read(cell, encoding) for cell in cells]
    column = Column([text.strip() for text, _ in read])
    pairs = [(cell.text, *how) for cell, how in zip(cells, read, strict=True)]
    changed = [pair for pair in pairs if pair[1] != nfc(pair[0])]
    doubtful = bool(unclear) and assumed is None
    shown = next((pair for pair in pairs if doubtful and pair[0] == unclear), changed[0] if changed else None)
    if shown:
        before, after, how = shown
        column.reading = Reading(heading, how, len(changed), before, after, doubtful)
    return column


def _by_font(cell: Cell) -> Encoding | None:
    """The encoding that a font of before Unicode stands for; text that only Unicode can write was pasted into it."""
    font = cell.font.casefold()
    if cell.text.isascii() or is_surely_unicode(cell.text):
        return None
    if font.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if font.startswith("vni") else None


def _read(cell: Cell, encoding: Encoding) -> tuple[str, Encoding]:
    capitals = cell.font.casefold().startswith(".vn") and cell.font.endswith("H")
    if found := _by_font(cell):
        text = convert(cell.text, found)
        # Fonts whose name ends with H draw every letter as a capital, however it was typed.
        return (text.upper() if capitals else text), found
    if is_surely_unicode(cell.text):
        return nfc(cell.text), Encoding.UNICODE
    chosen = encoding
    if likeness(cell.text, encoding) < 0:
        chosen = max(Encoding, key=lambda other: (likeness(cell.text, other), other is encoding))
    return convert(cell.text, chosen), chosen


def _unclear(cells: Sequence[str], encoding: Encoding, *, mixed: bool) -> str:
    """A cell that shows why the column can be read in more than one way; "" where it cannot."""
    if encoding not in (Encoding.TCVN3, Encoding.VNI):
        return ""
    accented = [cell for cell in cells if not cell.isascii()]
    alike = [cell for cell in accented if likeness(cell, Encoding.UNICODE) >= likeness(cell, encoding)]
    strange = [cell for cell in accented if likeness(cell, encoding) < 0]
    if (mixed and alike) or len(alike) * 2 > len(accented):
        return alike[0]
    return strange[0] if len(strange) > _MOST_STRANGE * len(accented) else ""
