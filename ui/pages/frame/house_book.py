"""The pages of the house (handover, money, figures, administration), and how each is made when it is first wanted."""

from collections.abc import Callable
from functools import partial

from desktop_app.domain.states import Role
from ui.models.dossiers import DossierPager, dossier_columns
from ui.pages.administration.calendar_presenter import CalendarPresenter
from ui.pages.administration.devices_presenter import DevicesPresenter
from ui.pages.administration.forms_presenter import FormsPresenter
from ui.pages.administration.page import AdministrationPage
from ui.pages.administration.procedures_presenter import ProceduresPresenter
from ui.pages.administration.settings_presenter import SettingsPresenter
from ui.pages.administration.staff_presenter import StaffPresenter
from ui.pages.administration.stations_presenter import StationsPresenter
from ui.pages.bringing.presenter import BringPresenter
from ui.pages.fees.page import FeesPage
from ui.pages.fees.presenter import FeesPresenter
from ui.pages.fees.shifts_presenter import ShiftsPresenter
from ui.pages.frame.parts import Parts
from ui.pages.handover.give_presenter import GivePresenter
from ui.pages.handover.page import HandoverPage
from ui.pages.handover.take_presenter import TakePresenter
from ui.pages.page import Page
from ui.pages.reports.listing import ListingPage
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.presenter import ReportsPresenter
from ui.pages.reports.register_presenter import RegisterPresenter
from ui.pages.reports.transfer import Transfer
from ui.printing.house_desk import HouseDesk
from ui.shortcuts import Shortcuts
from ui.widgets.table import PAGE, RowsModel


def handover_page(parts: Parts, shortcuts: Shortcuts) -> HandoverPage:
    """Dossiers change hands."""
    office = parts.office
    return HandoverPage(
        GivePresenter(parts.tasks, parts.actor, handover=office.handover, lookup=office.lookup, now=parts.now),
        TakePresenter(parts.tasks, parts.actor, handover=office.handover, lookup=office.lookup, now=parts.now),
        papers=office.house_papers,
        desk=HouseDesk(parts.tasks, parts.underway, parts.printer),
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
        desk=HouseDesk(parts.tasks, parts.underway, parts.printer),
        clerk=parts.actor.name,
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
        now=parts.now,
    )


def reports_page(parts: Parts, shortcuts: Shortcuts) -> ReportsPage:
    """Figures and the register."""
    office = parts.office
    register = RegisterPresenter(
        parts.tasks,
        parts.underway,
        reports=office.reports,
        procedures=office.procedures,
        papers=office.house_papers,
        exports=office.exports,
        now=parts.now,
        lines_each=PAGE,
    )
    return ReportsPage(
        ReportsPresenter(parts.underway, reports=office.reports, exports=office.exports, now=parts.now),
        register,
        Transfer(parts.tasks, parts.underway, national=office.national, machine=office.machine, notices=parts.notices),
        BringPresenter(parts.underway, read=office.read_dossiers, bring=partial(office.imports.bring, parts.actor)),
        may_import=Role.ADMINISTRATOR in parts.actor.roles,
        papers=office.house_papers,
        desk=HouseDesk(parts.tasks, parts.underway, parts.printer),
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
    )


def listing_page(parts: Parts, _shortcuts: Shortcuts) -> ListingPage:
    """The dossiers behind a figure."""
    model = RowsModel(dossier_columns(parts.now))
    return ListingPage(model, DossierPager(parts.tasks, parts.office.lookup, model))


def administration_page(parts: Parts, shortcuts: Shortcuts) -> AdministrationPage:
    """What the office decides about itself."""
    office, tasks, actor = parts.office, parts.tasks, parts.actor
    procedures = ProceduresPresenter(
        tasks,
        parts.underway,
        actor,
        administration=office.administration,
        procedures=office.procedures,
        read_file=office.read_catalogue,
        write_file=office.write_catalogue,
        now=parts.now,
    )
    return AdministrationPage(
        procedures=procedures,
        calendar=CalendarPresenter(tasks, actor, administration=office.administration, now=parts.now),
        settings=SettingsPresenter(tasks, actor, administration=office.administration),
        staff=StaffPresenter(tasks, actor, accounts=office.accounts, now=parts.now),
        devices=DevicesPresenter(tasks, machine=office.machine, serial=parts.serial),
        stations=StationsPresenter(parts.underway, actor, stations=office.stations),
        forms=FormsPresenter(tasks, actor, layouts=office.layouts),
        tasks=tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
        today=lambda: parts.now().date(),
        turn_screen=parts.citizen.turn,
    )


HOUSE_PAGES: dict[str, Callable[[Parts, Shortcuts], Page]] = {
    "handover": handover_page,
    "fees": fees_page,
    "reports": reports_page,
    "listing": listing_page,
    "administration": administration_page,
}
