"""A choice among a few things that are all visible."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import px, swatch
from ui.widgets.paint import Role, draw_text, fill_rounded, focus_ring, stepped


class Segmented(QWidget):
    """One choice among two to six; arrows move, and the digits choose by place.

    `chosen` tells the value that the person has chosen; setting it from the program is silent. `settled` comes after
    it where the person went straight for one, by a click or a digit, and will not go on choosing as with the arrows.
    """

    chosen = Signal(object)
    settled = Signal()

    def __init__(self, options: Sequence[tuple[Any, str]], name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), px(2), px(2), px(2))
        row.setSpacing(px(2))
        for place, (_, text) in enumerate(options):
            segment = _Segment(text)
            # Screen readers do not always say the name of the group.
            segment.setAccessibleDescription(name)
            segment.picked.connect(self.settled)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.idClicked.connect(self._tell)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> Any:
        """The chosen value, None while nothing is chosen."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Chooses the option with this value; None takes the choice away."""
        if value in self._values:
            button = self._group.button(self._values.index(value))
            button.setChecked(True)
            self._lead_to(button)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        # A choice begun anew begins at its first option.
        self._lead_to(self._group.button(0))

    def _lead_to(self, chosen: QAbstractButton) -> None:
        """Tab comes to what is chosen; Qt would leave it with what had the keyboard last."""
        for button in self._group.buttons():
            focus = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)
        self.setFocusProxy(chosen)

    def _tell(self, place: int) -> None:
        self._lead_to(self._group.button(place))
        self.chosen.emit(self._values[place])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._values):
            self._group.button(place).setFocus()
            self._group.button(place).click()
            self.settled.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill_rounded(
                painter, self.rect(), self.palette().color(Role.AlternateBase), self.palette().color(Role.Dark)
            )


class _Segment(QRadioButton):
    """One option, painted as a piece of the control; `picked` tells that the mouse has chosen it."""

    picked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = stepped(self.font(), "body", self.font().Weight.DemiBold)
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + px(20), px(28))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self.isDown()
        super().mouseReleaseEvent(event)
        if pressed:
            self.picked.emit()

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        weight = self.font().Weight
        palette = self.palette()
        ink = palette.color(Role.Text if self.isChecked() else Role.PlaceholderText)
        with QPainter(self) as painter:
            if self.isChecked():
                fill_rounded(painter, self.rect(), palette.color(Role.Highlight), palette.color(Role.Dark), radius=5)
            elif self.underMouse():
                fill_rounded(painter, self.rect(), swatch("control").color(Role.Midlight), radius=5)
            font = stepped(self.font(), "body", weight.DemiBold if self.isChecked() else weight.Medium)
            words = QRect(self.rect())
            draw_text(painter, words, self.text(), ink=ink, font=font, align=Qt.AlignmentFlag.AlignCenter)
            if self.hasFocus():
                focus_ring(painter, self.rect(), palette, radius=5)
