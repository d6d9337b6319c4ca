"""Between the reception desk and the citizen's screen: what is shown, and what the citizen answers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.application.accounts import Actor
from desktop_app.application.machine import CITIZEN_SCREEN, Machine
from desktop_app.application.processing import Processing
from desktop_app.domain.dossier import Dossier
from ui.citizen.view import CitizenView, Showing, check_view, received_view
from ui.pages.intake.presenter import IntakePresenter
from ui.tasks import Tasks

ASKED = 60_000
"""Milliseconds for which an answer is waited for."""

THANKED = 5_000

LEFT = 300_000
"""Milliseconds after which a form that nobody touches is no longer shown to the hall; the next key shows it again."""

ON, OFF = "on", "off"


class CitizenDesk(QObject):
    """Follows the form at the desk; `changed` comes whenever something else is to be shown.

    `turned` tells whether the screen is wanted, as it was left on this machine; `seen` is whether it is there.
    """

    changed = Signal()
    turned = Signal(bool)

    def __init__(
        self, tasks: Tasks, actor: Actor, *, processing: Processing, machine: Machine, new_id: Callable[[], str]
    ) -> None:
        super().__init__()
        self.view = CitizenView()
        self.seen = False
        self.clerk = actor.name
        self._tasks = tasks
        self._actor = actor
        self._processing = processing
        self._machine = machine
        self._new_id = new_id
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self.rest)

    def start(self) -> None:
        """Finds out whether the screen was in use on this machine."""
        self._tasks.store(self, partial(self._machine.value, CITIZEN_SCREEN), self._take_kept)

    def turn(self) -> None:
        """Opens or closes the screen, now and at the next start."""
        wanted = not self.seen
        self.turned.emit(wanted)
        kept = ON if wanted else OFF
        self._tasks.store(self, partial(self._machine.remember, CITIZEN_SCREEN, kept), lambda _: None)

    def rest(self) -> None:
        """Shows the welcome: nobody is at the desk."""
        self._over.stop()
        self._show(CitizenView())

    def follow(self, presenter: IntakePresenter) -> None:
        """Shows what is being filled in and what was received."""
        presenter.changed.connect(lambda: self._take_form(check_view(presenter.state)))
        presenter.received.connect(self.take_received)

    def take_received(self, dossier: Dossier) -> None:
        """Shows what was received and asks how content the citizen is."""
        self._show(received_view(dossier))
        self._over.start(ASKED)

    def rate(self, score: int) -> None:
        """Takes the answer of the citizen, from 1 (very dissatisfied) to 5 (very satisfied), and thanks."""
        if self.view.showing is not Showing.RECEIVED:
            return
        work = partial(
            self._processing.do,
            self._actor,
            self.view.dossier_id,
            "rate",
            facts={"score": score},
            event_id=self._new_id(),
        )
        self._show(CitizenView(Showing.THANKS))
        self._over.start(THANKED)
        self._tasks.store(self, work, lambda _: None)

    def _take_kept(self, kept: str | None) -> None:
        if kept == ON:
            self.turned.emit(True)

    def _take_form(self, view: CitizenView) -> None:
        # The form is emptied the moment a dossier is received; the question stays until the next one is begun.
        if view.showing is Showing.WELCOME and self.view.showing is not Showing.CHECK:
            return
        self._over.stop()
        self._show(view)
        if view.showing is Showing.CHECK:
            self._over.start(LEFT)

    def _show(self, view: CitizenView) -> None:
        if view != self.view or view.dossier_id != self.view.dossier_id:
            self.view = view
            self.changed.emit()
