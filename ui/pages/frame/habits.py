"""What a person does most at this machine, and which keys they have been told of."""

import json
from collections import Counter
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop_app.application.machine import Machine
from ui.language import say
from ui.notices import Notices
from ui.tasks import Tasks
from ui.widgets.button import key_text

HABITS_OF = "habits.{login}"
MOST = 40
"""Actions whose uses are counted; what is used least is forgotten first."""


class Habits(QObject):
    """Counts what is chosen in the palette, and tells the key of an action once, when its button is clicked."""

    def __init__(self, tasks: Tasks, machine: Machine, notices: Notices, login: str) -> None:
        super().__init__()
        self._tasks = tasks
        self._machine = machine
        self._notices = notices
        self._key = HABITS_OF.format(login=login)
        self._used: Counter[str] = Counter()
        self._taught: set[str] = set()
        tasks.store(self, partial(machine.value, self._key), self._take)

    def uses(self, action: QAction) -> int:
        """How often this was chosen in the palette."""
        return self._used[_name(action)]

    def choose(self, action: QAction) -> None:
        """Does what was chosen in the palette, and counts it."""
        self._used[_name(action)] += 1
        self._used = Counter(dict(self._used.most_common(MOST)))
        self._keep()
        action.trigger()

    def teach(self, action: QAction) -> None:
        """The mouse has done what a key does: the key is named, once."""
        keys = key_text(action.shortcut())
        if keys and _name(action) not in self._taught:
            self._taught.add(_name(action))
            self._keep()
            self._notices.tell(say("Phím {keys}: {action}").format(keys=keys, action=action.text()))

    def _take(self, kept: str) -> None:
        known = json.loads(kept) if kept else {}
        self._used.update(known.get("used", {}))
        self._taught |= set(known.get("taught", ()))

    def _keep(self) -> None:
        text = json.dumps({"used": self._used, "taught": sorted(self._taught)}, ensure_ascii=False)
        self._tasks.store(self, partial(self._machine.remember, self._key, text), lambda _: None)


def _name(action: QAction) -> str:
    """What the action is known by: its words at first, which may follow the state of a page later."""
    return action.toolTip()
