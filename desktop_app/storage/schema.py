"""The tables of the station's store.

Ordinary rowid tables throughout: the integer keys are SQLite rowids and give keyset paging for nothing. `event` is both
the history and the outbox: a row without `seq` has not come back from the centre yet.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

metadata = MetaData()

# Events that happen to no dossier. A query must repeat this very condition to be answered from the partial index.
OF_HOUSE = text("substr(kind, 1, 8) <> 'dossier.' AND kind <> 'reference.put'")
# Few dossiers have them; the figures look at each of those again.
SECOND_LOOK = text("kind IN ('dossier.supplement_requested', 'dossier.extended')")
# Corrections that somebody proposed: few, and asked for across all dossiers by whoever may decide on them.
PROPOSED = text("kind = 'dossier.correction_proposed'")
# How content people were, counted by time.
RATED = text("kind = 'dossier.rated'")

# One row per fact about this store: format, space, station, incarnation, name of the office …
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# Counters that only grow: operation number, receipt number, fold position.
counter = Table("counter", metadata, Column("name", String, primary_key=True), Column("value", Integer, nullable=False))

event = Table(
    "event",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("subject", String(32), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("station", String, nullable=False),
    Column("schema", Integer, nullable=False),
    # The payload as its station wrote it, byte for byte: hashes are over this text.
    Column("body", Text, nullable=False),
    Column("space", Integer, nullable=False),
    # Number of the operation in the log of the station and incarnation that made it; NULL while it is parked.
    Column("n", Integer),
    # Position in the feed of the space; NULL until the centre's feed has brought it back.
    Column("seq", Integer),
    Index("event_by_subject", "subject", "seq"),
    Index("event_by_feed", "space", "seq", unique=True, sqlite_where=text("seq IS NOT NULL")),
    Index("event_pending", "no", sqlite_where=text("seq IS NULL")),
    # Cash sheets, handover lists, slips: few beside the events of dossiers, and asked for by kind and time.
    Index("event_of_house", "kind", "at", sqlite_where=OF_HOUSE),
    Index("event_second_look", "subject", "kind", sqlite_where=SECOND_LOOK),
    Index("event_proposed", "subject", sqlite_where=PROPOSED),
    Index("event_rated", "at", sqlite_where=RATED),
)

# What the fold made of the events, for lists and look-ups. Rebuilt from `event` at any time.
dossier = Table(
    "dossier",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("code", String),
    Column("receipt_number", String, nullable=False),
    Column("official_code", String),
    Column("state", String, nullable=False),
    Column("owner_name", String, nullable=False),
    Column("owner_number", String, nullable=False),
    Column("submitter_number", String),
    Column("phone", String, nullable=False),
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
    Column("paused_since", String),
    Column("called_at", String),
    Column("holder", String, nullable=False),
    Column("batch", String),
    Column("problems", Integer, nullable=False),
    Index("dossier_by_code", "code"),
    Index("dossier_by_receipt", "receipt_number"),
    Index("dossier_by_official", "official_code", sqlite_where=text("official_code IS NOT NULL")),
    Index("dossier_by_owner", "owner_number"),
    Index("dossier_by_submitter", "submitter_number", sqlite_where=text("submitter_number IS NOT NULL")),
    Index("dossier_by_phone", "phone", sqlite_where=text("phone <> ''")),
    Index("dossier_by_procedure", "procedure_code"),
    # In one state the newest come first by themselves: an index ends with the number of its row.
    Index("dossier_by_state", "state"),
    # What the work list asks of the few that are open stands in the index itself, or it would read each of their rows.
    Index(
        "dossier_open",
        *("state", "due_at", "received_at", "paused_since", "finished_at", "called_at"),
        *("batch", "holder", "receiving_office", "closed_at"),
        sqlite_where=text("closed_at IS NULL"),
    ),
    Index("dossier_by_received", "received_at"),
    Index("dossier_by_closing", "closed_at", "finished_at", "field_code", sqlite_where=text("closed_at IS NOT NULL")),
    # When the office's own work on it ended: with a result, or by refusal, withdrawal or stop.
    Index("dossier_by_end", text("coalesce(finished_at, closed_at)")),
    Index("dossier_problems", "no", sqlite_where=text("problems > 0")),
)

# Under what else a dossier is known than by the codes of its row: official codes that were replaced, and what was
# given to it by two stations at once. Part of the projection like `dossier`.
other_code = Table(
    "other_code",
    metadata,
    Column("code", String, primary_key=True),
    Column("dossier", String(32), primary_key=True),
    Index("other_code_of_dossier", "dossier"),
)

# Money that was taken, for cash sheets and reports; part of the projection like `dossier`.
payment = Table(
    "payment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("dossier", String(32), nullable=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("shift", String(32), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("method", String, nullable=False),
    Column("official_receipt", String, nullable=False),
    Column("cancelled", String),
    Index("payment_by_time", "at"),
    Index("payment_by_shift", "shift"),
)

# rowid = dossier.no; names folded to words and pairs of neighbouring words: "nguyen thi m" reads one short list.
# Beginnings of up to ten letters have lists of their own. Without one, SQLite joins the lists of all words that begin
# so before it gives the first row: a tenth of a second for "nguyen" among a million names. Longer ones are rare.
CREATE_SEARCH = (
    "CREATE VIRTUAL TABLE dossier_search USING fts5(names, content='', contentless_delete=1, detail=none, "
    "prefix='1 2 3 4 5 6 7 8 9 10', tokenize=\"unicode61 tokenchars '_'\")"
)
# Merging is left to `upkeep`: a commit that has to merge takes a tenth of a second in a store of a million.
SET_UP_SEARCH = (
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('automerge', 0)",
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('crisismerge', 1000)",
)

# What the desk works with and does not happen to one dossier: procedures, calendars, offices, staff, settings.
reference = Table(
    "reference",
    metadata,
    Column("space", Integer, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("valid_from", String, primary_key=True),
    Column("body", Text, nullable=False),
)

# Forms that are being filled in: kept until they are received or thrown away by a person.
draft = Table(
    "draft",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("saved_at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("body", Text, nullable=False),
)

# Numbers of the day that the centre has given to this station alone.
lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit", String, nullable=False),
    Column("day", String, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("next", Integer, nullable=False),
    Index("lease_by_day", "unit", "day", "first", unique=True),
)

# How far each feed has been read, and the head it was verified against.
cursor = Table(
    "cursor",
    metadata,
    Column("space", Integer, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# Operations that the centre could not take for their own sake, with the reason, until a person has looked.
parked = Table(
    "parked",
    metadata,
    Column("event", String(32), ForeignKey("event.id"), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
)

# What the sync did, for the page that shows it; trimmed to the newest rows.
sync_log = Table(
    "sync_log",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("what", String, nullable=False),
    Column("detail", Text, nullable=False),
)
