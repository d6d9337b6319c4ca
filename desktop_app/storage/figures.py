"""The monthly figures, counted by the database; only what a row cannot tell is folded again.

That is what was open at a past moment, and solved dossiers that had a second request for papers or a new date.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, and_, case, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from desktop_app.application.told import Told
from desktop_app.domain.dossier import Dossier, fold
from desktop_app.domain.report import Figures
from desktop_app.domain.states import BEFORE_RECEPTION, PAUSED, State
from desktop_app.storage.projection import events_of
from desktop_app.storage.queries import plain
from desktop_app.storage.schema import RATED, SECOND_LOOK, event
from desktop_app.storage.schema import dossier as table

_ended = func.coalesce(table.c.finished_at, table.c.closed_at)
# The plus keeps SQLite from reading everything ever received in order of reception: what is still open, and what ended
# lately, is found by its end.
_received = plain(table.c.received_at)
_NOT_received = tuple(state.value for state in BEFORE_RECEPTION)
_ASKED, _EXTENDED = "dossier.supplement_requested", "dossier.extended"
_CHUNK = 400
_SCORES = range(1, 6)


def by_field(connection: Connection, since: str, until: str, now: str, told: Told) -> dict[str, Figures]:
    """The figures of each field for `since` <= time < `until` (ISO 8601), as things stood at its end or, earlier, now.

    Every dossier that was on hand in the period is counted once on each side.
    """
    end = min(until, now)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    still_open = _open_now if until >= now else _open_then
    for field, name, number in chain(
        _received_and_ended(connection, since, end),
        _results(connection, since, end, past=until < now),
        _ratings(connection, since, end),
        _second_look(connection, since, end, told),
        still_open(connection, end, told),
    ):
        counts[field][name] += number
    return {field: Figures(**named) for field, named in sorted(counts.items())}


def _on_hand(since: str, end: str) -> ColumnElement[bool]:
    return and_(
        _received < end,
        table.c.state.not_in(_NOT_received),
        or_(_ended.is_(None), _ended >= since),
    )


def _received_and_ended(connection: Connection, since: str, end: str) -> Iterator[tuple[str, str, int]]:
    came = case(
        (table.c.received_at < since, "carried_over"),
        (table.c.channel == "online", "received_online"),
        (table.c.channel == "post", "received_post"),
        else_="received_direct",
    )
    day_finished, day_due = func.substr(table.c.finished_at, 1, 10), func.substr(table.c.due_at, 1, 10)
    went = case(
        (or_(_ended.is_(None), _ended >= end), ""),
        (and_(table.c.finished_at.is_(None), table.c.state == State.REFUSED), "refused"),
        (and_(table.c.finished_at.is_(None), table.c.state == State.WITHDRAWN), "withdrawn"),
        (table.c.finished_at.is_(None), "stopped"),
        # NĐ 118/2025: in time up to and with the appointed moment; early only on an earlier day.
        (
            or_(table.c.due_at.is_(None), and_(table.c.finished_at <= table.c.due_at, day_finished == day_due)),
            "solved_on_time",
        ),
        (table.c.finished_at < table.c.due_at, "solved_early"),
        else_="solved_late",
    )
    statement = (
        select(table.c.field_code, came.label("came"), went.label("went"), func.count())
        .where(_on_hand(since, end))
        .group_by(table.c.field_code, "came", "went")
    )
    for field, came_by, went_by, number in connection.execute(statement):
        yield field, came_by, number
        if went_by:
            yield field, went_by, number


def _results(connection: Connection, since: str, end: str, *, past: bool) -> Iterator[tuple[str, str, int]]:
    """What lies at the counter at the end, and how much of it was solved in the period."""
    fresh = func.sum(case((table.c.finished_at >= since, 1), else_=0))
    # What lies there still is found by its state, what was collected since a past end by when that was.
    there_still = and_(table.c.state == State.READY, table.c.closed_at.is_(None))
    for place in (there_still, *([table.c.closed_at >= end] if past else [])):
        lying = select(table.c.field_code, func.count(), fresh).where(place, table.c.finished_at < end)
        for field, number, of_period in connection.execute(lying.group_by(table.c.field_code)):
            yield field, "not_collected", number
            yield field, "not_returned", of_period


def _ratings(connection: Connection, since: str, end: str) -> Iterator[tuple[str, str, int]]:
    score = func.json_extract(event.c.body, "$.score").label("score")
    statement = (
        select(table.c.field_code, score, func.count())
        .join_from(event, table, table.c.id == event.c.subject)
        .where(RATED, event.c.at >= since, event.c.at < end)
        .group_by(table.c.field_code, "score")
    )
    for field, given, number in connection.execute(statement):
        if given in _SCORES:
            yield field, f"rated_{given}", number


def _second_look(connection: Connection, since: str, end: str, told: Told) -> Iterator[tuple[str, str, int]]:
    """Corrects what was counted as solved in time where an appointment was missed before it was moved."""
    asked = func.sum(case((event.c.kind == _ASKED, 1), else_=0))
    doubtful = (
        select(event.c.subject)
        .join_from(table, event, event.c.subject == table.c.id)
        .where(_ended >= since, _ended < end, table.c.finished_at.is_not(None), SECOND_LOOK)
        .group_by(event.c.subject)
        .having(or_(asked > 1, func.count() > asked))
    )
    for dossier in _folded(connection, connection.scalars(doubtful).all(), told):
        field = str(dossier.procedure.get("field_code", ""))
        if dossier.missed_due and (in_time := _in_time(dossier)):
            yield field, in_time, -1
            yield field, "solved_late", 1
        elif dossier.supplements > 1 and _in_time(dossier):
            yield field, "asked_again", 1


def _in_time(dossier: Dossier) -> str:
    """The column of a dossier that met its last appointment; "" for one that did not."""
    due_at, finished_at = (dossier.due or {}).get("at"), dossier.finished_at or ""
    if not due_at:
        return "solved_on_time"
    if finished_at > due_at:
        return ""
    return "solved_on_time" if finished_at[:10] == due_at[:10] else "solved_early"


def _open_now(connection: Connection, end: str, told: Told) -> Iterator[tuple[str, str, int]]:
    standing = case(
        (table.c.state.in_([state.value for state in PAUSED]), "paused"),
        (table.c.due_at < end, "open_overdue"),
        else_="open_in_time",
    )
    statement = select(table.c.field_code, standing.label("standing"), func.count()).where(_still_open(end))
    yield from connection.execute(statement.group_by(table.c.field_code, "standing"))
    extended = exists().where(event.c.subject == table.c.id, event.c.kind == _EXTENDED)
    moved = select(table.c.id).where(_still_open(end), standing == "open_in_time", extended)
    for dossier in _folded(connection, connection.scalars(moved).all(), told):
        if dossier.missed_due:
            field = str(dossier.procedure.get("field_code", ""))
            yield field, "open_in_time", -1
            yield field, "open_overdue", 1


def _open_then(connection: Connection, end: str, told: Told) -> Iterator[tuple[str, str, int]]:
    ids = connection.scalars(select(table.c.id).where(_still_open(end))).all()
    for then in _folded(connection, ids, told, end):
        due_at = then.missed_due or (then.due or {}).get("at")
        standing = "open_overdue" if due_at and due_at < end else "open_in_time"
        yield str(then.procedure.get("field_code", "")), "paused" if then.paused else standing, 1


def _still_open(end: str) -> ColumnElement[bool]:
    return and_(_received < end, table.c.state.not_in(_NOT_received), or_(_ended.is_(None), _ended >= end))


def _folded(connection: Connection, ids: Sequence[str], told: Told, end: str = "9") -> Iterator[Dossier]:
    """These dossiers as they stood at a moment."""
    for start in range(0, len(ids), _CHUNK):
        told(start, len(ids))
        for dossier_id, events in events_of(connection, ids[start : start + _CHUNK]):
            yield fold(dossier_id, [event for event in events if event.at < end])
