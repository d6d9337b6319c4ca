"""The pages of the house (handover, money, figures, administration), and how each is made when it is first wanted."""

from collections.abc import Callable

from ui.pages.fees.page import FeesPage
from ui.pages.fees.presenter import FeesPresenter
from ui.pages.fees.shifts_presenter import ShiftsPresenter
from ui.pages.frame.parts import Parts
from ui.pages.handover.give_presenter import GivePresenter
from ui.pages.handover.page import HandoverPage
from ui.pages.handover.take_presenter import TakePresenter
from ui.pages.page import Page
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts


def handover_page(parts: Parts, shortcuts: Shortcuts) -> HandoverPage:
    """Dossiers change hands."""
    office = parts.office
    return HandoverPage(
        GivePresenter(parts.tasks, parts.actor, handover=office.handover, lookup=office.lookup, now=parts.now),
        TakePresenter(parts.tasks, parts.actor, handover=office.handover, lookup=office.lookup, now=parts.now),
        papers=office.house_papers,
        desk=HouseDesk(parts.tasks, parts.printer),
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
        now=parts.now,
    )


def fees_page(parts: Parts, shortcuts: Shortcuts) -> FeesPage:
    """Money at the desk."""
    office = parts.office
    presenter = FeesPresenter(
        parts.tasks,
        parts.actor,
        fees=office.fees,
        lookup=office.lookup,
        procedures=office.procedures,
        new_id=parts.new_id,
    )
    return FeesPage(
        presenter,
        ShiftsPresenter(parts.tasks, parts.actor, fees=office.fees, accounts=office.accounts, now=parts.now),
        papers=office.house_papers,
        desk=HouseDesk(parts.tasks, parts.printer),
        clerk=parts.actor.name,
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
        now=parts.now,
    )


HOUSE_PAGES: dict[str, Callable[[Parts, Shortcuts], Page]] = {"handover": handover_page, "fees": fees_page}
