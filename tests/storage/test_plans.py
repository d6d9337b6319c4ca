"""What pages ask when they open must not read a whole table: on a million dossiers that takes ten seconds."""

import pytest
from sqlalchemy import event

from desktop_app.application.ports import DossierQuery
from desktop_app.sync import outbox
from tests.storage.conftest import EVERYBODY, receive

WHOLE_TABLES = ("SCAN event", "SCAN dossier", "SCAN payment")


def outbox_of(store, question):
    def ask(_office):
        with store.read() as unit:
            question(unit.connection)

    return ask


QUESTIONS = {
    "parked": lambda store: outbox_of(store, outbox.parked_operations),
    "waiting": lambda store: outbox_of(store, lambda connection: outbox.waiting_operations(connection, 500)),
    "with problems": lambda _: lambda office: office.lookup.rows(DossierQuery(with_problems=True, limit=50)),
    "work list": lambda _: lambda office: office.worklist.board(EVERYBODY),
    "a person": lambda _: lambda office: office.lookup.person("079190123456"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_whole_table_is_read(store, office, name):
    receive(office)
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
    QUESTIONS[name](store)(office)
    plans = []
    with store.engine.connect() as connection:
        for statement, values in [one for one in asked if one[0].lstrip().startswith("SELECT")]:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            plans += [row[3] for row in rows]
    assert plans
    whole = [line for line in plans if line in WHOLE_TABLES]
    assert not whole, asked
