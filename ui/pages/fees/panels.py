"""What the side of the money page asks for: a payment, a fee, a reason, a counted sum."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.fees import CashSheet
from desktop_app.application.payments import METHODS, Payment
from desktop_app.application.ports import PaymentRow
from desktop_app.application.procedures import FeeSpec
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.text import fold
from desktop_app.words import labels
from ui.language import choices, say
from ui.pages import words
from ui.pages.intake.wording import rate_title
from ui.pages.money import MoneyField
from ui.sentences import sentence
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.card import Facts
from ui.widgets.chip import StatusChip
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.table import Cell, Column, RowsModel, Table
from ui.widgets.text import Text

FEE_ROWS = 3


SHORT_TIMES = {"reception": "Nộp hồ sơ", "supplement": "Bổ sung", "return": "Trả kết quả"}


class Panel(QWidget):
    """Fields one under the other; Enter goes from one to the next and at last to the button of the step."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(12))

    def missing(self) -> bool:
        """Says beside the first field that is not as it must be what is wanted, and goes there."""
        return False


class PaymentPanel(Panel):
    """The dossier in hand: its fees, what is still owed, and the payment."""

    fee_opened = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._shown: Dossier | None = None
        self._doubted: int | None = None
        self._code = Text("", "heading", selectable=True)
        self._owner = Text("", "strong", wrap=True)
        self._procedure = Text("", "muted", wrap=True)
        self._rows: RowsModel[dict[str, Any]] = RowsModel(
            (
                Column("Khoản", lambda fee: fee["name"]),
                Column("Số tiền", _fee_cell, 124, right=True),
            )
        )
        self.fees: Table[dict[str, Any]] = Table(self._rows, self.tr("Các khoản phải thu"), "compact")
        self._fee_hint = Text(self.tr("Enter trên một khoản: sửa hoặc miễn"), "caption")
        self._owed_name = Text("", "muted")
        self._owed = Text("", "display")
        self.amount = MoneyField(self.tr("Số tiền thu"))
        self._method = Segmented([(method, say(labels.METHODS[method])) for method in METHODS], self.tr("Hình thức"))
        self._receipt = TextField(self.tr("Số biên lai điện tử"), max_length=40)
        self._date = DateField(self.tr("Ngày biên lai"), hint="")
        self._build()
        self.fees.opened.connect(self.fee_opened)

    def show_dossier(self, dossier: Dossier) -> bool:
        """Shows what is owed; a dossier that comes into hand begins a new payment, which is told by True."""
        if dossier is self._shown:
            return False
        self._shown = dossier
        self._code.setText(dossier.label)
        self._owner.setText(str(dossier.owner.get("name", "")))
        self._procedure.setText(dossier.procedure.get("short_name") or dossier.procedure.get("name", ""))
        self._rows.show_rows(dossier.fees)
        self.fees.setVisible(bool(dossier.fees))
        self._fee_hint.setVisible(bool(dossier.fees))
        self.fees.fit_rows(FEE_ROWS)
        unpaid = dossier.unpaid
        paid_up = self.tr("Đã thu đủ") if dossier.fees else self.tr("Chưa ghi khoản phải thu nào")
        self._owed_name.setText(self.tr("Còn phải thu") if unpaid > 0 else paid_up)
        self._owed.setText(words.dong(max(unpaid, 0)))
        self._doubted = None
        self.amount.set_error("")
        self.amount.set_amount(unpaid if unpaid > 0 else None)
        self._method.set_value(METHODS[0])
        self._receipt.set_text("")
        self._date.set_date(self._today())
        return True

    def ask(self) -> None:
        """Takes the keyboard to the sum; whoever types another one replaces what is proposed."""
        self.amount.setFocus()
        self.amount.edit.selectAll()

    @override
    def missing(self) -> bool:
        amount = self.amount.amount() or 0
        return _wanted(self.amount, "" if amount else sentence(Refusal("fee.amount"))) or self._is_doubted(amount)

    def _is_doubted(self, amount: int) -> bool:
        """More than is owed is a slip of a finger, unless it is asked for twice."""
        dossier = self._shown
        more = dossier is not None and bool(dossier.fees) and amount > max(dossier.unpaid, 0)
        doubted = more and amount != self._doubted
        self._doubted = amount if more else None
        self.amount.set_warning(self.tr("Hơn số còn phải thu. Đúng thì ghi lần nữa.") if doubted else "")
        if doubted:
            self.ask()
        return doubted

    def forget(self) -> None:
        """Begins anew with whatever dossier is shown next."""
        self._shown = None

    def payment(self) -> Payment:
        """What was filled in; an e-receipt without a number has no date."""
        number, day = self._receipt.text(), self._date.value()
        return Payment(
            self.amount.amount() or 0, self._method.value(), number, day.isoformat() if number and day else ""
        )

    def _build(self) -> None:
        for widget in (self._code, self._owner, self._procedure):
            self.column.addWidget(widget)
        self.column.setSpacing(px(4))
        self.column.addSpacing(px(6))
        self.column.addWidget(self.fees)
        self.column.addWidget(self._fee_hint)
        self.column.addSpacing(px(4))
        self.column.addWidget(self._owed_name)
        self.column.addWidget(self._owed)
        form = QVBoxLayout()
        form.setSpacing(px(10))
        form.setContentsMargins(0, px(6), 0, 0)
        method = Field(self.tr("Hình thức"), self._method)
        receipt = QHBoxLayout()
        receipt.setSpacing(px(12))
        receipt.addWidget(self._receipt, 3)
        receipt.addWidget(self._date, 2)
        form.addWidget(self.amount)
        form.addWidget(method)
        form.addLayout(receipt)
        self.column.addLayout(form)
        self.column.addStretch(1)


