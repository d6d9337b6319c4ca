"""What the command palette finds: what can be done here, procedures to receive, dossiers to open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop_app.application.lookup import Found
from desktop_app.application.procedures import Procedure
from ui.language import say
from ui.pages import words
from ui.pages.frame.contents import refusal_for
from ui.pages.frame.habits import Habits
from ui.pages.frame.parts import Parts
from ui.pages.requests import Begin
from ui.shortcuts import Shortcuts
from ui.widgets.button import key_text
from ui.widgets.choice_list import Choice
from ui.widgets.command_palette import Deliver, Provider, best_matches, guesses

LEAST_TYPED = 2


class Finder(QObject):
    """Answers the palette from the window's actions, the catalogue and the store."""

    def __init__(
        self,
        parts: Parts,
        shortcuts: Shortcuts,
        habits: Habits,
        *,
        begin: Callable[[Begin], None],
        open_dossier: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._parts = parts
        self._shortcuts = shortcuts
        self._habits = habits
        self._begin = begin
        self._open_dossier = open_dossier

    def providers(self) -> list[Provider]:
        """Where the palette looks, in the order in which it shows what it finds."""
        receives = refusal_for("intake", self._parts.actor.roles) is None
        return [self.actions, self.dossiers, *([self.procedures] if receives else []), self.guesses]

    def actions(self, text: str, deliver: Deliver) -> None:
        """What can be done now, with its key; among equals what this person does most comes first."""
        deliver(best_matches(text, self._actions()))

    def guesses(self, text: str, deliver: Deliver) -> None:
        """What can be done and has the typed letters in it, after all else: a name must not lock the screen."""
        if found := guesses(text, self._actions()):
            # The store answers one after the other: by then it has said which dossiers and procedures there are.
            self._parts.tasks.store(self, lambda: found, deliver)

    def _actions(self) -> list[Choice]:
        group = say("Thao tác")
        return [
            Choice(
                partial(self._habits.choose, action),
                action.text(),
                keys=key_text(action.shortcut()),
                icon=action.objectName() or "arrow-right",
                group=group,
            )
            for action in sorted(self._shortcuts.reachable(), key=self._habits.uses, reverse=True)
        ]

    def procedures(self, text: str, deliver: Deliver) -> None:
        """Procedures that a dossier can be received for."""
        if len(text.strip()) >= LEAST_TYPED:
            work = partial(self._parts.office.procedures.find, text, 8)
            self._parts.tasks.store(self, work, lambda found: deliver([self._procedure(one) for one in found]))

    def dossiers(self, text: str, deliver: Deliver) -> None:
        """Dossiers by code, number, phone or name."""
        if len(text.strip()) >= LEAST_TYPED:
            work = partial(self._parts.office.lookup.find, text, 8)
            self._parts.tasks.store(self, work, lambda found: deliver(self._dossiers(found)))

    def _procedure(self, procedure: Procedure) -> Choice:
        group = say("Tiếp nhận thủ tục")
        begin = partial(self._begin, Begin(procedure_code=procedure.code))
        return Choice(begin, procedure.title, procedure.field_name, procedure.code, icon="file-text", group=group)

    def _dossiers(self, found: Found) -> list[Choice]:
        group = say("Hồ sơ")
        rows = found.person.rows if found.person else found.rows
        choices = [
            Choice(
                partial(self._open_dossier, row.id),
                row.owner_name,
                row.procedure_name,
                f"{row.label} · {words.state_text(row.state)}",
                icon="inbox",
                group=group,
            )
            for row in rows
        ]
        if found.dossier_id:
            name = say("Mở hồ sơ này")
            choices.insert(0, Choice(partial(self._open_dossier, found.dossier_id), name, icon="inbox", group=group))
        return choices
