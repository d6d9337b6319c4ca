"""Numbers of the day at the centre: each is given to one station, once."""

from typing import NamedTuple

from sqlalchemy import Engine, insert, select, update

from desktop_app.application.ports import Identity
from desktop_app.sync import tables
from desktop_app.sync.wire import Numbers

_counter, _lease, _space = tables.number_counter, tables.number_lease, tables.space


class Series(NamedTuple):
    """The numbers of one day (yymmdd) under one unit."""

    unit: str
    day: str


def grant(engine: Engine, identity: Identity, series: Series, count: int, at: str) -> Numbers:
    """The next `count` numbers of a day, recorded as this station's in the same transaction.

    An answer that is lost leaves numbers that nobody has: they are never given again.
    """
    place = (_counter.c.space == identity.space, _counter.c.unit == series.unit, _counter.c.day == series.day)
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        connection.execute(select(_space.c.number).where(_space.c.number == identity.space).with_for_update())
        first = connection.scalar(select(_counter.c.next).where(*place))
        if first is None:
            first = 1
            connection.execute(insert(_counter).values(space=identity.space, next=1 + count, **series._asdict()))
        else:
            connection.execute(update(_counter).where(*place).values(next=first + count))
        connection.execute(
            insert(_lease).values(
                space=identity.space,
                **series._asdict(),
                first=first,
                last=first + count - 1,
                station=identity.station,
                incarnation=identity.incarnation,
                granted_at=at,
            )
        )
    return Numbers(*series, first, first + count - 1)