class FeePanel(Panel):
    """One fee: what it is called, how much, when it is due, and why nobody has to pay it."""

    def __init__(self) -> None:
        super().__init__()
        self._published: tuple[FeeSpec, ...] = ()
        self.name = ComboSearch(self.tr("Tên khoản phí, lệ phí"), placeholder=self.tr("Gõ tên, hoặc ↓ để chọn"))
        self.amount = MoneyField(self.tr("Số tiền"))
        self.exempt = TextField(self.tr("Lý do miễn, giảm"), hint=self.tr("để trống nếu phải thu"))
        self.when = Segmented(choices(SHORT_TIMES), self.tr("Thu khi nào"))
        for widget in (self.name, self.amount, Field(self.tr("Thu khi nào"), self.when), self.exempt):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.name.query_changed.connect(self._suggest)
        self.name.chosen.connect(self._choose)

    def show_fee(self, fee: dict[str, Any] | None, published: tuple[FeeSpec, ...]) -> None:
        """Begins with a fee of the dossier, or with an empty one."""
        self._published = published
        name = fee["name"] if fee else ""
        self.name.set_choice(name or None, name)
        self.amount.set_amount(fee["amount"] if fee else None)
        self.exempt.set_text(fee.get("exempt_reason", "") if fee else "")
        self.when.set_value(fee.get("when", "reception") if fee else "reception")
        for field in (self.name, self.amount):
            field.set_error("")
        (self.amount if fee else self.name).setFocus()
        self.amount.edit.selectAll()

    @override
    def missing(self) -> bool:
        named = self.name.edit.text().strip()
        return _wanted(self.name, "" if named else self.tr("Hãy ghi tên khoản.")) or _wanted(
            self.amount, "" if self.amount.amount() is not None else self.tr("Hãy ghi số tiền.")
        )

    def _suggest(self, text: str) -> None:
        self.name.set_error("")
        wanted = fold(text).split()
        found = [fee for fee in self._published if all(word in fold(fee.name) for word in wanted)]
        self.name.show_results(text, [Choice(fee, fee.name, fee.condition, rate_title(fee)) for fee in found])

    def _choose(self, fee: FeeSpec | None) -> None:
        if isinstance(fee, FeeSpec) and fee.amount is not None:
            self.amount.set_amount(fee.amount)
        if isinstance(fee, FeeSpec):
            self.when.set_value(fee.when)
            self.exempt.set_text(fee.condition if fee.free else "")


