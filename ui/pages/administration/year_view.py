"""Twelve months on one screen, gone through with arrows; what a day is shows in shape as well as in colour."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy
from typing_extensions import override

from desktop_app.domain.calendar import Day, OfficeCalendar
from desktop_app.domain.calendar_days import SpecialKind
from desktop_app.words import labels
from desktop_app.words.why import day_text
from ui.language import say
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.paint import Role, draw_text, fill_rounded, stepped

COLUMNS = 4
WIDE = 640
"""The width below which there is room for half the columns only."""

MONTH, TALL = 140, 196
"""The least height of a month, and that of one on a narrow page, which is scrolled anyhow."""

WEEKS = 6
GAP = 20
CENTRE = Qt.AlignmentFlag.AlignCenter
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearView(QFrame):
    """A year of an office: arrows go through days, Page Up and Page Down through months, Shift takes several days.

    `chosen` carries the first and the last day in hand, the one that moves last.
    """

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._calendar: OfficeCalendar | None = None
        self._year = date.min.year
        self._anchor = self._current = date.min
        self._today = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(320), px(420))

    def show_year(self, calendar: OfficeCalendar | None, year: int, days: tuple[date, date], today: date) -> None:
        """Shows a year with the days in hand."""
        self._calendar, self._year, self._today = calendar, year, today
        if {self._anchor, self._current} != set(days):
            self._anchor, self._current = days
        self.setAccessibleName(self.tr("Lịch năm {year}").format(year=year))
        self.setAccessibleDescription(self._spoken(self._current) if calendar else "")
        self.update()

    def _spoken(self, day: date) -> str:
        known = self._calendar.day(day) if self._calendar else None
        if known is None:
            return ""
        working = self.tr("ngày làm việc") if known.counting else self.tr("không làm việc")
        why = known.special.name if known.special else ""
        return ", ".join(part for part in (day_text(day, say), working, why) if part)

    def _columns(self) -> int:
        return COLUMNS if self.width() >= px(WIDE) else COLUMNS // 2

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._columns()
        self.setMinimumHeight(px((MONTH if columns == COLUMNS else TALL) * 12 // columns))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(860), px(560))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        month = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or (step is None and month is None):
            super().keyPressEvent(event)
            return
        moved = self._current + timedelta(days=step) if step else _month_later(self._current, month or 0)
        self._go(moved, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for month in range(1, 13):
            for day in range(1, monthrange(self._year, month)[1] + 1):
                if self._cell(date(self._year, month, day)).contains(place):
                    keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    self._go(date(self._year, month, day), keep=keep)
                    return

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for month in range(1, 13):
                self._draw_month(painter, month, self._calendar)

    def _go(self, day: date, *, keep: bool) -> None:
        self._current = day
        if not keep:
            self._anchor = day
        self.update()
        self.chosen.emit(self._anchor, self._current)

    def _month(self, month: int) -> QRect:
        columns = self._columns()
        rows = 12 // columns
        width = (self.width() - (columns - 1) * px(GAP)) // columns
        height = (self.height() - (rows - 1) * px(12)) // rows
        row, column = divmod(month - 1, columns)
        return QRect(column * (width + px(GAP)), row * (height + px(12)), width, height)

    def _cell(self, day: date) -> QRect:
        month = self._month(day.month)
        head = px(22) + px(18)
        width, height = month.width() / 7, (month.height() - head) / WEEKS
        week = (day.day - 1 + day.replace(day=1).weekday()) // 7
        left = month.left() + day.weekday() * width
        return QRectF(left, month.top() + head + week * height, width, height).toRect()

    def _draw_month(self, painter: QPainter, month: int, calendar: OfficeCalendar) -> None:
        place = self._month(month)
        strong = stepped(self.font(), "body", QFont.Weight.DemiBold)
        small = stepped(self.font(), "caption")
        palette = self.palette()
        title = QRect(place.left() + px(4), place.top(), place.width(), px(22))
        draw_text(painter, title, say("Tháng {month}").format(month=month), ink=palette.color(Role.Text), font=strong)
        for number, name in enumerate(map(say, labels.SHORT_WEEKDAYS)):
            left = place.left() + number * place.width() // 7
            cell = QRect(left, place.top() + px(22), place.width() // 7, px(18))
            draw_text(painter, cell, name, ink=palette.color(Role.PlaceholderText), font=small, align=CENTRE)
        for number in range(1, monthrange(self._year, month)[1] + 1):
            day = date(self._year, month, number)
            self._draw_day(painter, day, calendar.day(day), calendar)

    def _draw_day(self, painter: QPainter, day: date, known: Day, calendar: OfficeCalendar) -> None:
        cell = self._cell(day)
        mark = QRect(0, 0, min(cell.width(), px(34)) - px(4), min(cell.height(), px(28)) - px(3))
        mark.moveCenter(cell.center())
        palette = self.palette()
        low, high = sorted((self._anchor, self._current))
        if low <= day <= high:
            fill_rounded(painter, cell.adjusted(0, 1, 0, -1), palette.color(Role.Highlight), radius=4)
        ink = self._draw_mark(painter, mark, day, known)
        weight = QFont.Weight.DemiBold if known.special or day == self._today else QFont.Weight.Normal
        font = stepped(self.font(), "caption", weight)
        font.setUnderline(day == self._today)
        draw_text(painter, mark, str(day.day), ink=ink, font=font, align=CENTRE)
        if any(own.first <= day <= own.last or own.worked == day for own in calendar.local):
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(mark.right() - px(5), mark.top() + px(2), px(4), px(4)))
        if day == self._current and self.hasFocus():
            fill_rounded(painter, cell.adjusted(1, 1, -1, -1), None, palette.color(Role.Shadow), radius=5, width=2)

    def _draw_mark(self, painter: QPainter, mark: QRect, day: date, known: Day) -> QColor:
        """Paints what the day is and answers with the ink of its number."""
        look = look_of(day, known)
        palette = self.palette()
        if look is None:
            return palette.color(Role.Text if known.counting else Role.Dark)
        draw_look(painter, mark, look)
        return swatch(LOOKS[look]).color(Role.WindowText)

    @override
    def focusInEvent(self, event: object) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: object) -> None:
        self.update()


LOOKS = {"off": Tone.BAD, "half": Tone.WARN, "extra": Tone.GOOD, "swap": Tone.INFO}


def look_of(day: date, known: Day) -> str | None:
    """How a day is drawn: off, half, extra, the worked side of a swap, or nothing for a plain day."""
    special = known.special
    if special is None:
        return None
    if special.kind is SpecialKind.HALF_DAY:
        return "half" if known.open else None
    if special.kind is SpecialKind.EXTRA_DAY:
        return "extra"
    if special.kind is SpecialKind.SWAP and special.worked == day:
        return "swap"
    return "off"


def draw_look(painter: QPainter, mark: QRect, look: str) -> None:
    """Paints one look: off is filled, half is filled below, extra is framed, the worked side of a swap is dashed."""
    palette = swatch(LOOKS[look])
    fill, line = palette.color(Role.Window), palette.color(Role.WindowText)
    if look == "half":
        lower = mark.adjusted(0, mark.height() // 2, 0, 0)
        fill_rounded(painter, lower, fill, radius=4)
        fill_rounded(painter, mark, None, line, radius=4)
        return
    fill_rounded(painter, mark, fill, radius=4)
    if look == "off":
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1.5, Qt.PenStyle.DashLine if look == "swap" else Qt.PenStyle.SolidLine))
    painter.drawRoundedRect(QRectF(mark).adjusted(1, 1, -1, -1), px(4), px(4))


def _month_later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
