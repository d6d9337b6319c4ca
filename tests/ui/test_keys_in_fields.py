"""Keys of actions while a text field has the keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.shortcuts import Shortcuts


@pytest.fixture
def show(qtbot):
    """Shows widgets one under the other in an active window and returns the window."""

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown


class FieldOfX11(QLineEdit):
    """Claims the keys that QLineEdit claims with the key bindings of a plain X server, not with those of a test."""

    def event(self, event):
        taken = event.type() == QEvent.Type.ShortcutOverride and event.key() in {Qt.Key.Key_U, Qt.Key.Key_E}
        if taken:
            event.accept()
        return taken or super().event(event)


@pytest.mark.parametrize(("key", "bound"), [(Qt.Key.Key_U, True), (Qt.Key.Key_E, False)])
def test_a_field_does_not_take_the_key_of_an_action(show, key, bound):
    done = []
    edit, other = FieldOfX11(), QLineEdit()
    keys = Shortcuts(show(edit, other))
    keys.add("Nộp thay", "Ctrl+U", lambda: done.append("U"), group="Trang")
    other.setFocus()
    edit.setFocus()
    QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert bool(done) == bound
