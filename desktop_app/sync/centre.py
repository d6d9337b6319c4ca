"""The centre: the door through which stations reach it, and what administrators do there."""

import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from desktop_app import clock
from desktop_app.application.ports import Identity, Reference
from desktop_app.application.station_register import StationsTold
from desktop_app.domain.errors import Refusal
from desktop_app.sync import attachment_parts, audit, feed, numbers, protection, publishing, registry, snapshot, steps
from desktop_app.sync.database import open_engine
from desktop_app.sync.faults import own_sake, reach
from desktop_app.sync.migrations import runner
from desktop_app.sync.protection import Kind
from desktop_app.sync.push import push
from desktop_app.sync.wire import Numbers, Operation, Outcome, Page, Place, PushAnswer, Series, StationReport

_Result = TypeVar("_Result")


class Centre:
    """The central database behind one URL. Fulfils `wire.Door`; may be used by several threads at once.

    Nothing is connected until it is needed; a centre that gives no answer shows as faults.Unreachable.
    """

    def __init__(self, url: str, engine: Engine, now: Callable[[], datetime] = clock.now) -> None:
        self.url = url
        self.engine = engine
        self._now = now

    # -- administrators ----------------------------------------------------------------------------------------------

    def init(self) -> None:
        """Makes or upgrades the tables, their protection and the space of the country; done again, it changes nothing.

        Refusal("central.rights") for a role that may not make roles at a PostgreSQL server.
        """
        self.upgrade()
        country = registry.NewSpace("VN", "Việt Nam", "", None)
        self._reach(lambda: registry.add_space(self.engine, country, registry.COUNTRY, registry.COUNTRY))

    def upgrade(self) -> int:
        """Brings tables, protection and rows of dossiers to today's; gives how many rows were folded anew.

        Refusal("central.newer", found=, known=) for tables of a newer program.
        """
        self._check_format(may_be_older=True)
        self._reach(lambda: runner.upgrade(self.engine))
        self._reach(lambda: protection.protect(self.engine))
        return self._reach(lambda: audit.refold(self.engine))

    def add_province(self, code: str, name: str, number: int | None = None) -> int:
        """The number (2-99) of a province; for a code that is there, the number it has.

        Without a number it gets the next one: where several centres will be read as one, each names its own.
        """
        new = registry.NewSpace(code, name, "", registry.COUNTRY)
        bounds = registry.PROVINCES if number is None else (number, number)
        return self._reach(lambda: registry.add_space(self.engine, new, *bounds))

    def add_office(self, code: str, name: str, unit: str = "", province: str | None = None) -> int:
        """The number (100 and up) of an office; for a code that is there, the number it has.

        `unit` begins its dossier codes (the code of the office where it is empty). Without a province it stands
        directly under the country. Refusal("central.office_unknown", code=) for an unknown province.
        """
        parent, bounds = registry.COUNTRY, registry.OFFICES
        if province:
            parent = self._reach(lambda: registry.space(self.engine, province)).number
            bounds = (parent * registry.OFFICES_OF_PROVINCE, (parent + 1) * registry.OFFICES_OF_PROVINCE - 1)
        new = registry.NewSpace(code, name, unit or code, parent)
        return self._reach(lambda: registry.add_space(self.engine, new, *bounds))

    def allow(self, role: str, kind: Kind, space: str) -> str:
        """Lets a role of the database do what its kind may, for the space with this code; gives its new password.

        For a role that was made here before, kind, space and password are new. Refusal as of `protection.allow`, and
        ("central.no_roles") for a centre that is no PostgreSQL.
        """
        self._check_roles()
        number = self._reach(lambda: registry.space(self.engine, space)).number
        return self._reach(lambda: protection.allow(self.engine, role, kind, number))

    def is_protected(self) -> bool:
        """Whether the database itself keeps stations and other systems to what is theirs."""
        return self._reach(lambda: protection.is_protected(self.engine))

    def forbid(self, role: str) -> None:
        """Takes away a role that was made by `allow`, and ends its connections."""
        self._check_roles()
        self._reach(lambda: protection.forbid(self.engine, role))

    def enrol(self, office: str, station: str, public_key: bytes) -> Identity:
        """A station of this office under an incarnation that was never used; `enrolment.enrol` gives it to a store.

        Refusal("central.office_unknown", code=), ("central.stations_full").
        """
        self._check_format()
        new = registry.Newcomer(office, station, public_key)
        return self._reach(lambda: registry.enrol(self.engine, self.url, new, self._text_now()))

    def packet_key(self, space: int) -> bytes:
        """The key that opens what stations of a space carry by hand."""
        return self._reach(lambda: registry.packet_key(self.engine, space))

    def stations(self, *offices: str) -> list[registry.StationRow]:
        """Every life of every station, of all offices or of these."""
        self._check_format()
        spaces = [self._reach(partial(registry.space, self.engine, code)).number for code in offices]
        return self._reach(lambda: registry.stations(self.engine, spaces))

    def overview(self) -> StationsTold:
        """Every life of every station that this connection may see, also under the role of a station.

        Refusal("central.stations_hidden") where an older centre keeps it from stations.
        """
        return self._reach(lambda: registry.overview(self.engine, self._now()))

    def numbers(self, office: str, day: str, unit: str = "") -> list[numbers.Fate]:
        """What became of every number that was given out for a day (yymmdd) under a unit (that of the office)."""
        space = self._reach(lambda: registry.space(self.engine, office))
        return self._reach(lambda: numbers.fates(self.engine, space.number, Series(unit or space.unit, day)))

    def publish(self, space: str, items: Sequence[Reference], actor: str) -> None:
        """Publishes reference data to all stations below a country (VN), a province or an office, by its code."""
        number = self._reach(lambda: registry.space(self.engine, space)).number
        self._reach(lambda: publishing.publish(self.engine, number, items, actor, self._text_now()))

    def verify(self) -> list[audit.FeedFault]:
        """What is broken in the feeds of all spaces; empty where everything agrees."""
        self._check_format()
        return self._reach(lambda: list(audit.verify(self.engine)))

    def dead_letters(self) -> list[registry.DeadLetter]:
        """Operations that could not be taken for their own sake, and logs that forked, newest first."""
        return self._reach(lambda: registry.dead_letters(self.engine))

    def begin_epoch(self) -> None:
        """To be called after a backup was restored: stations compare their history and give back what is missing."""
        self._reach(lambda: registry.begin_epoch(self.engine, self._now()))

    def write_snapshot(self, office: str, path: Path) -> int:
        """Writes the whole past of an office to one file for a new station; gives the number of operations."""
        space = self._reach(lambda: registry.space(self.engine, office))
        return snapshot.write(self, space.packet_key, space.number, path)

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    # -- stations: wire.Door -----------------------------------------------------------------------------------------

    def report(self, identity: Identity, report: StationReport) -> float:
        """Leaves the report and gives the seconds by which the station's clock is ahead of the centre's.

        There is no program at the centre: with its report a station also takes in what other systems said meanwhile.
        """
        ahead = self._reach(lambda: registry.report(self.engine, identity, report, self._now()))
        self._reach(lambda: steps.take(self.engine, identity.space, self._text_now()))
        return ahead

    def spaces(self, space: int) -> list[int]:
        """The feeds that a station of this space reads, widest first."""
        return self._reach(lambda: registry.ancestry(self.engine, space))

    def heads(self, spaces: Sequence[int]) -> list[Place]:
        """Where the feeds end."""
        return self._reach(lambda: feed.heads(self.engine, spaces))

    def push(self, space: int, operations: Sequence[Operation]) -> PushAnswer:
        """Appends operations to the feed of a space, all or none; those that are already there are left alone."""
        try:
            return self._reach(lambda: push(self.engine, space, operations, self._text_now()))
        except Exception as error:
            if not own_sake(error):
                raise
            return PushAnswer(Outcome.REFUSED, *operations[0][:3], type(error).__name__)

    def pull(self, after: Place, limit: int) -> Page:
        """The rows after a place in a feed, at most `limit`."""
        return self._reach(lambda: feed.pull(self.engine, after, limit))

    def hash_at(self, space: int, seq: int) -> bytes | None:
        """The hash of the feed after `seq`, None where it is not that long."""
        return self._reach(lambda: feed.hash_at(self.engine, space, seq))

    def lost_history(self, place: Place) -> str:
        """Says that the centre's history no longer contains this place, though its epoch is the same; the new epoch."""
        return self._reach(lambda: registry.begin_epoch(self.engine, self._now(), place))

    def grant(self, identity: Identity, series: Series, count: int) -> Numbers:
        """The next `count` numbers of a series, which nobody else will ever get."""
        return self._reach(lambda: numbers.grant(self.engine, identity, series, count, self._text_now()))

    def settle(self, identity: Identity, used: Sequence[tuple[Numbers, int]]) -> None:
        """Says of blocks whose day is over which number of each was the first not to be issued."""
        self._reach(lambda: numbers.settle(self.engine, identity, used))

    def enrol_again(self, identity: Identity, public_key: bytes) -> Identity:
        """The same station under an incarnation that was never used."""
        return self.enrol(identity.office_code, identity.station_name, public_key)

    def public_key(self, stamp: str) -> bytes | None:
        """The key that proves packets of this station and incarnation, None where the centre does not know it."""
        return self._reach(lambda: registry.public_key(self.engine, stamp))

    # -- stations: attached files ------------------------------------------------------------------------------------

    def held(self, space: int, digest: bytes) -> list[int]:
        """The numbers of the parts of a content that the centre holds."""
        return self._reach(lambda: attachment_parts.held(self.engine, space, digest))

    def give(self, space: int, digest: bytes, parts: Sequence[tuple[int, bytes]]) -> None:
        """Keeps parts of a content, all or none; those that are there already are left alone."""
        self._reach(lambda: attachment_parts.give(self.engine, space, digest, parts))

    def take(self, space: int, digest: bytes, first: int, count: int) -> list[bytes]:
        """Parts of a content from a number on; fewer where the centre does not hold so many."""
        return self._reach(lambda: attachment_parts.take(self.engine, space, digest, first, count))

    def _reach(self, action: Callable[[], _Result]) -> _Result:
        return reach(action, _pause)

    def _check_format(self, *, may_be_older: bool = False) -> None:
        found, known = self._reach(lambda: runner.formats(self.engine))
        if found is not None and found > known:
            raise Refusal("central.newer", found=found, known=known)
        if not may_be_older and found != known:
            raise Refusal("central.not_ready", found=found or "", known=known)

    def _check_roles(self) -> None:
        self._check_format()
        if self.engine.dialect.name != "postgresql":
            raise Refusal("central.no_roles")

    def _text_now(self) -> str:
        return self._now().isoformat()


def connect(url: str) -> Centre:
    """The centre behind `postgresql+psycopg://…` or `sqlite:///FILE`; Refusal("central.url") for anything else."""
    return Centre(url, open_engine(url))


def _pause(attempt: int) -> None:
    time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - spreads repetitions, guards nothing
