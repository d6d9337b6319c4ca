"""Which pages there are, and how each is made when it is first wanted."""

from collections.abc import Callable
from functools import partial

from ui.models.dossiers import DossierPager, dossier_columns
from ui.pages.bringing.presenter import BringPresenter
from ui.pages.dossier.file_panel import FilePanel
from ui.pages.dossier.files_presenter import FilesPresenter
from ui.pages.dossier.page import DossierPage
from ui.pages.dossier.paper_panel import PaperPanel
from ui.pages.dossier.presenter import DossierPresenter
from ui.pages.frame.house_book import HOUSE_PAGES
from ui.pages.frame.parts import Parts
from ui.pages.help.page import HelpPage
from ui.pages.intake.issued_slips import IssuedSlipsView
from ui.pages.intake.page import RECEIPT, IntakePage
from ui.pages.intake.presenter import IntakePresenter
from ui.pages.intake.slips import SlipView
from ui.pages.lookup.page import LookupPage
from ui.pages.lookup.presenter import LookupPresenter
from ui.pages.lookup.views import SavedViews
from ui.pages.page import Page
from ui.pages.person.page import PersonPage
from ui.pages.person.presenter import PersonPresenter
from ui.pages.returning.page import ReturningPage
from ui.pages.returning.presenter import ReturningPresenter
from ui.pages.sync.page import SyncPage
from ui.pages.sync.presenter import SyncPresenter
from ui.pages.today.answering import Answering
from ui.pages.today.apologies import Apologies
from ui.pages.today.calling import Calling
from ui.pages.today.page import TodayPage
from ui.pages.today.presenter import TodayPresenter
from ui.printing.desk import PrintDesk
from ui.printing.house_desk import HouseDesk
from ui.printing.slip_desk import SlipDesk
from ui.shortcuts import Shortcuts
from ui.widgets.table import RowsModel


def intake_page(parts: Parts, shortcuts: Shortcuts) -> IntakePage:
    """The reception desk."""
    office = parts.office
    desk = _print_desk(parts)
    presenter = IntakePresenter(
        parts.tasks,
        parts.actor,
        intake=office.intake,
        procedures=office.procedures,
        lookup=office.lookup,
        new_id=parts.new_id,
        draw_ahead=partial(desk.draw_ahead, form=RECEIPT),
    )
    parts.citizen.follow(presenter)
    return IntakePage(
        presenter,
        desk,
        make_slips=partial(SlipView, parts.tasks, parts.actor, office.slips),
        make_issued=partial(IssuedSlipsView, parts.tasks, parts.actor, office.slips),
        slip_desk=SlipDesk(parts.tasks, parts.underway, parts.printer, office.slips, parts.actor),
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
    )


def dossier_page(parts: Parts, shortcuts: Shortcuts) -> DossierPage:
    """One dossier."""
    office = parts.office
    presenter = DossierPresenter(
        parts.tasks,
        parts.actor,
        lookup=office.lookup,
        processing=office.processing,
        paperwork=office.paperwork,
        corrections=office.corrections,
        new_id=parts.new_id,
    )
    files = FilesPresenter(parts.tasks, parts.actor, office.attachments, parts.new_id)
    return DossierPage(
        presenter,
        files,
        parts.notices,
        shortcuts,
        make_papers=lambda: PaperPanel(parts.tasks, _print_desk(parts)),
        make_files=partial(FilePanel, parts.tasks, files),
        now=parts.now,
    )


def person_page(parts: Parts, shortcuts: Shortcuts) -> PersonPage:
    """Everything one person has here."""
    model = RowsModel(dossier_columns(parts.now, without=frozenset({"owner"})))
    return PersonPage(PersonPresenter(parts.tasks, parts.office.lookup), model, shortcuts)


def lookup_page(parts: Parts, shortcuts: Shortcuts) -> LookupPage:
    """Finding dossiers."""
    office = parts.office
    presenter = LookupPresenter(parts.tasks, lookup=office.lookup, procedures=office.procedures, now=parts.now)
    model = RowsModel(dossier_columns(parts.now))
    views = SavedViews(parts.tasks, office.machine)
    return LookupPage(presenter, model, DossierPager(parts.tasks, office.lookup, model), views, shortcuts)


def returning_page(parts: Parts, shortcuts: Shortcuts) -> ReturningPage:
    """Handing over results."""
    office = parts.office
    presenter = ReturningPresenter(
        parts.tasks,
        parts.actor,
        lookup=office.lookup,
        returning=office.returning,
        new_id=parts.new_id,
        now=parts.now,
    )
    model = RowsModel(dossier_columns(parts.now, without=frozenset({"state", "received", "due"}), finished=True))
    return ReturningPage(presenter, model, shortcuts)


def _apologies(parts: Parts) -> Apologies:
    office = parts.office
    return Apologies(
        parts.underway,
        parts.actor,
        lookup=office.lookup,
        processing=office.processing,
        paperwork=office.paperwork,
        printer=parts.printer,
        new_id=parts.new_id,
    )


def today_page(parts: Parts, shortcuts: Shortcuts) -> TodayPage:
    """The work of the day."""
    office = parts.office
    calling = Calling(
        parts.tasks,
        parts.actor,
        lookup=office.lookup,
        exports=office.exports,
        processing=office.processing,
        papers=office.house_papers,
        new_id=parts.new_id,
    )
    answering = Answering(
        parts.tasks,
        parts.actor,
        lookup=office.lookup,
        intake=office.intake,
        processing=office.processing,
        corrections=office.corrections,
        new_id=parts.new_id,
    )
    bringing = BringPresenter(
        parts.underway, read=office.read_dossiers, bring=partial(office.imports.bring_online, parts.actor)
    )
    return TodayPage(
        TodayPresenter(parts.tasks, office.worklist, parts.actor),
        calling,
        answering,
        bringing,
        _apologies(parts),
        desk=HouseDesk(parts.tasks, parts.underway, parts.printer),
        model=RowsModel(dossier_columns(parts.now, without=frozenset({"received"}))),
        tasks=parts.tasks,
        notices=parts.notices,
        shortcuts=shortcuts,
    )


def sync_page(parts: Parts, shortcuts: Shortcuts) -> SyncPage:
    """The exchange with the centre."""
    presenter = SyncPresenter(parts.tasks, parts.underway, monitor=parts.office.sync, lookup=parts.office.lookup)
    return SyncPage(
        presenter, parts.sync, parts.office.identity, now=parts.now, notices=parts.notices, shortcuts=shortcuts
    )


def help_page(parts: Parts, _shortcuts: Shortcuts) -> HelpPage:
    """Help and keys."""
    return HelpPage(parts.actor.roles)


def _print_desk(parts: Parts) -> PrintDesk:
    return PrintDesk(parts.tasks, parts.office.paperwork, parts.printer, parts.actor)


PAGES: dict[str, Callable[[Parts, Shortcuts], Page]] = {
    "intake": intake_page,
    "lookup": lookup_page,
    "returning": returning_page,
    "today": today_page,
    "sync": sync_page,
    "help": help_page,
    "dossier": dossier_page,
    "person": person_page,
    **HOUSE_PAGES,
}
