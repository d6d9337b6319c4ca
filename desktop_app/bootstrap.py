"""The one place that knows every concrete class: from a data directory to the use cases, ready to be called."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.application.accounts import Accounts
from desktop_app.application.administration import Administration
from desktop_app.application.appointments import Appointments
from desktop_app.application.attachments import Attachments
from desktop_app.application.corrections import Corrections
from desktop_app.application.desk import Desk
from desktop_app.application.exports import Exports
from desktop_app.application.fees import Fees
from desktop_app.application.handover import Handover
from desktop_app.application.house_papers import HousePapers
from desktop_app.application.imports import DossierImport
from desktop_app.application.intake import Intake
from desktop_app.application.layouts import Layouts, own_text
from desktop_app.application.lookup import Lookup
from desktop_app.application.machine import Machine
from desktop_app.application.national import NationalExport
from desktop_app.application.office import Office
from desktop_app.application.paperwork import Paperwork
from desktop_app.application.ports import (
    ExchangeEntry,
    LayoutSource,
    PaperOptions,
    Parked,
    Pdf,
    SyncStatus,
    Waiting,
)
from desktop_app.application.procedures import Procedures
from desktop_app.application.processing import Processing
from desktop_app.application.reports import Reports
from desktop_app.application.returning import Returning
from desktop_app.application.slips import Slips
from desktop_app.application.station_register import StationsTold
from desktop_app.application.stations import Stations
from desktop_app.application.told import Told, nobody
from desktop_app.application.worklist import Worklist
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.passwords import Argon2Passwords
from desktop_app.paths import DRAW_APART, resource, this_program
from desktop_app.reference.workbooks import XlsxWorkbooks
from desktop_app.storage.store import StationStore, open_store
from desktop_app.storage.upcast_anew import read_anew
from desktop_app.sync import origin
from desktop_app.version import program_version

if TYPE_CHECKING:
    from desktop_app.application.row_files import RowFile
    from desktop_app.devices.serial_scanner import SerialScanner
    from desktop_app.documents.layout import FormLayout
    from desktop_app.documents.library import FormLibrary
    from desktop_app.domain.legacy_text import Encoding
    from desktop_app.sync.loop import SyncLoop

# A paper beyond this size waits in a file: the register of a busy year has twenty times as much.
_IN_MEMORY = 4_000_000


class FormPapers:
    """Fulfils `application.ports.Papers`; an office's own layouts win over the program's.

    Typesetting is loaded when it is first asked for: it costs a third of a second that a start need not pay.
    """

    def __init__(self, store: StationStore) -> None:
        self._store = store
        self._own: dict[tuple[str, str], FormLayout] = {}

    @cached_property
    def _library(self) -> "FormLibrary":
        from desktop_app.documents.library import FormLibrary  # noqa: PLC0415

        return FormLibrary([resource("forms")])

    def forms(self, on: str) -> list[str]:
        """The forms that there are on this day (ISO date)."""
        return sorted(self._library.forms(date.fromisoformat(on)))

    def source(self, form: str, on: str) -> LayoutSource:
        """The program's own description of a form on this day. Refusal("paper.unknown", form=)."""
        try:
            text, since = self._library.source(form, date.fromisoformat(on))
        except LookupError as error:
            raise Refusal("paper.unknown", form=form) from error
        return LayoutSource(text, since.isoformat())

    def check(self, form: str, text: str) -> None:
        """Looks at a description of a form as if it were printed. Refusal("paper.layout", fault=)."""
        if strange := sorted(self._parsed(form, text).keys - self._library.keys()):
            names = ", ".join(f"{{{name}}}" for name in strange)
            raise Refusal("paper.layout", fault=f"{form}.toml: {names}")
        self.drawn(form, text, {})

    def drawn(self, form: str, text: str, values: Mapping[str, Any]) -> Pdf:
        """A form as this text describes it, filled in once. Refusal("paper.layout", fault=)."""
        from desktop_app.documents.render import render  # noqa: PLC0415

        try:
            return render(self._parsed(form, text), values)
        except (ValueError, KeyError, TypeError) as error:
            raise Refusal("paper.layout", fault=f"{form}.toml: {error}") from error

    def render(self, form: str, on: str, sheets: Iterable[Mapping[str, Any]], options: PaperOptions) -> Pdf:
        """The form of the generation in force on the day (ISO date), filled in once for each sheet.

        Refusals: `paper.unknown` (form), `paper.layout` (fault) for a layout of the office with a fault in it.
        """
        from desktop_app.documents.apart import render_apart  # noqa: PLC0415
        from desktop_app.documents.render import RenderOptions, render_all  # noqa: PLC0415
        from desktop_app.documents.sealed import PaperFile  # noqa: PLC0415

        layout = self._layout(form, on)
        copies = tuple(range(1, 1 + min(options.copies, len(layout.copies))))
        target = PaperFile(self._store.directory, _IN_MEMORY)
        how = RenderOptions(copies, options.reprint)
        if options.long:
            render_apart([*this_program(), DRAW_APART], layout, sheets, how, target)
        else:
            render_all(layout, sheets, how, target)
        return target.paper()

    def _layout(self, form: str, on: str) -> "FormLayout":
        source = self.source(form, on)
        with self._store.read() as unit:
            own = own_text(unit, form, on, source.since)
        if not own:
            return self._library.layout(form, date.fromisoformat(on))
        if (form, own) not in self._own:
            self._own[form, own] = self._parsed(form, own)
        return self._own[form, own]

    def _parsed(self, form: str, text: str) -> "FormLayout":
        from desktop_app.documents.layout_file import parse_layout  # noqa: PLC0415
        from desktop_app.documents.template import LayoutError  # noqa: PLC0415

        try:
            return parse_layout(text, form, "own")
        except LayoutError as error:
            raise Refusal("paper.layout", fault=str(error)) from error


