"""A station that falls silent while it holds the lock of its office."""

import time
from contextlib import ExitStack, closing

import psycopg
import pytest

from desktop_app.ids import uuid7
from desktop_app.sync.centre import connect
from desktop_app.sync.database import session
from desktop_app.sync.push import _LOCK
from desktop_app.sync.wire import Operation, Outcome
from tests.sync.house import AT


@pytest.mark.slow
def test_who_falls_silent_in_the_middle_of_a_push_holds_up_nobody_for_longer_than_ten_seconds(postgres_copy):
    operation = Operation(1, 1, 1, uuid7(), uuid7(), "dossier.received", AT, "can.bo", 1, "{}")
    with closing(connect(postgres_copy)) as silent, closing(connect(postgres_copy)) as other, ExitStack() as stack:
        work = stack.enter_context(session(silent.engine))
        work.fetch([_LOCK], {"space": 100})
        began = time.monotonic()
        told = other.push(100, [operation])
        waited = time.monotonic() - began
        with pytest.raises(psycopg.OperationalError):
            work.fetch([_LOCK], {"space": 100})
        stack.pop_all()
    # It asks once and waits: its own patience with the lock is longer than the server's with the silent one.
    assert told.outcome is Outcome.ACCEPTED
    assert 5 < waited < 10
