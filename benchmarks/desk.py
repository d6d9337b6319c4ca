"""The real window with a real office behind it, driven as a person drives it and watched while it works."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from typing_extensions import override

from desktop_app.application.office import Office
from desktop_app.application.ports import Pdf
from desktop_app.bootstrap import open_station
from desktop_app.practice.office import PASSWORD
from ui.app import SIZE, Window
from ui.look import Look
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.pages.sign_in.page import SignInPage
from ui.scanner import WedgeReader
from ui.theme import Theme

QUIET = 0.025
"""Seconds without painting after which a page is taken to be complete; notices that slide in are not waited for."""

PATIENCE = 60.0
TICK = 5
CLERK = "tiepnhan"
COLLEAGUE = "xuly"


class Tray:
    """A printer that takes every paper at once, and knows when."""

    def __init__(self) -> None:
        self.taken_at: list[float] = []

    def print_paper(self, _pdf: Pdf, _title: str, tell: object) -> str:
        """Takes a paper."""
        del tell
        self.taken_at.append(time.perf_counter())
        return "tray"


class Desk(Window):
    """A window in which somebody has signed in, and which knows when it was last painted."""

    def __init__(self, app: QApplication, directory: Path, open_office: Callable[[], Office]) -> None:
        self.painted_at = 0.0
        self._turned_at = 0.0
        self._painted: Page | None = None
        self._said = ("", 0.0, False)
        self.tray = Tray()
        self._app = app
        look = Look(Theme(app), directory)
        super().__init__(look, WedgeReader(app), open_office, lambda: None, printer=self.tray)
        # A cursor that blinks would be taken for a page that is not finished.
        app.setCursorFlashTime(0)
        self.resize(*SIZE)
        self.show()

    @property
    def counter(self) -> MainWindow:
        """What the person works with."""
        if self.main is None:
            raise RuntimeError("nobody has signed in")
        return self.main

    def sign_in(self, login: str = CLERK) -> None:
        """Lets somebody else of the practice office in; everything behind the sign-in is made anew."""
        before = self.main
        if before is not None and before.isVisible():
            self.lock()
        self.wait(self.isActiveWindow)
        (page,) = self.findChildren(SignInPage)
        name, password = (field for field in page.findChildren(QLineEdit) if field.isVisible())
        name.setText(login)
        password.setText(PASSWORD)
        password.setFocus()
        self.enter()
        self.wait(lambda: self.main is not before and self.counter.isVisible())
        self.rest()

    def lock(self) -> None:
        """Leaves the desk to whoever signs in next."""
        self.counter.lock_requested.emit()
        self.rest()

    def press(self, keys: str) -> None:
        """Takes the action that has these keys now."""
        # The window hears the person's hand before it knows what the keys mean, and puts off what it does in pauses.
        self._stroke(Qt.Key.Key_Control, "")
        wanted = QKeySequence(keys)
        owners: tuple[QWidget, ...] = (self.counter.current, self.counter)
        next(action for owner in owners for action in owner.actions() if action.shortcut() == wanted).trigger()

    def type(self, sign: str) -> None:
        """Types one character into whatever has the focus, as a hand does: what was typed before is long over."""
        self._stroke(Qt.Key(ord(sign.upper())), sign)

    def enter(self) -> None:
        """Presses Enter, as people do and as scanners do at the end of a scan."""
        self._stroke(Qt.Key.Key_Return, "\r")

    def says(self, text: str) -> bool:
        """Whether these words stand on the page; looked at once after each painting, as it takes half a millisecond."""
        page = self.counter.current
        if self._said[:2] != (text, self.painted_at):
            found = page.isVisible() and any(label.text() == text for label in page.findChildren(QLabel))
            self._said = (text, self.painted_at, found)
        return self._said[2]

    def scan(self, text: str) -> None:
        """Types a text as a scanner does, without the suffix that ends it."""
        for sign in text:
            self._stroke(Qt.Key(ord(sign.upper())), sign)

    def until_led_on(self, act: Callable[[], object]) -> None:
        """Does something by which the focus is led to the next field, and waits until it stands there."""
        before = self._app.focusWidget()
        act()
        self.wait(lambda: self._app.focusWidget() is not before)
        self.rest()

    def until_other_page(self, act: Callable[[], object]) -> float:
        """Milliseconds from the act to the end of the first painting with another page in front."""
        before = self._painted
        begin = time.perf_counter()
        act()
        self.wait(lambda: self._painted is not before)
        return (self._turned_at - begin) * 1000

    def until_painted(self, act: Callable[[], object], shown: Callable[[], bool]) -> float:
        """Milliseconds from the act to the end of the painting after which nothing changes any more."""
        begin = time.perf_counter()
        act()
        self.wait(shown)
        shown_at = time.perf_counter()
        self.wait(lambda: self.painted_at > begin and time.perf_counter() - max(self.painted_at, shown_at) > QUIET)
        return (self.painted_at - begin) * 1000

    def rest(self, seconds: float = 0.1) -> None:
        """Lets the window do what it has put off, until it has neither worked nor painted for a while."""
        since = time.perf_counter()
        self.wait(lambda: self.tasks.idle and time.perf_counter() - max(self.painted_at, since) > seconds)

    def wait(self, until: Callable[[], bool]) -> None:
        """Lets the event loop run until something is so; TimeoutError after a minute."""
        late = time.perf_counter() + PATIENCE
        loop = QEventLoop()
        clock = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        clock.timeout.connect(lambda: loop.quit() if until() or time.perf_counter() > late else None)
        clock.start()
        loop.exec()
        if time.perf_counter() > late:
            raise TimeoutError("the window did not come to rest")

    def _stroke(self, key: Qt.Key, text: str) -> None:
        # As from the keyboard: by way of the window.
        window = self.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.painted_at = time.perf_counter()
            front = next(filter(Page.isVisible, self.findChildren(Page)), None)
            if front is not self._painted:
                self._painted, self._turned_at = front, self.painted_at
        return done


class Pulse(QObject):
    """The gaps of the event loop in milliseconds, by a timer that ought to be heard every 5 ms.

    `gaps` are pairs: from one tick to the next, and how long this process was computing meanwhile, all threads
    together. A long gap in which it computed little is the machine's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, float]] = []
        self._last = (0.0, 0.0)
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Self:
        self._last = (time.perf_counter(), time.process_time())
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()

    def figures(self, name: str) -> dict[str, float]:
        """The longest gap with what was computed in it, and the gap that one in a thousand exceeds."""
        ordered = sorted(self.gaps)
        longest, computed = ordered[-1]
        return {
            f"{name}_longest_gap_ms": longest,
            f"{name}_computed_in_it_ms": computed,
            f"{name}_gap_ms_p99_9": ordered[len(ordered) * 999 // 1000][0],
        }

    def _tick(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.gaps.append(((now[0] - self._last[0]) * 1000, (now[1] - self._last[1]) * 1000))
        self._last = now


@contextmanager
def desk(directory: Path, open_office: Callable[[], Office] | None = None) -> Iterator[Desk]:
    """The window on the store of this directory with the clerk signed in.

    Without an office of one's own it is the usual one, which exchanges with its centre.
    """
    # The off-screen platform says of every window that has a smallest size that it cannot tell anybody.
    qInstallMessageHandler(lambda _kind, _context, _message: None)
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("a window needs a QApplication")
    window = Desk(app, directory, open_office or partial(open_station, directory))
    try:
        window.sign_in()
        yield window
    finally:
        window.close()
