"""Keys: bound once, of the page that is shown, and not taken away by what has the focus."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

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


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_a_key_is_bound_once_where_both_could_be_reached(show):
    one, other = QWidget(), QWidget()
    window = show(one, other)
    keys = Shortcuts(window)
    keys.add("Tra cứu", "F3", lambda: None, group="Đi tới")
    keys.add("In", "F9", lambda: None, group="Trang", page=one)
    keys.add("Lưu", "F9", lambda: None, group="Trang", page=other)
    with pytest.raises(ValueError, match="F3"):
        keys.add("Lọc", "F3", lambda: None, group="Trang", page=one)
    with pytest.raises(ValueError, match="F9"):
        keys.add("Nhận", "F9", lambda: None, group="Đi tới")


def test_the_key_of_a_page_works_only_while_the_page_is_shown(show):
    done = []
    one, other, edit = QWidget(), QWidget(), QLineEdit()
    window = show(edit, one, other)
    keys = Shortcuts(window)
    keys.add("In", "F9", lambda: done.append("one"), group="Trang", page=one)
    keys.add("Lưu", "F9", lambda: done.append("other"), group="Trang", page=other)
    edit.setFocus()
    one.hide()
    press(Qt.Key.Key_F9)
    assert done == ["other"]
    assert [action.text() for action in keys.reachable()] == ["Lưu"]


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
