"""The counter as a receptionist has it before her: the real window on a real store, a keyboard and a scanner."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.application.office import Office
from desktop_app.application.processing import Choice
from desktop_app.domain.errors import Refusal
from tests.ui.hands import Keyboard
from ui.app import Window
from ui.main_window import MainWindow
from ui.pages.dossier.page import DossierPage
from ui.pages.intake.page import IntakePage
from ui.printing.printer import Progress
from ui.scanner import WedgeReader

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
OTHER_CARD = "079085123457||Trần Văn Thử|02021985|Nam|2 Đường Thử, Phường Thử, TP. Hồ Chí Minh|15042021"


class Tray:
    """A printer whose papers can be counted; `broken` makes it one that does not take them."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, bytes]] = []
        self.broken = False

    def print_paper(self, pdf: bytes, title: str, tell: Progress) -> str:
        tell(0, 1)
        if self.broken:
            raise Refusal("printer.none")
        self.papers.append((title, pdf))
        return "Máy in quầy 1"


@dataclass(frozen=True)
class Hands:
    """A keyboard and a scanner on one cable."""

    keyboard: Keyboard
    scanner: WedgeReader


class Counter(QObject):
    """Types and scans as people and scanners do, and counts the keys of the person."""

    def __init__(self, window: Window, office: Office, hands: Hands, tray: Tray) -> None:
        super().__init__()
        self.window = window
        self.office = office
        self.tray = tray
        self.keys = 0
        self.hands = hands

    @property
    def main(self) -> MainWindow:
        assert self.window.main is not None
        return self.window.main

    @property
    def intake(self) -> IntakePage:
        page = self.main.current
        assert isinstance(page, IntakePage)
        return page

    def type(self, text: str) -> None:
        """Types by hand; "\\r" is Enter."""
        for character in text:
            self.hands.keyboard.pause(200)
            self.hands.keyboard.type(character)
            self.keys += 1
            self._fall_silent()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, with the way through shortcuts that a real key takes."""
        self.hands.keyboard.pause(500)
        QTest.keyClick(self.focus(), key, modifiers)
        self.keys += 1
        self._fall_silent()

    def scan(self, text: str) -> None:
        """A scanner types a text with a carriage return."""
        self.hands.keyboard.pause(2000)
        self.hands.keyboard.type(text + "\r", 8)
        self._fall_silent()
        self.idle()

    def notices(self) -> str:
        """What the standing notices say."""
        return " ".join(notice.text for notice in self.window.notices.standing)

    def words(self) -> list[str]:
        """Every sentence that can be read now."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]

    def idle(self) -> None:
        """Waits until the window has done all it was asked for."""
        self.until(lambda: self.window.tasks.idle)

    def wait(self, milliseconds: int) -> None:
        """Real time goes by."""
        QTest.qWait(milliseconds)

    def choices(self, dossier_id: str) -> list[Choice]:
        """The steps under the usual one, in the order of their keys."""
        page = self.main.current
        assert isinstance(page, DossierPage)
        return list(page._presenter.state.others)

    def until(self, happened: Callable[[], bool]) -> None:
        """Waits for something to become true."""
        for _ in range(1000):
            if happened():
                QTest.qWait(1)
                return
            QTest.qWait(5)
        raise AssertionError("it never happened")

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def _fall_silent(self) -> None:
        self.hands.scanner.settle()
        QApplication.processEvents()


def copy_store(template: Path, directory: Path) -> None:
    """A store of one's own, as the template left it."""
    directory.mkdir(parents=True, exist_ok=True)
    for file in template.iterdir():
        if file.is_file():
            (directory / file.name).write_bytes(file.read_bytes())
