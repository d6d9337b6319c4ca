"""Corrections: proposed with a reason, approved by a head, never overwriting what was there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.components import clean_components
from desktop_app.application.desk import Desk
from desktop_app.application.intake import DESK
from desktop_app.application.lookup import existing
from desktop_app.application.people import clean_person
from desktop_app.application.returning import clean_collector
from desktop_app.domain.dossier import AMENDABLE, CORRECTABLE, Dossier, apply
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event
from desktop_app.domain.states import Role
from desktop_app.domain.text import nfc
from desktop_app.words import labels

PROPOSED, REJECTED = "dossier.correction_proposed", "dossier.correction_rejected"
CORRECTED, AMENDED = "dossier.corrected", "dossier.amended"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that waits for a head: `changes` hold field, before and after."""

    id: str
    by_name: str
    at: str
    reason: str
    changes: tuple[Mapping[str, Any], ...]


class Corrections:
    """Changes of what was written down. A head corrects at once; everybody else proposes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def correct(self, actor: Actor, dossier_id: str, after: Mapping[str, Any], reason: str) -> Dossier:
        """Corrects fields ("owner.name", "components.0.count" …), or proposes it where the actor is no head.

        What it would become is looked at like a new form, in a closed dossier too: what is on record about a citizen is
        put right whenever it is found wrong. Refusals: `correction.reason`, `correction.field` for what may not be
        corrected, `correction.nothing` where nothing would change, and those of `clean_person`, `clean_components` and
        `clean_collector`, `intake.sets`, `intake.return_by` (found), `correction.solving_office`.
        """
        actor.needs(*DESK)
        if not reason.strip():
            raise Refusal("correction.reason")
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            changes = [
                {"field": field, "before": before, "after": value}
                for field, value in _cleaned(dossier, after).items()
                if (before := _value(dossier, field)) != value
            ]
            if not changes:
                raise Refusal("correction.nothing")
            kind = _kind(dossier, changes) if Role.HEAD in actor.roles else PROPOSED
            data = {"changes": changes, "reason": reason}
            written = self._desk.record(unit, actor, dossier_id, kind, data, when=self._desk.moment(None))
            unit.commit()
        return written

    def proposals(self, dossier: Dossier) -> list[Proposal]:
        """The corrections of this dossier that nobody has decided on yet."""
        decided = {v.event.data.get("proposal") for v in dossier.history if v.event.kind in _DECIDED}
        return [
            Proposal(event.id, event.data.get("by_name", ""), event.at, event.data["reason"], event.data["changes"])
            for event in (verdict.event for verdict in dossier.history if verdict.event.kind == PROPOSED)
            if event.id not in decided
        ]

    def decide(self, actor: Actor, dossier_id: str, proposal_id: str, *, approve: bool, reason: str = "") -> Dossier:
        """Approves or rejects a proposal. Refusals: `role.missing`, `correction.unknown`, `correction.reason`."""
        actor.needs(Role.HEAD)
        if not approve and not reason.strip():
            raise Refusal("correction.reason")
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            proposal = next((found for found in self.proposals(dossier) if found.id == proposal_id), None)
            if proposal is None:
                raise Refusal("correction.unknown")
            data: dict[str, Any] = {"proposal": proposal.id, "reason": reason or proposal.reason}
            if approve:
                data["changes"] = [dict(change) for change in proposal.changes]
            kind = _kind(dossier, proposal.changes) if approve else REJECTED
            written = self._desk.record(unit, actor, dossier_id, kind, data, when=self._desk.moment(None))
            unit.commit()
        return written


_OF_COLLECTOR = (["name"], ["number"], ["relation"], ["authorisation"])
_DECIDED = frozenset({REJECTED, CORRECTED, AMENDED})


def _kind(dossier: Dossier, changes: Iterable[Mapping[str, Any]]) -> str:
    """The event of a correction: one that every program understands wherever that is enough."""
    parts = {str(change["field"]).partition(".")[0] for change in changes}
    return AMENDED if dossier.closed or not parts <= CORRECTABLE else CORRECTED


def _cleaned(dossier: Dossier, after: Mapping[str, Any]) -> dict[str, Any]:
    """The new values as they would be kept at reception: never what no receipt could carry."""
    for field in after:
        _value(dossier, field)
    tried = replace(dossier, history=[])
    changes = [{"field": field, "after": _plain(field, value)} for field, value in after.items()]
    trial = Event("", dossier.id, AMENDED, "", "", "", {"changes": changes, "reason": ""})
    apply(tried, trial)
    if not tried.history[-1].effective:
        raise Refusal("correction.field", field=", ".join(after))
    tried.owner = clean_person(tried.owner, beside=not dossier.owner.get("number"))
    if tried.proxy:
        tried.proxy = {**tried.proxy, "person": clean_person(tried.proxy.get("person", {}))}
    tried.others = [clean_person(other, beside=True) for other in tried.others]
    tried.components = clean_components(tried.components)
    if not isinstance(tried.sets, int) or tried.sets < 1:
        raise Refusal("intake.sets")
    if tried.return_by not in labels.RETURNS:
        raise Refusal("intake.return_by", found=str(tried.return_by))
    _check_amended(tried, after)
    return {field: _value(tried, field) for field in after}


def _check_amended(tried: Dossier, after: Mapping[str, Any]) -> None:
    """What stands beside the receipt, where it is corrected: who solves, and who has taken the result."""
    if "solving_office" in after and not (isinstance(tried.solving_office, str) and tried.solving_office):
        raise Refusal("correction.solving_office")
    if any(field.startswith("collector.") for field in after):
        tried.collector = {**(tried.collector or {}), **clean_collector(tried.collector or {})}


def _plain(field: str, value: object) -> object:
    """A text without stray spaces, or a number where one is kept; digits of a telephone number are a text."""
    counted = field == "sets" or field.endswith(".count")
    if isinstance(value, str):
        text = nfc(" ".join(value.split()))
        return int(text) if counted and text.isdecimal() else text
    return str(value) if isinstance(value, int | float) and not counted and not isinstance(value, bool) else value


def _value(dossier: Dossier, field: str) -> object:
    part, *keys = field.split(".")
    allowed = keys[:1] in _OF_COLLECTOR if part == "collector" else part in AMENDABLE
    if not allowed or (part == "collector" and not dossier.collector):
        raise Refusal("correction.field", field=field)
    try:
        value = getattr(dossier, part)
        for key in keys:
            value = value[int(key)] if isinstance(value, list) else (value or {}).get(key)
    except (AttributeError, IndexError, ValueError) as error:
        raise Refusal("correction.field", field=field) from error
    return value
