"""Everybody who applies together with the owner, one a line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from ui.pages.intake.sheet import PersonEntry
from ui.theme import px
from ui.widgets.field import Field

HEIGHT = 54


class TogetherField(Field):
    """Names with their numbers behind them; long lists come with names alone."""

    edited = Signal(object)

    def __init__(self) -> None:
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(px(HEIGHT))
        super().__init__(self.tr("Người cùng nộp"), self.lines, self.tr("mỗi dòng: họ tên, số định danh"))
        self._shown: tuple[PersonEntry, ...] = ()
        self.lines.textChanged.connect(self._tell)

    def show_people(self, people: tuple[PersonEntry, ...]) -> None:
        """Shows these people; what the person is typing stays as it is typed."""
        if people != self._shown:
            self._shown = people
            self.lines.setPlainText("\n".join(line_of(person) for person in people))

    def _tell(self) -> None:
        people = tuple(person_of(line, self._shown) for line in self.lines.toPlainText().splitlines() if line.strip())
        if people != self._shown:
            self._shown = people
            self.edited.emit(people)


def line_of(person: PersonEntry) -> str:
    """A person as one line."""
    return ", ".join(part for part in (person.name, person.number) if part)


def person_of(line: str, known: tuple[PersonEntry, ...]) -> PersonEntry:
    """The person of a line: the digits at its end are the number; what was known of this person is kept."""
    name, _, last = line.strip().replace(";", ",").rpartition(",")
    number = "".join(last.split())
    if not name or not number.replace(".", "").isdigit():
        name, number = line.strip(), ""
    found = next((person for person in known if (person.name, person.number) == (name.strip(), number)), None)
    return found or PersonEntry(name=name.strip(" ,;"), number=number)
