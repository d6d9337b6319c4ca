"""How the window looks is chosen by keys, whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt

from ui.density import COMFORTABLE, COMPACT, chosen_rows
from ui.language import VIETNAMESE
from ui.theme import Theme
from ui.tokens import BODY
from ui.widgets.field import TextField

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
KEYPAD = CONTROL | Qt.KeyboardModifier.KeypadModifier


@pytest.fixture(autouse=True)
def _afterwards_everything_looks_as_before(look):
    look.choose("light")
    yield
    look.choose("system")
    look.resize(1.0)
    look.space(COMFORTABLE)
    look.speak(VIETNAMESE)


def typed(counter):
    return [field.text() for field in counter.intake.findChildren(TextField)]


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_Plus, CONTROL), (Qt.Key.Key_Equal, CONTROL), (Qt.Key.Key_Plus, KEYPAD)]
)
def test_the_text_grows_and_shrinks_by_its_keys_and_the_form_in_hand_stays(counter, look, key, modifiers):
    counter.type("079190123456")
    counter.press(key, modifiers)
    counter.until(lambda: Theme.body == round(BODY * 1.25))
    counter.until(lambda: "079190123456" in typed(counter))
    assert "Cỡ chữ 125 %" in counter.notices()
    counter.press(Qt.Key.Key_Minus, CONTROL)
    counter.until(lambda: Theme.body == BODY and "079190123456" in typed(counter))
    assert "Cỡ chữ 100 %" in counter.notices()
    assert "125" not in counter.notices()


def test_what_is_looked_up_stays_when_the_text_grows(counter, look):
    counter.press(Qt.Key.Key_F3)
    counter.idle()
    counter.type("nguyen thi")
    counter.press(Qt.Key.Key_Plus, CONTROL)
    counter.until(lambda: Theme.body == round(BODY * 1.25))
    counter.idle()
    assert counter.main.current.findChildren(TextField)[0].text() == "nguyen thi"


def test_the_text_is_brought_back_to_its_usual_size_and_grows_no_further_than_it_can(counter, look):
    look.resize(2.0)
    counter.press(Qt.Key.Key_Equal, CONTROL)
    assert (look.scale, counter.notices()) == (2.0, "Cỡ chữ 200 %")
    counter.press(Qt.Key.Key_0, CONTROL)
    counter.until(lambda: look.scale == 1.0)


def test_one_key_goes_through_the_colours_and_another_through_the_heights_of_rows(counter, look):
    names = []
    for _ in range(4):
        counter.press(Qt.Key.Key_D, SHIFT)
        names.append(counter.notices())
    assert names == ["Giao diện tối", "Giao diện tương phản cao", "Giao diện theo hệ điều hành", "Giao diện sáng"]
    for rows in (COMPACT, COMFORTABLE):
        counter.press(Qt.Key.Key_B, SHIFT)
        assert chosen_rows() == rows
    assert counter.notices() == "Dòng của bảng: thoáng"


def test_one_key_changes_the_language(counter, look):
    for said in ("Reception of dossiers", "Tiếp nhận hồ sơ"):
        counter.press(Qt.Key.Key_T, SHIFT)
        counter.until(lambda said=said: said in counter.words())


def test_every_look_is_shown_with_its_key(counter):
    counter.press(Qt.Key.Key_F1)
    words = counter.words()
    for text in ("Chữ to hơn", "Chữ nhỏ hơn", "Cỡ chữ 100 %", "Đổi ngôn ngữ"):
        assert text in words
