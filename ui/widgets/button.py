"""The one button of the counter."""

from typing import Literal, Self

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from shiboken6 import isValid
from typing_extensions import override

from ui.icons import draw_icon
from ui.theme import px, swatch
from ui.widgets.paint import Role, draw_keys, draw_text, fill_rounded, focus_ring, keys_width, stepped
from ui.widgets.patience import Patience

Kind = Literal["primary", "secondary", "quiet", "danger"]

CLICKED = "clicked"
"""The property of an action while the mouse triggers it."""

GAP = 8
ICON = 16


class Button(QAbstractButton):
    """A push button that shows its key; "primary" is kept for the one next step of a page.

    Enter and Space press it while it has the focus. The key shown is a hint: the shortcut itself belongs to the
    action (see `Button.of`), so that no key is bound twice.
    """

    def __init__(
        self, text: str, kind: Kind = "secondary", *, key: str = "", icon: str = "", big: bool = False, tip: str = ""
    ) -> None:
        super().__init__()
        self._kind: Kind = kind
        self._key = key
        self._icon = icon
        self._big = big
        self._short = ""
        self._under_mouse = False
        self._patience = Patience()
        self.setText(text)
        self.setAccessibleName(text or tip)
        self.setAccessibleDescription(key)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @classmethod
    def of(
        cls, action: QAction, kind: Kind = "secondary", *, icon: str = "", big: bool = False, short: str = ""
    ) -> Self:
        """A button for an action: its words, its key and whether it can be pressed follow the action.

        `short` stands on the button where the whole name, which the palette and screen readers say, has no room.
        """
        button = cls(action.text(), kind, icon=icon, big=big)
        button._short = short
        button.clicked.connect(lambda: trigger(action, by_mouse=button.take_mouse()))
        action.changed.connect(lambda: button.follow(action))
        button.follow(action)
        return button

    def hold_back(self) -> None:
        """Takes no Enter for as long as a double press lasts: the second one was not meant for this button."""
        self._patience.begin()

    def set_kind(self, kind: Kind) -> None:
        """Changes the rank of the button, for example when another step becomes the next one."""
        self._kind = kind
        self.update()

    def take_mouse(self) -> bool:
        """Whether the click that is being told came from the mouse."""
        by_mouse, self._under_mouse = self._under_mouse, False
        return by_mouse

    def show_text(self, text: str) -> None:
        """Shows other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def shorten(self, short: str) -> None:
        """From the next change of its action on, shows these words in place of the whole name; "" for all of it."""
        self._short = short

    def show_icon(self, icon: str) -> None:
        """Shows another icon beside the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def follow(self, action: QAction) -> None:
        """Takes words, key and state from the action."""
        self.setText(self._short or action.text())
        self.setAccessibleName(action.text())
        self.setEnabled(action.isEnabled())
        self._key = key_text(action.shortcut())
        self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        strong = self._kind in {"primary", "danger"}
        return stepped(self.font(), "body", QFont.Weight.DemiBold if strong else QFont.Weight.Medium)

    def _widths(self) -> tuple[int, int, int]:
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return (px(ICON) if self._icon else 0), words, keys_width(self._key, self.font())

    def _colours(self) -> tuple[QPalette, QColor | None, QColor | None]:
        """Ink palette, fill and border in the state that the button is in."""
        palette = swatch(self._kind if self._kind in {"primary", "danger"} else "control")
        fill = palette.color(Role.Window)
        if not self.isEnabled():
            if self._kind == "quiet":
                return palette, None, None
            return palette, self.palette().color(Role.AlternateBase), self.palette().color(Role.Mid)
        if self.isDown() or self.isChecked():
            fill = palette.color(Role.Mid)
        elif self.underMouse():
            fill = palette.color(Role.Midlight)
        elif self._kind == "quiet":
            return palette, None, None
        return palette, fill, self.palette().color(Role.Dark) if self._kind == "secondary" else None

    def _draw_content(self, painter: QPainter, ink: QColor) -> None:
        icon, words, keys = self._widths()
        parts = [width for width in (icon, words, keys) if width]
        total = sum(parts) + px(GAP) * (len(parts) - 1)
        if words and keys and total > self.width() - 2 * px(GAP):
            # Held narrower than it asks for: rather without its key than with half of its words.
            total, keys = total - keys - px(GAP), 0
        left = (self.width() - total) // 2
        height = self.height()
        if icon:
            draw_icon(painter, self._icon, QRect(left, (height - icon) // 2, icon, icon), ink)
            left += icon + px(GAP)
        if words:
            draw_text(painter, QRect(left, 0, words + 1, height), self.text(), ink=ink, font=self._font())
            left += words + px(GAP)
        if keys:
            draw_keys(painter, QRect(left, 0, keys, height), self._key, ink, self.font())

    @override
    def sizeHint(self) -> QSize:
        parts = [width for width in self._widths() if width]
        side = px(16 if self._big else 8 if self._kind == "quiet" else 12)
        wide = sum(parts) + px(GAP) * (len(parts) - 1) + 2 * side
        height = px(40) if self._big else px(32)
        return QSize(height if not self.text() and not self._key else wide, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._under_mouse = True
        super().mouseReleaseEvent(event)
        if isValid(self):
            self._under_mouse = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            if not self._patience.holds:
                self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette, fill, border = self._colours()
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        ink = palette.color(group, Role.WindowText) if self.isEnabled() else self.palette().color(group, Role.Text)
        with QPainter(self) as painter:
            fill_rounded(painter, self.rect(), fill, border)
            self._draw_content(painter, ink)
            if self.hasFocus():
                focus_ring(painter, self.rect(), self.palette())


def trigger(action: QAction, *, by_mouse: bool) -> None:
    """Triggers an action, which says while it runs whether the mouse has done it."""
    action.setProperty(CLICKED, by_mouse)
    action.trigger()
    if isValid(action):
        action.setProperty(CLICKED, False)


def key_text(sequence: QKeySequence) -> str:
    """The keys as they are printed on the keyboard: "Ctrl+K", "Enter", "Esc"."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    for name, shown in (("Return", "Enter"), ("Escape", "Esc"), ("Del", "Delete"), ("PgUp", "PageUp")):
        if text.split("+")[-1] == name:
            text = text[: -len(name)] + shown
    return text
