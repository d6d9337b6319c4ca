"""A file of dossiers on its way in: read, looked at by a person, and taken over if all of it is right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.application.imports import Imported, Rows
from desktop_app.application.row_files import RowFile
from desktop_app.application.told import Told
from desktop_app.domain.errors import Refusal
from desktop_app.domain.legacy_text import Encoding
from ui.pages.presenter import Presenter
from ui.sentences import explain, faults_of
from ui.tasks import Reporter
from ui.underway import Underway


@dataclass(frozen=True, slots=True)
class BringState:
    """The file in hand, what is wrong with it in sentences, and how its doubtful columns are read (None: not said)."""

    path: Path | None = None
    file: RowFile | None = None
    assumed: Encoding | None = None
    fault: str = ""
    faults: tuple[str, ...] = ()
    busy: bool = False

    @property
    def ready(self) -> bool:
        """True where the rows can be taken over."""
        return bool(self.file and self.file.rows) and not (self.file and self.file.doubtful) and not self.busy


class BringPresenter(Presenter[BringState]):
    """Reads a file and, when a person has seen it, brings its rows in; `brought` says how many."""

    brought = Signal(object)

    def __init__(
        self,
        underway: Underway,
        *,
        read: Callable[[Path, Encoding | None], RowFile],
        bring: Callable[[Rows, Told, Mapping[str, str]], Imported],
    ) -> None:
        super().__init__(BringState())
        self._underway = underway
        self._read = read
        self._bring = bring

    def open(self, path: Path) -> None:
        """Reads this file anew; a file that was mended is chosen again under its name."""
        self._become(path=path, file=None, assumed=None)
        self._load()

    def assume(self, encoding: Encoding) -> None:
        """Reads the doubtful columns so."""
        self._become(assumed=encoding)
        self._load()

    def bring(self) -> None:
        """Takes the rows over if every one is right; the desk goes on while they are written."""
        file = self.state.file
        if file is not None and self.state.ready:
            self._become(busy=True, fault="", faults=())
            self._underway.run(
                self,
                self.tr("Nhập hồ sơ"),
                lambda reporter: self._bring(file.rows, reporter.progress, file.columns),
                self._taken,
                self._refused,
                stopped=self._stopped,
            )

    def _load(self) -> None:
        path, assumed = self.state.path, self.state.assumed
        if path is not None:
            self._become(busy=True, fault="", faults=())
            self._underway.run(
                self,
                self.tr("Đọc tệp"),
                partial(self._read_file, path, assumed),
                self._take,
                self._refused,
                stopped=lambda: self._become(busy=False),
            )

    def _read_file(self, path: Path, assumed: Encoding | None, _reporter: Reporter) -> RowFile:
        return self._read(path, assumed)

    def _stopped(self) -> None:
        whole = self.tr("Đã dừng. Hồ sơ đã nhập trước khi dừng được giữ nguyên vẹn.")
        again = self.tr("Nhập lại tệp này để nhập tiếp; không hồ sơ nào bị nhập hai lần.")
        self._become(busy=False, fault=f"{whole} {again}")

    def _take(self, file: RowFile) -> None:
        self._become(busy=False, file=file)

    def _taken(self, imported: Imported) -> None:
        self.state = BringState()
        self.changed.emit()
        self.brought.emit(imported)

    def _refused(self, error: Exception) -> None:
        self._become(busy=False)
        if not isinstance(error, Refusal):
            raise error
        said = explain(error)
        self._become(fault=f"{said.what} {said.safe} {said.todo}".strip(), faults=tuple(faults_of(error)))
