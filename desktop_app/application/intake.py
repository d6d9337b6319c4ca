"""Receiving a dossier: what the desk promises, the number it gives, and the form that is never lost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.appointments import Appointments, limit_from_data, limit_to_data
from desktop_app.application.components import check_complete, clean_components, missing_components
from desktop_app.application.desk import Desk
from desktop_app.application.leaving import authority, overruled
from desktop_app.application.lookup import existing
from desktop_app.application.payments import PAID, Payment, payment_data
from desktop_app.application.people import clean_person, number_warnings
from desktop_app.application.ports import DossierQuery, DossierRow, Draft, Unit
from desktop_app.application.procedures import Procedure, Procedures
from desktop_app.application.settings import OfficeSettings, office_settings
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.codes import ReceiptNumber, make_dossier_code, make_lookup_code
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import OPEN, Role
from desktop_app.domain.text import nfc

RECEIPT_COUNTER = "receipt"
RECEIVED, SUBMITTED = "dossier.received", "dossier.submitted"
DIRECT = "direct"
# What the receipt keeps of its procedure, as `desktop_app.domain.events.ProcedureData`.
OF_PROCEDURE = ("code", "name", "short_name", "field_code", "field_name")
# A paper is offered first where so many of the last dossiers had it.
LEARNED_FROM, LEAST_TIMES, OFTEN_SHARE = 12, 2, 0.4
DESK = (Role.RECEPTIONIST, Role.OFFICER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """What the clerk has filled in. `id` becomes the dossier's: a form handed in twice makes one dossier.

    `owner`, `proxy`, `others`, `components` and `fees` have the shapes of `desktop_app.domain.events`. `limit` is the
    term chosen where the procedure has several or none; `duplicate_accepted` is why a second dossier of the same
    person for the same procedure is wanted, `incomplete_accepted` why one is received that lacks required papers.
    """

    id: str
    procedure_code: str
    owner: Mapping[str, Any]
    components: tuple[Mapping[str, Any], ...] = ()
    proxy: Mapping[str, Any] | None = None
    others: tuple[Mapping[str, Any], ...] = ()
    content: str = ""
    sets: int = 1
    channel: str = DIRECT
    return_by: str = "counter"
    solving_office: str = ""
    limit: TimeLimit | None = None
    fees: tuple[Mapping[str, Any], ...] = ()
    duplicate_accepted: str = ""
    incomplete_accepted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the desk would promise for this procedure if it received the dossier now.

    `often` are the papers that most of the last dossiers of this procedure came with here, `solving_office` is who
    decides unless the form names somebody else.
    """

    procedure: Procedure
    limit: TimeLimit | None
    due: Mapping[str, Any] | None
    often: frozenset[str] = frozenset()
    solving_office: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the clerk may overrule with a reason: `part` names the place on the form, `code` what is odd."""

    part: str
    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the fee of a result given at once: how it was paid, with the number of the official e-receipt.

    `overruled` is why a head lets the result go although nothing was paid.
    """

    method: str = ""
    official_receipt: str = ""
    overruled: str = ""


NOTHING_PAID = Settled()


