"""Catalogues of procedures from files: read row by row, taken as a whole or not at all."""

import json
from typing import Any

from desktop_app.paths import resource


def starting_catalogue() -> list[dict[str, Any]]:
    """The procedures of a commune-level centre as the national portal published them, with source and date each."""
    records: list[dict[str, Any]] = json.loads(resource("catalogue/procedures.json").read_text(encoding="utf-8"))
    return records
