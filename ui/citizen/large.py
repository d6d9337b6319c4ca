"""Large calm type and large targets for screens that are read standing, and touched."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px, swatch
from ui.widgets.paint import Role, draw_text, fill_rounded, focus_ring

LYING = (1024, 768)
UPRIGHT = (720, 1024)
"""The screens in logical pixels on which sizes are as given."""


@runtime_checkable
class Growing(Protocol):
    """What takes its size from the window it stands on."""

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""


def upright(widget: QWidget) -> bool:
    """Whether the window is higher than wide, as on a pillar in a hall."""
    window = widget.window()
    return window.height() > window.width()


def direction(*, upright: bool) -> QBoxLayout.Direction:
    """How things that belong together follow one another: side by side, or below one another."""
    return QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight


def factor_of(widget: QWidget) -> float:
    """How much larger than given things are on this window: they grow with the screen.

    They do not grow with the size of text at the desk as well: what stands there is readable from afar already, and a
    small screen would not hold it.
    """
    window = widget.window()
    width, height = UPRIGHT if upright(widget) else LYING
    return max(min(window.height() / height, window.width() / width), 0.6) / px(100) * 100


class Large(QLabel):
    """Words in a size that grows with the window; never interprets markup."""

    def __init__(self, text: str = "", size: int = 28, *, strong: bool = False, muted: bool = False) -> None:
        super().__init__(text)
        self._size = size
        self._strong = strong
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if muted:
            self.setForegroundRole(Role.PlaceholderText)
        self.rescale(1.0)

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        font = QFont(self.font())
        font.setPixelSize(px(self._size * factor))
        font.setWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        self.setFont(font)


class LargeButton(QAbstractButton):
    """A target for a finger: words with an icon above or beside them, at least as high as a thumb."""

    def __init__(self, text: str, *, icon: str = "", primary: bool = False, size: int = 24, height: int = 72) -> None:
        super().__init__()
        self._icon = icon
        self._primary = primary
        self._size = size
        self._height = height
        self._factor = 1.0
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rescale(self, factor: float) -> None:
        """Takes the size for this window."""
        self._factor = factor
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(self._size * self._factor))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        icon = px(self._size * 1.6 * self._factor) if self._icon else 0
        return QSize(words + icon + px(32 * self._factor), px(self._height * self._factor))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(48 * self._factor), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = swatch("primary" if self._primary else "control")
        fill = palette.color(Role.Mid if self.isDown() else Role.Window)
        ink = palette.color(Role.WindowText)
        border = None if self._primary else self.palette().color(Role.Dark)
        if not self.isEnabled():
            fill, ink, border = self.palette().color(Role.AlternateBase), self.palette().color(Role.Dark), None
        with QPainter(self) as painter:
            fill_rounded(painter, self.rect(), fill, border, radius=round(10 * self._factor))
            words = QRect(self.rect())
            if self._icon and self.text():
                side = px(self._size * 1.5 * self._factor)
                wide = QFontMetrics(self._font()).horizontalAdvance(self.text())
                left = (self.width() - side - px(10) - wide) // 2
                draw_icon(painter, self._icon, QRect(left, (self.height() - side) // 2, side, side), ink)
                words.setLeft(left + side + px(10))
                draw_text(painter, words, self.text(), ink=ink, font=self._font())
            elif self._icon:
                side = px(self._size * 1.5 * self._factor)
                box = QRect(0, 0, side, side)
                box.moveCenter(self.rect().center())
                draw_icon(painter, self._icon, box, ink)
            else:
                align = Qt.AlignmentFlag.AlignCenter
                draw_text(painter, words, self.text(), ink=ink, font=self._font(), align=align)
            if self.hasFocus():
                focus_ring(painter, self.rect(), self.palette(), radius=round(10 * self._factor))


class Face(LargeButton):
    """One answer to how it went: a face above its words."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, size=19, height=150)
        self._face = icon

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(150 * self._factor), px(150 * self._factor))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = swatch("control")
        with QPainter(self) as painter:
            fill = palette.color(Role.Mid if self.isDown() else Role.Window)
            fill_rounded(painter, self.rect(), fill, self.palette().color(Role.Dark), radius=round(12 * self._factor))
            side = px(64 * self._factor)
            box = QRect((self.width() - side) // 2, px(20 * self._factor), side, side)
            draw_icon(painter, self._face, box, palette.color(Role.WindowText))
            font = self._font()
            painter.setFont(font)
            painter.setPen(palette.color(Role.WindowText))
            words = QRect(px(6), box.bottom(), self.width() - px(12), self.height() - box.bottom())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.text())
            if self.hasFocus():
                focus_ring(painter, self.rect(), self.palette(), radius=round(12 * self._factor))


def rescale_all(window: QWidget) -> None:
    """Has everything large in a window take the size for it."""
    factor = factor_of(window)
    for child in window.findChildren(QWidget):
        if isinstance(child, Growing):
            child.rescale(factor)
