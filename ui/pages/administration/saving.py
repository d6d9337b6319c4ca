"""What every presenter of the administration shares: one change at a time, a refusal becomes a sentence."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Signal

from desktop_app.domain.errors import Refusal
from ui.pages.presenter import Presenter
from ui.sentences import explain, sentence
from ui.tasks import Tasks

S = TypeVar("S")


class SavingPresenter(Presenter[S]):
    """A presenter whose state has `fault` and `busy`; `saved` brings what was done in words."""

    saved = Signal(str)
    undoable = Signal(str, object)
    """What was done in words, and what takes it back."""

    def __init__(self, tasks: Tasks, state: S) -> None:
        super().__init__(state)
        self._tasks = tasks
        self._busy = False

    def _save(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self._busy:
            return
        self._busy = True
        self._become(fault="")

        def take(answer: object) -> None:
            self._busy = False
            done(answer)

        self._tasks.store(self, work, take, self._refused)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refusal):
            raise error
        said = explain(error)
        self._become(fault=" ".join(filter(None, (sentence(error), said.todo))))
