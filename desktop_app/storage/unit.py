"""One transaction on the station's store, as the use cases see it."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop_app.application.ports import (
    DossierQuery,
    DossierRow,
    Draft,
    Identity,
    PaymentRow,
    Reference,
    RegisterRow,
)
from desktop_app.application.register_lines import RegisterLine, RegisterLines
from desktop_app.application.told import Told, nobody
from desktop_app.domain.dossier import Dossier, fold
from desktop_app.domain.events import Event
from desktop_app.domain.report import Figures
from desktop_app.ids import uuid7
from desktop_app.storage import figures, projection, queries, references, register, schema
from desktop_app.storage.jsontext import to_json

OPERATION = "operation"

# What every transaction asks is written out: SQLAlchemy needs longer to build such a statement than SQLite to answer.
_TAKE_NUMBER = (
    "UPDATE lease SET next = next + 1 WHERE id ="
    " (SELECT id FROM lease WHERE unit = ? AND day = ? AND next <= last ORDER BY first LIMIT 1) RETURNING next - 1"
)
_COUNT = (
    "INSERT INTO counter (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value"
)
_LABEL = (schema.dossier.c.code, schema.dossier.c.official_code, schema.dossier.c.receipt_number)


class StoreUnit:
    """Fulfils `application.ports.Unit` on one connection: begin at entry, roll back at exit unless committed.

    A unit that writes begins when its `turn` has come. `options` are those of `storage.engine`.
    """

    def __init__(
        self, engine: Engine, identity: Identity, turn: AbstractContextManager[None] | None = None, **options: str
    ) -> None:
        self.identity = identity
        self._engine = engine
        self._turn = turn
        self._options = options

    def __enter__(self) -> Self:
        with ExitStack() as entered:
            if self._turn:
                entered.enter_context(self._turn)
            self.connection: Connection = entered.enter_context(self._engine.connect())
            self._transaction = self.connection.execution_options(**self._options).begin()
            if self._turn:
                # Another thread or program may have enrolled this store anew since the unit was asked for, and an
                # event under the old stamp would take a number of the new log.
                self.identity = read_identity(self.connection)
            self._entered = entered.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._transaction.is_active:
                self._transaction.rollback()
        finally:
            self._entered.close()

    def commit(self) -> None:
        """Makes everything written in this unit permanent, all of it or nothing."""
        self._transaction.commit()

    # -- events ------------------------------------------------------------------------------------------------------

    def append(self, events: Sequence[Event]) -> None:
        """Adds own events to history and outbox and brings the dossiers concerned up to date."""
        first = self.next_counter(OPERATION, len(events))
        rows = [self._event_row(event, number) for number, event in enumerate(events, first)]
        projection.INSERT_EVENTS.write(self.connection, rows)
        projection.refresh(self.connection, {event.subject for event in events if event.kind.startswith("dossier.")})

    def dossier(self, dossier_id: str) -> Dossier | None:
        """The dossier folded from its events, or None where this store has never heard of it."""
        events = self.events(dossier_id)
        return fold(dossier_id, events) if events else None

    def events(self, subject: str) -> list[Event]:
        """What happened to one subject, in fold order."""
        found = dict(projection.events_of(self.connection, [subject]))
        return found.get(subject, [])

    def house_events(self, kinds: Sequence[str], since: str = "", until: str = "9") -> list[Event]:
        """Events of these kinds that belong to no dossier, `since` <= at < `until`, in store order."""
        table = schema.event
        statement = select(table).where(table.c.kind.in_(kinds), table.c.at >= since, table.c.at < until)
        found = self.connection.execute(statement.where(schema.OF_HOUSE).order_by(table.c.no))
        return [projection.read_event(row) for row in found]

    def last_house_event(self, kind: str, actor: str) -> Event | None:
        """The newest event of this kind that this person wrote down and that belongs to no dossier."""
        table = schema.event
        mine = select(table).where(table.c.kind == kind, table.c.actor == actor, schema.OF_HOUSE)
        found = self.connection.execute(mine.order_by(table.c.no.desc()).limit(1)).first()
        return projection.read_event(found) if found else None

    def payments(self, *, shift: str = "", since: str = "", until: str = "9") -> list[PaymentRow]:
        """Money taken in a shift, or `since` <= at < `until`, in the order it was taken."""
        table = schema.payment
        statement = select(table, *_LABEL, schema.dossier.c.owner_name)
        statement = statement.join_from(table, schema.dossier, schema.dossier.c.id == table.c.dossier)
        statement = statement.where(table.c.shift == shift) if shift else statement
        found = self.connection.execute(statement.where(table.c.at >= since, table.c.at < until).order_by(table.c.at))
        return [
            PaymentRow(
                id=row.id,
                dossier_id=row.dossier,
                label=row.code or row.official_code or row.receipt_number,
                owner_name=row.owner_name,
                at=row.at,
                actor=row.actor,
                shift=row.shift,
                amount=row.amount,
                method=row.method,
                official_receipt=row.official_receipt,
                cancelled=row.cancelled,
            )
            for row in found
        ]

    # -- look-ups ----------------------------------------------------------------------------------------------------

    def dossier_ids(self, label: str) -> list[str]:
        """Dossiers with exactly this dossier code, receipt number or official code, newest first."""
        return queries.ids_by_label(self.connection, label)

    def rows(self, query: DossierQuery) -> list[DossierRow]:
        """The dossiers that the query asks for, newest first."""
        return queries.rows(self.connection, query)

    def count(self, query: DossierQuery) -> int:
        """How many dossiers the query asks for, whatever its page."""
        return queries.count(self.connection, query)

    # -- reports ---------------------------------------------------------------------------------------------------

    def figures(self, since: str, until: str, now: str, told: Told = nobody) -> dict[str, Figures]:
        """The figures of each field code for `since` <= time < `until`, as things stood at its end or now."""
        return figures.by_field(self.connection, since, until, now, told)

    def register_lines(self, since: str, until: str, field_code: str, told: Told) -> RegisterLines:
        """The dossiers received in this time, numbered from 1 in each field in the order of the feed."""
        lines = register.lines(self.connection, since, until, field_code, told)
        # A year went through the cache of this connection, which nobody asks for again.
        self.connection.exec_driver_sql("PRAGMA shrink_memory")
        return lines

    def register_rows(self, lines: Sequence[RegisterLine]) -> list[RegisterRow]:
        """What stands on these lines of the register now."""
        return register.rows(self.connection, lines)

    # -- numbers -----------------------------------------------------------------------------------------------------

    def next_sequence(self, unit: str, day: str) -> int | None:
        """The next number of the day from this station's leases, or None where none is left."""
        taken: int | None = self.connection.exec_driver_sql(_TAKE_NUMBER, (unit, day)).scalar()
        return taken

    def numbers_left(self, unit: str, day: str) -> int:
        """How many numbers of the day (`yymmdd`) this station's leases still hold."""
        lease = schema.lease
        left = select(func.sum(lease.c.last + 1 - lease.c.next)).where(lease.c.unit == unit, lease.c.day == day)
        return self.connection.scalar(left) or 0

    def next_counter(self, name: str, by: int = 1) -> int:
        """The next value, from 1, of a counter that only grows; with `by`, the first of that many."""
        value: int = self.connection.exec_driver_sql(_COUNT, (name, by)).scalar_one()
        return value - by + 1

    # -- reference data ----------------------------------------------------------------------------------------------

    def put_reference(self, items: Sequence[Reference], actor: str, at: str) -> None:
        """Publishes reference data of this space: it is written here and travels to all stations."""
        events = [
            Event(uuid7(), item.kind, references.KIND, at, actor, self.identity.stamp, references.payload(item))
            for item in items
        ]
        self.append(events)
        references.write(self.connection, self.identity.space, events)

    def reference(self, kind: str, key: str, on: str = "") -> Reference | None:
        """The piece in force on a day (ISO date; empty: the newest); the narrowest scope wins."""
        return references.one(self.connection, kind, key, on)

    def references(self, kind: str, on: str = "") -> list[Reference]:
        """All pieces of a kind in force on a day, one per key, by key."""
        return references.all_of(self.connection, kind, on)

    def reference_history(self, kind: str, key: str) -> list[Reference]:
        """All pieces of this space under one key, whatever day they hold from, earliest first."""
        return references.history(self.connection, self.identity.space, kind, key)

    # -- what belongs to this machine alone --------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        """Kept forms, newest first."""
        table = schema.draft
        found = self.connection.execute(select(table).order_by(table.c.saved_at.desc(), table.c.id.desc()))
        return [Draft(row.id, row.saved_at, row.actor, json.loads(row.body)) for row in found]

    def save_draft(self, draft: Draft) -> None:
        """Keeps a form, replacing what was kept under its id."""
        values = {"saved_at": draft.saved_at, "actor": draft.actor, "body": to_json(draft.body)}
        statement = insert(schema.draft).values(id=draft.id, **values)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def drop_draft(self, draft_id: str) -> None:
        """Forgets a form that was received or thrown away."""
        self.connection.execute(delete(schema.draft).where(schema.draft.c.id == draft_id))

    def local(self, key: str) -> str | None:
        """A value that belongs to this machine alone (printer, last user …)."""
        return self.connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == f"local.{key}"))

    def set_local(self, key: str, value: str) -> None:
        """Remembers a value that belongs to this machine alone."""
        set_meta(self.connection, f"local.{key}", value)

    def _event_row(self, event: Event, number: int) -> dict[str, Any]:
        return {
            "id": event.id,
            "subject": event.subject,
            "kind": event.kind,
            "at": event.at,
            "actor": event.actor,
            "station": event.station,
            "schema": event.schema,
            "body": to_json(event.data),
            "space": self.identity.space,
            "n": number,
            "seq": None,
        }


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Writes one fact about this store."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def all_meta(connection: Connection) -> dict[str, str]:
    """Every fact about this store."""
    return dict(connection.exec_driver_sql("SELECT key, value FROM meta").all())


def write_identity(connection: Connection, identity: Identity) -> None:
    """Writes who this store is; its earlier incarnations keep their events."""
    for key, value in asdict(identity).items():
        set_meta(connection, f"identity.{key}", str(value))


def read_identity(connection: Connection) -> Identity:
    """Who this store is, as its file says."""
    facts = all_meta(connection)
    texts = {key.removeprefix("identity."): value for key, value in facts.items() if key.startswith("identity.")}
    numbers = {key: int(texts.pop(key, 0)) for key in ("space", "station", "incarnation")}
    return replace(Identity(**texts), **numbers)  # type: ignore[arg-type]  # the two kinds are told apart above


def event_count(connection: Connection) -> int:
    """How many events this store holds."""
    return connection.scalar(select(func.count()).select_from(schema.event)) or 0
