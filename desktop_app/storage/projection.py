"""From events to the rows that lists are read from: folding, and writing what the fold says."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, column, table
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.dossier import Dossier, fold
from desktop_app.domain.events import Event
from desktop_app.domain.text import number_token, search_tokens
from desktop_app.storage import schema
from desktop_app.storage.bulk import Bulk
from desktop_app.storage.upcast import upcast

_CHUNK = 500
_CORRECTIONS = frozenset({"dossier.corrected", "dossier.amended"})
# What a column for whole numbers can hold.
_INTEGERS = 2**63

# Written out, with the subjects as one JSON text: every use case asks both, and SQLAlchemy needs longer to build a
# statement with a list of any length than SQLite to answer it. What the centre has ordered comes first, in its order;
# then what still waits here, in the order it was done.
_EVENTS = (
    "SELECT id, subject, kind, at, actor, station, body, schema FROM event"
    " WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, seq IS NULL, seq, no"
)
_LAST_NUMBER = "SELECT coalesce(max(no), 0) FROM dossier"
_FORGET_CODES = "DELETE FROM other_code WHERE dossier IN (SELECT value FROM json_each(?))"
_NUMBERS = "SELECT id, no, receipt_number FROM dossier WHERE id IN (SELECT value FROM json_each(?))"


def _upsert(table: Table, key: str, *fixed: str) -> Bulk:
    """A statement that writes rows of a projection, over those that stand there; `fixed` columns never change."""
    fresh = insert(table)
    names = [column.name for column in table.columns]
    changed = {name: fresh.excluded[name] for name in names if name not in (key, *fixed)}
    return Bulk(fresh.on_conflict_do_update(index_elements=[key], set_=changed), names)


INSERT_EVENTS = Bulk(insert(schema.event), [column.name for column in schema.event.columns if column.name != "no"])
WRITE_DOSSIERS = _upsert(schema.dossier, "no", "id")
WRITE_PAYMENTS = _upsert(schema.payment, "id")
WRITE_CODES = Bulk(insert(schema.other_code), ["code", "dossier"])
WRITE_NAMES = Bulk(
    insert(table("dossier_search", column("rowid"), column("names"))).prefix_with("OR REPLACE"), ["rowid", "names"]
)


def read_event(row: Any) -> Event:
    """The event of one row of `event` (any row with its columns by name), as today's program reads it."""
    body = json.loads(row.body)
    return upcast(Event(row.id, row.subject, row.kind, row.at, row.actor, row.station, body, row.schema))


def events_of(connection: Connection, subjects: Sequence[str]) -> Iterator[tuple[str, list[Event]]]:
    """The events of each subject in fold order; subjects without events are left out."""
    current, events = None, []
    for row in connection.exec_driver_sql(_EVENTS, (json.dumps(list(subjects)),)):
        if row.subject != current and current is not None:
            yield current, events
            events = []
        current = row.subject
        events.append(read_event(row))
    if current is not None:
        yield current, events


def row_of(dossier: Dossier) -> dict[str, Any]:
    """The row of `dossier` (without `no`) that stands for this state, whatever strange events it was folded from."""
    owner, procedure = dossier.owner, dossier.procedure
    return {
        "id": dossier.id,
        "code": _plain(dossier.code) or None,
        "receipt_number": _plain(dossier.receipt_number),
        "official_code": _plain(dossier.official_code) or None,
        "state": dossier.state.value,
        "owner_name": _said(owner, "name"),
        "owner_number": _said(owner, "number"),
        "submitter_number": _said(_part(dossier.proxy, "person"), "number") or None,
        "phone": _said(owner, "phone"),
        "procedure_code": _said(procedure, "code"),
        "procedure_name": _said(procedure, "short_name") or _said(procedure, "name"),
        "field_code": _said(procedure, "field_code"),
        "channel": _plain(dossier.channel),
        "receiving_office": _plain(dossier.receiving_office),
        "solving_office": _plain(dossier.solving_office),
        "received_at": dossier.received_at,
        "due_at": _said(dossier.due, "at") or None,
        "finished_at": _plain(dossier.finished_at) or None,
        "closed_at": dossier.closed_at,
        "paused_since": dossier.paused_since,
        "called_at": dossier.called_at,
        "holder": _plain(dossier.holder),
        "batch": _plain(dossier.batch) or None,
        "problems": len(dossier.problems),
    }


