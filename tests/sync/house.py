"""An office to sync: stations in temporary directories, and dossiers of people who do not exist."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from desktop_app.application.ports import Reference
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage import schema, store
from desktop_app.sync import tables
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop

OFFICE = "H29.19.05"
FED = ("space", "seq", "id", "subject", "kind", "at", "actor", "station", "n", "body")
AT = "2026-10-08T08:00:00+07:00"


def received(code=None, **more):
    """The payload of a reception."""
    return {
        "receipt_number": f"R-{uuid7()}",
        "lookup_code": "7K3M-9QXA",
        "owner": {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": "1 Đường Mẫu"},
        "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh", "field_code": "HT", "field_name": "Hộ tịch"},
        "components": [{"name": "Tờ khai", "copy": "original", "count": 1}],
        "due": {"at": "2026-10-12T17:00:00+07:00", "why": [], "calendar": "1"},
        **({"code": code} if code else {}),
        **more,
    }


@dataclass
class Station:
    store: store.StationStore
    loop: SyncLoop

    def receive(self, code=None, **more) -> str:
        dossier = uuid7()
        self.do(dossier, "dossier.received", **received(code, **more))
        return dossier

    def receive_many(self, count) -> list[str]:
        """That many dossiers in one transaction."""
        made = [uuid7() for _ in range(count)]
        with self.store.write() as unit:
            unit.append(
                [Event(uuid7(), one, "dossier.received", AT, "", unit.identity.stamp, received()) for one in made]
            )
            unit.commit()
        return made

    def do(self, dossier, kind, **data) -> str:
        with self.store.write() as unit:
            event = Event(uuid7(), dossier, kind, AT, "can.bo", unit.identity.stamp, data)
            unit.append([event])
            unit.commit()
        return event.id

    def put_reference(self, kind, key, value):
        with self.store.write() as unit:
            unit.put_reference([Reference(kind, key, value)], "quan.tri", AT)
            unit.commit()

    def sync(self):
        return self.loop.run_once()

    def dossier(self, dossier_id):
        with self.store.read() as unit:
            return unit.dossier(dossier_id)

    def events(self):
        """What the station holds of the feeds, in their order."""
        table = schema.event
        columns = [table.c[name] for name in FED]
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(select(*columns).order_by("space", "seq", "no"))]

    def rows(self):
        """The projection without the order in which this store came to know the dossiers."""
        columns = [column for column in schema.dossier.columns if column.name != "no"]
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(select(*columns).order_by("id"))]


def refused(code):
    """The block raises a Refusal with this code."""
    return pytest.raises(Refusal, match=rf"^{code}\(")


def central(url) -> Centre:
    centre = connect(url)
    centre.init()
    centre.add_office(OFFICE, "Trung tâm Phục vụ hành chính công phường Tân Bình")
    return centre


def station(directory: Path, centre: Centre, name: str, office=OFFICE, **more) -> Station:
    opened = (store.open_store if store.exists(directory / name) else store.create)(directory / name)
    enrol(opened, centre, office, name)
    return Station(opened, SyncLoop(opened, **more))


def feed(centre: Centre, space=100):
    """The feed of a space as the stations should hold it."""
    table = tables.operation
    with centre.engine.connect() as connection:
        found = connection.execute(select(table).where(table.c.space == space).order_by(table.c.seq)).all()
    return [
        (r.space, r.seq, r.id, r.subject, r.kind, r.at, r.actor, f"{r.space}-{r.station}-{r.incarnation}", r.n, r.body)
        for r in found
    ]


def lose(centre: Centre, seq: int, space=100, *, new_epoch=True) -> None:
    """Puts the centre back to what it was after `seq` operations, as restoring an older backup does."""
    operation, dossier = tables.operation, tables.dossier
    with centre.engine.begin() as connection:
        connection.execute(delete(operation).where(operation.c.space == space, operation.c.seq > seq))
        kept = connection.execute(select(operation).where(operation.c.space == space).order_by("seq")).all()
        connection.execute(delete(dossier).where(dossier.c.space == space, dossier.c.seq > seq))
        head = {"head_seq": seq, "head_hash": kept[-1].hash if kept else bytes(32)}
        epoch = {"epoch": uuid7()} if new_epoch else {}
        connection.execute(update(tables.space).where(tables.space.c.number == space).values(head | epoch))
