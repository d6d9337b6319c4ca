"""The judge: reads only what people committed and what the databases hold at the end.

It shares no code with the program: seals are computed here once more, from docs/sync.md.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

# The rows that a database answers a statement with.
Ask = Callable[[str], Iterable[tuple]]

_FED = (
    "SELECT seq, id, subject, kind, at, actor, station, schema, body, n FROM event"
    " WHERE seq IS NOT NULL AND space = 100 ORDER BY seq"
)
_FEED = (
    "SELECT seq, id, subject, kind, at, actor, '100-' || station || '-' || incarnation, schema, body, n"
    " FROM operation WHERE space = 100 ORDER BY seq"
)
_SEALS = "SELECT payload_hash, hash FROM operation WHERE space = 100 ORDER BY seq"
_HEAD = "SELECT epoch, head_seq, head_hash FROM space WHERE number = 100"
_PARTS = "SELECT hash, content FROM attachment_part WHERE space = 100 ORDER BY hash, part"
_WAITING = "SELECT id, subject FROM event WHERE seq IS NULL"
_PARKED = "SELECT event FROM parked"
_ROOMS = "SELECT body FROM reference WHERE kind = 'room' AND key = 'plan'"
_ROWS = (
    "SELECT id, code, receipt_number, official_code, state, owner_name, owner_number, due_at, finished_at, closed_at,"
    " problems FROM dossier {where} ORDER BY id"
)
# Dossiers that were received and have no code yet.
UNCODED = "SELECT id FROM dossier WHERE space = 100 AND code IS NULL AND receipt_number <> ''"


@dataclass(frozen=True)
class Witness:
    """A station at the end: what its database says, and the ids of what was committed at it, in order."""

    name: str
    ask: Ask
    committed: list[str]


@dataclass(frozen=True)
class Case:
    """What there is to judge.

    `epoch` is that of the office's feed before anything happened, None where the centre was put back to a backup.
    `gone` are ids that a restored disk has taken with it while the centre did not know them, or forgot them later: only
    a request that was still on its way, or another station, can bring them. `poison` are those that no centre can take.
    `undeclared` holds where a centre lost its end and nobody told it so: until a station has found that out, it gives
    numbers and incarnations a second time.
    """

    centre: Ask
    stations: list[Witness]
    settled: bool
    epoch: str | None
    gone: set[str] = field(default_factory=set)
    poison: set[str] = field(default_factory=set)
    undeclared: bool = False


def judge(case: Case) -> list[str]:
    """What was promised and not kept; empty where everything was."""
    feed = _all(case.centre, _FEED)
    found = [] if case.settled else ["liveness: not everything arrived within a minute of peace"]
    found += _nothing_lost(case, feed)
    found += _same_everywhere(case, feed)
    found += _sealed(case, feed)
    found += [f"file not at the centre: that of {one}" for one in missing_files(case.centre, feed)]
    if not case.undeclared:
        found += _order(case, feed)
        found += _numbers(case, feed)
    return found


def _nothing_lost(case: Case, feed: list[tuple]) -> Iterator[str]:
    there = Counter(row[1] for row in feed)
    parked = set().union(*(_first(one.ask, _PARKED) for one in case.stations))
    yield from (f"parked without cause: {one}" for one in sorted(parked - case.poison))
    for station in case.stations:
        for one in station.committed:
            if one not in there and one not in case.gone and one not in parked:
                yield f"lost: {one} of {station.name}"
    yield from (f"doubled: {one}" for one, times in there.items() if times > 1)


def missing_files(centre: Ask, feed: Iterable[tuple] = ()) -> Iterator[str]:
    """Ids of the operations that name a file of which the centre does not hold every byte."""
    parts: dict[str, list[bytes]] = {}
    for digest, content in centre(_PARTS):
        parts.setdefault(bytes(digest).hex(), []).append(content)
    whole = {wanted for wanted, held in parts.items() if hashlib.sha256(b"".join(held)).hexdigest() == wanted}
    for row in feed or centre(_FEED):
        if row[3] == "dossier.attached" and json.loads(row[8])["hash"] not in whole:
            yield row[1]


def _order(case: Case, feed: list[tuple]) -> Iterator[str]:
    # What store and centre both did not know when the clerk went on comes after that, or is lost: nobody can tell.
    places = {row[1]: row[0] for row in feed if row[1] not in case.gone}
    for station in case.stations:
        seen = [places[one] for one in station.committed if one in places]
        if seen != sorted(seen):
            yield f"order: {station.name}"


def _same_everywhere(case: Case, feed: list[tuple]) -> Iterator[str]:
    unsettled = set()
    for station in case.stations:
        waiting, parked = _all(station.ask, _WAITING), _first(station.ask, _PARKED)
        unsettled |= {subject for _, subject in waiting}
        yield from (f"neither confirmed nor parked: {one} of {station.name}" for one, _ in waiting if one not in parked)
        if _all(station.ask, _FED) != feed:
            yield f"feed differs: {station.name}"
    expected = [row for row in _all(case.centre, _ROWS.format(where="WHERE space = 100")) if row[0] not in unsettled]
    rooms = [json.loads(row[8])["value"] for row in feed if row[3] == "reference.put"]
    for station in case.stations:
        if [row for row in _all(station.ask, _ROWS.format(where="")) if row[0] not in unsettled] != expected:
            yield f"dossiers differ: {station.name}"
        if [json.loads(value) for value in _first(station.ask, _ROOMS)] != rooms[-1:]:
            yield f"reference data differ: {station.name}"


def _sealed(case: Case, feed: list[tuple]) -> Iterator[str]:
    """Places and logs without gaps, every seal as it must be, and no history that stations had to give back."""
    at, last, ends = 0, bytes(32), Counter()
    for row, (payload, seal) in zip(feed, _all(case.centre, _SEALS), strict=True):
        seq, one, subject, kind, when, actor, stamp, schema, body, n = row
        at, ends[stamp] = at + 1, ends[stamp] + 1
        text = f"{one}\n{subject}\n{kind}\n{when}\n{actor}\n{stamp}\n{schema}\n{body}"
        last = hashlib.sha256(last + one.encode() + kind.encode() + payload).digest()
        if seq != at or n != ends[stamp]:
            yield f"gap: before place {seq}, number {n} of {stamp}"
        if payload != hashlib.sha256(text.encode()).digest() or seal != last:
            yield f"seal: place {seq}"
            return
    ((epoch, head, head_hash),) = case.centre(_HEAD)
    if (head, head_hash) != (at, last):
        yield f"head: {head} instead of {at}"
    if case.epoch not in (None, epoch):
        yield "history: what the centre had confirmed was gone, though it was never put back to a backup"


def _numbers(case: Case, feed: list[tuple]) -> Iterator[str]:
    codes = {}
    for row in feed:
        code = json.loads(row[8]).get("code") if row[3] in ("dossier.received", "dossier.code_assigned") else None
        if code and codes.setdefault(code, row[2]) != row[2]:
            yield f"one code for two dossiers: {code}"
    receipts = Counter(json.loads(row[8])["receipt_number"] for row in feed if row[3] == "dossier.received")
    yield from (f"one receipt number for two dossiers: {number}" for number, times in receipts.items() if times > 1)
    yield from (f"no code: {one}" for one in _first(case.centre, UNCODED))


def _all(ask: Ask, sql: str) -> list[tuple]:
    return [tuple(row) for row in ask(sql)]


def _first(ask: Ask, sql: str) -> list[str]:
    return [row[0] for row in ask(sql)]
