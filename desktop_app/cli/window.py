"""The start of the window and of the kiosk: as little as possible before something is on the screen."""

from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.cli.session import Answer, Session

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.application.office import Office


def open_window(session: Session, *, practise: bool) -> Answer:
    """Opens the window; with `practise`, a practice office is made where there are no data at all."""
    make = partial(_make_practice, session.directory)
    code = session.counter.open(partial(_open, session.directory, practise=practise), make, session.directory)
    return Answer({}, failed=code != 0)


def open_kiosk(_args: Namespace, session: Session) -> Answer:
    """Shows the look-up kiosk in the hall, on the data of this machine."""
    code = session.counter.kiosk(partial(_open, session.directory, practise=False), session.directory)
    return Answer({}, failed=code != 0)


def _open(directory: "Path", *, practise: bool) -> "Office":
    # Called by the window on a worker, once it stands.
    from desktop_app.bootstrap import open_station  # noqa: PLC0415
    from desktop_app.storage.store import exists  # noqa: PLC0415

    if practise and not exists(directory):
        _make_practice(directory)
    return open_station(directory)


def _make_practice(directory: "Path") -> None:
    from desktop_app import clock  # noqa: PLC0415 - see _open
    from desktop_app.practice.office import USUAL_DOSSIERS, make_practice  # noqa: PLC0415

    make_practice(directory, USUAL_DOSSIERS, 1, clock.now())
