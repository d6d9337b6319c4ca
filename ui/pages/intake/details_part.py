"""The rest of the form on one line: fees, how the dossier came, how the result goes back, how many sets."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from ui.language import choices
from ui.pages.intake.sheet import FeeEntry, Sheet
from ui.pages.money import MoneyField
from ui.pages.words import dong
from ui.theme import px
from ui.widgets.field import Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.segmented import Segmented

AMOUNT_WIDTH = 112
SETS_WIDTH = 64


class DetailsPart(QWidget):
    """Channel, way of return, number of sets, and the fees with their published sums proposed."""

    sheet_edited = Signal(dict)
    channel_chosen = Signal(object)
    fee_edited = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._channel = Segmented(choices(SHORT_CHANNELS), self.tr("Hình thức nhận hồ sơ"))
        self._return = Segmented(choices(SHORT_RETURNS), self.tr("Trả kết quả"))
        self._sets = TextField(self.tr("Số bộ"))
        self._fee_place = Lines(8)
        self._fees: list[MoneyField] = []
        self._shown: tuple[FeeEntry, ...] = ()
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
        if len(sheet.fees) != len(self._fees):
            self._make_fees(sheet.fees)
        self._shown = sheet.fees
        for field, fee in zip(self._fees, sheet.fees, strict=True):
            _show_fee(field, fee)

    def ends_here(self) -> bool:
        """Whether the keyboard is at the last field of the form."""
        last: TextField = self._fees[-1] if self._fees else self._sets
        return last.edit.hasFocus()

    def _build(self) -> None:
        self._sets.setFixedWidth(px(SETS_WIDTH))
        self._sets.edit.setValidator(QIntValidator(1, 99, self))
        row = Lines(16)
        self.setLayout(row)
        row.add(Field(self.tr("Hình thức nhận hồ sơ"), self._channel))
        row.add(Field(self.tr("Trả kết quả"), self._return))
        row.add(self._sets)
        row.add(self._fee_place)

    def _make_fees(self, fees: tuple[FeeEntry, ...]) -> None:
        while self._fees:
            self._fees.pop().deleteLater()
        for place in range(len(fees)):
            several = f" {place + 1}" if len(fees) > 1 else ""
            field = MoneyField(self.tr("Lệ phí{number}").format(number=several))
            field.setFixedWidth(px(AMOUNT_WIDTH))
            field.amount_edited.connect(lambda amount, place=place: self._tell_fee(place, amount))
            self._fee_place.add(field)
            # Made late, it would otherwise come last on the way through the window.
            before: TextField = self._fees[-1] if self._fees else self._sets
            QWidget.setTabOrder(before.edit, field.edit)
            self._fees.append(field)

    def _tell_fee(self, place: int, amount: int | None) -> None:
        self.fee_edited.emit(place, replace(self._shown[place], amount=amount))


def _show_fee(field: MoneyField, fee: FeeEntry) -> None:
    field.edit.setPlaceholderText(dong(fee.suggested) if fee.suggested else "")
    field.setToolTip(" · ".join(part for part in (fee.name, fee.condition) if part))
    if field.amount() != fee.amount:
        field.set_amount(fee.amount)


SHORT_CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}
SHORT_RETURNS = {"counter": "Tại quầy", "post": "Bưu chính", "online": "Trực tuyến"}
