"""What the database refuses to stations and other systems, however they ask."""

from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from desktop_app.sync.centre import connect
from desktop_app.sync.protection import Kind
from tests.sync.central.conftest import OTHER, as_administrator, owned_database, text_of
from tests.sync.house import OFFICE, feed, lose, refused

TABLES = (
    "operation",
    "dossier",
    "station",
    "number_counter",
    "number_lease",
    "dead_letter",
    "incoming_step",
    "attachment_part",
)
DENIED = psycopg.errors.InsufficientPrivilege


def test_stations_under_roles_of_their_own_do_all_that_stations_do(house):
    centre, here, there = house.centre, house.station("Quầy 1"), house.station("Quầy khác", OTHER)
    for one in (here, there):
        one.receive_many(3)
        assert one.sync().waiting == 0
    here.loop._rounds._exchange._sender.renew("copied or restored")
    here.receive()
    assert here.sync().waiting == 0
    second = house.station("Quầy 2")
    assert second.sync().mode == "online"
    assert here.events() == second.events() == feed(centre)
    assert there.events() == feed(centre, 101)
    assert centre.verify() == []
    before = feed(centre)
    lose(centre, 2)
    for _ in range(3):
        here.sync()
    assert feed(centre) == before


def test_a_station_reads_the_feeds_of_its_own_and_of_wider_spaces_only(working_house):
    mine = working_house.plain(Kind.STATION)
    assert {row[0] for row in mine.execute("SELECT number FROM space")} == {1, 100}
    for table in TABLES:
        assert {row[0] for row in mine.execute(f"SELECT DISTINCT space FROM {table}")} <= {100}
    assert mine.execute("SELECT count(*) FROM operation").fetchone() != (0,)


@pytest.mark.parametrize(
    "statement",
    [
        (
            "INSERT INTO operation SELECT 101, 99, station, incarnation, 99, md5('x'), subject, kind, at, actor,"
            " schema, body, payload_hash, hash FROM operation WHERE seq = 1"
        ),
        (
            "INSERT INTO operation SELECT 1, 99, station, incarnation, 99, md5('x'), subject, kind, at, actor, schema,"
            " body, payload_hash, hash FROM operation WHERE seq = 1"
        ),
        "UPDATE operation SET body = '{}'",
        "DELETE FROM operation",
        "TRUNCATE operation",
        "DELETE FROM dossier",
        "INSERT INTO attachment_part VALUES (101, '', 0, '')",
        "UPDATE attachment_part SET content = ''",
        "DELETE FROM attachment_part",
        "UPDATE dead_letter SET reason = ''",
        "UPDATE space SET packet_key = '' WHERE number = 100",
        "UPDATE space SET head_seq = 0, head_hash = hash FROM operation o WHERE number = 100 AND o.seq = 1",
        "UPDATE space SET head_seq = head_seq + 1 WHERE number = 100",
        "UPDATE space SET head_hash = payload_hash FROM operation o WHERE number = 100 AND o.seq = 1",
        "UPDATE station SET public_key = ''",
        "UPDATE number_counter SET next = 1",
        "UPDATE role_space SET space = 101",
        "SELECT * FROM role_space",
        "SELECT * FROM dossier_status",
        "SELECT * FROM dossier_step",
        "SELECT append_step('H29.19.05', 'x', 'dossier.forwarded', '1')",
        "CREATE TABLE mine (a integer)",
        "DROP TABLE operation",
        "ALTER TABLE operation DISABLE ROW LEVEL SECURITY",
        "SET ROLE motcua_writer",
    ],
)
def test_a_station_cannot_leave_its_space_or_rewrite_what_stands(working_house, statement):
    with pytest.raises(DENIED):
        working_house.plain(Kind.STATION).execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE space SET epoch = 'x' WHERE number <> 100",
        "UPDATE station SET state = 'quarantined' WHERE space <> 100",
        "UPDATE dossier SET state = 'returned' WHERE space <> 100",
        "UPDATE number_counter SET next = next + 1 WHERE space <> 100",
        "DELETE FROM incoming_step WHERE space <> 100",
    ],
)
def test_rows_of_other_spaces_are_not_there_to_be_changed(working_house, statement):
    assert working_house.plain(Kind.STATION).execute(statement).rowcount == 0


def forge(connection):
    """Appends an operation whose seal is not that of what it says, and moves the head over it."""
    with connection.transaction():
        connection.execute(
            "INSERT INTO operation SELECT space, seq + 1, station, incarnation, n + 1, md5('x'), subject, kind, at,"
            " actor, schema, body, payload_hash, hash FROM operation WHERE space = 100 ORDER BY seq DESC LIMIT 1"
        )
        connection.execute("UPDATE space SET head_seq = head_seq + 1 WHERE number = 100")


