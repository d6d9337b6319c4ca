"""Brings a central database from any earlier format to today's, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Runs every migration that is missing: all of them or none."""
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        command.upgrade(_config(connection), "head")


def formats(engine: Engine) -> tuple[str | None, str]:
    """The format of the database (None before `init`) and the newest one known here."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        newest = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return found, str(newest)


def _config(connection: Connection) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings
