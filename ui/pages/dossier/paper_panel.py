"""The papers of a dossier: seen, printed, printed again with a reason, kept as a file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from desktop_app.domain.dossier import Dossier
from desktop_app.words import labels
from ui.dialogs.files import ask_where
from ui.language import say
from ui.pages.printing import PaperInHand, ReprintReason
from ui.printing.desk import PrintDesk
from ui.tasks import Tasks
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.choice_list import Choice, ChoiceList
from ui.widgets.field import EnterMovesOn
from ui.widgets.side_panel import SidePanel

WIDTH = 484


class PaperPanel(SidePanel):
    """The list of forms that there is something on, and the chosen one as it would come out."""

    closed = Signal()
    form_chosen = Signal(str)
    recorded = Signal(object)

    def __init__(self, tasks: Tasks, desk: PrintDesk) -> None:
        super().__init__("")
        self.set_title(self.tr("Giấy tờ của hồ sơ"))
        self._desk = desk
        self._forms = _FormList(self.tr("Giấy tờ"))
        self._forms.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper = PaperInHand(tasks, self.tr("Bản xem trước"), most_width=460, note="caption")
        self._reason = ReprintReason(desk)
        self._print = Button(self.tr("In"), "primary", key="Enter", icon="printer")
        self._save = Button(self.tr("Lưu PDF"), "secondary", icon="file-text")
        self._build()
        desk.changed.connect(self._show)
        desk.recorded.connect(self.recorded)
        self._forms.taken.connect(lambda choice: self.form_chosen.emit(choice.value))
        self._print.clicked.connect(self._reason.print_now)
        self._save.clicked.connect(self._save_paper)
        self.close_requested.connect(self.closed)

    def show_forms(self, forms: tuple[str, ...]) -> None:
        """Offers these forms and draws the first."""
        self._forms.show_choices(
            [Choice(form, say(labels.FORMS.get(form, form)), mark=form if form.isdigit() else "") for form in forms]
        )
        self._forms.setFixedHeight(self._forms.height_at(px(WIDTH - 40), px(220)))
        if forms:
            self.form_chosen.emit(forms[0])
        self._print.setFocus()

    def draw(self, dossier: Dossier, form: str) -> None:
        """Shows this form of the dossier as it would come out now."""
        self._desk.draw(dossier, form)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._print)
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(self._paper.chip)
        self.body.addWidget(self._forms)
        self.body.addWidget(self._reason)
        self.body.addLayout(row)
        self.body.addWidget(self._paper.note)
        self.body.addWidget(self._paper.view, 1)
        EnterMovesOn(self)

    def _show(self) -> None:
        self._paper.show_state(self._desk.state)
        self._reason.show_state(self._desk.state)

    def _save_paper(self) -> None:
        paper = self._desk.state.paper
        if paper is not None:
            ask_where(self, paper.name, self._desk.save)


class _FormList(ChoiceList):
    """The list of forms, moved through with the arrows."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.move_by(step)
        self.take_current()
