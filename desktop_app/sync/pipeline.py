"""The operation path on PostgreSQL: prepared statements, many of them in one round trip.

psycopg's own pipeline takes every statement through a cursor, which costs the station several times the processor time
that the statement costs the server. Here its parts are used directly: connection, conversion of values, waiting.
"""

import re
from collections.abc import Generator, Sequence
from functools import cache
from itertools import count
from typing import Any

from psycopg import Connection, IsolationLevel, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

Row = tuple[Any, ...]
_NAME = re.compile(r":(\w+)")
_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED)


class ServerSession:
    """Fulfils `database.Session`, one transaction after the other, each from `begin` to `close`.

    A connection on which something failed is of no more use.
    """

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._driver: PGconn = connection.pgconn
        self._prepared: dict[str, bytes] = {}
        self._values = Transformer(connection)
        self._begin = _begin(connection.isolation_level)

    def begin(self) -> None:
        """Begins a transaction with what is asked next."""
        self._driver.enter_pipeline_mode()
        self._add(self._begin, ())

    def ask(self, questions: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
        """The rows of several questions in one round trip, outside `begin` and `close`; nothing is left open."""
        self._driver.enter_pipeline_mode()
        rows = self.fetch(questions, values)
        self._driver.exit_pipeline_mode()
        return rows

    def fetch(self, questions: Sequence[str], values: dict[str, Any]) -> list[list[Row]]:
        """The rows of several questions, asked in turn in one round trip."""
        for question in questions:
            text, names = _named(question)
            self._add(text, [values[name] for name in names])
        return self._answers()

    def finish(self, steps: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Writes the rows of each statement and commits, in one round trip."""
        for sql, rows in steps:
            text = _marked(sql)
            for row in rows:
                self._add(text, row)
        self._add("COMMIT", ())
        self._answers()

    def close(self) -> None:
        """Leaves the connection as other users expect it; what was not finished is rolled back."""
        if self._driver.transaction_status:
            self._add("ROLLBACK", ())
            self._answers()
        self._driver.exit_pipeline_mode()

    def _add(self, text: str, values: Sequence[Any]) -> None:
        name = self._prepared.get(text)
        if name is None:
            name = self._prepared[text] = b"motcua_%d" % len(self._prepared)
            self._driver.send_prepare(name, text.encode())
        # As texts: the server knows their types from the statement.
        self._driver.send_query_prepared(name, self._values.dump_sequence(values, [PyFormat.TEXT] * len(values)))

    def _answers(self) -> list[list[Row]]:
        self._driver.pipeline_sync()
        return [
            self._rows(result)
            for result in self._connection.wait(_results(self._driver))
            if result.status != ExecStatus.COMMAND_OK
        ]

    def _rows(self, result: PGresult) -> list[Row]:
        if result.status in _FAILED:
            raise error_from_result(result, self._values.encoding)
        self._values.set_pgresult(result)
        return self._values.load_rows(0, result.ntuples, tuple)


def _results(driver: PGconn) -> Generator[Wait, Ready | int, list[PGresult]]:
    """The results of everything up to the synchronisation; what is still to be sent goes out meanwhile."""
    results: list[PGresult] = []
    unsent = driver.flush()
    while True:
        ready = yield Wait.RW if unsent else Wait.R
        if ready & Ready.R:
            driver.consume_input()
        if unsent:
            unsent = driver.flush()
        silent = 0
        while not driver.is_busy():
            result = driver.get_result()
            if result is None:
                silent += 1
                # One stands between two statements; two say that nothing more will come.
                if silent > 1:
                    raise OperationalError("the connection ended in the middle of an answer")
            elif result.status == ExecStatus.PIPELINE_SYNC:
                return results
            else:
                silent = 0
                results.append(result)


def _begin(level: IsolationLevel | None) -> str:
    return "BEGIN" if level is None else f"BEGIN ISOLATION LEVEL {level.name.replace('_', ' ')}"


@cache
def _named(text: str) -> tuple[str, list[str]]:
    names = list(dict.fromkeys(_NAME.findall(text)))
    return _NAME.sub(lambda found: f"${names.index(found[1]) + 1}", text), names


@cache
def _marked(text: str) -> str:
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", text)
