"""Events that an older program wrote, read as today's.

What is stored, hashed and sent on is always the text as it was first written. An event says with its schema how its
payload is meant (`domain.events.SCHEMA`); whoever raises that number adds here, for each kind whose meaning changed,
how the older payload becomes the next one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.domain.events import SCHEMA, Event

Payload = dict[str, Any]
# By kind of event and the schema it was written in: its payload in the schema after that one.
UPCASTERS: Mapping[tuple[str, int], Callable[[Payload], Payload]] = {}


def upcast(event: Event) -> Event:
    """The event as today's program would have written it; those of a newer program stay as they are.

    Never raises: content that a step does not understand is left to the fold, which says what is wrong with it.
    """
    if event.schema >= SCHEMA:
        return event
    data = dict(event.data)
    try:
        for schema in range(max(1, event.schema), SCHEMA):
            if step := UPCASTERS.get((event.kind, schema)):
                data = step(data)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError):
        data = dict(event.data)
    return replace(event, data=data, schema=SCHEMA)
