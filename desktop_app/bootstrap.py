"""The one place that knows every concrete class: from a data directory to the use cases, ready to be called."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.application.accounts import Accounts
from desktop_app.application.appointments import Appointments
from desktop_app.application.corrections import Corrections
from desktop_app.application.desk import Desk
from desktop_app.application.fees import Fees
from desktop_app.application.handover import Handover
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.intake import Intake
from desktop_app.application.lookup import Lookup
from desktop_app.application.office import Office
from desktop_app.application.paperwork import Paperwork
from desktop_app.application.ports import PaperOptions, SyncStatus
from desktop_app.application.procedures import Procedures
from desktop_app.application.processing import Processing
from desktop_app.application.reports import Reports
from desktop_app.application.returning import Returning
from desktop_app.application.worklist import Worklist
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.passwords import Argon2Passwords
from desktop_app.paths import resource
from desktop_app.storage.store import StationStore, open_store

if TYPE_CHECKING:
    from desktop_app.documents.library import FormLibrary


class FormPapers:
    """Fulfils `application.ports.Papers`: an office's own layouts (`forms/` beside the store) win over the program's."""

    def __init__(self, directory: Path) -> None:
        self._directories = (directory / "forms", resource("forms"))
        self._library: FormLibrary | None = None

    def render(self, form: str, on: str, values: Mapping[str, Any], options: PaperOptions) -> bytes:
        """The form of the generation in force on the day (ISO date) as PDF bytes; Refusal("paper.unknown", form=)."""
        # Typesetting costs a third of a second that a start without printing need not pay.
        from desktop_app.documents.library import FormLibrary  # noqa: PLC0415
        from desktop_app.documents.render import RenderOptions, render  # noqa: PLC0415

        if self._library is None:
            self._library = FormLibrary(self._directories)
        try:
            layout = self._library.layout(form, datetime.fromisoformat(on).date())
        except LookupError as error:
            raise Refusal("paper.unknown", form=form) from error
        copies = tuple(range(1, 1 + min(options.copies, len(layout.copies))))
        return render(layout, values, RenderOptions(copies, options.reprint))


class Unconnected:
    """Fulfils `application.ports.SyncMonitor` for a store that belongs to no centre."""

    def status(self) -> SyncStatus:
        """Nothing is exchanged, so nothing waits."""
        return SyncStatus("standalone")

    def nudge(self) -> None:
        """There is nobody to exchange anything with."""

    def subscribe(self, listener: Callable[[SyncStatus, frozenset[str]], None]) -> None:
        """Nothing will ever be told."""


def open_office(directory: Path) -> Office:
    """The office on the store of this directory. Refusals: those of `storage.store.open_store`."""
    return assemble(open_store(directory))


def assemble(store: StationStore, now: Callable[[], datetime] = clock.now) -> Office:
    """Every use case on this store, under a clock of one's own where a test or a practice office needs one."""
    desk = Desk(store, uuid7, now)
    appointments = Appointments()
    procedures = Procedures(store)
    papers = FormPapers(store.directory)
    return Office(
        identity=store.identity,
        accounts=Accounts(store, Argon2Passwords()),
        procedures=procedures,
        intake=Intake(desk, procedures, appointments),
        lookup=Lookup(store),
        processing=Processing(desk, appointments),
        returning=Returning(desk),
        corrections=Corrections(desk),
        handover=Handover(desk),
        fees=Fees(desk),
        worklist=Worklist(desk, appointments),
        reports=Reports(desk, procedures),
        paperwork=Paperwork(desk, papers),
        house_papers=HousePapers(desk, papers),
        sync=Unconnected(),
        close=store.close,
    )
