"""Every promise is kept on both kinds of centre."""

import shutil

import pytest

from desktop_app.storage import store
from desktop_app.sync.loop import SyncLoop
from tests.sync.house import Station, central, station


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/centre/central.db"
    return request.getfixturevalue("postgres_database")


@pytest.fixture
def centre(url):
    opened = central(url)
    yield opened
    opened.close()


@pytest.fixture
def stations(tmp_path, centre):
    """Makes stations of the office by name."""
    made = []

    def make(name, **more):
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
