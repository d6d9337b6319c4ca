import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.application.office import Office
from desktop_app.bootstrap import Exchange, assemble
from desktop_app.practice.office import make_first_day, make_practice
from desktop_app.storage.store import open_store
from tests.ui.pages.house import AFTERNOON
from ui.garbage import collect_young
from ui.theme import Theme, style_sheet
from ui.tokens import THEMES


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply("light")
    # Tests show widgets in windows of their own, which nobody dresses.
    qapp.setStyleSheet(style_sheet(THEMES["light"], 1.0))
    return theme


@pytest.fixture(scope="session")
def afternoon_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A practice office with dossiers at every stage, to be looked at only."""
    directory = tmp_path_factory.mktemp("afternoon")
    make_practice(directory, 60, 3, AFTERNOON)
    store = open_store(directory)
    exchange = Exchange(store, lambda: AFTERNOON)
    office = assemble(store, lambda: AFTERNOON, exchange)
    exchange.run_once()
    yield office
    office.close()


@pytest.fixture(scope="module")
def fresh_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office on its first day, where nobody was received yet."""
    office = assemble(make_first_day(tmp_path_factory.mktemp("fresh")), lambda: AFTERNOON)
    yield office
    office.close()


@pytest.fixture(autouse=True)
def _every_widget_is_dressed(dressed: Theme) -> None:
    """Widgets measure themselves in the bundled face, as in the program."""


@pytest.fixture(autouse=True)
def _garbage_is_collected_here() -> Iterator[None]:
    """Between tests no event loop runs that would do it, and workers must not."""
    yield
    collect_young()


@pytest.fixture
def show(qtbot):
    """Shows widgets one under the other in an active window and returns the window."""
    windows = []

    def shown(*widgets: QWidget, width: int = 600, height: int = 500) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown
