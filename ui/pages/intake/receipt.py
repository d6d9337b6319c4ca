"""What the clerk sees the moment a dossier is received: its number, its receipt, and the next citizen's key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.dialogs.files import ask_where
from ui.language import say
from ui.pages import words
from ui.pages.printing import PaperInHand, ReprintReason
from ui.printing.desk import PrintDesk
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.text import Text


class ReceiptView(QWidget):
    """The receipt that was just made; Enter goes on to the next citizen."""

    next_requested = Signal()
    same_person_requested = Signal()
    dossier_requested = Signal(str)

    def __init__(self, tasks: Tasks, desk: PrintDesk, buttons: list[Button]) -> None:
        super().__init__()
        self._desk = desk
        self._dossier: Dossier | None = None
        self._code = Text("", "title", selectable=True)
        self._owner = Text("", "strong", wrap=True)
        self._procedure = Text("", "muted", wrap=True)
        self._facts = Facts(104)
        self._heading = Text("", "heading")
        self._paper = PaperInHand(tasks, self.tr("Giấy tiếp nhận"), most_width=500)
        self._reason = ReprintReason(desk)
        parts = (self._code, self._owner, self._procedure, self._facts, self._reason)
        self._paper.stand_beside(self, self._heading, parts, buttons)
        desk.changed.connect(self._show_print)
        self._show_print()

    def show_dossier(self, dossier: Dossier) -> None:
        """Shows the dossier that was just received; its receipt follows as soon as it is drawn.

        One whose result was given at once has neither receipt nor appointment: who took the result stands there.
        """
        self._dossier = dossier
        self._heading.setText(self.tr("Đã trả kết quả") if dossier.collector else self.tr("Đã tiếp nhận"))
        self._code.setText(dossier.label)
        self._owner.setText(dossier.owner["name"])
        self._procedure.setText(dossier.procedure.get("short_name") or dossier.procedure["name"])
        due = words.long_stamp(dossier.due["at"]) if dossier.due else self.tr("không ghi ngày hẹn")
        self._facts.show_fact(self.tr("Hẹn trả"), "" if dossier.collector else due, strong=True)
        taker = dossier.collector["name"] if dossier.collector else ""
        self._facts.show_fact(self.tr("Người nhận"), taker, strong=True)
        self._facts.show_fact(self.tr("Mã tra cứu"), "" if dossier.collector else dossier.lookup_code)
        self._facts.show_fact(self.tr("Cần thu"), _owed(dossier))
        self._facts.show_fact(self.tr("Đã thu"), _paid(dossier))
        provisional = self.tr("Chưa có mã hồ sơ: đây là số biên nhận, mã sẽ có khi đồng bộ.")
        self._facts.show_fact(self.tr("Lưu ý"), "" if dossier.code else provisional)

    def save(self) -> None:
        """Asks where to keep the receipt as a file."""
        paper = self._desk.state.paper
        if paper is not None:
            ask_where(self, paper.name, self._desk.save)

    def print_again(self) -> None:
        """Prints the receipt in hand; after its first print it asks why."""
        self._reason.print_now()

    def _show_print(self) -> None:
        self._paper.show_state(self._desk.state)
        self._reason.show_state(self._desk.state)


def _owed(dossier: Dossier) -> str:
    """What is to be paid, and when, where that is not now."""
    times = {str(fee.get("when", "reception")) for fee in dossier.fees} - {"reception"}
    later = [say(labels.FEE_TIMES[when]).lower() for when in sorted(times)]
    return " · ".join([words.dong(dossier.unpaid), *later]) if dossier.unpaid else ""


def _paid(dossier: Dossier) -> str:
    """What was taken, how, and with which official receipt: one payment, where the result was given at once."""
    payments = dossier.payments.values()
    parts = (
        (say(labels.METHODS[one["method"]]), words.dong(one["amount"]), one["official_receipt"]) for one in payments
    )
    return "; ".join(" · ".join(filter(None, each)) for each in parts)
