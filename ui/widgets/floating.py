"""What floats above a page inside the same window: lists under a field, and panels over a dimmed page.

Both are child widgets, not windows: nothing grabs the keyboard from the input method, and nothing is modal.
"""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import px
from ui.widgets.paint import Role, draw_shadow, fill_rounded

SHADOW = 12


class Floating(QWidget):
    """A raised surface under its anchor that never takes the focus; `body` holds what it shows."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SHADOW + px(4), SHADOW + px(4), SHADOW + px(4), SHADOW + px(4))
        self.hide()

    def open(self, width: int, height: int) -> None:
        """Shows the surface below its anchor, or above it where there is more room, and never beyond the window."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._anchor.mapTo(window, QPoint(0, 0))
        width = min(width, window.width())
        left = max(0, min(corner.x(), window.width() - width - px(8)))
        below = corner.y() + self._anchor.height() + px(4)
        room_below, room_above = window.height() - below - px(4), corner.y() - px(8)
        if height <= room_below or room_below >= room_above:
            frame = QRect(left, below, width, min(height, room_below))
        else:
            kept = min(height, room_above)
            frame = QRect(left, corner.y() - px(4) - kept, width, kept)
        self.setGeometry(frame.marginsAdded(QMargins(SHADOW, SHADOW, SHADOW, SHADOW)))
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_raised(self, self.rect().marginsRemoved(QMargins(SHADOW, SHADOW, SHADOW, SHADOW)))


class Overlay(QWidget):
    """A panel over the dimmed page; Esc and a click beside it close it, and the focus goes back where it was.

    It covers only its own window, starts no event loop, and scans are still recognised while it is open.
    """

    closed = Signal()

    def __init__(self, window: QWidget, width: int, top: int) -> None:
        super().__init__(window)
        self._width = width
        self._top = top
        self._focus_before: QWidget | None = None
        self.panel = _Panel(self)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Shows the panel over the page and takes the focus into it."""
        self._focus_before = QApplication.focusWidget()
        self._place()
        self.raise_()
        self.show()
        self.panel.setFocus()

    def close_panel(self) -> None:
        """Hides the panel and gives the focus back."""
        if self.isVisible():
            self.hide()
            if self._focus_before is not None and self._focus_before.isVisible():
                self._focus_before.setFocus()
            self.closed.emit()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
            if (layout := self.panel.layout()) is not None:
                # What has changed in a layout within it is known to it in the next round only.
                layout.activate()
            width = min(px(self._width), window.width() - 2 * px(16))
            height = min(self.panel.sizeHint().height(), window.height() - px(self._top) - px(16))
            self.panel.setGeometry((window.width() - width) // 2, px(self._top), width, height)
            # The shadow lies outside the panel: where that has shrunk, nobody else would wipe it away.
            self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        # Tab stays inside the panel while it is open.
        inside = [child for child in self.panel.findChildren(QWidget) if _takes_tab(child)]
        current = QApplication.focusWidget()
        if inside:
            step = 1 if following else -1
            place = inside.index(current) if current in inside else -step
            inside[(place + step) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(8, 10, 16, 110))
            draw_shadow(painter, self.panel.geometry(), 16, px(12))


class _Panel(QWidget):
    """The raised surface of an overlay."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_raised(self, self.rect(), shadow=False)


def _takes_tab(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _paint_raised(widget: QWidget, frame: QRect, *, shadow: bool = True) -> None:
    palette = widget.palette()
    with QPainter(widget) as painter:
        if shadow:
            draw_shadow(painter, frame, SHADOW - 2, px(8))
        fill_rounded(painter, frame, palette.color(Role.Light), palette.color(Role.Dark), radius=8)
