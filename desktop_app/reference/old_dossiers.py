"""Tables of dossiers that other systems have written."""

from pathlib import Path

from desktop_app.application.import_rows import COLUMNS, REQUIRED
from desktop_app.domain.errors import Refusal
from desktop_app.reference.tables import Row, read_table


def read_dossiers(path: Path) -> list[tuple[int, Row]]:
    """The rows of a CSV or XLSX file with their numbers in it, by the names of `import_rows.COLUMNS`.

    Refusals: `import.unreadable` (path), `import.columns` (missing). OSError as the system raises it.
    """
    try:
        columns, rows = read_table(path, COLUMNS)
    except ValueError as error:
        raise Refusal("import.unreadable", path=str(path)) from error
    if rows and (missing := [COLUMNS[name][0] for name in REQUIRED if name not in columns]):
        raise Refusal("import.columns", missing=", ".join(missing))
    return rows
