"""Corrections: proposed with a reason, approved by a head, never overwriting what was there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.intake import DESK
from desktop_app.application.lookup import existing
from desktop_app.domain.dossier import CORRECTABLE, Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role

PROPOSED, REJECTED, CORRECTED = "dossier.correction_proposed", "dossier.correction_rejected", "dossier.corrected"


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

        Refusals: `correction.reason`, `correction.field` for what may not be corrected, `correction.nothing` where
        nothing would change, `action.state` once closed.
        """
        actor.needs(*DESK)
        if not reason.strip():
            raise Refusal("correction.reason")
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            changes = [
                {"field": field, "before": before, "after": value}
                for field, value in after.items()
                if (before := _value(dossier, field)) != value
            ]
            if not changes:
                raise Refusal("correction.nothing")
            if dossier.closed:
                raise Refusal("action.state", state=dossier.state.value, action="correct")
            kind = CORRECTED if Role.HEAD in actor.roles else PROPOSED
            data = {"changes": changes, "reason": reason}
            written = self._desk.record(unit, actor, dossier_id, kind, data, when=self._desk.moment(None))
            unit.commit()
        return written

    def proposals(self, dossier: Dossier) -> list[Proposal]:
        """The corrections of this dossier that nobody has decided on yet."""
        decided = {v.event.data.get("proposal") for v in dossier.history if v.event.kind in (REJECTED, CORRECTED)}
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
            kind = CORRECTED if approve else REJECTED
            written = self._desk.record(unit, actor, dossier_id, kind, data, when=self._desk.moment(None))
            unit.commit()
        return written


def _value(dossier: Dossier, field: str) -> object:
    part, *keys = field.split(".")
    if part not in CORRECTABLE:
        raise Refusal("correction.field", field=field)
    try:
        value = getattr(dossier, part)
        for key in keys:
            value = value[int(key)] if isinstance(value, list) else (value or {}).get(key)
    except (AttributeError, IndexError, ValueError) as error:
        raise Refusal("correction.field", field=field) from error
    return value
