"""The register of dossiers (form 07): running numbers that no counter has to ask another for."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desktop_app.application.ports import RegisterLine, RegisterRow
from desktop_app.application.told import Told
from desktop_app.domain.states import State
from desktop_app.storage.schema import dossier, event

_BEGINNINGS = ("dossier.received", "dossier.submitted")
# Lines between two words of how far it is.
_STEP = 500


def lines(connection: Connection, since: str, until: str, field_code: str, told: Told) -> list[RegisterLine]:
    """The dossiers received in `since` <= time < `until`, numbered from 1 in each field in the order of the feed."""
    begun = event.alias("begun")
    number = func.row_number().over(
        partition_by=[dossier.c.field_code, begun.c.seq.is_(None)], order_by=[begun.c.seq, begun.c.no]
    )
    statement = (
        select(dossier.c.no, begun.c.seq, number.label("number"))
        .join_from(dossier, begun, begun.c.subject == dossier.c.id)
        .where(
            begun.c.kind.in_(_BEGINNINGS),
            dossier.c.state != State.SUBMITTED.value,
            dossier.c.received_at >= since,
            dossier.c.received_at < until,
        )
        .order_by(dossier.c.field_code, begun.c.seq.is_(None), begun.c.seq, begun.c.no)
    )
    if field_code:
        statement = statement.where(dossier.c.field_code == field_code)
    read: list[RegisterLine] = []
    for found in connection.execute(statement):
        if len(read) % _STEP == 0:
            told(len(read), 0)
        read.append((found.no, None if found.seq is None else found.number))
    return read


def rows(connection: Connection, wanted: Sequence[RegisterLine]) -> list[RegisterRow]:
    """What stands on these lines now."""
    begun = event.alias("begun")
    statement = (
        select(dossier, begun.c.body)
        .join_from(dossier, begun, begun.c.subject == dossier.c.id)
        .where(begun.c.kind.in_(_BEGINNINGS), dossier.c.no.in_([no for no, _ in wanted]))
    )
    found = {row.no: row for row in connection.execute(statement)}
    return [_row(found[no], number) for no, number in wanted]


def _row(found: Row[Any], number: int | None) -> RegisterRow:
    # Address and way of return stand only in what was promised at reception; lists have no use for them elsewhere.
    promised = json.loads(found.body)
    return RegisterRow(
        number=number,
        dossier_id=found.id,
        label=found.code or found.official_code or found.receipt_number,
        procedure_name=found.procedure_name,
        field_code=found.field_code,
        owner_name=_applicants(found.owner_name, len(promised.get("others", ()))),
        address=promised["owner"].get("address", ""),
        phone=found.phone,
        solving_office=found.solving_office,
        received_at=found.received_at,
        due_at=found.due_at,
        returned_at=found.closed_at if found.state == State.RETURNED.value else None,
        return_by=promised.get("return_by", ""),
    )


def _applicants(owner: str, others: int) -> str:
    return f"{owner} và {others} người khác" if others else owner
