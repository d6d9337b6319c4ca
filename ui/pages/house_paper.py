"""A paper of the house on the screen: what it is, whether it was printed, and the paper itself."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.dialogs.files import ask_where
from ui.pages.printing import PaperInHand, ReprintReason
from ui.printing.house_desk import HouseDesk
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.card import Facts
from ui.widgets.text import Text

FIRST_PAGES = 8
"""Pages of a register that are looked at before it is printed: it may have thousands, and each is a megabyte."""


class HousePaperView(QWidget):
    """What was just done with its paper beside it; the first button is the next step."""

    def __init__(
        self, tasks: Tasks, desk: HouseDesk, buttons: Sequence[Button], reason: ReprintReason | None = None
    ) -> None:
        """`reason` asks for the reason of a reprint, where papers are counted."""
        super().__init__()
        self._reason = reason
        self._desk = desk
        self._heading = Text("", "heading", wrap=True)
        self._title = Text("", "title", wrap=True, selectable=True)
        self._facts = Facts(112)
        self._paper = PaperInHand(tasks, self.tr("Giấy"), most_width=720, most_pages=FIRST_PAGES)
        self._buttons = buttons
        parts = (self._title, self._facts, *([reason] if reason else []))
        self._paper.stand_beside(self, self._heading, parts, buttons)
        desk.changed.connect(self._show_print)
        self._show_print()

    def show_paper(self, heading: str, title: str, facts: Sequence[tuple[str, str]], *, step: int = 0) -> None:
        """Says what the paper in hand is about; a fact without a value is left out. `step` is where the focus goes."""
        self._heading.setText(heading)
        self._title.setText(title)
        for label, value in facts:
            self._facts.show_fact(label, value)
        self._buttons[step].setFocus()

    def save(self) -> None:
        """Asks where to keep the paper as a file."""
        paper = self._desk.state.paper
        if paper is not None:
            ask_where(self, paper.name, self._desk.save)

    def _show_print(self) -> None:
        self._paper.show_state(self._desk.state)
        if self._reason is not None:
            self._reason.show_state(self._desk.state)
