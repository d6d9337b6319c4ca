"""An office to sync: stations in temporary directories, and dossiers of people who do not exist."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from desktop_app.storage import schema, store
from desktop_app.sync import tables
from desktop_app.sync.centre import Centre, connect
from desktop_app.sync.enrolment import enrol
from desktop_app.sync.loop import SyncLoop

OFFICE = "H29.19.05"
AT = "2026-10-08T08:00:00+07:00"


@dataclass
class Station:
    store: store.StationStore
    loop: SyncLoop

    def receive(self, code=None, **more) -> str:
        dossier = uuid7()
        data = {
            "receipt_number": f"R-{dossier}",
            "lookup_code": "7K3M-9QXA",
            "owner": {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": "1 Đường Mẫu"},
            "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh", "field_code": "HT", "field_name": "Hộ tịch"},
            "components": [{"name": "Tờ khai", "copy": "original", "count": 1}],
            "due": {"at": "2026-10-12T17:00:00+07:00", "why": [], "calendar": "1"},
            **({"code": code} if code else {}),
            **more,
        }
        self.do(dossier, "dossier.received", **data)
        return dossier

    def do(self, dossier, kind, **data) -> str:
        with self.store.write() as unit:
            event = Event(uuid7(), dossier, kind, AT, "can.bo", unit.identity.stamp, data)
            unit.append([event])
            unit.commit()
        return event.id

    def sync(self):
        return self.loop.run_once()

    def dossier(self, dossier_id):
        with self.store.read() as unit:
            return unit.dossier(dossier_id)

    def events(self):
        """What the station holds of the feeds, in their order."""
        table = schema.event
        columns = [
            table.c[name] for name in ("space", "seq", "id", "subject", "kind", "at", "actor", "station", "body")
        ]
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(select(*columns).order_by("space", "seq", "no"))]

    def rows(self):
        """The projection without the order in which this store came to know the dossiers."""
        columns = [column for column in schema.dossier.columns if column.name != "no"]
        with self.store.read() as unit:
            return [tuple(row) for row in unit.connection.execute(select(*columns).order_by("id"))]


def central(url) -> Centre:
    centre = connect(url)
    centre.init()
    centre.add_office(OFFICE, "Trung tâm Phục vụ hành chính công phường Tân Bình")
    return centre


def station(directory: Path, centre: Centre, name: str, **more) -> Station:
    opened = store.create(directory / name)
    enrol(opened, centre, OFFICE, name)
    return Station(opened, SyncLoop(opened, **more))


def feed(centre: Centre, space=100):
    """The feed of a space as the stations should hold it."""
    table = tables.operation
    with centre.engine.connect() as connection:
        found = connection.execute(select(table).where(table.c.space == space).order_by(table.c.seq)).all()
    return [
        (r.space, r.seq, r.id, r.subject, r.kind, r.at, r.actor, f"{r.space}-{r.station}-{r.incarnation}", r.body)
        for r in found
    ]
