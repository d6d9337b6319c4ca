"""What the program tells a person without stopping them: notices that are read in passing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.language import say
from ui.soon import soon
from ui.tokens import Tone

UNDO_KEY = "Ctrl+Z"
UNDO_LIFETIME = 15_000
"""Milliseconds that the offer to undo stands; the key undoes the last act for longer, until there is another one."""

LIFETIME = 6_000
"""Milliseconds that good news and information stay; doubts and faults stay until they are put away."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: what happened, and below it what is safe and what to do; at most one action.

    `refusal` where the program would not do what was asked: it is answered by what is done next.
    """

    text: str
    tone: Tone = Tone.INFO
    detail: str = ""
    action_text: str = ""
    action: Callable[[], None] | None = field(default=None, compare=False)
    action_key: str = ""
    refusal: bool = False


class Notices(QObject):
    """The notices that stand now, newest last, never two that say the same and never more than three."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.standing: list[Notice] = []
        self._undo: tuple[Notice, Callable[[], object]] | None = None

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Tells what was done, with the way back; the offer before it is gone."""
        self.end_undo()
        action_text = say("Hoàn tác")
        notice = self.tell(text, action_text=action_text, action=self.undo, action_key=UNDO_KEY)
        self._undo = (notice, undo)

    @property
    def undoable(self) -> bool:
        """Whether there is an act that can be taken back."""
        return self._undo is not None

    def end_undo(self) -> None:
        """Takes the offer to undo away: what was done since stands on it."""
        if self._undo is not None:
            self.put_away(self._undo[0])
            self._undo = None

    def undo(self) -> None:
        """Takes the last act back that can be taken back, once."""
        if self._undo is not None:
            (notice, undo), self._undo = self._undo, None
            self.put_away(notice)
            undo()

    def tell(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        detail: str = "",
        action_text: str = "",
        action: Callable[[], None] | None = None,
        action_key: str = "",
        refusal: bool = False,
    ) -> Notice:
        """Shows a notice; one that says the same as a standing one takes its place, good news that of refusals."""
        notice = Notice(text, tone, detail, action_text, action, action_key, refusal)
        if tone is Tone.GOOD:
            self.put_away_refusals()
        self.standing = [*(other for other in self.standing if other != notice), notice][-3:]
        if tone in {Tone.INFO, Tone.GOOD, Tone.NEUTRAL}:
            lifetime = UNDO_LIFETIME if action else LIFETIME
            soon(self, partial(self.put_away, notice), lifetime)
        self.changed.emit()
        return notice

    def put_away(self, notice: Notice) -> None:
        """Removes this very notice; a later one with the same words stays."""
        left = [other for other in self.standing if other is not notice]
        if len(left) < len(self.standing):
            self.standing = left
            self.changed.emit()

    def put_away_refusals(self) -> None:
        """Removes what was refused: something else is being done now, and the words would be read as about that."""
        for notice in [one for one in self.standing if one.refusal]:
            self.put_away(notice)

    def put_away_newest(self) -> bool:
        """Removes the newest notice and tells whether there was one."""
        if not self.standing:
            return False
        self.put_away(self.standing[-1])
        return True
