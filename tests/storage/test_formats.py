"""A store of an earlier format opens as one of today's, with everything in it."""

from alembic import command

from desktop_app.cli.proof import prove
from desktop_app.storage.engine import make_engine
from desktop_app.storage.keys import read_key
from desktop_app.storage.migrations.runner import config
from desktop_app.storage.store import FILE, FORMAT, create, open_store
from tests.storage.conftest import EVERYBODY, receive


def test_the_first_format_gets_the_indexes_of_later_ones_and_a_copy_of_before(tmp_path):
    create(tmp_path).close()
    engine = make_engine(tmp_path / FILE, read_key(tmp_path))
    with engine.connect().execution_options(begin="EXCLUSIVE") as connection, connection.begin():
        connection.exec_driver_sql("DROP INDEX event_proposed")
        connection.exec_driver_sql("DROP INDEX event_rated")
        connection.exec_driver_sql("DROP TABLE other_code")
        command.stamp(config(connection), "0001")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()
    store = open_store(tmp_path)
    with store.read() as unit:
        found = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
        assert unit.connection.exec_driver_sql("PRAGMA user_version").scalar() == FORMAT
    store.close()
    assert {"event_proposed", "event_rated", "other_code_of_dossier"} <= set(found)
    assert (tmp_path / f"store.before-format-{FORMAT}.db").exists()


def test_codes_of_before_are_found_in_a_store_of_the_format_that_did_not_keep_them(store, office, tmp_path):
    taken_over = [receive(office).id, receive(office, "Lê Văn Thử", "079085000001").id]
    codes = ["H29.19.05-261001-0001", "H29.19.05-261001-0002"]
    for code in codes:
        office.processing.do(EVERYBODY, taken_over[0], "attach_code", facts={"code": code})
    with store.engine.connect().execution_options(begin="EXCLUSIVE") as connection, connection.begin():
        connection.exec_driver_sql("DROP TABLE other_code")
        command.stamp(config(connection), "0003")
        connection.exec_driver_sql("PRAGMA user_version = 3")
    store.close()
    again = open_store(store.directory)
    with again.read() as unit:
        assert [unit.dossier_ids(code) for code in codes] == [taken_over[:1]] * 2
    again.close()
    assert not prove(store.directory, print).faults