class Intake:
    """The desk. Every method is one transaction; none waits for the network."""

    def __init__(self, desk: Desk, procedures: Procedures, appointments: Appointments) -> None:
        self._desk = desk
        self._store = desk.store
        self._procedures = procedures
        self._appointments = appointments

    def offer(self, procedure_code: str, at: datetime | None = None, limit: TimeLimit | None = None) -> Offer:
        """The term and the due date for a dossier received at this time (default: now)."""
        when = at or self._desk.now()
        procedure = self._procedures.get(procedure_code, office_day(when))
        chosen = limit or procedure.limit
        with self._store.read() as unit:
            office = office_settings(unit, office_day(when).isoformat()).competent_body(procedure.solving_office)
            due = self._appointments.first(unit, chosen, when)
            return Offer(procedure, chosen, due, _often(unit, procedure), office)

    def doubts(self, form: IntakeForm) -> list[Doubt]:
        """What is odd about the form but may be overruled; an empty list where nothing is."""
        found = [Doubt("owner.number", code) for code in number_warnings(form.owner)]
        if form.proxy:
            found += [Doubt("proxy.number", code) for code in number_warnings(form.proxy["person"])]
        for index, other in enumerate(form.others):
            found += [Doubt(f"others.{index}.number", code) for code in number_warnings(other)]
        if not form.duplicate_accepted:
            found += [Doubt("procedure", "duplicate", _known(row)) for row in self.same_open(form)]
        if form.procedure_code and not form.incomplete_accepted:
            found += _lacking(self._procedures.get(form.procedure_code), form)
        return found

    def doubts_of(self, dossier: Dossier) -> list[Doubt]:
        """What is odd about an online submission, for whoever answers it, as far as this office can tell."""
        papers, others = tuple(dossier.components), tuple(dossier.others)
        code = dossier.procedure.get("code", "")
        try:
            return self.doubts(IntakeForm(dossier.id, code, dossier.owner, papers, dossier.proxy, others))
        except Refusal:
            # A procedure or a number that only the other system knows.
            return []

    def same_open(self, form: IntakeForm) -> list[DossierRow]:
        """Dossiers of the same owner for the same procedure that are still open."""
        number = form.owner.get("number", "")
        if not number or not form.procedure_code:
            return []
        query = DossierQuery(party=number, procedure_code=form.procedure_code, states=OPEN, limit=5)
        with self._store.read() as unit:
            return [row for row in unit.rows(query) if row.owner_number == number and row.id != form.id]

    def receive(self, actor: Actor, form: IntakeForm, at: datetime | None = None) -> Dossier:
        """Receives the dossier and gives it its numbers, all in one transaction.

        Handed in again, a form answers with the dossier it made the first time. Refusals name what is missing or
        wrong: `intake.owner_name`, `number.digits` …, `component.not_accepted` for a required paper that will not do,
        `time.future`, `procedure.unknown`.
        """
        return self._begin(actor, form, at, RECEIVED)

    def submit(self, actor: Actor, form: IntakeForm, at: datetime | None = None) -> Dossier:
        """Takes up an online submission: no appointment yet, answered within 8 working hours. Refusals as `receive`."""
        return self._begin(actor, form, at, SUBMITTED)

    def finish_at_once(
        self, actor: Actor, form: IntakeForm, settled: Settled = NOTHING_PAID, *, at: datetime | None = None
    ) -> Dossier:
        """Receives a dossier whose result is handed over at once: no receipt, but the case is on record.

        Received, solved, paid and returned to whoever handed it in, all in one transaction. Refusals as `receive` and
        `payment_data`; `return.unpaid` (amount) where a fee was neither paid nor overruled by a head; for a proxy
        without authority `return.relation`, `return.authorisation`.
        """
        return self._begin(actor, form, at, RECEIVED, at_once=settled)

    def _begin(
        self, actor: Actor, form: IntakeForm, at: datetime | None, kind: str, *, at_once: Settled | None = None
    ) -> Dossier:
        actor.needs(*DESK)
        when = self._desk.moment(at)
        day = office_day(when)
        procedure = self._procedures.get(form.procedure_code, day)
        limit = form.limit or procedure.limit
        with self._store.write() as unit:
            if (known := unit.dossier(form.id)) is not None:
                return known
            settings = office_settings(unit, day.isoformat())
            due = self._appointments.first(unit, limit, when) if kind == RECEIVED else None
            if kind == RECEIVED:
                check_complete(form.components)
            data = received_data(form, procedure, settings, due) | _numbers(unit, settings, day)
            begun = self._desk.record(unit, actor, form.id, kind, data, when=when)
            if at_once:
                begun = self._finish(unit, actor, begun, at_once, when)
            unit.drop_draft(form.id)
            unit.commit()
        return begun

    def _finish(self, unit: Unit, actor: Actor, begun: Dossier, settled: Settled, when: datetime) -> Dossier:
        """Solved, settled and returned. Nobody comes back to pay, so what is owed stops the result as elsewhere."""
        taken: dict[str, Any] = {"collector": _collector(begun)}
        self._desk.record(unit, actor, begun.id, "dossier.result_ready", {}, when=when)
        if begun.unpaid > 0 and settled.method:
            paid = Payment(begun.unpaid, settled.method, settled.official_receipt)
            data = payment_data(unit, actor, paid, self._desk.new_id())
            self._desk.record(unit, actor, begun.id, PAID, data, when=when)
        elif begun.unpaid > 0:
            taken |= overruled(actor, begun, settled.overruled)
        return self._desk.record(unit, actor, begun.id, "dossier.returned", taken, when=when)

    def copy_of(self, dossier: Dossier) -> IntakeForm:
        """A new form with the people and papers of an earlier dossier, to be looked through and handed in again.

        The term is of today: one chosen then is kept only where the procedure still offers it. Refusal
        ("procedure.unknown") where the procedure is no longer in force.
        """
        procedure = self._procedures.get(dossier.procedure.get("code", ""))
        chosen = limit_from_data(dossier.limit)
        judged = ("accepted", "reason")
        return IntakeForm(
            id=self._desk.new_id(),
            procedure_code=procedure.code,
            owner=dossier.owner,
            components=tuple(
                {key: value for key, value in paper.items() if key not in judged} for paper in dossier.components
            ),
            proxy=dossier.proxy,
            others=tuple(dossier.others),
            content=dossier.content,
            sets=dossier.sets,
            return_by=dossier.return_by,
            solving_office=self._named(dossier.solving_office, procedure),
            limit=chosen if chosen in procedure.options else None,
            fees=procedure.usual_fees(DIRECT),
        )

    def _named(self, office: str, procedure: Procedure) -> str:
        """The body that solved an earlier dossier, "" where it is only what the catalogue says."""
        with self._store.read() as unit:
            competent = office_settings(unit, office_day(self._desk.now()).isoformat()).competent_body
        return "" if competent(office) == competent(procedure.solving_office) else office

    def drafts(self) -> list[Draft]:
        """Forms that were begun and neither received nor thrown away, newest first."""
        with self._store.read() as unit:
            return unit.drafts()

    def save_draft(self, actor: Actor, draft_id: str, body: Mapping[str, Any]) -> None:
        """Keeps a form as it stands, so that a crash or a power cut costs nothing."""
        with self._store.write() as unit:
            unit.save_draft(Draft(draft_id, self._desk.now().isoformat(), actor.login, body))
            unit.commit()

    def discard_draft(self, draft_id: str) -> None:
        """Throws a form away, because a person said so."""
        with self._store.write() as unit:
            unit.drop_draft(draft_id)
            unit.commit()


