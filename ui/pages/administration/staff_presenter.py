"""Who works here, with what rights."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from desktop_app.application.accounts import Accounts, Actor, StaffMember
from ui.pages.administration.saving import SavingPresenter
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class StaffState:
    """Everybody, and the one in hand; None begins somebody new."""

    staff: tuple[StaffMember, ...] = ()
    chosen: StaffMember | None = None
    fault: str = ""


class StaffPresenter(SavingPresenter[StaffState]):
    """Adds people, changes their rights, lets them go. Nobody is deleted: papers still name them."""

    def __init__(self, tasks: Tasks, actor: Actor, *, accounts: Accounts, now: Callable[[], datetime]) -> None:
        super().__init__(tasks, StaffState())
        self._actor = actor
        self._accounts = accounts
        self._now = now

    def refresh(self) -> None:
        """Reads the staff again."""
        self._tasks.store(self, self._accounts.staff, self._take)

    def choose(self, member: StaffMember | None) -> None:
        """Takes somebody in hand, or begins somebody new."""
        self._become(chosen=member, fault="")

    def save(self, member: StaffMember, password: str) -> None:
        """Writes somebody down; an empty password leaves the old one."""
        fault = self._fault(member)
        if fault:
            self._become(fault=fault)
            return
        at = self._now().isoformat()
        work = partial(self._accounts.put, self._actor, member, password or None, at)
        self._save(work, lambda _: self._take_saved(member))

    def _fault(self, member: StaffMember) -> str:
        new = self.state.chosen is None
        weaker = not member.active or not self._actor.roles <= member.roles
        faults = [
            (
                new and any(member.login == other.login for other in self.state.staff),
                self.tr("Đã có người dùng tên đăng nhập này."),
            ),
            (
                member.login == self._actor.login and weaker,
                self.tr("Không tự bỏ quyền của chính mình: hãy nhờ một quản trị khác."),
            ),
        ]
        return next((said for wrong, said in faults if wrong), "")

    def _take(self, staff: list[StaffMember]) -> None:
        chosen = self.state.chosen
        known = next((member for member in staff if chosen and member.login == chosen.login), chosen)
        self._become(staff=tuple(staff), chosen=known)

    def _take_saved(self, member: StaffMember) -> None:
        self._become(chosen=member)
        self.saved.emit(self.tr("Đã lưu {name}.").format(name=member.name))
        self.refresh()
