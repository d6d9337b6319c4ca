"""How payloads become text."""

import json
from typing import Any


def to_json(value: Any) -> str:
    """The one way in which payloads become text: compact, with Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
