"""What the reception desk says about the parts of its form."""

from desktop_app.application.appointments import limit_to_data
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.words import labels
from ui.language import say
from ui.pages.intake.sheet import ADDED, OFTEN, SHOWN, SOMETIMES


def missing_sentence(part: str) -> str:
    """What is still needed at this part, as it stands beside its field."""
    return {
        "owner.number": say("Cần số định danh của chủ hồ sơ."),
        "owner.name": say("Cần tên của chủ hồ sơ."),
        "proxy.number": say("Cần số định danh của người nộp thay."),
        "proxy.name": say("Cần tên của người nộp thay."),
        "procedure": say("Chọn thủ tục."),
        "papers": say("Chưa chọn giấy tờ nào. Space chọn từng loại, A tất cả; không có giấy tờ thì bấm Enter lần nữa."),
    }[part]


def part_name(part: str) -> str:
    """The part in a list of what is missing or doubtful."""
    if part.startswith("others"):
        return say("người cùng nộp")
    return {
        "owner.number": say("số định danh"),
        "owner.name": say("họ tên"),
        "proxy.number": say("số định danh người nộp thay"),
        "proxy.name": say("họ tên người nộp thay"),
        "procedure": say("thủ tục"),
        "papers": say("thành phần hồ sơ"),
    }[part]


def paper_note(*, only_shown: bool, fault: str) -> str:
    """What stands behind the name of a paper."""
    shown = say("chỉ xuất trình") if only_shown else ""
    return say("KHÔNG ĐẠT: {fault}").format(fault=fault) if fault else shown


def group_heading(group: str) -> str:
    """What stands over the papers of a group: the case that asks for them, or a word of ours."""
    ours = {
        OFTEN: say("Hay dùng ở đây"),
        SOMETIMES: say("Tùy trường hợp"),
        SHOWN: say("Chỉ xuất trình, không thu"),
        ADDED: say("Giấy tờ khác"),
    }
    return ours.get(group, group)


def limit_text(limit: TimeLimit | None) -> str:
    """The term as printed, empty without one."""
    return labels.term(limit_to_data(limit), say)
