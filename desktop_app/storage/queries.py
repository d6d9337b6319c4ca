"""Lists of dossiers: one statement for every combination of filters, newest first, paged by key."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    TextClause,
    UnaryExpression,
    and_,
    between,
    column,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy import table as lightweight_table
from sqlalchemy.sql.operators import custom_op

from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.domain.states import OPEN, State
from desktop_app.domain.text import number_token, scattered_query, search_query
from desktop_app.storage.schema import PROPOSED, SECOND_LOOK, event, other_code
from desktop_app.storage.schema import dossier as table

MOVED, PRINTED = "dossier.extended", "dossier.printed"
APOLOGY = "04"
_search = lightweight_table("dossier_search", column("rowid"))
# What is finished ended then; said of the end too, the bound is looked up in its index.
_ended = func.coalesce(table.c.finished_at, table.c.closed_at)
_ROW = [c for c in table.columns if c.name != "submitter_number"]


def rows(connection: Connection, query: DossierQuery) -> list[DossierRow]:
    """One page of dossiers, newest first."""
    match = _match(connection, query)
    if match is None:
        return []
    statement = _narrowed(select(*_ROW), query, match).limit(query.limit)
    number = _order_column(query)
    if query.before is not None:
        statement = statement.where(number < query.before)
    order = (table.c.due_at, table.c.no) if query.by_due else (number.desc(),)
    return [_row(found) for found in connection.execute(statement.order_by(*order))]


def count(connection: Connection, query: DossierQuery) -> int:
    """How many dossiers there are of this query, whatever its page."""
    match = _match(connection, query)
    if match is None:
        return 0
    counting = _narrowed(select(func.count()).select_from(table), query, match)
    # Numbers have no holes: the highest is how many there are.
    return connection.scalar(counting if counting.whereclause is not None else select(func.max(table.c.no))) or 0


def ids_by_label(connection: Connection, label: str) -> list[str]:
    """Dossiers with exactly this dossier code, receipt number or official code, newest first; then who once had it."""
    places = (table.c.code, table.c.receipt_number, table.c.official_code)
    called = _newest_first(connection, *(select(table.c.no, table.c.id).where(place == label) for place in places))
    known = select(other_code.c.dossier).where(other_code.c.code == label)
    once = _newest_first(connection, select(table.c.no, table.c.id).where(table.c.id.in_(known)))
    return list(dict.fromkeys(called + once))


def _newest_first(connection: Connection, *questions: Select[tuple[int, str]]) -> list[str]:
    by_number = {row.no: row.id for question in questions for row in connection.execute(question)}
    return [by_number[number] for number in sorted(by_number, reverse=True)]


def _match(connection: Connection, query: DossierQuery) -> str | None:
    """What the full-text index is asked for the typed name: "" without a name, None where nobody can be meant.

    Neighbouring words are looked for as pairs, which are rare; only where nobody at all has them, each word alone, so
    that "Nguyễn Mẫu" finds Nguyễn Thị Mẫu. Whether anybody has them does not depend on page or filters.
    """
    if not query.name:
        return ""
    pairs, words = search_query(query.name), scattered_query(query.name)
    if words is None or pairs is None:
        return pairs
    anybody = select(_search.c.rowid).where(_matches(pairs)).limit(1)
    return words if connection.scalar(anybody) is None else pairs


def _matches(expression: str) -> ColumnElement[bool]:
    return literal_column("dossier_search").op("MATCH", is_comparison=True)(expression)


def _order_column(query: DossierQuery) -> ColumnElement[int]:
    # Read through the full-text index in its own order, SQLite stops after the page instead of sorting every Nguyễn.
    return _search.c.rowid if query.name else table.c.no


def _narrowed(statement: Select[Any], query: DossierQuery, match: str) -> Select[Any]:
    if match:
        statement = statement.join_from(_search, table, table.c.no == _search.c.rowid).where(_matches(match))
    found_by_state, found_by_procedure = _ways(query)
    for place, value in (
        (table.c.phone, query.phone),
        (table.c.procedure_code if found_by_procedure else plain(table.c.procedure_code), query.procedure_code),
        (table.c.field_code, query.field_code),
        (table.c.channel, query.channel),
    ):
        if value:
            statement = statement.where(place == value)
    if query.states:
        state = table.c.state if found_by_state else plain(table.c.state)
        statement = statement.where(state.in_([state.value for state in query.states]))
    if _only_open(query) and found_by_state:
        # Says nothing new, but leads to the index of what is open.
        statement = statement.where(table.c.closed_at.is_(None))
    return statement.where(*_conditions(query))


def plain(place: ColumnElement[str]) -> ColumnElement[str]:
    """The same value, by which nothing is looked up in an index."""
    return UnaryExpression(place, operator=custom_op("+"))


def _ways(query: DossierQuery) -> tuple[bool, bool]:
    """Whether the indexes of states and of procedures are good ways into this query.

    SQLite keeps no count here of how many rows share a value: it would take a procedure with a hundred thousand
    dossiers for as good a way as the three dossiers of a person.
    """
    if query.ids or query.party or query.phone or query.name or query.code_prefix:
        return False, False
    dated = bool(query.received_from or query.finished_from or query.closed_from)
    return _only_open(query) or not dated, not _only_open(query) and not dated


def _only_open(query: DossierQuery) -> bool:
    return bool(query.states) and query.states <= OPEN


def _conditions(query: DossierQuery) -> list[ColumnElement[bool]]:
    conditions = _named(query) + _ranges(query)
    if query.only_late:
        conditions.append(table.c.finished_at > table.c.due_at)
    if query.with_proposals:
        conditions.append(table.c.id.in_(_undecided()))
    if query.never_moved:
        conditions.append(~_happened(MOVED))
    if query.apology_unprinted:
        # The rare comes first, from its own index: papers are looked at only where the appointment was moved.
        letter = func.json_extract(event.c.body, "$.form") == APOLOGY
        conditions += [_happened(MOVED, SECOND_LOOK), ~_happened(PRINTED, letter)]
    if query.with_problems:
        conditions.append(table.c.problems > 0)
    if query.only_uncalled:
        conditions.append(table.c.called_at.is_(None))
    if query.only_undelivered:
        conditions.append(and_(table.c.batch.is_(None), table.c.holder == table.c.receiving_office))
    return conditions


def _happened(kind: str, *more: ColumnElement[bool] | TextClause) -> ColumnElement[bool]:
    return select(event.c.id).where(event.c.subject == table.c.id, event.c.kind == kind, *more).exists()


def _named(query: DossierQuery) -> list[ColumnElement[bool]]:
    """Whose dossiers, or which."""
    conditions: list[ColumnElement[bool]] = []
    if query.party:
        found = [table.c.owner_number == query.party, table.c.submitter_number == query.party]
        if token := number_token(query.party):
            # Those who apply together with the owner stand in the index of names.
            found.append(table.c.no.in_(select(_search.c.rowid).where(_matches(f'"{token}"'))))
        conditions.append(or_(*found))
    if query.ids:
        conditions.append(table.c.id.in_(query.ids))
    if query.code_prefix:
        # A range instead of LIKE: it reads the index whatever the collation, and % in typed text means nothing.
        conditions.append(between(table.c.code, query.code_prefix, query.code_prefix + "\uffff"))
    return conditions


def _undecided() -> Select[Any]:
    """The dossiers with a proposed correction that nobody has approved or rejected."""
    decided = event.alias("decided")
    answers = select(decided.c.id).where(
        decided.c.subject == event.c.subject,
        decided.c.kind.in_(("dossier.corrected", "dossier.amended", "dossier.correction_rejected")),
        func.json_extract(decided.c.body, "$.proposal") == event.c.id,
    )
    return select(event.c.subject).where(PROPOSED, ~answers.exists())


def _ranges(query: DossierQuery) -> list[ColumnElement[bool]]:
    lowest = (
        (table.c.received_at, query.received_from),
        (table.c.due_at, query.due_from),
        (table.c.finished_at, query.finished_from),
        (_ended, query.finished_from),
        (table.c.closed_at, query.closed_from),
    )
    below = (
        (table.c.received_at, query.received_to),
        (table.c.due_at, query.due_before),
        (table.c.paused_since, query.paused_before),
        (table.c.finished_at, query.finished_before),
        (_ended, query.finished_before),
        (table.c.closed_at, query.closed_before),
    )
    return [place >= bound for place, bound in lowest if bound] + [place < bound for place, bound in below if bound]


def _row(found: Row[Any]) -> DossierRow:
    return DossierRow(**{**found._mapping, "state": State(found.state)})  # noqa: SLF001 - SQLAlchemy's public name
