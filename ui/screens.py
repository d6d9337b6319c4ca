"""Pictures of every page with the data of a real office, drawn off screen."""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.application.office import Office
from desktop_app.application.ports import DossierQuery, DossierRow, Pdf
from desktop_app.clock import now
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role, State
from desktop_app.ids import uuid7
from ui.citizen.desk import CitizenDesk
from ui.citizen.window import CitizenWindow
from ui.failures import Failures
from ui.kiosk.presenter import KioskPresenter
from ui.kiosk.window import KioskWindow
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.pages.frame.contents import rail_pages
from ui.pages.frame.parts import Parts
from ui.pages.frame.sync_bridge import SyncBridge
from ui.pages.intake.fee_field import FeeField
from ui.pages.intake.page import IntakePage
from ui.pages.requests import Begin, Handing
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.presenter import SignInPresenter
from ui.pages.today.page import group_look
from ui.printing.printer import Progress
from ui.serial_bridge import SerialBridge
from ui.tasks import Tasks
from ui.theme import Theme
from ui.underway import Underway

SETTLE = 0.3
"""Seconds of quiet after which a page is taken to be complete: a form is judged 0.25 after the last key."""

ROUNDS = 30

MOST = 20.0
"""Seconds after which a page is drawn as it is."""

SECTIONS = ("procedures", "calendar", "settings", "staff", "devices", "stations", "forms")
# What one key away from a page is drawn too.
MORE = {
    "reports": (("Alt+2", "register"),),
    "fees": (("Ctrl+E", "fees-count"), ("Alt+2", "shifts"), ("Return", "cash-sheet")),
    "today": (("Alt+4", "online"),),
}
SLIPS = (("Ctrl+H", "slip"), ("Ctrl+Shift+H", "slips"))
KEYS = {"Return": Qt.Key.Key_Return}
PANELS = (
    ("Ctrl+P", "dossier-papers"),
    ("Ctrl+T", "dossier-files"),
    ("Ctrl+E", "dossier-correct"),
    ("Alt+2", "dossier-step"),
)

UNKNOWN_CODE = "H29.19.05-200101-9999"


class NoPrinter:
    """A printer that is not there: pictures must not come out on paper."""

    def print_paper(self, pdf: Pdf, title: str, tell: Progress) -> str:
        """Refusal("printer.none")."""
        del pdf, title, tell
        raise Refusal("printer.none")


