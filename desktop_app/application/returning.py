"""Handing over a result to the person in front of the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk, done_before
from desktop_app.application.intake import DESK
from desktop_app.application.leaving import authority, overruled
from desktop_app.application.lookup import existing
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import parse_number
from desktop_app.domain.states import State
from desktop_app.domain.text import fold, nfc


@dataclass(frozen=True, slots=True)
class Collector:
    """Who takes the result; `relation` and `authorisation` where it is not the owner."""

    name: str
    number: str
    relation: str = ""
    authorisation: str = ""


class Returning:
    """The last step: the result leaves the house, and it is written down who took it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hand_out(
        self,
        actor: Actor,
        dossier_id: str,
        collector: Collector,
        *,
        at: datetime | None = None,
        event_id: str = "",
        fee_overruled: str = "",
    ) -> Dossier:
        """Records who took the result and closes the dossier.

        `fee_overruled` is the reason for which a head lets a result go although a fee is not paid. Refusals:
        `return.not_ready`, `return.already`, `return.unpaid` (amount), `return.relation`, `return.authorisation`,
        `return.name`, `number.*`.
        """
        actor.needs(*DESK)
        when = self._desk.moment(at)
        with self._desk.store.write() as unit:
            dossier = existing(unit, dossier_id)
            if done_before(dossier, event_id):
                return dossier
            data = _facts(actor, dossier, collector, fee_overruled)
            returned = self._desk.record(
                unit, actor, dossier_id, "dossier.returned", data, when=when, event_id=event_id
            )
            unit.commit()
        return returned


def is_owner(dossier: Dossier, name: str, number: str) -> bool:
    """True where this person is an owner: by number, or by name where the owner has none of a citizen's.

    Those who applied together with the owner own the result as well.
    """
    if number and any(number == other.get("number") for other in dossier.others):
        return True
    own = dossier.owner.get("number", "")
    if dossier.owner.get("kind") == "citizen" and own:
        return number in (own, dossier.owner.get("old_number"))
    return fold(name) == fold(str(dossier.owner.get("name", "")))


def clean_collector(collector: Mapping[str, Any]) -> dict[str, str]:
    """Name and number of whoever takes a result as they are kept. Refusals: `number.*`, `return.name`."""
    number = parse_number(str(collector.get("number", ""))).digits
    name = nfc(" ".join(str(collector.get("name", "")).split()))
    if not name:
        raise Refusal("return.name")
    return {"name": name, "number": number}


def _person(dossier: Dossier, collector: Collector) -> Mapping[str, str]:
    person = clean_collector({"name": collector.name, "number": collector.number})
    if not is_owner(dossier, person["name"], person["number"]):
        person |= authority(dossier, person["number"], collector.relation, collector.authorisation)
    return person


def _facts(actor: Actor, dossier: Dossier, collector: Collector, fee_overruled: str) -> dict[str, Any]:
    if dossier.state is State.RETURNED:
        raise Refusal("return.already", at=dossier.returned_at)
    if dossier.state is not State.READY:
        raise Refusal("return.not_ready", state=dossier.state.value)
    data: dict[str, Any] = {"collector": _person(dossier, collector)}
    if dossier.unpaid > 0:
        data |= overruled(actor, dossier, fee_overruled)
    return data
