"""Dossiers out to other systems, as files."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.application.national import NationalExport, write_documents
from desktop_app.application.ports import DossierQuery
from desktop_app.paths import whole_file
from ui.notices import Notices
from ui.pages import words
from ui.pages.reports.period import Period
from ui.tasks import Reporter
from ui.tokens import Tone
from ui.underway import Underway


class Transfer(QObject):
    """Writes the dossiers of a period for the national systems."""

    def __init__(self, underway: Underway, national: NationalExport, notices: Notices) -> None:
        super().__init__()
        self._underway = underway
        self._national = national
        self._notices = notices

    def export(self, period: Period, path: Path) -> None:
        """Writes the dossiers received in the period under the national field names, and beside them their progress.

        Stopped, it writes no file.
        """
        name = self.tr("Xuất hồ sơ {period}").format(period=period.label)
        self._underway.run(self, name, partial(self._write, period, path), partial(self._written, path))

    def _write(self, period: Period, path: Path, reporter: Reporter) -> tuple[int, int]:
        since, until = words.bounds(period.first, period.last)
        query = DossierQuery(received_from=since, received_to=until)
        documents = self._national.dossiers(query, told=reporter.progress)
        progress = self._national.progress(query, reporter.progress)
        with whole_file(path) as target, whole_file(_beside(path)) as beside:
            return write_documents(documents, target), write_documents(progress, beside)

    def _written(self, path: Path, counts: tuple[int, int]) -> None:
        said = self.tr("Đã xuất {count} hồ sơ vào {name} và {steps} bước xử lý vào {beside}.").format(
            count=words.number(counts[0]), name=path.name, steps=words.number(counts[1]), beside=_beside(path).name
        )
        self._notices.tell(said, Tone.GOOD)


def _beside(path: Path) -> Path:
    """Where the progress of the same dossiers goes."""
    return path.with_name(f"{path.stem}-tien-trinh{path.suffix}")
