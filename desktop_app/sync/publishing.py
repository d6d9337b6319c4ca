"""What the centre itself says: reference data for all stations below a space."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Engine

from desktop_app.application.ports import Reference
from desktop_app.domain.errors import Refusal
from desktop_app.domain.events import SCHEMA
from desktop_app.ids import uuid7
from desktop_app.storage import references
from desktop_app.storage.jsontext import to_json
from desktop_app.sync.push import push
from desktop_app.sync.wire import BATCH_OPERATIONS, CENTRE, Operation, Outcome


def publish(engine: Engine, space: int, items: Sequence[Reference], actor: str, at: str) -> None:
    """Appends these pieces to the feed of a space, as a log of their own under station 0."""
    # Drawn anew each time, so that two administrators who publish at once cannot write into one log.
    incarnation = secrets.randbelow(2**31 - 1) + 1
    operations = [
        Operation(
            station=CENTRE,
            incarnation=incarnation,
            n=n,
            id=uuid7(),
            subject=item.kind,
            kind=references.KIND,
            at=at,
            actor=actor,
            schema=SCHEMA,
            body=to_json(references.payload(item)),
        )
        for n, item in enumerate(items, 1)
    ]
    for start in range(0, len(operations), BATCH_OPERATIONS):
        answer = push(engine, space, operations[start : start + BATCH_OPERATIONS], at)
        if answer.outcome is not Outcome.ACCEPTED:
            raise Refusal("central.publish", reason=answer.reason)
