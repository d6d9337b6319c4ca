"""How an answer to a person is made up."""

from collections.abc import Callable
from typing import NamedTuple

Say = Callable[[str], str]
"""Puts a Vietnamese sentence, or the template of one, into the language of who reads it; `str` leaves it as it is."""

KEPT = "Các hồ sơ đã lưu vẫn nguyên vẹn."
UNCHANGED = "Chưa có gì được ghi."


class Explanation(NamedTuple):
    """Up to three Vietnamese sentences; in `REFUSALS` with `{name}` where a parameter of the refusal stands."""

    what: str
    safe: str = ""
    todo: str = ""
