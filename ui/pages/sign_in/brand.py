"""Whose program this is and where one signs in: the quiet half of the sign-in."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from ui.theme import px
from ui.tokens import MARK
from ui.widgets.paint import Role
from ui.widgets.text import Icon, Text


class Brand(QFrame):
    """The mark, the name, the office and the desk, on a surface with a large door drawn on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "brand")
        self._office = Text("", "title", wrap=True)
        self._station = Text("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(48), px(40), px(48), px(40))
        column.setSpacing(px(8))
        column.addWidget(Icon("mark", 64, colour=MARK))
        column.addSpacing(px(8))
        column.addWidget(Text("Một Cửa", "display"))
        column.addWidget(Text(self.tr("Tiếp nhận và trả kết quả thủ tục hành chính"), "muted", wrap=True))
        column.addStretch(1)
        column.addWidget(self._office)
        column.addWidget(self._station)

    def show_place(self, office: str, station: str) -> None:
        """Says where one is; nothing before there is an office."""
        for words, text in ((self._office, office), (self._station, station)):
            words.setText(text)
            words.setVisible(bool(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = QColor(self.palette().color(Role.Accent))
        ink.setAlphaF(0.16)
        wide, high = self.width() * 0.46, self.height() * 0.62
        left, foot = self.width() - wide * 0.92, float(self.height() * 0.80)
        arch = QPainterPath(QPointF(left, foot))
        arch.lineTo(left, foot - high + wide / 2)
        arch.arcTo(left, foot - high, wide, wide, 180, -180)
        arch.lineTo(left + wide, foot)
        # One line, drawn once: where two of them crossed, the ink would be darker.
        arch.moveTo(left - wide * 0.3, foot)
        arch.lineTo(left + wide, foot)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, px(14), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(arch)
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(left + wide * 0.72, foot - high * 0.38), px(9), px(9))
