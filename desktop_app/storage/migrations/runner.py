"""Brings a store from any earlier format to today's, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

HERE = Path(__file__).parent


def config(connection: Connection) -> Config:
    """The settings under which alembic works on this open connection."""
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings


def upgrade(engine: Engine, target: int) -> None:
    """Runs every migration up to format `target`: all of them or none, also when the power goes in the middle."""
    with engine.connect().execution_options(begin="EXCLUSIVE") as connection, connection.begin():
        command.upgrade(config(connection), f"{target:04d}")
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")
