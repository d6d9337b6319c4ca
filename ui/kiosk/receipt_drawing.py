"""The receipt as a drawing: where on it the codes are that are held to the scanner."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.paint import Role

WIDE, HIGH = 300.0, 390.0
BARS = "11010010110011101001101100101110010110100110111001011010011"
QR = ("1110111", "1010101", "1110111", "0001010", "1110110", "1010011", "1110101")
LINES = (0.92, 0.80, 0.86, 0.55, 0.90, 0.72, 0.40)
LINE = 18.0


class ReceiptDrawing(QWidget):
    """A sheet with its two codes in strong ink and everything else as grey lines; a beam of light on the bar code."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Mã vạch và mã QR nằm ở phần trên của giấy tiếp nhận."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(WIDE), round(HIGH))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(WIDE / 2), round(HIGH / 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        scale = min(self.width() / (WIDE + 60), self.height() / (HIGH + 40))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate((self.width() - WIDE * scale) / 2, (self.height() - HIGH * scale) / 2)
            painter.scale(scale, scale)
            painter.setPen(QPen(palette.color(Role.Dark), 1.5))
            painter.setBrush(palette.color(Role.Base))
            painter.drawRoundedRect(QRectF(0, 0, WIDE, HIGH), 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            _draw_words(painter, palette)
            _draw_codes(painter, palette.color(Role.Text))
            _draw_beam(painter, palette.color(Role.Accent))


def _draw_words(painter: QPainter, palette: QPalette) -> None:
    painter.setBrush(palette.color(Role.Mid))
    for left, above, wide in ((30, 28, 80), (38, 40, 64), (150, 28, 120), (170, 40, 80)):
        painter.drawRoundedRect(QRectF(left, above, wide, 6), 3, 3)
    top = 190.0
    for share in LINES:
        painter.drawRoundedRect(QRectF(30, top, (WIDE - 60) * share, 7), 3, 3)
        top += LINE
    for place in (46.0, 186.0):
        painter.drawRoundedRect(QRectF(place, top + 12, 68, 7), 3, 3)
    painter.setBrush(palette.color(Role.Dark))
    painter.drawRoundedRect(QRectF(122, 68, 140, 9), 4, 4)


def _draw_codes(painter: QPainter, ink: QColor) -> None:
    painter.setBrush(ink)
    cell = 66 / len(QR)
    for row, signs in enumerate(QR):
        for column, sign in enumerate(signs):
            if sign == "1":
                painter.drawRect(QRectF(30 + column * cell, 68 + row * cell, cell + 0.3, cell + 0.3))
    bar = 162 / len(BARS)
    for place, sign in enumerate(BARS):
        if sign == "1":
            painter.drawRect(QRectF(111 + place * bar, 92, bar + 0.2, 42))


def _draw_beam(painter: QPainter, ink: QColor) -> None:
    light = QColor(ink)
    light.setAlphaF(0.16)
    painter.setBrush(light)
    painter.drawRoundedRect(QRectF(22, 58, WIDE - 44, 88), 10, 10)
    painter.setPen(QPen(ink, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(-14, 113), QPointF(WIDE + 14, 113))
