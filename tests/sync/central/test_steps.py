"""Other systems read where dossiers stand and say what they did, and the stations learn of it."""

from datetime import datetime

import psycopg
import pytest
from sqlalchemy import insert, text

from desktop_app.domain.clocktime import VN
from desktop_app.sync import steps, tables
from desktop_app.sync.protection import Kind
from tests.sync.central.conftest import OTHER
from tests.sync.house import AT, OFFICE, feed

CODE = "H29.19.05-261008-0001"
FORWARD = "SELECT append_step(%s, %s, 'dossier.forwarded', %s, '{\"to\": \"Chi nhánh Văn phòng đất đai\"}')"


def at_once(one):
    """What a station does within a minute: the report takes the steps in, the next exchange brings them down."""
    one.loop._rounds._exchange._reported = None
    one.sync()
    one.sync()


def test_a_step_of_another_system_arrives_at_the_stations_and_in_the_views(house):
    first, second = house.station("Quầy 1"), house.station("Quầy 2")
    dossier = first.receive(CODE)
    first.sync()
    writer = house.plain(Kind.WRITER)
    (step,) = writer.execute(FORWARD, (OFFICE, CODE, "phiếu 17")).fetchone()
    at_once(first)
    second.sync()
    assert second.dossier(dossier).state == first.dossier(dossier).state == "in_process"
    read = "SELECT state, national_status FROM dossier_status WHERE dossier_code = %s"
    assert writer.execute(read, [CODE]).fetchone() == ("in_process", 4)
    seen = writer.execute("SELECT kind, station FROM dossier_step WHERE id = %s", [step]).fetchone()
    assert seen == ("dossier.forwarded", 0)
    assert first.events() == second.events() == feed(house.centre)
    assert house.centre.verify() == []


def test_a_step_that_is_said_again_is_taken_once(house):
    first = house.station("Quầy 1")
    first.receive(CODE)
    first.sync()
    writer = house.plain(Kind.WRITER)
    for _ in range(2):
        writer.execute(FORWARD, (OFFICE, CODE, "phiếu 17"))
        writer.execute(FORWARD, (OFFICE, CODE, "phiếu 17"))
        at_once(first)
    assert [row[4] for row in feed(house.centre)].count("dossier.forwarded") == 1


def test_the_time_of_a_step_is_that_of_the_other_system(house):
    first = house.station("Quầy 1")
    first.receive(CODE)
    first.sync()
    when = datetime(2026, 10, 8, 9, 30, tzinfo=VN)
    said = "SELECT append_step(%s, %s, 'dossier.result_ready', '1', at => %s)"
    house.plain(Kind.WRITER).execute(said, (OFFICE, CODE, when))
    at_once(first)
    assert [row[5] for row in feed(house.centre) if row[4] == "dossier.result_ready"] == [when.isoformat()]


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (("H29.19.05", "unknown", "dossier.forwarded", "1", "{}"), psycopg.errors.NoDataFound),
        ((OTHER, CODE, "dossier.forwarded", "1", "{}"), psycopg.errors.NoDataFound),
        (("H29.19.05", CODE, "dossier.returned", "1", "{}"), psycopg.errors.InvalidParameterValue),
        (("H29.19.05", CODE, "dossier.stopped", "1", "{}"), psycopg.errors.InvalidParameterValue),
        (("H29.19.05", CODE, "dossier.forwarded", "", "{}"), psycopg.errors.InvalidParameterValue),
        (("H29.19.05", CODE, "dossier.forwarded", "1", "[]"), psycopg.errors.InvalidParameterValue),
    ],
    ids=["no dossier", "other office", "counter's work", "no reason", "no reference", "no object"],
)
def test_a_step_that_makes_no_sense_is_refused_where_it_is_said(house, call, fault):
    first = house.station("Quầy 1")
    first.receive(CODE)
    first.sync()
    with pytest.raises(fault):
        house.plain(Kind.WRITER).execute("SELECT append_step(%s, %s, %s, %s, %s)", call)


def test_a_writer_reads_and_says_nothing_else(house):
    writer = house.plain(Kind.WRITER)
    for statement in ("SELECT * FROM incoming_step", "INSERT INTO incoming_step VALUES (100)", "SELECT * FROM dossier"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            writer.execute(statement)


def test_a_step_that_can_never_be_taken_holds_up_no_other(centre, stations):
    first = stations("Quầy 1")
    dossier = first.receive(CODE)
    first.sync()
    rows = [("0" * 32, "[]", 1), ("1" * 32, "{}", 2)]
    with centre.engine.begin() as connection:
        for step, body, order in rows:
            values = {"space": 100, "id": step, "subject": dossier, "kind": "dossier.forwarded", "at": AT}
            values |= {"actor": "land", "body": body, "added_at": str(order)}
            connection.execute(insert(tables.incoming_step).values(values))
    assert [steps.take(centre.engine, 100, AT) for _ in range(3)] == [0, 1, 0]
    assert [letter.reason for letter in centre.dead_letters()] == ["body"]
    first.sync()
    assert first.dossier(dossier).state == "in_process"


def test_a_step_whose_taking_was_cut_off_is_not_taken_twice(centre, stations, monkeypatch):
    first = stations("Quầy 1")
    dossier = first.receive(CODE)
    first.sync()
    row = {"space": 100, "id": "1" * 32, "subject": dossier, "kind": "dossier.forwarded", "at": AT, "actor": "land"}
    with centre.engine.begin() as connection:
        connection.execute(insert(tables.incoming_step).values(row | {"body": "{}", "added_at": AT}))
    with monkeypatch.context() as cut:
        cut.setattr(steps, "_forget", lambda *_: None)
        assert steps.take(centre.engine, 100, AT) == 1
    assert steps.take(centre.engine, 100, AT) == 0
    with centre.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM incoming_step")) == 0
    assert [r[4] for r in feed(centre)].count("dossier.forwarded") == 1
