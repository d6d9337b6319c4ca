"""How far a dossier is, as stations on a line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop_app.domain.states import State
from ui.icons import draw_icon
from ui.language import say
from ui.theme import px, swatch
from ui.tokens import Tone
from ui.widgets.paint import Role, fill_rounded

STATIONS = ("Đã tiếp nhận", "Đang giải quyết", "Có kết quả", "Đã trả kết quả")
UNDER_WAY = 1
"""The station at which a dossier stays for days: it is reached, and not done."""

REACHED = {
    State.SUBMITTED: 0,
    State.SENT_BACK: 0,
    State.RECEIVED: 1,
    State.IN_PROCESS: 2,
    State.SUPPLEMENT: 2,
    State.DUTY: 2,
    State.READY: 3,
    State.RETURNED: 4,
}
NAMES = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class Track(QWidget):
    """Four stations; those that were reached carry a tick, or a dot while the dossier is there; the newest is bold."""

    def __init__(self) -> None:
        super().__init__()
        self._reached = 0
        self._factor = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        self._factor = factor
        self.updateGeometry()

    def show_state(self, state: State) -> None:
        """Shows how far a dossier in this state is; one that ended otherwise has no way to show."""
        self.setVisible(state in REACHED)
        self._reached = REACHED.get(state, 0)
        self.setAccessibleName(", ".join(say(name) for name in STATIONS[: self._reached]))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(600), self._above() + self._names_height())

    def _above(self) -> int:
        return px(44 * self._factor) + px(8)

    def _names_height(self) -> int:
        """As high as the name that is broken into most lines."""
        metrics = QFontMetrics(self._font(last=True))
        room = QRect(0, 0, max(self.width() // len(STATIONS), 1), 1_000)
        return max(metrics.boundingRect(room, NAMES, say(name)).height() for name in STATIONS)

    def _font(self, *, last: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(18 * self._factor))
        font.setWeight(QFont.Weight.DemiBold if last else QFont.Weight.Normal)
        return font

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        factor = self._factor
        side, width = px(44 * factor), self.width() // len(STATIONS)
        palette = self.palette()
        good = swatch(Tone.GOOD).color(Role.WindowText)
        quiet = palette.color(Role.Dark)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, name in enumerate(map(say, STATIONS)):
                centre = place * width + width // 2
                if place:
                    line = QRect(centre - width + side // 2 + px(8), side // 2 - 2, width - side - px(16), px(4))
                    painter.fillRect(line, good if place < self._reached else quiet)
                mark = QRect(centre - side // 2, 0, side, side)
                self._draw_mark(painter, mark, place)
                self._draw_name(painter, QRect(centre - width // 2, side + px(8), width, self.height()), name, place)

    def _draw_mark(self, painter: QPainter, mark: QRect, place: int) -> None:
        good = swatch(Tone.GOOD).color(Role.WindowText)
        inner = mark.adjusted(*(side * mark.width() // 4 for side in (1, 1, -1, -1)))
        radius = mark.width()
        if place >= self._reached:
            fill_rounded(painter, mark, None, self.palette().color(Role.Dark), radius=radius, width=2)
        elif place == self._reached - 1 == UNDER_WAY:
            fill_rounded(painter, mark, None, good, radius=radius, width=2)
            fill_rounded(painter, inner, good, radius=radius)
        else:
            fill_rounded(painter, mark, good, good, radius=radius, width=2)
            draw_icon(painter, "check", inner, self.palette().color(Role.Base))

    def _draw_name(self, painter: QPainter, room: QRect, name: str, place: int) -> None:
        palette = self.palette()
        ink: QColor = palette.color(Role.Text if place < self._reached else Role.PlaceholderText)
        painter.setFont(self._font(last=place == self._reached - 1))
        painter.setPen(ink)
        painter.drawText(room, NAMES, name)
