"""A paper of the house (handover list, cash sheet, report) on its way to the printer; nothing is written down."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.application.paperwork import Paper
from desktop_app.domain.errors import Refusal
from desktop_app.paths import write_whole
from ui.printing.desk import PrintState, PrintStep
from ui.printing.printer import PaperPrinter
from ui.sentences import explain
from ui.tasks import Reporter, Task, Tasks
from ui.underway import Underway


class HouseDesk(QObject):
    """Draws a paper, prints it, saves it; the newest paper asked for is the one in hand."""

    changed = Signal()

    def __init__(self, tasks: Tasks, underway: Underway, printer: PaperPrinter) -> None:
        super().__init__()
        self.state = PrintState()
        self._tasks = tasks
        self._underway = underway
        self._printer = printer
        self._drawing: Task | None = None

    def draw(self, work: Callable[[], Paper], then: Callable[[], None] | None = None) -> None:
        """Draws a paper; `then` runs once it is there."""
        self.draw_long(lambda _reporter: work(), then)

    def draw_long(self, work: Callable[[Reporter], Paper], then: Callable[[], None] | None = None) -> None:
        """Draws a paper that says how far it is and stops when it is put away."""
        self._stop()
        self._become(PrintState(PrintStep.DRAWING))

        def take(paper: Paper) -> None:
            self._become(PrintState(PrintStep.READY, paper=paper))
            if then is not None:
                then()

        def tell(done: int, every: int) -> None:
            self._become(PrintState(PrintStep.DRAWING, done=(done, every)))

        self._drawing = self._tasks.run(self, work, take, self._not_drawn, progress=tell)

    def print_now(self) -> None:
        """Prints the paper in hand."""
        paper = self.state.paper
        if paper is None or self.state.step is PrintStep.PRINTING:
            return
        self._become(PrintState(PrintStep.PRINTING, paper=paper))
        work = partial(self._printer.print_paper, paper.pdf, paper.name)
        self._underway.run(
            self,
            self.tr("In giấy"),
            lambda reporter: work(tell=reporter.progress),
            partial(self._printed, paper),
            self._not_printed,
            stopped=partial(self._stopped, paper),
        )

    def save(self, path: Path) -> None:
        """Writes the paper in hand into a file."""
        paper = self.state.paper
        if paper is not None:
            self._tasks.run(self, lambda _reporter: write_whole(path, paper.pdf), lambda _: self._saved(path))

    def put_away(self) -> None:
        """Has no paper in hand any more; one that is being drawn is not finished."""
        self._stop()
        self._become(PrintState())

    def _stop(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()

    def _stopped(self, paper: Paper) -> None:
        if self.state.paper is paper:
            stopped = self.tr("Đã dừng in; những trang đã gửi đi vẫn có thể ra khỏi máy in.")
            self._become(PrintState(PrintStep.NOT_PRINTED, paper=paper, sentence=stopped))

    def _printed(self, paper: Paper, printer: str) -> None:
        if self.state.paper is paper:
            self._become(PrintState(PrintStep.PRINTED, paper=paper, printer=printer))

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._become(PrintState(PrintStep.NOT_PRINTED, paper=self.state.paper, sentence=explain(error).what))

    def _not_drawn(self, error: Exception) -> None:
        self._become(PrintState(PrintStep.NOT_PRINTED, sentence=explain(error).what))
        raise error

    def _saved(self, path: Path) -> None:
        self._become(replace(self.state, saved_as=str(path)))

    def _become(self, state: PrintState) -> None:
        self.state = state
        self.changed.emit()
