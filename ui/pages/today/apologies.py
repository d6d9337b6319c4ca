"""The apologies of a day: a head moves the appointments of a whole list, and each person's form 04 is printed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.application.accounts import Actor
from desktop_app.application.lookup import Lookup
from desktop_app.application.paperwork import Paperwork
from desktop_app.application.ports import DossierRow
from desktop_app.application.processing import EXTEND, Processing
from desktop_app.application.told import nobody
from desktop_app.application.worklist import UNPRINTED, WORK
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from ui.printing.printer import PaperPrinter
from ui.sentences import explain, sentence
from ui.tasks import Reporter
from ui.theme import px
from ui.underway import Underway
from ui.widgets.button import Button
from ui.widgets.date_field import YEARS_AHEAD, DateField
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.lines import Lines
from ui.widgets.text import Text

APOLOGY, LEFT = "apology", "apology_unprinted"
"""The group of whom to tell, and that of the letters that were never printed."""
FORM = "04"


class Apologies(QObject):
    """One after the other is decided, printed and written down, so that stopping leaves nothing half done.

    What was decided and never printed is printed first when a list is gone through: the store knows which.
    """

    sent = Signal(int)
    refused = Signal(str)

    def __init__(
        self,
        underway: Underway,
        actor: Actor,
        *,
        lookup: Lookup,
        processing: Processing,
        paperwork: Paperwork,
        printer: PaperPrinter,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self._at = ""
        self._underway = underway
        self._actor = actor
        self._lookup = lookup
        self._processing = processing
        self._paperwork = paperwork
        self._printer = printer
        self._new_id = new_id
        self._busy = False

    @property
    def allowed(self) -> bool:
        """Whether this person may give people a new date."""
        return Role.HEAD in self._actor.roles

    def send(self, rows: Sequence[DossierRow], day: date | None, reason: str) -> None:
        """Gives the dossiers of these rows a new date for this reason, and prints what is sent to each person."""
        if self._busy or not self.allowed:
            return
        if rows and (day is None or not reason.strip()):
            self.refused.emit(self.tr("Hãy ghi lý do và ngày hẹn mới."))
            return
        self._busy = True
        done: list[str] = []
        work = partial(self._send_all, [row.id for row in rows], day, reason.strip(), done)
        self._underway.run(
            self,
            self.tr("In văn bản xin lỗi"),
            work,
            lambda _: self._end(done, ""),
            partial(self._failed, done),
            stopped=lambda: self._end(done, self.tr("Đã dừng; những hồ sơ còn lại chưa hẹn lại.")),
        )

    def _send_all(
        self, dossier_ids: list[str], day: date | None, reason: str, done: list[str], reporter: Reporter
    ) -> None:
        waiting = [row.id for row in self._lookup.rows(UNPRINTED)]
        every = len(waiting) + len(dossier_ids)
        for dossier_id in waiting:
            reporter.progress(len(done), every)
            self._print(dossier_id, done)
        self._at = f"{day:%d/%m/%Y}" if day else ""
        due = self._processing.new_appointment(day) if day else None
        for dossier_id in dossier_ids:
            reporter.progress(len(done), every)
            dossier = self._lookup.dossier(dossier_id)
            self._at = dossier.label
            if dossier.extended or dossier.state not in WORK:
                # Somebody else has been here since the list was read.
                continue
            facts = {"reason": reason, "due": due}
            self._processing.do(self._actor, dossier_id, EXTEND, facts=facts, event_id=self._new_id())
            self._print(dossier_id, done)

    def _print(self, dossier_id: str, done: list[str]) -> None:
        dossier = self._lookup.dossier(dossier_id)
        self._at = dossier.label
        if not dossier.extended or FORM in dossier.prints:
            # Printed elsewhere since, or a second new date that counts for nothing.
            return
        paper = self._paperwork.render(dossier, FORM)
        # The list says how far it is, not the pages of one short paper.
        self._printer.print_paper(paper.pdf, paper.name, nobody)
        self._paperwork.printed(self._actor, dossier_id, paper)
        done.append(dossier_id)

    def _failed(self, done: list[str], error: Exception) -> None:
        self._end(done, "")
        if not isinstance(error, Refusal):
            raise error
        said = explain(error)
        self.refused.emit(" ".join(filter(None, (f"{self._at}: {sentence(error)}", said.todo))))

    def _end(self, done: list[str], said: str) -> None:
        self._busy = False
        self.sent.emit(len(done))
        if said:
            self.refused.emit(said)


class ApologyPanel(QFrame):
    """Asks below the list for what all of it is told: why, and the new date."""

    def __init__(self, send: Button, leave_out: Button) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self._heading = Text("", "strong", wrap=True)
        self._leave_out = leave_out
        self.reason = TextField(self.tr("Lý do chậm"))
        self.day = DateField(self.tr("Hẹn lại ngày"), hint="", ahead=YEARS_AHEAD)
        self._fault = Text("", wrap=True)
        self._fault.setProperty("tone", "bad")
        row = Lines(12)
        row.add(self.reason, 1)
        row.add(self.day)
        buttons = Lines(8)
        buttons.add(send)
        buttons.add(leave_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addLayout(buttons)
        column.addWidget(self._fault)
        EnterMovesOn(self)
        self.reason.edited.connect(lambda _text: self._forget_fault(self.reason))
        self.day.edit.textEdited.connect(lambda _text: self._forget_fault(self.day))
        self.say_fault("")

    def missing(self) -> bool:
        """Says beside the first field that is empty what is wanted, and goes there."""
        wanted: tuple[tuple[TextField | DateField, bool, str], ...] = (
            (self.reason, bool(self.reason.text()), self.tr("Hãy ghi lý do.")),
            (self.day, self.day.value() is not None, self.tr("Hãy ghi ngày hẹn mới.")),
        )
        for field, filled, said in wanted:
            field.set_error("" if filled else said)
            if not filled:
                field.setFocus()
                return True
        return False

    def _forget_fault(self, field: TextField | DateField) -> None:
        field.set_error("")
        self.say_fault("")

    def show_count(self, rows: int, unprinted: int) -> None:
        """Says how many are told, and asks for what they are told."""
        said = self.tr("Hẹn lại {n} hồ sơ trong danh sách và in văn bản xin lỗi (mẫu 04) cho từng người.")
        waits = self.tr("{n} văn bản đã hẹn lại nhưng chưa in.").format(n=unprinted)
        self._heading.setText(" ".join([*([said.format(n=rows)] if rows else []), *([waits] if unprinted else [])]))
        for part in (self.reason, self.day, self._leave_out):
            part.setVisible(bool(rows))

    def say_fault(self, text: str) -> None:
        """Says what stands in the way."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
