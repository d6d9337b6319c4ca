"""The window of somebody who has signed in: rail, page, status bar, and the ways between them."""

from collections.abc import Iterator
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.accounts import Actor
from desktop_app.application.lookup import Found, PersonView
from desktop_app.application.ports import SyncStatus
from desktop_app.domain.errors import Refusal
from ui.citizen.window import CitizenWindow
from ui.notices import UNDO_KEY
from ui.pages.frame.book import PAGES
from ui.pages.frame.contents import rail_pages, refusal_for
from ui.pages.frame.finder import Finder
from ui.pages.frame.habits import Habits
from ui.pages.frame.looks import Looks
from ui.pages.frame.made import MadePages
from ui.pages.frame.parts import Parts
from ui.pages.frame.rail import Rail, RailEntry
from ui.pages.frame.status_bar import StatusBar
from ui.pages.frame.trail import Place, Trail
from ui.pages.frame.warming import Warming
from ui.pages.page import Page
from ui.pages.requests import Begin, Handing, Listing
from ui.pages.stack import Stack
from ui.pages.surface import scrolled
from ui.shortcuts import Shortcuts
from ui.theme import px
from ui.widgets.command_palette import CommandPalette
from ui.widgets.help_overlay import HelpOverlay
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.sight import FocusInSight
from ui.widgets.underway_line import UnderwayLine

LAID = ("dossier", "person", "listing")
"""What is laid on top of other pages, the dossier for every scan."""

NARROW = 1000
"""The width at which the names of the pages give way to the work: large text on a small screen."""


