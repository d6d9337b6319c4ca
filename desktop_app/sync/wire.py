"""What passes between a station and the centre, and how it is sealed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from desktop_app.application.ports import Identity

# A feed begins after this hash, so that the first operation is chained like every other.
GENESIS = bytes(32)
# The number under which the centre itself keeps logs; no station gets it.
CENTRE = 0
# A batch is small enough for a slow line and for the centre's lock on the space to be short.
BATCH_OPERATIONS = 200
BATCH_BYTES = 1 << 20
# The kind of the operation that stands in a log for one that could not be taken, so that its number leaves no hole.
PARKED = "sync.parked"
# A page of the largest operations must still fit into the memory of an old machine.
LARGEST_BODY = 1 << 18


class Operation(NamedTuple):
    """One event with its place in the log of the station that made it: `n` is 1, 2, 3 … per incarnation, no holes."""

    station: int
    incarnation: int
    n: int
    id: str
    subject: str
    kind: str
    at: str
    actor: str
    schema: int
    body: str

    def payload_hash(self, space: int) -> bytes:
        """SHA-256 over the lines id, subject, kind, at, actor, station stamp, schema and the body as it was written.

        No line but the last may hold a line break (the centre refuses such an operation), so the text is unambiguous.
        """
        stamp = f"{space}-{self.station}-{self.incarnation}"
        text = f"{self.id}\n{self.subject}\n{self.kind}\n{self.at}\n{self.actor}\n{stamp}\n{self.schema}\n{self.body}"
        return hashlib.sha256(text.encode()).digest()


class FeedRow(NamedTuple):
    """One operation at its place in the feed of a space; `hash` chains it to everything before."""

    seq: int
    station: int
    incarnation: int
    n: int
    id: str
    subject: str
    kind: str
    at: str
    actor: str
    schema: int
    body: str
    payload_hash: bytes
    hash: bytes

    @property
    def operation(self) -> Operation:
        """The operation without its place in the feed."""
        return Operation(*self[1:11])


def chain(previous: bytes, operation_id: str, kind: str, payload_hash: bytes) -> bytes:
    """The hash of a feed after one more operation."""
    return hashlib.sha256(previous + operation_id.encode() + kind.encode() + payload_hash).digest()


def chained(place: "Place", operations: Sequence[Operation]) -> list[FeedRow]:
    """The rows of a feed that consist of these operations and follow a place."""
    rows, last = [], place.hash
    for seq, operation in enumerate(operations, place.seq + 1):
        payload_hash = operation.payload_hash(place.space)
        last = chain(last, operation.id, operation.kind, payload_hash)
        rows.append(FeedRow(seq, *operation, payload_hash, last))
    return rows


class Outcome(StrEnum):
    """What became of a push. Everything but ACCEPTED left the centre's log as it was."""

    ACCEPTED = "accepted"
    GAP = "gap"
    FORKED = "forked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """What the centre says to a batch.

    ACCEPTED: `head` is the end of the feed where the whole batch was new, None where some of it was there already.
    GAP: send again from `n` of that station and incarnation. FORKED: the log of that incarnation holds something else
    at `n`, and takes nothing any more. REFUSED: the batch cannot be taken for its own sake, for `reason`.
    """

    outcome: Outcome
    station: int = 0
    incarnation: int = 0
    n: int = 0
    reason: str = ""
    head: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the feed of a space: after `seq` operations, whose chain ends in `hash`.

    `epoch` names one history of the feed. The head of a feed is a place, and so is how far a station has read it.
    """

    space: int
    epoch: str
    seq: int = 0
    hash: bytes = GENESIS


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a feed that follow the place asked for, and the head at that moment.

    `follows` is False where the centre's history does not contain the place asked for: then there are no rows, and the
    station has to find the place where both histories part.
    """

    head: Place
    rows: Sequence[FeedRow] = ()
    follows: bool = True


@dataclass(frozen=True, slots=True)
class StationReport:
    """How a station is, for those who look after all of them."""

    version: str
    waiting: int
    oldest_waiting: str | None
    numbers_left: int
    feed_seq: int
    clock: str


class Series(NamedTuple):
    """The numbers of one day (yymmdd) under one unit."""

    unit: str
    day: str


class Numbers(NamedTuple):
    """A block of numbers that belongs to one station alone; `first` to `last`, both included."""

    series: Series
    first: int
    last: int


class Door(Protocol):
    """The centre as a station reaches it. Every method may raise `faults.Unreachable` and then may have happened."""

    def report(self, identity: Identity, report: StationReport) -> float:
        """Leaves the report and gives the seconds by which the station's clock is ahead of the centre's."""

    def spaces(self, space: int) -> list[int]:
        """The feeds that a station of this space reads, widest first."""

    def heads(self, spaces: Sequence[int]) -> list[Place]:
        """Where the feeds end."""

    def push(self, space: int, operations: Sequence[Operation]) -> PushAnswer:
        """Appends operations to the feed of a space, all or none; those that are already there are left alone."""

    def pull(self, after: Place, limit: int) -> Page:
        """The rows after a place in a feed, at most `limit`."""

    def hash_at(self, space: int, seq: int) -> bytes | None:
        """The hash of the feed after `seq`, None where it is not that long."""

    def lost_history(self, place: Place) -> str:
        """Says that the centre's history no longer contains this place, though its epoch is the same; the new epoch."""

    def grant(self, identity: Identity, series: Series, count: int) -> Numbers:
        """The next `count` numbers of a series, which nobody else will ever get."""

    def settle(self, identity: Identity, used: Sequence[tuple[Numbers, int]]) -> None:
        """Says of blocks whose day is over which number of each was the first not to be issued."""

    def enrol_again(self, identity: Identity, public_key: bytes) -> Identity:
        """The same station under an incarnation that was never used."""

    def public_key(self, stamp: str) -> bytes | None:
        """The key that proves packets of this station and incarnation, None where the centre does not know it."""

    def held(self, space: int, digest: bytes) -> list[int]:
        """The numbers of the parts of an attached content that the centre holds."""

    def give(self, space: int, digest: bytes, parts: Sequence[tuple[int, bytes]]) -> None:
        """Keeps parts of a content, all or none; those that are there already are left alone."""

    def take(self, space: int, digest: bytes, first: int, count: int) -> list[bytes]:
        """Parts of a content from a number on; fewer where the centre does not hold so many."""

    def close(self) -> None:
        """Ends the connection; the next question opens another."""
