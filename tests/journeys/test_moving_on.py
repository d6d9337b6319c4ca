"""A dossier is moved on by its keys, with what each step needs asked for beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import State
from tests.journeys.counter import Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def received(counter: Counter) -> str:
    """The id of a dossier that was received and lies open on the screen."""
    row = counter.office.lookup.rows(DossierQuery(states=frozenset({State.RECEIVED}), limit=1))[0]
    counter.scan(row.label)
    counter.keys = 0
    return row.id


def look() -> None:
    """What a person does before the next key: read what has come."""
    QTest.qWait(QApplication.doubleClickInterval() + 20)


def test_the_usual_step_is_taken_with_enter(counter: Counter, received: str):
    look()
    counter.type("\r")
    counter.idle()
    assert counter.office.lookup.dossier(received).state is State.IN_PROCESS


def test_the_second_of_two_quick_enters_takes_no_step(counter: Counter, received: str):
    counter.type("\r")
    counter.idle()
    assert counter.office.lookup.dossier(received).state is State.RECEIVED


def test_a_supplement_is_asked_for_with_everything_that_is_missing(counter: Counter, received: str):
    place = [choice.action for choice in counter.choices(received)].index("request_supplement")
    counter.press(Qt.Key(Qt.Key.Key_1 + place), ALT)
    counter.type("Tờ khai theo mẫu\nBản sao giấy chứng sinh")
    counter.press(Qt.Key.Key_Tab)
    counter.type("Thiếu giấy tờ\r")
    counter.type("\r")
    counter.idle()
    dossier = counter.office.lookup.dossier(received)
    assert dossier.state is State.SUPPLEMENT
    asked = dossier.history[-1].event.data
    assert asked["requirements"] == ["Tờ khai theo mẫu", "Bản sao giấy chứng sinh"]
    assert asked["reason"] == "Thiếu giấy tờ"


def test_a_step_without_its_reason_is_not_made(counter: Counter, received: str):
    place = [choice.action for choice in counter.choices(received)].index("withdraw")
    counter.press(Qt.Key(Qt.Key.Key_1 + place), ALT)
    counter.type("\r\r")
    counter.idle()
    assert counter.office.lookup.dossier(received).state is State.RECEIVED


def test_escape_puts_a_step_away(counter: Counter, received: str):
    place = [choice.action for choice in counter.choices(received)].index("withdraw")
    counter.press(Qt.Key(Qt.Key.Key_1 + place), ALT)
    counter.type("đổi ý")
    counter.press(Qt.Key.Key_Escape)
    look()
    counter.type("\r")
    counter.idle()
    assert counter.office.lookup.dossier(received).state is State.IN_PROCESS


def test_a_receipt_is_printed_again_only_with_a_reason(counter: Counter, received: str):
    before = counter.office.lookup.dossier(received).prints.get("01", 0)
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.idle()
    if not before:
        counter.type("\r")
        counter.until(lambda: len(counter.tray.papers) == 1)
        counter.idle()
        counter.press(Qt.Key.Key_P, CONTROL)
        counter.idle()
    papers = len(counter.tray.papers)
    counter.type("\r")
    counter.idle()
    assert len(counter.tray.papers) == papers
    counter.type("mất giấy\r\r")
    counter.until(lambda: len(counter.tray.papers) == papers + 1)
    counter.idle()
    printed = counter.office.lookup.dossier(received).history[-1].event.data
    assert printed["reason"] == "mất giấy"


def test_a_key_that_was_struck_at_once_after_another_one_has_the_keyboard_on_its_own_page(counter: Counter):
    """The window was busy, and both keys wait for it: the first leads the keyboard a moment after it was handled."""
    counter.idle()
    QTest.keyClick(counter.focus(), Qt.Key.Key_F2)
    counter.idle()
    QTest.keyClick(counter.focus(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(counter.focus(), Qt.Key.Key_F3)
    counter.idle()
    assert counter.focus().accessibleName() == "Tìm hồ sơ"
