"""What was typed a moment ago, while it is not known yet whether a hand or a scanner types, is lost to nobody."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from tests.ui.hands import Keyboard
from ui.kept_text import KeptText
from ui.pages.intake.fee_field import FeeField
from ui.pages.intake.sheet import FeeEntry
from ui.scanner import WedgeReader
from ui.widgets.field import TextField


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def reader(qapp, keyboard):
    reader = WedgeReader(qapp, keyboard.clock)
    yield reader
    # It would go on listening in other tests.
    delete(reader)


def shown(qtbot, field):
    window = QWidget()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    return window


def test_a_fee_that_is_drawn_anew_between_two_keys_keeps_the_second(qtbot):
    fee = FeeField()
    qtbot.addWidget(fee)
    before = FeeEntry(typed="2×1.000")
    fee.show_fee(before, (), "")
    told = []
    fee.edited.connect(told.append)
    kept = KeptText(fee.edit)
    fee.edit.end(False)
    fee.edit.insert("0")
    # The doubts about the form have come, in which the last key is not known yet.
    fee.show_fee(before, (), "")
    kept.accept()
    assert fee.edit.text() == "2×10.000"
    assert [entry.amount for entry in told] == [20_000]


@pytest.mark.parametrize("keys", ["Ctrl+Return", "F5", "Escape"])
@pytest.mark.usefixtures("reader")
def test_a_shortcut_acts_on_what_was_typed_right_before_it(qtbot, keyboard, keys):
    name = TextField("Họ và tên")
    window = shown(qtbot, name)
    told, acted = [""], []
    name.edited.connect(told.append)
    action = QAction("Nhận", window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: acted.append(told[-1]))
    window.addAction(action)
    keyboard.stroke("L")
    combination = QKeySequence(keys)[0]
    QTest.keyClick(name.edit, combination.key(), combination.keyboardModifiers())
    assert acted == ["L"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Control])
def test_holding_a_modifier_decides_nothing(qtbot, reader, keyboard, key):
    name = TextField("Họ và tên")
    _window = shown(qtbot, name)
    heard = []
    reader.scanned.connect(heard.append)
    for character in "H29.19.05":
        keyboard.stroke(character)
        QTest.keyPress(name.edit, key)
        QTest.keyRelease(name.edit, key)
        keyboard.pause(4)
    keyboard.type("-261008-0975\r", 4)
    qtbot.waitUntil(lambda: heard == ["H29.19.05-261008-0975"])
    assert not name.text()
