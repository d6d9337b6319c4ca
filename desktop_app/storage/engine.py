"""Opening the encrypted file: key, pragmas, and transactions that begin when and how we say."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import QueuePool

from desktop_app.domain.errors import Refusal

# Older libraries can lose committed pages when a WAL is reset by two connections at once (SQLite 3.51.3 mended it).
OLDEST_SQLITE = (3, 51, 3)
# What a machine can do to a store (families of SQLite's extended codes), and what people are told.
_FAULTS = {
    "SQLITE_FULL": "disk.full",
    "SQLITE_IOERR": "disk.fault",
    "SQLITE_CANTOPEN": "disk.fault",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_BUSY": "store.busy",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.wrong_key",
}
BUSY_MILLISECONDS = 10_000
CACHE_KIBIBYTES = 8_000
# A log of 64 MiB is written back within a commit after all, should `Upkeep` not have come to it.
LOG_PAGES = 16_000


def connect(path: Path, key: bytes) -> Any:
    """A connection to the file under its raw 32-byte key; a wrong key shows at the first statement that reads."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    # A raw key skips the key derivation, which would cost a quarter of a second at every start.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine whose transactions begin deferred, or immediately under `execution_options(begin="IMMEDIATE")`.

    A commit is on the disk when it returns, except under `execution_options(synchronous="NORMAL")`.

    The driver's own default begins at the first write, so that a transaction which reads first can fail at its write
    although nobody else is writing any more.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        # The connection that was used last knows most of the pages that will be asked for next; the others stay small.
        pool_use_lifo=True,
        # An error must not carry a citizen's data into the log.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        # Straight to the driver: it cannot fail, and SQLAlchemy's own way costs as much as a small query.
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA synchronous = {options.get('synchronous', 'FULL')}")
        connection.exec_driver_sql(f"BEGIN {options.get('begin', 'DEFERRED')}")

    @event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> None:
        if refusal := refusal_of(context.original_exception):
            raise refusal from context.original_exception

    return engine


def refusal_of(error: BaseException) -> Refusal | None:
    """What people are told about a fault of disk, file or key; None for what only a programmer can have caused."""
    name = getattr(error, "sqlite_errorname", "")
    family = "_".join(name.split("_")[:2])
    return Refusal(_FAULTS[family]) if family in _FAULTS else None
