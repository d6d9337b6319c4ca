from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from desktop_app.bootstrap import assemble
from desktop_app.domain.clocktime import VN
from desktop_app.practice.office import PASSWORD, make_practice
from desktop_app.storage.store import open_store
from tests.journeys.counter import Counter, Hands, Tray, copy_store
from tests.ui.hands import Keyboard
from ui.app import Window
from ui.look import Look
from ui.scanner import WedgeReader
from ui.theme import Theme

MORNING = datetime(2026, 10, 6, 9, 0, tzinfo=VN)


@pytest.fixture(scope="session")
def look(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Look:
    return Look(Theme(qapp), tmp_path_factory.mktemp("look"))


@pytest.fixture(autouse=True)
def _nobody_was_here_before(look: Look) -> None:
    look.remember_login("")


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    keyboard = Keyboard()
    scanner = WedgeReader(qapp, keyboard.clock)
    yield Hands(keyboard, scanner)
    # It would go on listening to whatever has the focus in the tests that follow.
    delete(scanner)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office with some dossiers, made once."""
    directory = tmp_path_factory.mktemp("practice")
    make_practice(directory, 40, 7, MORNING)
    return directory


@pytest.fixture
def counter(qtbot, look, hands, template, tmp_path) -> Iterator[Counter]:
    """A receptionist has signed in on Tuesday morning and sits at the empty form."""
    copy_store(template, tmp_path)
    office = assemble(open_store(tmp_path), lambda: MORNING)
    tray = Tray()
    window = Window(look, hands.scanner, lambda: office, lambda: None, printer=tray)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    counter = Counter(window, office, hands, tray)
    counter.until(lambda: window.office is not None)
    counter.type(f"tiepnhan\r{PASSWORD}\r")
    counter.until(lambda: window.main is not None)
    counter.idle()
    counter.keys = 0
    yield counter
    window.close()
