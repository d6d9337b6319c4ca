"""The forms as the office prints them: the program's, or its own from a day on."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop_app.application.accounts import Actor
from desktop_app.application.layouts import Layout, Layouts, text_of
from desktop_app.paths import write_whole
from ui.pages.administration.saving import SavingPresenter
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class FormsState:
    """Every form with what is in force for it today, and the one in hand."""

    forms: tuple[Layout, ...] = ()
    chosen: Layout | None = None
    fault: str = ""


class FormsPresenter(SavingPresenter[FormsState]):
    """Brings layouts of the office's own from files, takes them out to be changed, and goes back to the program's."""

    def __init__(self, tasks: Tasks, actor: Actor, *, layouts: Layouts) -> None:
        super().__init__(tasks, FormsState())
        self._actor = actor
        self._layouts = layouts

    def refresh(self) -> None:
        """Reads again what is in force."""
        self._tasks.store(self, self._layouts.listed, self._take)

    def choose(self, layout: Layout | None) -> None:
        """Takes a form in hand."""
        if layout is not None and (self.state.chosen is None or layout.form != self.state.chosen.form):
            self._become(chosen=layout, fault="")

    def import_file(self, path: Path, since: date | None) -> None:
        """Prints the form in hand as this file describes it, from a day on (default: today)."""
        if (chosen := self.state.chosen) is not None:
            self._save(partial(self._bring, chosen.form, path, since), self._saved)

    def export_file(self, path: Path) -> None:
        """Writes the description of the form in hand into a file, to be changed and brought back."""
        if (chosen := self.state.chosen) is not None:
            said = self.tr("Đã xuất mẫu vào {name}.").format(name=path.name)
            work = partial(self._write, chosen.form, path)
            self._save(work, lambda _: self.saved.emit(said))

    def take_back(self, since: date | None) -> None:
        """Prints the form in hand as the program describes it again, from a day on (default: today)."""
        if (chosen := self.state.chosen) is not None:
            self._save(partial(self._layouts.take_back, self._actor, chosen.form, since), self._saved)

    def _bring(self, form: str, path: Path, since: date | None) -> Layout:
        return self._layouts.bring(self._actor, form, text_of(path), since)

    def _write(self, form: str, path: Path) -> None:
        write_whole(path, self._layouts.text(form).encode())

    def _saved(self, layout: Layout) -> None:
        self._become(chosen=layout)
        self.saved.emit(self.tr("Đã ghi mẫu giấy. Giấy tiếp nhận đã in giữ mẫu của ngày nhận."))
        self.refresh()

    def _take(self, forms: list[Layout]) -> None:
        chosen = self.state.chosen.form if self.state.chosen else ""
        in_hand = next((layout for layout in forms if layout.form == chosen), None)
        self._become(forms=tuple(forms), chosen=in_hand or next(iter(forms), None))
