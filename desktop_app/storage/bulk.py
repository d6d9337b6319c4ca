"""Writing many rows at once."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert


class Bulk:
    """An INSERT for many rows of plain values, which SQLAlchemy's own work per row would make twice as slow."""

    def __init__(self, statement: Insert, columns: Sequence[str]) -> None:
        compiled = statement.compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=list(columns))
        self._sql = str(compiled)
        self._values = itemgetter(*(compiled.positiontup or ()))

    def write(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Writes the rows, each with a value for every column; no rows are no statement."""
        if rows:
            connection.exec_driver_sql(self._sql, [self._values(row) for row in rows])
