"""What the clerk sees the moment a dossier is received: its number, its receipt, and the next citizen's key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.dossier import Dossier
from ui.dialogs.save_paper import ask_where
from ui.pages import words
from ui.pages.printing import PaperInHand
from ui.pages.surface import head_line, page_column, plain, scrolled
from ui.printing.desk import PrintDesk
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.text import Icon, Text

SIDE = 380


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
        self._paper = PaperInHand(tasks, self.tr("Giấy tiếp nhận"), most_width=500)
        self._buttons = buttons
        self._build()
        desk.changed.connect(self._show_print)
        self._show_print()

    def show_dossier(self, dossier: Dossier) -> None:
        """Shows the dossier that was just received; its receipt follows as soon as it is drawn."""
        self._dossier = dossier
        self._code.setText(dossier.label)
        self._owner.setText(dossier.owner["name"])
        self._procedure.setText(dossier.procedure.get("short_name") or dossier.procedure["name"])
        due = words.long_stamp(dossier.due["at"]) if dossier.due else self.tr("không ghi ngày hẹn")
        self._facts.show_fact(self.tr("Hẹn trả"), due, strong=True)
        self._facts.show_fact(self.tr("Mã tra cứu"), dossier.lookup_code)
        self._facts.show_fact(self.tr("Cần thu"), words.dong(dossier.unpaid) if dossier.unpaid else "")
        provisional = self.tr("Chưa có mã hồ sơ: đây là số biên nhận, mã sẽ có khi đồng bộ.")
        self._facts.show_fact(self.tr("Lưu ý"), "" if dossier.code else provisional)

    def save(self) -> None:
        """Asks where to keep the receipt as a file."""
        paper = self._desk.state.paper
        if paper is not None:
            ask_where(self, paper.name, self._desk.save)

    def _build(self) -> None:
        side = page_column(right=20, spacing=12)
        done = QHBoxLayout()
        done.setSpacing(px(10))
        done.addWidget(Icon("circle-check", 22, Tone.GOOD))
        done.addLayout(head_line(Text(self.tr("Đã tiếp nhận"), "heading")), 1)
        side.addLayout(done)
        side.addWidget(self._code)
        side.addWidget(self._owner)
        side.addWidget(self._procedure)
        side.addSpacing(px(4))
        side.addWidget(self._facts)
        side.addSpacing(px(8))
        side.addWidget(self._paper.chip, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self._paper.note)
        side.addSpacing(px(8))
        for button in self._buttons:
            side.addWidget(button)
        side.addStretch(1)
        row = Beside()
        self.setLayout(row)
        row.add_side(scrolled(plain(side)), px(SIDE))
        row.addWidget(self._paper.view, 1)

    def _show_print(self) -> None:
        self._paper.show_state(self._desk.state)
