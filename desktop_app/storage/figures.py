"""The monthly figures, counted by the database; only what was open at a past moment is folded again."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from desktop_app.domain.dossier import fold
from desktop_app.domain.report import Figures
from desktop_app.domain.states import PAUSED, State
from desktop_app.storage.projection import events_of
from desktop_app.storage.schema import dossier as table

_ended = func.coalesce(table.c.finished_at, table.c.closed_at)
# Answers to online submissions come before reception: what is only submitted is on nobody's clock yet.
_NOT_RECEIVED = (State.SUBMITTED.value, State.SENT_BACK.value)
_CHUNK = 400


def by_field(connection: Connection, since: str, until: str, now: str) -> dict[str, Figures]:
    """The figures of each field for `since` <= time < `until` (ISO 8601), as things stood at its end or, earlier, now.

    Every dossier that was on hand in the period is counted once on each side.
    """
    end = min(until, now)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for field, name, number in _received_and_ended(connection, since, end):
        counts[field][name] += number
    still_open = _open_now(connection, end) if until >= now else _open_then(connection, end)
    for field, name, number in still_open:
        counts[field][name] += number
    return {field: Figures(**named) for field, named in sorted(counts.items())}


def _on_hand(since: str, end: str) -> ColumnElement[bool]:
    return and_(
        table.c.received_at < end,
        table.c.state.not_in(_NOT_RECEIVED),
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
        (and_(table.c.finished_at.is_(None), table.c.state == State.REFUSED.value), "refused"),
        (and_(table.c.finished_at.is_(None), table.c.state == State.WITHDRAWN.value), "withdrawn"),
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
    uncollected = select(table.c.field_code, func.count()).where(
        table.c.finished_at < end, or_(table.c.closed_at.is_(None), table.c.closed_at >= end)
    )
    for field, number in connection.execute(uncollected.group_by(table.c.field_code)):
        yield field, "not_collected", number


def _open_now(connection: Connection, end: str) -> Iterator[tuple[str, str, int]]:
    standing = case(
        (table.c.state.in_([state.value for state in PAUSED]), "paused"),
        (table.c.due_at < end, "open_overdue"),
        else_="open_in_time",
    )
    statement = select(table.c.field_code, standing.label("standing"), func.count()).where(
        table.c.received_at < end, table.c.state.not_in(_NOT_RECEIVED), or_(_ended.is_(None), _ended >= end)
    )
    yield from connection.execute(statement.group_by(table.c.field_code, "standing"))


def _open_then(connection: Connection, end: str) -> Iterator[tuple[str, str, int]]:
    found = connection.execute(
        select(table.c.id, table.c.field_code).where(
            table.c.received_at < end, table.c.state.not_in(_NOT_RECEIVED), or_(_ended.is_(None), _ended >= end)
        )
    )
    fields: dict[str, str] = dict(found.all())
    ids = sorted(fields)
    for start in range(0, len(ids), _CHUNK):
        for dossier_id, events in events_of(connection, ids[start : start + _CHUNK]):
            then = fold(dossier_id, [event for event in events if event.at < end])
            due_at = then.due["at"] if then.due else None
            standing = "open_overdue" if due_at and due_at < end else "open_in_time"
            yield fields[dossier_id], "paused" if then.paused else standing, 1
