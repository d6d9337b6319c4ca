"""What every page of the window is."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.lookup import Found


class Page(QWidget):
    """One area of the window. A page asks the window for other pages and never knows them."""

    dossier_requested = Signal(str)
    """The id of a dossier to show."""
    person_requested = Signal(object)
    """The number of a person to show, or the `PersonView` where it is at hand."""
    intake_requested = Signal(object)
    """A `Begin` that says for whom and for which procedure a new dossier is wanted."""
    return_requested = Signal(object)
    """A `Handing` that says whose result is collected by whom."""
    fees_requested = Signal(str)
    """The id of a dossier that money is to be taken for."""
    listing_requested = Signal(object)
    """A `Listing` of the dossiers behind a figure."""

    def parts_put_off(self) -> Iterator[object]:
        """Makes, one with each step, what the page makes only when it is first wanted; a step is to take some 40 ms.

        Whoever goes through it in a pause spares the person the wait; it may be left at any step.
        """
        yield from ()

    def show_place(self, what: object) -> None:
        """Shows what the page was opened for; a page that shows only itself has nothing to do."""

    def shown_place(self, what: object) -> object:
        """What `show_place` is told when the person comes back, if the page was opened for `what`.

        None where the person has gone on to something else, which the page still shows then.
        """
        return what

    def arrive(self) -> None:
        """Called each time the page comes to the front: it brings itself up to date and takes the focus."""

    def part(self) -> object:
        """Which of its parts is shown, so that a page that is made anew can show the same; None where there is one."""
        return None

    def show_part(self, part: object) -> None:
        """Shows the part that `part` told of."""

    def take_scan(self, found: Found) -> bool:
        """Whether the page has use for what was scanned; otherwise the window opens it on top."""
        del found
        return False

    def hear(self, text: str) -> bool:
        """Whether the page takes the bare text of a scan, before it is looked up."""
        del text
        return False

    def changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        """Another station has changed these dossiers."""

    def unfinished(self) -> str:
        """What is being worked on here in a few words, empty where nothing would be left half done."""
        return ""

    def flush(self) -> None:
        """Writes down what is not written yet."""
