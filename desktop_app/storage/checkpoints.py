"""Writing the log back into the file, behind everybody's back."""

import threading
from contextlib import closing, suppress
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

# Long enough for a burst of commits to be written back together.
PAUSE_SECONDS = 0.5


class Checkpoints:
    """Writes committed pages from the log into the file on a thread of its own, for as long as the store is open.

    SQLite alone does it within the commit that fills the log, and a clerk would wait a tenth of a second for it at
    every twentieth dossier of a large store. The thread starts with the first commit.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._news = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        event.listen(engine, "commit", self._committed)

    def close(self) -> None:
        """Ends the thread; what it has not written back yet is written by the last connection that closes."""
        self._closed.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def _committed(self, _connection: object) -> None:
        self._news.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="motcua-checkpoints", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._news.wait() and not self._closed.wait(PAUSE_SECONDS):
            self._news.clear()
            # A disk that refuses here refuses the next commit too, which tells people.
            with suppress(sqlcipher.Error), closing(self._engine.raw_connection()) as connection:
                driver: Any = connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)")
