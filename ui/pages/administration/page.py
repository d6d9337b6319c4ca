"""Administration: procedures, calendar, settings, staff, devices and stations, one section at a time."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from ui.language import say
from ui.notices import Notices
from ui.pages.administration.calendar_presenter import CalendarPresenter
from ui.pages.administration.calendar_section import CalendarSection
from ui.pages.administration.devices_presenter import DevicesPresenter
from ui.pages.administration.devices_section import DevicesSection
from ui.pages.administration.forms_presenter import FormsPresenter
from ui.pages.administration.forms_section import FormsSection
from ui.pages.administration.procedures_presenter import ProceduresPresenter
from ui.pages.administration.procedures_section import ProceduresSection
from ui.pages.administration.section import Section
from ui.pages.administration.settings_presenter import SettingsPresenter
from ui.pages.administration.settings_section import SettingsSection
from ui.pages.administration.staff_presenter import StaffPresenter
from ui.pages.administration.staff_section import StaffSection
from ui.pages.administration.stations_presenter import StationsPresenter
from ui.pages.administration.stations_section import StationsSection
from ui.pages.page import Page
from ui.pages.stack import Stack
from ui.pages.surface import head_line, page_column
from ui.shortcuts import Shortcuts
from ui.tasks import Tasks
from ui.tokens import Tone
from ui.widgets.button import Button, key_text
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

PROCEDURES, CALENDAR, SETTINGS, STAFF, DEVICES, STATIONS, FORMS = range(7)


class AdministrationPage(Page):
    """Draws one section and gives the page's keys the meaning they have there."""

    def __init__(
        self,
        *,
        procedures: ProceduresPresenter,
        calendar: CalendarPresenter,
        settings: SettingsPresenter,
        staff: StaffPresenter,
        devices: DevicesPresenter,
        stations: StationsPresenter,
        forms: FormsPresenter,
        tasks: Tasks,
        notices: Notices,
        shortcuts: Shortcuts,
        today: Callable[[], date],
        turn_screen: Callable[[], None],
    ) -> None:
        super().__init__()
        self._procedures, self._calendar = procedures, calendar
        self._stations, self._forms = stations, forms
        self._notices = notices
        self._bind(shortcuts)
        self._makers: list[Callable[[], Section]] = [
            lambda: ProceduresSection(procedures, Button.of(self._export, "quiet"), self._procedure_buttons(), today),
            lambda: CalendarSection(calendar, self._year_buttons(), self._calendar_buttons(), today),
            lambda: SettingsSection(settings, self._step_button(), today),
            lambda: StaffSection(staff, [self._step_button(), Button.of(self._add, icon="plus")]),
            lambda: DevicesSection(devices, self._screen_button(turn_screen)),
            lambda: StationsSection(stations, Button.of(self._ask, icon="refresh-cw")),
            lambda: FormsSection(forms, tasks, self._form_buttons(), today),
        ]
        self._sections: dict[int, Section] = {}
        self._place = PROCEDURES
        self._make_choice()
        self._stack = Stack()
        self._build()
        for presenter in (procedures, calendar, settings, staff, forms):
            presenter.saved.connect(lambda said: notices.tell(said, Tone.GOOD))
            presenter.undoable.connect(notices.offer_undo)
        self._which.chosen.connect(self._go)
        self._show_step()

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._section(self._place)

    def _section(self, place: int) -> Section:
        """A section, made when it is first wanted."""
        if place not in self._sections:
            self._sections[place] = section = self._makers[place]()
            self._stack.addWidget(section)
            section.step_changed.connect(self._show_step)
        return self._sections[place]

    def _make_choice(self) -> None:
        self._which = Segmented(
            [
                (PROCEDURES, self.tr("Thủ tục")),
                (CALENDAR, self.tr("Lịch")),
                (SETTINGS, self.tr("Đơn vị")),
                (STAFF, self.tr("Cán bộ")),
                (DEVICES, self.tr("Thiết bị")),
                (STATIONS, self.tr("Các quầy")),
                (FORMS, self.tr("Biểu mẫu")),
            ],
            self.tr("Mục quản trị"),
        )

    def _bind(self, shortcuts: Shortcuts) -> None:
        add = partial(shortcuts.add, group=self.tr("Quản trị"), page=self)
        names = ("Thủ tục", "Lịch làm việc", "Đơn vị", "Cán bộ", "Thiết bị", "Các quầy", "Biểu mẫu")
        for place, name in enumerate(names):
            add(say(name), f"Alt+{place + 1}", partial(self._go, place), icon="settings")
        self._step = add(self.tr("Lưu"), "Ctrl+Return", self._go_on, icon="check")
        self._favourite = add(self.tr("Hay dùng: thêm hoặc bỏ"), "Ctrl+B", self._procedures.turn_favourite, icon="star")
        self._up = add(self.tr("Hay dùng: lên trước"), "Ctrl+Up", partial(self._procedures.move_favourite, -1))
        self._down = add(self.tr("Hay dùng: xuống sau"), "Ctrl+Down", partial(self._procedures.move_favourite, 1))
        self._import = add(self.tr("Nhập từ tệp"), "Ctrl+I", self._ask_for_file, icon="file-text")
        self._export = add(self.tr("Xuất ra tệp"), "Ctrl+E", self._ask_for_place, icon="file-text")
        self._earlier = add(self.tr("Năm trước"), "Ctrl+Left", partial(self._move_year, -1), icon="chevron-left")
        self._later = add(self.tr("Năm sau"), "Ctrl+Right", partial(self._move_year, 1), icon="chevron-right")
        self._remove = add(self.tr("Bỏ ngày riêng"), "Ctrl+Delete", self._calendar.remove, icon="x")
        own = self.tr("Dùng lại mẫu của chương trình")
        self._own = add(own, "Ctrl+Shift+Delete", self._take_form_back, icon="rotate-ccw")
        self._ask = add(self.tr("Hỏi lại trung tâm"), "F5", self._stations.refresh, icon="refresh-cw")
        self._add = add(self.tr("Thêm cán bộ"), "Ctrl+N", self._begin_new, icon="plus")

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("surface", "plain")
        head = head_line(Text(self.tr("Quản trị"), "title"), self._which)
        column = page_column()
        surface.setLayout(column)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)
        self._which.set_value(PROCEDURES)

    def _step_button(self) -> Button:
        return Button.of(self._step, "primary", icon="check", big=True)

    def _procedure_buttons(self) -> list[Button]:
        return [self._step_button(), Button.of(self._favourite, icon="star"), Button.of(self._import, icon="file-text")]

    def _calendar_buttons(self) -> list[Button]:
        return [self._step_button(), Button.of(self._remove, icon="x"), Button.of(self._import, icon="file-text")]

    def _form_buttons(self) -> list[Button]:
        ways = ((self._import, "file-text"), (self._export, "file-text"), (self._own, "rotate-ccw"))
        return [self._step_button(), *(Button.of(action, icon=icon) for action, icon in ways)]

    def _year_buttons(self) -> list[Button]:
        buttons = []
        for action, icon in ((self._earlier, "chevron-left"), (self._later, "chevron-right")):
            button = Button("", icon=icon, tip=f"{action.text()} ({key_text(action.shortcut())})")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action.trigger)
            buttons.append(button)
        return buttons

    def _screen_button(self, turn: Callable[[], None]) -> Button:
        button = Button(self.tr("Mở hoặc đóng màn hình cho người dân"), icon="monitor", key="Ctrl+Shift+C")
        button.clicked.connect(turn)
        return button

    def _show_step(self) -> None:
        place = self._place
        self._step.setText(self.section.step() or self.section.step_to_come())
        self._step.setEnabled(bool(self.section.step()))
        for action in (self._favourite, self._up, self._down):
            action.setEnabled(place == PROCEDURES and self._procedures.state.chosen is not None)
        self._import.setEnabled(place in {PROCEDURES, CALENDAR, FORMS})
        self._export.setEnabled(place in {PROCEDURES, FORMS})
        self._own.setEnabled(place == FORMS and self._forms.state.own)
        for action in (self._earlier, self._later):
            action.setEnabled(place == CALENDAR)
        self._remove.setEnabled(place == CALENDAR and bool(self._calendar.state.own))
        self._add.setEnabled(place == STAFF)
        self._ask.setEnabled(place == STATIONS and not self._stations.state.busy)

    def _go(self, place: int) -> None:
        self._which.set_value(place)
        self._place = place
        self._stack.setCurrentWidget(self.section)
        self.section.arrive()
        self._show_step()

    def _go_on(self) -> None:
        self.section.go_on()

    def _ask_for_file(self) -> None:
        section = self.section
        if isinstance(section, ProceduresSection | CalendarSection | FormsSection):
            section.ask_for_file()

    def _ask_for_place(self) -> None:
        section = self.section
        if isinstance(section, ProceduresSection | FormsSection):
            section.ask_for_place()

    def _take_form_back(self) -> None:
        section = self.section
        if isinstance(section, FormsSection):
            section.take_back()

    def _move_year(self, years: int) -> None:
        self._calendar.move_year(years)

    def _begin_new(self) -> None:
        section = self.section
        if isinstance(section, StaffSection):
            section.begin_new()

    @override
    def parts_put_off(self) -> Iterator[object]:
        for place in range(len(self._makers)):
            yield self._section(place)

    @override
    def arrive(self) -> None:
        self.section.arrive()
        self._show_step()

    @override
    def part(self) -> object:
        return self._place

    @override
    def show_part(self, part: object) -> None:
        if isinstance(part, int):
            self._go(part)

    @override
    def hear(self, text: str) -> bool:
        return self.section.hear(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.section.give_up():
            return
        super().keyPressEvent(event)
