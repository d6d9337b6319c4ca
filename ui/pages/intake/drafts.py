"""Keeps the form that is being filled in, so that neither a crash nor a power cut costs a word of it."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.intake import Intake
from desktop_app.application.ports import Draft
from ui.pages.intake.sheet import Sheet
from ui.tasks import Tasks

DELAY = 2_000
"""Milliseconds after the first change that is not kept yet."""


class Drafts(QObject):
    """Writes the form down at most `DELAY` after a change, and knows the other forms that were begun.

    `kept` tells that the form is written down as it stands, with its last change.
    """

    kept = Signal()
    listed = Signal(object)

    def __init__(self, tasks: Tasks, intake: Intake, actor: Actor) -> None:
        super().__init__()
        self._tasks = tasks
        self._intake = intake
        self._actor = actor
        self._unkept: Sheet | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.flush)

    def keep(self, sheet: Sheet) -> None:
        """Takes the form as it stands now; it is written soon, not at every key."""
        self._unkept = sheet
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Writes what is not written yet."""
        sheet, self._unkept = self._unkept, None
        self._timer.stop()
        if sheet is None:
            return
        if sheet.begun:
            body = sheet.to_draft()
            self._tasks.store(self, lambda: self._intake.save_draft(self._actor, sheet.id, body), self._written)
        else:
            self.discard(sheet.id)

    def _written(self, _done: object) -> None:
        # While it was being written down somebody may have typed on.
        if self._unkept is None:
            self.kept.emit()

    def forget(self) -> None:
        """Writes nothing more of the form in hand: it was received."""
        self._unkept = None
        self._timer.stop()

    def discard(self, draft_id: str) -> None:
        """Throws a kept form away."""
        self._tasks.store(self, lambda: self._intake.discard_draft(draft_id), lambda _: self.refresh())

    def refresh(self) -> None:
        """Reads the kept forms of this person; `listed` brings them, newest first."""
        self._tasks.store(self, self._mine, self.listed.emit)

    def _mine(self) -> tuple[Draft, ...]:
        return tuple(draft for draft in self._intake.drafts() if draft.actor == self._actor.login)
