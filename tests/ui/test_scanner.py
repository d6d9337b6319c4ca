from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import delete

from tests.ui.hands import HAND, Keyboard
from ui.scanner import WedgeReader
from ui.widgets.button import Button
from ui.widgets.check_list import CheckItem, CheckList
from ui.widgets.combo_search import ComboSearch
from ui.widgets.date_field import DateField
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.table import Column, RowsModel, Table

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
SCANS = [
    CARD,
    "079190123456||Nguyen Thi Mau|01011990|Nu|1 Duong Mau|15042021",
    "H29.19.05-261008-0975",
    "000.00.19.H29-261008-0975",
    "MC1|H29.19.05-261008-0975|1.001193|3456",
    "BG-H29.19.05-261008-0012",
    "20261008000975",
    "https://example.gov.vn/tra-cuu?ma=12",
    "8934567890123",
]
SUFFIXES = ["\r", "\n", "\t", "\r\n", ""]
HANDS_NEVER_STOP = [HealthCheck.function_scoped_fixture]


class Desk(QWidget):
    """One of every control that can have the focus, with work in progress in it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.pressed: list[str] = []
        self.name = TextField("Họ và tên")
        self.name.set_text("Trần Văn Thử")
        self.name.edit.setSelection(0, 4)
        self.secret = QLineEdit("mật khẩu")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.note = QPlainTextEdit("Ghi chú đang viết")
        self.born = DateField("Ngày sinh")
        self.born.edit.setText("01/0")
        self.procedure = ComboSearch("Thủ tục")
        self.procedure.set_choice("1.001193", "Đăng ký khai sinh")
        self.sex = Segmented([("male", "Nam"), ("female", "Nữ")], "Giới tính")
        self.sex.set_value("male")
        self.papers = CheckList("Thành phần", [("original", "Bản chính"), ("copy", "Bản sao")])
        self.papers.set_items([CheckItem(1, "Tờ khai", kind="original"), CheckItem(2, "Giấy chứng sinh")])
        self.button = Button("Nhận và in", "primary")
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        rows = RowsModel([Column("Mã", str)])
        rows.show_rows(["a", "b", "c"])
        self.table = Table(rows, "Hồ sơ")
        self.table.opened.connect(self.pressed.append)
        column = QVBoxLayout(self)
        for part in (self.name, self.secret, self.note, self.born, self.procedure, self.sex, self.papers):
            column.addWidget(part)
        column.addWidget(self.button)
        column.addWidget(self.table)
        EnterMovesOn(self)
        self.signals: list[object] = []
        self.listen()

    def listen(self) -> None:
        self.name.edited.connect(self.signals.append)
        self.procedure.query_changed.connect(self.signals.append)
        self.procedure.chosen.connect(self.signals.append)
        self.born.date_changed.connect(self.signals.append)
        self.note.textChanged.connect(lambda: self.signals.append("note"))
        self.papers.changed.connect(lambda: self.signals.append("papers"))
        self.sex.chosen.connect(self.signals.append)

    def places(self) -> list[QWidget]:
        texts = [self.name.edit, self.secret, self.note, self.born.edit, self.procedure.edit]
        return [*texts, self.sex.focusProxy(), self.papers, self.button, self.table]

    def state(self) -> tuple[object, ...]:
        name = self.name.edit
        return (
            (name.text(), name.selectedText(), name.cursorPosition(), self.secret.text(), self.note.toPlainText()),
            (self.born.edit.text(), self.born.value(), self.procedure.edit.text(), self.procedure.value()),
            (self.sex.value(), self.papers.items(), self.table.currentIndex().row(), tuple(self.pressed)),
            tuple(self.signals),
        )


@pytest.fixture(scope="module")
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture(scope="module")
def reader(qapp, keyboard) -> Iterator[WedgeReader]:
    reader = WedgeReader(qapp, keyboard.clock)
    yield reader
    # It would go on listening in the tests of other modules.
    delete(reader)


@pytest.fixture
def desk(qtbot, reader, keyboard) -> Iterator[Desk]:
    keyboard.pause()
    desk = Desk()
    qtbot.addWidget(desk)
    reader.scanned.connect(desk.heard.append)
    desk.resize(700, 900)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    yield desk
    reader.settle()
    reader.scanned.disconnect(desk.heard.append)


@pytest.fixture
def calm(reader, keyboard, qapp):
    """Lets silence fall: what was typed is decided and told."""

    def fall() -> None:
        reader.settle()
        keyboard.forget_word()
        qapp.processEvents()

    return fall


def field(desk: Desk) -> QLineEdit:
    desk.name.edit.clear()
    desk.name.edit.setFocus()
    return desk.name.edit


@settings(max_examples=60, deadline=None, suppress_health_check=HANDS_NEVER_STOP)
@given(
    text=st.sampled_from(SCANS),
    suffix=st.sampled_from(SUFFIXES),
    gaps=st.one_of(st.integers(1, 50), st.lists(st.integers(1, 50), min_size=3, max_size=12)),
    place=st.integers(0, 8),
    stamped=st.booleans(),
)
def test_a_scan_is_told_once_and_leaves_everything_as_it_was(
    desk, keyboard, calm, *, text, suffix, gaps, place, stamped
):
    desk.heard.clear()
    focus = desk.places()[place]
    focus.setFocus()
    before = desk.state()
    keyboard.pause()
    keyboard.type(text + suffix, gaps, stamped=stamped)
    calm()
    assert desk.heard == [text]
    assert desk.state() == before
    assert focus.hasFocus()


@settings(max_examples=40, deadline=None, suppress_health_check=HANDS_NEVER_STOP)
@given(text=st.sampled_from(SCANS), suffix=st.sampled_from(SUFFIXES), gap=st.integers(1, 50), place=st.integers(0, 4))
def test_a_scan_through_an_input_method_is_told_and_leaves_no_trace(desk, keyboard, calm, *, text, suffix, gap, place):
    desk.heard.clear()
    focus = desk.places()[place]
    focus.setFocus()
    before = desk.state()
    keyboard.pause()
    keyboard.compose(text + suffix, gap)
    calm()
    assert desk.heard == [text]
    assert desk.state() == before
    assert focus.hasFocus()


words = st.text(alphabet="abcdefghiklmnopqrstuvxyăâđêôơưáàếộ 0123456789./-|", min_size=1, max_size=40)
rolls = st.lists(st.one_of(st.integers(85, 400), st.integers(85, 400), st.integers(20, 60)), min_size=5, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=HANDS_NEVER_STOP)
@given(text=words, gaps=rolls, stamped=st.booleans())
def test_what_a_hand_types_stands_in_the_field_and_is_no_scan(desk, keyboard, calm, *, text, gaps, stamped):
    desk.heard.clear()
    edit = field(desk)
    keyboard.pause()
    keyboard.type(text, _without_long_rolls(gaps), stamped=stamped)
    assert edit.text() == text
    calm()
    assert desk.heard == []
    assert edit.text() == text
    assert desk.signals[-1] == text


@settings(max_examples=40, deadline=None, suppress_health_check=HANDS_NEVER_STOP)
@given(text=words.map(lambda text: text + " "), gaps=rolls)
def test_what_a_hand_types_through_an_input_method_is_no_scan(desk, keyboard, calm, text, gaps):
    desk.heard.clear()
    edit = field(desk)
    keyboard.pause()
    keyboard.compose(text, _without_long_rolls(gaps))
    calm()
    assert desk.heard == []
    assert edit.text() == text


def test_slow_typing_handled_in_one_go_after_the_window_was_busy_is_no_scan(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("so 079190123456 cua toi 15042021 ", HAND, handled_late=True)
    calm()
    assert desk.heard == []
    assert edit.text() == "so 079190123456 cua toi 15042021 "


def test_a_scan_handled_in_one_go_after_the_window_was_busy_is_a_scan(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("H29.19.05-261008-0975\r", 10, handled_late=True)
    calm()
    assert desk.heard == ["H29.19.05-261008-0975"]
    assert edit.text() == ""


def test_a_suffix_that_overtakes_the_last_signs_in_the_input_method_ends_no_scan_before_they_come(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("H29.19.05-261008-", 1)
    keyboard.pause(5)
    keyboard.stroke("\t")
    keyboard.pause(-5)
    keyboard.compose("0975", 1)
    calm()
    assert desk.heard == ["H29.19.05-261008-0975"]
    assert (edit.text(), edit.hasFocus()) == ("", True)


def test_a_scan_is_heard_though_its_first_releases_come_before_any_of_its_signs(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("00100-0001-01-000019-43\r", 1, handled_late=True, overtaking={0: 0, 1: 0, 2: 0})
    calm()
    assert (desk.heard, edit.text()) == (["00100-0001-01-000019-43"], "")


def test_slow_typing_is_no_scan_though_a_late_release_overtakes_the_first(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("so 079190123456 cua ", HAND, handled_late=True, overtaking={18: 1, 0: 2})
    calm()
    assert (desk.heard, edit.text()) == ([], "so 079190123456 cua ")


def test_a_word_still_being_composed_stays_with_the_person_when_a_scan_arrives(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("Nguyen Thi Mau")
    keyboard.pause()
    keyboard.compose("-261008-0975 H29.19.05\r", 10)
    calm()
    assert desk.heard == ["-261008-0975 H29.19.05"]
    assert edit.text() == "Nguyen Thi Mau"


def test_a_person_may_go_on_typing_at_once_after_a_scan(desk, keyboard, calm):
    edit = field(desk)
    keyboard.type("Lê")
    keyboard.type("H29.19.05-261008-0975\r", 5)
    keyboard.pause(200)
    keyboard.type(" Thị")
    calm()
    assert desk.heard == ["H29.19.05-261008-0975"]
    assert edit.text() == "Lê Thị"


def test_two_scans_in_quick_succession_are_two_scans(desk, keyboard, calm):
    field(desk)
    keyboard.type("H29.19.05-261008-0975\r", 5)
    keyboard.pause(200)
    keyboard.type("H29.19.05-261008-0976", 5)
    keyboard.pause(180)
    keyboard.type("H29.19.05-261008-0977\r\n", 5)
    calm()
    assert desk.heard == [f"H29.19.05-261008-097{end}" for end in "567"]


def test_the_three_lines_of_a_machine_readable_zone_are_one_scan(desk, keyboard, calm):
    field(desk)
    lines = "IDVNM1901234569079190123456<<9\r9001011F3001019VNM<<<<<<<<<<<8\rNGUYEN<<THI<MAU<<<<<<<<<<<<<<<\r"
    keyboard.type(lines, 8)
    calm()
    assert desk.heard == [lines.strip().replace("\r", "\n")]
    assert desk.name.edit.text() == ""


def test_a_word_that_the_input_method_puts_down_late_does_not_come_again_in_the_next_field(desk, keyboard, calm):
    edit = field(desk)
    keyboard.compose("Mau")
    calm()
    desk.secret.clear()
    desk.secret.setFocus()
    late = QInputMethodEvent()
    late.setCommitString("Mau")
    QCoreApplication.sendEvent(desk.secret, late)
    calm()
    assert desk.secret.text() == ""
    keyboard.forget_word()
    keyboard.compose("Mau ")
    calm()
    assert desk.secret.text() == "Mau "
    assert edit.text() in {"", "Mau"}


def test_the_same_sign_twice_within_a_millisecond_is_taken_for_a_held_key_by_the_system_but_not_by_us(
    desk, keyboard, calm
):
    edit = field(desk)
    receipt, before = "00100-0001-01-000019-43", ""
    for sign in f"{receipt}\r":
        keyboard.stroke(sign, repeat=sign == before)
        keyboard.pause(1)
        before = sign
    calm()
    assert (desk.heard, edit.text()) == ([receipt], "")


def test_the_same_sign_twice_is_no_held_key_when_the_busy_system_takes_the_release_and_the_press_at_one_time(
    desk, keyboard, calm
):
    edit = field(desk)
    code = "CB-00100-0002-47"
    for before, sign in pairwise(f" {code}"):
        keyboard.pause(22 if sign == before else 5)
        keyboard.stroke(sign, repeat=sign == before)
    calm()
    assert (desk.heard, edit.text()) == ([code], "")


def test_a_key_held_down_is_no_scan(desk, keyboard, calm):
    edit = field(desk)
    keyboard.stroke("0")
    keyboard.pause(250)
    for _ in range(30):
        keyboard.stroke("0", repeat=True)
        keyboard.pause(30)
    calm()
    assert desk.heard == []
    assert edit.text() == "0" * 31


CODE = "H29.19.05-261008-0975"


@pytest.mark.parametrize(("way", "gap", "pause"), [("compose", 100, 40), ("compose", 120, 0), ("type", 70, 5)])
@pytest.mark.parametrize("scan", [CODE, f"{CODE}\r", f"{CARD}\r"])
def test_what_a_hand_typed_right_before_a_scan_stays_and_is_no_part_of_it(
    desk, keyboard, calm, *, way, gap, pause, scan
):
    edit = field(desk)
    getattr(keyboard, way)("0791", gap)
    keyboard.pause(pause)
    getattr(keyboard, way)(scan, 4)
    calm()
    assert desk.heard == [scan.strip()]
    assert edit.text() == "0791"
    assert desk.signals[-1] == "0791"


@pytest.mark.parametrize("way", ["compose", "type"])
def test_a_single_key_pressed_right_before_a_scan_is_told_from_its_first_key_by_what_the_code_says(
    desk, keyboard, calm, way
):
    edit = field(desk)
    getattr(keyboard, way)("7", 75)
    getattr(keyboard, way)(f"{CARD}\r", 4)
    calm()
    keyboard.pause()
    getattr(keyboard, way)(CARD[0], 75)
    getattr(keyboard, way)(f"{CARD[1:]}\r", 4)
    calm()
    assert desk.heard == [CARD, CARD]
    assert edit.text() == "7"


def test_the_slowest_scanner_may_be_a_little_late_on_a_busy_machine(desk, keyboard, calm):
    edit = field(desk)
    keyboard.type("https://vi-du.example/khuyen-mai\t", [53, 57])
    calm()
    assert desk.heard == ["https://vi-du.example/khuyen-mai"]
    assert edit.text() == ""


def test_a_word_written_by_an_input_hook_after_rubbing_out_is_no_scan(desk, keyboard, calm):
    edit = field(desk)
    keyboard.type("tphcm")
    keyboard.type("\b\b\b\b\bThành phố Hồ Chí Minh ", 1)
    calm()
    assert desk.heard == []
    assert edit.text() == "Thành phố Hồ Chí Minh "


def test_a_scan_that_a_hook_rewrites_on_the_way_is_told_as_the_hook_left_it(desk, keyboard, calm):
    field(desk)
    keyboard.type("079190123456||Tran Thi Haas\b\b\bấ|Nu\r", 4)
    calm()
    assert desk.heard == ["079190123456||Tran Thi Hấ|Nu"]
    assert desk.name.edit.text() == ""


def test_pasted_text_is_no_scan(desk, keyboard, calm, qapp):
    edit = field(desk)
    qapp.clipboard().setText("H29.19.05-261008-0975")
    keyboard.press("Ctrl+V")
    calm()
    assert desk.heard == []
    assert edit.text() == "H29.19.05-261008-0975"


def test_keys_meant_for_a_control_reach_it_after_a_moment(desk, keyboard, calm):
    desk.papers.setFocus()
    keyboard.type(" 3")
    calm()
    assert (desk.papers.items()[0].ticked, desk.papers.items()[0].count) == (True, 3)
    desk.button.setFocus()
    keyboard.type(" ")
    calm()
    assert desk.pressed == ["button"]


def test_enter_of_a_hand_moves_on_at_once(desk, keyboard):
    edit = field(desk)
    keyboard.type("Lê")
    keyboard.type("\r")
    assert edit.text() == "Lê"
    assert desk.secret.hasFocus()


def test_a_scan_that_stalls_on_its_way_is_still_one_scan(desk, keyboard, calm):
    field(desk)
    for part in ("079190123456||Nguyen Thi Mau|01", "011990|Nu|1 Duong", " Mau|15042021\r"):
        keyboard.type(part, 6)
        keyboard.pause(400)
    calm()
    assert desk.heard == ["079190123456||Nguyen Thi Mau|01011990|Nu|1 Duong Mau|15042021"]
    assert desk.name.edit.text() == ""


@pytest.mark.parametrize("through", ["type", "compose"])
def test_a_scan_whose_first_key_was_let_go_while_the_machine_was_busy_is_whole(desk, keyboard, calm, reader, through):
    edit = field(desk)
    keyboard.type("Lê ")
    keyboard.pause()
    getattr(keyboard, through)("H", 6)
    reader.settle()
    getattr(keyboard, through)("29.19.05-261008-0975\r", 6)
    calm()
    assert desk.heard == ["H29.19.05-261008-0975"]
    assert edit.text() == "Lê "
    assert desk.signals[-1] == "Lê "


def test_a_scan_that_is_no_code_of_ours_is_told_after_a_silence_too(desk, keyboard, qtbot):
    field(desk)
    keyboard.type("https://example.gov.vn/tra-cuu", 4)
    qtbot.waitUntil(lambda: desk.heard == ["https://example.gov.vn/tra-cuu"], timeout=4000)


def test_a_scan_without_suffix_is_told_after_a_short_silence(desk, keyboard, qtbot):
    field(desk)
    keyboard.type("H29.19.05-261008-0975", 2)
    qtbot.waitUntil(lambda: desk.heard == ["H29.19.05-261008-0975"], timeout=1000)


def test_what_is_typed_is_told_to_the_page_after_a_short_silence(desk, keyboard, qtbot):
    field(desk)
    keyboard.type("L", 2)
    assert desk.signals == []
    qtbot.waitUntil(lambda: desk.signals == ["L"], timeout=1000)


def test_an_answer_that_comes_between_two_keys_takes_none_of_them_away(desk, keyboard, calm):
    edit = field(desk)
    keyboard.type("Le ")
    calm()
    keyboard.stroke("H")
    # A page draws its state, in which the last key is not known yet, because something else in it has changed.
    desk.name.set_text("Le ")
    keyboard.pause()
    keyboard.type("oang")
    calm()
    assert edit.text() == "Le Hoang"
    desk.name.set_text("")
    assert edit.text() == ""


def _without_long_rolls(gaps: list[int]) -> list[int]:
    """A hand rolls over three keys at most before it has to reach."""
    calm: list[int] = []
    for gap in gaps:
        rolled = all(before < 85 for before in calm[-2:]) and len(calm) >= 2
        calm.append(HAND if gap < 85 and (rolled or not calm) else gap)
    return [*calm, HAND]
