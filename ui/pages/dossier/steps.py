"""What can be done with a dossier now: the usual step first, the others by their keys."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.application.processing import Choice
from desktop_app.words import labels
from ui.language import say
from ui.pages.dossier.presenter import DossierState
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.paint import Role, draw_keys, draw_text, fill_rounded, focus_ring, keys_width, stepped
from ui.widgets.text import Text

WIDTH = 292
MOST_KEYS = 9


class Steps(QWidget):
    """The steps one under the other; `chosen` carries the one that was taken."""

    chosen = Signal(object)

    def __init__(self, usual: QAction) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(self.tr("Việc có thể làm với hồ sơ này"))
        self._usual = usual
        self._next = Button.of(usual, "primary", big=True)
        self._nothing = Text(self.tr("Không còn bước nào ở quầy này."), "muted", wrap=True)
        self._heading = Text(self.tr("Việc khác"), "muted")
        self._others = QVBoxLayout()
        self._others.setSpacing(px(2))
        self._shown: tuple[Choice, ...] = ()
        self._rows: list[_StepRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._next)
        column.addWidget(self._nothing)
        column.addSpacing(px(4))
        column.addWidget(self._heading)
        column.addLayout(self._others)
        column.addStretch(1)

    def show_state(self, state: DossierState) -> None:
        """Draws what this dossier allows."""
        if state.next:
            self._usual.setText(say(labels.ACTIONS[state.next.action]))
        self._usual.setVisible(state.next is not None)
        self._usual.setEnabled(state.next is not None and not state.busy)
        self._next.setVisible(state.next is not None)
        self._next.set_kind("secondary" if state.asking else "primary")
        self._nothing.setVisible(state.next is None and not state.others)
        self._heading.setVisible(bool(state.others))
        if state.others != self._shown:
            self._shown = state.others
            self._show_others()

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

    def _show_others(self) -> None:
        # Rows are used again: to make and dress one costs as much as to draw ten.
        while len(self._rows) < len(self._shown):
            place = len(self._rows)
            row = _StepRow(place)
            row.clicked.connect(lambda _=False, place=place: self.take(place))
            self._rows.append(row)
            self._others.addWidget(row)
        for place, choice in enumerate(self._shown):
            self._rows[place].show_name(say(labels.ACTIONS[choice.action]))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(self._shown))


class _StepRow(QAbstractButton):
    """One step as a line: its name at the left, its key at the right."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._key = f"Alt+{place + 1}" if place < MOST_KEYS else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(f"{text}, {self._key}" if self._key else text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(34))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                fill_rounded(painter, self.rect(), palette.color(Role.Midlight))
            inner = self.rect().adjusted(px(10), 0, -px(10), 0)
            keys = keys_width(self._key, self.font())
            font = stepped(self.font(), "body", QFont.Weight.Medium)
            name = inner.adjusted(0, 0, -keys - px(8), 0)
            draw_text(painter, name, self.text(), ink=palette.color(Role.Text), font=font)
            muted = palette.color(Role.PlaceholderText)
            draw_keys(painter, inner.adjusted(inner.width() - keys, 0, 0, 0), self._key, muted, self.font())
            if self.hasFocus():
                focus_ring(painter, self.rect(), palette)
