"""A paper on its way from the dossier to the printer, in the same steps wherever a page prints."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.paperwork import Paper, Paperwork
from desktop_app.domain.dossier import Dossier, fold
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event
from desktop_app.paths import write_whole
from ui.printing.printer import PaperPrinter
from ui.sentences import explain
from ui.tasks import Tasks

SOME_DAY = "2026-01-05T08:00:00+07:00"
SPECIMEN = {"receipt_number": "0", "owner": {"name": "-"}, "procedure": {"code": "0", "name": "-"}}


class PrintStep(Enum):
    """Where the paper is."""

    IDLE = auto()
    DRAWING = auto()
    READY = auto()
    PRINTING = auto()
    PRINTED = auto()
    NOT_PRINTED = auto()


@dataclass(frozen=True, slots=True)
class PrintState:
    """The paper in hand; `sentence` says why it was not printed, `printer` where it came out.

    `done` is how many lines of a long paper are drawn, and of how many.
    """

    step: PrintStep = PrintStep.IDLE
    dossier: Dossier | None = None
    paper: Paper | None = None
    printer: str = ""
    sentence: str = ""
    saved_as: str = ""
    done: tuple[int, int] | None = None


class PrintDesk(QObject):
    """Draws a paper, prints it and has the print written down; a printer that fails costs nothing but the print."""

    changed = Signal()
    recorded = Signal(object)

    def __init__(self, tasks: Tasks, paperwork: Paperwork, printer: PaperPrinter, actor: Actor) -> None:
        super().__init__()
        self.state = PrintState()
        self._tasks = tasks
        self._paperwork = paperwork
        self._printer = printer
        self._actor = actor
        self._ahead: tuple[Dossier, Paper] | None = None

    def warm_up(self) -> None:
        """Draws a receipt that nobody sees, so that the first citizen does not wait for the typesetting to load."""
        received = Event("", "", "dossier.received", SOME_DAY, "", "", SPECIMEN)
        draw = partial(self._paperwork.render, fold("", [received]), "01")
        self._tasks.run(self, lambda _reporter: draw(), lambda _paper: None, lambda _error: None)

    def draw_ahead(self, dossier: Dossier, form: str) -> None:
        """Draws a form of a dossier that the window has not heard of yet, on the worker that has just written it.

        `draw` has the paper at once then. A form that cannot be drawn is left to `draw`, which says so.
        """
        with suppress(Exception):
            self._ahead = (dossier, self._paperwork.render(dossier, form))

    def draw(self, dossier: Dossier, form: str, then: Callable[[], None] | None = None) -> None:
        """Draws a form of the dossier; `then` runs once it is there."""
        self.state = PrintState(PrintStep.DRAWING, dossier)

        def take(paper: Paper) -> None:
            if self.state.dossier is not dossier:
                return
            # The paper is on its way before it is shown.
            self.state = PrintState(PrintStep.READY, dossier, paper)
            (then or self.changed.emit)()

        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] is dossier and ahead[1].form == form:
            take(ahead[1])
        else:
            self.changed.emit()
            self._tasks.run(self, lambda _reporter: self._paperwork.render(dossier, form), take, self._not_drawn)

    def draw_again(self) -> None:
        """Draws the paper in hand anew, as the reprint that the next print of it is."""
        dossier, paper = self.state.dossier, self.state.paper
        if dossier is not None and paper is not None:
            self.draw(dossier, paper.form)

    def print_now(self, reason: str = "") -> None:
        """Prints the paper in hand; a reprint carries its reason."""
        dossier, paper = self.state.dossier, self.state.paper
        if dossier is None or paper is None or self.state.step in {PrintStep.PRINTING, PrintStep.PRINTED}:
            return
        work = partial(self._printer.print_paper, paper.pdf, paper.name)
        self._tasks.run(
            self,
            lambda reporter: work(tell=reporter.progress),
            partial(self._printed, dossier, paper, reason),
            self._not_printed,
        )
        self._become(PrintState(PrintStep.PRINTING, dossier, paper))

    def save(self, path: Path) -> None:
        """Writes the paper in hand into a file."""
        paper = self.state.paper
        if paper is not None:
            self._tasks.run(self, lambda _reporter: write_whole(path, paper.pdf), lambda _: self._saved(path))

    def put_away(self) -> None:
        """Has no paper in hand any more."""
        self._become(PrintState())

    def _printed(self, dossier: Dossier, paper: Paper, reason: str, printer: str) -> None:
        record = partial(self._paperwork.printed, self._actor, dossier.id, paper, reason=reason)
        self._tasks.store(self, record, partial(self._recorded, paper, printer))

    def _recorded(self, paper: Paper, printer: str, dossier: Dossier) -> None:
        if self.state.paper is paper:
            self._become(PrintState(PrintStep.PRINTED, dossier, paper, printer=printer))
        self.recorded.emit(dossier)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        state = self.state
        self._become(PrintState(PrintStep.NOT_PRINTED, state.dossier, state.paper, sentence=explain(error).what))

    def _not_drawn(self, error: Exception) -> None:
        self._become(PrintState(PrintStep.NOT_PRINTED, self.state.dossier, sentence=explain(error).what))
        raise error

    def _saved(self, path: Path) -> None:
        self._become(replace(self.state, saved_as=str(path)))

    def _become(self, state: PrintState) -> None:
        self.state = state
        self.changed.emit()