class CancelPanel(Panel):
    """Why money is given back."""

    def __init__(self) -> None:
        super().__init__()
        self._facts = Facts(92)
        self.reason = TextField(self.tr("Lý do hủy"))
        said = self.tr("Khoản thu không bị xóa: nó ở lại trong bảng kê với lý do, và hồ sơ lại còn phải thu.")
        self.column.addWidget(Text(said, "muted", wrap=True))
        self.column.addWidget(self._facts)
        self.column.addWidget(self.reason)
        self.column.addStretch(1)

    def show_payment(self, payment: PaymentRow) -> None:
        """Begins with this payment."""
        self._facts.show_fact(self.tr("Hồ sơ"), payment.label)
        self._facts.show_fact(self.tr("Chủ hồ sơ"), payment.owner_name)
        self._facts.show_fact(self.tr("Số tiền"), words.dong(payment.amount), strong=True)
        self._facts.show_fact(self.tr("Biên lai"), payment.official_receipt)
        self.reason.set_text("")
        self.reason.set_error("")
        self.reason.setFocus()

    @override
    def missing(self) -> bool:
        return _wanted(self.reason, "" if self.reason.text() else sentence(Refusal("fee.reason")))


class CountPanel(Panel):
    """The drawer at the end of a shift: counted, compared, explained."""

    def __init__(self) -> None:
        super().__init__()
        self._expected = 0
        self._facts = Facts(160, sums=True)
        self.counted = MoneyField(self.tr("Tiền mặt đếm được"))
        self._difference = StatusChip("")
        self.explanation = TextField(self.tr("Giải trình chênh lệch"))
        self.column.addWidget(self._facts)
        self.column.addWidget(self.counted)
        self.column.addWidget(self._difference, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.explanation)
        self.column.addStretch(1)
        self.counted.amount_edited.connect(self._compare)

    def show_sheet(self, sheet: CashSheet) -> None:
        """Begins with this shift."""
        self._expected = sheet.expected
        self._facts.show_fact(self.tr("Đầu ca"), words.dong(sheet.shift.opening_amount))
        self._facts.show_fact(self.tr("Tiền mặt thu trong ca"), words.dong(sheet.total("cash")))
        self._facts.show_fact(self.tr("Phải có trong két"), words.dong(sheet.expected), strong=True)
        self.counted.set_amount(None)
        self.counted.set_error("")
        self.explanation.set_text("")
        self._compare(None)
        self.counted.setFocus()

    @override
    def missing(self) -> bool:
        uncounted = self.counted.amount() is None
        unexplained = not self.explanation.isHidden() and not self.explanation.text()
        return _wanted(self.counted, self.tr("Hãy nhập số tiền đếm được.") if uncounted else "") or _wanted(
            self.explanation, self.tr("Hãy đếm lại; nếu vẫn lệch thì ghi lý do.") if unexplained else ""
        )

    def _compare(self, counted: int | None) -> None:
        self.explanation.set_error("")
        self._difference.setVisible(counted is not None)
        difference = (counted or 0) - self._expected
        self.explanation.setVisible(counted is not None and difference != 0)
        self._difference.show_status(*difference_words(difference))


def difference_words(difference: int) -> tuple[str, Tone, str]:
    """How the drawer compares with what should lie in it."""
    if not difference:
        return say("Khớp"), Tone.GOOD, "circle-check"
    if difference < 0:
        return say("Thiếu {sum}").format(sum=words.dong(-difference)), Tone.BAD, "octagon-alert"
    return say("Thừa {sum}").format(sum=words.dong(difference)), Tone.WARN, "triangle-alert"


def _wanted(field: Field, fault: str) -> bool:
    field.set_error(fault)
    if fault:
        field.setFocus()
    return bool(fault)


def _fee_cell(fee: dict[str, Any]) -> Cell:
    return Cell(say("được miễn"), muted=True) if fee.get("exempt_reason") else Cell(words.dong(fee["amount"]))
