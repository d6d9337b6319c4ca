"""What the store does for itself while nobody writes."""

import shutil
import time
from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from desktop_app.storage import keys, upkeep
from desktop_app.storage.engine import connect
from desktop_app.storage.store import FILE
from tests.storage.conftest import receive


@pytest.fixture
def impatient(monkeypatch):
    """A store that begins with its upkeep at once."""
    monkeypatch.setattr(upkeep, "QUIET_SECONDS", 0.05)


def eventually(said, seconds=10.0):
    until = time.monotonic() + seconds
    while not (answer := said()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


def file_alone(store, place):
    """How many dossiers the file holds without its log; 0 where even the tables are only in the log.

    A copy that is taken while the log is written back is torn, and cannot even be opened.
    """
    place.mkdir(exist_ok=True)
    shutil.copy(store.directory / FILE, place / FILE)
    try:
        with closing(connect(place / FILE, keys.read_key(store.directory))) as connection:
            return connection.execute("SELECT count(*) FROM dossier").fetchone()[0]
    except sqlcipher.DatabaseError:
        return 0


def indexes(store):
    with store.read() as unit:
        counted = "SELECT count(DISTINCT segid) FROM dossier_search_idx"
        return unit.connection.exec_driver_sql(counted).scalar()


def test_the_log_is_written_back_while_the_store_stays_open(impatient, store, office, tmp_path):
    receive(office)
    assert eventually(lambda: file_alone(store, tmp_path / "alone") == 1)


def test_indexes_of_single_commits_are_merged(impatient, store, office):
    for _ in range(12):
        receive(office)
    assert eventually(lambda: indexes(store) < 4)
    assert [row.owner_name for row in office.lookup.find("nguyen thi m").rows] == ["Nguyễn Thị Mẫu"] * 12


def test_no_commit_merges_or_writes_back_by_itself(store, office, tmp_path):
    for _ in range(20):
        receive(office)
    assert indexes(store) >= 20
    assert file_alone(store, tmp_path / "alone") == 0


def test_closing_ends_the_upkeep_at_once(store, office):
    receive(office)
    began = time.monotonic()
    store.close()
    assert time.monotonic() - began < upkeep.QUIET_SECONDS
