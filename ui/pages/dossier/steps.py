"""What can be done with a dossier now: the usual step first, then the others in groups, each by its key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.processing import Choice
from desktop_app.words import labels
from ui.icons import draw_icon
from ui.language import say
from ui.pages.dossier.presenter import NOTES, DossierState
from ui.pages.dossier.waiting import towards_words, waiting_words
from ui.theme import px
from ui.widgets.button import Button, key_text
from ui.widgets.paint import Role, draw_keys, draw_text, fill_rounded, focus_ring, keys_width, stepped
from ui.widgets.text import Icon, Text

WIDTH = 292
ROW = 28
MOST_KEYS = 9
ICONS = {
    "accept": "inbox",
    "send_back": "undo-2",
    "resubmit": "inbox",
    "refuse": "circle-x",
    "forward": "arrow-right",
    "request_supplement": "hourglass",
    "supplement": "file-plus",
    "request_duty": "hand-coins",
    "fulfil_duty": "check",
    "extend": "calendar-clock",
    "finish": "package-check",
    "withdraw_result": "rotate-ccw",
    "stop": "circle-pause",
    "withdraw": "log-out",
    "return": "package-check",
    "attach_code": "link",
    "call": "phone",
    "rate": "smile",
    "note": "message-square-text",
}


# Beside its key the whole name has no room in the column.
SHORT = {"accept": "Tiếp nhận hồ sơ này", "fulfil_duty": "Ghi nhận đã nộp"}


class Steps(QWidget):
    """The steps one under the other; `chosen` carries the one that was taken.

    `usual` is the action of the usual step, `papers` are those of what concerns papers, money and people: they are
    there in every state.
    """

    chosen = Signal(object)

    def __init__(self, usual: QAction, papers: Sequence[QAction]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Việc có thể làm với hồ sơ này"))
        self._usual = usual
        self._next = Button.of(usual, "primary", big=True)
        self._towards = Text("", "caption", wrap=True)
        self._waiting = Text("", wrap=True)
        self._nothing = QFrame()
        self._nothing.setProperty("surface", "sunken")
        told = QHBoxLayout(self._nothing)
        told.setContentsMargins(px(12), px(10), px(12), px(10))
        told.setSpacing(px(10))
        told.addWidget(Icon("clock"), 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._waiting, 1)
        self._moves = _Group(self.tr("Bước xử lý"))
        self._notes = _Group(self.tr("Ghi nhận"))
        self._moves.hide()
        self._notes.hide()
        self._shown: tuple[Choice, ...] = ()
        self._rows: list[_Row] = []
        always = _Group(self.tr("Giấy tờ và thông tin"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # As close as they are, all steps of a dossier fit on a small screen under a title bar.
        column.setSpacing(px(10))
        usually = QVBoxLayout()
        usually.setSpacing(px(2))
        usually.addWidget(self._next)
        usually.addWidget(self._towards)
        column.addLayout(usually)
        for widget in (self._nothing, self._moves, self._notes, always):
            column.addWidget(widget)
        column.addStretch(1)
        for action in papers:
            row = _Row()
            row.show_step(action.text(), action.objectName(), key_text(action.shortcut()))
            row.clicked.connect(action.trigger)
            always.rows.addWidget(row)

    def show_state(self, state: DossierState) -> None:
        """Draws what this dossier allows."""
        if state.next:
            self._next.shorten(say(SHORT.get(state.next.action, "")))
            self._usual.setText(say(labels.ACTIONS[state.next.action]))
            self._next.show_icon(ICONS[state.next.action])
        self._usual.setVisible(state.next is not None)
        self._usual.setEnabled(state.next is not None and not state.busy)
        self._next.setVisible(state.next is not None)
        towards = towards_words(state.next.action, state.dossier) if state.next and state.dossier else ""
        self._towards.setText(towards)
        self._towards.setVisible(bool(towards))
        self._next.set_kind("secondary" if state.asking else "primary")
        self._nothing.setVisible(state.next is None)
        if state.next is None and state.dossier is not None:
            self._waiting.setText(waiting_words(state.dossier))
        if state.others != self._shown:
            self._shown = state.others
            self._show_others()

    def begin(self) -> None:
        """Something else is seen from now on: a dossier that is come to, or another step."""
        self._next.hold_back()

    def focus_next(self) -> None:
        """Gives the usual step the focus, so that Enter takes it."""
        if self._next.isVisibleTo(self):
            self._next.setFocus()
        else:
            self.setFocus()

    def take(self, place: int) -> None:
        """Takes the step with this key."""
        if place < len(self._shown):
            self.chosen.emit(self._shown[place])

    def _take_row(self, place: int, _checked: bool = False) -> None:
        self.take(place)

    def _show_others(self) -> None:
        # Rows are used again: to make and dress one costs as much as to draw ten.
        while len(self._rows) < len(self._shown):
            row = _Row()
            row.clicked.connect(partial(self._take_row, len(self._rows)))
            self._rows.append(row)
        for place, choice in enumerate(self._shown):
            group = self._notes if choice.action in NOTES else self._moves
            group.rows.addWidget(self._rows[place])
            key = f"Alt+{place + 1}" if place < MOST_KEYS else ""
            self._rows[place].show_step(say(labels.ACTIONS[choice.action]), ICONS[choice.action], key)
        # Not before each has its place: a row that belongs nowhere yet would be a window of its own.
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(self._shown))
        noted = {choice.action in NOTES for choice in self._shown}
        self._moves.setVisible(False in noted)
        self._notes.setVisible(True in noted)


class _Group(QWidget):
    """Rows of one kind under their name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        heading = Text(name, "caption")
        heading.setContentsMargins(px(10), 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(self.rows)


class _Row(QAbstractButton):
    """One step as a line: its icon and its name at the left, its key at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._key = self._icon = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_step(self, text: str, icon: str, key: str) -> None:
        self._icon, self._key = icon, key
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(f"{text}, {key}" if key else text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(ROW))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        muted = palette.color(Role.PlaceholderText)
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                fill_rounded(painter, self.rect(), palette.color(Role.Midlight))
            inner = self.rect().adjusted(px(10), 0, -px(10), 0)
            side = px(16)
            draw_icon(painter, self._icon, QRect(inner.left(), (self.height() - side) // 2, side, side), muted)
            keys = keys_width(self._key, self.font())
            font = stepped(self.font(), "body", QFont.Weight.Medium)
            name = inner.adjusted(side + px(10), 0, -keys - px(8), 0)
            draw_text(painter, name, self.text(), ink=palette.color(Role.Text), font=font)
            draw_keys(painter, inner.adjusted(inner.width() - keys, 0, 0, 0), self._key, muted, self.font())
            if self.hasFocus():
                focus_ring(painter, self.rect(), palette)
