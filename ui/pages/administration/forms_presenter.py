"""The forms as the office prints them: the program's, or its own from a day on."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop_app.application.accounts import Actor
from desktop_app.application.layouts import Layout, Layouts, text_of
from desktop_app.application.ports import Pdf
from desktop_app.paths import write_whole
from ui.pages.administration.saving import SavingPresenter
from ui.tasks import Task, Tasks


@dataclass(frozen=True, slots=True)
class Brought:
    """A layout that came from a file and is looked at before it is put in force."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FormsState:
    """Every form with what is in force for it today, and the one in hand with what it looks like.

    `brought` waits to be put in force; `later` shows the layout that is decided for a later day.
    """

    forms: tuple[Layout, ...] = ()
    chosen: Layout | None = None
    brought: Brought | None = None
    later: bool = False
    paper: Pdf = b""
    fault: str = ""

    @property
    def own(self) -> bool:
        """Whether the office has a layout of its own for the form in hand, now or from a later day on."""
        return self.chosen is not None and bool(self.chosen.since or self.chosen.coming)


class FormsPresenter(SavingPresenter[FormsState]):
    """Brings layouts of the office's own from files, takes them out to be changed, and goes back to the program's."""

    def __init__(self, tasks: Tasks, actor: Actor, *, layouts: Layouts) -> None:
        super().__init__(tasks, FormsState())
        self._actor = actor
        self._layouts = layouts
        self._drawing: Task | None = None

    def refresh(self) -> None:
        """Reads again what is in force."""
        self._tasks.store(self, self._layouts.listed, self._take)

    def choose(self, layout: Layout | None) -> None:
        """Takes a form in hand."""
        if layout is not None and (self.state.chosen is None or layout.form != self.state.chosen.form):
            self._become(chosen=layout, brought=None, later=False, fault="")
            self._draw()

    def look_ahead(self, later: bool) -> None:
        """Shows the layout that is decided for a later day, or again the one of today."""
        self._become(later=later)
        self._draw()

    def import_file(self, path: Path) -> None:
        """Shows the form in hand as this file describes it; `put_in_force` prints it so."""
        if (chosen := self.state.chosen) is not None:
            self._become(fault="")
            look = partial(self._look_at, chosen.form, path)
            self._tasks.run(self, lambda _reporter: look(), self._has_brought, self._refused)

    def put_in_force(self, since: date) -> None:
        """Prints the form in hand as the file that was brought describes it, from a day on."""
        chosen, brought = self.state.chosen, self.state.brought
        if chosen is not None and brought is not None:
            self._save(partial(self._layouts.bring, self._actor, chosen.form, brought.text, since), self._saved)

    def put_away(self) -> bool:
        """Leaves what was brought; False where there is nothing."""
        if self.state.brought is None:
            return False
        self._become(brought=None, fault="")
        self._draw()
        return True

    def export_file(self, path: Path) -> None:
        """Writes the description of the form in hand into a file, to be changed and brought back."""
        if (chosen := self.state.chosen) is not None:
            said = self.tr("Đã xuất mẫu vào {name}.").format(name=path.name)
            work = partial(self._write, chosen.form, path)
            self._save(work, lambda _: self.saved.emit(said))

    def take_back(self, since: date) -> None:
        """Prints the form in hand as the program describes it again, from a day on."""
        if (chosen := self.state.chosen) is not None:
            self._save(partial(self._layouts.take_back, self._actor, chosen.form, since), self._saved)

    def _look_at(self, form: str, path: Path) -> tuple[str, Brought, Pdf]:
        text = text_of(path)
        return form, Brought(path.name, text), self._layouts.preview(form, text=text)

    def _has_brought(self, looked: tuple[str, Brought, Pdf]) -> None:
        form, brought, paper = looked
        if self.state.chosen is not None and self.state.chosen.form == form:
            self._stop_drawing()
            self._become(brought=brought, later=False, paper=paper)

    def _write(self, form: str, path: Path) -> None:
        write_whole(path, self._layouts.text(form).encode())

    def _saved(self, layout: Layout) -> None:
        self._become(chosen=layout, brought=None, later=False)
        self.saved.emit(self.tr("Đã ghi mẫu giấy. Giấy tiếp nhận đã in giữ mẫu của ngày nhận."))
        self.refresh()

    def _take(self, forms: list[Layout]) -> None:
        chosen = self.state.chosen.form if self.state.chosen else ""
        in_hand = next((layout for layout in forms if layout.form == chosen), None)
        self._become(forms=tuple(forms), chosen=in_hand or next(iter(forms), None))
        if self.state.brought is None:
            self._draw()

    def _draw(self) -> None:
        """Draws the form in hand; the paper before it stays until the new one is there."""
        self._stop_drawing()
        chosen = self.state.chosen
        if chosen is not None:
            on = date.fromisoformat(chosen.coming) if self.state.later and chosen.coming else None
            draw = partial(self._layouts.preview, chosen.form, on)
            self._drawing = self._tasks.run(self, lambda _reporter: draw(), self._show_paper, self._not_drawn)

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _show_paper(self, paper: Pdf) -> None:
        self._become(paper=paper)

    def _not_drawn(self, error: Exception) -> None:
        self._become(paper=b"")
        self._refused(error)
