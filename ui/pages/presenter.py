"""What every presenter is: the keeper of one frozen state that a page draws."""

from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

S = TypeVar("S")


class Presenter(QObject, Generic[S]):
    """Holds the state of a page; `changed` comes after every change of it, on the GUI thread."""

    changed = Signal()

    def __init__(self, state: S) -> None:
        super().__init__()
        self.state: S = state

    def _become(self, **changes: Any) -> None:
        after = replace(self.state, **changes)  # type: ignore[type-var]  # states are frozen dataclasses
        if after != self.state:
            self.state = after
            self.changed.emit()
