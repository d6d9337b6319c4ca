"""How an answer to a person is made up."""

from typing import NamedTuple

KEPT = "Các hồ sơ đã lưu vẫn nguyên vẹn."
UNCHANGED = "Chưa có gì được ghi."


class Explanation(NamedTuple):
    """Up to three Vietnamese sentences; in `REFUSALS` with `{name}` where a parameter of the refusal stands."""

    what: str
    safe: str = ""
    todo: str = ""
