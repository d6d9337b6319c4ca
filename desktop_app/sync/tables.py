"""The tables of the central database.

Portable on purpose: primary keys begin with the space, no identity columns, no triggers; so the same schema can be
partitioned by space or carried by a distributed engine. docs/central-database.md describes every column.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.dialects import sqlite

metadata = MetaData()

# A country (1), a province (2-99) or an office (100 and up). The row is also the head of the feed: whoever appends
# to the feed holds its lock, so numbers become visible in their order and without gaps.
space = Table(
    "space",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("parent", Integer),
    Column("code", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("unit", String, nullable=False),
    # Opens what stations of this space carry by hand (USB).
    Column("packet_key", LargeBinary(32), nullable=False),
    Column("epoch", String(32), nullable=False),
    # After a loss: series of days up to `loss_until` (yymmdd) begin at `first_number`, beyond what was forgotten.
    Column("first_number", Integer, nullable=False),
    Column("loss_until", String, nullable=False),
    Column("head_seq", BigInteger, nullable=False),
    Column("head_hash", LargeBinary(32), nullable=False),
)

# One row per life of a station. How far its log goes, only `operation` says.
station = Table(
    "station",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("station", Integer, primary_key=True, autoincrement=False),
    Column("incarnation", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("state", String, nullable=False),
    Column("enrolled_at", String, nullable=False),
    # Ed25519; proves which station a packet comes from.
    Column("public_key", LargeBinary(32)),
    Column("last_seen", String),
    Column("version", String),
    Column("waiting", Integer),
    Column("oldest_waiting", String),
    Column("numbers_left", Integer),
    Column("feed_seq", BigInteger),
    Column("clock_difference", Float),
)

# Log of every station and feed of every space in one: what was done, byte for byte, where it stands, and its seal.
operation = Table(
    "operation",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("station", Integer, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("id", String(32), nullable=False),
    Column("subject", String(32), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("payload_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("operation_by_station", "space", "station", "incarnation", "n", unique=True),
    Index("operation_by_id", "space", "id", unique=True),
    Index("operation_by_subject", "space", "subject", "seq"),
)

# What the fold made of the operations of each dossier, for plain SQL. Written in the transaction of the push.
dossier = Table(
    "dossier",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), primary_key=True),
    Column("code", String),
    Column("receipt_number", String, nullable=False),
    Column("official_code", String),
    Column("state", String, nullable=False),
    Column("national_status", Integer, nullable=False),
    Column("owner_name", String, nullable=False),
    Column("owner_number", String, nullable=False),
    Column("procedure_code", String, nullable=False),
    Column("procedure_name", String, nullable=False),
    Column("field_code", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("receiving_office", String, nullable=False),
    Column("solving_office", String, nullable=False),
    Column("received_at", String, nullable=False),
    Column("due_at", String),
    Column("finished_at", String),
    Column("closed_at", String),
    Column("problems", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("dossier_by_code", "space", "code"),
    Index("dossier_by_receipt", "space", "receipt_number"),
    Index("dossier_by_owner", "space", "owner_number"),
    Index("dossier_by_due", "space", "state", "due_at"),
)

# The next number of the day, per unit.
number_counter = Table(
    "number_counter",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("unit", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("next", Integer, nullable=False),
)

# To whom numbers were given; `issued_to` is how far the station has said that it came.
number_lease = Table(
    "number_lease",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("unit", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("station", Integer, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("granted_at", String, nullable=False),
    Column("issued_to", Integer),
)

# What could not be taken for its own sake, and logs that forked: for a person to look at.
dead_letter = Table(
    "dead_letter",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), primary_key=True),
    Column("at", String, nullable=False),
    Column("station", Integer, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    Column("content", Text, nullable=False),
)


# What other systems say of dossiers, until a station of the office takes it into the feed (steps.py).
incoming_step = Table(
    "incoming_step",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), primary_key=True),
    Column("subject", String(32), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("added_at", String, nullable=False),
)

# The content of attached files in parts of one fixed size (storage/attachments.py), named by its hash. A part that
# stands here never changes.
attachment_part = Table(
    "attachment_part",
    metadata,
    Column("space", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)


def insert_sql(table: Table, *, replace: bool = False, keep: bool = False) -> str:
    """An insert of whole rows, `?` for each value in the order of the columns, as both kinds of centre read it.

    Where there is a row of the same key, `replace` overwrites it and `keep` leaves it alone.
    """
    insert = sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    if replace:
        others = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
        insert = insert.on_conflict_do_update(index_elements=keys, set_=others)
    if keep:
        insert = insert.on_conflict_do_nothing(index_elements=keys)
    return str(insert.compile(dialect=sqlite.dialect(paramstyle="qmark")))


# For other systems and for monitoring: without names, numbers or addresses of citizens. Each ends in a condition, to
# which the protection of PostgreSQL adds what the reader may see (protection.py).
VIEWS = {
    "dossier_status": """
SELECT s.code AS office_code, s.name AS office_name, d.code AS dossier_code, d.receipt_number, d.official_code,
       d.state, d.national_status, d.procedure_code, d.procedure_name, d.field_code, d.channel, d.receiving_office,
       d.solving_office, d.received_at, d.due_at, d.finished_at, d.closed_at, d.seq
FROM dossier d, space s WHERE s.number = d.space""",
    "dossier_step": """
SELECT s.code AS office_code, o.seq, o.id, d.code AS dossier_code, d.receipt_number, o.kind, o.at, o.station
FROM operation o, dossier d, space s
WHERE d.space = o.space AND d.id = o.subject AND s.number = o.space""",
    "station_status": """
SELECT s.code AS office_code, s.name AS office_name, t.station, t.incarnation, t.name, t.state, t.enrolled_at,
       t.last_seen, t.version, t.waiting, t.oldest_waiting, t.numbers_left, t.clock_difference,
       s.head_seq - t.feed_seq AS behind
FROM station t, space s WHERE s.number = t.space""",
}
