"""How payloads become text."""

import json
from typing import Any

# Made once: json.dumps makes a new encoder for every text that is not in its default form.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> str:
    """The one way in which payloads become text: compact, with Vietnamese letters as they are."""
    return _ENCODER.encode(value)
