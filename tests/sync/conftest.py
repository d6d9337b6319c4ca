"""Every promise is kept on both kinds of centre."""

import pytest

from tests.sync.house import central, station


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

    yield make
    for one in made:
        one.loop.stop()
        one.store.close()
