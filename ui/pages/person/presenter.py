"""What one person has here."""

from dataclasses import dataclass
from functools import partial

from desktop_app.application.lookup import Lookup, PersonView
from ui.pages.presenter import Presenter
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class PersonState:
    """The person with all dossiers, None while they are read."""

    view: PersonView | None = None


class PersonPresenter(Presenter[PersonState]):
    """Shows a person by number, or as just read from the card."""

    def __init__(self, tasks: Tasks, lookup: Lookup) -> None:
        super().__init__(PersonState())
        self._tasks = tasks
        self._lookup = lookup

    def open(self, who: PersonView | str) -> None:
        """Shows this person; a view that was just read is shown at once."""
        if isinstance(who, PersonView):
            self._become(view=who)
        else:
            self._tasks.store(self, partial(self._lookup.person, who), lambda view: self._become(view=view))

    def refresh(self) -> None:
        """Reads the dossiers again; what the card said stays."""
        view = self.state.view
        if view is not None:
            self._tasks.store(self, partial(self._lookup.person, view.number), partial(self._keep_card, view))

    def _keep_card(self, shown: PersonView, fresh: PersonView) -> None:
        if self.state.view is shown:
            person = {**fresh.person, **shown.person}
            self._become(view=PersonView(fresh.number, person, fresh.ready, fresh.open, fresh.closed))
