"""What the pages are made of, put together once a person has signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop_app.application.accounts import Actor
from desktop_app.application.office import Office
from ui.citizen.desk import CitizenDesk
from ui.failures import Failures
from ui.notices import Notices
from ui.pages.frame.sync_bridge import SyncBridge
from ui.printing.printer import PaperPrinter
from ui.serial_bridge import SerialBridge
from ui.tasks import Tasks
from ui.underway import Underway


@dataclass(frozen=True)
class Parts:
    """The office, the person at the desk, and what a window works with."""

    office: Office
    actor: Actor
    tasks: Tasks
    underway: Underway
    notices: Notices
    failures: Failures
    printer: PaperPrinter
    sync: SyncBridge
    serial: SerialBridge
    citizen: CitizenDesk
    now: Callable[[], datetime]
    new_id: Callable[[], str]
