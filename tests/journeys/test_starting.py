"""The first window of the day: fast, and never at a loss."""

import gc
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from desktop_app.application.ports import SyncStatus
from desktop_app.bootstrap import assemble
from desktop_app.domain.codes import StaffCode
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import Role
from desktop_app.practice.office import PASSWORD
from desktop_app.storage.store import create, open_store
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from tests.journeys.conftest import MORNING
from tests.journeys.counter import Counter, copy_store
from ui.app import Window
from ui.hold import CannotStart, take_hold
from ui.main_window import MainWindow
from ui.pages.frame.book import PAGES
from ui.pages.frame.contents import rail_pages
from ui.widgets.field import TextField


@pytest.fixture
def opened(qtbot, look, hands):
    """Opens a window with what the office answers."""

    def window(open_office, make_practice=lambda: None, login="") -> Window:
        look.remember_login(login)
        window = Window(look, hands.scanner, open_office, make_practice)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        return window

    return window


def says(window: Window) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def fields(window: Window) -> list[str]:
    return [field.text() for field in window.findChildren(TextField) if field.isVisible()]


def test_who_types_before_the_office_is_open_types_into_the_right_field_and_is_let_in(
    opened, qtbot, hands, template, tmp_path
):
    copy_store(template, tmp_path)
    office = assemble(open_store(tmp_path), lambda: MORNING)
    may_open = Event()

    def slowly():
        may_open.wait(10)
        return office

    window = opened(slowly, login="tiepnhan")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.pause(2000)
    hands.keyboard.type(PASSWORD)
    hands.scanner.settle()
    assert fields(window) == ["tiepnhan", PASSWORD]
    hands.keyboard.type("\r")
    may_open.set()
    qtbot.waitUntil(lambda: window.main is not None)
    window.close()


def test_the_first_person_of_a_new_office_lets_themselves_in_and_finds_procedures(opened, qtbot, hands, tmp_path):
    store = create(tmp_path)
    centre = connect(f"sqlite:///{tmp_path / 'centre.db'}")
    centre.init()
    centre.add_office("H29.19.06", "Trung tâm Phục vụ hành chính công phường Mẫu")
    enrol(store, centre, "H29.19.06", "Quầy 1")
    office = assemble(store, lambda: MORNING)
    window = opened(lambda: office)
    qtbot.waitUntil(lambda: "chưa có cán bộ nào" in says(window))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.type("Nguyễn Thị Hoa\r\rkhó-đoán\rkhó-đoán\r")
    hands.scanner.settle()
    qtbot.waitUntil(lambda: "Tên đăng nhập chỉ gồm" in says(window))
    hands.keyboard.pause(2000)
    hands.keyboard.type("hoa\r")
    hands.scanner.settle()
    assert "Tên đăng nhập chỉ gồm" not in says(window)
    assert fields(window)[:2] == ["Nguyễn Thị Hoa", "hoa"]
    window.focusWidget().selectAll()
    hands.keyboard.pause(2000)
    hands.keyboard.type("khó-đoán\rkhác-hẳn\r")
    hands.scanner.settle()
    assert "Hai lần nhập mật khẩu không giống nhau." in says(window)
    hands.keyboard.type("khó-đoán\r")
    qtbot.waitUntil(lambda: window.main is not None, timeout=20_000)
    assert [(member.login, member.name) for member in office.accounts.staff()] == [("hoa", "Nguyễn Thị Hoa")]
    assert office.accounts.sign_in("hoa", "khó-đoán").roles >= {Role.ADMINISTRATOR}
    assert office.procedures.find("dang ky khai sinh")
    with pytest.raises(Refusal, match=r"office\.staffed"):
        office.accounts.begin(office.accounts.staff()[0], "khó-đoán", MORNING.isoformat())
    window.close()


def missing():
    raise Refusal("store.missing")


def test_a_machine_without_data_is_offered_a_practice_office(opened, qtbot, hands):
    made: list[str] = []
    window = opened(missing, lambda: made.append("practice"))
    qtbot.waitUntil(lambda: "thực hành" in says(window))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.pause(2000)
    hands.keyboard.type("\r")
    qtbot.waitUntil(lambda: made == ["practice"])
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_who_made_the_practice_office_types_on_and_is_let_in(opened, qtbot, hands, template, tmp_path):
    made = Event()

    def make_practice():
        copy_store(template, tmp_path)
        made.set()

    def open_office():
        if not made.is_set():
            missing()
        return assemble(open_store(tmp_path), lambda: MORNING)

    window = opened(open_office, make_practice)
    qtbot.waitUntil(lambda: "thực hành" in says(window))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.pause(2000)
    hands.keyboard.type("\r")
    qtbot.waitUntil(lambda: "Đăng nhập" in says(window))
    qtbot.waitUntil(lambda: window.tasks.idle)
    hands.keyboard.pause(2000)
    hands.keyboard.type(f"tiepnhan\r{PASSWORD}\r")
    qtbot.waitUntil(lambda: window.main is not None)
    window.close()


