"""A desk for tests: the window of somebody who has signed in at a practice office, worked with by keyboard."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.bootstrap import assemble
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import OPEN
from desktop_app.ids import uuid7
from desktop_app.storage.store import open_store
from ui.citizen.desk import CitizenDesk
from ui.failures import Failures
from ui.notices import Notices
from ui.pages.frame.book import PAGES
from ui.pages.frame.parts import Parts
from ui.pages.frame.sync_bridge import SyncBridge
from ui.printing.printer import Progress
from ui.serial_bridge import SerialBridge
from ui.shortcuts import Shortcuts
from ui.tasks import Tasks
from ui.underway import Underway

AFTERNOON = datetime(2026, 10, 8, 14, 20, tzinfo=VN)


class Tray:
    """A printer that keeps what it prints."""

    def __init__(self) -> None:
        self.papers: list[str] = []

    def print_paper(self, pdf: bytes, title: str, tell: Progress) -> str:
        tell(0, 1)
        assert pdf.startswith(b"%PDF")
        self.papers.append(title)
        return "Máy in quầy 1"


class House:
    """The practice office with one page of its window; `now` can be moved."""

    def __init__(self, directory: Path, page: str, login: str) -> None:
        self.now = AFTERNOON
        self.office = assemble(open_store(directory), lambda: self.now)
        self.actor = self.office.accounts.actor(login)
        self.notices = Notices()
        self.tray = Tray()
        self.tasks = Tasks(Failures(self.notices).show)
        self.parts = Parts(
            office=self.office,
            actor=self.actor,
            tasks=self.tasks,
            underway=Underway(self.tasks),
            notices=self.notices,
            failures=Failures(self.notices),
            printer=self.tray,
            sync=SyncBridge(self.office.sync, self.tasks),
            serial=SerialBridge(self.office.scanner, self.office.machine, self.tasks),
            citizen=CitizenDesk(
                self.tasks,
                self.actor,
                processing=self.office.processing,
                machine=self.office.machine,
                new_id=uuid7,
            ),
            now=lambda: self.now,
            new_id=uuid7,
        )
        self.window = QWidget()
        self.page = PAGES[page](self.parts, Shortcuts(self.window))
        QVBoxLayout(self.window).addWidget(self.page)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.arrive()

    def arrive(self) -> None:
        """Comes to the page, as from another one."""
        self.page.arrive()
        self.settle()

    def press(self, *keys: str) -> None:
        """Keys by their names, such as "Ctrl+Return", on whatever has the focus."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        target = self._target()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            assert isinstance(target, QLineEdit), target
            target.insert(text)
            target.textEdited.emit(target.text())
        self.settle()

    def scan(self, text: str) -> bool:
        used = self.page.take_scan(self.office.lookup.scanned(text))
        self.settle()
        return used

    def settle(self) -> None:
        """Lets the window work until nothing is under way."""
        self.until(lambda: self.tasks.idle)
        for _ in range(3):
            QApplication.processEvents()
            self.until(lambda: self.tasks.idle)

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < end, "nothing happened"
            QApplication.processEvents()
            time.sleep(0.002)

    def rows(self, **query) -> list[DossierRow]:
        return self.office.lookup.rows(DossierQuery(limit=200, **query))

    def open_rows(self) -> list[DossierRow]:
        return self.rows(states=frozenset(OPEN))

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.tasks.close()
        self.office.close()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def focused() -> str:
    """What a screen reader calls the widget with the focus."""
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget else ""


def shown(window: QWidget) -> list[str]:
    """Every word of the labels that are visible."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
