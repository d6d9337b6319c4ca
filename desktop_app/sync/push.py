"""Taking operations into the log of a station and the feed of a space, in one transaction."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Engine

from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.storage.projection import row_of
from desktop_app.storage.upcast import upcast
from desktop_app.sync import tables
from desktop_app.sync.database import Session, session
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.pipeline import Row
from desktop_app.sync.wire import CENTRE, LARGEST_BODY, PARKED, Operation, Outcome, Place, PushAnswer, chain

ACTIVE, QUARANTINED = "active", "quarantined"

_dossier_row = itemgetter(*(column.name for column in tables.dossier.columns))
# id, subject, kind, at, actor: one line each, without control characters.
_HEADER = re.compile("[0-9a-f]{32}\n[\\x21-\\x7e]{1,32}\n" + "\n".join(["[^\\x00-\\x1f\\x7f]{0,200}"] * 3))

# Whoever holds this row appends; everybody else in the space waits. It is the first statement of every push, so two
# pushes can never wait for each other in a circle.
_LOCK = "SELECT head_seq, head_hash, epoch FROM space WHERE number = :space FOR UPDATE"
_LOG = (
    "SELECT (SELECT state FROM station"
    " WHERE space = :space AND station = :station AND incarnation = :incarnation),"
    " (SELECT COALESCE(MAX(n), 0) FROM operation"
    " WHERE space = :space AND station = :station AND incarnation = :incarnation)"
)
# Ordered as its index is: prepared while the table is empty, it would else be planned along the feed, for ever.
_HISTORY = (
    "SELECT id, subject, kind, at, actor, station, incarnation, schema, body FROM operation"
    " WHERE space = :space AND subject = ANY(:subjects) ORDER BY subject, seq"
)
# The usual push, of one operation, is spared the list, which costs both sides more than the rest of the question.
_HISTORY_OF_ONE = _HISTORY.replace("= ANY(:subjects)", "= :subject")
_KNOWN = (
    "SELECT n, payload_hash FROM operation"
    " WHERE space = :space AND station = :station AND incarnation = :incarnation AND n BETWEEN :first AND :last"
)
_QUARANTINE = "UPDATE station SET state = ? WHERE space = ? AND station = ? AND incarnation = ?"
_SET_HEAD = "UPDATE space SET head_seq = ?, head_hash = ? WHERE number = ?"
_ADD_OPERATIONS = tables.insert_sql(tables.operation)
_PROJECT = tables.insert_sql(tables.dossier, replace=True)
_BURY = tables.insert_sql(tables.dead_letter, keep=True)
_ADD_STATION = "INSERT INTO station (space, station, incarnation, name, state, enrolled_at) VALUES (?, ?, ?, '', ?, ?)"

# Station and incarnation.
LogKey = tuple[int, int]


@dataclass(slots=True)
class _Log:
    """The log of one incarnation at the centre; `state` is None where the centre has forgotten the station."""

    state: str | None
    last: int


class _Refused(Exception):  # noqa: N818 - an answer, carried past the reading of a batch
    def __init__(self, operation: Operation, reason: str) -> None:
        super().__init__(reason)
        self.answer = PushAnswer(Outcome.REFUSED, operation.station, operation.incarnation, operation.n, reason)


class _Taken(NamedTuple):
    operation: Operation
    payload_hash: bytes
    data: dict[str, Any]


def push(engine: Engine, space: int, operations: Sequence[Operation], at: str) -> PushAnswer:
    """Appends the operations that are not there yet, all of them or none; asked twice, it changes nothing.

    `at` is the time of asking, for people. Faults of the connection pass through: the push may have happened.
    """
    try:
        taken = [_read(space, operation) for operation in operations]
    except _Refused as refused:
        return refused.answer
    with session(engine) as work:
        return _Push(work, space, at).take(taken)


class _Push:
    """One push under way: what the log and the feed hold, and what is to be written."""

    def __init__(self, work: Session, space: int, at: str) -> None:
        self._work = work
        self._space = space
        self._at = at
        self._logs: dict[LogKey, _Log] = {}

    def take(self, taken: list[_Taken]) -> PushAnswer:
        """The answer to a batch that was read; everything that it changes is committed."""
        first = taken[0].operation[:2]
        subjects = sorted({one.operation.subject for one in taken if one.operation.kind.startswith("dossier.")})
        values = self._log_values(first) | {"subjects": subjects, "subject": subjects[0] if subjects else ""}
        asked = _HISTORY_OF_ONE if len(subjects) < 2 else _HISTORY
        heads, (found,), history = self._work.fetch([_LOCK, _LOG, asked], values)
        if not heads:
            raise Unreachable("space")
        self._logs[first] = _Log(*found)
        fresh, known = [], []
        for one in taken:
            log, n = self._log(one.operation[:2]), one.operation.n
            if n <= log.last:
                known.append(one)
            elif n > log.last + 1:
                return PushAnswer(Outcome.GAP, *one.operation[:2], log.last + 1)
            elif log.state == QUARANTINED:
                return PushAnswer(Outcome.FORKED, *one.operation[:3])
            else:
                fresh.append(one)
                log.last = n
        fork = self._fork(known)
        if fork:
            return fork
        if not fresh:
            return PushAnswer(Outcome.ACCEPTED)
        head = self._append(fresh, heads[0], history)
        return PushAnswer(Outcome.ACCEPTED, head=None if known else head)

    def _log(self, key: LogKey) -> "_Log":
        """The log of a station; that of another one than the sender's is asked for when it turns up."""
        if key not in self._logs:
            ((found,),) = self._work.fetch([_LOG], self._log_values(key))
            self._logs[key] = _Log(*found)
        return self._logs[key]

    def _fork(self, known: list[_Taken]) -> PushAnswer | None:
        """Compares with what the log holds; on a difference that incarnation takes nothing any more."""
        for key in sorted({one.operation[:2] for one in known}):
            mine = {one.operation.n: one for one in known if one.operation[:2] == key}
            values = self._log_values(key) | {"first": min(mine), "last": max(mine)}
            (there,) = self._work.fetch([_KNOWN], values)
            for n, payload_hash in there:
                if n in mine and mine[n].payload_hash != payload_hash:
                    self._quarantine(mine[n])
                    return PushAnswer(Outcome.FORKED, *key, n)
        return None

    def _quarantine(self, one: _Taken) -> None:
        letter = self._letter(one, "forked", hashlib.sha256(b"fork" + one.payload_hash).hexdigest()[:32])
        station = (QUARANTINED, self._space, *one.operation[:2])
        self._work.finish([(_BURY, [letter]), (_QUARANTINE, [station])])

    def _append(self, fresh: list[_Taken], head: Row, history: Iterable[Row]) -> Place:
        seq, last_hash, epoch = head
        rows, letters = [], []
        for one in fresh:
            operation = one.operation
            seq += 1
            last_hash = chain(last_hash, operation.id, operation.kind, one.payload_hash)
            rows.append((self._space, seq, *operation, one.payload_hash, last_hash))
            if operation.kind == PARKED:
                letters.append(self._letter(one, str(one.data.get("reason", "")), operation.id))
        logs = {one.operation[:2] for one in fresh}
        forgotten = sorted(key for key in logs if key[0] != CENTRE and self._logs[key].state is None)
        steps: list[tuple[str, list[Row]]] = [
            (_ADD_OPERATIONS, rows),
            (_PROJECT, self._project(fresh, history, seq)),
            (_BURY, letters),
            # What a station did that a restored centre has forgotten is taken; its name comes with its report.
            (_ADD_STATION, [(self._space, *key, ACTIVE, self._at) for key in forgotten]),
            (_SET_HEAD, [(seq, last_hash, self._space)]),
        ]
        self._work.finish([(sql, values) for sql, values in steps if values])
        return Place(self._space, epoch, seq, last_hash)

    def _project(self, fresh: list[_Taken], history: Iterable[Row], seq: int) -> list[Row]:
        events: dict[str, list[Event]] = {}
        for row in history:
            stamp = f"{self._space}-{row[5]}-{row[6]}"
            found = Event(row[0], row[1], row[2], row[3], row[4], stamp, json.loads(row[8]), row[7])
            events.setdefault(found.subject, []).append(upcast(found))
        for event in _dossier_events(self._space, fresh):
            events.setdefault(event.subject, []).append(event)
        rows = []
        for subject, happened in events.items():
            dossier = fold(subject, happened)
            own = {"national_status": dossier.national_status, "space": self._space, "seq": seq}
            rows.append(_dossier_row(row_of(dossier) | own))
        return rows

    def _letter(self, one: _Taken, reason: str, letter_id: str) -> Row:
        return (self._space, letter_id, self._at, *one.operation[:3], reason, one.operation.body)

    def _log_values(self, key: LogKey) -> dict[str, Any]:
        return {"space": self._space, "station": key[0], "incarnation": key[1]}


def _dossier_events(space: int, taken: Iterable[_Taken]) -> Iterator[Event]:
    for (station, incarnation, _, identifier, subject, kind, at, actor, schema, _), _, data in taken:
        if kind.startswith("dossier."):
            stamp = f"{space}-{station}-{incarnation}"
            yield upcast(Event(identifier, subject, kind, at, actor, stamp, data, schema))


def _read(space: int, operation: Operation) -> _Taken:
    """The operation with its content, or the answer that it can never be taken."""
    if not _HEADER.fullmatch("\n".join(operation[3:8])):
        raise _Refused(operation, "header")
    if len(operation.body) > LARGEST_BODY:
        raise _Refused(operation, "too_large")
    try:
        data = json.loads(operation.body)
        payload_hash = operation.payload_hash(space)
    except (ValueError, RecursionError) as error:
        raise _Refused(operation, "body") from error
    if not isinstance(data, dict):
        raise _Refused(operation, "body")
    return _Taken(operation, payload_hash, data)
