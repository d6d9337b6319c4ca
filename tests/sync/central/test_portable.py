"""The tables and the operation path keep to what every engine with PostgreSQL's language has.

CockroachDB, YugabyteDB, Citus and Aurora DSQL differ in what they leave out; docs/scaling.md says what each rule is
for.
"""

import ast
import re
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import desktop_app.sync
from desktop_app.application.ports import Identity
from desktop_app.ids import uuid7
from desktop_app.sync import tables
from desktop_app.sync.centre import Centre
from desktop_app.sync.database import open_engine
from desktop_app.sync.wire import Operation, Outcome, Series
from tests.sync.house import AT

FOLDER = Path(desktop_app.sync.__file__).parent
# What only a PostgreSQL gets, and only from administrators.
PROTECTION = {"protection.py", "protection_sql.py"}
NOT_EVERYWHERE = re.compile(
    r"\b(SERIAL|IDENTITY|NEXTVAL|SEQUENCE|CREATE\s+TRIGGER|CREATE\s+(OR\s+REPLACE\s+)?FUNCTION|PG_ADVISORY\w*|LISTEN|"
    r"NOTIFY|UNLISTEN|SAVEPOINT|XMIN|CTID|TXID_\w+|PG_SNAPSHOT\w*|LOCK\s+TABLE|TRUNCATE|TABLESAMPLE|JSONB?|"
    r"TSVECTOR|ARRAY|EXCLUDE|DEFERRABLE|INHERITS|UNLOGGED|TEMP|TEMPORARY|WITH\s+HOLD|SKIP\s+LOCKED|FOREIGN\s+KEY|"
    r"REFERENCES|DO\s+\$\$|::\w+)\b",
    re.IGNORECASE,
)
PLAIN_TYPES = re.compile(r"INTEGER|BIGINT|VARCHAR(\(\d+\))?|TEXT|BYTEA|FLOAT")
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH|LISTEN|NOTIFY|SAVEPOINT|LOCK)\b")
SPACED = [table for table in tables.metadata.sorted_tables if table.name != "space"]


def statements():
    """Every SQL text of the sync that is not part of the protection."""
    for path in sorted(FOLDER.rglob("*.py")):
        if path.name not in PROTECTION:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                    yield f"{path.name}:{node.lineno}", node.value


def test_no_statement_of_the_sync_needs_what_some_engine_lacks():
    found = list(statements())
    assert len(found) > 15
    assert {place: text for place, text in found if NOT_EVERYWHERE.search(text)} == {}


@pytest.mark.parametrize("statement", ["SELECT nextval('a')", "SAVEPOINT a", "SELECT pg_advisory_lock(1)", "NOTIFY a"])
def test_the_rule_sees_what_it_forbids(statement):
    assert SQL.match(statement)
    assert NOT_EVERYWHERE.search(statement)


@pytest.mark.parametrize("table", SPACED, ids=lambda table: table.name)
def test_the_key_and_every_index_of_a_table_begin_with_the_space(table):
    assert next(iter(table.primary_key.columns)).name == "space"
    for index in table.indexes:
        assert next(iter(index.columns)).name == "space", index.name


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_a_table_is_made_of_plain_columns_without_anything_that_counts_by_itself(table):
    dialect = postgresql.dialect()
    made = str(CreateTable(table).compile(dialect=dialect))
    made += "".join(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
    assert not NOT_EVERYWHERE.search(made)
    assert not table.foreign_keys
    for column in table.columns:
        assert column.server_default is None
        assert PLAIN_TYPES.fullmatch(column.type.compile(dialect=dialect))


def push_all(centre, station, together):
    """One station's forty operations in pushes of two, with numbers leased in between, as fast as it can."""
    identity = Identity(100, station, 1, "", "", "", "", "")
    for n in range(1, 41, 2):
        pair = [
            Operation(station, 1, n + i, uuid7(), uuid7() if i else "0" * 32, "sync.parked", AT, "", 1, "{}")
            for i in range(2)
        ]
        together.wait()
        assert centre.push(100, pair).outcome is Outcome.ACCEPTED
        centre.grant(identity, Series("H29", "261008"), 3)


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_nothing_is_lost_or_given_twice_at_any_isolation_level(postgres_copy, isolation):
    with closing(Centre(postgres_copy, open_engine(postgres_copy, isolation))) as centre:
        together = threading.Barrier(4)
        faults = []

        def run(station):
            try:
                push_all(centre, station, together)
            except BaseException as fault:  # noqa: BLE001 -- looked at below
                faults.append(fault)
                together.abort()

        threads = [threading.Thread(target=run, args=(station,)) for station in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        with centre.engine.connect() as connection:
            kept = connection.exec_driver_sql("SELECT station, n FROM operation WHERE space = 100 ORDER BY seq").all()
            firsts = connection.exec_driver_sql("SELECT first FROM number_lease ORDER BY first").scalars().all()
        assert sorted(tuple(row) for row in kept) == [(s, n) for s in range(1, 5) for n in range(1, 41)]
        assert firsts == list(range(1, 240, 3))
        assert centre.verify() == []
