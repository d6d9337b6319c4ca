"""The kiosk tells how far a dossier is, tells names to nobody, and lets only staff out."""

import shutil
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.application.ports import DossierQuery
from desktop_app.bootstrap import assemble
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State
from desktop_app.practice.office import PASSWORD
from desktop_app.storage.store import open_store
from tests.ui.pages.house import AFTERNOON
from ui.citizen.large import LargeButton
from ui.kiosk.presenter import KioskPresenter, View
from ui.kiosk.track import Track
from ui.kiosk.window import IDLE, KioskWindow
from ui.tasks import Tasks

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"


class Kiosk:
    def __init__(self, directory):
        self.failures = []
        self.tasks = Tasks(self.failures.append)
        self.presenter = KioskPresenter(self.tasks, lambda: assemble(open_store(directory), lambda: AFTERNOON))
        self.window = KioskWindow(self.presenter)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.presenter.open()
        self.settle()

    @property
    def office(self):
        return self.presenter.office

    @property
    def view(self):
        return self.presenter.state.view

    def settle(self):
        end = time.monotonic() + 10
        for _ in range(3):
            QApplication.processEvents()
            while not self.tasks.idle:
                assert time.monotonic() < end, "nothing happened"
                QApplication.processEvents()
                time.sleep(0.002)

    def type(self, text):
        for sign in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, sign)
            QApplication.processEvents()
        self.settle()

    def press(self, key):
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle()

    def scan(self, text):
        self.presenter.scan(text)
        self.settle()

    def texts(self):
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]

    def row(self, state):
        rows = self.office.lookup.rows(DossierQuery(states=frozenset({state}), limit=50))
        return next(row for row in rows if row.code)


@pytest.fixture
def kiosk(qapp, practice, tmp_path):
    shutil.copytree(practice, tmp_path / "hall")
    kiosk = Kiosk(tmp_path / "hall")
    yield kiosk
    kiosk.presenter.left.emit()
    kiosk.window.deleteLater()
    kiosk.tasks.close()
    kiosk.office.close()


def test_a_scanned_receipt_shows_the_progress_and_nobodys_name(kiosk):
    row = kiosk.row(State.IN_PROCESS)
    kiosk.scan(row.receipt_number)
    assert kiosk.view is View.PROGRESS
    shown = " ".join(kiosk.texts())
    assert row.label in shown
    assert "Đang xử lý" in shown
    for secret in (row.owner_name, row.owner_number, row.phone, row.procedure_name):
        assert secret not in shown


def test_day_and_number_are_enough_to_type(kiosk):
    row = kiosk.row(State.READY)
    kiosk.type(row.code.split("-", 1)[1])
    assert kiosk.view is View.CODE
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.presenter.state.progress.label == row.label
    assert any(text.startswith("Mời ông, bà mang giấy tiếp nhận") for text in kiosk.texts())


def test_the_look_up_code_opens_what_the_holder_of_the_receipt_may_know(kiosk):
    row = kiosk.row(State.SUPPLEMENT)
    kiosk.scan(row.code)
    kiosk.presenter.type_secret()
    kiosk.settle()
    kiosk.type(kiosk.office.lookup.dossier(row.id).lookup_code.lower())
    kiosk.press(Qt.Key.Key_Return)
    shown = "\n".join(kiosk.texts())
    assert "Cần ông, bà bổ sung:" in shown
    assert kiosk.office.lookup.dossier(row.id).procedure["name"] in shown
    assert row.owner_name not in shown


def test_a_wrong_look_up_code_opens_nothing_and_too_many_close_the_door(kiosk):
    row = kiosk.row(State.IN_PROCESS)
    kiosk.scan(row.code)
    for guess in range(6):
        kiosk.presenter.type_secret()
        kiosk.presenter.reveal(f"0000-000{guess}")
        kiosk.settle()
    assert kiosk.presenter.state.progress.details is None
    with pytest.raises(Refusal, match=r"lookup\.too_many"):
        kiosk.office.lookup.progress(row.code, kiosk.office.lookup.dossier(row.id).lookup_code)
    assert any("quá nhiều lần" in text for text in kiosk.texts())


