"""What every refusal is called in front of a person: what happened, what is safe, what to do next."""

from collections.abc import Mapping
from typing import NamedTuple


class Explanation(NamedTuple):
    """Up to three Vietnamese sentences; texts with `{name}` places for the parameters of the refusal."""

    what: str
    safe: str = ""
    todo: str = ""


def explained(code: str, parameters: Mapping[str, object]) -> Explanation:
    """The sentences for a refusal with its parameters filled in; a code without sentences gets the general ones."""
    texts = REFUSALS.get(code, REFUSALS["unforeseen"])
    return Explanation(*(text.format_map(parameters) for text in texts))


REFUSALS: dict[str, Explanation] = {
    "unforeseen": Explanation(
        "Có lỗi ngoài dự kiến, việc vừa rồi chưa thực hiện được.",
        "Các hồ sơ đã lưu vẫn nguyên vẹn.",
        "Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm giờ xảy ra.",
    ),
}
