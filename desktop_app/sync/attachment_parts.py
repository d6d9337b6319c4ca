"""The contents of attached files at the centre: kept part by part, given back, and proved."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from desktop_app.storage.attachments import Content, content_of
from desktop_app.sync import tables
from desktop_app.sync.database import driver_transaction

_part, _operation = tables.attachment_part, tables.operation
_OF_CONTENT = (_part.c.space == bindparam("space"), _part.c.hash == bindparam("hash"))
_HELD = select(_part.c.part).where(*_OF_CONTENT).order_by(_part.c.part)
_TAKE = "SELECT content FROM attachment_part WHERE space = %s AND hash = %s AND part >= %s AND part < %s ORDER BY part"


def held(engine: Engine, space: int, digest: bytes) -> list[int]:
    """The numbers of the parts of a content that the centre holds."""
    with engine.connect() as connection:
        return list(connection.scalars(_HELD, {"space": space, "hash": digest}))


def give(engine: Engine, space: int, digest: bytes, parts: Sequence[tuple[int, bytes]]) -> None:
    """Keeps parts of a content, all or none; those that are there already are left alone."""
    kind = postgresql if engine.dialect.name == "postgresql" else sqlite
    rows = [{"space": space, "hash": digest, "part": number, "content": content} for number, content in parts]
    with engine.begin() as connection:
        connection.execute(kind.insert(_part).on_conflict_do_nothing(), rows)


def take(engine: Engine, space: int, digest: bytes, first: int, count: int) -> list[bytes]:
    """Parts of a content from a number on; fewer where the centre does not hold so many."""
    values = (space, digest, first, first + count)
    if engine.dialect.name == "postgresql":
        # As text, which is what SQLAlchemy asks for, every byte would come as two.
        with driver_transaction(engine) as plain:
            return [content for (content,) in plain.execute(_TAKE, values, binary=True)]
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(_TAKE.replace("%s", "?"), values).scalars())


def damaged(engine: Engine, space: int) -> Iterator[int]:
    """Where the feed of a space first names each content that is complete here and does not fit its hash."""
    seen = set()
    with engine.connect() as connection:
        named = select(_operation.c.seq, _operation.c.body).where(
            _operation.c.space == space, _operation.c.kind == "dossier.attached"
        )
        for row in connection.execute(named.order_by(_operation.c.seq)).all():
            content = content_of(row.body)
            if content and content not in seen:
                seen.add(content)
                if not _fits(engine, space, content):
                    yield row.seq


def _fits(engine: Engine, space: int, content: Content) -> bool:
    """Whether a content fits its hash; one that has not arrived in full is not judged."""
    if held(engine, space, content.hash) != list(range(content.parts)):
        return True
    digest = hashlib.sha256()
    for number in range(content.parts):
        digest.update(take(engine, space, content.hash, number, 1)[0])
    return digest.digest() == content.hash
