"""The station's store as a whole: made, opened, refused, migrated, closed."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from desktop_app.application.ports import Identity
from desktop_app.domain.errors import Refusal
from desktop_app.storage import keys
from desktop_app.storage.attachments import AttachmentStore
from desktop_app.storage.engine import OLDEST_SQLITE, connect, make_engine
from desktop_app.storage.turns import Turns
from desktop_app.storage.unit import StoreUnit, read_identity, write_identity
from desktop_app.storage.upkeep import Upkeep

FILE = "store.db"
# The format of the newest migration in `migrations/versions`; kept in PRAGMA user_version.
FORMAT = 4


class StationStore:
    """Fulfils `application.ports.Store` on one encrypted file."""

    def __init__(self, engine: Engine, directory: Path) -> None:
        self.engine = engine
        self.directory = directory
        self.attachments = AttachmentStore.of(directory)
        self._turns = Turns()
        self._upkeep = Upkeep(engine, self.write_behind)
        with engine.connect() as connection:
            self.identity = read_identity(connection)

    def read(self) -> StoreUnit:
        """A unit that sees one consistent state and writes nothing."""
        return StoreUnit(self.engine, self.identity)

    def write(self) -> StoreUnit:
        """A unit that holds the right to write from its first moment."""
        return StoreUnit(self.engine, self.identity, self._turns.person(), begin="IMMEDIATE")

    def write_behind(self) -> StoreUnit:
        """A unit for what the centre can tell again: it lets people write first, and does not wait for the disk.

        A power cut may undo the last of them, in order, and nothing that was written before or by people after them.
        """
        turn = self._turns.background()
        return StoreUnit(self.engine, self.identity, turn, begin="IMMEDIATE", synchronous="NORMAL")

    def enrol(self, identity: Identity) -> None:
        """Remembers who this store is from now on; its earlier incarnations keep their events."""
        with self.write() as unit:
            write_identity(unit.connection, identity)
            unit.commit()
        self.identity = identity

    def close(self) -> None:
        """Closes every connection; the WAL is written back into the file by the last one."""
        self._upkeep.close()
        self.attachments.close()
        self.engine.dispose()


def exists(directory: Path) -> bool:
    """True where a store was made in this directory."""
    return (directory / FILE).exists()


def create(directory: Path) -> StationStore:
    """A new, empty, encrypted store in this directory; Refusal("store.exists") where there is one."""
    directory.mkdir(parents=True, exist_ok=True)
    if exists(directory):
        raise Refusal("store.exists")
    key = keys.make_key(directory)
    connection = connect(directory / FILE, key)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    engine = make_engine(directory / FILE, key)
    _migrate(engine)
    return StationStore(engine, directory)


def open_store(directory: Path) -> StationStore:
    """The store of this directory, brought up to today's format.

    Refusal("store.missing"), ("store.key_missing"), ("store.wrong_key") for a key that does not fit or a file that is
    no store, ("store.newer", found=, known=) for a store of a newer program, ("store.library_old") for an SQLite that
    can lose committed pages. In each case the file is untouched.
    """
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise Refusal("store.library_old", found=sqlcipher.sqlite_version)
    if not exists(directory):
        raise Refusal("store.missing")
    key = keys.read_key(directory)
    engine = make_engine(directory / FILE, key)
    try:
        found = _format(engine)
    except Refusal:
        engine.dispose()
        raise
    if found > FORMAT:
        engine.dispose()
        raise Refusal("store.newer", found=found, known=FORMAT)
    if found < FORMAT:
        _backup(directory, directory / f"store.before-format-{FORMAT}.db", key)
        _migrate(engine)
    return StationStore(engine, directory)


def _format(engine: Engine) -> int:
    with engine.connect() as connection:
        value = connection.exec_driver_sql("PRAGMA user_version").scalar()
        return int(value or 0)


def _migrate(engine: Engine) -> None:
    # Imported here: alembic costs a fifth of a second that a start without migration need not pay.
    from desktop_app.storage.migrations.runner import upgrade  # noqa: PLC0415

    upgrade(engine, FORMAT)


def _backup(directory: Path, target: Path, key: bytes) -> None:
    """Copies the store under its own key; the export sees one consistent state, a copy of the file would not."""
    target.unlink(missing_ok=True)
    connection = connect(directory / FILE, key)
    connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}'\"", (str(target),))
    connection.execute("SELECT sqlcipher_export('copy')")
    connection.execute("DETACH DATABASE copy")
    connection.close()
