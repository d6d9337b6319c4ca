"""Every promise is kept on both kinds of centre."""

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from desktop_app.storage import store
from desktop_app.sync.centre import connect
from desktop_app.sync.loop import SyncLoop
from tests.sync.house import Station, central, station

# Memory where the system offers some: these tests commit thousands of times, and only a few ask what a disk does.
MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path():
    path = Path(tempfile.mkdtemp(prefix="motcua-", dir=MEMORY if MEMORY.exists() else None))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def new_store(tmp_path_factory):
    """A store as `create` makes it, to be copied."""
    directory = tmp_path_factory.mktemp("new") / "store"
    store.create(directory).close()
    return directory


@pytest.fixture(scope="session")
def new_sqlite_centre(tmp_path_factory):
    directory = tmp_path_factory.mktemp("new") / "centre"
    central(f"sqlite:///{directory}/central.db").close()
    return directory


@pytest.fixture(scope="session")
def new_postgres_centre(postgres_url):
    """A database as `central` makes it, to be copied."""
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE new_centre")
    central(postgres_url.replace("/postgres?", "/new_centre?")).close()
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("new_sqlite_centre"), tmp_path / "centre")
        yield f"sqlite:///{tmp_path}/centre/central.db"
        return
    server = request.getfixturevalue("new_postgres_centre")
    name = f"centre_{uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE new_centre")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def centre(url):
    opened = connect(url)
    yield opened
    opened.close()


@pytest.fixture
def stations(tmp_path, centre, new_store):
    """Makes stations of the office by name."""
    made = []

    def make(name, **more):
        shutil.copytree(new_store, tmp_path / name)
        made.append(station(tmp_path, centre, name, **more))
        return made[-1]

    def reopened(directory, **more):
        opened = store.open_store(directory)
        made.append(Station(opened, SyncLoop(opened, **more)))
        return made[-1]

    def twins(one, directory):
        """Closes a station and opens it twice: where it was, and on a copy of its files."""
        one.loop.stop()
        one.store.close()
        shutil.copytree(one.store.directory, directory)
        return reopened(one.store.directory), reopened(directory)

    make.twins = twins
    yield make
    for one in made:
        one.loop.stop()
        one.store.close()
