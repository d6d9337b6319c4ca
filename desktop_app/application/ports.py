"""What the use cases ask of the rooms below, and the frozen records that pass through the door."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from desktop_app.application.register_lines import RegisterLine, RegisterLines
from desktop_app.application.told import Told, nobody
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.events import Event
from desktop_app.domain.report import Figures
from desktop_app.domain.states import State


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One dossier in a list. Times are ISO 8601 texts; `no` is its place in this store, newest highest.

    `minutes_left` are the working minutes in which an online submission is to be answered; the work list knows them.
    """

    no: int
    id: str
    code: str | None
    receipt_number: str
    official_code: str | None
    state: State
    owner_name: str
    owner_number: str
    phone: str
    procedure_code: str
    procedure_name: str
    field_code: str
    channel: str
    receiving_office: str
    solving_office: str
    received_at: str
    due_at: str | None
    finished_at: str | None
    closed_at: str | None
    paused_since: str | None
    called_at: str | None
    holder: str
    batch: str | None
    problems: int
    minutes_left: int | None = None

    @property
    def label(self) -> str:
        """The code people call it by."""
        return self.code or self.official_code or self.receipt_number


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """Which dossiers to list, newest first; everything left empty does not narrow. Times are ISO 8601 texts.

    `name` is typed text, folded and matched by words with the last one as a beginning. `party` is an identity number
    of owner or submitter. `only_late` means finished after the appointment; `with_proposals`, that a correction waits
    for a head's word; `never_moved`, that the appointment is the first one (form 04 gives a new one);
    `apology_unprinted`, that it is not and no form 04 has left a printer. `before` is the `no` of the last row of the
    page before (keyset paging). `by_due` lists the most pressing first instead, without paging.
    """

    ids: tuple[str, ...] = ()
    name: str = ""
    party: str = ""
    phone: str = ""
    code_prefix: str = ""
    states: frozenset[State] = frozenset()
    procedure_code: str = ""
    field_code: str = ""
    channel: str = ""
    received_from: str = ""
    received_to: str = ""
    due_from: str = ""
    due_before: str = ""
    paused_before: str = ""
    finished_from: str = ""
    finished_before: str = ""
    closed_from: str = ""
    closed_before: str = ""
    only_late: bool = False
    only_uncalled: bool = False
    only_undelivered: bool = False
    with_problems: bool = False
    with_proposals: bool = False
    never_moved: bool = False
    apology_unprinted: bool = False
    by_due: bool = False
    before: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money taken for one dossier, in đồng; `cancelled` is the reason where it was given back."""

    id: str
    dossier_id: str
    label: str
    owner_name: str
    at: str
    actor: str
    shift: str
    amount: int
    method: str
    official_receipt: str
    cancelled: str | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register (form 07); `number` is None until the centre has taken the dossier up."""

    number: int | None
    dossier_id: str
    label: str
    procedure_name: str
    field_code: str
    owner_name: str
    address: str
    phone: str
    solving_office: str
    received_at: str
    due_at: str | None
    returned_at: str | None
    return_by: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One piece of what the desk works with: a procedure, a calendar, an office, a member of staff, a setting."""

    kind: str
    key: str
    value: Mapping[str, Any]
    valid_from: str = ""
    space: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in, as the window left it."""

    id: str
    saved_at: str
    actor: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this store is: its space (office), station and incarnation; all 0 and "" before it was enrolled."""

    space: int = 0
    station: int = 0
    incarnation: int = 0
    office_code: str = ""
    office_name: str = ""
    station_name: str = ""
    unit: str = ""
    central: str = ""

    @property
    def stamp(self) -> str:
        """How events name the station that wrote them."""
        return f"{self.space}-{self.station}-{self.incarnation}"


class Unit(Protocol):
    """One transaction on the station's store. Leaving it without `commit` leaves nothing behind."""

    @property
    def identity(self) -> Identity:
        """Who this store is."""

    def commit(self) -> None:
        """Makes everything written in this unit permanent, all of it or nothing."""

    def append(self, events: Sequence[Event]) -> None:
        """Adds own events to history and outbox and brings the dossiers concerned up to date."""

    def dossier(self, dossier_id: str) -> Dossier | None:
        """The dossier folded from its events, or None where this store has never heard of it."""

    def dossier_ids(self, label: str) -> list[str]:
        """Dossiers with exactly this dossier code, receipt number or official code, newest first."""

    def rows(self, query: DossierQuery) -> list[DossierRow]:
        """The dossiers that the query asks for, newest first."""

    def count(self, query: DossierQuery) -> int:
        """How many dossiers the query asks for, whatever its page."""

    def events(self, subject: str) -> list[Event]:
        """What happened to one subject, in fold order."""

    def house_events(self, kinds: Sequence[str], since: str = "", until: str = "9") -> list[Event]:
        """Events of these kinds that belong to no dossier, `since` <= at < `until`, in store order."""

    def last_house_event(self, kind: str, actor: str) -> Event | None:
        """The newest event of this kind that this person wrote down and that belongs to no dossier."""

    def payments(self, *, shift: str = "", since: str = "", until: str = "9") -> list[PaymentRow]:
        """Money taken in a shift, or `since` <= at < `until`, in the order it was taken."""

    def figures(self, since: str, until: str, now: str, told: Told) -> dict[str, Figures]:
        """The figures of each field code for `since` <= time < `until`, as things stood at its end or now."""

    def register_lines(self, since: str, until: str, field_code: str, told: Told) -> RegisterLines:
        """The dossiers received in this time, numbered from 1 in each field in the order of the feed."""

    def register_rows(self, lines: Sequence[RegisterLine]) -> list[RegisterRow]:
        """What stands on these lines of the register now; some hundreds of them at once."""

    def next_sequence(self, unit: str, day: str) -> int | None:
        """The next number of the day from this station's leases (day `yymmdd`), or None where none is left."""

    def next_counter(self, name: str) -> int:
        """The next value, from 1, of a counter that only grows."""

    def put_reference(self, items: Sequence[Reference], actor: str, at: str) -> None:
        """Publishes reference data of this space: it is written here and travels to all stations."""

    def reference(self, kind: str, key: str, on: str = "") -> Reference | None:
        """The piece in force on a day (ISO date; empty: the newest); the narrowest scope wins."""

    def references(self, kind: str, on: str = "") -> list[Reference]:
        """All pieces of a kind in force on a day, one per key, by key."""

    def reference_history(self, kind: str, key: str) -> list[Reference]:
        """All pieces of this space under one key, whatever day they hold from, earliest first."""

    def drafts(self) -> list[Draft]:
        """Kept forms, newest first."""

    def save_draft(self, draft: Draft) -> None:
        """Keeps a form, replacing what was kept under its id."""

    def drop_draft(self, draft_id: str) -> None:
        """Forgets a form that was received or thrown away."""

    def local(self, key: str) -> str | None:
        """A value that belongs to this machine alone (printer, last user …)."""

    def set_local(self, key: str, value: str) -> None:
        """Remembers a value that belongs to this machine alone."""


