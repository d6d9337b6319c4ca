"""A field for an amount in đồng."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator

from desktop_app.domain.money import MOST
from ui.language import say
from ui.widgets.field import TextField


def grouped(amount: int) -> str:
    """The amount with a point between groups of three digits, "50.000"."""
    return f"{amount:,}".replace(",", ".")


class MoneyField(TextField):
    """Takes digits and groups them while they are typed; `amount_edited` carries the amount, None for no digits."""

    amount_edited = Signal(object)

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(label, hint=hint or say("đồng"), max_length=13)
        self.edit.setValidator(QRegularExpressionValidator("[0-9.]*", self.edit))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edited.connect(self._group)

    def amount(self) -> int | None:
        """The amount, None while nothing is typed."""
        digits = self.text().replace(".", "")
        return min(int(digits), MOST) if digits else None

    def set_amount(self, amount: int | None) -> None:
        """Shows an amount; nothing is emitted."""
        self.edit.setText("" if amount is None else grouped(amount))

    def _group(self) -> None:
        right = len(self.edit.text()) - self.edit.cursorPosition()
        amount = self.amount()
        self.set_amount(amount)
        self.edit.setCursorPosition(len(self.edit.text()) - right)
        self.amount_edited.emit(amount)
