import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.shortcuts import Shortcuts
from ui.widgets.help_overlay import HelpOverlay


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


def test_a_second_key_of_an_action_is_bound_like_the_first(show):
    done = []
    edit = QLineEdit()
    keys = Shortcuts(show(edit))
    keys.add("Chữ to hơn", "Ctrl++", lambda: done.append("+"), also="Ctrl+=", group="Giao diện")
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert (done, edit.text()) == (["+", "+"], "")
    with pytest.raises(ValueError, match="Ctrl"):
        keys.add("Khác", "Ctrl+=", lambda: None, group="Giao diện")


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


def test_keys_that_do_not_fit_are_scrolled_to_with_the_keyboard(show):
    window = show(QLabel("trang"))
    window.resize(600, 300)
    keys = Shortcuts(window)
    for number in range(1, 13):
        keys.add(f"Việc {number}", f"Ctrl+F{number}", lambda: None, group="Trang")
    overlay = HelpOverlay(window)
    overlay.show_keys(keys.reachable())
    last = next(label for label in overlay.findChildren(QLabel) if label.text() == "Việc 12")
    assert window.height() - 20 < overlay.panel.geometry().bottom() < window.height()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    inside = overlay.panel.rect().contains(last.mapTo(overlay.panel, last.rect().bottomRight()))
    assert inside


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


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_undoing_takes_the_last_act_back_where_nobody_has_typed_in_the_field(show, make):
    undone = []
    field, other = make(), QLineEdit()
    keys = Shortcuts(show(field, other))
    keys.add("Hoàn tác", "Ctrl+Z", lambda: undone.append("act"), group="Trang")
    other.setFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["act"]
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["act"]
