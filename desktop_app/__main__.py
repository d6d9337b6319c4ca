"""Start of the program: its arguments go to the command line, which without a command opens the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from desktop_app.cli.main import run
from desktop_app.cli.session import Counter
from desktop_app.paths import DRAW_APART

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop_app.application.office import Office


def main() -> int:
    """The exit code of one call of the program."""
    if sys.argv[1:] == [DRAW_APART]:
        from desktop_app.documents.apart import draw  # noqa: PLC0415 - typesetting is for those who draw

        draw()
        return 0
    for stream in (sys.stdout, sys.stderr):
        _speak_vietnamese(stream)
    return run(sys.argv[1:], Counter(open_window, draw_pages, open_kiosk))


def open_window(open_office: Callable[[], Office], make_practice: Callable[[], object], directory: Path) -> int:
    """Shows the window on a data directory until it is closed."""
    from ui.app import run as run_window  # noqa: PLC0415 - Qt is for those who see it

    return run_window(open_office, make_practice, directory)


def open_kiosk(open_office: Callable[[], Office], directory: Path) -> int:
    """Shows the look-up kiosk on a data directory until staff close it."""
    from ui.kiosk.app import run as run_kiosk  # noqa: PLC0415 - Qt is for those who see it

    return run_kiosk(open_office, directory)


def draw_pages(directory: Path, out: Path) -> Sequence[Path]:
    """Draws every page of the window off screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.bootstrap import open_office  # noqa: PLC0415 - the store is for those who open it
    from ui.screens import capture  # noqa: PLC0415 - Qt is for those who see it

    office = open_office(directory)
    try:
        return capture(office, out)
    finally:
        office.close()


def _speak_vietnamese(stream: TextIO) -> None:
    # Windows consoles and the C locale know no Vietnamese; without a console (a windowed build) there is no stream.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
