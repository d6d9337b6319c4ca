"""Telling people that their results are ready: the list to telephone from, the words to send, who was told."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.application.accounts import Actor
from desktop_app.application.exports import Exports, Message
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.lookup import Lookup
from desktop_app.application.paperwork import Paper
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.application.processing import Processing
from desktop_app.domain.states import State
from ui.tasks import Tasks

GROUPS = frozenset({"ready", "to_call", "uncollected"})
"""The groups of work whose people are to be told."""
MOST = 1000


class Calling(QObject):
    """What the work list does beyond showing: nothing is sent by the program itself."""

    listed = Signal(object)
    copied = Signal(int)
    told = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        actor: Actor,
        *,
        lookup: Lookup,
        exports: Exports,
        processing: Processing,
        papers: HousePapers,
        new_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._lookup = lookup
        self._exports = exports
        self._processing = processing
        self._papers = papers
        self._new_id = new_id

    def list_all(self) -> None:
        """Looks for everybody who was not told yet; `listed` brings their rows."""
        self._tasks.store(self, self._waiting, self.listed.emit)

    def paper(self, rows: Sequence[DossierRow]) -> Paper:
        """The list of these people, to telephone from; made wherever the caller runs it."""
        return self._papers.calls(rows)

    def copy(self, rows: Sequence[DossierRow]) -> None:
        """Puts the words for these people on the clipboard, to be sent by SMS or Zalo."""
        self._tasks.store(self, partial(self._exports.messages, tuple(rows)), self._take_one)

    def copy_all(self) -> None:
        """Puts number and words for everybody who was not told yet on the clipboard, as rows of a table."""
        self._tasks.store(self, lambda: self._exports.messages(self._waiting()), self._take_all)

    def tell(self, row: DossierRow) -> None:
        """Writes down that this person was told by telephone."""
        work = partial(self._processing.do, self._actor, row.id, "call", facts={"channel": "phone"})
        self._tasks.store(self, partial(work, event_id=self._new_id()), lambda _: self.told.emit(row.label))

    def _waiting(self) -> list[DossierRow]:
        return self._lookup.rows(DossierQuery(states=frozenset({State.READY}), only_uncalled=True, limit=MOST))

    def _take_one(self, messages: list[Message]) -> None:
        self._put("\n".join(message.text for message in messages), len(messages))

    def _take_all(self, messages: list[Message]) -> None:
        self._put("\n".join(f"{message.phone}\t{message.text}" for message in messages), len(messages))

    def _put(self, text: str, count: int) -> None:
        if count:
            QGuiApplication.clipboard().setText(text)
        self.copied.emit(count)
