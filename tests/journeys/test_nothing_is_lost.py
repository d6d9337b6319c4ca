"""What was typed survives: another citizen, a lock, a crash."""

from PySide6.QtCore import Qt

from desktop_app.practice.office import PASSWORD
from tests.journeys.counter import CARD, Counter
from ui.app import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_form_comes_back_after_the_program_died(counter: Counter, qtbot, look, hands):
    counter.scan(CARD)
    counter.type("khai")
    counter.intake.flush()
    counter.idle()
    again = Window(look, hands.scanner, lambda: counter.office, lambda: None)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    survivor = Counter(again, counter.office, hands, counter.tray)
    survivor.until(lambda: again.office is not None)
    survivor.type(f"{PASSWORD}\r")
    survivor.until(lambda: again.main is not None)
    survivor.idle()
    assert survivor.intake.unfinished().endswith("Nguyễn Thị Mẫu")


def test_a_form_put_aside_for_another_citizen_is_kept(counter: Counter):
    counter.scan(CARD)
    counter.press(Qt.Key.Key_N, CONTROL)
    counter.idle()
    drafts = counter.office.intake.drafts()
    assert [draft.body["owner"]["name"] for draft in drafts] == ["Nguyễn Thị Mẫu"]
    assert counter.intake.unfinished() == ""


def test_a_received_form_leaves_no_draft_behind(counter: Counter):
    counter.scan(CARD)
    counter.intake.flush()
    counter.idle()
    counter.type("3\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert counter.office.intake.drafts() == []


def test_the_lock_keeps_the_form_and_the_password_brings_it_back(counter: Counter):
    counter.scan(CARD)
    counter.press(Qt.Key.Key_L, CONTROL)
    counter.idle()
    assert not counter.main.isVisible()
    counter.type(f"{PASSWORD}\r")
    counter.until(counter.main.isVisible)
    assert counter.intake.unfinished().endswith("Nguyễn Thị Mẫu")


def people(counter: Counter) -> str:
    return counter.intake.unfinished()


def undo(counter: Counter) -> None:
    """The key belongs to the text where one stands in a field, so it is pressed where none does."""
    counter.main.setFocus()
    counter.press(Qt.Key.Key_Z, CONTROL)
    counter.idle()


def test_a_form_that_was_thrown_away_comes_back_with_one_key(counter: Counter):
    counter.scan(CARD)
    counter.intake.throw_away()
    counter.idle()
    assert people(counter) == ""
    assert "Đã bỏ hồ sơ đang nhập." in counter.notices()
    undo(counter)
    assert people(counter).endswith("Nguyễn Thị Mẫu")
    counter.intake.flush()
    counter.idle()
    assert [draft.body["owner"]["name"] for draft in counter.office.intake.drafts()] == ["Nguyễn Thị Mẫu"]


def test_a_form_that_was_put_aside_comes_back_with_one_key(counter: Counter):
    counter.scan(CARD)
    counter.press(Qt.Key.Key_N, CONTROL)
    counter.idle()
    assert people(counter) == ""
    undo(counter)
    assert people(counter).endswith("Nguyễn Thị Mẫu")


def test_ticking_everything_is_taken_back_with_one_key_and_only_once(counter: Counter):
    counter.scan(CARD)
    counter.type("3")
    counter.idle()
    counter.type("\r")
    counter.until(lambda: counter.focus().accessibleName() == "Thành phần hồ sơ")
    before = counter.intake._presenter.state.sheet.papers
    counter.type("a")
    assert all(paper.ticked for paper in counter.intake._presenter.state.sheet.papers)
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert counter.intake._presenter.state.sheet.papers == before
    counter.type(" ")
    ticked = counter.intake._presenter.state.sheet.papers
    counter.press(Qt.Key.Key_Z, CONTROL)
    assert counter.intake._presenter.state.sheet.papers == ticked
