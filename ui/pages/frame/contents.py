"""What stands in the rail: the pages that one goes to, their names, keys and icons, and who has use for them."""

from dataclasses import dataclass

from desktop_app.application.intake import DESK
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from ui.language import say


@dataclass(frozen=True, slots=True)
class RailPage:
    """One page of the rail; `foot` stands at its lower end."""

    name: str
    title: str
    key: str
    icon: str
    foot: bool = False


# Who has use for a page, where not everybody has: what is done at the desk, and what is set up.
_DESK = frozenset(DESK)
_ROLES = {
    "intake": _DESK,
    "returning": _DESK,
    "handover": _DESK,
    "fees": _DESK,
    "administration": frozenset({Role.ADMINISTRATOR}),
}


def refusal_for(page: str, roles: frozenset[Role]) -> Refusal | None:
    """Why somebody with these roles is not led to a page, None where they are."""
    wanted = _ROLES.get(page)
    return Refusal("role.missing", needed=", ".join(sorted(wanted))) if wanted and not wanted & roles else None


def rail_pages(roles: frozenset[Role]) -> list[RailPage]:
    """The pages for somebody with these roles, from top to bottom; the window opens with the first."""
    pages = [
        RailPage("intake", say("Tiếp nhận"), "F2", "inbox"),
        RailPage("lookup", say("Tra cứu"), "F3", "search"),
        RailPage("returning", say("Trả kết quả"), "F6", "package-check"),
        RailPage("today", say("Hôm nay"), "F7", "calendar"),
        RailPage("handover", say("Bàn giao"), "F9", "arrow-right-left"),
        RailPage("fees", say("Phí, lệ phí"), "F10", "banknote"),
        RailPage("reports", say("Báo cáo"), "F11", "chart-column"),
        RailPage("administration", say("Quản trị"), "F12", "settings", foot=True),
        RailPage("sync", say("Đồng bộ"), "F8", "refresh-cw", foot=True),
        RailPage("help", say("Trợ giúp"), "Shift+F1", "circle-question-mark", foot=True),
    ]
    return [page for page in pages if refusal_for(page.name, roles) is None]
