import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.shortcuts import Shortcuts
from ui.widgets.help_overlay import HelpOverlay


@pytest.fixture
def show(qtbot):
    """Shows widgets one under the other in an active window and returns the window."""
    windows = []

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown


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
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    assert done == ["other"]
    assert [action.text() for action in keys.reachable()] == ["Lưu"]


def test_what_cannot_be_used_now_is_not_among_what_can(show):
    window = show(QLabel("trang"))
    keys = Shortcuts(window)
    waiting = keys.add("Trả kết quả", "F9", lambda: None, group="Trang")
    keys.add("Tra cứu", "F3", lambda: None, group="Đi tới")
    waiting.setEnabled(False)
    assert [action.text() for action in keys.reachable()] == ["Tra cứu"]
    waiting.setEnabled(True)
    assert [action.text() for action in keys.reachable()] == ["Trả kết quả", "Tra cứu"]


def test_help_lists_the_keys_of_reachable_actions_in_groups(show):
    window = show(QLabel("trang"))
    keys = Shortcuts(window)
    keys.add("Tra cứu", "F3", lambda: None, group="Đi tới")
    keys.add("Không có phím", "", lambda: None, group="Đi tới")
    overlay = HelpOverlay(window)
    overlay.show_keys(keys.reachable())
    words = {label.text() for label in overlay.findChildren(QLabel)}
    assert {"Đi tới", "Tra cứu"} <= words
    assert "Không có phím" not in words
