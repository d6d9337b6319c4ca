"""What the reception desk says about the parts of its form."""

from desktop_app.application.appointments import limit_to_data
from desktop_app.application.procedures import FeeSpec
from desktop_app.domain.deadlines_terms import TimeLimit
from desktop_app.words import labels
from ui.language import say
from ui.pages.intake.sheet import ADDED, OFTEN, SHOWN, SOMETIMES, FeeEntry
from ui.pages.words import dong


def missing_sentence(part: str) -> str:
    """What is still needed at this part, as it stands beside its field."""
    return {
        "owner.number": say("Cần số này."),
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
        "owner.name": say("tên chủ hồ sơ"),
        "owner.birth": say("ngày sinh"),
        "proxy.number": say("số định danh người nộp thay"),
        "proxy.name": say("họ tên người nộp thay"),
        "procedure": say("thủ tục"),
        "papers": say("giấy tờ"),
        "fee": say("lệ phí"),
    }[part]


def paper_note(*, only_shown: bool, fault: str) -> str:
    """What stands behind the name of a paper."""
    shown = say("chỉ xuất trình") if only_shown else ""
    return say("KHÔNG ĐẠT: {fault}").format(fault=fault) if fault else shown


def fee_text(fee: FeeEntry) -> str:
    """What is paid and when, or why not; empty where nothing was said about it."""
    if fee.exempt_reason:
        return say("Được miễn: {reason}").format(reason=fee.exempt_reason)
    if not fee.amount:
        return ""
    due = say(labels.FEE_TIMES[fee.when]).lower() if fee.when != "reception" else ""
    return " · ".join(part for part in (dong(fee.amount), due) if part)


def rate_title(rate: FeeSpec) -> str:
    """What is paid, in a word: "2.000 đồng/trang", "10 USD/bản", "Miễn"."""
    if rate.free:
        return say("Miễn")
    if not rate.amount and not rate.other:
        return say("Không có mức chung" if rate.amount is None else "Không thu")
    sum_of_money = rate.other or dong(rate.amount or 0)
    return f"{sum_of_money}/{rate.per}" if rate.per else sum_of_money


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
