"""Layouts of the office's own: a form as it decides to print it from a day on, at all of its stations."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.application.accounts import Actor
from desktop_app.application.desk import Desk
from desktop_app.application.paper_values import office
from desktop_app.application.ports import Papers, Pdf, Reference, Unit
from desktop_app.application.settings import office_settings
from desktop_app.application.specimens import specimen
from desktop_app.domain.clocktime import office_day
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role

KIND = "layout"
# Far above any form: what is taken by mistake for one must not travel to every station.
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Which description of a form is in force: the office's own `since` a day (ISO date), or the program's ("").

    `coming` is the next day from which another one holds, "" where none is decided.
    """

    form: str
    since: str = ""
    coming: str = ""


class Layouts:
    """Reads, changes and takes back the office's own layouts; they are dated reference data and travel as such.

    Nothing is rewritten: a layout holds from its day on, and papers of earlier days keep the look of theirs. A new set
    of forms that the law brings takes the place of all that was decided before it.
    """

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    def listed(self, on: date | None = None) -> list[Layout]:
        """Every form of the day (default: today) with what is in force for it."""
        day = (on or self._today()).isoformat()
        with self._desk.store.read() as unit:
            return [self._layout(unit, form, day) for form in self._papers.forms(day)]

    def text(self, form: str, on: date | None = None) -> str:
        """The description that is in force, to be changed and brought back. Refusal("paper.unknown", form=)."""
        day = (on or self._today()).isoformat()
        source = self._papers.source(form, day)
        with self._desk.store.read() as unit:
            return own_text(unit, form, day, source.since) or source.text

    def preview(self, form: str, on: date | None = None, text: str = "") -> Pdf:
        """The form filled in for invented people, as this text describes it, else as it is in force (default: today).

        Refusals: `paper.unknown` (form), `paper.layout` (fault).
        """
        if text:
            self._look_at(form, text)
        described = text or self.text(form, on)
        with self._desk.store.read() as unit:
            settings = office_settings(unit, (on or self._today()).isoformat())
        return self._papers.drawn(form, described, specimen(form, office(settings)))

    def bring(self, actor: Actor, form: str, text: str, valid_from: date | None = None) -> Layout:
        """Prints a form as this text describes it, from a day on (default: today).

        Refusals: `role.missing`, `paper.unknown` (form), `paper.layout` (fault).
        """
        actor.needs(Role.ADMINISTRATOR)
        self._papers.source(form, self._from(valid_from))
        self._look_at(form, text)
        return self._publish(actor, form, text, valid_from)

    def take_back(self, actor: Actor, form: str, valid_from: date | None = None) -> Layout:
        """Prints a form as the program describes it again, from a day on (default: today). Refusals as `bring`."""
        actor.needs(Role.ADMINISTRATOR)
        self._papers.source(form, self._from(valid_from))
        return self._publish(actor, form, "", valid_from)

    def _look_at(self, form: str, text: str) -> None:
        if len(text) > LONGEST:
            raise Refusal("paper.layout", fault=f"{form}.toml: {len(text)} > {LONGEST}")
        self._papers.check(form, text)

    def _publish(self, actor: Actor, form: str, text: str, valid_from: date | None) -> Layout:
        day = self._from(valid_from)
        with self._desk.store.write() as unit:
            if own_text(unit, form, day, self._papers.source(form, day).since) != text:
                piece = Reference(KIND, form, {"layout": text}, day)
                unit.put_reference([piece], actor.login, self._desk.now().isoformat())
                unit.commit()
        with self._desk.store.read() as unit:
            return self._layout(unit, form, self._today().isoformat())

    def _layout(self, unit: Unit, form: str, day: str) -> Layout:
        own = unit.reference(KIND, form, day)
        text = own_text(unit, form, day, self._papers.source(form, day).since)
        later = [piece.valid_from for piece in unit.reference_history(KIND, form) if piece.valid_from > day]
        return Layout(form, own.valid_from if own and text else "", next(iter(later), ""))

    def _today(self) -> date:
        return office_day(self._desk.now())

    def _from(self, valid_from: date | None) -> str:
        return (valid_from or self._today()).isoformat()


def own_text(unit: Unit, form: str, on: str, since: str) -> str:
    """The office's own description of a form on a day, "" for none.

    One that was decided before the set of forms of that day came into force (`since`) describes an older form.
    """
    piece = unit.reference(KIND, form, on)
    return str(piece.value.get("layout", "")) if piece and piece.valid_from >= since else ""


def text_of(path: Path) -> str:
    """The description in a file. Refusal("paper.layout", fault=) where it is no text in UTF-8; OSError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("paper.layout", fault=f"{path.name}: {error}") from error
