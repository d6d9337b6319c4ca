"""The clerk's shift: what lies in the drawer, and every payment of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.fees import CashSheet
from desktop_app.application.ports import PaymentRow
from desktop_app.words import labels
from ui.language import say
from ui.models.dossiers import CODE_WIDTH
from ui.pages import words
from ui.pages.fees.presenter import FeesState
from ui.pages.money import MoneyField
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import Card, EmptyState
from ui.widgets.lines import Lines
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text


class ShiftPart(QWidget):
    """Draws the open shift, or asks for the money with which one is opened."""

    cancel_requested = Signal(object)
    opened = Signal(int)

    def __init__(self, count: Button) -> None:
        super().__init__()
        self._begin = _Begin()
        self._figures = _Figures()
        self._count = count
        self._rows: RowsModel[PaymentRow] = RowsModel(_columns())
        self._shown: Sequence[PaymentRow] | None = None
        self.table: Table[PaymentRow] = Table(self._rows, self.tr("Các khoản thu trong ca"))
        self._nothing = EmptyState(
            "banknote",
            self.tr("Ca này chưa thu khoản nào"),
            self.tr("Quét giấy tiếp nhận để thu của hồ sơ."),
        )
        self._hint = Text(self.tr("Enter trên một khoản thu: hủy, có ghi lý do"), "caption")
        self._list = QStackedWidget()
        self._stack = QStackedWidget()
        self._build()
        self._begin.opened.connect(self.opened)
        self.table.opened.connect(self.cancel_requested)

    def show_state(self, state: FeesState) -> None:
        """Draws the state."""
        sheet = state.sheet
        self._stack.setCurrentIndex(1 if sheet else 0)
        self._begin.setVisible(state.loaded)
        self._begin.show_rank(first=not state.side_is_next)
        if sheet is None:
            self._begin.show_fault(state.fault if state.dossier is None else "")
            return
        self._begin.amount.set_amount(None)
        self._figures.show_sheet(sheet)
        self._hint.setVisible(bool(sheet.payments))
        if sheet.payments != self._shown:
            self._shown = sheet.payments
            # The newest on top: it is the one that a mistake was made with.
            self._rows.show_rows(tuple(reversed(sheet.payments)))
            self._list.setCurrentIndex(0 if sheet.payments else 1)

    def focus(self) -> None:
        """Takes the focus where the shift is not open yet."""
        self._begin.amount.setFocus()
        self._begin.amount.edit.selectAll()

    def current(self) -> PaymentRow | None:
        """The payment that is current in the list."""
        row = self.table.currentIndex().row()
        return self._rows.row(row) if row >= 0 else None

    def _build(self) -> None:
        self._list.addWidget(self.table)
        self._list.addWidget(self._nothing)
        shift = QWidget()
        column = QVBoxLayout(shift)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(self._figures)
        column.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self._count)
        column.addLayout(foot)
        begin = QWidget()
        middle = QVBoxLayout(begin)
        middle.addStretch(2)
        middle.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self._stack.addWidget(begin)
        self._stack.addWidget(shift)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


class _Begin(Card):
    """Asks for what lies in the drawer when a shift begins."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(say("Mở ca thu"))
        self.setFixedWidth(px(400))
        self.amount = MoneyField(self.tr("Tiền lẻ có sẵn trong két"))
        # A nought that stands there already would be typed into, on either side of it.
        self.amount.edit.setPlaceholderText("0")
        self._open = Button(self.tr("Mở ca"), "primary", key="Enter", big=True)
        said = self.tr("Thu tiền mặt cần một ca đang mở. Cuối ca đếm tiền, so với số phải có rồi in bảng kê.")
        self.body.addWidget(Text(said, "muted", wrap=True))
        self.body.addWidget(self.amount)
        self.body.addWidget(self._open)
        self.amount.edit.returnPressed.connect(self._tell)
        self._open.clicked.connect(self._tell)

    def show_fault(self, fault: str) -> None:
        self.amount.set_error(fault)

    def show_rank(self, *, first: bool) -> None:
        self._open.set_kind("primary" if first else "secondary")

    def _tell(self) -> None:
        self.opened.emit(self.amount.amount() or 0)


class _Figures(QWidget):
    """The drawer in five figures."""

    def __init__(self) -> None:
        super().__init__()
        self._row = Lines(28)
        self.setLayout(self._row)
        self._figures: dict[str, Text] = {}

    def show_sheet(self, sheet: CashSheet) -> None:
        """Draws the sums of a shift."""
        valid = sum(row.cancelled is None for row in sheet.payments)
        self._show(self.tr("Phải có trong két"), words.dong(sheet.expected), strong=True)
        self._show(self.tr("Đầu ca"), words.dong(sheet.shift.opening_amount))
        for method, name in labels.METHODS.items():
            self._show(say(name), words.dong(sheet.total(method)))
        self._show(self.tr("Khoản thu"), str(valid))
        self._show(self.tr("Mở ca lúc"), words.clock(sheet.shift.opened_at))

    def _show(self, name: str, value: str, *, strong: bool = False) -> None:
        if name not in self._figures:
            column = QVBoxLayout()
            column.setSpacing(px(2))
            column.addWidget(Text(name, "caption"))
            self._figures[name] = Text("", "title" if strong else "heading")
            # Large and small figures stand on one line.
            self._figures[name].setMinimumHeight(px(28))
            column.addWidget(self._figures[name])
            self._row.add(column, 1 if strong else 0)
        self._figures[name].setText(value)


def _columns() -> tuple[Column[PaymentRow], ...]:
    return (
        Column("Lúc", lambda row: Cell(words.clock(row.at), muted=True), 66),
        Column("Mã hồ sơ", lambda row: Cell(row.label, code=True), CODE_WIDTH),
        Column("Chủ hồ sơ", lambda row: Cell(row.owner_name, strong=True)),
        Column("Hình thức", _method, 116),
        Column("Biên lai", lambda row: Cell(row.official_receipt, muted=True), 92),
        Column("Số tiền", lambda row: Cell(words.dong(row.amount), muted=row.cancelled is not None), 104, right=True),
    )


def _method(row: PaymentRow) -> Cell | str:
    if row.cancelled is not None:
        return Cell(say("Đã hủy: {reason}").format(reason=row.cancelled), Tone.WARN, "undo-2")
    return say(labels.METHODS[row.method])
