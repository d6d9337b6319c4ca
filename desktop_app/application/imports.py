"""Dossiers of other systems: every row of a table becomes a dossier with its past, or none does where one is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments
from desktop_app.application.desk import Desk
from desktop_app.application.import_rows import Past, RowReader
from desktop_app.application.intake import DESK, RECEIVED, SUBMITTED, next_receipt_number, received_data
from desktop_app.application.lookup import existing
from desktop_app.application.ports import Unit
from desktop_app.application.procedures import Procedures
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.application.told import Told, followed, nobody
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.codes import make_lookup_code
from desktop_app.domain.errors import Faults, Refusal, RowFault
from desktop_app.domain.events import Event
from desktop_app.domain.states import BEFORE_RECEPTION, Role, State

REASON = "Theo dữ liệu nhập từ hệ thống khác"
# So many dossiers are written at once: the desk waits for them no longer than a tenth of a second.
PORTION = 50
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


Rows = Sequence[tuple[int, Mapping[str, str]]]
_NO_HEADINGS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many dossiers were taken over, how many were here already, and how many of these came back mended."""

    added: int
    known: int
    resubmitted: int = 0

    def plus(self, more: "Imported") -> "Imported":
        """Both together."""
        return Imported(*map(sum, zip(astuple(self), astuple(more), strict=True)))


class DossierImport:
    """Takes dossiers over from other systems. They keep their codes, their dates and what was promised.

    Every row is checked before the first dossier is written: one that is wrong keeps the whole table out. Dossiers are
    then written in portions, between which the desk goes on receiving. Whoever ends it by raising in `told`, and a
    power cut, leave whole dossiers; the same table brought again takes over those that are missing.
    """

    def __init__(self, desk: Desk, procedures: Procedures, appointments: Appointments) -> None:
        self._desk = desk
        self._procedures = procedures
        self._appointments = appointments

    def bring(
        self, actor: Actor, rows: Rows, told: Told = nobody, headings: Mapping[str, str] = _NO_HEADINGS
    ) -> Imported:
        """Takes over the dossiers of a table: no dossier twice, whatever is imported again.

        Rows carry their number in the file, and texts by the names of `import_rows.COLUMNS`; `headings` say what those
        are called in the file. Refusals: `role.missing`,
        `import.empty`, and `import.rows` (count of rows, rows: a RowFault for all that is wrong).
        """
        actor.needs(Role.ADMINISTRATOR)
        return self._bring(actor, rows, told, headings, online=False)

    def bring_online(
        self, actor: Actor, rows: Rows, told: Told = nobody, headings: Mapping[str, str] = _NO_HEADINGS
    ) -> Imported:
        """Takes online submissions up as the portal wrote them: each waits to be answered within 8 working hours.

        Only new ones (status 1, or none said): what was answered already belongs to `bring`. Anybody at the desk may.
        Refusals as `bring`.
        """
        actor.needs(*DESK)
        return self._bring(actor, rows, told, headings, online=True)

    def _bring(self, actor: Actor, rows: Rows, told: Told, headings: Mapping[str, str], *, online: bool) -> Imported:
        if not rows:
            raise Refusal("import.empty")
        now = self._desk.now()
        with self._desk.store.read() as unit:
            calendar = self._appointments.calendar(unit)
            settings = office_settings(unit, office_day(now).isoformat())
        reader = RowReader(self._procedures, calendar, now, self._desk.new_id, headings=headings, online=online)
        found = _read(reader, followed(rows, lambda _done, every: told(0, every), PORTION))
        done = Imported(0, 0)
        for start in range(0, len(found), PORTION):
            told(start, len(found))
            done = done.plus(self._write(actor, found[start : start + PORTION], settings, online=online))
        return done

    def _write(self, actor: Actor, found: Sequence[Past], settings: OfficeSettings, *, online: bool) -> Imported:
        with self._desk.store.write() as unit:
            fresh = [past for past in found if not unit.dossier_ids(past.code)]
            again = self._mended(unit, actor, found) if online else []
            unit.append([event for past in fresh for event in self._events(unit, actor, past, settings)] + again)
            unit.commit()
        return Imported(len(fresh), len(found) - len(fresh), len(again))

    def _mended(self, unit: Unit, actor: Actor, found: Sequence[Past]) -> list[Event]:
        """Submissions that were sent back and have come again since: their hours begin anew."""
        events = []
        for past in found:
            for dossier_id in unit.dossier_ids(past.code):
                dossier = existing(unit, dossier_id)
                since = datetime.fromisoformat(dossier.history[-1].event.at)
                if dossier.state is State.SENT_BACK and past.received_at > since:
                    when = past.received_at
                    events.append(self._desk.event(unit, actor, dossier_id, "dossier.resubmitted", {}, when=when))
        return events

    def _events(self, unit: Unit, actor: Actor, past: Past, settings: OfficeSettings) -> list[Event]:
        begun = SUBMITTED if past.state in BEFORE_RECEPTION else RECEIVED
        data = received_data(past.form, past.procedure, settings, self._due(unit, past), complete=False)
        data |= {"receipt_number": next_receipt_number(unit), "official_code": past.code}
        # Whoever is still to get a receipt from here gets the secret printed on it.
        data["lookup_code"] = make_lookup_code() if past.state in BEFORE_RECEPTION else ""
        events = [self._desk.event(unit, actor, past.form.id, begun, data, when=past.received_at)]
        for kind in _WAYS[past.state]:
            said, when = _step(kind, past, data["solving_office"])
            events.append(self._desk.event(unit, actor, past.form.id, kind, said, when=when))
        return events

    def _due(self, unit: Unit, past: Past) -> Mapping[str, Any] | None:
        if past.due_at:
            return {"at": past.due_at.isoformat(), "why": [], "calendar_version": ""}
        if past.state in BEFORE_RECEPTION:
            return None
        return self._appointments.first(unit, past.procedure.limit, past.received_at)


def _step(kind: str, past: Past, office: str) -> tuple[dict[str, Any], datetime]:
    """What happened in this step and when, as far as the other system knows."""
    ended_at = past.ended_at or past.received_at
    match kind:
        case "dossier.forwarded":
            return {"to": office}, past.received_at
        case "dossier.result_ready":
            return {}, ended_at
        case "dossier.returned":
            collector = {key: past.form.owner[key] for key in ("name", "number")}
            return {"collector": collector}, past.returned_at or ended_at
        case _:
            return {"reason": past.form.note or REASON}, ended_at


def _read(reader: RowReader, rows: Iterator[tuple[int, Mapping[str, str]]]) -> list[Past]:
    found: dict[str, Past] = {}
    faults: list[RowFault] = []
    for number, row in rows:
        of_row = Faults()
        past = reader.past(row, of_row)
        faults += of_row.of_row(number)
        if past is not None:
            if past.code in found:
                faults.append(RowFault(number, "import.twice", {"code": past.code}, reader.heading("code")))
            found[past.code] = past
    if faults:
        raise Refusal("import.rows", count=len({fault.row for fault in faults}), rows=tuple(faults))
    return list(found.values())
