"""What has the keyboard is in sight, wherever a page has to be scrolled."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.soon import soon
from ui.theme import px

AROUND, ENOUGH = 32, 120
"""What is seen above and below as well, as a field has its label there; and how much of something high is enough."""

SETTLING = 300
"""Milliseconds in which a page that was just come to finds out how high it is."""


def follow_focus(area: QScrollArea) -> None:
    """Has the area scrolled to what gets the focus in it, by a key, a scan or the program; Qt follows Tab alone."""
    _Follower(area)


def bring_into_sight(widget: QWidget) -> None:
    """Scrolls everything that the widget lies in, so far that it is seen; to the very start where that is enough."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            _scroll(around, widget)
        around = around.parentWidget()


def focus_first_seen(*widgets: QWidget) -> None:
    """Gives the keyboard to the first of these that is seen where its page begins, so that no page opens in its middle.

    Where none is, the last one takes it.
    """
    next((widget for widget in widgets if _seen_at_the_top(widget)), widgets[-1]).setFocus()


def _seen_at_the_top(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (content := around.widget()) is not None:
            end = _top(content, widget) + min(widget.height(), px(ENOUGH))
            if end > around.viewport().height():
                return False
        around = around.parentWidget()
    return True


def _top(content: QWidget, widget: QWidget) -> int:
    return widget.mapTo(content, widget.rect().topLeft()).y()


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    if (content := area.widget()) is None:
        return
    top = _top(content, widget)
    end = top + min(widget.height(), px(ENOUGH))
    if end + px(AROUND) <= area.viewport().height():
        area.verticalScrollBar().setValue(0)
    else:
        area.ensureVisible(0, end, 0, px(AROUND))
        area.ensureVisible(0, top, 0, px(AROUND))


class _Follower(QObject):
    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._settling = QTimer(self, singleShot=True, interval=SETTLING)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_focus)
        area.verticalScrollBar().rangeChanged.connect(self._grown)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # What the mouse points at stays under it.
        if now is not None and self._area.isAncestorOf(now) and not QApplication.mouseButtons():
            self._settling.start()
            self._show_focus()
            self._soon.start()

    def _grown(self) -> None:
        if self._settling.isActive():
            self._show_focus()

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and focus.isVisible() and self._area.isAncestorOf(focus):
            bring_into_sight(focus)


class FocusInSight(QObject):
    """Gives the keyboard back where something out of sight has taken it.

    An answer may come when its page was left: what it leads the keyboard to would take what is typed on another one.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._look)

    def _look(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not new.isVisible():
            # A moment later: it may be on its way into sight.
            soon(self, partial(self._give_back, old))

    def _give_back(self, old: QWidget | None) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible() and old is not None and isValid(old) and old.isVisible():
            old.setFocus()
