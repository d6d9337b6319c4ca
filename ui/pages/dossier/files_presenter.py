"""The files attached to a dossier: chosen, attached, seen, saved, put aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.attachments import Attachment, Attachments, FileForm
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from ui.language import say
from ui.pages.presenter import Presenter
from ui.sentences import explain
from ui.tasks import Reporter, Task, Tasks


@dataclass(frozen=True, slots=True)
class Place:
    """What a file shows: the paper with this number (from 1), the result, or something else."""

    component: int | None = None
    result: bool = False


@dataclass(frozen=True, slots=True)
class FilesState:
    """What is attached, which files were chosen and wait for their place, and the one that is looked at.

    `fetched` are bytes that have come of those that are to come; None while nothing is fetched.
    """

    dossier: Dossier | None = None
    files: tuple[Attachment, ...] = ()
    chosen: tuple[Path, ...] = ()
    shown: Attachment | None = None
    content: bytes = b""
    fetched: tuple[int, int] | None = None
    busy: bool = False
    said: str = ""


class FilesPresenter(Presenter[FilesState]):
    """Never reads a file on the GUI thread. `recorded` brings the dossier after something was written."""

    recorded = Signal(object)

    def __init__(self, tasks: Tasks, actor: Actor, attachments: Attachments, new_id: Callable[[], str]) -> None:
        super().__init__(FilesState())
        self._tasks = tasks
        self._actor = actor
        self._attachments = attachments
        self._new_id = new_id
        self._fetching: Task | None = None

    def show_dossier(self, dossier: Dossier) -> None:
        """Lists what is attached to this dossier."""
        if self.state.dossier is None or self.state.dossier.id != dossier.id:
            self.give_up()
            self._become(dossier=dossier, files=(), chosen=(), shown=None, content=b"", said="")
        self._tasks.run(self, lambda _reporter: self._attachments.listed(dossier), partial(self._listed, dossier))

    def choose(self, paths: Sequence[Path]) -> None:
        """Takes these files in hand; what they show is asked for next."""
        if self.state.dossier is not None and not self.state.busy:
            self._become(chosen=tuple(paths), said="")

    def attach(self, place: Place) -> None:
        """Attaches the chosen files as showing this, one after the other; what was refused is told."""
        dossier, chosen = self.state.dossier, self.state.chosen
        if dossier is None or not chosen or self.state.busy:
            return
        self._become(busy=True, chosen=(), said=say("Đang đính kèm…"))
        ids = [self._new_id() for _ in chosen]
        self._tasks.run(self, partial(self._attach, dossier, chosen, ids, place), self._attached, self._failed)

    def open(self, attachment: Attachment) -> None:
        """Shows a file, fetched from the centre where it is not here."""
        self.give_up()
        self._become(shown=attachment, content=b"", said="")
        if not attachment.where.here:
            self._become(fetched=(0, attachment.size))
        self._fetching = self._tasks.run(
            self,
            lambda reporter: self._attachments.content(attachment, reporter.progress),
            partial(self._opened, attachment),
            self._failed,
            progress=lambda done, size: self._become(fetched=(done, size)),
            cancelled=lambda: self._become(fetched=None, said=say("Đã dừng tải; phần đã tải được giữ lại.")),
        )

    def give_up(self) -> None:
        """Stops fetching; what has come is kept."""
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def save(self, path: Path) -> None:
        """Writes the file that is looked at to a place that somebody chose."""
        content = self.state.content
        said = say("Đã lưu: {path}").format(path=path)
        self._tasks.run(self, lambda _reporter: path.write_bytes(content), lambda _count: self._become(said=said))

    def put_aside(self, reason: str) -> None:
        """Says that the file that is looked at does not belong to this dossier."""
        dossier, shown = self.state.dossier, self.state.shown
        if dossier is None or shown is None or self.state.busy:
            return
        self._become(busy=True)
        work = partial(self._attachments.put_aside, self._actor, dossier.id, shown.id, reason)
        self._tasks.store(self, work, self._aside, self._failed)

    def _attach(
        self, dossier: Dossier, chosen: Sequence[Path], ids: Sequence[str], place: Place, _reporter: Reporter
    ) -> tuple[Dossier, list[str]]:
        faults = []
        for path, event_id in zip(chosen, ids, strict=True):
            try:
                content = self._attachments.read_file(path)
                form = FileForm(content, path.name, component=place.component, result=place.result)
                dossier = self._attachments.attach(self._actor, dossier.id, form, event_id=event_id)
            except Refusal as refusal:
                told = explain(refusal)
                faults.append(f"{path.name}: {told.what} {told.todo}")
        return dossier, faults

    def _attached(self, result: tuple[Dossier, list[str]]) -> None:
        dossier, faults = result
        self._become(busy=False, said="\n".join(faults) or say("Đã đính kèm, đang chờ gửi về trung tâm."))
        self.recorded.emit(dossier)

    def _aside(self, dossier: Dossier) -> None:
        self._become(busy=False, shown=None, content=b"", said=say("Đã bỏ tệp ra; nội dung vẫn được giữ."))
        self.recorded.emit(dossier)

    def _listed(self, dossier: Dossier, files: list[Attachment]) -> None:
        self._become(dossier=dossier, files=tuple(files))

    def _opened(self, attachment: Attachment, content: bytes) -> None:
        if self.state.shown is None or self.state.shown.id != attachment.id:
            return
        fetched = self.state.fetched is not None
        self._become(content=content, fetched=None)
        if fetched and self.state.dossier is not None:
            # It is here now.
            self.show_dossier(self.state.dossier)

    def _failed(self, error: Exception) -> None:
        self._become(busy=False, fetched=None)
        if not isinstance(error, Refusal):
            raise error
        self._become(said=" ".join(filter(None, explain(error))))
