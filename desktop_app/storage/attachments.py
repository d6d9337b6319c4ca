"""The content of attached files at this station: encrypted like the store, in a file beside it, in parts.

It lies apart so that copies of the store stay small. Parts are what the lane to the centre carries; their size is fixed
for ever, because stations that send the same content must cut it alike.
"""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from desktop_app.application.ports import FilesWaiting, Whereabouts
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.storage import keys
from desktop_app.storage.engine import connect, make_engine

FILE = "attachments.db"
PART_BYTES = 1 << 16
FORMAT = 1

# `here`: every part is here and fits the hash. `sent`: how many parts the centre is known to hold. `claim`: which event
# names a content; written with it, before the event, so that what no event came to name can be told from the rest.
TABLES = (
    (
        "CREATE TABLE IF NOT EXISTS content (hash BLOB PRIMARY KEY, size INTEGER NOT NULL, parts INTEGER NOT NULL,"
        " here INTEGER NOT NULL, sent INTEGER NOT NULL)"
    ),
    "CREATE INDEX IF NOT EXISTS content_unsent ON content (size, sent) WHERE here = 1 AND sent < parts",
    (
        "CREATE TABLE IF NOT EXISTS part (hash BLOB NOT NULL, part INTEGER NOT NULL, content BLOB NOT NULL,"
        " UNIQUE (hash, part))"
    ),
    "CREATE TABLE IF NOT EXISTS claim (event TEXT PRIMARY KEY, hash BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS claim_by_hash ON claim (hash)",
    "CREATE TABLE IF NOT EXISTS known (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    f"PRAGMA user_version = {FORMAT}",
)
_ADD_CONTENT = (
    "INSERT INTO content (hash, size, parts, here, sent) VALUES (?, ?, ?, ?, 0) ON CONFLICT (hash) DO UPDATE"
    " SET here = max(here, excluded.here)"
)
_ADD_PART = "INSERT OR REPLACE INTO part (hash, part, content) VALUES (?, ?, ?)"
_WAITING = "SELECT count(*), coalesce(sum(max(size - sent * ?, 0)), 0) FROM content WHERE here = 1 AND sent < parts"
_UNSENT = "SELECT hash, size FROM content WHERE here = 1 AND sent < parts ORDER BY rowid"
_LATEST = (
    "SELECT hash, size FROM claim JOIN content USING (hash) WHERE here = 1 AND sent >= parts"
    " ORDER BY claim.rowid DESC LIMIT ?"
)
_EPOCH = "epoch"


