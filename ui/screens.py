"""Pictures of every page with the data of a real office, drawn off screen."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.application.office import Office
from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.clock import now
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role, State
from desktop_app.ids import uuid7
from ui.citizen.desk import CitizenDesk
from ui.failures import Failures
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.pages.frame.contents import rail_pages
from ui.pages.frame.parts import Parts
from ui.pages.frame.sync_bridge import SyncBridge
from ui.pages.intake.page import IntakePage
from ui.pages.requests import Begin, Handing
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.presenter import SignInPresenter
from ui.serial_bridge import SerialBridge
from ui.tasks import Tasks
from ui.theme import Theme

SETTLE = 0.4
"""Seconds of quiet after which a page is taken to be complete: delays of typing and scrolling are shorter."""

MOST = 20.0
"""Seconds after which a page is drawn as it is."""


class NoPrinter:
    """A printer that is not there: pictures must not come out on paper."""

    def print_paper(self, pdf: bytes, title: str) -> str:
        """Refusal("printer.none")."""
        del pdf, title
        raise Refusal("printer.none")


def capture(
    office: Office, out_dir: Path, size: tuple[int, int] = (1366, 768), theme: str = "light", scale: float = 1.0
) -> list[Path]:
    """Draws every page into `out_dir` as PNG and answers with the files in the order of the work.

    Nothing is written to the store but a draft that is thrown away. Needs no display; reuses a QApplication that
    exists. `size` is the window in logical pixels, `scale` that of text and controls.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("pictures need a QApplication")
    look = Theme(app)
    look.apply(theme, scale)
    out_dir.mkdir(parents=True, exist_ok=True)
    notices = Notices()
    tasks = Tasks(Failures(notices).show)
    try:
        camera = _Camera(app, look, tasks, out_dir, size)
        return [*_sign_in(camera, office), *_pages(camera, office, notices)]
    finally:
        tasks.close()


class _Camera:
    """Waits until a page is complete and draws it."""

    def __init__(self, app: QApplication, theme: Theme, tasks: Tasks, out_dir: Path, size: tuple[int, int]) -> None:
        self.theme = theme
        self.tasks = tasks
        self._app = app
        self._out_dir = out_dir
        self._size = size
        self._taken = 0

    def shot(self, window: QWidget, name: str) -> Path:
        """Draws the window as soon as nothing moves in it any more."""
        window.resize(*self._size)
        window.show()
        self.wait()
        self._taken += 1
        path = self._out_dir / f"{self._taken:02d}-{name}.png"
        window.grab().save(str(path))
        return path

    def wait(self) -> None:
        """Lets the window work until its tasks have ended and it has been quiet for a moment."""
        start = quiet = time.monotonic()
        while time.monotonic() - quiet < SETTLE and time.monotonic() - start < MOST:
            # There is no event loop here: a picture is taken from the command line, where nobody waits for keys.
            self._app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if not self.tasks.idle:
                quiet = time.monotonic()
            time.sleep(0.005)


def _sign_in(camera: _Camera, office: Office) -> Iterator[Path]:
    presenter = SignInPresenter(camera.tasks, lambda: office, lambda: None)
    page = SignInPage(presenter)
    camera.theme.dress(page)
    presenter.open()
    yield camera.shot(page, "sign-in")
    page.close()


def _pages(camera: _Camera, office: Office, notices: Notices) -> Iterator[Path]:
    failures = Failures(notices)
    actor = office.accounts.actor(_login(office))
    sync = SyncBridge(office.sync, camera.tasks)
    citizen = CitizenDesk(camera.tasks, actor, processing=office.processing, machine=office.machine, new_id=uuid7)
    serial = SerialBridge(office.scanner, office.machine, camera.tasks)
    parts = Parts(office, actor, camera.tasks, notices, failures, NoPrinter(), sync, serial, citizen, now, uuid7)
    window = MainWindow(parts)
    camera.theme.dress(window)
    shot: Callable[[str], Path] = lambda name: camera.shot(window, name)  # noqa: E731
    yield shot("intake-empty")
    yield from _intake(camera, window, office)
    for page in rail_pages(actor.roles):
        if page.name != "intake":
            window.go(page.name)
            yield shot(page.name)
    yield from _work(camera, window, office)
    window.go("intake")
    window.open_palette()
    yield shot("palette")
    window.close_panels()
    window.show_keys()
    yield shot("keys")
    window.close()


def _intake(camera: _Camera, window: MainWindow, office: Office) -> Iterator[Path]:
    known = office.lookup.rows(DossierQuery(limit=1))
    usual = office.procedures.favourites()
    if not known or not usual:
        return
    owner = office.lookup.person(known[0].owner_number)
    window.begin_intake(Begin(owner, usual[min(6, len(usual) - 1)].code))
    yield camera.shot(window, "intake")
    page = window.current
    if isinstance(page, IntakePage):
        page.throw_away()
        page.show_received(office.lookup.dossier(known[0].id))
        yield camera.shot(window, "receipt")
        window.begin_intake(Begin())


def _work(camera: _Camera, window: MainWindow, office: Office) -> Iterator[Path]:
    for name, state in (("dossier", State.IN_PROCESS), ("dossier-ready", State.READY)):
        if row := _one(office, state):
            window.open_dossier(row.id)
            yield camera.shot(window, name)
    if row := _one(office, State.READY):
        window.open_person(row.owner_number)
        yield camera.shot(window, "person")
        window.hand_over(Handing(row.id, office.lookup.person(row.owner_number)))
        yield camera.shot(window, "returning-ready")


def _one(office: Office, state: State) -> DossierRow | None:
    rows = office.lookup.rows(DossierQuery(states=frozenset({state}), limit=1))
    return rows[0] if rows else None


def _login(office: Office) -> str:
    """The login of somebody who works at the desk."""
    staff = [member for member in office.accounts.staff() if member.active]
    desk = [member for member in staff if Role.RECEPTIONIST in member.roles]
    return (desk or staff)[0].login
