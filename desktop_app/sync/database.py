"""The connection to the central database: PostgreSQL, or the same tables in an encrypted file of this machine."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

from desktop_app.domain.errors import Refusal
from desktop_app.storage import keys
from desktop_app.storage.engine import connect, make_engine
from desktop_app.sync.pipeline import Row, ServerSession

# A dead line must show within seconds, not after the two hours that TCP would wait.
_POSTGRES = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    # Rolling back, psycopg would drop with its own prepared statements those of the operation path (`pipeline`) too.
    "prepare_threshold": None,
    # A station that falls silent between the two halves of a push loses its lock before those that wait for it give up.
    "options": "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=8s",
}

_ANY = re.compile(r"= ANY\((:\w+)\)")
_SESSION = "session"


class Session(Protocol):
    """One transaction of the operation path, in as few round trips as the driver allows."""

    def fetch(self, questions: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
        """The rows of several questions about the same values, asked in turn in one round trip.

        They are written as for PostgreSQL, with `:name` for a value and `= ANY(:name)` for one of a list.
        """

    def finish(self, steps: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Writes the rows of each statement (`?`) and commits, in one round trip."""


def open_engine(url: str, isolation: str | None = None) -> Engine:
    """An engine for `postgresql+psycopg://…` or `sqlite:///FILE`; Refusal("central.url") for anything else.

    Nothing is connected yet. A server on another machine has to prove who it is (`sslmode=verify-full`) unless the
    address says otherwise. The file is encrypted under a key of its own, which is made where there is no file.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _embedded(parsed)
    if "sslmode" not in parsed.query and not _is_here(parsed):
        parsed = parsed.update_query_dict({"sslmode": "verify-full"})
    options = {key: value for key, value in _POSTGRES.items() if key not in parsed.query}
    more = {"isolation_level": isolation} if isolation else {}
    # Whoever borrows a connection ends the transaction; the pool need not do it once more after every push.
    pool = {"pool_size": 2, "max_overflow": 6, "pool_timeout": 15, "pool_reset_on_return": None}
    return create_engine(parsed, connect_args=options, **pool, **more)


def memory_engine() -> Engine:
    """An engine on a database in memory that lives as long as the engine, for one thread."""
    opened = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: opened, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A transaction that is rolled back unless it was finished; its connection is thrown away after a fault."""
    with _borrowed(engine) as pooled:
        if engine.dialect.name == "sqlite":
            yield _Embedded(pooled.driver_connection, "BEGIN IMMEDIATE")
        else:
            work = _server_session(pooled)
            work.begin()
            yield work
            work.close()


def ask(engine: Engine, questions: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
    """The rows of several questions (as for `Session.fetch`) in one round trip that locks and writes nothing."""
    with _borrowed(engine) as pooled:
        if engine.dialect.name == "sqlite":
            embedded = _Embedded(pooled.driver_connection, "BEGIN")
            rows = embedded.fetch(questions, values)
            embedded.finish([])
            return rows
        return _server_session(pooled).ask(questions, values)


@contextmanager
def driver_transaction(engine: Engine) -> Iterator[Any]:
    """The driver's own connection to a server, for what SQLAlchemy has no words for; committed at the end."""
    with _borrowed(engine) as pooled:
        yield pooled.driver_connection
        pooled.commit()


@contextmanager
def _borrowed(engine: Engine) -> Iterator[PoolProxiedConnection]:
    pooled = engine.raw_connection()
    try:
        yield pooled
    except BaseException:
        pooled.invalidate()
        raise
    finally:
        pooled.close()


def _server_session(pooled: PoolProxiedConnection) -> ServerSession:
    """The session of a pooled connection to a server, which keeps the statements that the server knows of it."""
    if _SESSION not in pooled.info:
        pooled.info[_SESSION] = ServerSession(cast("Any", pooled.driver_connection))
    return cast("ServerSession", pooled.info[_SESSION])


class _Embedded:
    """The encrypted file; to write, the right is taken at the beginning, as the lock on the space is elsewhere."""

    def __init__(self, connection: Any, begin: str) -> None:
        self._cursor = connection.cursor()
        self._cursor.execute(begin)

    def fetch(self, questions: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
        lists = {name: json.dumps(value) for name, value in values.items() if isinstance(value, list)}
        return [self._cursor.execute(_sqlite_sql(text), values | lists).fetchall() for text in questions]

    def finish(self, steps: Sequence[tuple[str, Sequence[Row]]]) -> None:
        for sql, rows in steps:
            self._cursor.executemany(sql, rows)
        self._cursor.execute("COMMIT")


@cache
def _sqlite_sql(text: str) -> str:
    return _ANY.sub(r"IN (SELECT value FROM json_each(\1))", text).removesuffix(" FOR UPDATE")


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except Exception as error:
        raise Refusal("central.url") from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed
    raise Refusal("central.url")


def _is_here(parsed: URL) -> bool:
    host = parsed.host or str(parsed.query.get("host", ""))
    return not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")


def _embedded(parsed: URL) -> Engine:
    path = Path(str(parsed.database)).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return make_engine(path, keys.read_key(path.parent))
    try:
        key = keys.read_key(path.parent)
    except Refusal:
        key = keys.make_key(path.parent)
    opened = connect(path, key)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.close()
    return make_engine(path, key)
