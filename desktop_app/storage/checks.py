"""Whether everything in a store agrees: file, projection, numbers. Repairs nothing, names nobody."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, exists, func, select

from desktop_app.application.intake import RECEIPT_COUNTER
from desktop_app.application.ports import Identity
from desktop_app.domain.codes import ReceiptNumber
from desktop_app.domain.dossier import fold
from desktop_app.storage import projection, schema
from desktop_app.storage.unit import OPERATION

_CHUNK = 500


class Fault(NamedTuple):
    """Something that does not agree: which check found it, and where (a dossier's id, a table, a counter)."""

    check: str
    where: str


def file_faults(connection: Connection) -> Iterator[Fault]:
    """Damaged pages and indexes, references into nothing, a damaged search index."""
    for (line,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if line != "ok":
            yield Fault("file", line)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault("foreign_key", f"{row[0]} {row[1]}")
    indexed = connection.exec_driver_sql("SELECT count(*) FROM dossier_search_docsize").scalar()
    if indexed != connection.scalar(select(func.count()).select_from(schema.dossier)):
        yield Fault("search", "dossier_search")


def projection_faults(connection: Connection) -> Iterator[Fault]:
    """Dossiers whose rows are not what the fold of their events says, and dossiers without a row."""
    last = 0
    while rows := _dossiers_after(connection, last):
        last = rows[-1].no
        yield from _chunk_faults(connection, rows)
    known = exists().where(schema.dossier.c.id == schema.event.c.subject)
    begun = select(schema.event.c.subject).where(schema.event.c.kind.like("dossier.%"), ~known).distinct()
    for subject in connection.scalars(begun):
        yield Fault("projection", subject)


def number_faults(connection: Connection, identity: Identity) -> Iterator[Fault]:
    """Counters behind what they have given out, holes among this station's operations, leases used past their end."""
    counters = dict(connection.execute(select(schema.counter.c.name, schema.counter.c.value)).all())
    own = schema.event.c.station == identity.stamp
    count, highest = connection.execute(
        select(func.count(schema.event.c.n), func.max(schema.event.c.n)).where(own)
    ).one()
    if (highest or 0) > counters.get(OPERATION, 0) or count != (highest or 0):
        yield Fault("counter", OPERATION)
    given = counters.get(RECEIPT_COUNTER, 0)
    first = str(ReceiptNumber(identity.space, identity.station, identity.incarnation, min(given + 1, 999_999)))
    beyond = f"{identity.space:05d}-{identity.station:04d}-{identity.incarnation:02d}-\uffff"
    number = schema.dossier.c.receipt_number
    if connection.scalar(select(func.count()).where(number >= first, number < beyond)):
        yield Fault("counter", RECEIPT_COUNTER)
    lease = schema.lease.c
    for row in connection.execute(select(lease.day).where((lease.next < lease.first) | (lease.next > lease.last + 1))):
        yield Fault("lease", row.day)


def _dossiers_after(connection: Connection, number: int) -> Sequence[Row[Any]]:
    table = schema.dossier
    return connection.execute(select(table).where(table.c.no > number).order_by(table.c.no).limit(_CHUNK)).all()


def _chunk_faults(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Fault]:
    ids = [row.id for row in rows]
    dossiers = {subject: fold(subject, events) for subject, events in projection.events_of(connection, ids)}
    payments: dict[str, list[dict[str, Any]]] = {}
    for found in connection.execute(select(schema.payment).where(schema.payment.c.dossier.in_(ids))).mappings():
        payments.setdefault(found["dossier"], []).append(dict(found))
    codes: dict[str, set[str]] = {}
    for code, subject in connection.execute(select(schema.other_code).where(schema.other_code.c.dossier.in_(ids))):
        codes.setdefault(subject, set()).add(code)
    for row in rows:
        dossier = dossiers.get(row.id)
        if dossier is None or {"no": row.no, **projection.row_of(dossier)} != dict(row._mapping):  # noqa: SLF001
            yield Fault("projection", row.id)
        elif _by_id(projection.payments_of(dossier)) != _by_id(payments.get(row.id, [])):
            yield Fault("payments", row.id)
        elif {code["code"] for code in projection.codes_of(dossier)} != codes.get(row.id, set()):
            yield Fault("codes", row.id)


def _by_id(payments: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(payments, key=lambda payment: str(payment["id"]))
