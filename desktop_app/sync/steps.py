"""Taking what other systems said of dossiers into the feed of their office, as a log of the centre."""

import json
import secrets

from sqlalchemy import Engine, delete, insert, select

from desktop_app.domain.events import SCHEMA
from desktop_app.sync import tables
from desktop_app.sync.faults import own_sake
from desktop_app.sync.push import push
from desktop_app.sync.wire import BATCH_OPERATIONS, CENTRE, Operation, Outcome, PushAnswer

_step, _operation, _letter = tables.incoming_step, tables.operation, tables.dead_letter


def take(engine: Engine, space: int, at: str) -> int:
    """How many steps were appended to the feed of a space; each is appended once, whoever takes it and how often.

    One that can never be appended goes to the dead letters.
    """
    oldest = select(_step).where(_step.c.space == space).order_by(_step.c.added_at, _step.c.id).limit(BATCH_OPERATIONS)
    with engine.connect() as connection:
        rows = connection.execute(oldest).all()
        if not rows:
            return 0
        ids = [row.id for row in rows]
        known = select(_operation.c.id).where(_operation.c.space == space, _operation.c.id.in_(ids))
        there = set(connection.scalars(known))
    # Drawn anew, so that two stations that take at once cannot write into one log.
    incarnation = secrets.randbelow(2**31 - 1) + 1
    fresh = [row for row in rows if row.id not in there]
    operations = [
        Operation(CENTRE, incarnation, n, row.id, row.subject, row.kind, row.at, row.actor, SCHEMA, row.body)
        for n, row in enumerate(fresh, 1)
    ]
    answer = _pushed(engine, space, operations, at)
    if answer is None:
        # Another station takes the same steps: what it leaves is looked at next time.
        return 0
    if answer.outcome is Outcome.REFUSED:
        _bury(engine, space, operations[answer.n - 1], answer.reason, at)
        return 0
    _forget(engine, space, ids)
    return len(operations)


def _pushed(engine: Engine, space: int, operations: list[Operation], at: str) -> PushAnswer | None:
    if not operations:
        return PushAnswer(Outcome.ACCEPTED)
    try:
        return push(engine, space, operations, at)
    except Exception as error:
        if own_sake(error):
            return None
        raise


def _bury(engine: Engine, space: int, operation: Operation, reason: str, at: str) -> None:
    content = json.dumps(operation._asdict(), ensure_ascii=False)
    letter = {"space": space, "id": operation.id, "at": at, "station": CENTRE, "incarnation": operation.incarnation}
    letter |= {"n": operation.n, "reason": reason, "content": content}
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        connection.execute(insert(_letter).values(letter))
        connection.execute(delete(_step).where(_step.c.space == space, _step.c.id == operation.id))


def _forget(engine: Engine, space: int, ids: list[str]) -> None:
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        connection.execute(delete(_step).where(_step.c.space == space, _step.c.id.in_(ids)))