class Store(Protocol):
    """The station's store: any number of readers, one writer."""

    def read(self) -> AbstractContextManager[Unit]:
        """A unit that sees one consistent state and writes nothing."""

    def write(self) -> AbstractContextManager[Unit]:
        """A unit that holds the right to write from its first moment, so read-then-write cannot fail half way."""


class FilesWaiting(NamedTuple):
    """Attached files that the centre does not hold yet, and their bytes that are still to go."""

    files: int = 0
    bytes: int = 0


NO_FILES = FilesWaiting()


class Whereabouts(NamedTuple):
    """Whether the content of a file is at this station, and whether the centre is known to hold all of it."""

    here: bool
    sent: bool


class AttachmentKeeper(Protocol):
    """The content of attached files at this station, by hash (SHA-256, hexadecimal)."""

    def keep(self, content: bytes, event: str) -> str:
        """Keeps a content for the event that is going to name it; its hash. On the disk when this returns."""

    def whereabouts(self, digests: Iterable[str]) -> dict[str, Whereabouts]:
        """Of each content where it is, as far as is known here."""

    def read(self, digest: str) -> bytes:
        """A content that is here; Refusal("attachment.damaged_here") where it no longer fits its hash."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The state of the exchange with the centre in figures; the words are the window's.

    `mode` is one of: standalone, online, offline, catching_up, attention. `waiting` counts own operations that the
    centre has not confirmed; `oldest_waiting` is when the oldest of them was made. `numbers_left` are dossier numbers
    for today.
    """

    mode: str
    waiting: int = 0
    oldest_waiting: str | None = None
    last_contact: str | None = None
    behind: int = 0
    numbers_left: int = 0
    parked: int = 0
    problems: int = 0
    clock_difference: float | None = None
    last_error: str | None = None
    files: FilesWaiting = NO_FILES


@dataclass(frozen=True, slots=True)
class Waiting:
    """An own operation that the centre has not confirmed; `label` is the dossier's, empty where it belongs to none."""

    event: str
    subject: str
    label: str
    kind: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Parked:
    """An operation that the centre could not take for its own sake; `at` is when it was put aside."""

    event: str
    subject: str
    kind: str
    done_at: str
    actor: str
    reason: str
    at: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeEntry:
    """One thing that the exchange did: online, offline, resync, parked, mended, forked, new_incarnation, …."""

    at: str
    what: str
    detail: Mapping[str, Any]


