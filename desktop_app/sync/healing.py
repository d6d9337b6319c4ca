"""When histories part: finding where, keeping what the centre lost, and going on."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from desktop_app.storage import projection, references
from desktop_app.storage.schema import event, parked, reference
from desktop_app.sync import inbox, outbox
from desktop_app.sync.wire import GENESIS, Place, chain

_BY_FEED = (
    select(event)
    .where(event.c.space == bindparam("space"), event.c.seq > bindparam("after"))
    .order_by(event.c.seq)
    .execution_options(yield_per=1_000)
)
_PUT_BACK = update(event).where(event.c.no == bindparam("its_no")).values(no=bindparam("to_no"), seq=None)


def common_place(connection: Connection, at: Place, hash_at: Callable[[int], bytes | None]) -> Place:
    """The last place that the history read here and the centre's have in common.

    Equal hashes at a place mean equal histories before it, so it is found by halving: some twenty questions.
    """
    if hash_at(at.seq) == at.hash or at.seq == 0:
        return at
    hashes = [GENESIS, *_hashes(connection, at.space)][: at.seq + 1]
    low, high = 0, len(hashes) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if hash_at(middle) == hashes[middle]:
            low = middle
        else:
            high = middle - 1
    return Place(at.space, at.epoch, low, hashes[low])


def put_back(connection: Connection, to: Place) -> frozenset[str]:
    """Makes everything after a place wait again, in the order it had, whoever had done it; says which dossiers.

    What a station has seen confirmed is not lost with the centre's disk: every station of the office can give it back.
    """
    rows = [*connection.execute(_BY_FEED, {"space": to.space, "after": to.seq})]
    # What waited already was done later than what was confirmed.
    rows += connection.execute(select(event).where(*outbox.WAITS).order_by(event.c.no)).all()
    last = connection.scalar(select(func.max(event.c.no))) or 0
    if rows:
        connection.execute(_PUT_BACK, [{"its_no": row.no, "to_no": last + index} for index, row in enumerate(rows, 1)])
    inbox.write_place(connection, to)
    dossiers = frozenset(row.subject for row in rows if row.kind.startswith("dossier."))
    projection.refresh(connection, dossiers)
    return dossiers


def take_back(connection: Connection, to: Place) -> None:
    """Forgets what a wider space published after a place: only the centre may say it again."""
    connection.execute(delete(event).where(event.c.space == to.space, event.c.seq > to.seq))
    connection.execute(delete(reference).where(reference.c.space == to.space))
    rows = connection.execute(_BY_FEED, {"space": to.space, "after": 0})
    references.write(connection, to.space, [projection.read_event(row) for row in rows if row.kind == references.KIND])
    inbox.write_place(connection, to)


def mend(connection: Connection, stamp: str, n: int, at: str) -> bool:
    """Puts the waiting operations of a log into the order of their numbers, with something to say at number `n`.

    A number without an operation would hold up everything behind it for ever: an operation that says so stands in.
    False where number `n` was confirmed already, so that nothing here explains why the centre asks for it.
    """
    there = connection.execute(select(event).where(event.c.station == stamp, event.c.n == n)).first()
    if there is not None and there.seq is not None:
        return False
    last = connection.scalar(select(func.max(event.c.no))) or 0
    if there is None:
        last += 1
        space = int(stamp.split("-", maxsplit=1)[0])
        place = {"no": last, "space": space, "station": stamp, "n": n, "seq": None}
        connection.execute(insert(event).values(outbox.marker({"reason": "hole"}, at) | place))
    waiting = select(event.c.no).where(*outbox.WAITS, event.c.station == stamp).order_by(event.c.n)
    places = connection.scalars(waiting).all()
    connection.execute(_PUT_BACK, [{"its_no": no, "to_no": last + index} for index, no in enumerate(places, 1)])
    return True


def set_aside(connection: Connection, stamp: str, at: str) -> None:
    """Parks waiting operations of another station whose log at the centre says something else by now."""
    for place in outbox.places_of(connection, stamp):
        row = connection.execute(select(event).where(event.c.no == place)).one()
        outbox.set_aside(connection, row)
        connection.execute(insert(parked).values(event=row.id, tries=0, reason="forked", at=at))


def _hashes(connection: Connection, space: int) -> Iterator[bytes]:
    last = GENESIS
    for row in connection.execute(_BY_FEED, {"space": space, "after": 0}):
        last = chain(last, row.id, row.kind, outbox.operation(row).payload_hash(space))
        yield last
