"""A store of an earlier format opens as one of today's, with everything in it."""

from alembic import command

from desktop_app.storage.engine import make_engine
from desktop_app.storage.keys import read_key
from desktop_app.storage.migrations.runner import config
from desktop_app.storage.store import FILE, FORMAT, create, open_store


def test_the_first_format_gets_the_indexes_of_later_ones_and_a_copy_of_before(tmp_path):
    create(tmp_path).close()
    engine = make_engine(tmp_path / FILE, read_key(tmp_path))
    with engine.connect().execution_options(begin="EXCLUSIVE") as connection, connection.begin():
        connection.exec_driver_sql("DROP INDEX event_proposed")
        connection.exec_driver_sql("DROP INDEX event_rated")
        command.stamp(config(connection), "0001")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()
    store = open_store(tmp_path)
    with store.read() as unit:
        found = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
        assert unit.connection.exec_driver_sql("PRAGMA user_version").scalar() == FORMAT
    store.close()
    assert {"event_proposed", "event_rated"} <= set(found)
    assert (tmp_path / f"store.before-format-{FORMAT}.db").exists()
