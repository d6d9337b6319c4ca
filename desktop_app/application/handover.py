"""Two-sided handover: a list leaves the counter, the other side scans every dossier and confirms what arrived."""

from collections.abc import Sequence

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.intake import DESK
from desktop_app.application.lookup import existing, known_batch
from desktop_app.application.settings import office_settings
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.codes import BatchCode
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.errors import Refusal
from desktop_app.domain.handover import CONFIRMED, PREPARED, Batch, fold_batch
from desktop_app.domain.states import CLOSED

BATCH_COUNTER = "batch"


class Handover:
    """Papers change hands twice in writing: once by who gives, once by who takes (form 06 shows both)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def prepare(self, actor: Actor, dossier_ids: Sequence[str], to_office: str, note: str = "") -> Batch:
        """A new batch with these dossiers, each of which now knows that it is on its way.

        Refusals: `handover.empty`, `handover.to`, `handover.closed` and `handover.on_its_way` (label).
        """
        actor.needs(*DESK)
        chosen = list(dict.fromkeys(dossier_ids))
        if not chosen:
            raise Refusal("handover.empty")
        if not to_office.strip():
            raise Refusal("handover.to")
        when = self._desk.moment(None)
        with self._desk.store.write() as unit:
            dossiers = [existing(unit, dossier_id) for dossier_id in chosen]
            for dossier in dossiers:
                if dossier.state in CLOSED:
                    raise Refusal("handover.closed", label=dossier.label)
                if dossier.batch:
                    raise Refusal("handover.on_its_way", label=dossier.label)
            identity = unit.identity
            counter = unit.next_counter(BATCH_COUNTER)
            code = str(BatchCode(identity.space, identity.station, identity.incarnation, counter))
            data = {
                "from": _giver(dossiers) or office_settings(unit, office_day(when).isoformat()).name,
                "to": to_office,
                "dossiers": {dossier.id: dossier.label for dossier in dossiers},
                "note": note,
            }
            unit.append([self._desk.event(unit, actor, code, PREPARED, data, when=when)])
            given = {"batch": code, "from": data["from"], "to": to_office}
            for dossier in dossiers:
                self._desk.record(unit, actor, dossier.id, "dossier.handed_over", given, when=when)
            batch = fold_batch(code, unit.events(code))
            unit.commit()
        return batch

    def batch(self, code: str) -> Batch:
        """The batch with this code; Refusal("handover.unknown")."""
        with self._desk.store.read() as unit:
            return known_batch(unit, code)

    def on_the_way(self, since: str) -> list[Batch]:
        """Batches prepared since this moment that nobody has confirmed yet, newest first."""
        with self._desk.store.read() as unit:
            codes = [event.subject for event in unit.house_events([PREPARED], since)]
            batches = [fold_batch(code, unit.events(code)) for code in reversed(codes)]
        return [batch for batch in batches if batch.received_at is None]

    def confirm(self, actor: Actor, code: str, scanned: Sequence[str]) -> Batch:
        """Confirms what arrived: ids of the dossiers that were scanned, whether or not they stand on the list.

        What stands on the list and was not scanned goes back to the giver as missing. Refusals: `handover.unknown`,
        `handover.confirmed_already`, `handover.same_person` where who gave would also take.
        """
        actor.needs(*DESK)
        batch = self.batch(code)
        if batch.received_at is not None:
            raise Refusal("handover.confirmed_already", code=code)
        if batch.giver == actor.login:
            raise Refusal("handover.same_person")
        arrived = list(dict.fromkeys(scanned))
        missing = [dossier_id for dossier_id in batch.dossiers if dossier_id not in arrived]
        extra = [dossier_id for dossier_id in arrived if dossier_id not in batch.dossiers]
        received = [dossier_id for dossier_id in arrived if dossier_id in batch.dossiers]
        when = self._desk.moment(None)
        with self._desk.store.write() as unit:
            data = {"received": received, "missing": missing, "extra": extra}
            unit.append([self._desk.event(unit, actor, code, CONFIRMED, data, when=when)])
            taken = {"batch": code, "office": batch.to_office}
            for dossier_id in arrived:
                self._desk.record(unit, actor, dossier_id, "dossier.handover_confirmed", taken, when=when)
            for dossier_id in missing:
                self._desk.record(unit, actor, dossier_id, "dossier.handover_missing", {"batch": code}, when=when)
            confirmed = fold_batch(code, unit.events(code))
            unit.commit()
        return confirmed


def _giver(dossiers: Sequence[Dossier]) -> str:
    """The room that has all of them now: a list goes back to the counter as well as out of it."""
    holders = {dossier.holder for dossier in dossiers}
    return holders.pop() if len(holders) == 1 else ""
