import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import State
from desktop_app.practice.office import PASSWORD
from ui.language import ENGLISH, VIETNAMESE
from ui.widgets.field import TextField

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _afterwards_the_screen_is_vietnamese(look):
    yield
    look.speak(VIETNAMESE)


def words(widget):
    return {label.text() for label in widget.findChildren(QLabel)}


def choose_language(counter, name):
    counter.press(Qt.Key.Key_K, CONTROL)
    counter.type(name)
    counter.idle()
    counter.press(Qt.Key.Key_Return)
    counter.idle()


def test_the_language_is_chosen_in_the_palette_and_the_form_in_hand_stays(counter):
    counter.type("079190123456")
    choose_language(counter, "english")
    counter.until(lambda: "Reception of dossiers" in words(counter.main))
    counter.until(lambda: any(field.text() == "079190123456" for field in counter.intake.findChildren(TextField)))
    choose_language(counter, "tieng viet")
    counter.until(lambda: "Tiếp nhận hồ sơ" in words(counter.main))


def test_each_person_finds_their_own_language_again(counter, look):
    choose_language(counter, "english")
    counter.press(Qt.Key.Key_L, CONTROL)
    look.speak(VIETNAMESE)
    counter.type(f"{PASSWORD}\r")
    counter.until(lambda: look.language == ENGLISH and "Reception of dossiers" in words(counter.main))


TITLES = {
    Qt.Key.Key_F3: "Look up",
    Qt.Key.Key_F6: "Return result",
    Qt.Key.Key_F7: "Late",
    Qt.Key.Key_F8: "Sync",
    Qt.Key.Key_F9: "Handover of dossiers",
    Qt.Key.Key_F10: "Fees",
    Qt.Key.Key_F11: "Reports",
}


@pytest.mark.parametrize(("key", "title"), TITLES.items())
def test_the_language_is_switched_on_every_page_and_the_page_stays(counter, key, title):
    counter.press(key)
    counter.idle()
    page = type(counter.main.current)
    choose_language(counter, "english")
    counter.until(lambda: title in words(counter.main.current))
    assert type(counter.main.current) is page


def test_the_part_of_a_page_and_its_focus_stay_when_the_language_is_switched(counter):
    counter.press(Qt.Key.Key_F11)
    counter.idle()
    counter.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    counter.idle()
    choose_language(counter, "english")
    counter.until(lambda: "Reports" in words(counter.main.current))
    counter.idle()
    assert counter.main.current.part()
    counter.until(lambda: QApplication.focusWidget() and QApplication.focusWidget().accessibleName() == "Field")


def test_what_was_put_away_before_the_language_was_changed_does_not_come_back(counter):
    first, second = counter.office.lookup.rows(DossierQuery(states=frozenset({State.READY}), limit=2))
    counter.main.take_fees(first.id)
    counter.idle()
    counter.scan(second.label)
    choose_language(counter, "english")
    counter.until(lambda: "Fees" in words(counter.main))
    counter.idle()
    assert counter.main.trail.here.page == "fees"
    assert first.label not in counter.main.current.unfinished()
