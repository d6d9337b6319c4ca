"""Dossiers out to other systems, as files."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.application.machine import EXPORT_RECEIVER, Machine
from desktop_app.application.national import NationalExport, Receiver, write_documents
from desktop_app.application.ports import DossierQuery
from desktop_app.paths import whole_file
from ui.language import say
from ui.notices import Notices
from ui.pages import words
from ui.pages.reports.period import Period
from ui.tasks import Reporter, Tasks
from ui.tokens import Tone
from ui.underway import Underway


class Transfer(QObject):
    """Writes the dossiers of a period for the national systems, with the codes of whoever receives them.

    `offered` carries the receivers that have codes of their own, and the one that this machine wrote for last.
    """

    offered = Signal(object, str)

    def __init__(
        self, tasks: Tasks, underway: Underway, *, national: NationalExport, machine: Machine, notices: Notices
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._underway = underway
        self._national = national
        self._machine = machine
        self._notices = notices

    def offer(self) -> None:
        """Asks for the receivers that there are."""

        def take(found: tuple[list[Receiver], str]) -> None:
            self.offered.emit(*found)

        self._tasks.store(self, lambda: (self._national.receivers(), self._machine.value(EXPORT_RECEIVER)), take)

    def export(self, period: Period, receiver: str, path: Path) -> None:
        """Writes the dossiers received in the period under the national field names, and beside them their progress.

        Without a receiver they are written with the codes of the national portal. Stopped, it writes no file.
        """
        name = self.tr("Xuất hồ sơ {period}").format(period=period.label)
        work = partial(self._write, period, receiver, path)
        self._underway.run(self, name, work, partial(self._written, receiver, path))

    def _write(self, period: Period, receiver: str, path: Path, reporter: Reporter) -> tuple[int, int]:
        since, until = words.bounds(period.first, period.last)
        query = DossierQuery(received_from=since, received_to=until)
        documents = self._national.dossiers(query, receiver, reporter.progress)
        progress = self._national.progress(query, reporter.progress)
        with whole_file(path) as target, whole_file(_beside(path)) as beside:
            counts = write_documents(documents, target), write_documents(progress, beside)
        self._machine.remember(EXPORT_RECEIVER, receiver)
        return counts

    def _written(self, receiver: str, path: Path, counts: tuple[int, int]) -> None:
        said = self.tr("Đã xuất {count} hồ sơ vào {name} và {steps} bước xử lý vào {beside}, theo {table}.").format(
            count=words.number(counts[0]),
            name=path.name,
            steps=words.number(counts[1]),
            beside=_beside(path).name,
            table=table_words(receiver),
        )
        self._notices.tell(said, Tone.GOOD)


def table_words(receiver: str) -> str:
    """What the codes of a receiver are called in a sentence."""
    return say("bảng mã {receiver}").format(receiver=receiver) if receiver else say("bảng mã chung của Cổng quốc gia")


def _beside(path: Path) -> Path:
    """Where the progress of the same dossiers goes."""
    return path.with_name(f"{path.stem}-tien-trinh{path.suffix}")
