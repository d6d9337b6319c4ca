"""The whole past of an office for a new station: read from the centre, or carried there in one file."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import Refusal
from desktop_app.storage.store import StationStore
from desktop_app.sync import container, inbox, packet
from desktop_app.sync.inbox import BrokenFeed
from desktop_app.sync.wire import Door, Operation, Page, Place, chained

KIND = "snapshot"
# Nobody works at a station that is being set up, so its pages may be long: each dossier is folded fewer times.
PAGE_ROWS = 2_000


def fetch(store: StationStore, door: Door, told: Callable[[int, int], None] | None = None) -> None:
    """Reads all feeds of a new station to their end; broken off, it goes on where it was.

    `told(done, all)` counts operations of the feed that is being read.
    """
    for head in door.heads(door.spaces(store.identity.space)):
        place = _begun(store, Place(head.space, head.epoch))
        with ThreadPoolExecutor(1, "motcua-snapshot") as ahead:
            coming = ahead.submit(door.pull, place, PAGE_ROWS)
            while (page := coming.result()).rows:
                last = page.rows[-1]
                coming = ahead.submit(door.pull, Place(place.space, place.epoch, last.seq, last.hash), PAGE_ROWS)
                place = _apply(store, page, place)
                if told:
                    told(place.seq, page.head.seq)


def write(door: Door, key: bytes, space: int, path: Path) -> int:
    """Writes the feed of a space to one file for its stations; gives the number of operations.

    Page by page, because what stands in a feed never changes: no long transaction holds up the centre.
    """
    (head,) = door.heads([space])
    said = {"kind": KIND, "space": space, "epoch": head.epoch, "seq": head.seq}
    container.write(path, key, said, _frames(door, head))
    return head.seq


def load(store: StationStore, path: Path) -> int:
    """Takes the feed from a file into the store of a station of the same office; gives how far it is read now.

    Refusal("packet.not_ours"), ("packet.damaged"), ("packet.other_office"), ("packet.not_enrolled").
    """
    said = container.about(path)
    if said.get("kind") != KIND or said.get("space") != store.identity.space:
        raise Refusal("packet.other_office")
    place = _begun(store, Place(said["space"], said["epoch"]))
    head = Place(said["space"], said["epoch"], said["seq"])
    for first, hash_after, rows in container.read(path, packet.office_key(store)):
        fresh = rows[max(0, place.seq + 1 - first) :]
        if fresh:
            page = Page(head, chained(place, [Operation(*row) for row in fresh]))
            if page.rows[-1].hash.hex() != hash_after:
                raise Refusal("packet.damaged")
            place = _apply(store, page, place)
    return place.seq


def _frames(door: Door, head: Place) -> Iterator[list[Any]]:
    place = Place(head.space, head.epoch)
    while place.seq < head.seq:
        rows = door.pull(place, min(PAGE_ROWS, head.seq - place.seq)).rows
        yield [rows[0].seq, rows[-1].hash.hex(), [row.operation for row in rows]]
        place = Place(head.space, head.epoch, rows[-1].seq, rows[-1].hash)


def _begun(store: StationStore, start: Place) -> Place:
    with store.write() as unit:
        place = inbox.places(unit.connection).get(start.space)
        if place is None:
            inbox.write_place(unit.connection, start)
            unit.commit()
    return place or start


def _apply(store: StationStore, page: Page, place: Place) -> Place:
    with store.write_behind() as unit:
        try:
            applied = inbox.apply_page(unit.connection, page, place, unit.identity.stamp)
        except BrokenFeed as error:
            raise Refusal("packet.damaged") from error
        unit.commit()
    return applied.place