def test_what_could_not_be_opened_is_tried_again_with_enter(opened, qtbot, hands):
    tries: list[str] = []

    def broken():
        tries.append("open")
        raise Refusal("store.newer", found=9, known=1)

    window = opened(broken)
    qtbot.waitUntil(lambda: window.tasks.idle and bool(tries))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.pause(2000)
    hands.keyboard.type("\r")
    qtbot.waitUntil(lambda: len(tries) == 2)
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_a_store_of_a_newer_program_is_said_in_one_sentence(opened, qtbot):
    def newer():
        raise Refusal("store.newer", found=9, known=1)

    window = opened(newer)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert "mới hơn" in says(window)


def test_a_second_copy_says_that_the_first_is_open(qtbot, look, tmp_path):
    first = take_hold(tmp_path)
    with pytest.raises(Refusal) as refused:
        take_hold(tmp_path)
    first.unlock()
    window = CannotStart(look, refused.value)
    qtbot.addWidget(window)
    window.show()
    assert "đang mở" in " ".join(label.text() for label in window.findChildren(QLabel))
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
    assert not window.isVisible()


def test_a_wrong_password_is_said_and_can_be_typed_again(counter: Counter):
    counter.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    counter.idle()
    counter.type("sai\r")
    counter.idle()
    assert not counter.main.isVisible()
    counter.type("mot-cua\r")
    counter.until(counter.main.isVisible)


def test_what_was_wrong_is_forgotten_when_the_next_key_is_typed(counter: Counter):
    counter.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    counter.idle()
    counter.type("sai\r")
    counter.idle()
    assert "không đúng" in says(counter.window)
    counter.type("m")
    assert "không đúng" not in says(counter.window)


def test_enter_without_a_name_or_a_password_says_which_is_missing_and_goes_there(
    opened, qtbot, hands, template, tmp_path
):
    copy_store(template, tmp_path)
    office = assemble(open_store(tmp_path), lambda: MORNING)
    window = opened(lambda: office)
    qtbot.waitUntil(lambda: window.office is not None and window.tasks.idle)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands.keyboard.type("\r\r")
    assert "Gõ tên đăng nhập." in says(window)
    hands.keyboard.pause(2000)
    hands.keyboard.type("tiepnhan\r\r")
    hands.scanner.settle()
    assert "Gõ tên đăng nhập." not in says(window)
    assert "Gõ mật khẩu." in says(window)
    hands.keyboard.pause(2000)
    hands.keyboard.type(f"{PASSWORD}\r")
    qtbot.waitUntil(lambda: window.main is not None)
    window.close()


def test_why_a_store_is_not_open_is_said_in_the_language_that_is_chosen_at_the_door(opened, qtbot):
    def newer():
        raise Refusal("store.newer", found=9, known=1)

    window = opened(newer)
    qtbot.waitUntil(lambda: "mới hơn" in says(window))
    window._speak_at_the_door("en")
    said = says(window)
    window._speak_at_the_door("vi")
    assert "mới hơn" not in said
    assert "newer" in said


def test_a_staff_card_scanned_at_the_lock_names_its_holder_and_still_asks_for_the_password(counter: Counter):
    accounts = counter.office.accounts
    member = next(one for one in accounts.staff() if one.login == "xuly")
    administrator = accounts.actor("quantri")
    accounts.put(administrator, replace(member, number=7), None, MORNING.isoformat())
    counter.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    counter.idle()
    counter.type("do dang")
    counter.scan(str(StaffCode(counter.office.identity.space, 7)))
    assert fields(counter.window) == ["xuly", ""]
    assert not counter.main.isVisible()
    counter.type(f"{PASSWORD}\r")
    counter.until(lambda: counter.main.actor.login == "xuly")


