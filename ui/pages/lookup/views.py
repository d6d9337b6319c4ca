"""Filters that a desk uses again and again, kept on this machine and called up with one key."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop_app.application.machine import LOOKUP_VIEWS, Machine
from ui.language import say
from ui.pages.lookup.presenter import LookupState
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.lines import Lines
from ui.widgets.text import Text

MOST = 6
GROUPS = {"work": "Đang giải quyết", "paused": "Tạm dừng", "ready": "Có kết quả", "closed": "Đã xong"}
PERIODS = {"today": "Hôm nay", "week": "7 ngày", "month": "31 ngày"}


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for: text, state, time and procedure. Its name says what it asks."""

    text: str = ""
    group: str = "all"
    period: str = "any"
    procedure_code: str = ""
    procedure_title: str = ""

    @property
    def name(self) -> str:
        """What it asks for in a few words; nothing for everything."""
        text = f"“{self.text}”" if self.text else ""
        parts = (text, say(GROUPS.get(self.group, "")), say(PERIODS.get(self.period, "")), self.procedure_title)
        return " · ".join(part for part in parts if part)


def view_of(state: LookupState) -> View:
    """What stands in the field and in the filters."""
    return View(state.text.strip(), state.group, state.period, state.procedure_code, state.procedure_title)


class SavedViews(QObject):
    """The kept views of this machine; `changed` comes after every change."""

    changed = Signal()

    def __init__(self, tasks: Tasks, machine: Machine) -> None:
        super().__init__()
        self.views: tuple[View, ...] = ()
        self._tasks = tasks
        self._machine = machine
        self._read = False

    def read(self) -> None:
        """Reads what was kept, once."""
        if not self._read:
            self._read = True
            self._tasks.store(self, partial(self._machine.value, LOOKUP_VIEWS), self._take)

    def turn(self, view: View) -> None:
        """Keeps a view, or forgets it where it is kept; of more than six the oldest goes."""
        kept = [one for one in self.views if one != view]
        if len(kept) == len(self.views) and view.name:
            kept.append(view)
        self.views = tuple(kept[-MOST:])
        text = json.dumps([asdict(one) for one in self.views], ensure_ascii=False)
        self._tasks.store(self, partial(self._machine.remember, LOOKUP_VIEWS, text), lambda _: None)
        self.changed.emit()

    def _take(self, text: str) -> None:
        # What another version has written differently is forgotten: it is made again with one key.
        with suppress(ValueError, TypeError):
            self.views = tuple(View(**one) for one in json.loads(text or "[]"))
        self.changed.emit()


class ViewsBar(QWidget):
    """The kept views as buttons with their keys, and the one that keeps what is asked for now."""

    chosen = Signal(int)

    def __init__(self, keep: QAction) -> None:
        super().__init__()
        self._keep = keep
        self._buttons = [Button("", "quiet", icon="bookmark", key=f"Alt+{place + 1}") for place in range(MOST)]
        self._name = Text(self.tr("Bộ lọc đã lưu"), "caption")
        line = Lines(4)
        self.setLayout(line)
        line.add(self._name)
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._tell, place))
            line.add(button)
        self._keep_button = Button.of(keep, "quiet", icon="plus")
        line.add(self._keep_button)

    def show_views(self, views: Sequence[View], now: View) -> None:
        """Draws the kept views; the one that is asked for now is marked."""
        self._name.setVisible(bool(views))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(views))
            if place < len(views):
                button.show_text(views[place].name)
                button.set_kind("secondary" if views[place] == now else "quiet")
        kept = now in views
        self._keep.setText(self.tr("Bỏ bộ lọc này") if kept else self.tr("Lưu bộ lọc này"))
        self._keep_button.show_icon("x" if kept else "plus")
        self._keep.setEnabled(bool(now.name))

    def _tell(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(place)
