"""Dossiers of other systems: every row of a table becomes a dossier with its past, or none of them does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments
from desktop_app.application.desk import Desk
from desktop_app.application.import_rows import Past, RowReader
from desktop_app.application.intake import RECEIVED, SUBMITTED, next_receipt_number, received_data
from desktop_app.application.ports import Unit
from desktop_app.application.procedures import Procedures
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.errors import Refusal, RowFault
from desktop_app.domain.events import Event
from desktop_app.domain.states import BEFORE_RECEPTION, Role, State

REASON = "Theo dữ liệu nhập từ hệ thống khác"
# How a dossier comes to stand where the other system says it stands.
_WAYS: dict[State, tuple[str, ...]] = {
    State.SUBMITTED: (),
    State.SENT_BACK: ("dossier.sent_back",),
    State.RECEIVED: (),
    State.IN_PROCESS: ("dossier.forwarded",),
    State.SUPPLEMENT: ("dossier.forwarded", "dossier.supplement_requested"),
    State.DUTY: ("dossier.forwarded", "dossier.duty_requested"),
    State.READY: ("dossier.forwarded", "dossier.result_ready"),
    State.RETURNED: ("dossier.forwarded", "dossier.result_ready", "dossier.returned"),
    State.REFUSED: ("dossier.refused",),
    State.WITHDRAWN: ("dossier.withdrawn",),
    State.STOPPED: ("dossier.forwarded", "dossier.stopped"),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many dossiers were taken over, and how many were here already."""

    added: int
    known: int


class DossierImport:
    """Takes dossiers over from other systems. They keep their codes, their dates and what was promised."""

    def __init__(self, desk: Desk, procedures: Procedures, appointments: Appointments) -> None:
        self._desk = desk
        self._procedures = procedures
        self._appointments = appointments

    def bring(self, actor: Actor, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Imported:
        """Takes over the dossiers of a table: all rows or none, and no dossier twice whatever is imported again.

        Rows carry their number in the file, and texts by the names of `import_rows.COLUMNS`. Refusals: `role.missing`,
        `import.empty`, and `import.rows` (count, rows: a RowFault for every row that cannot be taken).
        """
        actor.needs(Role.ADMINISTRATOR)
        if not rows:
            raise Refusal("import.empty")
        now = self._desk.now()
        with self._desk.store.write() as unit:
            reader = RowReader(self._procedures, self._appointments.calendar(unit), now, self._desk.new_id)
            found = _read(reader, rows)
            fresh = [past for past in found if not unit.dossier_ids(past.code)]
            settings = office_settings(unit, office_day(now).isoformat())
            unit.append([event for past in fresh for event in self._events(unit, actor, past, settings)])
            unit.commit()
        return Imported(len(fresh), len(found) - len(fresh))

    def _events(self, unit: Unit, actor: Actor, past: Past, settings: OfficeSettings) -> list[Event]:
        begun = SUBMITTED if past.state in BEFORE_RECEPTION else RECEIVED
        data = received_data(past.form, past.procedure, settings, self._due(unit, past), complete=False)
        data |= {"receipt_number": next_receipt_number(unit), "lookup_code": "", "official_code": past.code}
        events = [self._desk.event(unit, actor, past.form.id, begun, data, when=past.received_at)]
        for kind in _WAYS[past.state]:
            said, when = _step(kind, past)
            events.append(self._desk.event(unit, actor, past.form.id, kind, said, when=when))
        return events

    def _due(self, unit: Unit, past: Past) -> Mapping[str, Any] | None:
        if past.due_at:
            return {"at": past.due_at.isoformat(), "why": [], "calendar_version": ""}
        if past.state in BEFORE_RECEPTION:
            return None
        return self._appointments.first(unit, past.procedure.limit, past.received_at)


def _step(kind: str, past: Past) -> tuple[dict[str, Any], datetime]:
    """What happened in this step and when, as far as the other system knows."""
    ended_at = past.ended_at or past.received_at
    match kind:
        case "dossier.forwarded":
            return {"to": past.form.solving_office or past.procedure.solving_office}, past.received_at
        case "dossier.result_ready":
            return {}, ended_at
        case "dossier.returned":
            collector = {key: past.form.owner[key] for key in ("name", "number")}
            return {"collector": collector}, past.returned_at or ended_at
        case _:
            return {"reason": past.form.note or REASON}, ended_at


def _read(reader: RowReader, rows: Sequence[tuple[int, Mapping[str, str]]]) -> list[Past]:
    found: dict[str, Past] = {}
    faults: list[RowFault] = []
    for number, row in rows:
        try:
            past = reader.past(row)
        except Refusal as refusal:
            faults.append(RowFault(number, refusal.code, refusal.parameters))
        else:
            if past.code in found:
                faults.append(RowFault(number, "import.twice", {"code": past.code}))
            found[past.code] = past
    if faults:
        raise Refusal("import.rows", count=len(faults), rows=tuple(faults))
    return list(found.values())
