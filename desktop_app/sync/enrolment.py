"""Making a store a station of an office, for the first time or under a new incarnation."""

from collections.abc import Callable

from sqlalchemy import Connection, delete, update

from desktop_app.application.handover import BATCH_COUNTER
from desktop_app.application.intake import RECEIPT_COUNTER
from desktop_app.application.ports import Identity
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.storage.schema import counter, lease, meta, reference
from desktop_app.storage.store import StationStore
from desktop_app.storage.unit import all_meta, set_meta, write_identity
from desktop_app.sync import outbox, packet
from desktop_app.sync.centre import Centre

# More receipts, and more handover lists, than a station prints between two backups.
RECEIPTS_SKIPPED = 10_000
# What a printed number has room for.
_LAST_PRINTED = 999_999
_COPIED = "sync.copied"


def enrol(store: StationStore, centre: Centre, office: str, station: str) -> Identity:
    """Makes this store a station of the office, under an incarnation that was never used.

    What was done here before the first enrolment goes to the office; what an earlier incarnation did stays its own.
    Refusal("store.other_office", space=) for a store that holds the dossiers of another office, and those of
    `Centre.enrol`.
    """
    before = store.identity
    public_key = packet.own_key(store).public_key().public_bytes_raw()
    identity = centre.enrol(office, station, public_key)
    if before.space not in (0, identity.space):
        raise Refusal("store.other_office", space=before.space)
    packet.keep_office_key(store, centre.packet_key(identity.space))
    become(store, identity, taking=before.stamp if before.space == 0 else "")
    return identity


def _chance(beyond: int) -> int:
    return int(uuid7()[16:], 16) % beyond


def begin_copied(store: StationStore, chance: Callable[[int], int] = _chance) -> None:
    """To be called when a store was restored from a backup or copied to another machine, before anybody works with it.

    What the original did since is not known here: its dossier numbers are given up, printed numbers jump over those
    that it may have used, and the next exchange takes a new incarnation before it sends anything. They jump by a
    multiple (`chance(n)`: 0 to n-1) that differs from copy to copy, because there may be many of one image.
    """
    with store.write() as unit:
        unit.connection.execute(delete(lease))
        for name in (RECEIPT_COUNTER, BATCH_COUNTER):
            room = (_LAST_PRINTED - unit.next_counter(name)) // 10_000
            unit.next_counter(name, RECEIPTS_SKIPPED * (1 + chance(max(1, room - 1))))
        set_meta(unit.connection, _COPIED, "1")
        unit.commit()


def is_copied(connection: Connection) -> bool:
    """Whether this store has to take a new incarnation first."""
    return _COPIED in all_meta(connection)


def become(store: StationStore, identity: Identity, taking: str = "") -> None:
    """Gives the store a new identity whose log is empty; waiting operations of the stamp `taking` become its own.

    Numbers that an earlier incarnation held are given up: a copy of this store may be issuing them too.
    """
    with store.write() as unit:
        connection = unit.connection
        write_identity(connection, identity)
        outbox.set_counter(connection, 0)
        # Printed numbers carry the incarnation: under a new one they begin anew.
        connection.execute(delete(counter).where(counter.c.name.in_((RECEIPT_COUNTER, BATCH_COUNTER))))
        connection.execute(delete(lease))
        connection.execute(delete(meta).where(meta.c.key == _COPIED))
        connection.execute(update(reference).where(reference.c.space == 0).values(space=identity.space))
        if taking:
            outbox.renumber(connection, identity, outbox.places_of(connection, taking))
        unit.commit()
    store.identity = identity
