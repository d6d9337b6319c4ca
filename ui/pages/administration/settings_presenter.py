"""The settings of the office, each from the day on which it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.administration import Administration
from desktop_app.domain.calendar_days import minute_to_text
from desktop_app.domain.errors import Refusal
from ui.pages.administration.saving import SavingPresenter
from ui.sentences import sentence
from ui.tasks import Tasks

CUTOFF = "rules.cutoff"


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The settings in force today as texts; `wrong` is the name of the one that was refused."""

    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    wrong: str = ""
    fault: str = ""


class SettingsPresenter(SavingPresenter[SettingsState]):
    """Reads and changes settings; what is not changed is not written."""

    def __init__(self, tasks: Tasks, actor: Actor, *, administration: Administration) -> None:
        super().__init__(tasks, SettingsState())
        self._actor = actor
        self._administration = administration

    def refresh(self) -> None:
        """Reads the settings again."""
        self._tasks.store(self, self._administration.settings, self._take)

    def save(self, typed: Mapping[str, str], since: date) -> None:
        """Sets what differs from what holds now, from a day on."""
        changes = {key: text for key, text in typed.items() if text != self.state.settings.get(key)}
        if not changes:
            return
        self._become(wrong="")
        work = partial(self._administration.change_settings, self._actor, changes, since)
        before = {key: self.state.settings.get(key, "") for key in changes}
        self._save(work, lambda _: self._take_saved(partial(self.save, before, since)))

    def _take(self, settings: Mapping[str, Any]) -> None:
        self._become(settings={key: _text(key, value) for key, value in settings.items()})

    def _take_saved(self, undo: Callable[[], None]) -> None:
        self.undoable.emit(self.tr("Đã lưu cài đặt. Mọi máy trạm của đơn vị sẽ nhận khi đồng bộ."), undo)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        key = error.parameters.get("key") if isinstance(error, Refusal) else None
        if isinstance(error, Refusal) and key:
            self._become(wrong=str(key))
            self._busy = False
            self._become(fault=sentence(error))
        else:
            super()._refused(error)


def _text(key: str, value: Any) -> str:
    if key == CUTOFF:
        return minute_to_text(value) if isinstance(value, int) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
