"""Which faults of the centre's database pass by themselves, and which lie in what was sent."""

from collections.abc import Callable
from typing import TypeVar

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_Result = TypeVar("_Result")

TRIES = 6


class Unreachable(Exception):  # noqa: N818 - says what is the case, as the station sees it
    """The centre gave no answer: what was asked may have happened or not, and is asked again for ever."""


# Only these speak about the rows that were sent; a wrong password, a missing right, a full disk or a table that a
# migration has locked say nothing about them, and must never make a station give up an operation.
_OWN_SAKE = (psycopg.DataError, psycopg.IntegrityError, sqlcipher.DataError, sqlcipher.IntegrityError, UnicodeError)
_AGAIN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
_NO_ANSWER = (psycopg.Error, sqlcipher.Error, DBAPIError, PoolTimeout, OSError)


def own_sake(error: BaseException) -> bool:
    """True where the fault lies in the rows themselves and would come back for ever."""
    return isinstance(_cause(error), _OWN_SAKE)


def reach(action: Callable[[], _Result], pause: Callable[[int], None]) -> _Result:
    """The result of a whole transaction at the centre, tried again where the database asks for that.

    `pause(n)` waits before the n-th repetition. Every other fault of the connection raises Unreachable; faults that lie
    in the rows pass through.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return action()
        except _OWN_SAKE:
            raise
        except _NO_ANSWER as error:
            if own_sake(error):
                raise
            if not isinstance(_cause(error), _AGAIN) or attempt == TRIES:
                raise Unreachable(type(_cause(error)).__name__) from error
            pause(attempt)
    raise AssertionError


def _cause(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
