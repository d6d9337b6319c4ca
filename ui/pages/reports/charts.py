"""Charts that are read at a glance: every part has its number in words, colour only helps the eye."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop_app.words.figures import grouped
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.paint import Role, draw_text, fill_rounded, stepped

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
ROW = 22
LEGEND = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: what it is called, how much, its meaning; a hatched part is told apart without colour."""

    name: str
    value: int
    tone: Tone
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its name and its parts."""

    name: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(part.value for part in self.parts)


class BarChart(QWidget):
    """Bars one under the other on one scale, longest first as they are given; a legend names the parts."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._most = most
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draws these bars, at most as many as there is room for."""
        self._bars = bars[: self._most]
        said = [f"{bar.name}: " + ", ".join(f"{part.name} {part.value}" for part in bar.parts) for bar in bars]
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(320), px(LEGEND) + px(ROW) * self._most)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        font = stepped(self.font(), "caption", QFont.Weight.Medium)
        palette = self.palette()
        metrics = QFontMetrics(font)
        names = min(max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + px(12), self.width() * 2 // 5)
        numbers = max(metrics.horizontalAdvance(grouped(bar.total)) for bar in self._bars) + px(10)
        longest = max(bar.total for bar in self._bars) or 1
        with QPainter(self) as painter:
            draw_legend(painter, QRect(0, 0, self.width(), px(16)), self._bars[0].parts)
            for place, bar in enumerate(self._bars):
                line = QRect(0, px(LEGEND) + place * px(ROW), self.width(), px(ROW))
                draw_text(painter, line.adjusted(0, 0, names - line.width(), 0), bar.name, ink=ink(self), font=font)
                room = line.adjusted(names, px(3), -numbers, -px(3))
                draw_parts(painter, room, bar.parts, longest, font)
                end = QRect(room.left() + room.width() * bar.total // longest, line.top(), numbers, line.height())
                draw_text(painter, end, grouped(bar.total), ink=palette.color(Role.Text), font=font, align=RIGHT)


class ColumnChart(QWidget):
    """Pairs of columns through time: what came in and what was solved, with the share in time under each pair."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pairs: Sequence[tuple[str, int, int, str]] = ()
        self._names = ("", "")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(130))

    def show_pairs(self, names: tuple[str, str], pairs: Sequence[tuple[str, int, int, str]]) -> None:
        """Draws for each time its name, both numbers and a word under it; the last one is the one in question."""
        self._names = names
        self._pairs = pairs
        said = [f"{name}: {names[0]} {first}, {names[1]} {second}, {word}" for name, first, second, word in pairs]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pairs:
            return
        tallest = max(max(first, second) for _, first, second, _ in self._pairs) or 1
        width = self.width() // len(self._pairs)
        with QPainter(self) as painter:
            legend = (Part(self._names[0], 0, Tone.NEUTRAL), Part(self._names[1], 0, Tone.GOOD))
            draw_legend(painter, QRect(0, 0, self.width(), px(16)), legend)
            floor = self.height() - px(36)
            for place, pair in enumerate(self._pairs):
                room = QRect(place * width, px(LEGEND), width, floor - px(LEGEND))
                self._draw_pair(painter, room, pair, tallest, last=place == len(self._pairs) - 1)
            painter.fillRect(0, floor, self.width(), 1, self.palette().color(Role.Dark))

    def _draw_pair(
        self, painter: QPainter, room: QRect, pair: tuple[str, int, int, str], tallest: int, *, last: bool
    ) -> None:
        name, *numbers, word = pair
        small = stepped(self.font(), "caption")
        strong = stepped(self.font(), "caption", QFont.Weight.DemiBold)
        column = min(px(34), room.width() * 2 // 5)
        above = px(16)
        for side, (number, tone) in enumerate(zip(numbers, (Tone.NEUTRAL, Tone.GOOD), strict=True)):
            height = (room.height() - above) * int(number) // tallest
            left = room.center().x() - column - px(1) + side * (column + px(2))
            bar = QRect(left, room.bottom() + 1 - height, column, height)
            painter.fillRect(bar, brush(Part("", 0, tone)))
            label = QRect(left - px(6), bar.top() - above, column + px(12), above)
            if any(numbers):
                draw_text(painter, label, grouped(int(number)), ink=ink(self), font=small, align=CENTRE)
        under = QRect(room.left(), room.bottom() + px(3), room.width(), px(17))
        draw_text(painter, under, name, ink=ink(self), font=strong if last else small, align=CENTRE)
        muted = self.palette().color(Role.PlaceholderText)
        draw_text(painter, under.translated(0, px(16)), word, ink=muted, font=small, align=CENTRE)


class ShareBar(QWidget):
    """One bar over the whole width: how the parts make up the whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setAccessibleName(name)
        self.setFixedHeight(px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Draws these parts."""
        self._parts = parts
        self.setAccessibleDescription(", ".join(f"{part.name} {part.value}" for part in parts))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(part.value for part in self._parts)
        with QPainter(self) as painter:
            fill_rounded(painter, self.rect(), self.palette().color(Role.AlternateBase), radius=4)
            if total:
                draw_parts(painter, self.rect(), self._parts, total, None)


def draw_parts(painter: QPainter, room: QRect, parts: Sequence[Part], whole: int, font: QFont | None) -> None:
    """Paints parts from left to right on a scale of which `whole` fills the room; numbers where they fit."""
    left, done = room.left(), 0
    for part in parts:
        done += part.value
        right = room.left() + room.width() * done // whole
        if right > left:
            box = QRect(left, room.top(), max(right - left - 1, 1), room.height())
            painter.fillRect(box, brush(part))
            if part.hatched:
                painter.setPen(swatch(part.tone).color(Role.WindowText))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
            text = grouped(part.value)
            if (
                font is not None
                and not part.hatched
                and QFontMetrics(font).horizontalAdvance(text) + px(8) <= box.width()
            ):
                draw_text(painter, box, text, ink=swatch(part.tone).color(Role.Window), font=font, align=CENTRE)
        left = right


def draw_legend(painter: QPainter, room: QRect, parts: Sequence[Part]) -> None:
    """Paints what the parts are called, each beside a piece of its filling."""
    font = stepped(painter.font(), "caption")
    metrics = QFontMetrics(font)
    left = room.left()
    for part in parts:
        painter.fillRect(QRect(left, room.top() + px(3), px(10), px(10)), brush(part))
        width = metrics.horizontalAdvance(part.name)
        place = QRect(left + px(15), room.top(), width + 1, room.height())
        draw_text(painter, place, part.name, ink=swatch("control").color(Role.WindowText), font=font)
        left += px(15) + width + px(16)


def brush(part: Part) -> QBrush:
    """The filling of a part."""
    colour = swatch(part.tone).color(Role.WindowText)
    return QBrush(colour, Qt.BrushStyle.BDiagPattern if part.hatched else Qt.BrushStyle.SolidPattern)


def ink(widget: QWidget) -> QColor:
    """The colour of words on a chart."""
    return widget.palette().color(Role.Text)
