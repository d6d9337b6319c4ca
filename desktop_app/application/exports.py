"""Files for other programs and people: workbooks of the figures and the register, texts to send."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.application.desk import Desk
from desktop_app.application.lookup import existing
from desktop_app.application.ports import DossierRow
from desktop_app.application.procedures import Procedures
from desktop_app.application.reports import Report, Reports
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.application.sheets import register_sheet, report_sheet
from desktop_app.application.told import Told, followed, nobody
from desktop_app.application.workbooks import Workbooks
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.dossier import Dossier
from desktop_app.words.messages import result_ready

# Lines of a register between two words of how far it is.
STEP = 200


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to be saved where a person chooses; its name carries no personal data."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What to send to whom."""

    label: str
    phone: str
    text: str


class Exports:
    """Everything that leaves the program as a file and is no paper. Changes nothing."""

    def __init__(self, desk: Desk, procedures: Procedures, reports: Reports, workbooks: Workbooks) -> None:
        self._desk = desk
        self._procedures = procedures
        self._reports = reports
        self._workbooks = workbooks

    def report(self, report: Report) -> Exported:
        """The report as a workbook."""
        content = self._workbooks.write(report_sheet(report, self._office_name()))
        return Exported(f"bao-cao-{report.first:%Y%m%d}-{report.last:%Y%m%d}.xlsx", content)

    def register(self, year: int, field_code: str = "", told: Told = nobody) -> Exported:
        """The register of a year (form 07) as a workbook, for one field or all of them.

        `told` hears of the lines read, of which nobody knows yet how many there are, and then of those written.
        """
        names = self._procedures.field_names()
        lines = followed(self._reports.register(year, field_code, told), told, STEP)
        content = self._workbooks.write(register_sheet(year, lines, names, self._office_name()))
        return Exported(f"so-theo-doi-{year}.xlsx", content)

    def messages(self, rows: Sequence[DossierRow], *, plain: bool = False) -> list[Message]:
        """What to send to the people whose results are ready, to be copied into SMS or Zalo; nobody without a phone."""
        today = office_day(self._desk.now()).isoformat()
        with self._desk.store.read() as unit:
            settings = office_settings(unit, today)
            told = [(row.phone, existing(unit, row.id)) for row in rows if row.phone]
        return [Message(dossier.label, phone, _ready(dossier, settings, plain=plain)) for phone, dossier in told]

    def _office_name(self) -> str:
        with self._desk.store.read() as unit:
            return office_settings(unit, office_day(self._desk.now()).isoformat()).name


def _ready(dossier: Dossier, settings: OfficeSettings, *, plain: bool) -> str:
    way, unpaid = dossier.return_by, dossier.unpaid
    return result_ready(dossier.label, settings.name, settings.phone, return_by=way, unpaid=unpaid, plain=plain)
