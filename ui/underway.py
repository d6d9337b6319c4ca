"""Work that takes longer than a person likes to wait: what is being done, how far it is, and how it is stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.tasks import Reporter, Task, Tasks

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Work:
    """One piece of long work: its name, the page it was begun on, what is done, and of how much (0: not known)."""

    name: str
    place: str
    owner: QObject
    done: int = 0
    every: int = 0
    task: Task | None = None


class Underway(QObject):
    """The long work of the window, newest last: it goes on whatever page one turns to, until it ends or is stopped.

    Work that is stopped leaves nothing half done: a file is there as a whole or not at all, and so is a dossier.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.place = ""
        """The page on top."""
        self.works: list[Work] = []
        self._tasks = tasks

    def run(
        self,
        owner: QObject,
        name: str,
        work: Callable[[Reporter], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        stopped: Callable[[], None] | None = None,
    ) -> Task:
        """Asks for work beside the store as `Tasks.run` does, shown under its name; exactly one callback ends it."""
        entry = Work(name, self.place, owner)
        entry.task = self._tasks.run(
            self,
            work,
            partial(self._end, entry, done),
            partial(self._end, entry, failed or _raise),
            progress=partial(self._tell, entry),
            cancelled=partial(self._end, entry, stopped or _nothing),
        )
        self.works.append(entry)
        self.changed.emit()
        return entry.task

    def stop(self, place: str = "") -> bool:
        """Stops the newest work, or the newest that was begun on a page; whether there was any."""
        for entry in reversed(self.works):
            if entry.task is not None and place in ("", entry.place) and not entry.task.reporter.stopped:
                entry.task.cancel()
                self.changed.emit()
                return True
        return False

    def _tell(self, entry: Work, done: int, every: int) -> None:
        entry.done, entry.every = done, every
        self.changed.emit()

    def _end(self, entry: Work, then: Callable[..., None], *told: Any) -> None:
        self.works.remove(entry)
        self.changed.emit()
        # A fault is never lost with the page that it happened on.
        if isValid(entry.owner) or (told and isinstance(told[0], Exception)):
            then(*told)


def _raise(error: Exception) -> None:
    raise error


def _nothing() -> None:
    """Nobody has to hear that it was stopped."""
