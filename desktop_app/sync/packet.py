"""The way by hand: what waits at a station goes to a USB stick and in at any other station of the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.application.told import Told, nobody
from desktop_app.domain.errors import Refusal
from desktop_app.storage.store import StationStore
from desktop_app.storage.unit import StoreUnit, all_meta, set_meta
from desktop_app.sync import container, outbox
from desktop_app.sync.wire import Door, Operation, Outcome

KIND = "operations"
_OWN_KEY = "packet.own_key"
_OFFICE_KEY = "packet.office_key"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a packet held: from which station (space-station-incarnation), and how many operations."""

    station: str
    operations: int


def export(store: StationStore, path: Path, at: str, told: Told = nobody) -> Carried:
    """Writes everything that waits here to a file that only this office can open; what waits goes on waiting.

    `told` hears of the operations gathered. Refusal("packet.not_enrolled") before the first enrolment.
    """
    with store.read() as unit:
        stamp = unit.identity.stamp
        said = {"kind": KIND, "space": unit.identity.space, "station": stamp, "at": at}
        frames = list(_frames(unit, told))
    container.write(path, office_key(store), said, frames, sign=own_key(store))
    return Carried(stamp, sum(map(len, frames)))


def load(store: StationStore, door: Door, path: Path, told: Told = nobody) -> Carried:
    """Gives the centre what a packet holds; loaded twice, or after the line was mended, it changes nothing.

    `told` hears of the operations given; who ends it there has given whole operations, and loads the packet again.

    Refusal("packet.not_ours"), ("packet.damaged"), ("packet.other_office"), ("packet.signature") for a packet that no
    station of the office has signed, ("packet.gap") where an earlier packet is missing, ("packet.refused", reason=).
    """
    said = container.about(path)
    key, space = office_key(store), store.identity.space
    if said.get("kind") != KIND or said.get("space") != space:
        raise Refusal("packet.other_office")
    public_key = door.public_key(said["station"])
    if public_key is None or not container.signed_by(path, public_key):
        raise Refusal("packet.signature")
    count = 0
    for frame in container.read(path, key):
        told(count, 0)
        operations = [Operation(*row) for row in frame]
        if operations:
            _push(door, space, operations)
        count += len(operations)
    return Carried(said["station"], count)


def own_key(store: StationStore) -> Ed25519PrivateKey:
    """The key that this store signs its packets with, made when it is first needed."""
    with store.write() as unit:
        text = all_meta(unit.connection).get(_OWN_KEY)
        if text is None:
            text = Ed25519PrivateKey.generate().private_bytes_raw().hex()
            set_meta(unit.connection, _OWN_KEY, text)
            unit.commit()
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))


def keep_office_key(store: StationStore, key: bytes) -> None:
    """Remembers the key that opens the packets of the office."""
    with store.write() as unit:
        set_meta(unit.connection, _OFFICE_KEY, key.hex())
        unit.commit()


def office_key(store: StationStore) -> bytes:
    """The key that opens what stations of this office carry by hand; Refusal("packet.not_enrolled") without one."""
    with store.read() as unit:
        text = all_meta(unit.connection).get(_OFFICE_KEY)
    if text is None:
        raise Refusal("packet.not_enrolled")
    return bytes.fromhex(text)


def _frames(unit: StoreUnit, told: Told = nobody) -> Iterator[list[Operation]]:
    after = count = 0
    while (batch := outbox.batch(unit.connection, after)).operations:
        count += len(batch.operations)
        told(count, 0)
        yield batch.operations
        after = batch.places[-1]


def _push(door: Door, space: int, operations: list[Operation]) -> None:
    answer = door.push(space, operations)
    if answer.outcome is Outcome.GAP:
        raise Refusal("packet.gap")
    if answer.outcome is not Outcome.ACCEPTED:
        raise Refusal("packet.refused", reason=answer.reason or answer.outcome.value)
