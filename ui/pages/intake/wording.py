"""What the reception desk says about the parts of its form."""

from PySide6.QtCore import QCoreApplication

from desktop_app.application.appointments import limit_to_data
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.words import labels

translate = QCoreApplication.translate


def missing_sentence(part: str) -> str:
    """What is still needed at this part, as it stands beside its field."""
    return {
        "owner.number": translate("intake", "Cần số định danh của chủ hồ sơ."),
        "owner.name": translate("intake", "Cần tên của chủ hồ sơ."),
        "proxy.number": translate("intake", "Cần số định danh của người nộp thay."),
        "proxy.name": translate("intake", "Cần tên của người nộp thay."),
        "procedure": translate("intake", "Chọn thủ tục."),
    }[part]


def part_name(part: str) -> str:
    """The part in a list of what is missing or doubtful."""
    if part.startswith("others"):
        return translate("intake", "người cùng nộp")
    return {
        "owner.number": translate("intake", "số định danh"),
        "owner.name": translate("intake", "họ tên"),
        "proxy.number": translate("intake", "số định danh người nộp thay"),
        "proxy.name": translate("intake", "họ tên người nộp thay"),
        "procedure": translate("intake", "thủ tục"),
    }[part]


def paper_note(*, only_shown: bool, fault: str) -> str:
    """What stands behind the name of a paper."""
    shown = translate("intake", "chỉ xuất trình") if only_shown else ""
    return translate("intake", "KHÔNG ĐẠT: {fault}").format(fault=fault) if fault else shown


def limit_text(limit: TimeLimit | None) -> str:
    """The term as printed, empty without one."""
    return labels.term(limit_to_data(limit))
