"""The slim rail at the left: where one can go, with the key that goes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout
from typing_extensions import override

from ui.icons import draw_icon
from ui.soon import soon
from ui.theme import px
from ui.widgets.button import key_text, trigger
from ui.widgets.paint import Role, draw_text, fill_rounded, stepped
from ui.widgets.sight import bring_into_sight

WIDTH = 92
NARROW = 60
HEIGHT = 62


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One page of the rail: its name, its action and its icon."""

    page: str
    action: QAction
    icon: str


class Rail(QFrame):
    """The pages one under the other; the one that is shown is marked by shape and weight, not by colour alone."""

    def __init__(self, entries: Sequence[RailEntry], foot: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(self.tr("Các màn hình"))
        self._buttons = {entry.page: _RailButton(entry) for entry in (*entries, *foot)}
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(10), px(6), px(10))
        column.setSpacing(px(2))
        for entry in entries:
            column.addWidget(self._buttons[entry.page])
        column.addStretch(1)
        for entry in foot:
            column.addWidget(self._buttons[entry.page])

    def mark(self, page: str) -> None:
        """Marks the page that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == page)
            if name == page:
                # Large text on a small screen leaves no room for all of them.
                soon(button, partial(bring_into_sight, button))

    def title(self, page: str) -> str:
        """What a page is called here, "" for one that does not stand in the rail."""
        return self._buttons[page].text() if page in self._buttons else ""

    def set_narrow(self, narrow: bool) -> None:
        """Shows icons and keys alone where the names would take the room of the work."""
        self.setFixedWidth(px(NARROW if narrow else WIDTH))
        for button in self._buttons.values():
            button.set_narrow(narrow)

    def badge(self, page: str, number: int) -> None:
        """Shows how much waits on a page, nothing for zero."""
        self._buttons[page].set_badge(number)


class _RailButton(QAbstractButton):
    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self._icon = entry.icon
        self._badge = 0
        self._narrow = False
        self._key = key_text(entry.action.shortcut())
        self.setText(entry.action.text())
        self.setAccessibleName(entry.action.text())
        self.setToolTip(f"{entry.action.toolTip()} ({self._key})")
        self.setCheckable(True)
        # The rail is reached by its keys; Tab stays in the work.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: trigger(entry.action, by_mouse=True))

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def set_badge(self, number: int) -> None:
        self._badge = number
        self.setAccessibleDescription(str(number) if number else "")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px((NARROW if self._narrow else WIDTH) - 12), px(46 if self._narrow else HEIGHT))

    @override
    def nextCheckState(self) -> None:
        """Leaves the mark to the rail: it follows the page that is shown, not the click."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        ink = palette.color(Role.Text if self.isChecked() else Role.PlaceholderText)
        with QPainter(self) as painter:
            if self.isChecked():
                fill_rounded(painter, self.rect(), palette.color(Role.Highlight), radius=8)
            elif self.underMouse():
                fill_rounded(painter, self.rect(), palette.color(Role.Midlight), radius=8)
            icon = QRect((self.width() - px(20)) // 2, px(9), px(20), px(20))
            accent = palette.color(Role.Link) if self.isChecked() else ink
            draw_icon(painter, self._icon, icon, accent)
            if not self._narrow:
                weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium
                self._draw_line(painter, px(31), self.text(), stepped(self.font(), "caption", weight), ink)
            small = stepped(self.font(), "caption")
            small.setPixelSize(px(11))
            self._draw_line(
                painter, px(30 if self._narrow else 46), self._key, small, palette.color(Role.PlaceholderText)
            )
            if self._badge:
                self._draw_badge(painter, icon)

    def _draw_line(self, painter: QPainter, top: int, text: str, font: QFont, ink: QColor) -> None:
        line = QRect(0, top, self.width(), px(15))
        draw_text(painter, line, text, ink=ink, font=font, align=Qt.AlignmentFlag.AlignCenter)

    def _draw_badge(self, painter: QPainter, icon: QRect) -> None:
        font = stepped(self.font(), "caption", QFont.Weight.DemiBold)
        font.setPixelSize(px(10))
        text = str(self._badge) if self._badge < 100 else "99+"
        width = max(px(16), painter.fontMetrics().horizontalAdvance(text) + px(4))
        place = QRect(icon.right() - px(4), icon.top() - px(5), width, px(15))
        palette = self.palette()
        fill_rounded(painter, place, palette.color(Role.Accent), radius=8)
        draw_text(painter, place, text, ink=palette.color(Role.Base), font=font, align=Qt.AlignmentFlag.AlignCenter)
