"""The fee of the form: typed, reckoned, or taken from what is published for the procedure."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.application.intake import Settled
from desktop_app.application.procedures import FeeSpec
from desktop_app.domain.money import written
from desktop_app.words import labels
from ui.language import say
from ui.pages.intake.sheet import FeeEntry
from ui.pages.intake.wording import rate_title
from ui.pages.words import dong
from ui.widgets.choice_list import Choice
from ui.widgets.drop_list import DropList, ListedEdit, is_enter, is_step
from ui.widgets.field import Field

MOST_LENGTH = 60
MOST_HEIGHT = 460


class FeeField(Field):
    """One amount. The list at the field names the published rates, when the fee is due, and the exemption.

    The list opens by itself while nothing is decided, and with Down; what is typed leaves it open, so that a rate can
    be read while it is counted. `edited` carries the fee as it stands now, `line_asked` what a line is typed for, what
    is proposed there and who takes it, `settled` how the fee of a result given at once was paid, `finished` says that
    the person goes on.
    """

    edited = Signal(object)
    line_asked = Signal(str, str, object)
    settled = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        self.edit = ListedEdit(self._take_key)
        self.edit.setMaxLength(MOST_LENGTH)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(self.tr("Lệ phí"), self.edit)
        self._fee = FeeEntry()
        self._settling = False
        self._rates: tuple[FeeSpec, ...] = ()
        # At the whole field: above the line it would hide the label and the sum.
        self.drop = DropList(self, self.tr("Mức thu đã công bố"), MOST_HEIGHT)
        self.edit.textEdited.connect(self._type)
        self.edit.entered.connect(self._arrive)
        self.edit.left.connect(self.drop.close)
        self.drop.list.taken.connect(lambda choice: choice.value())

    def show_fee(self, fee: FeeEntry, rates: tuple[FeeSpec, ...], fault: str) -> None:
        """Shows the fee, what is published beside it, and what is wrong with what was typed."""
        self._fee, self._rates = fee, rates
        if self.edit.text() != fee.typed:
            self.edit.show_text(fee.typed)
        nothing = self.tr("không thu") if rates else ""
        self.edit.setPlaceholderText(self.tr("↓ mức thu") if self._worth_reading() else nothing)
        self.set_error(fault)
        counted = self.tr("= {sum}").format(sum=dong(fee.amount)) if set("+×") & set(fee.typed) and fee.amount else ""
        later = say(labels.FEE_TIMES[fee.when]).lower() if fee.when != "reception" else ""
        said = " · ".join(part for part in (counted, later) if part) or self.tr("đồng")
        self.set_hint(self.tr("được miễn") if fee.exempt_reason else said)

    def _tell(self, **changes: str) -> None:
        self._fee = replace(self._fee, **changes)
        self.edited.emit(self._fee)

    def _type(self, text: str) -> None:
        right = len(text) - self.edit.cursorPosition()
        self.edit.setText(written(text))
        self.edit.setCursorPosition(len(self.edit.text()) - right)
        if self._settling:
            # What was asked there was about another amount.
            self.drop.close()
        self.drop.list.clear_current()
        self._tell(typed=self.edit.text())

    def _arrive(self) -> None:
        if self._fee.undecided and self._worth_reading():
            self._open(first=False)

    def _worth_reading(self) -> bool:
        return any(rate.amount or rate.other or rate.condition for rate in self._rates)

    def _open(self, *, first: bool) -> None:
        self._settling = False
        self.drop.open([*self._published(), *self._ways()], first=first)

    def _published(self) -> list[Choice]:
        group = self.tr("Mức thu đã công bố")
        return [
            Choice(partial(self._take_rate, rate), rate_title(rate), rate.condition, self._mark(rate), group=group)
            for rate in sorted(self._rates, key=lambda rate: rate.free)
        ]

    def _mark(self, rate: FeeSpec) -> str:
        if rate.doubtful:
            return self.tr("mức và điều kiện không khớp")
        return self.tr("không phải đồng: gõ số tiền") if rate.other else ""

    def _ways(self) -> list[Choice]:
        group = self.tr("Thu lúc khác, miễn, giảm")
        ways = [
            Choice(partial(self._take_time, when), say(name), group=group, icon="clock")
            for when, name in labels.FEE_TIMES.items()
            if when != self._fee.when
        ]
        name = self.tr("Không miễn nữa: thu đủ") if self._fee.exempt_reason else self.tr("Miễn, giảm: ghi lý do")
        return [*ways, Choice(self._turn_exempt, name, group=group, icon="user")]

    def _take_rate(self, rate: FeeSpec) -> None:
        if rate.free:
            self._ask_reason(rate.condition)
            return
        if rate.amount is None:
            self.drop.close()
            return
        begun = self.edit.text() if self.edit.text().endswith("+") else ""
        names = [*(self._fee.name.split("; ") if begun else ()), rate.name]
        typed = f"{begun}{written(str(rate.amount))}{'×1' if rate.per else ''}"
        self.edit.setText(typed)
        if rate.per:
            # The count is typed over the 1; the list stays, for the condition says what is counted.
            self.edit.setSelection(len(typed) - 1, 1)
            self.drop.list.clear_current()
        else:
            self.drop.close()
        self._tell(typed=typed, name="; ".join(dict.fromkeys(names)), when=rate.when, exempt_reason="")

    def _take_time(self, when: str) -> None:
        self.drop.close()
        self._tell(when=when)

    def _turn_exempt(self) -> None:
        if self._fee.exempt_reason:
            self.drop.close()
            self._tell(exempt_reason="")
        else:
            self._ask_reason("")

    def ask_settlement(self, *, may_overrule: bool, receipt: str = "") -> None:
        """Asks how the fee of a result given at once was paid; only a head may let it go unpaid."""
        self.setFocus()
        self._settling = True
        group = self.tr("Đã thu {sum}").format(sum=dong(self._fee.amount))
        if receipt:
            group = self.tr("{paid}, biên lai {number}").format(paid=group, number=receipt)
        ways = [
            Choice(partial(self._settle, Settled(method, receipt)), say(name), group=group, icon="banknote")
            for method, name in labels.METHODS.items()
        ]
        number, unpaid = self.tr("Số biên lai điện tử"), self.tr("Lý do trả khi chưa thu đủ")
        again = partial(self.ask_settlement, may_overrule=may_overrule)
        ask = partial(self._ask_line, number, "", lambda typed: again(receipt=typed))
        ways.append(Choice(ask, self.tr("Có biên lai điện tử: ghi số"), group=group, icon="file-text"))
        group = self.tr("Chưa thu")
        ways.append(Choice(self._turn_exempt, self.tr("Miễn, giảm: ghi lý do"), group=group, icon="user"))
        if may_overrule:
            ask = partial(self._ask_line, unpaid, "", lambda reason: self._settle(Settled(overruled=reason)))
            ways.append(Choice(ask, self.tr("Trả khi chưa thu: ghi lý do"), group=group, icon="clock"))
        self.drop.open(ways)

    def _settle(self, settled: Settled) -> None:
        self.drop.close()
        self.settled.emit(settled)

    def _ask_reason(self, published: str) -> None:
        self._ask_line(self.tr("Lý do miễn, giảm"), published, self.exempt)

    def _ask_line(self, name: str, proposed: str, take: Callable[[str], None]) -> None:
        self.drop.close()
        self.line_asked.emit(name, proposed, take)

    def exempt(self, reason: str) -> None:
        """Nothing is paid, for this reason; the amount stays as what is waived."""
        self._tell(exempt_reason=reason)
        self.finished.emit()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if is_step(key):
            if not self.drop.step(key):
                self._open(first=True)
        elif key == Qt.Key.Key_Escape and self.drop.is_open():
            self.drop.close()
        elif is_enter(key) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._enter()
        else:
            return False
        return True

    def _enter(self) -> None:
        if not self.drop.is_open() or not self.drop.list.take_current():
            self.finished.emit()
