"""What stands in the rail: the pages that one goes to, their names, keys and icons, and who has use for them."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.states import Role

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RailPage:
    """One page of the rail; `foot` stands at its lower end, `roles` empty means everybody."""

    name: str
    title: str
    key: str
    icon: str
    foot: bool = False
    roles: frozenset[Role] = frozenset()


def rail_pages(roles: frozenset[Role]) -> list[RailPage]:
    """The pages for somebody with these roles, from top to bottom."""
    pages = [
        RailPage("intake", translate("rail", "Tiếp nhận"), "F2", "inbox"),
        RailPage("lookup", translate("rail", "Tra cứu"), "F3", "search"),
        RailPage("returning", translate("rail", "Trả kết quả"), "F6", "package-check"),
        RailPage("today", translate("rail", "Hôm nay"), "F7", "calendar"),
        RailPage("handover", translate("rail", "Bàn giao"), "F9", "arrow-right-left"),
        RailPage("fees", translate("rail", "Phí, lệ phí"), "F10", "banknote"),
        RailPage("reports", translate("rail", "Báo cáo"), "F11", "chart-column"),
        RailPage(
            "administration",
            translate("rail", "Quản trị"),
            "F12",
            "settings",
            foot=True,
            roles=frozenset({Role.ADMINISTRATOR}),
        ),
        RailPage("sync", translate("rail", "Đồng bộ"), "F8", "refresh-cw", foot=True),
        RailPage("help", translate("rail", "Trợ giúp"), "Shift+F1", "circle-question-mark", foot=True),
    ]
    return [page for page in pages if not page.roles or page.roles & roles]
