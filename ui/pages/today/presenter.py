"""What needs somebody today."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.application.accounts import Actor
from desktop_app.application.worklist import Board, WorkGroup, Worklist
from ui.pages.presenter import Presenter
from ui.tasks import Tasks

ORDER = (
    *("late", "due_soon", "apology", "online", "ready", "to_call"),
    *("supplement", "unanswered", "not_handed_over", "uncollected"),
)
"""The groups in the order of their urgency; what few have comes last and only where there is any."""
SELDOM = ("apology_unprinted", "proposals", "problems")


@dataclass(frozen=True, slots=True)
class TodayState:
    """The board of one moment, the group that is looked at, and the dossiers that a person took off its list."""

    board: Board | None = None
    chosen: str = ""
    left_out: frozenset[str] = frozenset()

    @property
    def groups(self) -> tuple[WorkGroup, ...]:
        """The groups that are shown."""
        if self.board is None:
            return ()
        found = {group.name: group for group in self.board.groups}
        shown = [found[name] for name in ORDER if name in found]
        return (*shown, *(found[name] for name in SELDOM if name in found and found[name].count))

    @property
    def group(self) -> WorkGroup | None:
        """The group that is looked at."""
        group = next((group for group in self.groups if group.name == self.chosen), None)
        if group is None or not self.left_out:
            return group
        rows = tuple(row for row in group.rows if row.id not in self.left_out)
        return WorkGroup(group.name, group.count - len(group.rows) + len(rows), rows)


class TodayPresenter(Presenter[TodayState]):
    """Reads the work list and keeps the group that the person looks at."""

    def __init__(self, tasks: Tasks, worklist: Worklist, actor: Actor) -> None:
        super().__init__(TodayState())
        self._tasks = tasks
        self._worklist = worklist
        self._actor = actor

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Reads the board again; without a choice the most urgent group that is not empty is shown."""

        def take(board: Board) -> None:
            self._become(board=board)
            if self.state.group is None:
                full = [group.name for group in self.state.groups if group.count]
                self._become(chosen=full[0] if full else ORDER[0])
            if then is not None:
                then()

        self._tasks.run(self, lambda _reporter: self._worklist.board(self._actor), take)

    def choose(self, name: str) -> None:
        """Looks at another group."""
        self._become(chosen=name, left_out=frozenset())

    def leave_out(self, dossier_id: str) -> None:
        """Takes a dossier off the list that is looked at, until it is looked at again."""
        self._become(left_out=self.state.left_out | {dossier_id})