def payments_of(dossier: Dossier) -> list[dict[str, Any]]:
    """The rows of `payment` for the money that was taken for this dossier."""
    return [
        {
            "id": _plain(key),
            "dossier": dossier.id,
            "at": payment["at"],
            "actor": payment["by"],
            "shift": _said(payment, "shift"),
            "amount": payment["amount"],
            "method": _said(payment, "method"),
            "official_receipt": _said(payment, "official_receipt"),
            "cancelled": _said(payment, "cancelled") or None,
        }
        for key, payment in dossier.payments.items()
        if isinstance(payment["amount"], int) and abs(payment["amount"]) < _INTEGERS
    ]


def codes_of(dossier: Dossier) -> list[dict[str, str]]:
    """The rows of `other_code`: what the dossier is known by and is not called any more, or not first."""
    codes = {_plain(code) for code in (*dossier.other_codes, *dossier.former_codes)}
    codes -= {"", _plain(dossier.code), _plain(dossier.official_code)}
    return [{"code": code, "dossier": dossier.id} for code in codes]


def names_of(dossier: Dossier) -> str:
    """The folded words and word pairs under which the people of a dossier are found, and the numbers of those beside.

    Owner and submitter have columns for theirs; of those who apply together with them there may be any number.
    """
    people = [dossier.owner, *dossier.others, _part(dossier.proxy, "person")]
    words = [token for person in people for token in search_tokens(_said(person, "name"))]
    return " ".join([*words, *(number_token(_said(person, "number")) for person in dossier.others)])


def _said(part: Any, key: str) -> str:
    return _plain(_part(part, key))


def _part(whole: Any, key: str) -> Any:
    # What comes from JSON is a dict; to ask for any Mapping takes ten times as long, thirty times for each row.
    return whole.get(key) if isinstance(whole, dict) else None


def _plain(value: Any) -> str:
    """The text as every database takes it: one event with half a character in it must not stop all others."""
    if not isinstance(value, str):
        return ""
    return value if value.isprintable() else value.replace("\0", "").encode("utf-8", "replace").decode()


def refresh(connection: Connection, subjects: Iterable[str]) -> None:
    """Folds these dossiers anew and writes their rows; the caller's transaction holds the right to write."""
    wanted = sorted(set(subjects))
    for start in range(0, len(wanted), _CHUNK):
        _refresh_chunk(connection, wanted[start : start + _CHUNK])


def _refresh_chunk(connection: Connection, subjects: list[str]) -> None:
    found = {row.id: row for row in connection.exec_driver_sql(_NUMBERS, (json.dumps(subjects),))}
    rows, names, codes, payments = [], [], [], []
    following = None
    for subject, events in events_of(connection, subjects):
        dossier = fold(subject, events)
        before = found.get(subject)
        if before is None:
            following = (following or connection.exec_driver_sql(_LAST_NUMBER).scalar_one()) + 1
        number = before.no if before else following
        # Names come with the beginning, which may arrive after other events, and change by correction only.
        if not before or not before.receipt_number or any(event.kind in _CORRECTIONS for event in events):
            names.append({"rowid": number, "names": names_of(dossier)})
        rows.append({"no": number, **row_of(dossier)})
        codes += codes_of(dossier)
        payments += payments_of(dossier)
    connection.exec_driver_sql(_FORGET_CODES, (json.dumps(subjects),))
    WRITE_DOSSIERS.write(connection, rows)
    WRITE_NAMES.write(connection, names)
    WRITE_CODES.write(connection, codes)
    WRITE_PAYMENTS.write(connection, payments)
