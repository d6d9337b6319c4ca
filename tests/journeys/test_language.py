import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

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