def test_an_operation_that_does_not_continue_the_feed_is_refused_by_the_database(working_house):
    with pytest.raises(DENIED, match="does not continue"):
        forge(working_house.plain(Kind.STATION))


def test_readers_see_the_views_of_their_offices_and_nothing_else(working_house):
    here = working_house.plain(Kind.READER)
    assert {row[0] for row in here.execute("SELECT office_code FROM dossier_status")} == {OFFICE}
    everywhere = working_house.plain(Kind.READER, "VN")
    for view in ("dossier_status", "dossier_step", "station_status"):
        assert {row[0] for row in everywhere.execute(f"SELECT office_code FROM {view}")} == {OFFICE, OTHER}
    for table in ("space", "role_space", *TABLES):
        with pytest.raises(DENIED):
            here.execute(f"SELECT * FROM {table}")


def test_a_station_sees_how_the_stations_of_its_office_and_of_those_below_are(working_house):
    centre = working_house.centre
    for space, seen in ((OFFICE, {"Quầy 1"}), ("VN", {"Quầy 1", "Quầy khác"})):
        with closing(connect(working_house.allowed(Kind.STATION, space))) as under:
            assert {life.name for life in under.overview().lives} == seen
            # The tables themselves, which carry the exchange, stay those of the own office.
            assert {row.name for row in under.stations()} == (seen if space == OFFICE else set())
    assert {life.name for life in centre.overview().lives} == {"Quầy 1", "Quầy khác"}


def test_under_a_centre_that_was_not_upgraded_a_station_is_told_why_it_sees_none(house):
    house.station("Quầy 1")
    with house.centre.engine.begin() as connection:
        connection.exec_driver_sql("REVOKE SELECT ON station_status FROM motcua_station")
    with closing(connect(house.allowed(Kind.STATION))) as under:
        with refused("central.stations_hidden"):
            under.overview()
        house.centre.upgrade()
        assert len(under.overview().lives) == 1


def test_a_role_that_was_taken_away_is_cut_off_and_cannot_come_back(working_house):
    centre = working_house.centre
    centre.allow("mat_may", Kind.STATION, OFFICE)
    url = text_of(make_url(centre.url).set(username="mat_may", drivername="postgresql"))
    with psycopg.connect(url) as connection:
        centre.forbid("mat_may")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1 FROM space")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    with refused("central.role_unknown"):
        centre.forbid("mat_may")


def test_only_a_verifier_of_the_password_reaches_the_server(working_house, postgres_url):
    centre = working_house.centre
    password = centre.allow("quay_1", Kind.STATION, OFFICE)
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        (kept,) = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'quay_1'").fetchone()
    centre.forbid("quay_1")
    assert kept.startswith("SCRAM-SHA-256$")
    assert password not in kept


def test_a_role_of_somebody_else_is_never_taken_over(working_house):
    centre = working_house.centre
    with refused("central.role_taken"):
        centre.allow("postgres", Kind.STATION, OFFICE)
    with refused("central.role"):
        centre.allow("Quầy 1", Kind.STATION, OFFICE)


def test_who_may_not_make_roles_is_told_so(working_house):
    under = connect(working_house.allowed(Kind.STATION))
    with refused("central.rights"):
        under.allow("them", Kind.STATION, OFFICE)
    under.close()


def test_making_the_centre_again_puts_back_what_was_opened_by_hand(house):
    centre = house.centre
    with centre.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE operation DISABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql("GRANT DELETE ON operation TO motcua_station")
    assert not centre.is_protected()
    centre.init()
    assert centre.is_protected()
    with pytest.raises(DENIED):
        house.plain(Kind.STATION).execute("DELETE FROM operation")


def test_a_centre_is_not_begun_where_every_account_may_make_tables_in_it(postgres_url):
    with owned_database(postgres_url) as url, closing(connect(url)) as centre:
        owner = make_url(url).database
        # As PostgreSQL 14 makes every database.
        as_administrator(
            postgres_url, owner, "ALTER SCHEMA public OWNER TO postgres", "GRANT CREATE ON SCHEMA public TO PUBLIC"
        )
        with refused("central.schema_open"):
            centre.init()
        assert not centre.is_protected()
        as_administrator(postgres_url, owner, f"ALTER SCHEMA public OWNER TO {owner}")
        centre.init()
        assert centre.is_protected()


def test_a_server_elsewhere_has_to_prove_who_it_is():
    far = connect("postgresql+psycopg://a@db.example.vn/motcua")
    assert far.engine.url.query["sslmode"] == "verify-full"
    near = connect("postgresql+psycopg://a@localhost/motcua")
    assert "sslmode" not in near.engine.url.query
