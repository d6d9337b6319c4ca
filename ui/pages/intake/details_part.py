"""The rest of the form on one line: fees, how the dossier came, how the result goes back, how many sets."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.words import labels
from ui.pages.intake.sheet import FeeEntry, Sheet
from ui.pages.words import dong
from ui.theme import px
from ui.widgets.field import Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

AMOUNT_WIDTH = 132
SETS_WIDTH = 64


class DetailsPart(QWidget):
    """Fees with the published sums proposed, channel, way of return and number of sets."""

    sheet_edited = Signal(dict)
    channel_chosen = Signal(str)
    fee_edited = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._channel = Segmented(list(labels.CHANNELS.items()), self.tr("Hình thức nhận hồ sơ"))
        self._return = Segmented(list(SHORT_RETURNS.items()), self.tr("Trả kết quả"))
        self._sets = TextField(self.tr("Số bộ"))
        self._fees = QVBoxLayout()
        self._fee_rows: list[_FeeRow] = []
        self._build()
        self._channel.chosen.connect(self.channel_chosen)
        self._return.chosen.connect(lambda way: self.sheet_edited.emit({"return_by": way}))
        self._sets.edited.connect(lambda text: self.sheet_edited.emit({"sets": int(text or 1)}))

    def show_sheet(self, sheet: Sheet) -> None:
        """Draws these parts of the form."""
        self._channel.set_value(sheet.channel)
        self._return.set_value(sheet.return_by)
        if self._sets.text() != str(sheet.sets) and not self._sets.edit.hasFocus():
            self._sets.set_text(str(sheet.sets))
        if len(sheet.fees) != len(self._fee_rows):
            self._make_rows(len(sheet.fees))
        for row, fee in zip(self._fee_rows, sheet.fees, strict=True):
            row.show_fee(fee)

    def _build(self) -> None:
        self._sets.setFixedWidth(px(SETS_WIDTH))
        self._sets.edit.setValidator(QIntValidator(1, 99, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._fees.setSpacing(px(6))
        column.addLayout(self._fees)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(Field(self.tr("Hình thức nhận hồ sơ"), self._channel))
        row.addWidget(Field(self.tr("Trả kết quả"), self._return))
        row.addWidget(self._sets)
        row.addStretch(1)
        column.addLayout(row)

    def _make_rows(self, number: int) -> None:
        while self._fee_rows:
            self._fee_rows.pop().deleteLater()
        for place in range(number):
            row = _FeeRow()
            row.edited.connect(lambda fee, place=place: self.fee_edited.emit(place, fee))
            self._fees.addWidget(row)
            self._fee_rows.append(row)


class _FeeRow(QWidget):
    """One fee: its name and condition, and the sum asked for; an empty sum asks for nothing."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fee = FeeEntry("")
        self._name = Text("", "strong")
        self._condition = Text("", "caption")
        self._amount = TextField(self.tr("Số tiền (đồng)"))
        self._amount.edit.setValidator(QIntValidator(0, 2_000_000_000, self))
        self._amount.setFixedWidth(px(AMOUNT_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._condition)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addLayout(words, 1)
        row.addWidget(self._amount)
        self._amount.edited.connect(self._take)

    def show_fee(self, fee: FeeEntry) -> None:
        self._fee = fee
        self._name.setText(fee.name)
        self._condition.setText(fee.condition)
        self._condition.setToolTip(fee.condition)
        self._condition.setVisible(bool(fee.condition))
        self._amount.edit.setPlaceholderText(dong(fee.suggested) if fee.suggested else "")
        shown = "" if fee.amount is None else str(fee.amount)
        if self._amount.text() != shown:
            self._amount.set_text(shown)

    def _take(self, text: str) -> None:
        self._fee = replace(self._fee, amount=int(text) if text.isdigit() else None)
        self.edited.emit(self._fee)


SHORT_RETURNS = {"counter": "Tại quầy", "post": "Bưu chính", "online": "Trực tuyến"}