class MainWindow(QWidget):
    """Goes from page to page and decides nothing about dossiers. Every page is made when it is first wanted.

    It can be shown when every step of `prepare` was taken.
    """

    lock_requested = Signal()

    def __init__(self, parts: Parts, trail: Trail | None = None) -> None:
        super().__init__()
        self._parts = parts
        self._shortcuts = Shortcuts(self)
        FocusInSight(self)
        self.trail = trail or Trail(rail_pages(parts.actor.roles)[0].name)
        self._stack = Stack()
        self._pages = MadePages(self._make, self._stack.addWidget)
        self._place = scrolled(self._stack, sideways=True, follow=True)
        self._rail = self._make_rail()
        self._bind()
        told = (self.tr("F1 phím · Ctrl+K tìm"), NoticeBar(parts.notices), UnderwayLine(parts.underway, self._stop))
        self._status = StatusBar(parts.office.identity.office_name, parts.actor.name, *told)
        self._habits = Habits(parts.tasks, parts.office.machine, parts.notices, parts.actor.login)
        self._shortcuts.clicked.connect(self._habits.teach)
        self._finder = Finder(
            parts, self._shortcuts, self._habits, begin=self.begin_intake, open_dossier=self.open_dossier
        )
        self._palette = CommandPalette(self, self._finder.providers())
        self._keys = HelpOverlay(self)
        self._build()
        parts.citizen.turned.connect(self._turn_citizen)
        self.lock_requested.connect(parts.citizen.rest)
        parts.citizen.start()
        parts.sync.changed.connect(self._show_sync)
        parts.sync.pulled.connect(self._changed_elsewhere)
        parts.sync.ask()

    def prepare(self) -> Iterator[object]:
        """Makes the page in front, step by step, and has it brought up to date."""
        yield from self._pages.in_steps(self.trail.here.page)
        self._arrive()
        yield self

    def warm(self) -> None:
        """Makes the other pages in the pauses of the person."""
        names = (*LAID, *(page.name for page in rail_pages(self.actor.roles)))
        Warming(self, map(self._pages.in_steps, names), lambda: self._parts.tasks.idle).start()

    @property
    def actor(self) -> Actor:
        """The person at the desk."""
        return self._parts.actor

    @property
    def current(self) -> Page:
        """The page on top."""
        return self._pages.page(self.trail.here.page)

    def go(self, page: str) -> None:
        """Shows a page of the rail."""
        self.trail.start(page)
        # In one go, also where it has to be made: a key pressed meanwhile is meant for it.
        self._arrive()

    def open_dossier(self, dossier_id: str) -> None:
        """Lays a dossier on top of what is being done."""
        self._lay(Place("dossier", dossier_id))

    def open_person(self, who: PersonView | str) -> None:
        """Lays what a person has here on top of what is being done."""
        self._lay(Place("person", who))

    def hand_over(self, handing: Handing) -> None:
        """Lays the handing over of a result on top of what is being done."""
        self._lay(Place("returning", handing))

    def take_fees(self, dossier_id: str) -> None:
        """Lays the money of a dossier on top of what is being done."""
        self._lay(Place("fees", dossier_id))

    def list_dossiers(self, listing: Listing) -> None:
        """Lays a list of dossiers on top of what is being done."""
        self._lay(Place("listing", listing))

    def begin_intake(self, begin: Begin) -> None:
        """Shows the reception desk with a new form; a form in hand is kept among the drafts."""
        self._lay(Place("intake", begin), anew=True)

    def back(self) -> None:
        """Returns to what lies beneath; at the bottom the newest notice is put away."""
        if self.trail.back():
            self._arrive()
        else:
            self._parts.notices.put_away_newest()

    def scanned(self, text: str) -> None:
        """Takes a text that a scanner has read, whatever has the focus."""
        self._parts.notices.put_away_refusals()
        if self.current.hear(text):
            return
        self._parts.tasks.store(self, lambda: self._parts.office.lookup.scanned(text), self._found)

    def come_back(self) -> None:
        """The person is at the desk again: the page on top takes the focus."""
        self.current.arrive()

    def open_palette(self) -> None:
        """Opens the palette."""
        self._palette.open()

    def close_panels(self) -> None:
        """Puts away what lies over the page."""
        self._palette.close_panel()
        self._keys.close_panel()

    def show_keys(self) -> None:
        """Shows the keys that can be used here and now."""
        self._keys.show_keys(self._shortcuts.reachable())

    def flush(self) -> None:
        """Has every page write down what is not written yet."""
        for page in self._pages.kept.values():
            page.flush()

    @cached_property
    def _citizen(self) -> CitizenWindow:
        screen = CitizenWindow(self._parts.citizen, self._parts.office.identity.office_name, self, self._parts.now)
        screen.alone.connect(self._parts.notices.tell)
        return screen

    def _turn_citizen(self, wanted: bool) -> None:
        if wanted or self._parts.citizen.seen:
            self._citizen.turn(wanted)

    def _make_rail(self) -> Rail:
        group = self.tr("Đi tới")
        entries: dict[bool, list[RailEntry]] = {False: [], True: []}
        for page in rail_pages(self.actor.roles):
            go = partial(self.go, page.name)
            action = self._shortcuts.add(page.title, page.key, go, group=group, icon=page.icon)
            entries[page.foot].append(RailEntry(page.name, action, page.icon))
        return Rail(entries[False], entries[True])

    def _bind(self) -> None:
        add = partial(self._shortcuts.add, group=self.tr("Mọi nơi"))
        notices, works = self._parts.notices, self._parts.underway
        add(self.tr("Tìm thao tác, thủ tục, hồ sơ"), "Ctrl+K", self.open_palette, icon="search")
        add(self.tr("Xem các phím"), "F1", self.show_keys, icon="keyboard")
        add(self.tr("Trở lại việc đang làm"), "F4", self.back, icon="undo-2", when=lambda: self.trail.below)
        undo = self.tr("Hoàn tác việc vừa làm")
        add(undo, UNDO_KEY, notices.undo, icon="undo-2", when=lambda: notices.undoable)
        add(self.tr("Mở, đóng màn hình cho người dân"), "Ctrl+Shift+C", self._parts.citizen.turn, icon="monitor")
        add(self.tr("Khóa màn hình, đăng xuất"), "Ctrl+L", self.lock_requested.emit, icon="lock")
        stop = self.tr("Dừng việc đang chạy")
        self._stop = add(stop, "Ctrl+.", partial(works.stop, ""), icon="x", when=lambda: works.works)
        self.looks = Looks(self, self._shortcuts)

    def _fit_rail(self) -> None:
        self._rail.set_narrow(self.width() < px(NARROW))
        self._rail_place.setFixedWidth(self._rail.minimumWidth())

    def _build(self) -> None:
        self._rail_place = rail = scrolled(self._rail)
        rail.setProperty("surface", "rail")
        rail.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rail.setFixedWidth(self._rail.width())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self._place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._status)

    def _make(self, name: str) -> Page:
        page = PAGES[name](self._parts, self._shortcuts)
        page.dossier_requested.connect(self.open_dossier)
        page.person_requested.connect(self.open_person)
        page.intake_requested.connect(self.begin_intake)
        page.return_requested.connect(self.hand_over)
        page.fees_requested.connect(self.take_fees)
        page.listing_requested.connect(self.list_dossiers)
        return page

    def _lay(self, place: Place, *, anew: bool = False) -> None:
        if refusal := refusal_for(place.page, self.actor.roles):
            self._parts.failures.show(refusal)
            return
        if anew:
            self.trail.start(place.page)
            self._pages.page(place.page).show_place(place.what)
        else:
            self.keep_place()
            self.trail.put_on_top(place)
        self._arrive()

    def keep_place(self) -> None:
        """Writes down what the page on top shows now, for coming back to it."""
        self.trail.become(self.current.shown_place(self.trail.here.what))

    def _arrive(self) -> None:
        here = self.trail.here
        page = self._pages.page(here.page)
        self._parts.underway.place = here.page
        if here.what is not None:  # It is read while the window turns to the page.
            page.show_place(here.what)
        self._stack.setCurrentWidget(page)
        self._rail.mark(here.page)
        page.arrive()
        self._show_way_back()

    def _show_way_back(self) -> None:
        if (below := self.trail.below) is None:
            self._status.show_way_back("")
            return
        doing = self._pages.page(below.page).unfinished() or self._rail.title(below.page)
        self._status.show_way_back(self.tr("Trở lại {doing}").format(doing=doing) if doing else self.tr("Trở lại"))

    def _show_sync(self, status: SyncStatus) -> None:
        self._status.show_sync(status, self._parts.now())

    def _changed_elsewhere(self, dossier_ids: frozenset[str]) -> None:
        self.current.changed_elsewhere(dossier_ids)

    def _found(self, found: Found) -> None:
        if found.doubt:
            self._parts.failures.show(found.doubt)
        if self.current.take_scan(found):
            return
        if found.dossier_id:
            self.open_dossier(found.dossier_id)
        elif found.person:
            self.open_person(found.person)
        elif found.batch:
            self._lay(Place("handover", found.batch.code))
        else:
            self._parts.failures.show(found.refusal or Refusal("scan.no_use_here"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._parts.underway.stop(self.trail.here.page):
            self.back()
