"""What every section of the administration is: a list or form at the left, what is being changed at the right."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.language import say
from ui.pages.surface import WORK, scrolled
from ui.theme import px
from ui.widgets.beside import Beside
from ui.widgets.button import Button
from ui.widgets.card import Line
from ui.widgets.date_field import DateField
from ui.widgets.paint import restyle
from ui.widgets.text import Text

SIDE = 400


class Section(QWidget):
    """One section; the page binds the keys and calls what they mean here."""

    step_changed = Signal()
    """What the key of the next step would do here has changed."""

    def arrive(self) -> None:
        """Called when the section comes to the front: it brings itself up to date and takes the focus."""

    def go_on(self) -> None:
        """Saves what is being changed."""

    def step(self) -> str:
        """What the next step is called, empty where there is nothing to save."""
        return ""

    def step_to_come(self) -> str:
        """What the next step is called while there is nothing to save."""
        return say("Lưu")

    def give_up(self) -> bool:
        """Puts away what is being changed; False where there was nothing."""
        return False

    def hear(self, text: str) -> bool:
        """Whether the section takes what a scanner has read."""
        del text
        return False


class Side(QFrame):
    """The right side of a section: a form that scrolls, and the next step at its foot."""

    def __init__(self, name: str, inner: QWidget, buttons: list[Button]) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setAccessibleName(name)
        self._fault = Text("", "body", wrap=True)
        self._fault.setProperty("tone", "bad")
        restyle(self._fault)
        self._fault.hide()
        area = scrolled(inner)
        inner.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(area, 1)
        column.addWidget(self._fault)
        column.addWidget(Line())
        for button in buttons:
            column.addWidget(button)

    def show_fault(self, fault: str) -> None:
        """Says in one sentence what stands in the way."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))


def day_typed(field: DateField) -> date | None:
    """From which day on; where none is typed the field says so and takes the keyboard."""
    if field.value() is None:
        field.set_error(say("Hãy ghi ngày bắt đầu áp dụng."))
        field.setFocus()
    return field.value()


def beside(left: QWidget, side: QWidget) -> Beside:
    """Left and right of a section in one row, or one below the other."""
    row = Beside(20)
    row.add_work(left, px(WORK))
    row.add_side(side, px(SIDE))
    return row