def capture(
    office: Office,
    out_dir: Path,
    size: tuple[int, int] = (1366, 768),
    theme: str = "light",
    scale: float = 1.0,
    *,
    clock: Callable[[], datetime] = now,
    fresh: Office | None = None,
) -> list[Path]:
    """Draws every page into `out_dir` as PNG and answers with the files in the order of the work.

    Nothing is written to the store but a draft that is thrown away. Needs no display; reuses a QApplication that
    exists. `size` is the window in logical pixels, `scale` that of text and controls, `clock` what the windows take for
    the time. `fresh` is an office without staff, for the picture of its first day.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("pictures need a QApplication")
    look = Theme(app)
    look.apply(theme, scale)
    out_dir.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []

    def take(window: QWidget, name: str) -> None:
        taken.append(out_dir / f"{len(taken) + 1:02d}-{name}.png")
        window.grab().save(str(taken[-1]))

    go_round(app, look, office, take, size, clock=clock, fresh=fresh)
    return taken


def go_round(
    app: QApplication,
    theme: Theme,
    office: Office,
    take: Callable[[QWidget, str], None],
    size: tuple[int, int] = (1366, 768),
    *,
    clock: Callable[[], datetime] = now,
    fresh: Office | None = None,
) -> None:
    """Goes through every page and calls `take` with the window and the name of the page once nothing moves in it."""
    notices = Notices()
    tasks = Tasks(Failures(notices).show)
    camera = _Camera(app, theme, tasks, take, size)
    try:
        tour = _Tour(camera, office, notices, clock)
        if fresh is not None:
            tour.first_day(fresh)
        tour.sign_in()
        tour.desk()
        tour.administration()
        tour.head()
        tour.citizen()
        tour.kiosk()
        tour.discard_drafts()
    finally:
        tasks.close()


@dataclass(frozen=True)
class _Camera:
    """Waits until a page is complete and takes it."""

    app: QApplication
    theme: Theme
    tasks: Tasks
    take: Callable[[QWidget, str], None]
    size: tuple[int, int]

    def shot(self, window: QWidget, name: str) -> None:
        """Takes the window as soon as nothing moves in it any more."""
        # A window is as small as its screen, whatever its pages would like.
        window.setMinimumSize(1, 1)
        window.resize(*self.size)
        window.show()
        self.wait()
        self.take(window, name)

    def wait(self) -> None:
        """Lets the window work until its tasks have ended and it has been quiet for a moment."""
        start = quiet = time.monotonic()
        rounds = 0
        # Layouts find out about each other round by round, and a busy machine makes few rounds in that time.
        while (time.monotonic() - quiet < SETTLE or rounds < ROUNDS) and time.monotonic() - start < MOST:
            # There is no event loop here: a picture is taken from the command line, where nobody waits for keys.
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if not self.tasks.idle:
                quiet, rounds = time.monotonic(), 0
            rounds += 1
            time.sleep(0.005)


class _Tour:
    """The way through the windows: from the sign-in to the kiosk in the hall."""

    def __init__(self, camera: _Camera, office: Office, notices: Notices, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._camera = camera
        self._tasks = camera.tasks
        self._shot = camera.shot
        self._office = office
        self._notices = notices
        self._kept = {draft.id for draft in office.intake.drafts()}

    def first_day(self, fresh: Office) -> None:
        """The door of an office in which nobody works yet."""
        presenter = SignInPresenter(self._tasks, lambda: fresh, lambda: None)
        page = SignInPage(presenter)
        self._camera.theme.dress(page)
        presenter.open()
        self._shot(page, "first-day")
        page.close()

    def sign_in(self) -> None:
        """The door: before anybody came, locked, and with a wrong password."""
        presenter = SignInPresenter(self._tasks, lambda: self._office, lambda: None)
        login = _login(self._office, Role.RECEPTIONIST)
        page = SignInPage(presenter, login=login)
        self._camera.theme.dress(page)
        presenter.open()
        self._shot(page, "sign-in")
        presenter.lock(self._office.accounts.actor(login).name)
        presenter.sign_in(login, "?")
        self._shot(page, "locked")
        page.close()

    def desk(self) -> None:
        """What a receptionist works with all day."""
        parts = self._parts(Role.RECEPTIONIST)
        window = self._window(parts)
        self._shot(window, "intake-empty")
        self._press(window, "Ctrl+Return")
        self._shot(window, "intake-faults")
        window.begin_intake(Begin())
        self._receive(window)
        for page in rail_pages(parts.actor.roles):
            if page.name != "intake":
                window.go(page.name)
                self._shot(window, page.name)
                for keys, name in MORE.get(page.name, ()):
                    self._press(window, keys)
                    self._shot(window, name)
                self._press(window, "Alt+1")
        self._work(window)
        self._notices_at_work(window)
        window.go("intake")
        # A page takes the focus a moment after it was come to, and would take it from the palette.
        self._camera.wait()
        window.open_palette()
        self._shot(window, "palette")
        window.close_panels()
        window.show_keys()
        self._shot(window, "keys")
        window.close_panels()
        window.close()

    def administration(self) -> None:
        """What the office decides about itself."""
        window = self._window(self._parts(Role.ADMINISTRATOR))
        window.go("administration")
        for place, section in enumerate(SECTIONS, 1):
            self._press(window, f"Alt+{place}")
            self._shot(window, f"administration-{section}")
        window.close()

    def head(self) -> None:
        """What waits for the word of a head."""
        window = self._window(self._parts(Role.HEAD))
        window.go("today")
        self._camera.wait()
        name = group_look("proposals")[0]
        for tile in window.findChildren(QAbstractButton):
            if tile.accessibleName().startswith(f"{name}, "):
                tile.click()
                self._shot(window, "proposals")
        window.close()

    def citizen(self) -> None:
        """The screen turned to the citizen."""
        parts = self._parts(Role.RECEPTIONIST)
        window = self._window(parts)
        window.show()
        self._camera.wait()
        screen = CitizenWindow(parts.citizen, self._office.identity.office_name, window, self._clock)
        self._begin(window)
        self._camera.wait()
        self._shot(screen, "citizen-check")
        self._throw_away(window)
        if row := self._one(State.RECEIVED):
            parts.citizen.take_received(self._office.lookup.dossier(row.id))
            self._shot(screen, "citizen-received")
            parts.citizen.rest()
            self._shot(screen, "citizen-welcome")
        screen.close()
        window.close()

    def kiosk(self) -> None:
        """The look-up in the hall: its start, and a dossier."""
        presenter = KioskPresenter(self._tasks, lambda: self._office)
        window = KioskWindow(presenter, self._clock)
        self._camera.theme.dress(window)
        presenter.open()
        self._shot(window, "kiosk")
        presenter.type_code()
        self._shot(window, "kiosk-code")
        if row := self._one(State.IN_PROCESS):
            presenter.look_up(row.label)
            self._shot(window, "kiosk-progress")
            presenter.reveal(self._office.lookup.dossier(row.id).lookup_code)
            self._shot(window, "kiosk-details")
        presenter.left.emit()
        window.deleteLater()

    def _notices_at_work(self, window: MainWindow) -> None:
        failures = Failures(self._notices)
        for refusal in (Refusal("dossier.unknown", label=UNKNOWN_CODE), Refusal("disk.full")):
            failures.show(refusal)
        self._shot(window, "notices")
        self._put_away_notices()

    def _put_away_notices(self) -> None:
        while self._notices.put_away_newest():
            continue

    def discard_drafts(self) -> None:
        """Takes the forms away that were begun here; those of other people stay."""
        self._camera.wait()
        for draft in self._office.intake.drafts():
            if draft.id not in self._kept:
                self._office.intake.discard_draft(draft.id)

    def _receive(self, window: MainWindow) -> None:
        known = self._office.lookup.rows(DossierQuery(limit=1))
        if not known or not self._begin(window):
            return
        self._form(window, "intake")
        self._intake_parts(window, [row.owner_number for row in self._office.lookup.rows(DossierQuery(limit=12))])
        for keys, name in SLIPS:
            self._press(window, keys)
            self._shot(window, name)
        window.begin_intake(Begin())
        self._shot(window, "drafts")
        self.discard_drafts()
        self._put_away_notices()
        page = window.current
        if isinstance(page, IntakePage):
            received = self._one(State.RECEIVED) or known[0]
            page.show_received(self._office.lookup.dossier(received.id))
            self._shot(window, "receipt")
            window.begin_intake(Begin())

    def _intake_parts(self, window: MainWindow, numbers: list[str]) -> None:
        """What is opened on the form in hand: reasons of the date, rates, the proxy, those who apply together."""
        self._press(window, "Ctrl+D")
        self._form(window, "intake-why")
        self._press(window, "Ctrl+D")
        if (fee := window.findChild(FeeField)) is not None:
            fee.setFocus()
            self._camera.wait()
            QCoreApplication.sendEvent(fee.edit, _stroke(Qt.Key.Key_Down))
            self._form(window, "intake-fee")
            QCoreApplication.sendEvent(fee.edit, _stroke(Qt.Key.Key_Escape))
        others = [self._office.lookup.person(number) for number in dict.fromkeys(numbers)][1:4]
        for keys, name, people in (("Ctrl+U", "intake-proxy", others[:1]), ("Ctrl+G", "intake-together", others[1:])):
            self._press(window, keys)
            for person in people:
                window.scanned(_card(person.person))
                self._camera.wait()
            self._form(window, name)

    def _form(self, window: MainWindow, name: str) -> None:
        """Takes a form that is kept already: otherwise it would be kept in one picture and not yet in the next."""
        self._camera.wait()
        window.flush()
        self._shot(window, name)

    def _begin(self, window: MainWindow) -> bool:
        """Begins a reception of somebody known for the usual procedure with most papers."""
        known = self._office.lookup.rows(DossierQuery(limit=1))
        usual = self._office.procedures.favourites()
        if not known or not usual:
            return False
        owner = self._office.lookup.person(known[0].owner_number)
        most = max(usual, key=lambda procedure: len(procedure.components))
        window.begin_intake(Begin(owner, most.code))
        return True

    def _throw_away(self, window: MainWindow) -> None:
        if isinstance(window.current, IntakePage):
            window.current.throw_away()
            self._put_away_notices()

    def _work(self, window: MainWindow) -> None:
        for name, state in (("dossier", State.IN_PROCESS), ("dossier-ready", State.READY)):
            if row := self._one(state):
                window.open_dossier(row.id)
                self._shot(window, name)
                for keys, part in PANELS if state is State.IN_PROCESS else ():
                    self._press(window, keys)
                    self._shot(window, part)
        if row := self._one(State.READY):
            window.open_person(row.owner_number)
            self._shot(window, "person")
            window.hand_over(Handing(row.id, self._office.lookup.person(row.owner_number)))
            self._shot(window, "returning-ready")

    def _one(self, state: State) -> DossierRow | None:
        rows = self._office.lookup.rows(DossierQuery(states=frozenset({state}), limit=1))
        return rows[0] if rows else None

    def _parts(self, role: Role) -> Parts:
        office, tasks = self._office, self._tasks
        actor = office.accounts.actor(_login(office, role))
        sync = SyncBridge(office.sync, tasks)
        citizen = CitizenDesk(tasks, actor, processing=office.processing, machine=office.machine, new_id=uuid7)
        serial = SerialBridge(office.scanner, office.machine, tasks)
        return Parts(
            office=office,
            actor=actor,
            tasks=tasks,
            underway=Underway(tasks),
            notices=self._notices,
            failures=Failures(self._notices),
            printer=NoPrinter(),
            sync=sync,
            serial=serial,
            citizen=citizen,
            now=self._clock,
            new_id=uuid7,
        )

    def _window(self, parts: Parts) -> MainWindow:
        window = MainWindow(parts)
        self._camera.theme.dress(window)
        for _ in window.prepare():
            pass
        return window

    def _press(self, window: MainWindow, keys: str) -> None:
        """Does what a key does on the page that is shown, or at what has the keyboard."""
        sequence = QKeySequence(keys)
        actions = [action for action in window.findChildren(QAction) if action.shortcut() == sequence]
        for action in actions:
            owner = action.parent()
            if isinstance(owner, QWidget) and owner.isVisible():
                action.trigger()
        focus = window.focusWidget()
        if not actions and focus is not None:
            QCoreApplication.sendEvent(focus, _stroke(KEYS[keys]))


def _stroke(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def _card(person: Mapping[str, Any]) -> str:
    """What a scanner reads from the card of this person."""
    year, month, day = str(person["birth"]).split("-")
    sex = {"male": "Nam", "female": "Nữ"}.get(str(person.get("sex")), "Nam")
    return f"{person['number']}||{person['name']}|{day}{month}{year}|{sex}|{person['address']}|01072021"


def _login(office: Office, role: Role) -> str:
    """The login of somebody with this role, or of anybody where there is none."""
    staff = [member for member in office.accounts.staff() if member.active]
    fitting = [member for member in staff if role in member.roles]
    return (fitting or staff)[0].login
