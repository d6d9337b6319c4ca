"""The catalogue as the office has it: short names, terms and fees of its own, what it receives most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.application.accounts import Actor
from desktop_app.application.administration import Administration
from desktop_app.application.procedures import Procedure, Procedures, Published, fee_record
from desktop_app.domain.deadlines_terms import LimitUnit
from ui.pages.administration.saving import SavingPresenter
from ui.sentences import faults_of
from ui.tasks import Tasks
from ui.underway import Underway

MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class ProceduresState:
    """What was found for the typed text, the favourites by code in their order, and the procedure that is changed.

    `file_faults` says row by row what is wrong with a file that was not taken.
    """

    text: str = ""
    found: tuple[Procedure, ...] = ()
    favourites: tuple[str, ...] = ()
    chosen: Procedure | None = None
    fault: str = ""
    file_faults: tuple[str, ...] = ()


class ProceduresPresenter(SavingPresenter[ProceduresState]):
    """Finds procedures and keeps what the office decides differently from the catalogue."""

    def __init__(
        self,
        tasks: Tasks,
        underway: Underway,
        actor: Actor,
        *,
        administration: Administration,
        procedures: Procedures,
        read_file: Callable[[Path], list[dict[str, Any]]],
        write_file: Callable[[Path, Sequence[Mapping[str, Any]]], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(tasks, ProceduresState())
        self._actor = actor
        self._underway = underway
        self._administration = administration
        self._procedures = procedures
        self._read_file = read_file
        self._write_file = write_file
        self._now = now

    def search(self, text: str) -> None:
        """Lists what the text means; for an empty one everything, what is received most first."""
        self._become(text=text, file_faults=())
        self._tasks.store(self, partial(self._find, text), partial(self._take, text))

    def choose(self, procedure: Procedure | None) -> None:
        """Takes a procedure in hand."""
        self._become(chosen=procedure, fault="")

    def save(self, changes: dict[str, Any], since: date) -> None:
        """Decides differently about the procedure in hand from a day on; nothing changed saves nothing."""
        chosen = self.state.chosen
        if chosen is None or not changes:
            return
        work = partial(self._administration.override_procedure, self._actor, chosen.code, changes, since)
        self._save(work, self._take_saved)

    def turn_favourite(self) -> None:
        """Puts the procedure in hand at the end of the favourites, or takes it out of them."""
        chosen = self.state.chosen
        if chosen is not None:
            others = tuple(code for code in self.state.favourites if code != chosen.code)
            added = chosen.code not in self.state.favourites
            self._keep_favourites((*others, chosen.code) if added else others)

    def move_favourite(self, steps: int) -> None:
        """Moves the procedure in hand among the favourites."""
        codes = list(self.state.favourites)
        chosen = self.state.chosen
        if chosen is None or chosen.code not in codes:
            return
        place = codes.index(chosen.code)
        target = min(max(place + steps, 0), len(codes) - 1)
        codes.insert(target, codes.pop(place))
        self._keep_favourites(tuple(codes))

    def import_file(self, path: Path) -> None:
        """Puts a catalogue file in force, the whole of it or nothing."""
        self._become(file_faults=())
        name = self.tr("Nhập danh mục")
        self._underway.run(self, name, lambda _reporter: self._read_file(path), self._publish, self._file_refused)

    def export_file(self, path: Path) -> None:
        """Writes the procedures in force, with what the office decided differently, to be imported elsewhere."""
        said = self.tr("Đã xuất danh mục vào {name}.").format(name=path.name)
        write = partial(self._write_file, path)
        name = self.tr("Xuất danh mục")
        self._underway.run(
            self, name, lambda _reporter: write(self._procedures.records()), lambda _: self.saved.emit(said)
        )

    def _keep_favourites(self, codes: Sequence[str]) -> None:
        if tuple(codes) != self.state.favourites:
            work = partial(self._administration.set_favourites, self._actor, codes)
            self._save(work, lambda _: self.search(self.state.text))

    def _find(self, text: str) -> tuple[tuple[Procedure, ...], tuple[str, ...]]:
        favourites = self._procedures.favourites()
        codes = tuple(procedure.code for procedure in favourites)
        if text.strip():
            return tuple(self._procedures.find(text, 300)), codes
        others = [procedure for procedure in self._procedures.all() if procedure.code not in codes]
        return (*favourites, *others), codes

    def _take(self, text: str, answer: tuple[tuple[Procedure, ...], tuple[str, ...]]) -> None:
        if text == self.state.text:
            found, favourites = answer
            chosen = self.state.chosen
            known = next((one for one in found if chosen and one.code == chosen.code), chosen)
            self._become(found=found, favourites=favourites, chosen=known)

    def _take_saved(self, procedure: Procedure) -> None:
        self._become(chosen=procedure)
        self.saved.emit(self.tr("Đã ghi quy định riêng cho {name}.").format(name=procedure.title))
        self.search(self.state.text)

    def _publish(self, records: list[dict[str, Any]]) -> None:
        work = partial(self._procedures.publish, self._actor, records, self._now())
        self._save(work, self._take_published)

    def _take_published(self, published: Published) -> None:
        said = self.tr("Đã nhập danh mục: {added} thủ tục mới, {changed} thay đổi, {same} như cũ.")
        self.saved.emit(said.format(added=published.added, changed=published.changed, same=published.same))
        self.search(self.state.text)

    def _file_refused(self, error: Exception) -> None:
        self._refused(error)
        self._become(file_faults=tuple(faults_of(error)[:MOST_FAULTS]))


def changes_of(
    procedure: Procedure,
    names: tuple[str, str],
    limit: tuple[int | None, LimitUnit | None],
    amounts: Sequence[int | None],
) -> dict[str, Any]:
    """What was filled in differently from the procedure, as keys of a catalogue record.

    `names` are what the procedure is called here and who solves it.
    """
    changes: dict[str, Any] = {}
    short_name, solving_office = names
    if short_name != procedure.short_name:
        changes["short_name"] = short_name
    if solving_office != procedure.solving_office:
        changes["competent_body"] = solving_office
    value, unit = limit
    known = procedure.limit
    if unit is not None and (known is None or (value or 0, unit) != (known.value, known.unit)):
        options = [{"value": option.value, "unit": option.unit.value} for option in procedure.options]
        processing = {"value": value or 0, "unit": unit.value, "rule_text": procedure.limit_note, "options": options}
        changes["processing"] = processing
    if tuple(amounts) != tuple(fee.amount for fee in procedure.fees):
        changes["fees"] = [fee_record(fee, amount) for fee, amount in zip(procedure.fees, amounts, strict=True)]
    return changes
