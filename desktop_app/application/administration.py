"""What an office decides about itself: settings, calendar, terms and fees, each with the day from which it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments
from desktop_app.application.desk import Desk
from desktop_app.application.national import DEFAULT_CODES, MAPPING
from desktop_app.application.ports import Reference, Unit
from desktop_app.application.procedures import FAVOURITES, OVERRIDE, Procedure, Procedures, procedure_from_data
from desktop_app.application.settings import CALENDAR, KIND, OFFICE, OfficeSettings, check_code, flat, nested, typed
from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay, WeeklyPattern
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role


class Administration:
    """Changes reference data of this office; they travel to all its stations. For administrators.

    Nothing is rewritten: a change holds from its day on, what was decided for a later day stays, and every dossier
    keeps the dates it was promised.
    """

    def __init__(self, desk: Desk, procedures: Procedures, appointments: Appointments) -> None:
        self._desk = desk
        self._procedures = procedures
        self._appointments = appointments

    def settings(self, on: date | None = None) -> dict[str, Any]:
        """Every setting in force on a day (default: today) by its name, those of the rules as "rules.…"."""
        with self._desk.store.read() as unit:
            piece = unit.reference(KIND, OFFICE, (on or self._today()).isoformat())
        return flat(OfficeSettings.from_data(piece.value if piece else {}).to_data())

    def change_settings(self, actor: Actor, changes: Mapping[str, Any], valid_from: date | None = None) -> None:
        """Sets these settings from a day on (default: today), as texts or values.

        Refusals: `role.missing`, `settings.unknown` (key), `settings.value` (key, found), `rules.*`.
        """
        actor.needs(Role.ADMINISTRATOR)
        read = {key: typed(key, value) for key, value in changes.items()}
        with self._desk.store.write() as unit:
            history = [(piece.valid_from, flat(piece.value)) for piece in unit.reference_history(KIND, OFFICE)]
            changed = _changed(history, read, self._from(valid_from))
            pieces = [Reference(KIND, OFFICE, nested(value), day) for day, value in changed]
            for piece in pieces:
                check_code(OfficeSettings.from_data(piece.value))
            self._publish(unit, actor, pieces)

    def calendar(self) -> OfficeCalendar:
        """The office's calendar."""
        with self._desk.store.read() as unit:
            return self._appointments.calendar(unit)

    def import_calendar(self, actor: Actor, data: Mapping[str, Any]) -> OfficeCalendar:
        """Takes over official days, and weekly hours where the file has any, from one file made for all units.

        The file replaces the official days of its own years (`complete_years`, or those of its days) and the weekly
        hours from its first pattern on. The office's own days stay; other years stay. Refusals: `role.missing`,
        `calendar.*`.
        """
        actor.needs(Role.ADMINISTRATOR)
        with self._desk.store.write() as unit:
            merged = _merged(self._appointments.calendar(unit), data)
            self._publish(unit, actor, [Reference(CALENDAR, OFFICE, merged.to_data())])
        return merged

    def add_day(self, actor: Actor, day: SpecialDay) -> OfficeCalendar:
        """Adds a day of the office's own: a closure, a half day, an extra working day, a swap. It wins over others."""
        return self._with_own_days(actor, lambda days: (*days, day))

    def remove_day(self, actor: Actor, first: date) -> OfficeCalendar:
        """Takes the office's own days that begin on this date back; Refusal("calendar.no_such_day", first=)."""
        if not any(day.first == first for day in self.calendar().local):
            raise Refusal("calendar.no_such_day", first=first.isoformat())
        return self._with_own_days(actor, lambda days: tuple(day for day in days if day.first != first))

    def set_week(self, actor: Actor, pattern: WeeklyPattern) -> OfficeCalendar:
        """Decides on the hours of an ordinary week from `pattern.valid_from` on, until those that begin later.

        Refusal("role.missing").
        """
        actor.needs(Role.ADMINISTRATOR)
        with self._desk.store.write() as unit:
            calendar = self._appointments.calendar(unit)
            others = [known for known in calendar.patterns if known.valid_from != pattern.valid_from]
            patterns = tuple(sorted([*others, pattern], key=lambda known: known.valid_from))
            changed = replace(calendar, patterns=patterns)
            self._publish(unit, actor, [Reference(CALENDAR, OFFICE, changed.to_data())])
        return changed

    def override_procedure(
        self, actor: Actor, code: str, changes: Mapping[str, Any], valid_from: date | None = None
    ) -> Procedure:
        """Decides differently from the catalogue, from a day on (default: today): term, fees, name, solving office.

        `changes` are keys of a catalogue record, such as `processing`, `fees`, `short_name`. Refusals: `role.missing`,
        `procedure.unknown`, `procedure.unreadable`.
        """
        actor.needs(Role.ADMINISTRATOR)
        day = self._from(valid_from)
        known = self._procedures.get(code, date.fromisoformat(day))
        with self._desk.store.write() as unit:
            procedure_from_data({"code": known.code, "name": known.name, **changes})
            history = [(piece.valid_from, dict(piece.value)) for piece in unit.reference_history(OVERRIDE, known.code)]
            changed = _changed(history, changes, day)
            self._publish(unit, actor, [Reference(OVERRIDE, known.code, value, since) for since, value in changed])
        self._procedures.forget()
        return self._procedures.get(known.code, date.fromisoformat(day))

    def set_favourites(self, actor: Actor, codes: Sequence[str]) -> None:
        """Which procedures are offered before anything is typed, in this order. Refusals: `procedure.unknown`."""
        actor.needs(Role.ADMINISTRATOR)
        known = [self._procedures.get(code).code for code in codes]
        with self._desk.store.write() as unit:
            self._publish(unit, actor, [Reference(KIND, FAVOURITES, {"codes": known})])

    def import_mapping(self, actor: Actor, receiver: str, table: Mapping[str, Any]) -> None:
        """Sets how coded values are written for one receiver of exports: field name → our value → theirs.

        Refusals: `role.missing`, `mapping.unreadable` for anything but texts under texts, `mapping.value` (field,
        found, known) for what is no value of ours: it would never be written.
        """
        actor.needs(Role.ADMINISTRATOR)
        if not receiver.strip() or not all(_is_table(codes) for codes in table.values()):
            raise Refusal("mapping.unreadable")
        for field, codes in table.items():
            known = DEFAULT_CODES.get(field, {})
            for found in codes:
                if found not in known:
                    raise Refusal("mapping.value", field=field, found=found, known=", ".join(known or DEFAULT_CODES))
        with self._desk.store.write() as unit:
            self._publish(unit, actor, [Reference(MAPPING, receiver.strip(), dict(table))])

    def _with_own_days(
        self, actor: Actor, change: Callable[[tuple[SpecialDay, ...]], tuple[SpecialDay, ...]]
    ) -> OfficeCalendar:
        actor.needs(Role.ADMINISTRATOR)
        with self._desk.store.write() as unit:
            calendar = self._appointments.calendar(unit)
            changed = replace(calendar, local=change(calendar.local))
            self._publish(unit, actor, [Reference(CALENDAR, OFFICE, changed.to_data())])
        return changed

    def _publish(self, unit: Unit, actor: Actor, pieces: Sequence[Reference]) -> None:
        """Writes what is different from what holds already, and commits."""
        fresh = [piece for piece in pieces if not _stands(unit, piece)]
        if fresh:
            unit.put_reference(fresh, actor.login, self._desk.now().isoformat())
            unit.commit()

    def _today(self) -> date:
        return office_day(self._desk.now())

    def _from(self, valid_from: date | None) -> str:
        return (valid_from or self._today()).isoformat()


