"""The register of dossiers (form 07): running numbers that no counter has to ask another for."""

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, bindparam, case, func, select

from desktop_app.application.ports import RegisterRow
from desktop_app.application.procedures import KIND as PROCEDURE
from desktop_app.application.register_lines import RegisterLine, RegisterLines
from desktop_app.application.told import Told
from desktop_app.domain.states import State
from desktop_app.storage.schema import dossier, event, reference

_BEGINNINGS = ("dossier.received", "dossier.submitted")
_CODE, _NAME = (func.nullif(func.json_extract(reference.c.body, f"$.field.{part}"), "") for part in ("code", "name"))
_SAID = (
    select(reference.c.valid_from, func.coalesce(_CODE, _NAME).label("field"))
    .where(
        reference.c.kind == PROCEDURE,
        reference.c.key == bindparam("procedure"),
        func.coalesce(_CODE, _NAME).is_not(None),
    )
    .order_by(reference.c.space, reference.c.valid_from)
)
# Lines between two words of how far it is.
_STEP = 500


def lines(connection: Connection, since: str, until: str, field_code: str, told: Told) -> RegisterLines:
    """The dossiers received in `since` <= time < `until`, numbered from 1 in each field in the order of the feed."""
    begun = event.alias("begun")
    statement = (
        select(dossier.c.no, begun.c.seq, *_field_columns(begun))
        .join_from(dossier, begun, begun.c.subject == dossier.c.id)
        .where(
            begun.c.kind.in_(_BEGINNINGS),
            dossier.c.state != State.SUBMITTED.value,
            dossier.c.received_at >= since,
            dossier.c.received_at < until,
        )
        .order_by(begun.c.seq.is_(None), begun.c.seq, begun.c.no)
    )
    if field_code:
        statement = statement.where(dossier.c.field_code.in_((field_code, "")))
    fields = _Fields(connection)
    read: dict[str, RegisterLines] = {}
    for count, found in enumerate(connection.execute(statement)):
        if count % _STEP == 0:
            told(count, 0)
        if (of_field := read.get(field := fields.of(found))) is None:
            of_field = read[field] = RegisterLines()
        of_field.add(found.no, None if found.seq is None else len(of_field) + 1)
    every = RegisterLines()
    for field in [field_code] if field_code else sorted(read):
        every.extend(read.get(field, RegisterLines()))
    return every


def rows(connection: Connection, wanted: Sequence[RegisterLine]) -> list[RegisterRow]:
    """What stands on these lines now."""
    begun = event.alias("begun")
    statement = (
        select(dossier, begun.c.body, _field_columns(begun)[-1])
        .join_from(dossier, begun, begun.c.subject == dossier.c.id)
        .where(begun.c.kind.in_(_BEGINNINGS), dossier.c.no.in_([no for no, _ in wanted]))
    )
    found = {row.no: row for row in connection.execute(statement)}
    fields = _Fields(connection)
    return [_row(found[no], number, fields.of(found[no])) for no, number in wanted]


class _Fields:
    """Under which field a dossier stands: its own, or what the catalogue says of its procedure.

    Dossiers of fields without a code were once received without any. What the catalogue said on the day of reception
    counts, else its earliest word on the procedure, so that later catalogues number nothing anew; where it knows
    nothing, the name that was written down.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._versions: dict[str, list[Any]] = {}

    def of(self, found: Row[Any]) -> str:
        """The code of the field of this dossier, or its name where the portal gives it no code."""
        return found.field_code or self._of_catalogue(found.procedure_code, found.received_at[:10]) or found.written

    def _of_catalogue(self, procedure: str, day: str) -> str:
        if procedure not in self._versions:
            self._versions[procedure] = list(self._connection.execute(_SAID, {"procedure": procedure}))
        versions = self._versions[procedure]
        # The narrowest scope wins, and in it the newest.
        on_that_day = [version for version in versions if version.valid_from <= day]
        version = on_that_day[-1] if on_that_day else min(versions, key=attrgetter("valid_from"), default=None)
        return version.field if version else ""


def _field_columns(begun: FromClause) -> tuple[ColumnElement[str], ...]:
    """What `_Fields` looks at."""
    written = func.coalesce(func.json_extract(begun.c.body, "$.procedure.field_name"), "")
    only_without = case((dossier.c.field_code == "", written), else_="").label("written")
    return dossier.c.field_code, dossier.c.procedure_code, dossier.c.received_at, only_without


def _row(found: Row[Any], number: int | None, field_code: str) -> RegisterRow:
    # Address and way of return stand only in what was promised at reception; lists have no use for them elsewhere.
    promised = json.loads(found.body)
    return RegisterRow(
        number=number,
        dossier_id=found.id,
        label=found.code or found.official_code or found.receipt_number,
        procedure_name=found.procedure_name,
        field_code=field_code,
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
