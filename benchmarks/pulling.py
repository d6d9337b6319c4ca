"""The window while another station's work of weeks comes down: the gaps of its event loop.

Each run adds its dossiers to the store and to its centre.
"""

import tempfile
import time
from pathlib import Path

from benchmarks.desk import Pulse, desk
from benchmarks.measuring_store import measuring_store
from benchmarks.sync import backlog
from desktop_app.application.office import Office
from desktop_app.bootstrap import Exchange, assemble
from desktop_app.practice.office import CENTRE_FILE
from desktop_app.storage.store import open_store
from desktop_app.sync import outbox
from desktop_app.sync.centre import connect

DOSSIERS = 2_500
"""About ten thousand events."""

IDLE = 5.0


def run() -> dict[str, float]:
    """Returns the gaps of the window in milliseconds while the events are pulled, and while there is nothing to do."""
    directory = measuring_store()
    events = _sent(directory)
    exchanges: list[Exchange] = []

    def not_yet_exchanging() -> Office:
        store = open_store(directory)
        exchanges.append(Exchange(store))
        return assemble(store, exchange=exchanges[0])

    arrived: set[str] = set()
    with desk(directory, not_yet_exchanging) as counter:
        counter.rest(1)
        with Pulse() as idle:
            until = time.perf_counter() + IDLE
            counter.wait(lambda: time.perf_counter() > until)
        exchanges[0].subscribe(lambda _status, dossiers: arrived.update(dossiers))
        begin = time.perf_counter()
        with Pulse() as pulse:
            exchanges[0].start()
            counter.wait(lambda: len(arrived) >= DOSSIERS)
        seconds = time.perf_counter() - begin
        counter.rest()
    return {
        "events": events,
        "events_per_second": events / seconds,
        **pulse.figures("pulling"),
        **idle.figures("anchor_idle"),
    }


def _sent(directory: Path) -> int:
    """Has another station send its work to the centre of this store; how many events it was."""
    centre = connect(f"sqlite:///{(directory / CENTRE_FILE).as_posix()}")
    count = 0
    with tempfile.TemporaryDirectory() as home:
        sender = backlog(Path(home), centre, DOSSIERS, seed=time.time_ns())
        while True:
            with sender.read() as unit:
                batch = outbox.batch(unit.connection, count)
            if not batch.operations:
                break
            centre.push(sender.identity.space, batch.operations)
            count = batch.places[-1]
        sender.close()
    centre.close()
    return count