def test_every_page_opens_by_its_key_and_has_a_focus(counter: Counter):
    for page in rail_pages(counter.main.actor.roles):
        combination = QKeySequence(page.key)[0]
        counter.press(combination.key(), combination.keyboardModifiers())
        counter.idle()
        assert counter.focus().isVisible(), page.name


def test_the_keys_of_the_page_are_shown_with_f1(counter: Counter):
    counter.press(Qt.Key.Key_F1)
    shown = " ".join(label.text() for label in counter.window.findChildren(QLabel) if label.isVisible())
    assert "Nhận và in" in shown
    # Nothing was received, printed or done that could be taken back.
    for idle in ("In lại giấy", "Mở hồ sơ vừa nhận", "Hoàn tác việc vừa làm", "Dừng việc đang chạy"):
        assert idle not in shown
    counter.press(Qt.Key.Key_Escape)
    assert "Phím tắt" not in " ".join(
        label.text() for label in counter.window.findChildren(QLabel) if label.isVisible()
    )


def test_a_data_directory_that_cannot_be_made_is_a_refusal(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="read_only"):
        take_hold(tmp_path / "file" / "data")


def test_the_exchange_is_heard_by_whoever_signs_in_next(counter: Counter):
    counter.window._sign_in.signed_in.emit(counter.office.accounts.actor("xuly"), "")
    counter.idle()
    gc.collect()
    heard: list[SyncStatus] = []
    counter.main._parts.sync.changed.connect(heard.append)
    told = SyncStatus("online")
    for listener in counter.office.sync._loop._listeners:
        listener(told, frozenset())
    counter.until(lambda: told in heard)


@pytest.fixture
def at_the_door(opened, qtbot, hands, template, tmp_path):
    """The office is open, the name stands there, and the password is awaited."""
    copy_store(template, tmp_path)
    office = assemble(open_store(tmp_path), lambda: MORNING)
    window = opened(lambda: office, login="tiepnhan")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.office is not None)
    hands.keyboard.pause(2000)
    yield window
    window.close()


def test_the_door_stands_until_the_desk_is_whole_and_a_second_enter_makes_no_second_one(at_the_door, qtbot, hands):
    hands.keyboard.type(f"{PASSWORD}\r\r")
    seen = set()

    def at_the_desk() -> bool:
        hands.keyboard.type("\r")
        main = at_the_door.main
        door = at_the_door._sign_in_page
        if door.isVisible():
            assert door._password.edit.hasFocus()
        seen.add((door.isVisible(), main is not None))
        return main is not None and main.isVisible()

    qtbot.waitUntil(at_the_desk)
    assert seen == {(True, False), (False, True)}
    assert len(at_the_door.findChildren(MainWindow)) == 1


def test_what_the_desk_tells_is_told_at_the_desk(at_the_door, qtbot, hands):
    hands.keyboard.type(f"{PASSWORD}\r")
    at_the_door.notices.tell("Đã mở lại hồ sơ đang nhập dở.")
    said = set()

    def at_the_desk() -> bool:
        said.add(("Đã mở lại" in says(at_the_door), at_the_door._sign_in_page.isVisible()))
        return (True, False) in said

    qtbot.waitUntil(at_the_desk)
    assert (True, True) not in said


def test_a_desk_that_cannot_be_made_leaves_the_door_open_for_another_try(at_the_door, qtbot, hands, monkeypatch):
    with monkeypatch.context() as patched, qtbot.capture_exceptions() as told:
        patched.setitem(PAGES, "intake", lambda *_: 1 / 0)
        hands.keyboard.type(f"{PASSWORD}\r")
        qtbot.waitUntil(lambda: bool(told))
    hands.keyboard.type(f"{PASSWORD}\r")
    qtbot.waitUntil(lambda: at_the_door.main is not None)


def test_who_is_refused_a_desk_does_not_come_to_that_of_the_person_before(at_the_door, qtbot, hands, monkeypatch):
    hands.keyboard.type(f"{PASSWORD}\r")
    qtbot.waitUntil(lambda: at_the_door.main is not None)
    before = at_the_door.main
    before.lock_requested.emit()

    def refuse(*_):
        raise Refusal("store.read_only")

    monkeypatch.setitem(PAGES, "intake", refuse)
    at_the_door._sign_in.signed_in.emit(at_the_door.office.accounts.actor("lanhdao"), "")
    qtbot.waitUntil(lambda: at_the_door._sign_in.state.refused is not None)
    qtbot.wait(50)
    assert not before.isVisible()
    assert at_the_door._sign_in_page.isVisible()