def test_an_identity_card_is_not_read_here(kiosk):
    kiosk.scan(CARD)
    assert kiosk.view is View.START
    shown = " ".join(kiosk.texts())
    assert "Máy này chỉ đọc mã trên giấy tiếp nhận hồ sơ." in shown
    assert "Nguyễn Thị Mẫu" not in shown


def test_an_unknown_code_is_told_beside_the_keypad(kiosk):
    kiosk.type("261008-9998")
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.view is View.CODE
    assert any("Không tìm thấy hồ sơ" in text for text in kiosk.texts())


def test_half_a_minute_without_a_touch_forgets_who_was_there(kiosk):
    kiosk.scan(kiosk.row(State.IN_PROCESS).code)
    for _ in range(IDLE - 1):
        kiosk.window._count_down()
    assert kiosk.view is View.PROGRESS
    assert any("tự trở về" in text for text in kiosk.texts())
    kiosk.window._count_down()
    assert (kiosk.view, kiosk.presenter.state.progress) == (View.START, None)


def test_a_touch_gives_another_half_a_minute(kiosk):
    kiosk.scan(kiosk.row(State.IN_PROCESS).code)
    for _ in range(IDLE - 1):
        kiosk.window._count_down()
    QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton)
    for _ in range(IDLE - 1):
        kiosk.window._count_down()
    assert kiosk.view is View.PROGRESS


def test_closing_the_window_asks_for_a_member_of_staff(kiosk):
    kiosk.window.close()
    assert kiosk.window.isVisible()
    assert kiosk.view is View.LEAVE


def test_staff_get_out_by_keyboard_alone(kiosk):
    kiosk.press(Qt.Key.Key_Tab)
    kiosk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Dành cho cán bộ"
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.view is View.LEAVE
    kiosk.type("tiepnhan")
    kiosk.press(Qt.Key.Key_Return)
    kiosk.type(PASSWORD)
    kiosk.press(Qt.Key.Key_Tab)
    kiosk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Đóng máy tra cứu"
    kiosk.press(Qt.Key.Key_Return)
    assert not kiosk.window.isVisible()


def test_a_wrong_password_does_not_open_the_door_and_the_right_one_does(kiosk):
    kiosk.presenter.begin_leaving()
    kiosk.settle()
    kiosk.type("tiepnhan")
    kiosk.press(Qt.Key.Key_Return)
    kiosk.type("sai")
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.window.isVisible()
    assert any("mật khẩu không đúng" in text for text in kiosk.texts())
    kiosk.window._leave.password.clear()
    kiosk.type(PASSWORD)
    kiosk.press(Qt.Key.Key_Return)
    assert not kiosk.window.isVisible()


def test_fingers_type_on_the_screen(kiosk):
    kiosk.presenter.type_code()
    kiosk.settle()
    keys = {key.text(): key for key in kiosk.window._code.entry._keypad._signs}
    for sign in "2610":
        QTest.mouseClick(keys[sign], Qt.MouseButton.LeftButton)
    assert kiosk.window._code.entry.entry.text() == "2610"
    assert min(key.height() for key in keys.values()) >= 48


def on_each_picture(kiosk):
    """Shows the pictures of the kiosk one after the other, with everything that they can hold."""
    yield "start"
    kiosk.presenter.type_code()
    yield "code"
    row = kiosk.row(State.SUPPLEMENT)
    kiosk.scan(row.code)
    yield "progress"
    kiosk.presenter.type_secret()
    yield "secret"
    kiosk.presenter.reveal(kiosk.office.lookup.dossier(row.id).lookup_code)
    yield "details"
    kiosk.presenter.begin_leaving()
    yield "leaving"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1080, 1920)])