class SyncMonitor(Protocol):
    """The window's view of the exchange. Only `ensure_numbers`, `fetch` and `load_packet` wait for the network."""

    def status(self) -> SyncStatus:
        """The state as it was last known."""

    def nudge(self) -> None:
        """Asks for an exchange now; returns at once."""

    def subscribe(self, listener: Callable[[SyncStatus, frozenset[str]], None]) -> None:
        """Calls the listener, on the thread of the sync, with the status and the dossiers that a pull changed."""

    def ensure_numbers(self, day: date, timeout: float) -> int:
        """How many numbers of a day this station holds, after asking for some where it has few, `timeout` s at most."""

    def fetch(self, digest: str, size: int, event: str, told: Callable[[int, int], None]) -> None:
        """Brings the content of an attached file to this station; `told(done, all)` counts bytes and may end it.

        Broken off, it goes on where it was when asked again. Refusals: `attachment.unreachable`,
        `attachment.on_its_way` where the centre does not hold it yet, `attachment.damaged_there`.
        """

    def waiting(self, count: int) -> list[Waiting]:
        """The operations that wait for the centre, oldest first."""

    def parked(self) -> list[Parked]:
        """Operations that the centre could not take, for a person to decide, oldest first."""

    def send_again(self, event_id: str) -> None:
        """Sends a parked operation once more, as the newest one of this station."""

    def history(self, count: int) -> list[ExchangeEntry]:
        """What the exchange did lately, newest first."""

    def export_packet(self, path: Path, told: Told = nobody) -> int:
        """Writes what waits to a file for another station of the office; how many operations. Refusals: `packet.*`."""

    def load_packet(self, path: Path, told: Told = nobody) -> int:
        """Gives the centre what a file of another station holds. Refusals: `packet.*`, `central.unreachable`."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """How a form is to come out: copies (liên), reprint number (0: first print), when and where it was printed.

    `long` papers are drawn apart, so that what typesetting needs is not taken from the memory of who asked.
    """

    copies: int = 1
    reprint: int = 0
    extra: Mapping[str, str] = field(default_factory=dict)
    long: bool = False


class LongPdf(Protocol):
    """A long paper: sealed in a file that is gone once nobody holds it."""

    def __len__(self) -> int:
        """Its bytes."""

    def opened(self) -> BinaryIO:
        """A reader of its own; several may read at the same time."""


Pdf = bytes | LongPdf
"""A finished paper."""


class LayoutSource(NamedTuple):
    """The description of a form that comes with the program, and the day (ISO date) since when it is in force."""

    text: str
    since: str


class Papers(Protocol):
    """The office's forms."""

    def forms(self, on: str) -> list[str]:
        """The forms that there are on this day (ISO date)."""

    def source(self, form: str, on: str) -> LayoutSource:
        """The program's own description of a form on this day. Refusal("paper.unknown", form=)."""

    def check(self, form: str, text: str) -> None:
        """Looks at a description of a form as if it were printed. Refusal("paper.layout", fault=)."""

    def drawn(self, form: str, text: str, values: Mapping[str, Any]) -> Pdf:
        """A form as this text describes it, filled in once. Refusal("paper.layout", fault=)."""

    def render(self, form: str, on: str, sheets: Iterable[Mapping[str, Any]], options: PaperOptions) -> Pdf:
        """The form of the generation in force on the day (ISO date), filled in once for each sheet.

        Of one or more sheets each is asked for when the one before it is drawn.
        """


class LineScanner(Protocol):
    """A hand scanner that sends lines instead of typing them."""

    def ports(self) -> list[str]:
        """The ports that this machine knows now."""

    def listen(self, port: str, heard: Callable[[str], None], plugged: Callable[[bool], None]) -> None:
        """Listens to this port instead of the one before; "" to none.

        On a thread of the scanner, `heard` is called with each scan, without its end, and `plugged` whenever the port
        comes or goes; a port that went away is waited for.
        """

    def close(self) -> None:
        """Lets the port go; nothing is called any more."""


class Passwords(Protocol):
    """Hashing of passwords (Argon2id)."""

    @property
    def decoy(self) -> str:
        """A well-formed hash that no password fits."""

    def hash(self, password: str) -> str:
        """A salted hash that is safe to store and to send to other stations."""

    def verify(self, hashed: str, password: str) -> bool:
        """True where the password belongs to the hash."""
