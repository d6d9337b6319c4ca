"""The calendar of the office as a year; the day in hand is explained and changed at the side."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.calendar import OfficeCalendar
from desktop_app.domain.calendar_days import SpecialDay
from desktop_app.words import labels
from desktop_app.words.why import day_text
from ui.dialogs.files import ask_which
from ui.language import say
from ui.pages.administration.calendar_presenter import (
    EXTRA,
    HALF,
    OFF,
    SWAP,
    CalendarPresenter,
    CalendarState,
    hours_text,
)
from ui.pages.administration.section import Section, Side, beside
from ui.pages.administration.week_editor import WeekEditor, WeekSide
from ui.pages.administration.year_view import YearView, draw_look
from ui.pages.stack import Stack
from ui.pages.surface import scrolled
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, Field, TextField
from ui.widgets.lines import Lines
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

DAYS, WEEK = range(2)
USUAL_HOURS = "07:30-11:30"


class CalendarSection(Section):
    """Draws a year of days; official days show their source, own days can be taken back."""

    def __init__(
        self,
        presenter: CalendarPresenter,
        steps: list[Button],
        buttons: list[Button],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._today = today
        self._year = Text("", "heading")
        self._version = Text("", "caption")
        self.view = YearView()
        self.editor = DayEditor()
        self.week, self.week_side = WeekEditor(), WeekSide()
        self._week_shown: OfficeCalendar | None = None
        self._which = Segmented([(DAYS, self.tr("Từng ngày")), (WEEK, self.tr("Giờ hằng tuần"))], self.tr("Lịch"))
        self._which.set_value(DAYS)
        self._left, self._about = Stack(), Stack()
        self._left.addWidget(self.view)
        self._left.addWidget(scrolled(self.week))
        self._about.addWidget(self.editor)
        self._about.addWidget(self.week_side)
        self._side = Side(self.tr("Ngày đang chọn"), self._about, buttons)
        self._build(steps)
        presenter.changed.connect(self._show)
        self.view.chosen.connect(presenter.choose)
        self._which.chosen.connect(self._turn)
        self.week_side.since.date_changed.connect(self._begin_week)

    def ask_for_file(self) -> None:
        """Asks which calendar file to take over."""
        ask_which(self, self.tr("Nhập lịch nghỉ chính thức"), "JSON (*.json)", self._presenter.import_file)

    @override
    def arrive(self) -> None:
        self._presenter.refresh()
        self._turn(self._which.value())

    @override
    def go_on(self) -> None:
        if self._which.value() == WEEK:
            self._presenter.save_week(self.week_side.since.value(), *self.week.typed())
            return
        editor = self.editor
        if not editor.name.text():
            editor.name.set_error(self.tr("Hãy ghi lý do: nó được in cạnh ngày hẹn."))
            editor.name.setFocus()
            return
        self._presenter.save(editor.kind.value(), editor.name.text(), editor.hours.text(), editor.worked.value())
        self.view.setFocus()

    @override
    def step(self) -> str:
        return self.tr("Ghi giờ hằng tuần") if self._which.value() == WEEK else self.tr("Ghi vào lịch")

    def _turn(self, place: int) -> None:
        """Shows single days, or the ordinary week."""
        self._left.setCurrentIndex(place)
        self._about.setCurrentIndex(place)
        for widget in self._of_days:
            widget.setVisible(place == DAYS)
        (self.view if place == DAYS else self.week.counting[0]).setFocus()
        self._show()

    def _begin_week(self, since: date | None) -> None:
        """Begins with the week of that day, unless another one is being typed already."""
        calendar = self._presenter.state.calendar
        if calendar is not None and since is not None and not self.week.edited:
            self.week.show_week(calendar, since)

    def _build(self, steps: list[Button]) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        head = Lines()
        head.add(self._which)
        for button in steps:
            head.add(button)
        head.add(self._year, 1)
        legend = [_Legend(look, say(name)) for look, name in NAMES.items()]
        for shape in legend:
            head.add(shape)
        self._of_days = [*steps, self._year, *legend, self._version]
        column.addLayout(head)
        column.addWidget(self._left, 1)
        column.addWidget(self._version)
        self.setLayout(beside(left, self._side))

    def _show(self) -> None:
        state = self._presenter.state
        self._year.setText(self.tr("Năm {year}").format(year=state.year))
        keys = self.tr("↑↓←→ từng ngày · Shift chọn nhiều ngày · PageUp, PageDown từng tháng · • ngày riêng")
        self._version.setText(keys)
        version = state.calendar.version if state.calendar else ""
        self._version.setToolTip(self.tr("Phiên bản của lịch: {version}").format(version=version) if version else "")
        self.view.show_year(state.calendar, state.year, (state.first, state.last), self._today())
        self.editor.show_state(state)
        if state.calendar is not None and state.calendar != self._week_shown:
            self._week_shown = state.calendar
            since = self.week_side.since.value() or self._today()
            self.week_side.since.set_date(since)
            self.week.show_week(state.calendar, since)
            self.week_side.show_starts([pattern.valid_from for pattern in state.calendar.patterns])
        self._side.show_fault(state.fault)
        self.step_changed.emit()


class DayEditor(QWidget):
    """What the day in hand is and why, and what the office makes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[date, date] | None = None
        self._day = Text("", "heading", wrap=True)
        self._hours = Text("", "body", wrap=True)
        self._why = Text("", "muted", wrap=True)
        self.kind = Segmented(
            [
                (OFF, self.tr("Nghỉ")),
                (HALF, self.tr("Nửa ngày")),
                (EXTRA, self.tr("Làm thêm")),
                (SWAP, self.tr("Hoán đổi")),
            ],
            self.tr("Đánh dấu là"),
        )
        self.kind.set_value(OFF)
        self.name = TextField(self.tr("Lý do, như người dân sẽ đọc"))
        self.hours = TextField(self.tr("Giờ làm việc của ngày đó"), hint="07:30-11:30, 13:00-17:00")
        self.worked = DateField(self.tr("Làm bù vào ngày"))
        self._build()
        self.kind.chosen.connect(lambda _: self._show_fields())
        self.name.edit.textEdited.connect(lambda _: self.name.set_error(""))
        self._show_fields()
        EnterMovesOn(self)

    def show_state(self, state: CalendarState) -> None:
        """Explains the days in hand; a form that was begun for them stays."""
        first, last = state.first, state.last
        text = day_text(first, say)
        if first != last:
            text = say("{first} – {last} ({n} ngày)").format(
                first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}", n=(last - first).days + 1
            )
        self._day.setText(text[0].upper() + text[1:])
        if state.calendar is not None and first == last:
            known = state.calendar.day(first)
            counting, reception = hours_text(known.counting), hours_text(known.reception)
            said = self.tr("Ngày làm việc, {hours}").format(hours=counting) if counting else self.tr("Không làm việc")
            if reception != counting:
                said += self.tr(" · tiếp dân {hours}").format(hours=reception or self.tr("không"))
            self._hours.setText(said)
        self._hours.setVisible(first == last)
        own = [self.tr("Ngày riêng: {day}").format(day=_said(day)) for day in state.own]
        official = [self.tr("Lịch chính thức: {day}").format(day=_said(day)) for day in state.official]
        self._why.setText("\n".join((*official, *own)))
        self._why.setVisible(bool(own or official))
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.name.set_text("")
            self.name.set_error("")
            self.hours.set_text(USUAL_HOURS)
            self.worked.set_date(None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._day)
        column.addWidget(self._hours)
        column.addWidget(self._why)
        column.addSpacing(px(4))
        column.addWidget(Line())
        column.addSpacing(px(4))
        column.addWidget(Field(self.tr("Đánh dấu là"), self.kind))
        for field in (self.name, self.hours, self.worked):
            column.addWidget(field)
        column.addStretch(1)

    def _show_fields(self) -> None:
        kind = self.kind.value()
        self.hours.setVisible(kind in (HALF, EXTRA))
        self.worked.setVisible(kind is SWAP)


class _Legend(QWidget):
    """What a shape of the year view means."""

    def __init__(self, look: str, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = Text(name, "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, 0, 0)
        row.addWidget(self._name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(24) + self._name.sizeHint().width(), px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_look(painter, QRect(0, (self.height() - px(14)) // 2, px(18), px(14)), self._look)


NAMES = {"off": "nghỉ", "half": "nửa ngày", "extra": "làm thêm", "swap": "làm bù"}


def _said(day: SpecialDay) -> str:
    parts = [say(labels.DAY_KINDS[day.kind.value]), day.name]
    if day.hours:
        parts.append(hours_text(day.hours))
    if day.worked is not None:
        parts.append(
            say("nghỉ {first}, làm bù {worked}").format(first=f"{day.first:%d/%m/%Y}", worked=f"{day.worked:%d/%m/%Y}")
        )
    if day.source:
        parts.append(f"({day.source})")
    return " · ".join(parts)
