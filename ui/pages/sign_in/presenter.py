"""Opening the office and letting people in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.clock import now
from desktop_app.domain.errors import Refusal
from ui.pages.presenter import Presenter
from ui.soon import soon
from ui.tasks import Tasks

if TYPE_CHECKING:
    # The use cases cost more to import than the whole sign-in window: they come with the office, on the worker.
    from desktop_app.application.accounts import Actor, StaffMember
    from desktop_app.application.lookup import Found
    from desktop_app.application.office import Office


LANGUAGE_OF = "language.{login}"


class Phase(Enum):
    """How far the office is."""

    OPENING = auto()
    FIRST_DAY = auto()
    READY = auto()
    CHECKING = auto()
    NO_STORE = auto()
    PRACTISING = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the page shows: `refused` is what was wrong with what was typed, `broken` why the office is not open.

    Both are said in words by the page, in the language that it speaks by then.
    """

    phase: Phase = Phase.OPENING
    office_name: str = ""
    station_name: str = ""
    locked_by: str = ""
    practice_logins: tuple[tuple[str, str], ...] = ()
    practice_password: str = ""
    refused: Exception | None = None
    broken: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    office: Office
    practice_password: str
    staff: tuple[tuple[str, str], ...]
    staffed: bool


class SignInPresenter(Presenter[SignInState]):
    """Opens the office on the worker while the page is already on screen.

    A name and password given before the office is open are checked as soon as it is. `signed_in` carries the actor and
    the language they chose on this machine, "" where they never did.
    """

    signed_in = Signal(object, str)
    named = Signal(str)
    """The login of whose staff card was scanned; the card alone lets nobody in."""

    def __init__(self, tasks: Tasks, open_office: Callable[[], Office], make_practice: Callable[[], object]) -> None:
        super().__init__(SignInState())
        self.office: Office | None = None
        self._tasks = tasks
        self._open_office = open_office
        self._make_practice = make_practice
        self._waiting: tuple[str, str] | None = None

    def open(self) -> None:
        """Opens the office; without a store here the practice office is offered."""
        self._become(phase=Phase.OPENING, broken=None)
        # Once the door stands there: what is imported for it would hold up its painting.
        open_it = partial(_open, self._open_office)
        soon(self, lambda: self._tasks.store(self, open_it, self._opened, self._not_opened))

    def practise(self) -> None:
        """Makes the practice office and opens it."""
        if self.state.phase is Phase.PRACTISING:
            return
        self._become(phase=Phase.PRACTISING, broken=None)
        self._tasks.store(self, self._make_practice, lambda _made: self.open(), self._not_opened)

    def sign_in(self, login: str, password: str) -> None:
        """Checks name and password."""
        if self.office is None:
            self._waiting = (login, password)
        elif self.state.phase is Phase.READY:
            self._become(phase=Phase.CHECKING, refused=None)
            work = partial(_check, self.office, login, password)
            self._tasks.store(self, work, self._let_in, self.turn_back)

    def scan(self, text: str) -> None:
        """Takes a scan at the door: a staff card says who is there, everything else is for later."""
        office = self.office
        if office is not None:
            self._tasks.store(self, lambda: office.lookup.scanned(text), self._take_scan)

    def begin(self, member: StaffMember, password: str, with_catalogue: bool) -> None:
        """Writes down the first administrator of an office, and signs them in."""
        if self.office is not None:
            self._become(refused=None)
            work = partial(_begin, self.office, member, password, with_catalogue)
            self._tasks.store(self, work, self._let_in, self._not_begun)

    def remember_language(self, login: str, language: str) -> None:
        """Keeps the language for the person's next time at this machine."""
        if self.office is not None:
            keep = partial(self.office.machine.remember, LANGUAGE_OF.format(login=login), language)
            self._tasks.store(self, keep, lambda _: None)

    def pass_through(self) -> None:
        """Whoever was let in is at work: the door waits for the next one."""
        self._become(phase=Phase.READY, locked_by="")

    def turn_back(self, error: Exception) -> None:
        """Says why somebody is not let in, or could not be; what is no refusal is raised again."""
        self._become(phase=Phase.READY, refused=error)
        if not isinstance(error, Refusal):
            raise error

    def lock(self, name: str) -> None:
        """Asks for the password again; what was being done stays as it is."""
        self._become(phase=Phase.READY, locked_by=name, refused=None)

    def _take_scan(self, found: Found) -> None:
        if found.staff is not None:
            self.named.emit(found.staff.login)

    def _opened(self, opened: _Opened) -> None:
        self.office = opened.office
        identity = opened.office.identity
        self._become(
            phase=Phase.READY if opened.staffed else Phase.FIRST_DAY,
            office_name=identity.office_name,
            station_name=identity.station_name,
            practice_password=opened.practice_password,
            practice_logins=opened.staff if opened.practice_password else (),
        )
        if self._waiting is not None and opened.staffed:
            (login, password), self._waiting = self._waiting, None
            self.sign_in(login, password)

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, Refusal) and error.code == "store.missing":
            self._become(phase=Phase.NO_STORE)
            return
        self._become(phase=Phase.BROKEN, broken=error)
        if not isinstance(error, Refusal):
            raise error

    def _let_in(self, checked: tuple[Actor, str]) -> None:
        actor, language = checked
        self.signed_in.emit(actor, language)

    def _not_begun(self, error: Exception) -> None:
        self._become(refused=error)
        if not isinstance(error, Refusal):
            raise error


def _check(office: Office, login: str, password: str) -> tuple[Actor, str]:
    actor = office.accounts.sign_in(login, password)
    return actor, office.machine.value(LANGUAGE_OF.format(login=actor.login))


def _open(open_office: Callable[[], Office]) -> _Opened:
    office = open_office()
    password = office.accounts.practice_password()
    everybody = office.accounts.staff()
    staff = ((member.login, member.title or member.name) for member in everybody if member.active)
    return _Opened(office, password, tuple(staff), bool(everybody))


def _begin(office: Office, member: StaffMember, password: str, with_catalogue: bool) -> tuple[Actor, str]:
    actor = office.accounts.begin(member, password, now().isoformat())
    if with_catalogue:
        office.procedures.publish(actor, office.starting_catalogue(), now())
    return actor, ""
