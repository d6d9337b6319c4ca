"""Programs of different ages: stations and centres are never upgraded in the same minute."""

import pytest
from sqlalchemy import text

from desktop_app.sync import tables
from tests.sync.house import OFFICE, feed, refused, station


def run(centre, *statements):
    with centre.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def widen(centre):
    """What the next format may do while older stations work: columns and tables come, none goes."""
    for table in tables.metadata.tables:
        run(
            centre,
            f"ALTER TABLE {table} ADD COLUMN later TEXT",
            f"ALTER TABLE {table} ADD COLUMN later_count INTEGER NOT NULL DEFAULT 0",
        )
    run(centre, "CREATE TABLE later (space INTEGER PRIMARY KEY)", "UPDATE alembic_version SET version_num = '9999'")


def test_stations_go_on_exchanging_with_a_centre_that_a_newer_program_has_widened(centre, stations, tmp_path):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    widen(centre)
    dossier = first.receive()
    assert first.sync().waiting == 0
    second.do(dossier, "dossier.noted", text="Đã gọi điện")
    assert second.sync().waiting == 0
    first.sync()
    assert first.events() == second.events() == feed(centre)
    assert first.dossier(dossier).code


def test_a_station_of_an_older_program_does_not_enrol_at_a_newer_centre(centre, tmp_path):
    widen(centre)
    with refused("central.newer"):
        station(tmp_path, centre, "Quầy 1", office=OFFICE)


@pytest.mark.parametrize("missing", ["operation.actor", "number_lease.granted_at", "space.epoch"])
def test_what_an_older_centre_does_not_understand_waits_until_it_is_upgraded(centre, stations, missing):
    table, column = missing.split(".")
    first = stations("Quầy 1")
    run(centre, f"ALTER TABLE {table} RENAME COLUMN {column} TO not_yet")
    first.receive()
    for _ in range(4):
        status = first.sync()
    assert (status.mode, status.parked) == ("offline", 0)
    run(centre, f"ALTER TABLE {table} RENAME COLUMN not_yet TO {column}")
    status = first.sync()
    assert (status.mode, status.waiting) == ("online", 0)
    assert first.events() == feed(centre)
