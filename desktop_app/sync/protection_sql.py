"""What PostgreSQL itself refuses, as statements that may be repeated: each says how things have to be.

Only for PostgreSQL and what calls itself so: the tables stay portable, and nothing in the operation path needs this.
"""

from desktop_app.domain.states import MOVES
from desktop_app.sync.tables import VIEWS

STATION, READER, WRITER = "motcua_station", "motcua_reader", "motcua_writer"

# What another system may say of a dossier: work and decisions inside the office, never what happens at the counter.
STEPS = (
    "dossier.forwarded",
    "dossier.supplement_requested",
    "dossier.duty_requested",
    "dossier.result_ready",
    "dossier.result_withdrawn",
    "dossier.stopped",
)

# Whom a role of the database speaks for. Asked by its owner's right, so that roles do not see each other.
_WHO = (
    "CREATE TABLE IF NOT EXISTS role_space (role name PRIMARY KEY, space integer NOT NULL)",
    "CREATE OR REPLACE VIEW own_space AS SELECT space FROM role_space WHERE role = session_user",
    f"GRANT SELECT ON own_space TO {STATION}",
    """
CREATE OR REPLACE FUNCTION wider_spaces() RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
WITH RECURSIVE above(number, parent) AS (
    SELECT s.number, s.parent FROM space s JOIN role_space r ON r.space = s.number WHERE r.role = session_user
    UNION SELECT s.number, s.parent FROM space s JOIN above a ON s.number = a.parent)
SELECT number FROM above $$""",
    """
CREATE OR REPLACE FUNCTION reading_scope() RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
WITH RECURSIVE below(number) AS (
    SELECT r.space FROM role_space r WHERE r.role = session_user
    UNION SELECT s.number FROM space s JOIN below b ON s.parent = b.number)
SELECT number FROM below
UNION SELECT number FROM space
WHERE pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'space'::regclass), 'USAGE') $$""",
)

# What a station may do, by table: its rights, and the columns it may change.
_RIGHTS = {
    "space": "SELECT, UPDATE (head_seq, head_hash, epoch, first_number, loss_until)",
    "operation": "SELECT, INSERT",
    "station": "SELECT, INSERT, UPDATE (name, state, last_seen, version, waiting, oldest_waiting, numbers_left,"
    " feed_seq, clock_difference)",
    "dossier": "SELECT, INSERT, UPDATE",
    "number_counter": "SELECT, INSERT, UPDATE (next)",
    "number_lease": "SELECT, INSERT, UPDATE (issued_to)",
    "dead_letter": "SELECT, INSERT",
    "incoming_step": "SELECT, DELETE",
    "attachment_part": "SELECT, INSERT",
}
# Feeds of wider spaces are read, never written.
_READ_WIDER = ("space", "operation")
# Asked once for each statement, not for each row.
_OWN = "{column} = (SELECT space FROM own_space)"
_WIDER = "({own} OR {column} IN (SELECT wider_spaces()))"

# The head of a feed moves only forward, and only to the end of operations that are whole and chain to where it was.
_GUARDS = (
    """
CREATE OR REPLACE FUNCTION guard_head() RETURNS trigger
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$
DECLARE
    at bigint := OLD.head_seq;
    sealed bytea := OLD.head_hash;
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM own_space) OR (NEW.head_seq, NEW.head_hash) = (OLD.head_seq, OLD.head_hash) THEN
        RETURN NEW;
    END IF;
    FOR one IN SELECT * FROM operation o WHERE o.space = NEW.number AND o.seq > OLD.head_seq ORDER BY o.seq LOOP
        at := at + 1;
        sealed := sha256(sealed || convert_to(one.id || one.kind, 'UTF8') || one.payload_hash);
        IF one.seq <> at OR one.hash <> sealed OR one.payload_hash <> sha256(convert_to(concat_ws(E'\\n', one.id,
            one.subject, one.kind, one.at, one.actor, concat_ws('-', one.space, one.station, one.incarnation),
            one.schema, one.body), 'UTF8')) THEN
            RAISE insufficient_privilege USING MESSAGE = 'operation does not continue the feed';
        END IF;
    END LOOP;
    IF (NEW.head_seq, NEW.head_hash) <> (at, sealed) THEN
        RAISE insufficient_privilege USING MESSAGE = 'head is not the end of the feed';
    END IF;
    RETURN NEW;
END $$""",
    (
        "CREATE OR REPLACE TRIGGER guard_head BEFORE UPDATE OF head_seq, head_hash ON space"
        " FOR EACH ROW EXECUTE FUNCTION guard_head()"
    ),
    """
CREATE OR REPLACE FUNCTION guard_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.next < OLD.next THEN
        RAISE insufficient_privilege USING MESSAGE = 'numbers are never given again';
    END IF;
    RETURN NEW;
END $$""",
    (
        "CREATE OR REPLACE TRIGGER guard_number BEFORE UPDATE ON number_counter"
        " FOR EACH ROW EXECUTE FUNCTION guard_number()"
    ),
)

