"""The office as the counter and the command line see it: the use cases, ready to be called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.application.accounts import Accounts
from desktop_app.application.administration import Administration
from desktop_app.application.attachments import Attachments
from desktop_app.application.corrections import Corrections
from desktop_app.application.exports import Exports
from desktop_app.application.fees import Fees
from desktop_app.application.handover import Handover
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.imports import DossierImport
from desktop_app.application.intake import Intake
from desktop_app.application.layouts import Layouts
from desktop_app.application.lookup import Lookup
from desktop_app.application.machine import Machine
from desktop_app.application.national import NationalExport
from desktop_app.application.paperwork import Paperwork
from desktop_app.application.ports import Identity, LineScanner, SyncMonitor
from desktop_app.application.procedures import Procedures
from desktop_app.application.processing import Processing
from desktop_app.application.reports import Reports
from desktop_app.application.returning import Returning
from desktop_app.application.row_files import RowFile
from desktop_app.application.slips import Slips
from desktop_app.application.stations import Stations
from desktop_app.application.worklist import Worklist
from desktop_app.domain.legacy_text import Encoding


@dataclass(frozen=True)
class Office:
    """Every use case of one station; `close` stops what runs behind them and shuts the store."""

    identity: Identity
    accounts: Accounts
    attachments: Attachments
    administration: Administration
    procedures: Procedures
    intake: Intake
    lookup: Lookup
    processing: Processing
    returning: Returning
    corrections: Corrections
    handover: Handover
    fees: Fees
    worklist: Worklist
    reports: Reports
    exports: Exports
    national: NationalExport
    imports: DossierImport
    paperwork: Paperwork
    house_papers: HousePapers
    slips: Slips
    layouts: Layouts
    machine: Machine
    starting_catalogue: Callable[[], list[dict[str, Any]]]
    read_catalogue: Callable[[Path], list[dict[str, Any]]]
    write_catalogue: Callable[[Path, Sequence[Mapping[str, Any]]], None]
    read_dossiers: Callable[[Path, Encoding | None], RowFile]
    sync: SyncMonitor
    stations: Stations
    scanner: LineScanner
    close: Callable[[], None]
