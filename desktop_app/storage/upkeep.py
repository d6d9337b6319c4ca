"""What the store does for itself when nobody writes, so that no commit at the counter has to."""

import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, event

from desktop_app.domain.errors import Refusal
from desktop_app.storage.unit import StoreUnit

# Begins when nobody has committed for so long: a disk that takes pages keeps commits waiting.
QUIET_SECONDS = 2.0
# … but no later than this, also where the work never pauses.
BUSY_SECONDS = 20.0
# A clerk who wants to write in the middle of it waits for no more than a blink.
MERGE_PAGES = 16

_MERGE = "INSERT INTO dossier_search(dossier_search, rank) VALUES ('merge', ?)"


class Upkeep:
    """Merges the index of names and writes the log back into the file, on a thread of its own while the store is open.

    SQLite alone does both within a commit: a clerk would wait a tenth of a second at every twentieth dossier of a large
    store. The thread starts with the first commit.
    """

    def __init__(self, engine: Engine, write_behind: Callable[[], StoreUnit]) -> None:
        self._engine = engine
        self._write_behind = write_behind
        self._news = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        event.listen(engine, "commit", self._committed)

    def close(self) -> None:
        """Ends the thread after the step it is at; the log is written back by the last connection that closes."""
        self._closed.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def _committed(self, _connection: object) -> None:
        self._news.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="motcua-upkeep", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._news.wait():
            self._wait_for_quiet()
            if self._closed.is_set():
                return
            # What a disk refuses here it refuses to the next commit too, which tells people.
            with suppress(Refusal, sqlcipher.Error):
                while not self._closed.is_set() and self._merge():
                    pass
                self._write_back()

    def _wait_for_quiet(self) -> None:
        latest = time.monotonic() + BUSY_SECONDS
        self._news.clear()
        while self._news.wait(QUIET_SECONDS) and time.monotonic() < latest and not self._closed.is_set():
            self._news.clear()

    def _merge(self) -> bool:
        with self._write_behind() as unit:
            if merged := merge_names(unit.connection, MERGE_PAGES):
                unit.commit()
            return merged

    def _write_back(self) -> None:
        with closing(self._engine.raw_connection()) as connection:
            driver: Any = connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)")


def merge_names(connection: Connection, pages: int) -> bool:
    """Merges about so many pages of the index of names in the caller's transaction; False where nothing is left to do.

    Every commit adds a small index of its own, and a name is looked for in each of them.
    """
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    driver.execute(_MERGE, (pages,))
    # Documented by SQLite: a difference of less than two means that there was nothing to merge.
    return bool(driver.total_changes - before >= 2)
