"""One field finds everything, and Enter opens it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.text import fold
from tests.journeys.counter import Counter
from ui.pages.dossier.page import DossierPage
from ui.pages.intake.page import IntakePage
from ui.pages.person.page import PersonPage
from ui.widgets.button import Button
from ui.widgets.choice_list import Choice
from ui.widgets.command_palette import best_matches, guesses

CONTROL = Qt.KeyboardModifier.ControlModifier


def settle(counter: Counter) -> None:
    """The field asks the store once nobody types any more."""
    counter.wait(120)
    counter.idle()


def test_a_code_typed_by_hand_opens_its_dossier_with_enter(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(limit=1))[0]
    counter.press(Qt.Key.Key_F3)
    counter.type(row.label)
    settle(counter)
    counter.type("\r")
    counter.idle()
    page = counter.main.current
    assert isinstance(page, DossierPage)
    assert page.unfinished().endswith(row.label)


def test_a_name_without_accents_lists_its_bearers_and_arrow_and_enter_open_one(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(limit=1))[0]
    counter.press(Qt.Key.Key_F3)
    counter.type(fold(row.owner_name))
    settle(counter)
    counter.press(Qt.Key.Key_Down)
    counter.press(Qt.Key.Key_Return)
    counter.idle()
    assert isinstance(counter.main.current, DossierPage)


def test_a_number_leads_to_its_person(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(limit=1))[0]
    counter.press(Qt.Key.Key_F3)
    counter.type(row.owner_number)
    settle(counter)
    counter.press(Qt.Key.Key_I, CONTROL)
    counter.idle()
    page = counter.main.current
    assert isinstance(page, PersonPage)
    assert page.unfinished() == row.owner_name


def test_escape_returns_from_the_dossier_to_what_was_found(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(limit=1))[0]
    counter.press(Qt.Key.Key_F3)
    counter.type(row.label)
    settle(counter)
    counter.type("\r")
    counter.idle()
    counter.press(Qt.Key.Key_Escape)
    assert row.label in counter.main.current.unfinished()


def test_the_palette_begins_a_dossier_for_a_procedure_typed_without_accents(counter: Counter):
    counter.press(Qt.Key.Key_K, CONTROL)
    counter.type("dang ky ket hon")
    counter.idle()
    counter.press(Qt.Key.Key_Return)
    counter.idle()
    page = counter.main.current
    assert isinstance(page, IntakePage)
    assert page.unfinished().endswith("Đăng ký kết hôn")


def test_the_palette_goes_to_a_page_by_a_few_letters(counter: Counter):
    counter.press(Qt.Key.Key_K, CONTROL)
    counter.type("hom nay")
    counter.idle()
    counter.press(Qt.Key.Key_Return)
    counter.idle()
    assert not isinstance(counter.main.current, IntakePage)


def first_in_palette(counter: Counter) -> str:
    counter.press(Qt.Key.Key_K, CONTROL)
    counter.idle()
    choice = counter.main._palette.list.current()
    counter.press(Qt.Key.Key_Escape)
    assert choice is not None
    return choice.text


def test_a_name_finds_people_before_what_only_has_its_letters(counter: Counter):
    names = {fold(row.owner_name).split()[-1] for row in counter.office.lookup.rows(DossierQuery(limit=200))}
    actions = [Choice(action, action.text()) for action in counter.main._shortcuts.reachable()]
    name = next(name for name in sorted(names) if guesses(name, actions) and not best_matches(name, actions))
    counter.press(Qt.Key.Key_K, CONTROL)
    counter.type(name)
    counter.idle()
    found = counter.main._palette.list
    assert found.current().group == "Hồ sơ"
    found.move_by(100)
    assert found.current().group == "Thao tác"


def test_what_is_done_most_stands_first_in_the_palette(counter: Counter):
    assert first_in_palette(counter) != "Hôm nay"
    for _ in range(2):
        counter.press(Qt.Key.Key_K, CONTROL)
        counter.type("hom nay")
        counter.idle()
        counter.press(Qt.Key.Key_Return)
        counter.idle()
    assert first_in_palette(counter) == "Hôm nay"


def test_a_click_on_what_a_key_does_names_the_key_once_and_a_key_names_nothing(counter: Counter):
    def proxy_button() -> QWidget:
        return next(
            button
            for button in counter.intake.findChildren(Button)
            if button.isVisible() and button.accessibleName() == "Có người nộp thay"
        )

    counter.press(Qt.Key.Key_U, CONTROL)
    assert counter.notices() == ""
    QTest.mouseClick(proxy_button(), Qt.MouseButton.LeftButton)
    counter.idle()
    assert counter.notices() == "Phím Ctrl+U: Có người nộp thay"
    counter.window.notices.put_away_newest()
    QTest.mouseClick(proxy_button(), Qt.MouseButton.LeftButton)
    counter.idle()
    assert counter.notices() == ""
