"""A paper on its way to the printer, as every page shows it: the paper, how far it is, and what to do."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.ports import Pdf
from desktop_app.words.figures import grouped
from ui.language import say
from ui.pages.surface import page_column, plain, scrolled
from ui.printing.desk import PrintState, PrintStep
from ui.tasks import Tasks
from ui.theme import px
from ui.tokens import Tone
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.chip import StatusChip
from ui.widgets.field import TextField
from ui.widgets.pdf_view import MOST_PAGES, PdfView
from ui.widgets.text import Icon, Step, Text

SIDE, PAPER = 380, 420
"""The widths of what is said beside a paper, and below which a paper can no longer be read beside it."""


def print_words(state: PrintState) -> tuple[str, Tone, str, str]:
    """The status in words, its tone and icon, and a sentence on what to do."""
    if state.saved_as:
        saved = say("Đã lưu PDF")
        return saved, Tone.GOOD, "circle-check", state.saved_as
    match state.step:
        case PrintStep.DRAWING:
            far = say("{done} trên {all} dòng; trở lại là dừng")
            note = far.format(done=grouped(state.done[0]), all=grouped(state.done[1])) if state.done else ""
            return say("Đang lập giấy…"), Tone.NEUTRAL, "file-text", note
        case PrintStep.PRINTING:
            return say("Đang in…"), Tone.INFO, "printer", ""
        case PrintStep.PRINTED:
            done = say("Đã gửi máy in {name}").format(name=state.printer)
            return done, Tone.GOOD, "printer", ""
        case PrintStep.NOT_PRINTED:
            safe = say("Nội dung đã được lưu. Lưu giấy thành PDF hoặc in lại khi máy in sẵn sàng.")
            return say("Chưa in"), Tone.WARN, "triangle-alert", f"{state.sentence} {safe}"
        case _:
            return "", Tone.NEUTRAL, "printer", ""


class CountedDesk(Protocol):
    """A desk whose papers are counted: each after the first is a reprint that carries its reason."""

    state: PrintState

    def draw_again(self) -> None:
        """Draws the paper in hand anew, as the reprint that the next print of it is."""

    def print_now(self, reason: str = "") -> None:
        """Prints the paper in hand."""


class ReprintReason(TextField):
    """Why a paper is printed once more; out of sight where it is the first time. Enter prints."""

    def __init__(self, desk: CountedDesk) -> None:
        super().__init__(say("Lý do in lại"))
        self._desk = desk
        self._awaited = False
        self.edit.returnPressed.connect(self.print_now)
        self.setVisible(False)

    def show_state(self, state: PrintState) -> None:
        """Asks where the paper in hand is a reprint that was not printed yet."""
        again = state.paper is not None and state.paper.reprint > 0
        asks = again and state.step in {PrintStep.READY, PrintStep.NOT_PRINTED}
        self.setVisible(asks)
        if not asks and state.step is not PrintStep.PRINTING:
            self.set_text("")
            self.set_error("")
        if asks and self._awaited:
            self._awaited = False
            self.setFocus()

    def print_now(self) -> None:
        """Prints the paper in hand; one that was printed is drawn as a reprint first, and asked for its reason."""
        paper, step = self._desk.state.paper, self._desk.state.step
        if paper is not None and step is PrintStep.PRINTED:
            self._awaited = True
            self._desk.draw_again()
        elif paper is not None and paper.reprint and not self.text():
            self.set_error(say("Ghi lý do in lại."))
            self.setFocus()
        else:
            self.set_error("")
            self._desk.print_now(self.text())


class PaperInHand:
    """The widgets for one paper, to be laid out by the page; a paper that stays the same is not drawn anew."""

    def __init__(
        self, tasks: Tasks, name: str, *, most_width: int, most_pages: int = MOST_PAGES, note: Step = "muted"
    ) -> None:
        self.view = PdfView(tasks, name, most_width=most_width, most_pages=most_pages)
        self.chip = StatusChip("")
        self.note = Text("", note, wrap=True)
        self._pdf: Pdf = b""

    def stand_beside(self, page: QWidget, heading: Text, parts: Sequence[QWidget], buttons: Sequence[Button]) -> None:
        """Fills a page with what was just done, the next steps below it, and the paper at the right."""
        side = page_column(right=20, spacing=12)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        heading.setMinimumHeight(px(32))
        head.addWidget(Icon("circle-check", 22, Tone.GOOD), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(heading, 1)
        side.addLayout(head)
        for part in parts:
            side.addWidget(part)
        side.addSpacing(px(8))
        side.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.note)
        side.addSpacing(px(8))
        for button in buttons:
            side.addWidget(button)
        side.addStretch(1)
        inner = QWidget()
        inner.setLayout(side)
        around = QVBoxLayout()
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner))
        row = Beside()
        page.setLayout(row)
        row.add_side(plain(around), px(SIDE))
        row.add_work(self.view, px(PAPER))

    def show_state(self, state: PrintState) -> None:
        """Draws the paper in hand, if there is one, and where it is."""
        pdf: Pdf = state.paper.pdf if state.paper else b""
        if pdf != self._pdf:
            self._pdf = pdf
            if pdf:
                self.view.show_pdf(pdf)
            else:
                self.view.clear()
        text, tone, icon, note = print_words(state)
        self.chip.setVisible(bool(text))
        self.chip.show_status(text, tone, icon)
        self.note.setText(note)
        self.note.setVisible(bool(note))