class Exchange:
    """Fulfils `application.ports.SyncMonitor`; what it stands on is loaded when it is first asked for something."""

    def __init__(self, store: StationStore, now: Callable[[], datetime] = clock.now) -> None:
        self._store = store
        self._now = now

    @cached_property
    def _loop(self) -> "SyncLoop":
        # Drivers of the centre's databases cost a third of a second that a start and most commands need not pay.
        from desktop_app.sync.loop import SyncLoop  # noqa: PLC0415

        return SyncLoop(self._store, now=self._now)

    def start(self) -> None:
        """Begins to exchange in the background."""
        self._loop.start()

    def run_once(self) -> SyncStatus:
        """One exchange on the caller's thread; `mode` of the answer says whether the centre was reached."""
        return self._loop.run_once()

    def status(self) -> SyncStatus:
        """The state as it was last known."""
        return self._loop.status()

    def nudge(self) -> None:
        """Asks for an exchange now; returns at once."""
        if "_loop" in self.__dict__:
            self._loop.nudge()

    def subscribe(self, listener: Callable[[SyncStatus, frozenset[str]], None]) -> None:
        """Calls the listener, on the thread of the sync, with the status and the dossiers that a pull changed."""
        self._loop.subscribe(listener)

    def ensure_numbers(self, day: date, timeout: float) -> int:
        """How many numbers of a day this station holds; where there are none, after asking for `timeout` s at most."""
        with self._store.read() as unit:
            left = unit.numbers_left(unit.identity.unit, f"{day:%y%m%d}")
        return left or self._loop.ensure_numbers(day, timeout)

    def fetch(self, digest: str, size: int, event: str, told: Callable[[int, int], None]) -> None:
        """Brings the content of an attached file to this station."""
        self._loop.fetch(digest, size, event, told)

    def waiting(self, count: int) -> list[Waiting]:
        """The operations that wait for the centre, oldest first."""
        return self._loop.waiting(count)

    def parked(self) -> list[Parked]:
        """Operations that the centre could not take, for a person to decide, oldest first."""
        return self._loop.parked()

    def send_again(self, event_id: str) -> None:
        """Sends a parked operation once more, as the newest one of this station."""
        self._loop.send_again(event_id)

    def history(self, count: int) -> list[ExchangeEntry]:
        """What the exchange did lately, newest first."""
        return self._loop.history(count)

    def export_packet(self, path: Path, told: Told = nobody) -> int:
        """Writes what waits to a file for another station of the office; how many operations. Refusals: `packet.*`."""
        return self._loop.export_packet(path, told)

    def load_packet(self, path: Path, told: Told = nobody) -> int:
        """Gives the centre what a file of another station holds. Refusals: `packet.*`, `central.unreachable`."""
        return self._loop.load_packet(path, told)

    def close(self) -> None:
        """Ends the exchange after the step it is at."""
        if "_loop" in self.__dict__:
            self._loop.stop()