def received_data(
    form: IntakeForm,
    procedure: Procedure,
    settings: OfficeSettings,
    due: Mapping[str, Any] | None,
    *,
    complete: bool = True,
) -> dict[str, Any]:
    """What the receipt promises, as `desktop_app.domain.events.ReceivedData` without its numbers and its receiver.

    Only other systems know owners without a number: what they hand over need not be `complete`. Refusals: those of
    `clean_person` and `clean_components`, `intake.sets`.
    """
    if form.sets < 1:
        raise Refusal("intake.sets")
    data: dict[str, Any] = {
        "owner": clean_person(form.owner, beside=not complete),
        "procedure": {part: getattr(procedure, part) for part in OF_PROCEDURE},
        "content": nfc(form.content.strip()) or procedure.name,
        "components": clean_components(form.components),
        "sets": form.sets,
        "channel": form.channel,
        "return_by": form.return_by,
        "receiving_office": settings.name,
        "solving_office": settings.competent_body(form.solving_office or procedure.solving_office),
        "limit": limit_to_data(form.limit or procedure.limit),
        "due": due,
        "fees": [dict(fee) for fee in form.fees],
    }
    if form.proxy:
        data["proxy"] = {**form.proxy, "person": clean_person(form.proxy["person"])}
    others = [clean_person(other, beside=True) for other in form.others]
    optional = {
        "others": others,
        "duplicate_accepted": form.duplicate_accepted,
        "incomplete_accepted": form.incomplete_accepted if _lacking(procedure, form) else "",
        "note": form.note,
    }
    return data | {key: value for key, value in optional.items() if value}


def _collector(dossier: Dossier) -> dict[str, str]:
    """Whoever handed in takes the result along: the owner, or another person on the same authority."""
    if not dossier.proxy:
        return {"name": dossier.owner["name"], "number": dossier.owner["number"]}
    person = dossier.proxy["person"]
    return {"name": person["name"], "number": person["number"], **authority(dossier, person["number"])}


def _lacking(procedure: Procedure, form: IntakeForm) -> list[Doubt]:
    """What is missing in law for a receipt: such a dossier gets form 02 (NĐ 61/2018/NĐ-CP art. 17)."""
    missing = missing_components(procedure, form.components)
    if not missing and not form.components and procedure.papers_of_cases_only:
        return [Doubt("papers", "components.no_case", {"count": 0, "names": []})]
    code = "components.missing" if form.components else "components.none"
    return [Doubt("papers", code, {"count": len(missing), "names": missing})] if missing else []


def _often(unit: Unit, procedure: Procedure) -> frozenset[str]:
    """What people bring here beside the papers that everybody brings; learned only where there is a choice."""
    if all(spec.required == "yes" for spec in procedure.components):
        return frozenset()
    rows = unit.rows(DossierQuery(procedure_code=procedure.code, limit=LEARNED_FROM))
    brought: Counter[str] = Counter()
    for row in rows:
        brought.update({str(paper["name"]) for paper in existing(unit, row.id).components})
    return frozenset(name for name, times in brought.items() if times >= max(LEAST_TIMES, OFTEN_SHARE * len(rows)))


def _known(row: DossierRow) -> dict[str, str]:
    return {"label": row.label, "at": row.received_at, "state": row.state.value}


def next_receipt_number(unit: Unit) -> str:
    """A receipt number that no other station can ever give."""
    identity = unit.identity
    counter = unit.next_counter(RECEIPT_COUNTER)
    return str(ReceiptNumber(identity.space, identity.station, identity.incarnation, counter))


def _numbers(unit: Unit, settings: OfficeSettings, day: date) -> dict[str, Any]:
    numbers = {"receipt_number": next_receipt_number(unit), "lookup_code": make_lookup_code()}
    sequence = unit.next_sequence(settings.unit, f"{day:%y%m%d}")
    if sequence is not None:
        numbers["code"] = str(
            make_dossier_code(settings.unit, day, sequence, settings.code_width, settings.code_system)
        )
    return numbers
