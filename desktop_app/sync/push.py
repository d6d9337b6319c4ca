"""Taking operations into the log of a station and the feed of a space, in one transaction."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.sql.expression import ClauseElement, ColumnElement

from desktop_app.domain.dossier import fold
from desktop_app.domain.events import Event
from desktop_app.storage.projection import row_of
from desktop_app.sync import tables
from desktop_app.sync.database import Row, Session, driver_sql, session
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.wire import LARGEST_BODY, PARKED, Operation, Outcome, PushAnswer, chain

ACTIVE, QUARANTINED = "active", "quarantined"

_space, _station, _operation, _dossier = tables.space, tables.station, tables.operation, tables.dossier
_COLUMNS = [column.name for column in _dossier.columns]
_ID = re.compile(r"[0-9a-f]{32}")
_SUBJECT = re.compile(r"[\x21-\x7e]{1,32}")
_LINE = re.compile(r"[^\x00-\x1f\x7f]{0,200}")

# Whoever holds this row appends; everybody else in the space waits. It is the first statement of every push, so two
# pushes can never wait for each other in a circle.
_LOCK = select(_space.c.head_seq, _space.c.head_hash).where(_space.c.number == bindparam("space")).with_for_update()
_STATIONS = select(_station.c.station, _station.c.incarnation, _station.c.state, _station.c.last_n).where(
    _station.c.space == bindparam("space")
)
_HISTORY = (
    "SELECT id, subject, kind, at, actor, station, incarnation, schema, body FROM operation"
    " WHERE space = {space} AND subject {among} ORDER BY seq"
)
_HISTORY_TEXT = {
    "sqlite": _HISTORY.format(space=":space", among="IN (SELECT value FROM json_each(:subjects))"),
    "postgresql": _HISTORY.format(space="%(space)s", among="= ANY(%(subjects)s)"),
}
_KNOWN = select(_operation.c.n, _operation.c.payload_hash).where(
    _operation.c.space == bindparam("space"),
    _operation.c.station == bindparam("station"),
    _operation.c.incarnation == bindparam("incarnation"),
    _operation.c.n.between(bindparam("first"), bindparam("last")),
)
_THIS_STATION: tuple[ColumnElement[bool], ...] = (
    _station.c.space == bindparam("of_space"),
    _station.c.station == bindparam("of_station"),
    _station.c.incarnation == bindparam("of_incarnation"),
)
_SET_LAST = update(_station).where(*_THIS_STATION).values(last_n=bindparam("last"))
_SET_STATE = update(_station).where(*_THIS_STATION).values(state=bindparam("to"))
_SET_HEAD = (
    update(_space)
    .where(_space.c.number == bindparam("of_space"))
    .values(head_seq=bindparam("seq"), head_hash=bindparam("hash"))
)
_ADD_OPERATION = insert(_operation)
_ADD_STATION = insert(_station)
_BURY = insert(tables.dead_letter)

Log = tuple[int, int]


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
        return _Push(work, engine.dialect.name, space, at).take(taken)


class _Push:
    """One push under way: what the log and the feed hold, and what is to be written."""

    def __init__(self, work: Session, dialect: str, space: int, at: str) -> None:
        self._work = work
        self._dialect = dialect
        self._space = space
        self._at = at

    def take(self, taken: list[_Taken]) -> PushAnswer:
        """The answer to a batch that was read; everything that it changes is committed."""
        subjects = sorted({one.operation.subject for one in taken if one.operation.kind.startswith("dossier.")})
        heads, stations, history = self._work.fetch(
            [
                (self._sql(_LOCK), {"space": self._space}),
                (self._sql(_STATIONS), {"space": self._space}),
                (_HISTORY_TEXT[self._dialect], {"space": self._space, "subjects": self._list(subjects)}),
            ]
        )
        if not heads:
            raise Unreachable("space")
        logs = {(row[0], row[1]): (row[2], row[3]) for row in stations}
        fresh, known = [], []
        ends: dict[Log, int] = {log: last for log, (_, last) in logs.items()}
        for one in taken:
            log, n = one.operation[:2], one.operation.n
            last = ends.get(log, 0)
            if n <= last:
                known.append(one)
            elif n > last + 1:
                return PushAnswer(Outcome.GAP, *log, last + 1)
            elif log in logs and logs[log][0] == QUARANTINED:
                return PushAnswer(Outcome.FORKED, *log, n)
            else:
                fresh.append(one)
                ends[log] = n
        fork = self._fork(known)
        if fork:
            return fork
        if fresh:
            self._append(fresh, heads[0], history, ends, logs)
        return PushAnswer(Outcome.ACCEPTED)

    def _fork(self, known: list[_Taken]) -> PushAnswer | None:
        """Compares with what the log holds; on a difference that incarnation takes nothing any more."""
        for log in sorted({one.operation[:2] for one in known}):
            mine = {one.operation.n: one for one in known if one.operation[:2] == log}
            values = {"space": self._space, "station": log[0], "incarnation": log[1]}
            values |= {"first": min(mine), "last": max(mine)}
            (there,) = self._work.fetch([(self._sql(_KNOWN), values)])
            for n, payload_hash in there:
                if n in mine and mine[n].payload_hash != payload_hash:
                    self._quarantine(mine[n])
                    return PushAnswer(Outcome.FORKED, *log, n)
        return None

    def _quarantine(self, one: _Taken) -> None:
        station, incarnation, n = one.operation[:3]
        letter = {
            "space": self._space,
            "id": hashlib.sha256(b"fork" + one.payload_hash).hexdigest()[:32],
            "at": self._at,
            "station": station,
            "incarnation": incarnation,
            "n": n,
            "reason": "forked",
            "content": one.operation.body,
        }
        state = {"of_space": self._space, "of_station": station, "of_incarnation": incarnation, "to": QUARANTINED}
        self._work.finish(
            [
                (self._sql(tables.upsert(self._dialect, tables.dead_letter)), [letter]),
                (self._sql(_SET_STATE), [state]),
            ]
        )

    def _append(
        self, fresh: list[_Taken], head: Row, history: Iterable[Row], ends: dict[Log, int], logs: dict[Log, Any]
    ) -> None:
        seq, last_hash = head
        rows, letters = [], []
        for one in fresh:
            operation = one.operation
            seq += 1
            last_hash = chain(last_hash, operation.id, operation.kind, one.payload_hash)
            values = {"space": self._space, "seq": seq, "payload_hash": one.payload_hash, "hash": last_hash}
            rows.append(operation._asdict() | values)
            if operation.kind == PARKED:
                letters.append(self._letter(one))
        projected = self._project(fresh, history, seq)
        concerned = {one.operation[:2] for one in fresh}
        added = [self._station_row(log, ends[log]) for log in sorted(concerned - logs.keys())]
        moved = [self._last_row(log, ends[log]) for log in sorted(concerned & logs.keys())]
        head_row = {"of_space": self._space, "seq": seq, "hash": last_hash}
        steps: list[tuple[ClauseElement, Sequence[dict[str, Any]]]] = [
            (_ADD_OPERATION, rows),
            (tables.upsert(self._dialect, _dossier), projected),
            (_BURY, letters),
            (_ADD_STATION, added),
            (_SET_LAST, moved),
            (_SET_HEAD, [head_row]),
        ]
        self._work.finish([(self._sql(statement), values) for statement, values in steps if values])

    def _project(self, fresh: list[_Taken], history: Iterable[Row], seq: int) -> list[dict[str, Any]]:
        events: dict[str, list[Event]] = {}
        for row in history:
            stamp = f"{self._space}-{row[5]}-{row[6]}"
            found = Event(row[0], row[1], row[2], row[3], row[4], stamp, json.loads(row[8]), row[7])
            events.setdefault(found.subject, []).append(found)
        for event in _dossier_events(self._space, fresh):
            events.setdefault(event.subject, []).append(event)
        rows = []
        for subject, happened in events.items():
            dossier = fold(subject, happened)
            projected = row_of(dossier) | {"national_status": dossier.national_status, "space": self._space, "seq": seq}
            rows.append({name: projected[name] for name in _COLUMNS})
        return rows

    def _letter(self, one: _Taken) -> dict[str, Any]:
        operation = one.operation
        return {
            "space": self._space,
            "id": operation.id,
            "at": self._at,
            "station": operation.station,
            "incarnation": operation.incarnation,
            "n": operation.n,
            "reason": str(one.data.get("reason", "")),
            "content": operation.body,
        }

    def _station_row(self, log: Log, last: int) -> dict[str, Any]:
        """A station that a restored centre has forgotten: what it did is taken, its name comes with its report."""
        empty: dict[str, Any] = dict.fromkeys((column.name for column in _station.columns), None)
        return empty | {
            "space": self._space,
            "station": log[0],
            "incarnation": log[1],
            "name": "",
            "state": ACTIVE,
            "enrolled_at": self._at,
            "last_n": last,
        }

    def _last_row(self, log: Log, last: int) -> dict[str, Any]:
        return {"of_space": self._space, "of_station": log[0], "of_incarnation": log[1], "last": last}

    def _sql(self, statement: ClauseElement) -> str:
        return driver_sql(statement, self._dialect)

    def _list(self, values: list[str]) -> Any:
        return json.dumps(values) if self._dialect == "sqlite" else values


def _dossier_events(space: int, taken: Iterable[_Taken]) -> Iterator[Event]:
    for operation, _, data in taken:
        if operation.kind.startswith("dossier."):
            stamp = f"{space}-{operation.station}-{operation.incarnation}"
            yield Event(
                operation.id,
                operation.subject,
                operation.kind,
                operation.at,
                operation.actor,
                stamp,
                data,
                operation.schema,
            )


def _read(space: int, operation: Operation) -> _Taken:
    """The operation with its content, or the answer that it can never be taken."""
    lines = (operation.kind, operation.at, operation.actor)
    if (
        not _SUBJECT.fullmatch(operation.subject)
        or not _ID.fullmatch(operation.id)
        or not all(map(_LINE.fullmatch, lines))
    ):
        raise _Refused(operation, "header")
    try:
        if len(operation.body.encode()) > LARGEST_BODY:
            raise _Refused(operation, "too_large")
        data = json.loads(operation.body)
    except (ValueError, RecursionError) as error:
        raise _Refused(operation, "body") from error
    if not isinstance(data, dict):
        raise _Refused(operation, "body")
    return _Taken(operation, operation.payload_hash(space), data)
