"""What every use case that writes stands on: the store, the clock, and one way to write something down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.lookup import existing
from desktop_app.application.ports import Store, Unit
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event


@dataclass(frozen=True, slots=True)
class Desk:
    """The station's store, where new identifiers come from, and what time it is."""

    store: Store
    new_id: Callable[[], str]
    now: Callable[[], datetime]

    def moment(self, at: datetime | None) -> datetime:
        """The time at which something was done, now unless told; Refusal("time.future")."""
        now = self.now()
        if at is not None and at > now:
            raise Refusal("time.future", at=at.isoformat())
        return at or now

    def record(
        self,
        unit: Unit,
        actor: Actor,
        dossier_id: str,
        kind: str,
        data: Mapping[str, Any],
        *,
        when: datetime,
        event_id: str = "",
    ) -> Dossier:
        """Writes one event in the caller's transaction and answers with the dossier after it.

        The actor's name goes with it as `by_name`: papers must name who acted, also when staff have changed since.
        """
        unit.append([self.event(unit, actor, dossier_id, kind, data, when=when, event_id=event_id)])
        return existing(unit, dossier_id)

    def event(
        self,
        unit: Unit,
        actor: Actor,
        subject: str,
        kind: str,
        data: Mapping[str, Any],
        *,
        when: datetime,
        event_id: str = "",
    ) -> Event:
        """An event of this actor at this station, not yet written."""
        named = {**data, "by_name": actor.name}
        return Event(
            event_id or self.new_id(), subject, kind, when.isoformat(), actor.login, unit.identity.stamp, named
        )


def done_before(dossier: Dossier, event_id: str) -> bool:
    """True where this very command was carried out already: a key pressed twice has one effect."""
    return bool(event_id) and any(verdict.event.id == event_id for verdict in dossier.history)
