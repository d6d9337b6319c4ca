"""Databases in memory that can be copied, cut off in the middle of a statement, and put back to an earlier state."""

from functools import cache

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from desktop_app.storage.attachments import make_tables
from desktop_app.storage.migrations import runner as store_migrations
from desktop_app.storage.store import FORMAT
from desktop_app.sync.migrations import runner as central_migrations

# Some hundred times what a run needs.
MOST_STATEMENTS = 30_000


class Crash(Exception):  # noqa: N818 - an event, not a mistake
    """The program that wrote to this disk is gone."""


class _Cursor(sqlcipher.Cursor):
    def execute(self, sql, *values):
        self.connection.disk.before(sql)
        result = super().execute(sql, *values)
        self.connection.disk.after(sql)
        return result

    def executemany(self, sql, rows):
        self.connection.disk.before(sql)
        result = super().executemany(sql, rows)
        self.connection.disk.after(sql)
        return result


class _Connection(sqlcipher.Connection):
    def cursor(self, factory=_Cursor):
        return super().cursor(factory)

    def execute(self, sql, *values):
        return self.cursor().execute(sql, *values)

    def commit(self):
        if self.in_transaction:
            self.disk.before("COMMIT")
            super().commit()
            self.disk.after("COMMIT")

    def close(self):
        """The memory outlives the program that uses it; what was not committed does not."""
        self.rollback()


class Disk:
    """One database; a lit fuse counts the statements until the program over it dies, before or after the last one."""

    def __init__(self, fault: type[Exception] = Crash) -> None:
        self.keeps_what_is_not_flushed = True
        self.statements = 0
        self._fault = fault
        self._fuse: int | None = None
        self._after = False
        self._dead = False
        self._flushed: sqlcipher.Connection | None = None
        self._memory = sqlcipher.connect(":memory:", isolation_level=None, factory=_Connection)
        self._memory.disk = self
        self.engine = _engine(self, lambda: self._memory)

    def light(self, statements: int, *, after: bool) -> None:
        """Lets the program die at that many statements from now."""
        self._fuse, self._after = statements, after

    def put_out(self) -> None:
        """The program will not die after all."""
        self._fuse = None

    @property
    def dead(self) -> bool:
        """True until the reboot."""
        return self._dead

    def before(self, sql: str) -> None:
        self.statements += 1
        if self.statements > MOST_STATEMENTS:
            raise RuntimeError("the exchange runs in circles")
        if self._dead:
            raise self._fault("dead")
        if self._fuse is not None:
            self._fuse -= 1
            if self._fuse <= 0 and not self._after:
                self._die(sql)

    def after(self, sql: str) -> None:
        if self._fuse is not None and self._fuse <= 0:
            self._die(sql)

    def begin(self, synchronous: str) -> None:
        """Remembers the last state that a power cut cannot undo."""
        if self.keeps_what_is_not_flushed:
            return
        if synchronous == "FULL":
            self._flushed = None
        elif self._flushed is None:
            self._flushed = self.copy()

    def ask(self, sql: str) -> list[tuple]:
        """What the database says, past the program and past the fuse."""
        return sqlcipher.Cursor(self._memory).execute(sql).fetchall()

    def reboot(self, *, power_cut: bool = False) -> None:
        """What was not committed is gone, after a power cut also what was not flushed."""
        self._fuse, self._dead = None, False
        self._memory.rollback()
        if power_cut and self._flushed is not None:
            self._flushed.backup(self._memory)
        self._flushed = None

    def copy(self) -> sqlcipher.Connection:
        """The state of this moment, to be put back or to begin another disk with."""
        image = sqlcipher.connect(":memory:", isolation_level=None)
        self._memory.backup(image)
        return image

    def put_back(self, image: sqlcipher.Connection) -> None:
        """Replaces everything by an earlier state."""
        self.reboot()
        image.backup(self._memory)

    def _die(self, sql: str) -> None:
        self._fuse, self._dead = None, True
        raise self._fault(sql[:60])


class Shelf:
    """Disks that are used by one world after another: an engine that has compiled its statements is worth keeping."""

    def __init__(self, fault: type[Exception] = Crash) -> None:
        self._fault = fault
        self._disks: list[Disk] = []
        self._taken = 0

    def take(self, image: sqlcipher.Connection) -> Disk:
        """A disk with this content."""
        if self._taken == len(self._disks):
            self._disks.append(Disk(self._fault))
        disk = self._disks[self._taken]
        self._taken += 1
        disk.keeps_what_is_not_flushed = True
        disk.statements = 0
        disk.put_back(image)
        return disk

    def clear(self) -> None:
        """Nobody uses the disks any more."""
        self._taken = 0


def _engine(disk, creator):
    engine = create_engine("sqlite://", module=sqlcipher, creator=creator, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection):
        if disk:
            disk.begin(connection.get_execution_options().get("synchronous", "FULL"))
        connection.connection.driver_connection.execute("BEGIN")

    return engine


@cache
def new_store() -> sqlcipher.Connection:
    """A store as the migrations make it."""
    return _made(lambda engine: store_migrations.upgrade(engine, FORMAT))


@cache
def new_files() -> sqlcipher.Connection:
    """The file of attached contents as the program makes it."""

    def make(engine):
        with engine.connect() as connection, connection.begin():
            make_tables(connection)

    return _made(make)


@cache
def new_centre() -> sqlcipher.Connection:
    """A central database as the migrations make it."""
    return _made(central_migrations.upgrade)


def _made(make) -> sqlcipher.Connection:
    memory = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    make(_engine(None, lambda: memory))
    return memory
