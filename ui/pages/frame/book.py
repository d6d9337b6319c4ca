"""Which pages there are, and how each is made when it is first wanted."""

from collections.abc import Callable

from ui.pages.frame.parts import Parts
from ui.pages.intake.page import IntakePage
from ui.pages.intake.presenter import IntakePresenter
from ui.pages.page import Page
from ui.printing.desk import PrintDesk
from ui.shortcuts import Shortcuts


def intake_page(parts: Parts, shortcuts: Shortcuts) -> IntakePage:
    """The reception desk."""
    office = parts.office
    presenter = IntakePresenter(
        parts.tasks,
        parts.actor,
        intake=office.intake,
        procedures=office.procedures,
        lookup=office.lookup,
        new_id=parts.new_id,
    )
    desk = PrintDesk(parts.tasks, office.paperwork, parts.printer, parts.actor)
    return IntakePage(presenter, desk, parts.tasks, parts.notices, shortcuts)


PAGES: dict[str, Callable[[Parts, Shortcuts], Page]] = {"intake": intake_page}
