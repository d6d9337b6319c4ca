"""What painted widgets share: rounded shapes, the focus ring, key caps, status chips and soft shadows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget

from ui.icons import draw_icon
from ui.theme import Theme, px, swatch
from ui.tokens import TYPE_SCALE, Tone

RADIUS = 6
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Role = QPalette.ColorRole
_CHIP_WIDTHS: dict[tuple[str, str, int], int] = {}
"""Chips say few different things, in many rows."""


def stepped(font: QFont, step: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font at a step of the type scale."""
    result = QFont(font)
    result.setPixelSize(px(TYPE_SCALE[step]))
    result.setWeight(weight)
    return result


def fill_rounded(
    painter: QPainter,
    rect: QRect,
    fill: QColor | None,
    border: QColor | None = None,
    *,
    radius: int = RADIUS,
    width: int = 1,
) -> None:
    """Paints a rounded rectangle whose border lies wholly inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if border is not None else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), px(radius), px(radius))
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect, palette: QPalette, *, radius: int = RADIUS) -> None:
    """Paints the two-pixel ring of the widget that has the focus, with a gap that keeps it visible on any fill."""
    gap = rect.marginsRemoved(QMargins(2, 2, 2, 2))
    fill_rounded(painter, gap, None, palette.color(Role.Base), radius=radius - 2)
    fill_rounded(painter, rect, None, palette.color(Role.Shadow), radius=radius, width=2)


def draw_text(
    painter: QPainter, rect: QRect, text: str, *, ink: QColor, font: QFont, align: Qt.AlignmentFlag = LEFT
) -> None:
    """Paints one line of words, shortened with an ellipsis only when there is no room."""
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align, shown)


def keys_width(keys: str, font: QFont) -> int:
    """The width of a key cap with these keys, 0 for none."""
    if not keys:
        return 0
    return max(QFontMetrics(_key_font(font)).horizontalAdvance(keys) + px(10), px(20))


def draw_keys(painter: QPainter, rect: QRect, keys: str, colour: QColor, font: QFont) -> None:
    """Paints a key cap in the middle of the left side of the rectangle, in the given ink."""
    if not keys:
        return
    size = QSize(keys_width(keys, font), px(18))
    cap = _drawn(
        f"keys:{keys}:{colour.rgba()}", size, painter, partial(_paint_keys, keys=keys, colour=colour, font=font)
    )
    painter.drawPixmap(rect.left(), rect.center().y() - size.height() // 2 + 1, cap)


def _paint_keys(painter: QPainter, cap: QRect, *, keys: str, colour: QColor, font: QFont) -> None:
    edge = QColor(colour)
    edge.setAlphaF(0.38)
    fill_rounded(painter, cap, None, edge, radius=4)
    draw_text(painter, cap, keys, ink=colour, font=_key_font(font), align=Qt.AlignmentFlag.AlignCenter)


def chip_size(text: str, font: QFont) -> QSize:
    """The size of a status chip."""
    key = (text, font.family(), Theme.body)
    if key not in _CHIP_WIDTHS:
        _CHIP_WIDTHS[key] = QFontMetrics(_chip_font(font)).horizontalAdvance(text) + px(8 + 14 + 4 + 10)
    return QSize(_CHIP_WIDTHS[key], px(22))


def draw_chip(painter: QPainter, rect: QRect, text: str, *, tone: Tone, icon: str, font: QFont) -> None:
    """Paints a status as icon and words on its tone; the words are shortened when the rectangle is narrow."""
    paint = partial(_paint_chip, text=text, tone=tone, icon=icon, font=font)
    size = chip_size(text, font)
    top = rect.center().y() - size.height() // 2 + 1
    if size.width() <= rect.width():
        key = f"chip:{icon}:{text}:{swatch(tone).color(Role.WindowText).rgba()}"
        painter.drawPixmap(rect.left(), top, _drawn(key, size, painter, paint))
    else:
        paint(painter, QRect(rect.left(), top, rect.width(), size.height()))


def _drawn(key: str, size: QSize, painter: QPainter, paint: Callable[[QPainter, QRect], None]) -> QPixmap:
    """What looks the same in hundreds of rows, painted once for this size of text and kept."""
    ratio = painter.device().devicePixelRatio()
    key = f"{key}:{Theme.body}:{ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as inside:
            paint(inside, QRect(QPoint(0, 0), size))
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _paint_chip(painter: QPainter, chip: QRect, text: str, *, tone: Tone, icon: str, font: QFont) -> None:
    palette = swatch(tone)
    ink = palette.color(Role.WindowText)
    fill_rounded(painter, chip, palette.color(Role.Window), radius=11)
    mark = QRect(chip.left() + px(8), 0, px(14), px(14))
    mark.moveTop(chip.center().y() - mark.height() // 2 + 1)
    draw_icon(painter, icon, mark, ink)
    words = chip.adjusted(px(8 + 14 + 4), 0, -px(4), 0)
    draw_text(painter, words, text, ink=ink, font=_chip_font(font))


def draw_shadow(painter: QPainter, rect: QRect, spread: int, radius: int) -> None:
    """Paints a soft shadow around the rectangle, darker towards it and lower than it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(spread, 0, -1):
        painter.setBrush(QColor(0, 0, 0, 3))
        grown = QRectF(rect).adjusted(-step, -step * 0.6, step, step)
        painter.drawRoundedRect(grown, radius + step, radius + step)
    painter.restore()


def restyle(widget: QWidget) -> None:
    """Applies the style sheet again after a property that it selects by has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _key_font(font: QFont) -> QFont:
    result = stepped(font, "caption", QFont.Weight.Medium)
    result.setPixelSize(px(11))
    return result


def _chip_font(font: QFont) -> QFont:
    return stepped(font, "caption", QFont.Weight.Medium)
