"""Notices on the screen: at the lower edge, in nobody's way, closed by themselves or by Esc."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.notices import Notice, Notices
from ui.theme import px, swatch
from ui.widgets.button import Button
from ui.widgets.chip import TONE_ICONS
from ui.widgets.floating import SHADOW
from ui.widgets.motion import slide_in
from ui.widgets.paint import Role, draw_shadow, fill_rounded
from ui.widgets.text import Icon, Text

WIDTH = 480
EDGE = 16
GAP = 5


class NoticeBar(QWidget):
    """The standing notices in the lower left corner of `place`, above everything in it; never takes the focus.

    At the right stands the next step of every page, which nothing may cover.
    """

    def __init__(self, notices: Notices, place: QWidget) -> None:
        super().__init__(place)
        self._notices = notices
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: list[Notice] = []
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        notices.changed.connect(self._show)
        place.installEventFilter(self)
        self._show()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for notice in self._notices.standing:
            toast = _Toast(notice, self._notices)
            self._column.addWidget(toast)
            toast.show()
            if not self._is_shown(notice):
                QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        news = not all(self._is_shown(notice) for notice in self._notices.standing)
        self._shown = list(self._notices.standing)
        self.setVisible(bool(self._shown))
        self._place()
        if news:
            slide_in(self)

    def _is_shown(self, notice: Notice) -> bool:
        return any(notice is shown for shown in self._shown)

    def _place(self) -> None:
        place = self.parentWidget()
        if place is not None and self._shown:
            width = min(px(WIDTH) + 2 * SHADOW, place.width())
            # The words know their height only once they have been as wide as they will be.
            self.resize(width, self.height())
            self._column.activate()
            height = self._column.heightForWidth(width)
            self.setGeometry(px(EDGE) - SHADOW, place.height() - height - px(EDGE) + GAP, width, height)
            self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False


class _Toast(QWidget):
    def __init__(self, notice: Notice, notices: Notices) -> None:
        super().__init__()
        self.setAccessibleName(notice.text)
        self.setAccessibleDescription(notice.detail)
        words = QVBoxLayout()
        words.setContentsMargins(0, px(7), 0, px(6))
        words.setSpacing(px(2))
        words.addWidget(Text(notice.text, "strong", wrap=True))
        if notice.detail:
            words.addWidget(Text(notice.detail, "muted", wrap=True))
        away = Button("", "quiet", icon="x", tip=self.tr("Đóng thông báo (Esc)"))
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away.clicked.connect(lambda: notices.put_away(notice))
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + px(14), GAP + px(5), SHADOW + px(6), GAP + px(5))
        row.setSpacing(px(10))
        top = Qt.AlignmentFlag.AlignTop
        icon = QVBoxLayout()
        icon.setContentsMargins(0, px(7), 0, 0)
        icon.addWidget(Icon(TONE_ICONS[notice.tone], 18, notice.tone))
        icon.addStretch(1)
        row.addLayout(icon)
        row.addLayout(words, 1)
        if notice.action is not None:
            row.addWidget(_action(notice, notices), 0, top)
        row.addWidget(away, 0, top)
        self._tone = notice.tone

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        frame = self.rect().adjusted(SHADOW, GAP, -SHADOW, -GAP)
        with QPainter(self) as painter:
            draw_shadow(painter, frame, GAP, px(8))
            fill_rounded(painter, frame, self.palette().color(Role.Light), self.palette().color(Role.Dark), radius=8)
            stripe = frame.adjusted(1, px(8), 0, -px(8))
            stripe.setWidth(px(3))
            painter.fillRect(stripe, swatch(self._tone).color(Role.WindowText))


def _action(notice: Notice, notices: Notices) -> Button:
    button = Button(notice.action_text, "secondary")

    def act() -> None:
        notices.put_away(notice)
        if notice.action is not None:
            notice.action()

    button.clicked.connect(act)
    return button
