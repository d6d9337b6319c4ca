"""Dossiers out to other systems and in from them, as files."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.national import as_file
from desktop_app.application.office import Office
from desktop_app.application.ports import DossierQuery
from desktop_app.domain.errors import Refusal, RowFault
from desktop_app.domain.states import Role
from ui.notices import Notices
from ui.pages import words
from ui.pages.reports.period import Period
from ui.sentences import explain, sentence
from ui.tasks import Tasks
from ui.tokens import Tone

MOST_FAULTS = 12


class Transfer(QObject):
    """Writes the dossiers of a period for the national systems, takes those of another program over: all or none."""

    brought = Signal()

    def __init__(self, tasks: Tasks, actor: Actor, office: Office, notices: Notices) -> None:
        super().__init__()
        self._tasks = tasks
        self._actor = actor
        self._office = office
        self._notices = notices

    @property
    def may_import(self) -> bool:
        """Whether this person may take dossiers of other systems over."""
        return Role.ADMINISTRATOR in self._actor.roles

    def export(self, period: Period, path: Path) -> None:
        """Writes the dossiers received in the period under the national field names."""
        self._tasks.run(self, lambda _reporter: self._write(period, path), partial(self._written, path))

    def bring(self, path: Path) -> None:
        """Takes over the dossiers of a table; every row that cannot be taken is named, and then none is."""
        self._tasks.run(self, lambda _reporter: self._office.read_dossiers(path), self._take_rows, self._refused)

    def _write(self, period: Period, path: Path) -> int:
        since, until = words.bounds(period.first, period.last)
        documents = self._office.national.dossiers(DossierQuery(received_from=since, received_to=until))
        content, count = as_file(documents)
        path.write_bytes(content)
        return count

    def _written(self, path: Path, count: int) -> None:
        said = self.tr("Đã xuất {count} hồ sơ vào {name}.").format(count=words.number(count), name=path.name)
        self._notices.tell(said, Tone.GOOD)

    def _take_rows(self, rows: list[tuple[int, Any]]) -> None:
        self._tasks.store(self, partial(self._office.imports.bring, self._actor, rows), self._taken, self._refused)

    def _taken(self, imported: Any) -> None:
        said = self.tr("Đã nhập {added} hồ sơ; {known} hồ sơ đã có từ trước.")
        self._notices.tell(said.format(added=imported.added, known=imported.known), Tone.GOOD)
        self.brought.emit()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        rows = error.parameters.get("rows", ())
        faults = [fault for fault in rows if isinstance(fault, RowFault)] if isinstance(rows, tuple) else []
        line = self.tr("Dòng {row}: {what}")
        lines = [line.format(row=one.row, what=sentence(Refusal(one.code, **one.parameters))) for one in faults]
        explanation = explain(error)
        detail = "\n".join([*lines[:MOST_FAULTS], "…"] if len(lines) > MOST_FAULTS else lines)
        self._notices.tell(explanation.what, Tone.WARN, detail=detail or f"{explanation.safe} {explanation.todo}")