_APPEND_STEP = """
CREATE OR REPLACE FUNCTION append_step(office_code text, dossier_code text, kind text, reference text,
    data jsonb DEFAULT '{{}}', at timestamptz DEFAULT now()) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    office integer;
    dossier_id text;
    step text := md5(concat_ws(E'\\n', session_user, office_code, reference));
BEGIN
    SELECT s.number INTO office FROM space s
    WHERE s.code = office_code AND s.number IN (SELECT reading_scope());
    SELECT d.id INTO dossier_id FROM dossier d
    WHERE d.space = office AND (d.code = dossier_code OR d.receipt_number = dossier_code);
    IF dossier_id IS NULL THEN
        RAISE no_data_found USING MESSAGE = format('no dossier %s in office %s', dossier_code, office_code);
    END IF;
    IF kind NOT IN ({kinds}) OR jsonb_typeof(data) <> 'object' OR coalesce(reference, '') = ''
        OR (kind IN ({reasoned}) AND coalesce(data ->> 'reason', '') = '') THEN
        RAISE invalid_parameter_value USING MESSAGE = format('step %s cannot be taken as it is', kind);
    END IF;
    INSERT INTO incoming_step VALUES (office, step, dossier_id, kind,
        to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'), session_user, data::text,
        to_char(now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'))
    ON CONFLICT DO NOTHING;
    RETURN step;
END $$"""


def statements(schema: str, database: str) -> list[str]:
    """Everything in its order, for quoted names of the schema and the database of the centre."""
    listed = ", ".join(f"'{kind}'" for kind in STEPS)
    reasoned = ", ".join(f"'{kind}'" for kind in STEPS if "reason" in MOVES[kind].needs)
    groups = f"{STATION}, {READER}, {WRITER}"
    names = ", ".join(VIEWS)
    append = "append_step(text, text, text, text, jsonb, timestamptz)"
    return [
        # Nothing is left to whoever merely has an account on the server.
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {groups}",
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {schema} TO {groups}",
        *(text.format(schema=schema) if "{schema}" in text else text for text in (*_WHO, *_GUARDS)),
        f"GRANT SELECT ON alembic_version TO {STATION}",
        *(one for table in _RIGHTS for one in _table(table)),
        # Scans and photographs are compressed already.
        "ALTER TABLE attachment_part ALTER content SET STORAGE EXTERNAL",
        *(
            f"CREATE OR REPLACE VIEW {name} WITH (security_barrier) AS {select}"
            " AND s.number IN (SELECT reading_scope())"
            for name, select in VIEWS.items()
        ),
        f"GRANT SELECT ON {names} TO {READER}, {WRITER}",
        # Administrators look after every station of their office and of those below, from the window.
        f"GRANT SELECT ON station_status TO {STATION}",
        _APPEND_STEP.format(schema=schema, kinds=listed, reasoned=reasoned),
        f"REVOKE ALL ON FUNCTION {append} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {append} TO {WRITER}",
    ]


def _table(table: str) -> list[str]:
    """The rights and the policies of one table, in place of those it had."""
    own = _OWN.format(column="number" if table == "space" else "space")
    column = own.split(" ", maxsplit=1)[0]
    reading = _WIDER.format(own=own, column=column) if table in _READ_WIDER else own
    rules = {"read": f"FOR SELECT TO {STATION} USING ({reading})"}
    if "INSERT" in _RIGHTS[table]:
        rules["add"] = f"FOR INSERT TO {STATION} WITH CHECK ({own})"
    if "UPDATE" in _RIGHTS[table]:
        rules["change"] = f"FOR UPDATE TO {STATION} USING ({own}) WITH CHECK ({own})"
    if "DELETE" in _RIGHTS[table]:
        rules["take"] = f"FOR DELETE TO {STATION} USING ({own})"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {table} FROM {STATION}",
        *(f"GRANT {right} ON {table} TO {STATION}" for right in [_RIGHTS[table]]),
        *(f"DROP POLICY IF EXISTS {name} ON {table}" for name in ("read", "add", "change", "take")),
        *(f"CREATE POLICY {name} ON {table} {rule}" for name, rule in rules.items()),
    ]