def _stands(unit: Unit, piece: Reference) -> bool:
    return any(
        known.valid_from == piece.valid_from and known.value == piece.value
        for known in unit.reference_history(piece.kind, piece.key)
    )


def _changed(
    history: Sequence[tuple[str, Mapping[str, Any]]], changes: Mapping[str, Any], valid_from: str
) -> list[tuple[str, dict[str, Any]]]:
    """What to write so that the changes hold from a day on: a value of that day, and later values that follow it.

    A later value follows where it had only taken over what held before; where it was decided for its own day, it stays.
    """
    before: Mapping[str, Any] = next((value for day, value in reversed(history) if day <= valid_from), {})
    written = [(valid_from, {**before, **changes})]
    follows = dict(changes)
    for day, value in history:
        if day > valid_from:
            follows = {key: new for key, new in follows.items() if value.get(key) == before.get(key)}
            if follows:
                written.append((day, {**value, **follows}))
    return written


def _merged(known: OfficeCalendar, data: Mapping[str, Any]) -> OfficeCalendar:
    patterns = data.get("patterns") or [pattern.to_data() for pattern in known.patterns]
    file = OfficeCalendar.from_data({**data, "patterns": patterns})
    years = set(data.get("complete_years") or {day.first.year for day in file.official})
    kept = tuple(day for day in known.official if day.first.year not in years)
    earlier = tuple(pattern for pattern in known.patterns if pattern.valid_from < file.patterns[0].valid_from)
    own = tuple(day for day in file.local if day not in known.local)
    return OfficeCalendar(file.name, (*earlier, *file.patterns), (*kept, *file.official), (*known.local, *own))


def _is_table(codes: object) -> bool:
    return isinstance(codes, Mapping) and all(isinstance(text, str) for text in (*codes, *codes.values()))
