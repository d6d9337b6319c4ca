"""What happens to a dossier between reception and result: every move of the table, with its facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments, Duties, limit_from_data
from desktop_app.application.components import clean_components
from desktop_app.application.desk import Desk, done_before
from desktop_app.application.lookup import existing
from desktop_app.application.ports import Unit
from desktop_app.domain.calendar import OfficeCalendar, at_minute
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.codes import parse_dossier_code
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import BY_ACTION, ClockEffect, Move, Role, possible
from desktop_app.words import labels

# Handing over a result asks for the person who takes it and has its own room: `returning`.
RETURN = "return"
EXTEND = "extend"
ATTACH = "attach_code"
STOP = "stop"
# Facts that are one of a few.
_CHOICES: Mapping[str, Collection[object]] = {"channel": labels.CALLS, "score": labels.RATINGS}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done now: the action's name and the facts that it asks for."""

    action: str
    needs: tuple[str, ...]


class Processing:
    """Moves dossiers. A move that the table does not allow is refused before anything is written."""

    def __init__(self, desk: Desk, appointments: Appointments) -> None:
        self._desk = desk
        self._appointments = appointments

    def choices(self, actor: Actor, dossier: Dossier) -> list[Choice]:
        """What this person can do with the dossier as it stands, in the order of the table."""
        moves = [move for move in possible(dossier.state, actor.roles) if not _spent(dossier, move)]
        return [
            Choice(move.action, tuple(need for need in move.needs if need != "due")) for move in moves if move.action
        ]

    def reckoned_again(self, dossier: Dossier) -> dict[str, Any] | None:
        """The first appointment reckoned anew from the calendar and the rules of its day, to answer a complaint.

        None without a limit. Refusal("due.calendar_unknown", version=) for a date that was not reckoned here.
        """
        with self._desk.store.read() as unit:
            found = self._appointments.again(unit, dossier)
        return found.to_data() if found else None

    def duties(self, dossier: Dossier) -> Duties:
        """Until when papers may still be asked for, and until when a delay has to be told."""
        with self._desk.store.read() as unit:
            return self._appointments.duties(unit, dossier, self._desk.now())

    def new_appointment(self, day: date) -> dict[str, Any]:
        """An appointment on a day that a head has chosen, at the end of its hours.

        Refusal("action.due_day_off", on=) where the office does not work on that day.
        """
        with self._desk.store.read() as unit:
            calendar = self._appointments.calendar(unit)
        _check_working_day(calendar, at_minute(day, 0))
        at = at_minute(day, calendar.day(day).counting[-1][1])
        return {"at": at.isoformat(), "why": [], "calendar_version": calendar.version}

    def do(
        self,
        actor: Actor,
        dossier_id: str,
        action: str,
        *,
        facts: Mapping[str, Any] | None = None,
        at: datetime | None = None,
        event_id: str = "",
    ) -> Dossier:
        """Makes one move and answers with the dossier after it.

        A supplement takes the papers brought later as `components`. `event_id` makes a move that is asked for twice
        happen once. Refusals: `action.unknown`, `action.state`, `action.only_once`, `action.missing` (what),
        `action.value` (what, found), `action.due_not_later`, `action.due_day_off`, `role.missing`,
        `action.before_reception`, `time.future`, `component.*`; for an official code also `dossier_code.*` and
        `code.taken` and `code.taken_before` (code, label).
        """
        move = BY_ACTION.get(action)
        if move is None or action == RETURN:
            raise Refusal("action.unknown", action=action)
        when = self._desk.moment(at)
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            if done_before(dossier, event_id):
                return dossier
            _check(actor, dossier, move, facts or {}, when)
            data = self._with_due(unit, dossier, move, dict(facts or {}), when)
            if action == EXTEND:
                _check_working_day(self._appointments.calendar(unit), datetime.fromisoformat(data["due"]["at"]))
            data |= _completed(unit, actor, dossier, action, data)
            moved = self._desk.record(unit, actor, dossier_id, move.kind, data, when=when, event_id=event_id)
            unit.commit()
        return moved

    def _with_due(
        self, unit: Unit, dossier: Dossier, move: Move, data: dict[str, Any], when: datetime
    ) -> dict[str, Any]:
        if "due" not in move.needs or "due" in data:
            return data
        if move.clock is ClockEffect.START:
            data["due"] = self._appointments.first(unit, limit_from_data(dossier.limit), when)
        elif move.clock is ClockEffect.RESUME:
            data["due"] = self._appointments.after_pauses(unit, dossier, when)
        else:
            raise Refusal("action.missing", what="due")
        return data


def _completed(unit: Unit, actor: Actor, dossier: Dossier, action: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is written beside the facts, or in place of what was typed."""
    found: dict[str, Any] = {}
    if action == STOP and Role.HEAD in actor.roles:
        # Form 05 is signed by the head; whoever else decided it leaves the name to the pen.
        found["head"] = actor.name
    if action == ATTACH:
        found["code"] = _official_code(unit, dossier, str(data["code"]))
    if data.get("components"):
        # Papers brought later are looked at like those of the first day.
        found["components"] = clean_components(data["components"])
    return found


def _check(actor: Actor, dossier: Dossier, move: Move, data: Mapping[str, Any], when: datetime) -> None:
    actor.needs(*move.roles)
    if dossier.state not in move.sources:
        raise Refusal("action.state", state=dossier.state.value, action=move.action)
    if _spent(dossier, move):
        raise Refusal("action.only_once", action=move.action)
    missing = [need for need in move.needs if need != "due" and not data.get(need)]
    if missing:
        raise Refusal("action.missing", what=missing[0])
    for name, known in _CHOICES.items():
        if name in move.needs and data[name] not in known:
            raise Refusal("action.value", what=name, found=str(data[name]))
    if move.action == EXTEND:
        _check_new_date(dossier, data, when)
    if when < datetime.fromisoformat(dossier.received_at):
        raise Refusal("action.before_reception", at=when.isoformat())


def _check_working_day(calendar: OfficeCalendar, at: datetime) -> None:
    day = office_day(at)
    if not calendar.is_counting_day(day):
        raise Refusal("action.due_day_off", on=f"{day:%d/%m/%Y}")


def _official_code(unit: Unit, dossier: Dossier, typed: str) -> str:
    """The code from outside as every code is written; none that leads to another dossier, now or from older papers."""
    code = str(parse_dossier_code(typed))
    for other in (existing(unit, known) for known in unit.dossier_ids(code) if known != dossier.id):
        before = code in other.former_codes
        raise Refusal("code.taken_before" if before else "code.taken", code=code, label=_own_label(other))
    return code


def _own_label(dossier: Dossier) -> str:
    return dossier.code or dossier.receipt_number


def _check_new_date(dossier: Dossier, data: Mapping[str, Any], when: datetime) -> None:
    """A new date lies after the old one and is still to come: the citizen is asked to wait, not told of the past."""
    new = (data.get("due") or {}).get("at")
    if not new:
        raise Refusal("action.missing", what="due")
    old = (dossier.due or {}).get("at") or when.isoformat()
    if datetime.fromisoformat(new) <= max(datetime.fromisoformat(old), when):
        raise Refusal("action.due_not_later", at=old)


def _spent(dossier: Dossier, move: Move) -> bool:
    if not move.once:
        return False
    return any(verdict.effective and verdict.event.kind == move.kind for verdict in dossier.history)
