"""What each refusal and each fault is called in front of a person: what happened, what is safe, what to do."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_app.domain.errors import Refusal

CONTEXT = "sentences"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Up to three sentences about a failure; `unforeseen` when only a programmer could say more."""

    what: str
    safe: str = ""
    todo: str = ""
    unforeseen: bool = False


def explain(error: BaseException) -> Explanation:
    """The sentences for any exception; parameters of a refusal are filled in."""
    if isinstance(error, Refusal) and error.code in REFUSALS:
        return Explanation(*_said(REFUSALS[error.code], error.parameters))
    return Explanation(*_said(UNFORESEEN, {}), unforeseen=True)


def sentence(error: Refusal) -> str:
    """The first sentence for a refusal, as it stands beside a field."""
    return explain(error).what


def _said(texts: tuple[object, ...], parameters: dict[str, object]) -> tuple[str, str, str]:
    said = [QCoreApplication.translate(CONTEXT, str(text)).format_map(parameters) for text in texts]
    what, safe, todo = [*said, "", ""][:3]
    return what, safe, todo


UNFORESEEN: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("sentences", "Có lỗi ngoài dự kiến, việc vừa rồi chưa thực hiện được."),
    QT_TRANSLATE_NOOP("sentences", "Các hồ sơ đã lưu vẫn nguyên vẹn."),
    QT_TRANSLATE_NOOP("sentences", "Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm giờ xảy ra."),
)

REFUSALS: dict[str, tuple[object, ...]] = {}
