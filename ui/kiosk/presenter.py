"""What the kiosk shows: where a dossier stands, more for who holds the look-up code, and the way out for staff."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from desktop_app.application.office import Office
from desktop_app.application.progress import Progress
from desktop_app.domain.codes import ComponentCode
from desktop_app.domain.errors import Refusal
from desktop_app.domain.scans import ComponentScan, DossierScan, ForeignScan, ReceiptScan, classify
from desktop_app.words.refusals import explained
from ui.language import say
from ui.pages.presenter import Presenter
from ui.sentences import explain
from ui.serial_bridge import SerialBridge
from ui.tasks import Tasks


class View(Enum):
    """Which picture the kiosk shows."""

    OPENING = auto()
    START = auto()
    CODE = auto()
    PROGRESS = auto()
    SECRET = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class KioskState:
    """The picture, what it is about, and what went wrong in one or two sentences."""

    view: View = View.OPENING
    office: str = ""
    progress: Progress | None = None
    fault: str = ""
    busy: bool = False


class KioskPresenter(Presenter[KioskState]):
    """Answers the hall. Names, numbers of people and addresses never come here: `Progress` has none."""

    left = Signal()

    def __init__(self, tasks: Tasks, open_office: Callable[[], Office]) -> None:
        super().__init__(KioskState())
        self._tasks = tasks
        self._open_office = open_office
        self.office: Office | None = None

    def open(self) -> None:
        """Opens the office on a worker; where that is not possible the sentence stands on the screen."""
        self._become(fault="", busy=True)
        self._tasks.store(self, self._open_office, self._opened, self._refused)

    def start(self) -> None:
        """Forgets what was shown and waits for the next person."""
        if self.office is not None:
            self._become(view=View.START, progress=None, fault="", busy=False)

    def type_code(self) -> None:
        """Begins to take a code by hand."""
        self._become(view=View.CODE, progress=None, fault="")

    def type_secret(self) -> None:
        """Begins to take the look-up code."""
        if self.state.progress is not None:
            self._become(view=View.SECRET, fault="")

    def back(self) -> None:
        """Goes back one picture."""
        if self.state.view is View.SECRET:
            self._become(view=View.PROGRESS, fault="")
        else:
            self.start()

    def begin_leaving(self) -> None:
        """Asks who wants to close the kiosk."""
        if self.office is None:
            self.left.emit()
        else:
            self._become(view=View.LEAVE, progress=None, fault="")

    def scan(self, text: str) -> None:
        """Takes what was scanned: a receipt or a paper of a dossier; anything else is explained."""
        if self.office is None or self.state.view is View.LEAVE:
            return
        scan = classify(text)
        match scan:
            case DossierScan(code):
                self.look_up(str(code))
            case ReceiptScan(number):
                self.look_up(str(number))
            case ComponentScan(ComponentCode(dossier=code)):
                self.look_up(str(code))
            case ForeignScan(reason):
                self._become(view=View.START, progress=None, fault=explained(reason, {}, say).what)
            case _:
                self._become(
                    view=View.START, progress=None, fault=self.tr("Máy này chỉ đọc mã trên giấy tiếp nhận hồ sơ.")
                )

    def look_up(self, code: str) -> None:
        """Shows where the dossier with this code stands."""
        if code.strip():
            self._ask(partial(self._progress, code.strip()))

    def reveal(self, secret: str) -> None:
        """Shows more to who knows the look-up code."""
        progress = self.state.progress
        if progress is not None and secret.strip():
            self._ask(partial(self._progress, progress.label, secret.strip()))

    def leave(self, login: str, password: str) -> None:
        """Closes the kiosk for a member of staff."""
        office = self.office
        if office is not None and not self.state.busy:
            self._become(busy=True, fault="")
            self._tasks.store(self, partial(office.accounts.sign_in, login, password), self._let_out, self._refused)

    def forget_fault(self) -> None:
        """Takes back what was said about a text that is being changed now."""
        if self.state.fault and not self.state.busy:
            self._become(fault="")

    def _ask(self, work: Callable[[], Progress]) -> None:
        if self.office is not None and not self.state.busy:
            self._become(busy=True, fault="")
            self._tasks.store(self, work, self._take, self._refused)

    def _progress(self, code: str, secret: str = "") -> Progress:
        if self.office is None:
            raise Refusal("dossier.unknown", label=code)
        return self.office.lookup.progress(code, secret)

    def _opened(self, office: Office) -> None:
        self.office = office
        self._serial = SerialBridge(office.scanner, office.machine, self._tasks)
        self._serial.scanned.connect(self.scan)
        self._serial.start()
        self._become(office=office.identity.office_name)
        self.start()

    def _take(self, progress: Progress) -> None:
        self._become(view=View.PROGRESS, progress=progress, fault="", busy=False)

    def _let_out(self, _actor: Any) -> None:
        self._become(busy=False)
        self.left.emit()

    def _refused(self, error: Exception) -> None:
        said = explain(error)
        self._become(busy=False, fault=" ".join(part for part in (said.what, said.todo) if part))
        if not isinstance(error, Refusal):
            # For the log; nobody in the hall could do anything about it.
            raise error