class CentralRegister:
    """Fulfils `application.station_register.StationRegister`; drivers are loaded when the centre is asked."""

    def __init__(self, store: StationStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def told(self, waiting: Told = nobody) -> StationsTold:
        """Every life of every station that the centre lets this one see. Refusals: as of the port."""
        from desktop_app.sync.overview import overview  # noqa: PLC0415

        return overview(self._store.identity.central, self._now, waiting)


class Scanner:
    """Fulfils `application.ports.LineScanner`; the driver is loaded where a port is used."""

    @cached_property
    def _scanner(self) -> "SerialScanner":
        from desktop_app.devices.serial_scanner import SerialScanner  # noqa: PLC0415 - few machines have one

        return SerialScanner()

    def ports(self) -> list[str]:
        """The serial ports that this machine knows now."""
        return self._scanner.ports()

    def listen(self, port: str, heard: Callable[[str], None], plugged: Callable[[bool], None]) -> None:
        """Listens to this port instead of the one before; "" to none."""
        if port or "_scanner" in self.__dict__:
            self._scanner.listen(port, heard, plugged)

    def close(self) -> None:
        """Lets the port go."""
        if "_scanner" in self.__dict__:
            self._scanner.close()


def open_office(directory: Path) -> Office:
    """The office on the store of this directory. Refusals: those of `storage.store.open_store`."""
    return assemble(_opened(directory))


def open_station(directory: Path) -> Office:
    """The same office with its exchange running in the background, for as long as the window is open."""
    store = _opened(directory)
    exchange = Exchange(store)
    office = assemble(store, exchange=exchange)
    exchange.start()
    return office


def _opened(directory: Path) -> StationStore:
    store = open_store(directory)
    origin.notice(store)
    read_anew(store)
    return store


def assemble(store: StationStore, now: Callable[[], datetime] = clock.now, exchange: Exchange | None = None) -> Office:
    """Every use case on this store, under a clock of one's own where a test needs one."""
    exchange = exchange or Exchange(store, now)
    desk, papers, scanner = Desk(store, uuid7, now), FormPapers(store), Scanner()
    appointments = Appointments(lambda: _official_calendar(now().year))
    procedures = Procedures(store, now)
    reports = Reports(desk, procedures)
    return Office(
        identity=store.identity,
        accounts=Accounts(store, Argon2Passwords()),
        attachments=Attachments(desk, store.attachments, exchange),
        administration=Administration(desk, procedures, appointments),
        procedures=procedures,
        intake=Intake(desk, procedures, appointments),
        lookup=Lookup(store, now),
        processing=Processing(desk, appointments),
        returning=Returning(desk),
        corrections=Corrections(desk),
        handover=Handover(desk),
        fees=Fees(desk),
        worklist=Worklist(desk, appointments),
        reports=reports,
        exports=Exports(desk, procedures, reports, XlsxWorkbooks()),
        national=NationalExport(desk),
        imports=DossierImport(desk, procedures, appointments),
        paperwork=Paperwork(desk, papers),
        house_papers=HousePapers(desk, papers),
        slips=Slips(desk, papers),
        layouts=Layouts(desk, papers),
        machine=Machine(store),
        starting_catalogue=_starting_catalogue,
        read_catalogue=_read_catalogue,
        write_catalogue=_write_catalogue,
        read_dossiers=_read_dossiers,
        sync=exchange,
        stations=Stations(store, appointments, CentralRegister(store, now), program_version),
        scanner=scanner,
        close=partial(_close, scanner, exchange, store),
    )


def _close(scanner: Scanner, exchange: Exchange, store: StationStore) -> None:
    scanner.close()
    exchange.close()
    origin.remember(store)
    store.close()


def _read_dossiers(path: Path, assumed: "Encoding | None" = None) -> "RowFile":
    from desktop_app.reference.old_dossiers import read_dossiers  # noqa: PLC0415 - brings readers of tables along

    return read_dossiers(path, assumed)


def _starting_catalogue() -> list[dict[str, Any]]:
    from desktop_app.reference.catalogue import starting_catalogue  # noqa: PLC0415 - brings readers of tables along

    return starting_catalogue()


def _read_catalogue(path: Path) -> list[dict[str, Any]]:
    from desktop_app.reference.catalogue import read_catalogue  # noqa: PLC0415 - brings readers of tables along

    return read_catalogue(path)


def _write_catalogue(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    from desktop_app.reference.catalogue import write_catalogue  # noqa: PLC0415 - brings readers of tables along

    write_catalogue(path, records)


def _official_calendar(year: int) -> OfficeCalendar:
    # Only an office without a calendar of its own needs the package of holidays, which takes a while to read.
    from desktop_app.reference.holidays_vn import official_calendar  # noqa: PLC0415

    return official_calendar(range(year - 4, year + 3))
