"""Notices on the screen: on the line at the foot, so that they cover nothing, closed by themselves or by Esc."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.notices import Notice, Notices
from ui.theme import px, swatch
from ui.widgets.button import Button
from ui.widgets.chip import TONE_ICONS
from ui.widgets.motion import slide_in
from ui.widgets.paint import Role, fill_rounded, stepped
from ui.widgets.text import Icon, Text

LINE = 30
BUTTON = 24
LOW, HIGH = 3, 8
"""What stays free above and below the words: on one line, and on several."""
AROUND = 10 + 16 + 8 + 8 + BUTTON + 4
"""What stands on the line of a notice beside its words: edges, icon, gaps and the button that puts it away."""


class NoticeBar(QWidget):
    """The standing notices, one line each where their words have room, otherwise more; never takes the focus.

    It has a place of its own in a layout: what people type into and the next step are never under it.
    """

    changed = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._toasts: list[_Toast] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        notices.changed.connect(self._show)
        self._show()

    def natural_width(self) -> int:
        """The width at which every notice stands on one line; 0 without any."""
        return max((toast.natural_width() for toast in self._toasts), default=0)

    def _show(self) -> None:
        before, self._toasts = self._toasts, []
        for notice in self._notices.standing:
            toast = next((known for known in before if known.notice is notice), None)
            self._toasts.append(toast or self._add(notice))
        for old in before:
            if old not in self._toasts:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.setVisible(bool(self._toasts))
        self.updateGeometry()
        self.changed.emit()
        for toast in self._toasts:
            if toast not in before and self.isVisible():
                QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
                self._column.activate()
                slide_in(toast)

    def _add(self, notice: Notice) -> "_Toast":
        toast = _Toast(notice, self._notices)
        self._column.addWidget(toast)
        toast.show()
        return toast

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(toast.heightForWidth(width) for toast in self._toasts)


class _Toast(QWidget):
    def __init__(self, notice: Notice, notices: Notices) -> None:
        super().__init__()
        self.notice = notice
        self.setAccessibleName(notice.text)
        self.setAccessibleDescription(notice.detail)
        self._text = Text(notice.text, "strong", wrap=True)
        self._detail = Text(notice.detail, "body", wrap=True)
        self._action = _action(notice, notices) if notice.action is not None else None
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(px(8))
        self._words.addWidget(self._text)
        self._words.addWidget(self._detail, 1)
        if not notice.detail:
            self._detail.hide()
        away = Button("", "quiet", icon="x", tip=self.tr("Đóng thông báo (Esc)"))
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away.setFixedSize(px(BUTTON), px(BUTTON))
        away.clicked.connect(lambda: notices.put_away(notice))
        row = self._row = QHBoxLayout(self)
        row.setSpacing(px(8))
        row.addWidget(Icon(TONE_ICONS[notice.tone], 16, notice.tone))
        row.addLayout(self._words, 1)
        if self._action is not None:
            row.addWidget(self._action)
        row.addWidget(away)

    def natural_width(self) -> int:
        return self._around() + sum(self._natural()) + px(8)

    def _natural(self) -> tuple[int, int]:
        """How wide text and detail are on one line; a pixel is lost to rounding in each."""
        strong = QFontMetrics(stepped(self.font(), "body", QFont.Weight.DemiBold))
        plain = QFontMetrics(stepped(self.font(), "body"))
        detail = plain.horizontalAdvance(self.notice.detail) + 2 if self.notice.detail else 0
        return strong.horizontalAdvance(self.notice.text) + 2, detail

    def _around(self) -> int:
        return px(AROUND) + (self._action.sizeHint().width() + px(8) if self._action is not None else 0)

    @override
    def heightForWidth(self, width: int) -> int:
        if width >= self.natural_width():
            return px(LINE)
        room = max(width - self._around(), px(80))
        text, detail = self._natural()
        heights = [part.heightForWidth(room) for part, wide in ((self._text, text), (self._detail, detail)) if wide]
        return max(sum(heights) + px(4) * (len(heights) - 1) + 2 * px(HIGH), px(LINE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        one_line = self.width() >= self.natural_width()
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.LeftToRight if one_line else ways.TopToBottom)
        self._words.setSpacing(px(8 if one_line else 4))
        above = px(LOW if one_line else HIGH)
        self._row.setContentsMargins(px(10), above, px(4), above)
        # Words that may wrap do so even where they have room, unless they are told not to be narrower.
        self._text.setMinimumWidth(self._natural()[0] if one_line else 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = swatch(self.notice.tone)
        frame = self.rect().adjusted(0, px(1), 0, -px(1))
        with QPainter(self) as painter:
            fill_rounded(painter, frame, palette.color(Role.Window), palette.color(Role.WindowText), radius=6)


def _action(notice: Notice, notices: Notices) -> Button:
    button = Button(notice.action_text, "secondary", key=notice.action_key)
    button.setFixedHeight(px(BUTTON))

    def act() -> None:
        notices.put_away(notice)
        if notice.action is not None:
            notice.action()

    button.clicked.connect(act)
    return button