class Content(NamedTuple):
    """A content by its hash; `size` in bytes."""

    hash: bytes
    size: int

    @property
    def parts(self) -> int:
        """How many parts it is cut into."""
        return -(-self.size // PART_BYTES)


def content_of(body: str) -> Content | None:
    """The content that the payload of an event names; None where it names none that could be."""
    data = json.loads(body)
    try:
        return Content(bytes.fromhex(data["hash"]), int(data["size"]))
    except (KeyError, TypeError, ValueError):
        return None


class AttachmentStore:
    """Fulfils `application.ports.AttachmentKeeper`; may be used by several threads at once.

    The file is made with the first content; until then there is none, and nothing costs anything.
    """

    def __init__(self, open_engine: Callable[[], Engine], exists: Callable[[], bool]) -> None:
        self._open = open_engine
        self._exists = exists
        self._opened: Engine | None = None
        self._opening = threading.Lock()

    @classmethod
    def of(cls, directory: Path) -> "AttachmentStore":
        """The contents beside the store of this directory."""
        path = directory / FILE
        return cls(lambda: _open(path, keys.read_key(directory)), path.exists)

    @property
    def exist(self) -> bool:
        """Whether anything was ever attached or fetched here."""
        return self._exists()

    def close(self) -> None:
        """Closes every connection."""
        if self._opened is not None:
            self._opened.dispose()

    # -- the counter -------------------------------------------------------------------------------------------------

    def keep(self, content: bytes, event: str) -> str:
        """Keeps a content for the event that is going to name it; its hash. On the disk when this returns."""
        found = Content(hashlib.sha256(content).digest(), len(content))
        with self._writing("FULL") as connection:
            self._add(connection, found, here=True)
            connection.exec_driver_sql("INSERT OR REPLACE INTO claim (event, hash) VALUES (?, ?)", (event, found.hash))
            parts = [(found.hash, n, content[n * PART_BYTES : (n + 1) * PART_BYTES]) for n in range(found.parts)]
            connection.exec_driver_sql(_ADD_PART, parts)
        return found.hash.hex()

    def whereabouts(self, digests: Iterable[str]) -> dict[str, Whereabouts]:
        """Of each content whether it is here, and whether the centre is known to hold all of it."""
        found = {}
        with self._reading() as connection:
            for digest in digests:
                row = (
                    connection
                    and connection.exec_driver_sql(
                        "SELECT here, sent >= parts FROM content WHERE hash = ?", (bytes.fromhex(digest),)
                    ).first()
                )
                found[digest] = Whereabouts(bool(row[0]), bool(row[1])) if row else Whereabouts(here=False, sent=False)
        return found

    def read(self, digest: str) -> bytes:
        """A content that is here; Refusal("attachment.damaged_here") where it no longer fits its hash."""
        with self._reading() as connection:
            content = b"".join(_parts(connection, bytes.fromhex(digest))) if connection else b""
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refusal("attachment.damaged_here")
        return content

    # -- the lane ----------------------------------------------------------------------------------------------------

    def waiting(self) -> FilesWaiting:
        """How many contents, and bytes of them, the centre does not hold yet as far as is known here."""
        with self._reading() as connection:
            if connection is None:
                return FilesWaiting()
            return FilesWaiting(*connection.exec_driver_sql(_WAITING, (PART_BYTES,)).one())

    def unsent(self) -> list[Content]:
        """Contents that the centre does not hold yet as far as is known here, in the order in which they came."""
        with self._reading() as connection:
            return [Content(*row) for row in connection.exec_driver_sql(_UNSENT)] if connection else []

    def latest_sent(self, count: int) -> list[Content]:
        """The latest contents, and not more than so many, of which the centre is believed to hold every part."""
        with self._reading() as connection:
            return [Content(*row) for row in connection.exec_driver_sql(_LATEST, (count,))] if connection else []

    def claims(self, content: Content) -> list[str]:
        """The events that name a content, or were going to."""
        with self._reading() as connection:
            asked = "SELECT event FROM claim WHERE hash = ?"
            return list(connection.exec_driver_sql(asked, (content.hash,)).scalars()) if connection else []

    def part(self, content: Content, number: int) -> bytes:
        """One part of a content that is here."""
        with self._reading() as connection:
            return b"".join(_parts(connection, content.hash, number)) if connection else b""

    def mark_sent(self, content: Content, parts: int) -> None:
        """Remembers how many parts the centre holds; what a power cut undoes of it is asked for again."""
        with self._writing("NORMAL") as connection:
            connection.exec_driver_sql("UPDATE content SET sent = ? WHERE hash = ?", (parts, content.hash))

    def begin(self, content: Content, event: str) -> list[int]:
        """Makes room for a content that is to come from the centre; gives the numbers of the parts still missing."""
        with self._writing("NORMAL") as connection:
            self._add(connection, content, here=False)
            connection.exec_driver_sql("INSERT OR IGNORE INTO claim VALUES (?, ?)", (event, content.hash))
            asked = "SELECT part FROM part WHERE hash = ?"
            there = set(connection.exec_driver_sql(asked, (content.hash,)).scalars())
        return [n for n in range(content.parts) if n not in there]

    def add_parts(self, content: Content, first: int, parts: Sequence[bytes]) -> None:
        """Keeps parts that came from the centre; a power cut may undo the last of them."""
        with self._writing("NORMAL") as connection:
            connection.exec_driver_sql(_ADD_PART, [(content.hash, n, part) for n, part in enumerate(parts, first)])

    def finish(self, content: Content) -> None:
        """Takes a content whose last part has come as being here; Refusal("attachment.damaged_there") forgets it."""
        digest = hashlib.sha256()
        with self._reading() as connection:
            for part in _parts(connection, content.hash) if connection else ():
                digest.update(part)
        whole = digest.digest() == content.hash
        with self._writing("FULL") as connection:
            if whole:
                connection.exec_driver_sql("UPDATE content SET here = 1, sent = parts WHERE hash = ?", (content.hash,))
            else:
                _forget(connection, [content.hash])
        if not whole:
            raise Refusal("attachment.damaged_there")

    def follow(self, epoch: str) -> None:
        """Believes nothing of what the centre held where it has begun another history: everything is offered again."""
        with self._reading() as connection:
            asked = "SELECT value FROM known WHERE key = ?"
            before = connection and connection.exec_driver_sql(asked, (_EPOCH,)).scalar()
        if before != epoch:
            self.offer_again()
            with self._writing("FULL") as connection:
                connection.exec_driver_sql("INSERT OR REPLACE INTO known VALUES (?, ?)", (_EPOCH, epoch))

    def offer_again(self) -> None:
        """Believes nothing of what the centre held; what it holds all the same will not be sent again."""
        with self._writing("FULL") as connection:
            connection.exec_driver_sql("UPDATE content SET sent = 0")

    # -- upkeep ------------------------------------------------------------------------------------------------------

    def sweep(self, known: Callable[[str], bool]) -> int:
        """Forgets contents that no event came to name; gives how many. `known` says whether an event is there.

        The caller holds the right to write to the store, so that nobody is between a content and its event.
        """
        if not self._exists():
            return 0
        with self._writing("FULL") as connection:
            claims = connection.exec_driver_sql("SELECT event, hash FROM claim").all()
            named = {row.hash for row in claims if known(row.event)}
            strange = {row.hash for row in claims} - named
            _forget(connection, strange)
            connection.exec_driver_sql("DELETE FROM claim WHERE hash NOT IN (SELECT hash FROM content)")
        return len(strange)

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the contents that are here: the check that found it, and the beginning of the hash."""
        with self._reading() as connection:
            if connection is None:
                return
            for (line,) in connection.exec_driver_sql("PRAGMA quick_check"):
                if line != "ok":
                    yield "file", line
            for (found,) in connection.exec_driver_sql("SELECT hash FROM content WHERE here = 1").all():
                digest = hashlib.sha256()
                for part in _parts(connection, found):
                    digest.update(part)
                if digest.digest() != found:
                    yield "attachment", found.hex()[:16]

    def _add(self, connection: Connection, content: Content, *, here: bool) -> None:
        connection.exec_driver_sql(_ADD_CONTENT, (*content, content.parts, int(here)))

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """A connection that sees one consistent state; None while there is no file."""
        if not self._exists():
            yield None
            return
        with self._engine().connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, synchronous: str) -> Iterator[Connection]:
        options = {"begin": "IMMEDIATE", "synchronous": synchronous}
        with self._engine().connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened


def make_tables(connection: Connection) -> None:
    """Makes what is not there yet; Refusal("store.newer", found=, known=) for the file of a newer program."""
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    if found > FORMAT:
        raise Refusal("store.newer", found=found, known=FORMAT)
    if found < FORMAT:
        for statement in TABLES:
            connection.exec_driver_sql(statement)


def _open(path: Path, key: bytes) -> Engine:
    if not path.exists():
        _make(path, key)
    engine = make_engine(path, key)
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        make_tables(connection)
    return engine


def _make(path: Path, key: bytes) -> None:
    # Under a name of its own and then under the right one, whole: two programs may come to this at the same time, and
    # turning a file into one with a log fails at once while another does it.
    new = path.with_name(f"{path.name}.{uuid7()}")
    opened = connect(new, key)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.close()
    with suppress(FileExistsError):
        os.link(new, path)
    new.unlink()


def _parts(connection: Connection, digest: bytes, number: int | None = None) -> Iterator[bytes]:
    """The parts of a content in their order, or one of them."""
    asked = "SELECT content FROM part WHERE hash = ? AND part BETWEEN ? AND ? ORDER BY part"
    first, last = (0, 1 << 30) if number is None else (number, number)
    yield from connection.exec_driver_sql(asked, (digest, first, last)).scalars()


def _forget(connection: Connection, digests: Iterable[bytes]) -> None:
    for digest in digests:
        for table in ("part", "content", "claim"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE hash = ?", (digest,))  # noqa: S608 - names of ours
