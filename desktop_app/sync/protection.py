"""Who may do what at a PostgreSQL centre: groups, one role for each station or system, rows by space.

The owner of the tables, who runs `init` and `upgrade`, is bound by none of it. docs/central-database.md tells the rest.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine

from desktop_app.domain.errors import Refusal
from desktop_app.sync.database import driver_transaction
from desktop_app.sync.protection_sql import READER, STATION, WRITER, statements

_ROLE = re.compile("[a-z][a-z0-9_]{0,62}")


class Kind(StrEnum):
    """What a role is for: a workstation of one office; reading the views; reading them and saying steps."""

    STATION = STATION
    READER = READER
    WRITER = WRITER


def protect(engine: Engine) -> bool:
    """Makes PostgreSQL keep stations and other systems to what is theirs; False where the centre is no PostgreSQL.

    Repeated, it puts back what was changed by hand. Refusal("central.rights") for a role that may not do it, and
    ("central.schema_open", schema=, owner=) where every account may make tables among those of the centre and its owner
    cannot forbid it (PostgreSQL 14).
    """
    with engine.connect() as connection, connection.begin():
        if not _can_be_protected(connection):
            return False
    with _administering(engine) as plain:
        for kind in Kind:
            if not _exists(plain, kind):
                plain.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(kind)))
        asked = "SELECT quote_ident(current_schema()), quote_ident(current_database()), quote_ident(current_user)"
        schema, database, owner = plain.execute(asked).fetchone()
        for statement in statements(schema, database):
            plain.execute(statement)
        # Taking a right away that somebody else has given does nothing, and says so in a notice that nobody reads.
        if plain.execute("SELECT has_schema_privilege(%s, current_schema(), 'CREATE')", [Kind.READER]).fetchone()[0]:
            raise Refusal("central.schema_open", schema=schema, owner=owner)
    return True


def is_protected(engine: Engine) -> bool:
    """Whether rows are kept apart by the database."""
    if engine.dialect.name != "postgresql":
        return False
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT relrowsecurity FROM pg_class WHERE oid = 'operation'::regclass")
        return bool(found.scalar())


def allow(engine: Engine, role: str, kind: Kind, space: int) -> str:
    """Makes a role of the database that may do what its kind may, for one space; gives its new password.

    For one that was made here before, kind, space and password are new. Only the verifier (SCRAM) reaches the server.
    Refusal("central.role", role=), ("central.role_taken", role=) for one that was made elsewhere, ("central.rights").
    """
    if not _ROLE.fullmatch(role):
        raise Refusal("central.role", role=role)
    password = secrets.token_urlsafe(24)
    with _administering(engine) as plain:
        known = plain.execute("SELECT 1 FROM role_space WHERE role = %s", [role]).fetchone()
        if not known and _exists(plain, role):
            raise Refusal("central.role_taken", role=role)
        verifier = plain.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        name = sql.Identifier(role)
        make = sql.SQL("ALTER" if known else "CREATE")
        plain.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(make, name, sql.Literal(verifier)))
        for group in Kind:
            verb = "GRANT {} TO {}" if group is kind else "REVOKE {} FROM {}"
            plain.execute(sql.SQL(verb).format(sql.Identifier(group), name))
        plain.execute(
            "INSERT INTO role_space VALUES (%s, %s) ON CONFLICT (role) DO UPDATE SET space = excluded.space",
            [role, space],
        )
    return password


def forbid(engine: Engine, role: str) -> None:
    """Takes a role away that `allow` made, and ends its connections; Refusal("central.role_unknown", role=)."""
    with _administering(engine) as plain:
        if not plain.execute("DELETE FROM role_space WHERE role = %s", [role]).rowcount:
            raise Refusal("central.role_unknown", role=role)
        name = sql.Identifier(role)
        plain.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(name))
        # Only members of a role may end its connections.
        plain.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))
        plain.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [role])
        plain.execute(sql.SQL("DROP ROLE {}").format(name))


@contextmanager
def _administering(engine: Engine) -> Iterator[Any]:
    try:
        with driver_transaction(engine) as plain:
            yield plain
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refusal("central.rights") from error


def _can_be_protected(connection: Connection) -> bool:
    if connection.dialect.name != "postgresql":
        return False
    # Engines that only speak PostgreSQL's language say another name here, or have no procedures.
    found = connection.exec_driver_sql("SELECT version(), (SELECT count(*) FROM pg_language WHERE lanname = 'plpgsql')")
    version, procedures = found.one()
    return str(version).startswith("PostgreSQL") and procedures > 0


def _exists(plain: Any, role: str) -> bool:
    return plain.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None
