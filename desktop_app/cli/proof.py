"""Proving that everything in a station's store agrees, its feeds included."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from desktop_app.cli.session import Answer, Session
from desktop_app.storage.attachments import content_of
from desktop_app.storage.checks import Fault, file_faults, number_faults, projection_faults
from desktop_app.storage.schema import dossier, event
from desktop_app.storage.store import StationStore, open_store
from desktop_app.storage.unit import event_count
from desktop_app.sync.inbox import places
from desktop_app.sync.wire import GENESIS, Operation, Place, chain

_NAMES = {
    "file": "tệp kho hồ sơ",
    "foreign_key": "liên kết giữa các bảng",
    "search": "chỉ mục tìm tên",
    "projection": "hồ sơ so với diễn biến",
    "payments": "khoản thu so với diễn biến",
    "codes": "mã cũ, mã khác so với diễn biến",
    "counter": "bộ đếm số",
    "lease": "số thứ tự được cấp",
    "feed": "chuỗi dữ liệu từ trung tâm",
    "attachment": "tệp đính kèm so với mã băm",
    "attachment_missing": "tệp đính kèm ở máy này, không còn nội dung",
}
_MOST_SHOWN = 20


class Proof(NamedTuple):
    """How much there is in a store, and what does not agree."""

    dossiers: int
    events: int
    faults: list[Fault]


def verify(_args: Namespace, session: Session) -> Answer:
    """Checks file, feeds, projection and numbers; exit code 1 where anything does not agree. Changes nothing."""
    proof = prove(session.directory, session.tell)
    shown, count = proof.faults[:_MOST_SHOWN], len(proof.faults)
    data = {
        "dossiers": proof.dossiers,
        "events": proof.events,
        "faults": [fault._asdict() for fault in shown],
        "fault_count": count,
    }
    said = "tất cả khớp" if not count else f"{count} chỗ KHÔNG khớp"
    lines = [f"{proof.dossiers} hồ sơ, {proof.events} sự kiện: {said}."]
    return Answer(data, [*lines, *(f"  {_NAMES[fault.check]}: {fault.where}" for fault in shown)], failed=count > 0)


def prove(directory: Path, tell: Callable[[str], None]) -> Proof:
    """Goes through the whole store of this directory. Refusals: those of `open_store`."""
    store = open_store(directory)
    try:
        with store.read() as unit:
            connection = unit.connection
            faults: list[Fault] = []
            for name, found in (
                ("tệp", file_faults(connection)),
                ("chuỗi dữ liệu", feed_faults(connection)),
                ("hồ sơ", projection_faults(connection)),
                ("số", number_faults(connection, store.identity)),
                ("tệp đính kèm", attachment_faults(store, connection)),
            ):
                tell(f"Đang kiểm tra {name}…")
                faults += found
            dossiers = connection.scalar(select(func.count()).select_from(dossier)) or 0
            return Proof(dossiers, event_count(connection), faults)
    finally:
        store.close()


def attachment_faults(store: StationStore, connection: Connection) -> Iterator[Fault]:
    """Contents that no longer fit their hash, and those that were attached here and are gone."""
    yield from (Fault(*fault) for fault in store.attachments.faults())
    attached = select(event.c.id, event.c.body).where(
        event.c.kind == "dossier.attached", event.c.station == store.identity.stamp
    )
    own = {row.id: content.hash.hex() for row in connection.execute(attached) if (content := content_of(row.body))}
    where = store.attachments.whereabouts(set(own.values()))
    yield from (Fault("attachment_missing", one) for one, digest in own.items() if not where[digest].here)


def feed_faults(connection: Connection) -> Iterator[Fault]:
    """Feeds with a hole, a changed operation, or an end that is not where this station believes to be."""
    for space, believed in places(connection).items():
        reached = _followed(connection, Place(space, believed.epoch, 0, GENESIS))
        if reached != believed:
            yield Fault("feed", f"{space}: {reached.seq}/{believed.seq}")


def _followed(connection: Connection, at: Place) -> Place:
    """The place up to which the operations of a feed follow each other without a hole."""
    rows = select(event).where(event.c.space == at.space, event.c.seq.is_not(None)).order_by(event.c.seq)
    seq, last = at.seq, at.hash
    for row in connection.execution_options(yield_per=1000).execute(rows):
        if row.seq != seq + 1:
            break
        _, station, incarnation = map(int, row.station.split("-"))
        operation = Operation(
            station, incarnation, row.n, row.id, row.subject, row.kind, row.at, row.actor, row.schema, row.body
        )
        seq, last = row.seq, chain(last, row.id, row.kind, operation.payload_hash(at.space))
    return Place(at.space, at.epoch, seq, last)
