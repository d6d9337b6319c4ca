"""A slip for somebody without a dossier on its way to the printer; each print is written down."""

from collections.abc import Callable
from functools import partial

from typing_extensions import override

from desktop_app.application.accounts import Actor
from desktop_app.application.paperwork import Paper
from desktop_app.application.slips import Slip, Slips
from ui.printing.desk import PrintStep
from ui.printing.house_desk import HouseDesk
from ui.printing.printer import PaperPrinter
from ui.tasks import Tasks
from ui.underway import Underway


class SlipDesk(HouseDesk):
    """Draws a slip as often as it is printed, because each reprint says which one it is."""

    def __init__(self, tasks: Tasks, underway: Underway, printer: PaperPrinter, slips: Slips, actor: Actor) -> None:
        super().__init__(tasks, underway, printer)
        self._slips = slips
        self._actor = actor
        self._reason = ""

    def show_slip(self, slip: Slip, then: Callable[[], None] | None = None) -> None:
        """Draws a slip that was issued; `then` runs once it is there."""
        self.draw(partial(self._slips.render, slip.id), then)

    def draw_again(self) -> None:
        """Draws the slip in hand anew, as the reprint that the next print of it is."""
        paper = self.state.paper
        if paper is not None:
            self.draw(partial(self._slips.render, paper.subject))

    @override
    def print_now(self, reason: str = "") -> None:
        """Prints the slip in hand; a reprint carries its reason."""
        if self.state.step is not PrintStep.PRINTED:
            self._reason = reason
            super().print_now()

    @override
    def _printed(self, paper: Paper, printer: str) -> None:
        record = partial(self._slips.printed, self._actor, paper, reason=self._reason)
        done = partial(super()._printed, paper, printer)
        self._tasks.store(self, record, lambda _: done())
