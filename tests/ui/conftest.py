import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from ui.garbage import collect_young
from ui.theme import Theme, style_sheet
from ui.tokens import THEMES


def pytest_configure(config: pytest.Config) -> None:
    # The off-screen platform says this about every window that has a smallest size.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply("light")
    # Tests show widgets in windows of their own, which nobody dresses.
    qapp.setStyleSheet(style_sheet(THEMES["light"], 1.0))
    return theme


@pytest.fixture(autouse=True)
def _every_widget_is_dressed(dressed: Theme) -> None:
    """Widgets measure themselves in the bundled face, as in the program."""


@pytest.fixture(autouse=True)
def _garbage_is_collected_here() -> Iterator[None]:
    """Between tests no event loop runs that would do it, and workers must not."""
    yield
    collect_young()
