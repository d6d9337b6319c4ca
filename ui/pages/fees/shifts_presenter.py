"""Shifts that are over or under way: the own ones, for heads everybody's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.application.accounts import Accounts, Actor
from desktop_app.application.fees import CashSheet, Fees
from ui.pages.presenter import Presenter
from ui.tasks import Tasks

DAYS = 31


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One shift with its money and the name of who kept the drawer."""

    sheet: CashSheet
    clerk: str


@dataclass(frozen=True, slots=True)
class ShiftsState:
    """The shifts of the last DAYS days, newest first."""

    lines: tuple[ShiftLine, ...] = ()


class ShiftsPresenter(Presenter[ShiftsState]):
    """Lists shifts with what they took and what was counted."""

    def __init__(
        self, tasks: Tasks, actor: Actor, *, fees: Fees, accounts: Accounts, now: Callable[[], datetime]
    ) -> None:
        super().__init__(ShiftsState())
        self._tasks = tasks
        self._actor = actor
        self._fees = fees
        self._accounts = accounts
        self._now = now

    def refresh(self) -> None:
        """Reads the shifts again."""
        self._tasks.store(self, self._read, lambda lines: self._become(lines=lines))

    def _read(self) -> tuple[ShiftLine, ...]:
        names = {member.login: member.name for member in self._accounts.staff()}
        now = self._now()
        until = (now + timedelta(seconds=1)).isoformat()
        shifts = self._fees.shifts(self._actor, (now - timedelta(days=DAYS)).isoformat(), until)
        return tuple(ShiftLine(self._fees.sheet(shift.id), names.get(shift.clerk, shift.clerk)) for shift in shifts)
