"""The start of the counter: one window, on screen before the office is open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLayout, QStackedLayout, QWidget
from typing_extensions import override

from desktop_app.domain.errors import Refusal
from ui.failures import Failures
from ui.hold import CannotStart, take_hold
from ui.icons import window_icon
from ui.last_resort import LastResort, keep_qt_quiet
from ui.look import Look
from ui.notices import Notice, Notices
from ui.pages.sign_in.page import SignInPage
from ui.pages.sign_in.presenter import SignInPresenter
from ui.scanner import WedgeReader
from ui.soon import in_turns
from ui.tasks import Tasks
from ui.theme import Theme
from ui.underway import Underway
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    # Everything behind the sign-in is imported once the sign-in is on screen.
    from desktop_app.application.accounts import Actor
    from desktop_app.application.office import Office
    from ui.main_window import MainWindow
    from ui.pages.frame.looks import Looks
    from ui.pages.frame.parts import Parts
    from ui.pages.frame.sync_bridge import SyncBridge
    from ui.printing.printer import PaperPrinter
    from ui.serial_bridge import SerialBridge

SIZE = (1366, 768)


def run(open_office: Callable[[], Office], make_practice: Callable[[], object], directory: Path) -> int:
    """Shows the window until it is closed and answers with the exit code.

    `open_office` and `make_practice` are called on a worker. Where the data directory cannot be used, or is in
    use by another window, a window says so and the answer is 1.
    """
    keep_qt_quiet()
    app = QApplication(sys.argv[:1])
    look = Look(Theme(app), directory)
    try:
        lock = take_hold(directory)
    except Refusal as refusal:
        refused = CannotStart(look, refusal)
        refused.show()
        app.exec()
        return 1
    window = Window(look, WedgeReader(app), open_office, make_practice)
    _show(window)
    with LastResort(window.failures.show):
        code = app.exec()
    lock.unlock()
    return code


def _show(window: QWidget) -> None:
    window.resize(*SIZE)
    room = window.screen().availableGeometry()
    # With its title bar the window would reach beyond a screen of its own size: the foot line would not be seen.
    if room.width() <= SIZE[0] or room.height() <= SIZE[1]:
        window.showMaximized()
    else:
        window.show()


class Window(QWidget):
    """The one window: the sign-in, and behind it what the person who signed in works with."""

    def __init__(
        self,
        look: Look,
        reader: WedgeReader,
        open_office: Callable[[], Office],
        make_practice: Callable[[], object],
        *,
        printer: PaperPrinter | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._printer = printer
        self.setWindowTitle("Một Cửa")
        self.setWindowIcon(window_icon())
        self.notices = Notices()
        self.failures = Failures(self.notices)
        self.tasks = Tasks(self.failures.show)
        self._underway = Underway(self.tasks)
        self._sign_in = SignInPresenter(self.tasks, open_office, make_practice)
        self._sign_in_page = SignInPage(self._sign_in, look.language, look.last_login)
        self._language_asked = False
        self.serial: SerialBridge | None = None
        self._main: MainWindow | None = None
        self._sync: SyncBridge | None = None
        self._named: Notice | None = None
        self._stack = QStackedLayout(self)
        # What a page shows never makes the window grow beyond the screen.
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._add_sign_in()
        look.dress(self)
        reader.scanned.connect(self._scanned)
        self._sign_in.signed_in.connect(self._let_in)
        self._sign_in.open()
        # While the person types a password, the worker reads what comes after it.
        self.tasks.run(self, lambda _reporter: import_module("ui.main_window"), lambda _module: None)

    @property
    def office(self) -> Office | None:
        """The office, None before it is open."""
        return self._sign_in.office

    @property
    def main(self) -> MainWindow | None:
        """What the person works with, None before anybody has signed in."""
        return self._main

    def _add_sign_in(self) -> None:
        self._stack.addWidget(self._sign_in_page)
        self._sign_in_page.add_foot(NoticeBar(self.notices))
        self._sign_in_page.language_wanted.connect(self._speak_at_the_door)

    def _speak_at_the_door(self, language: str) -> None:
        self._language_asked = True
        self._speak(language)
        self._make_main_at_once()
        self._stack.setCurrentWidget(self._sign_in_page)

    def _speak(self, language: str) -> None:
        self._look.speak(language)
        old = self._sign_in_page
        self._sign_in_page = SignInPage(self._sign_in, self._look.language, old.typed_login)
        old.deleteLater()
        self._add_sign_in()

    def _choose_language(self, language: str) -> None:
        if self._main is not None:
            self._sign_in.remember_language(self._main.actor.login, language)
            self._speak(language)
            self._make_main_at_once()
            self._enter()

    def _let_in(self, actor: Actor, language: str) -> None:
        stays = self._main is not None and self._main.actor.login == actor.login
        if self._language_asked:
            self._sign_in.remember_language(actor.login, self._look.language)
        elif language and language != self._look.language:
            self._speak(language)
            self._stack.setCurrentWidget(self._sign_in_page)
            stays = False
        self._language_asked = False
        self._look.remember_login(actor.login)
        if stays:
            self._enter()
        elif self._sign_in.office is not None:
            # The door stands meanwhile: made in one go, the window would hold up everything else for 0.2 s.
            in_turns(self, self._walk_in(self._sign_in.office, actor))

    def _walk_in(self, office: Office, actor: Actor) -> Iterator[object]:
        try:
            yield from self._make_main(office, actor)
        except Exception as error:  # noqa: BLE001 - whatever it is, the door must not stay shut for it
            self._sign_in.turn_back(error)
        else:
            self._enter()

    def _enter(self) -> None:
        if self._main is not None:
            self._sign_in.pass_through()
            self._stack.setCurrentWidget(self._main)
            self._main.come_back()

    def _make_main_at_once(self) -> None:
        # Words are put in place and sizes measured when a page is made, so pages are made anew where these change; the
        # form in hand comes back as a draft.
        office, main = self._sign_in.office, self._main
        if office is not None and main is not None:
            for _ in self._make_main(office, main.actor):
                pass

    def _make_main(self, office: Office, actor: Actor) -> Iterator[object]:
        """Makes the window of this person, step by step, and puts it in the place of the one there was."""
        from ui.main_window import MainWindow  # noqa: PLC0415
        from ui.pages.frame.warming import rehearse  # noqa: PLC0415

        before, trail, part = self._main, None, None
        if before is not None:
            if before.actor == actor:
                # Whoever changes the language or the size of the text stays where they are.
                before.keep_place()
                trail, part = before.trail, before.current.part()
            before.flush()
        main = MainWindow(self._parts(office, actor), trail)
        main.lock_requested.connect(self._lock)
        self._follow(main.looks)
        self._stack.addWidget(main)
        yield main
        yield from main.prepare()
        yield from rehearse(main)
        if part is not None:
            main.current.show_part(part)
        main.warm()
        self._main = main
        if before is not None:
            before.deleteLater()

    def _follow(self, looks: Looks) -> None:
        looks.look_chosen.connect(self._look.choose)
        looks.scale_chosen.connect(self._resize)
        looks.rows_chosen.connect(self._look.space)
        looks.language_chosen.connect(self._choose_language)
        looks.next_look_wanted.connect(self._take_next_look)
        looks.scale_stepped.connect(self._step_scale)
        looks.next_rows_wanted.connect(self._take_next_rows)
        looks.next_language_wanted.connect(self._take_next_language)

    def _take_next_look(self) -> None:
        name = self._look.next_name
        self._look.choose(name)
        self._name_look(name)

    def _take_next_rows(self) -> None:
        rows = self._look.next_rows
        self._look.space(rows)
        self._name_look(rows)

    def _step_scale(self, step: int) -> None:
        scale = self._look.scale_after(step)
        if scale != self._look.scale:
            self._resize(scale)
        self._name_look(scale)

    def _take_next_language(self) -> None:
        self._choose_language(self._look.next_language)

    def _name_look(self, look: str | float) -> None:
        # Whoever steps through them has to hear which one this is: a system may be light itself, a page may have no
        # table, and after the largest text there is no larger one.
        if self._main is not None:
            if self._named is not None:
                self.notices.put_away(self._named)
            self._named = self.notices.tell(self._main.looks.texts[look])

    def _parts(self, office: Office, actor: Actor) -> Parts:
        from desktop_app.application.machine import PRINTER  # noqa: PLC0415
        from desktop_app.clock import now  # noqa: PLC0415
        from desktop_app.ids import uuid7  # noqa: PLC0415
        from ui.citizen.desk import CitizenDesk  # noqa: PLC0415
        from ui.pages.frame.parts import Parts  # noqa: PLC0415
        from ui.pages.frame.sync_bridge import SyncBridge  # noqa: PLC0415
        from ui.printing.printer import DefaultPrinter  # noqa: PLC0415
        from ui.serial_bridge import SerialBridge  # noqa: PLC0415

        if self.serial is None:
            self.serial = SerialBridge(office.scanner, office.machine, self.tasks)
            self.serial.scanned.connect(self._scanned)
            self.serial.start()
        self._sync = sync = self._sync or SyncBridge(office.sync, self.tasks)
        printer = self._printer or DefaultPrinter(partial(office.machine.value, PRINTER))
        citizen = CitizenDesk(self.tasks, actor, processing=office.processing, machine=office.machine, new_id=uuid7)
        return Parts(
            office=office,
            actor=actor,
            tasks=self.tasks,
            underway=self._underway,
            notices=self.notices,
            failures=self.failures,
            printer=printer,
            sync=sync,
            serial=self.serial,
            citizen=citizen,
            now=now,
            new_id=uuid7,
        )

    def _resize(self, scale: float) -> None:
        self._look.resize(scale)
        self._make_main_at_once()
        self._enter()

    def _scanned(self, text: str) -> None:
        if self._main is not None and self._stack.currentWidget() is self._main:
            self._main.scanned(text)
        else:
            self._sign_in.scan(text)

    def _lock(self) -> None:
        if self._main is not None:
            self._main.flush()
            self._sign_in.lock(self._main.actor.name)
            self._sign_in_page.come_back(self._main.actor.login)
            self._stack.setCurrentWidget(self._sign_in_page)
            # Nobody is at the desk, and whoever signs in next may have a window of their own.
            self.tasks.look_at_everything()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._main is not None:
            self._main.flush()
        self.tasks.close()
        if self._sign_in.office is not None:
            self._sign_in.office.close()
        super().closeEvent(event)