def test_on_every_screen_nothing_is_cut_and_every_target_is_as_large_as_a_finger(kiosk, size):
    # Fixed, so that what has no room shows as a fault instead of making the window larger.
    kiosk.window.setFixedSize(*size)
    kiosk.settle()
    faults = []
    for picture in on_each_picture(kiosk):
        kiosk.settle()
        for target in kiosk.window.findChildren(LargeButton):
            if target.isVisible():
                place = target.rect().translated(target.mapTo(kiosk.window, target.rect().topLeft()))
                if not kiosk.window.rect().contains(place) or min(target.width(), target.height()) < 48:
                    faults.append((picture, target.accessibleName(), place))
        faults += [
            (picture, words.text(), words.geometry())
            for words in kiosk.window.findChildren(QLabel)
            if words.isVisible() and words.height() < words.heightForWidth(words.width())
        ]
        track = kiosk.window.findChild(Track)
        if track.isVisible() and track.height() < track.sizeHint().height():
            faults.append((picture, "track", track.geometry()))
    assert faults == []


def test_an_upright_screen_has_the_keypad_below_the_words(kiosk):
    kiosk.window.setFixedSize(1080, 1920)
    kiosk.presenter.type_code()
    kiosk.settle()
    keypad = kiosk.window._code.entry
    assert keypad.width() > 900
    assert keypad.y() > kiosk.window._code._said.geometry().bottom()


def test_another_try_is_offered_only_where_the_first_one_failed(qapp, tmp_path):
    def broken():
        raise Refusal("store.newer", found=9, known=1)

    tasks = Tasks(lambda _error: None)
    presenter = KioskPresenter(tasks, broken)
    window = KioskWindow(presenter)
    window.show()
    presenter.open()
    assert not window._opening._again.isVisible()
    while not tasks.idle:
        QApplication.processEvents()
    QApplication.processEvents()
    assert window._opening._again.isVisible()
    window.close()
    window.deleteLater()
    tasks.close()


def test_what_was_said_to_one_person_is_gone_before_the_next_comes(kiosk):
    kiosk.scan(CARD)
    assert any("chỉ đọc mã" in text for text in kiosk.texts())
    assert kiosk.window._tick.isActive()
    for _ in range(IDLE):
        kiosk.window._count_down()
    assert not any("chỉ đọc mã" in text for text in kiosk.texts())
    assert not any("tự trở về" in text for text in kiosk.texts())


def test_a_fault_is_red_and_goes_with_the_first_key_that_mends_it(kiosk):
    kiosk.type("999999-0001")
    kiosk.press(Qt.Key.Key_Return)
    fault = kiosk.window._code.fault
    assert fault.isVisible()
    assert fault.findChild(QLabel).property("tone") == "bad"
    kiosk.press(Qt.Key.Key_Backspace)
    assert not fault.isVisible()


def test_day_and_number_may_be_typed_without_the_dash(kiosk):
    row = kiosk.row(State.READY)
    kiosk.type(row.code.split("-", 1)[1].replace("-", ""))
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.presenter.state.progress.label == row.label


def test_a_wrong_password_is_typed_over(kiosk):
    kiosk.presenter.begin_leaving()
    kiosk.type("tiepnhan")
    kiosk.press(Qt.Key.Key_Return)
    kiosk.type("sai")
    kiosk.press(Qt.Key.Key_Return)
    assert kiosk.window._leave.fault.isVisible()
    kiosk.type(PASSWORD)
    assert kiosk.window._leave.password.text() == PASSWORD
    assert not kiosk.window._leave.fault.isVisible()


def test_a_wrong_look_up_code_that_is_entered_again_is_one_wrong_try(kiosk):
    row = kiosk.row(State.IN_PROCESS)
    kiosk.scan(row.code)
    kiosk.presenter.type_secret()
    kiosk.type("00000000")
    for _ in range(6):
        kiosk.press(Qt.Key.Key_Return)
        assert any("Mã tra cứu không đúng" in text for text in kiosk.texts())
    kiosk.presenter.reveal(kiosk.office.lookup.dossier(row.id).lookup_code)
    kiosk.settle()
    assert kiosk.presenter.state.progress.details
