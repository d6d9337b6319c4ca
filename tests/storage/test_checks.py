"""Proving a store: whatever somebody has changed by hand is found."""

import pytest

from desktop_app.cli.proof import prove
from desktop_app.clock import now
from desktop_app.practice.filling import fill
from desktop_app.storage import keys
from desktop_app.storage.engine import connect
from desktop_app.storage.store import FILE, create
from tests.storage.conftest import EVERYBODY, receive


def proved(directory):
    return prove(directory, lambda _line: None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store of a few filled dossiers."""
    directory = tmp_path_factory.mktemp("filled") / "store"
    store = create(directory)
    fill(store, 300, 1, now())
    fill(store, 50, 1, now())
    store.close()
    return directory


def test_a_store_that_nobody_touched_agrees(store, office):
    dossier = receive(office)
    office.processing.do(EVERYBODY, dossier.id, "finish")
    proof = proved(store.directory)
    assert (proof.dossiers, proof.faults) == (1, [])


def test_filled_stores_agree_and_fills_add_up(filled):
    proof = proved(filled)
    assert (proof.dossiers, proof.faults) == (350, [])
    assert proof.events >= 2.5 * proof.dossiers


DAMAGE = {
    "a row of the projection": (
        "UPDATE dossier SET phone = '' WHERE no = 1",
        "projection",
    ),
    "a dossier that vanished": ("DELETE FROM dossier WHERE no = 3", "projection"),
    "a payload": ("UPDATE event SET body = replace(body, '\"sets\":1', '\"sets\":2') WHERE no = 1", "feed"),
    "an event that vanished": ("DELETE FROM event WHERE no = 5", "feed"),
    "events exchanged": ("UPDATE event SET kind = 'dossier.noted' WHERE no = 2", "feed"),
    "a name that is not looked for": ("DELETE FROM dossier_search WHERE rowid = 2", "search"),
    "a number that was given twice": ("INSERT INTO lease VALUES (1, 'H29.19.05', '261006', 1, 5, 9)", "lease"),
    "a code that a dossier never had": (
        "INSERT INTO other_code SELECT 'H29.19.05-261001-0001', id FROM dossier WHERE no = 4",
        "codes",
    ),
    "money nobody took": (
        "INSERT INTO payment SELECT 'x', id, received_at, 'ha', '', 1, '', '', NULL FROM dossier WHERE no = 4",
        "payments",
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(filled, tmp_path, what):
    statement, check = DAMAGE[what]
    directory = tmp_path / "copy"
    directory.mkdir()
    for name in (FILE, "store.key"):
        (directory / name).write_bytes((filled / name).read_bytes())
    connection = connect(directory / FILE, keys.read_key(directory))
    connection.execute(statement)
    assert connection.total_changes >= 1
    connection.close()
    assert check in {fault.check for fault in proved(directory).faults}


def test_a_counter_that_fell_behind_is_found(store, office):
    receive(office)
    with store.write() as unit:
        unit.connection.exec_driver_sql("UPDATE counter SET value = 0")
        unit.commit()
    assert {fault.where for fault in proved(store.directory).faults} == {"operation", "receipt"}
