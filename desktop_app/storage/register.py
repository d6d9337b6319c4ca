"""The register of dossiers (form 07): running numbers that no counter has to ask another for."""

from sqlalchemy import Connection, func, select

from desktop_app.application.ports import RegisterRow
from desktop_app.domain.states import State
from desktop_app.storage.schema import dossier, event

_BEGINNINGS = ("dossier.received", "dossier.submitted")


def register(connection: Connection, since: str, until: str, field_code: str) -> list[RegisterRow]:
    """The dossiers received in `since` <= time < `until`, numbered from 1 in each field in the order of the feed."""
    begun = event.alias("begun")
    number = func.row_number().over(
        partition_by=[dossier.c.field_code, begun.c.seq.is_(None)], order_by=[begun.c.seq, begun.c.no]
    )
    statement = (
        select(dossier, begun.c.seq, number.label("number"))
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
    return [
        RegisterRow(
            number=row.number if row.seq is not None else None,
            dossier_id=row.id,
            label=row.code or row.receipt_number,
            procedure_name=row.procedure_name,
            field_code=row.field_code,
            owner_name=row.owner_name,
            phone=row.phone,
            solving_office=row.solving_office,
            received_at=row.received_at,
            due_at=row.due_at,
            closed_at=row.closed_at if row.state == State.RETURNED.value else None,
        )
        for row in connection.execute(statement)
    ]
