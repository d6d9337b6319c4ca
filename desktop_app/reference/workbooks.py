"""Workbooks (XLSX): tables written for people, and the rows of a table read as texts."""

import io
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from desktop_app.application.workbooks import Cell, Column, Sheet
from desktop_app.reference.readings import Cell as ReadCell

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

_FONT = "Times New Roman"


class XlsxWorkbooks:
    """Fulfils `application.workbooks.Workbooks`; rows are written as they come: a year fits into little memory."""

    def write(self, sheet: Sheet) -> bytes:
        """The table as a workbook."""
        # Read only here: the library costs a quarter of a second that no other start need pay.
        from openpyxl import Workbook  # noqa: PLC0415

        book = Workbook(write_only=True)
        _Writer(book.create_sheet(sheet.name), sheet).write()
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


def read_rows(content: bytes) -> list[list[ReadCell]]:
    """The rows of the first table of a workbook as texts with their fonts, dates in ISO form.

    ValueError where it is no workbook.
    """
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [[_read(cell) for cell in row] for row in book.worksheets[0].iter_rows()]
    except (BadZipFile, InvalidFileException, LookupError, OSError, EOFError, SyntaxError, zlib.error) as error:
        raise ValueError("no workbook") from error


class _Writer:
    """One table on its way into a worksheet."""

    def __init__(self, worksheet: Any, sheet: Sheet) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415

        thin = Side(style="thin")
        self._worksheet = worksheet
        self._sheet = sheet
        self._ruled = Border(thin, thin, thin, thin)
        self._plain, self._bold = Font(_FONT, 11), Font(_FONT, 11, bold=True)
        self._centred = Alignment("center", "center", wrap_text=True)
        self._wrapped = Alignment(vertical="top", wrap_text=True)
        self._styles: dict[tuple[bool, str], Any] = {}
        self._line = 0

    def write(self) -> None:
        """Writes title, headings, rows and notes."""
        self._set_up()
        for text in self._sheet.title:
            self._span(text, 1, len(self._sheet.columns), self._bold)
        self._append([])
        self._headings()
        previous: Sequence[Cell] | None = None
        for row in self._sheet.rows:
            if previous is not None:
                self._row(previous, self._plain)
            previous = row
        if previous is not None:
            self._row(previous, self._bold if self._sheet.bold_last else self._plain)
        for note in self._sheet.notes:
            self._append([self._cell(note, self._plain)])

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        page = self._worksheet
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", "9"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        head = len(self._sheet.title) + 3
        page.freeze_panes = f"A{head + 1}"
        page.print_title_rows = f"{head - 1}:{head}"
        for number, column in enumerate(self._sheet.columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = column.width

    def _headings(self) -> None:
        """Two lines: a heading over several columns, or one that reaches over both lines."""
        columns = self._sheet.columns
        upper = [self._heading(column.over or column.heading) for column in columns]
        lower = [self._heading(column.heading if column.over else None) for column in columns]
        line, at = self._line + 1, 1
        for over, group in groupby(columns, key=lambda column: column.over):
            width = len(list(group))
            if over:
                self._merge(line, at, line, at + width - 1)
                upper[at : at + width - 1] = [self._heading(None) for _ in range(width - 1)]
            else:
                for place in range(at, at + width):
                    self._merge(line, place, line + 1, place)
            at += width
        self._append(upper)
        self._append(lower)

    def _row(self, values: Sequence[Cell], font: Any) -> None:
        pairs = zip(self._sheet.columns, values, strict=True)
        self._append([self._value(column, value, font) for column, value in pairs])

    def _value(self, column: Column, value: Cell, font: Any) -> "WriteOnlyCell":
        number_format = "dd/mm/yyyy" if isinstance(value, date) else "0.0%" if column.percent else ""
        cell = self._bare(value)
        style = self._styles.get((font is self._bold, number_format))
        if style is None:
            cell.font, cell.border, cell.alignment = font, self._ruled, self._wrapped
            if number_format:
                cell.number_format = number_format
            # To look a style up anew for every cell costs half of the time of a long register.
            self._styles[font is self._bold, number_format] = cell._style  # noqa: SLF001
        else:
            cell._style = style  # noqa: SLF001
        if isinstance(value, str):
            # What begins with = is a name here, never a formula.
            cell.data_type = "s"
        return cell

    def _heading(self, text: str | None) -> "WriteOnlyCell":
        cell = self._cell(text, self._bold)
        cell.border, cell.alignment = self._ruled, self._centred
        return cell

    def _span(self, text: str, first: int, last: int, font: Any) -> None:
        self._merge(self._line + 1, first, self._line + 1, last)
        cell = self._cell(text, font)
        cell.alignment = self._centred
        self._append([cell])

    def _merge(self, line: int, first: int, last_line: int, last: int) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        if (line, first) != (last_line, last):
            place = f"{get_column_letter(first)}{line}:{get_column_letter(last)}{last_line}"
            self._worksheet.merged_cells.add(place)

    def _cell(self, value: Cell, font: Any) -> "WriteOnlyCell":
        cell = self._bare(value)
        cell.font = font
        return cell

    def _bare(self, value: Cell) -> "WriteOnlyCell":
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        return WriteOnlyCell(self._worksheet, value)

    def _append(self, cells: list[Any]) -> None:
        self._worksheet.append(cells)
        self._line += 1


def _read(cell: Any) -> ReadCell:
    # Only accented text can be in an old encoding, and asking for a font is slow.
    text = _text(cell.value)
    return ReadCell(text) if text.isascii() else ReadCell(text, cell.font.name or "")


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
