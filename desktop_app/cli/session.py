"""What every command stands on: the data directory, who acts, and what a command answers with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.application.accounts import Actor
    from desktop_app.application.office import Office

Open = Callable[[], "Office"]
Make = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: one JSON document for programs, lines for people; `failed` ends the command with 1."""

    data: Mapping[str, Any]
    lines: Sequence[str] = field(default=())
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """What only the window can do, handed in from the program's start: the command line itself knows no Qt.

    `open` shows the window until it is closed: it is given how to open the office, how to make a practice office, and
    the data directory. `capture` draws every page of an office off screen into a directory and answers with the files.
    `kiosk` shows the look-up kiosk until staff close it.
    """

    open: Callable[[Open, Make, Path], int]
    capture: Callable[[Path, Path], Sequence[Path]]
    kiosk: Callable[[Open, Path], int]


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the program: where its data lie, on whose behalf it acts, how it tells people what takes long."""

    directory: Path
    login: str
    counter: Counter
    tell: Callable[[str], None]

    @contextmanager
    def office(self) -> Iterator["Office"]:
        """The office of the data directory, closed at the end. Refusals: those of `bootstrap.open_office`."""
        # Databases cost a fifth of a second that a question for help need not pay.
        from desktop_app.bootstrap import open_office  # noqa: PLC0415

        office = open_office(self.directory)
        try:
            yield office
        finally:
            office.close()

    def actor(self, office: "Office") -> "Actor":
        """Who acts: the member of staff named by --as, or the console."""
        from desktop_app.application.accounts import Actor  # noqa: PLC0415 - see office
        from desktop_app.domain.states import Role  # noqa: PLC0415

        # Whoever can read the key file can do everything with the store, so the console need not pretend otherwise.
        return office.accounts.actor(self.login) if self.login else Actor("console", "Dòng lệnh", frozenset(Role))
