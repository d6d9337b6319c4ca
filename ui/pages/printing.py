"""A paper on its way to the printer, as every page shows it: the paper, how far it is, and what to do."""

from desktop_app.application.ports import Pdf
from desktop_app.words.figures import grouped
from ui.language import say
from ui.printing.desk import PrintState, PrintStep
from ui.tasks import Tasks
from ui.tokens import Tone
from ui.widgets.chip import StatusChip
from ui.widgets.pdf_view import MOST_PAGES, PdfView
from ui.widgets.text import Step, Text


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
            safe = say("Hồ sơ đã được lưu. Lưu giấy thành PDF hoặc in lại khi máy in sẵn sàng.")
            return say("Chưa in"), Tone.WARN, "triangle-alert", f"{state.sentence} {safe}"
        case _:
            return "", Tone.NEUTRAL, "printer", ""


class PaperInHand:
    """The widgets for one paper, to be laid out by the page; a paper that stays the same is not drawn anew."""

    def __init__(
        self, tasks: Tasks, name: str, *, most_width: int, most_pages: int = MOST_PAGES, note: Step = "muted"
    ) -> None:
        self.view = PdfView(tasks, name, most_width=most_width, most_pages=most_pages)
        self.chip = StatusChip("")
        self.note = Text("", note, wrap=True)
        self._pdf: Pdf = b""

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
