"""What a step asks for before it is made: asked beside the dossier, never over it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from desktop_app.application.processing import Choice
from desktop_app.application.progress import papers_asked_of
from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.language import choices, say
from ui.pages.dossier.brought import BroughtPapers
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.date_field import YEARS_AHEAD, DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

WORDS = {"reason", "text", "code"}


class StepPanel(QFrame):
    """The fields of one step. Enter goes on and at last confirms, Esc puts the step away."""

    confirmed = Signal(dict)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self._choice: Choice | None = None
        self._kept = ("", "")
        self._fault = ""
        self._heading = Text("", "heading", wrap=True)
        self._reason = TextField("")
        self._channel = Segmented(choices(labels.CALLS), self.tr("Cách báo"))
        self._channel_field = Field(self.tr("Cách báo"), self._channel)
        self._due = DateField(self.tr("Hẹn lại ngày"), ahead=YEARS_AHEAD)
        self._points = QPlainTextEdit()
        self._points.setTabChangesFocus(True)
        self._points_field = Field(self.tr("Cần bổ sung (mỗi dòng một nội dung)"), self._points)
        self._brought = BroughtPapers()
        self._confirm = Button("", "primary", key="Enter", big=True)
        self._cancel = Button(self.tr("Thôi"), "quiet", key="Esc", big=True)
        self._build()
        self._confirm.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.given_up)
        self.hide()

    def ask(self, choice: Choice | None, fault: str, *, of: Dossier | None) -> None:
        """Asks for what this step of this dossier needs; nothing for None.

        What was typed stays where the step was put away for something else and is begun again.
        """
        if choice is None:
            self._choice = None
            self.hide()
            return
        if choice != self._choice:
            again = of is not None and self._kept == (of.id, choice.action)
            self._kept = (of.id if of else "", choice.action)
            self._begin(choice, of, again=again)
        self._show_fault(fault)

    def _show_fault(self, fault: str) -> None:
        """Says what was refused where it is put right, and leads there."""
        asked = (self._reason, self._channel_field)
        place: Field = next((field for field in asked if not field.isHidden()), self._reason)
        for field in asked:
            field.set_error(fault if field is place else "")
        if fault and not self._due.isHidden() and self._reason.text():
            # Where a reason stands it is the new date that will not do.
            place.set_error("")
            place = self._due
            place.set_error(fault)
        if fault and fault != self._fault:
            place.setFocus()
        self._fault = fault

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        column.addWidget(self._heading)
        self._points.setFixedHeight(px(88))
        for field in (self._channel_field, self._due, self._points_field, self._brought, self._reason):
            column.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self._confirm)
        row.addWidget(self._cancel)
        row.addStretch(1)
        column.addLayout(row)
        EnterMovesOn(self)

    def forget(self) -> None:
        """What was typed is not wanted any more."""
        self._kept = ("", "")

    def focus_first(self) -> None:
        """Gives the first field of the step the keyboard."""
        if not self._brought.isHidden():
            self._brought.start()
            return
        fields = (self._channel_field, self._due, self._points_field, self._reason)
        next((field for field in fields if not field.isHidden()), self._confirm).setFocus()

    def _begin(self, choice: Choice, of: Dossier | None, *, again: bool) -> None:
        self._choice = choice
        name = say(labels.ACTIONS[choice.action])
        self._heading.setText(name)
        self._confirm.setText(name)
        self._confirm.setAccessibleName(name)
        self._reason.set_label(_label(choice))
        if not again:
            self._reason.set_text("")
            self._points.clear()
            self._due.set_date(None)
            self._channel.set_value("phone")
            self._brought.begin(papers_asked_of(of) if of else ())
        self._channel_field.setVisible("channel" in choice.needs)
        self._due.setVisible(choice.action == "extend")
        self._points_field.setVisible(choice.action == "request_supplement")
        self._brought.setVisible(choice.action == "supplement")
        self._reason.setVisible(bool(WORDS & set(choice.needs)))
        self.show()
        self.focus_first()

    def _facts(self) -> dict[str, Any]:
        choice = self._choice
        if choice is None:
            return {}
        facts: dict[str, Any] = {need: self._reason.text() for need in choice.needs if need in WORDS}
        if "channel" in choice.needs:
            facts["channel"] = self._channel.value()
        lines = [line for line in map(str.strip, self._points.toPlainText().splitlines()) if line]
        if choice.action == "request_supplement":
            facts["requirements"] = lines or [self._reason.text()]
        if choice.action == "supplement":
            facts["components"] = self._brought.components()
        if choice.action == "extend" and (day := self._due.value()) is not None:
            facts["due_day"] = day
        return facts

    def _tell(self) -> None:
        if not self._due.isHidden() and self._due.refuses():
            self._due.setFocus()
            return
        self.confirmed.emit(self._facts())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


def _label(choice: Choice) -> str:
    need = next((need for need in choice.needs if need in WORDS), "reason")
    name = say(labels.FACTS[need])
    return name[0].upper() + name[1:]
