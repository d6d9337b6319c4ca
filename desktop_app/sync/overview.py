"""Asking the centre about all stations, so that whoever asks can leave while it thinks."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import closing
from datetime import datetime

from desktop_app.application.station_register import StationsTold
from desktop_app.application.told import Told
from desktop_app.domain.errors import Refusal
from desktop_app.sync.centre import Centre
from desktop_app.sync.database import open_engine
from desktop_app.sync.faults import Unreachable

STEP_SECONDS = 0.1


def overview(url: str, now: Callable[[], datetime], waiting: Told) -> StationsTold:
    """What the centre behind an address ("": none) tells of stations, over a connection of its own.

    A silent line is given up after ten seconds and more; `waiting`, called meanwhile, may end it at once by raising.
    Refusal("central.none"), ("central.unreachable"), and as of `Centre.overview`.
    """
    if not url:
        raise Refusal("central.none")
    asked: Future[StationsTold] = Future()
    threading.Thread(target=_ask, args=(url, now, asked), name="motcua-stations", daemon=True).start()
    while not asked.done():
        waiting(0, 0)
        wait([asked], STEP_SECONDS)
    try:
        return asked.result()
    except Unreachable as fault:
        raise Refusal("central.unreachable") from fault


def _ask(url: str, now: Callable[[], datetime], asked: "Future[StationsTold]") -> None:
    try:
        with closing(Centre(url, open_engine(url), now)) as centre:
            asked.set_result(centre.overview())
    except Exception as fault:  # noqa: BLE001 - told to whoever has asked, if anybody still waits
        asked.set_exception(fault)
