"""What people do at a desk, and what they may rely on afterwards."""

from typing import TYPE_CHECKING

from desktop_app.application.ports import Reference
from desktop_app.domain.codes import make_dossier_code
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage.attachments import PART_BYTES

if TYPE_CHECKING:
    from tests.simulator.world import Desk

UNIT = "H29.19.05"
STEPS = (
    ("dossier.forwarded", {"to": "Phòng Tư pháp"}),
    ("dossier.supplement_requested", {"reason": "Thiếu bản sao"}),
    ("dossier.result_ready", {}),
    ("dossier.returned", {"collector": {"name": "Trần Văn Thử", "number": "079090000001"}}),
    ("dossier.withdrawn", {"reason": "Theo yêu cầu"}),
    ("dossier.fee_paid", {"payment": "P1", "amount": 8000}),
    ("dossier.noted", {"text": "Đã gọi điện"}),
    ("dossier.from_the_future", {"planet": "Sao Hỏa"}),
)
# Few, so that two desks often attach the same; one, some and many parts.
CONTENTS = [bytes([n]) * size for n, size in enumerate((1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES + 1))]


class Clerk:
    """Works at one desk and remembers what was committed there, in order."""

    def __init__(self, desk: "Desk") -> None:
        self.committed: list[str] = []
        self.poison_next = False
        self._desk = desk
        self._begun: list[str] = []

    def work(self) -> None:
        """Receives a dossier, or goes on with one that this store knows."""
        chance = self._desk.world.random
        if chance.random() < 0.1:
            self._attach()
            return
        with self._desk.store.write() as unit:
            known = list(unit.connection.exec_driver_sql("SELECT id FROM dossier ORDER BY id").scalars())
            if chance.random() < 0.05:
                value = {"rooms": chance.randint(1, 99)}
                unit.put_reference([Reference("room", "plan", value)], "quan.tri", self._desk.now().isoformat())
            elif known and chance.random() < 0.5:
                kind, data = chance.choice(STEPS)
                self._append(unit, chance.choice(known), [(kind, data)])
            else:
                self._receive(unit)
            self.begin()
            unit.commit()
        self.finish()

    def _attach(self) -> None:
        """Attaches a file to a dossier as the use case does: the content first, then the event that names it."""
        chance, store = self._desk.world.random, self._desk.store
        content, event = chance.choice(CONTENTS), uuid7()
        digest = store.attachments.keep(content, event)
        with store.write() as unit:
            known = list(unit.connection.exec_driver_sql("SELECT id FROM dossier ORDER BY id").scalars())
            if not known:
                return
            if not store.attachments.whereabouts([digest])[digest].here:
                store.attachments.keep(content, event)
            data = {"hash": digest, "size": len(content), "type": "image/png", "title": "Giấy tờ"}
            self._append(unit, chance.choice(known), [("dossier.attached", data)], event)
            self.begin()
            unit.commit()
        self.finish()

    def begin(self) -> None:
        """What was begun is about to be committed."""

    def finish(self) -> None:
        """What was begun is committed."""
        self.committed += self._begun
        self._begun.clear()

    def recall(self) -> None:
        """Takes up what was begun before a crash, where it was committed."""
        made = self.made()
        self.committed += [one for one in self._begun if one in made]
        self._begun.clear()

    def made(self) -> set[str]:
        """Ids of all events in the store."""
        return {row[0] for row in self._desk.disk.ask("SELECT id FROM event")}

    def settled(self, head) -> bool:
        """Whether nothing waits here and the feed is read to its head: epoch, number and hash."""
        place = self._desk.disk.ask("SELECT epoch, seq, hash FROM cursor WHERE space = 100")
        waits = "SELECT 1 FROM event WHERE seq IS NULL AND n IS NOT NULL LIMIT 1"
        return place == [head] and not self._desk.disk.ask(waits)

    def parked(self) -> set[str]:
        """Ids of operations that wait for a person."""
        return {row[0] for row in self._desk.disk.ask("SELECT event FROM parked")}

    def _receive(self, unit) -> None:
        today = self._desk.now().date()
        sequence = unit.next_sequence(UNIT, f"{today:%y%m%d}")
        number = unit.next_counter("receipt")
        data = {
            "receipt_number": f"{unit.identity.stamp}/{number}",
            "owner": {"name": f"Nguyễn Thị Mẫu {number}", "number": "079190123456"},
            "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh"},
        }
        if sequence is not None:
            data["code"] = str(make_dossier_code(UNIT, today, sequence))
        self._append(unit, uuid7(), [("dossier.received", data)])

    def _append(self, unit, dossier: str, steps, event_id: str = "") -> None:
        if self.poison_next and not event_id:
            self.poison_next = False
            steps = [*steps, ("dossier.\x01poison", {})]
        at = self._desk.now().isoformat()
        events = [
            Event(event_id or uuid7(), dossier, kind, at, "can.bo", unit.identity.stamp, data) for kind, data in steps
        ]
        self._begun += [one.id for one in events]
        self._desk.world.poison |= {one.id for one in events if "poison" in one.kind}
        unit.append(events)
        if events[0].id not in [one.id for one in unit.events(dossier)]:
            raise AssertionError("a clerk does not see own work")
