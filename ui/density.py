"""How high the rows of lists are; known before there is any list."""

from PySide6.QtCore import QCoreApplication

COMFORTABLE, COMPACT = "comfortable", "compact"
ROW_HEIGHTS = {COMFORTABLE: 36, COMPACT: 28}
_PROPERTY = "rows"


def choose_rows(density: str) -> None:
    """Says how high rows are where a table is not told, for tables to come."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, density)


def chosen_rows() -> str:
    """How high rows are where a table is not told."""
    app = QCoreApplication.instance()
    return str((app.property(_PROPERTY) if app is not None else "") or COMFORTABLE)
