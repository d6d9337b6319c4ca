"""From events to the rows that lists are read from: folding, and writing what the fold says."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.dialects.sqlite import insert

from desktop_app.domain.dossier import Dossier, fold
from desktop_app.domain.events import Event
from desktop_app.domain.text import search_tokens
from desktop_app.storage import schema

_CHUNK = 500

_EVENTS = (
    select(
        schema.event.c.id,
        schema.event.c.subject,
        schema.event.c.kind,
        schema.event.c.at,
        schema.event.c.actor,
        schema.event.c.station,
        schema.event.c.body,
        schema.event.c.schema,
    )
    .where(schema.event.c.subject.in_(bindparam("subjects", expanding=True)))
    # What the centre has ordered comes first, in its order; then what still waits here, in the order it was done.
    .order_by(schema.event.c.subject, schema.event.c.seq.is_(None), schema.event.c.seq, schema.event.c.no)
)

_NUMBERS = select(schema.dossier.c.id, schema.dossier.c.no).where(
    schema.dossier.c.id.in_(bindparam("subjects", expanding=True))
)

_INSERT = insert(schema.dossier)
UPSERT = _INSERT.on_conflict_do_update(
    index_elements=["no"],
    set_={c.name: _INSERT.excluded[c.name] for c in schema.dossier.columns if c.name not in ("no", "id")},
)
_PAYMENT = insert(schema.payment)
_UPSERT_PAYMENT = _PAYMENT.on_conflict_do_update(
    index_elements=["id"], set_={c.name: _PAYMENT.excluded[c.name] for c in schema.payment.columns if c.name != "id"}
)
WRITE_NAMES = text("INSERT OR REPLACE INTO dossier_search(rowid, names) VALUES (:no, :names)")


def read_event(row: Any) -> Event:
    """The event of one row of `event` (any row with its columns by name)."""
    return Event(row.id, row.subject, row.kind, row.at, row.actor, row.station, json.loads(row.body), row.schema)


def events_of(connection: Connection, subjects: Sequence[str]) -> Iterator[tuple[str, list[Event]]]:
    """The events of each subject in fold order; subjects without events are left out."""
    current, events = None, []
    for row in connection.execute(_EVENTS, {"subjects": list(subjects)}):
        if row.subject != current and current is not None:
            yield current, events
            events = []
        current = row.subject
        events.append(read_event(row))
    if current is not None:
        yield current, events


def row_of(dossier: Dossier) -> dict[str, Any]:
    """The row of `dossier` (without `no`) that stands for this state."""
    owner, procedure, proxy = dossier.owner, dossier.procedure, dossier.proxy
    submitter = proxy["person"].get("number") if proxy else None
    return {
        "id": dossier.id,
        "code": dossier.code,
        "receipt_number": dossier.receipt_number,
        "official_code": dossier.official_code,
        "state": dossier.state.value,
        "owner_name": owner.get("name", ""),
        "owner_number": owner.get("number", ""),
        "submitter_number": submitter or None,
        "phone": owner.get("phone", ""),
        "procedure_code": procedure.get("code", ""),
        "procedure_name": procedure.get("short_name") or procedure.get("name", ""),
        "field_code": procedure.get("field_code", ""),
        "channel": dossier.channel,
        "receiving_office": dossier.receiving_office,
        "solving_office": dossier.solving_office,
        "received_at": dossier.received_at,
        "due_at": dossier.due["at"] if dossier.due else None,
        "finished_at": dossier.finished_at,
        "closed_at": dossier.closed_at,
        "paused_since": dossier.paused_since,
        "called_at": dossier.called_at,
        "holder": dossier.holder,
        "batch": dossier.batch,
        "problems": len(dossier.problems),
    }


def payments_of(dossier: Dossier) -> list[dict[str, Any]]:
    """The rows of `payment` for the money that was taken for this dossier."""
    return [
        {
            "id": key,
            "dossier": dossier.id,
            "at": payment["at"],
            "actor": payment["by"],
            "shift": payment.get("shift", ""),
            "amount": payment["amount"],
            "method": payment.get("method", ""),
            "official_receipt": payment.get("official_receipt", ""),
            "cancelled": payment.get("cancelled"),
        }
        for key, payment in dossier.payments.items()
    ]


def names_of(dossier: Dossier) -> str:
    """The folded words and word pairs under which the people of a dossier are found."""
    people: list[Mapping[str, Any]] = [dossier.owner, *dossier.others]
    if dossier.proxy:
        people.append(dossier.proxy["person"])
    return " ".join(" ".join(search_tokens(person.get("name", ""))) for person in people)


def refresh(connection: Connection, subjects: Iterable[str]) -> None:
    """Folds these dossiers anew and writes their rows; the caller's transaction holds the right to write."""
    wanted = sorted(set(subjects))
    for start in range(0, len(wanted), _CHUNK):
        _refresh_chunk(connection, wanted[start : start + _CHUNK])


def _refresh_chunk(connection: Connection, subjects: list[str]) -> None:
    numbers: dict[str, int] = dict(connection.execute(_NUMBERS, {"subjects": subjects}).all())
    rows, names, payments = [], [], []
    following = None
    for subject, events in events_of(connection, subjects):
        dossier = fold(subject, events)
        number = numbers.get(subject)
        if number is None:
            following = (following or connection.scalar(select(func.max(schema.dossier.c.no))) or 0) + 1
            number = following
        if subject not in numbers or any(event.kind == "dossier.corrected" for event in events):
            names.append({"no": number, "names": names_of(dossier)})
        rows.append({"no": number, **row_of(dossier)})
        payments += payments_of(dossier)
    if rows:
        connection.execute(UPSERT, rows)
    if names:
        connection.execute(WRITE_NAMES, names)
    if payments:
        connection.execute(_UPSERT_PAYMENT, payments)
