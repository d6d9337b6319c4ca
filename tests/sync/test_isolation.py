"""The promises at every isolation level of PostgreSQL, with transactions that fail and outcomes nobody knows."""

import threading
from contextlib import suppress
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

import psycopg
import pytest

from desktop_app import clock
from desktop_app.sync.centre import Centre
from desktop_app.sync.database import open_engine
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.pipeline import ServerSession
from tests.simulator.clerk import Clerk
from tests.simulator.oracle import Case, Witness, judge

LEVELS = ("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")
ROUNDS = 8
# Of a hundred commits so many fail, and as many succeed without anybody hearing of it.
PER_CENT = 12
# What the server says of a transaction that it wants to be asked for again: 40001 and 40P01.
FAILURES = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)


class Trouble:
    """What becomes of each commit at the centre."""

    def __init__(self) -> None:
        self.over = False
        self.failed: list[type[psycopg.Error]] = []
        self.unheard = 0
        self._chance = Random(4)

    def around(self, commit, roll_back):
        """Commits, or does not, or does and says nothing."""
        drawn = 100 if self.over else self._chance.randrange(100)
        if drawn < PER_CENT:
            roll_back()
            self.failed.append(FAILURES[len(self.failed) % 2])
            raise self.failed[-1]("injected")
        commit()
        if drawn < 2 * PER_CENT:
            self.unheard += 1
            raise psycopg.OperationalError("server closed the connection unexpectedly")


@pytest.fixture
def trouble():
    made, finish = Trouble(), ServerSession.finish

    def finished(self, steps):
        made.around(lambda: finish(self, steps), self.close)

    with patch.object(ServerSession, "finish", finished):
        yield made


def troubled_engine(url, level, trouble):
    """An engine for what does not go through the operation path: leases, reports, enrolments."""
    engine = open_engine(url, level)
    commit = engine.dialect.do_commit
    engine.dialect.do_commit = lambda one: trouble.around(lambda: commit(one), one.rollback)
    return engine


def work(station, clerk):
    for _ in range(ROUNDS):
        clerk.work()
        station.sync()
        with suppress(Unreachable):
            station.loop.carry()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("level", LEVELS)
def test_every_promise_is_kept_at_this_isolation_level(level, url, centre, stations, trouble):
    def open_door(_):
        return Centre(url, troubled_engine(url, level, trouble))

    made = [stations(f"Quầy {number}", open_door=open_door) for number in range(3)]
    clerks = [Clerk(desk(one.store, seed)) for seed, one in enumerate(made)]
    ask = asking(centre.engine)
    ((epoch,),) = ask("SELECT epoch FROM space WHERE number = 100")
    threads = [threading.Thread(target=work, args=pair) for pair in zip(made, clerks, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    trouble.over = True
    statuses = [one.sync() for _ in range(3) for one in made]
    for one in made:
        one.loop.carry()
    settled = all(status.mode == "online" and not status.waiting for status in statuses[-3:])
    witnesses = [
        Witness(one.store.identity.station_name, asking(one.store.engine), clerk.committed)
        for one, clerk in zip(made, clerks, strict=True)
    ]
    assert judge(Case(ask, witnesses, settled, epoch)) == []
    assert min(trouble.failed.count(FAILURES[1]), trouble.unheard) > 1


def desk(store, seed):
    """What a clerk needs of a desk."""
    world = SimpleNamespace(random=Random(seed), poison=set())
    return SimpleNamespace(store=store, world=world, now=clock.now)


def asking(engine):
    """What a database says."""

    def ask(sql):
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    return ask
