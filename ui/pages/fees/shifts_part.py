"""Earlier shifts, each with its sheet one key away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.language import say
from ui.pages import words
from ui.pages.fees.panels import difference_words
from ui.pages.fees.shifts_presenter import ShiftLine, ShiftsPresenter
from ui.tokens import Tone
from ui.widgets.card import EmptyState
from ui.widgets.table import Cell, Column, RowsModel, Table


class ShiftsPart(QWidget):
    """Draws the list of shifts; `opened` carries the one whose sheet is wanted."""

    opened = Signal(object)

    def __init__(self, presenter: ShiftsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows: RowsModel[ShiftLine] = RowsModel(_columns())
        self.table: Table[ShiftLine] = Table(self._rows, self.tr("Các ca thu trong 31 ngày qua"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("history", self.tr("Chưa có ca thu nào trong 31 ngày qua")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        presenter.changed.connect(self._show)
        self.table.opened.connect(self.opened)

    def _show(self) -> None:
        lines = self._presenter.state.lines
        self._rows.show_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.selectRow(0)
            self.table.setFocus()


def _columns() -> tuple[Column[ShiftLine], ...]:
    return (
        Column("Ngày", lambda line: Cell(words.day(line.sheet.shift.opened_at), strong=True), 108),
        Column("Người thu", lambda line: line.clerk),
        Column("Ca", _hours, 124),
        Column("Khoản", lambda line: str(sum(row.cancelled is None for row in line.sheet.payments)), 76, right=True),
        Column("Đầu ca", lambda line: Cell(words.dong(line.sheet.shift.opening_amount), muted=True), 120, right=True),
        Column("Phải có", lambda line: words.dong(line.sheet.expected), 124, right=True),
        Column("Đếm được", _counted, 124, right=True),
        Column("Chênh lệch", _difference, 150),
    )


def _hours(line: ShiftLine) -> Cell:
    shift = line.sheet.shift
    return Cell(f"{words.clock(shift.opened_at)} – {words.clock(shift.closed_at)}", muted=True)


def _counted(line: ShiftLine) -> str:
    counted = line.sheet.shift.counted
    return words.dong(counted) if counted is not None else ""


def _difference(line: ShiftLine) -> Cell:
    difference = line.sheet.difference
    if difference is None:
        return Cell(say("Đang mở"), Tone.INFO, "circle-dot")
    return Cell(*difference_words(difference))
