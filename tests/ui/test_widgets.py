from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.button import Button, key_text
from ui.widgets.card import EmptyState, Facts
from ui.widgets.check_list import CheckItem, CheckList
from ui.widgets.choice_list import Choice
from ui.widgets.combo_search import ComboSearch
from ui.widgets.command_palette import CommandPalette, best_matches, guesses
from ui.widgets.date_field import DateField, read_date
from ui.widgets.field import EnterMovesOn, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.sight import follow_focus
from ui.widgets.text import Text

KINDS = [("original", "Bản chính"), ("certified", "Bản sao chứng thực"), ("copy", "Bản sao")]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def type_text(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def whole_on_screen(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    wide = label.wordWrap() or label.sizeHint().width() <= label.width()
    return wide and needed <= label.height()


# Buttons and actions


def test_enter_and_space_press_a_button_that_has_the_focus(show):
    pressed = []
    button = Button("Nhận và in", "primary", key="F9")
    button.clicked.connect(lambda: pressed.append(1))
    show(button)
    button.setFocus()
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert pressed == [1, 1]


def test_a_button_says_its_name_and_its_key_to_a_screen_reader(show):
    button = Button("", "quiet", icon="x", tip="Đóng", key="Esc")
    assert (button.accessibleName(), button.accessibleDescription()) == ("Đóng", "Esc")


def test_a_button_follows_its_action(show):
    done = []
    action = QAction("In lại")
    action.setShortcut(QKeySequence("Ctrl+P"))
    action.triggered.connect(lambda: done.append("printed"))
    button = Button.of(action)
    show(button)
    button.click()
    action.setEnabled(False)
    action.setText("Đang in…")
    button.click()
    assert done == ["printed"]
    assert (button.text(), button.isEnabled(), button.accessibleDescription()) == ("Đang in…", False, "Ctrl+P")


@pytest.mark.parametrize(
    ("keys", "shown"), [("Ctrl+K", "Ctrl+K"), ("Return", "Enter"), ("Escape", "Esc"), ("Ctrl+Return", "Ctrl+Enter")]
)
def test_keys_are_called_what_is_printed_on_them(keys, shown):
    assert key_text(QKeySequence(keys)) == shown


# Fields


def test_enter_moves_on_to_the_next_field_and_presses_the_button_at_the_end(show):
    pressed = []
    name, phone, button = TextField("Họ và tên"), TextField("Số điện thoại"), Button("Nhận")
    button.clicked.connect(lambda: pressed.append("button"))
    window = show(name, phone, button)
    EnterMovesOn(window)
    name.setFocus()
    press(Qt.Key.Key_Return)
    assert phone.edit.hasFocus()
    press(Qt.Key.Key_Return)
    assert button.hasFocus()
    press(Qt.Key.Key_Return)
    assert pressed == ["button"]


def test_a_field_is_named_by_its_label_and_described_by_its_fault(show):
    number = TextField("Số định danh", hint="12 chữ số")
    show(number)
    number.set_error("Thiếu 1 chữ số.")
    assert (number.edit.accessibleName(), number.edit.accessibleDescription()) == ("Số định danh", "Thiếu 1 chữ số.")
    number.set_error("")
    assert number.edit.accessibleDescription() == "12 chữ số"
    assert not number.has_error()


@pytest.mark.parametrize("width", [180, 300, 700])
def test_a_sentence_beside_or_below_a_field_is_never_cut(show, qapp, width):
    field = TextField("Số định danh cá nhân")
    window = show(field, width=width)
    field.set_error("Năm sinh trong số định danh là 1990, khác với ngày sinh đã gõ.")
    for _ in range(3):
        qapp.processEvents()
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert any("1990" in label.text() for label in labels)
    assert [label.text() for label in labels if not whole_on_screen(label)] == []


def test_a_short_fault_moves_nothing_on_the_page(show, qapp):
    first, second = TextField("Họ và tên"), TextField("Số điện thoại")
    show(first, second, width=600)
    before = second.geometry()
    first.set_error("Cần họ và tên.")
    qapp.processEvents()
    assert second.geometry() == before


def test_a_doubt_is_overruled_with_a_reason_and_the_field_gets_the_focus_back(show):
    reasons = []
    born = TextField("Ngày sinh")
    born.overruled.connect(reasons.append)
    window = show(born)
    born.setFocus()
    born.set_warning("Khác với số định danh.", overrule=True)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert reasons == []
    type_text("ghi theo khai sinh")
    press(Qt.Key.Key_Return)
    assert reasons == ["ghi theo khai sinh"]
    assert born.edit.hasFocus()
    assert "Khác với số định danh." not in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_setting_a_text_from_the_program_is_not_an_edit(show):
    edits = []
    field = TextField("Họ và tên")
    field.edited.connect(edits.append)
    show(field)
    field.set_text("Nguyễn Thị Mẫu")
    field.setFocus()
    type_text("X")
    assert edits == ["XNguyễn Thị Mẫu"]


# Dates


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("010190", date(1990, 1, 1)),
        ("01011990", date(1990, 1, 1)),
        ("1/1/1990", date(1990, 1, 1)),
        ("1-1-90", date(1990, 1, 1)),
        ("1.1.26", date(2026, 1, 1)),
        ("311226", date(2026, 12, 31)),
        ("010127", date(1927, 1, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2023", None),
        ("1/1/199", None),
        ("0101", None),
        ("hôm nay", None),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, expected):
    assert read_date(typed, 2026) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back_from_every_way_of_writing_it(day):
    for text in (f"{day:%d/%m/%Y}", f"{day:%d%m%Y}", f"{day.day}-{day.month}-{day.year}"):
        assert read_date(text, 2026) == day


def test_two_digits_of_a_year_are_one_to_come_where_an_appointment_is_typed(show):
    field, next_year = DateField("Hẹn lại ngày", ahead=10), date.today().year + 1
    show(field)
    QTest.keyClicks(field.edit, f"0401{next_year % 100:02d}")
    assert field.value() == date(next_year, 1, 4)


def test_leaving_a_date_completes_it_or_says_what_is_wrong(show):
    changes = []
    born, other = DateField("Ngày sinh"), TextField("Họ và tên")
    born.date_changed.connect(changes.append)
    show(born, other)
    born.setFocus()
    type_text("010190")
    press(Qt.Key.Key_Tab)
    assert (born.edit.text(), born.value()) == ("01/01/1990", date(1990, 1, 1))
    born.setFocus()
    born.edit.selectAll()
    type_text("310290")
    press(Qt.Key.Key_Tab)
    assert (born.value(), born.has_error()) == (None, True)
    assert changes == [date(1990, 1, 1), None]


# Choosing


def test_arrows_and_digits_choose_in_a_segmented_choice(show):
    chosen = []
    sex = Segmented([("male", "Nam"), ("female", "Nữ")], "Giới tính")
    sex.chosen.connect(chosen.append)
    show(sex)
    sex.setFocus()
    assert sex.value() is None
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Left)
    assert chosen == ["female", "male"]
    sex.set_value(None)
    assert sex.value() is None
    assert chosen == ["female", "male"]


def test_a_choice_that_was_taken_away_begins_at_its_first_option_again(show):
    sex, before = Segmented([("male", "Nam"), ("female", "Nữ")], "Giới tính"), TextField("Ngày sinh")
    show(before, sex)
    sex.setFocus()
    press(Qt.Key.Key_2)
    sex.set_value(None)
    before.setFocus()
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Nam"


def test_a_reason_that_is_asked_for_is_waited_for(show):
    born, other = TextField("Ngày sinh"), TextField("Họ và tên")
    EnterMovesOn(show(born, other))
    born.setFocus()
    born.set_warning("Khác với số định danh.", overrule=True)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Lý do giữ giá trị này"
    press(Qt.Key.Key_Escape)
    assert born.edit.hasFocus()


def test_tab_comes_to_what_the_program_has_chosen_and_not_to_what_had_the_keyboard_last(show):
    before = TextField("Họ tên")
    sex = Segmented([("male", "Nam"), ("female", "Nữ")], "Giới tính")
    show(before, sex)
    sex.set_value("male")
    sex.setFocus()
    before.setFocus()
    sex.set_value("female")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Nữ"


def search_field(show):
    field, after = ComboSearch("Thủ tục"), TextField("Ghi chú")
    asked, chosen = [], []
    field.query_changed.connect(asked.append)
    field.chosen.connect(chosen.append)
    window = show(field, after)
    EnterMovesOn(window)
    field.setFocus()
    return field, after, asked, chosen


RESULTS = [Choice(1, "Đăng ký khai sinh"), Choice(2, "Đăng ký kết hôn"), Choice(3, "Đăng ký khai tử")]


def test_a_result_is_taken_with_one_enter_that_also_moves_on(show):
    field, after, asked, chosen = search_field(show)
    type_text("dk")
    field.show_results("dk", RESULTS)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert asked == ["d", "dk"]
    assert (chosen, field.value(), field.edit.text()) == ([2], 2, "Đăng ký kết hôn")
    assert after.edit.hasFocus()
    assert not field.list_is_open()


def test_enter_typed_before_the_results_takes_the_first_when_they_arrive(show, qapp):
    field, after, _, chosen = search_field(show)
    type_text("dk")
    press(Qt.Key.Key_Return)
    assert field.edit.hasFocus()
    field.show_results("dk", RESULTS)
    qapp.processEvents()
    assert chosen == [1]
    assert after.edit.hasFocus()


def test_results_for_an_older_text_are_not_shown(show):
    field, _, _, _ = search_field(show)
    type_text("dk")
    field.show_results("d", RESULTS)
    assert not field.list_is_open()


def test_escape_closes_the_results_and_keeps_the_text(show):
    field, _, _, chosen = search_field(show)
    type_text("dk")
    field.show_results("dk", RESULTS)
    press(Qt.Key.Key_Escape)
    assert (field.list_is_open(), field.edit.text(), chosen) == (False, "dk", [])


def test_editing_after_a_choice_takes_the_choice_back(show):
    field, _, _, chosen = search_field(show)
    field.set_choice(1, "Đăng ký khai sinh")
    press(Qt.Key.Key_End, Qt.Key.Key_Backspace)
    assert (field.value(), chosen) == (None, [None])


def test_results_stay_inside_a_window_that_is_lower_than_they_are(show):
    field, _, _, _ = search_field(show)
    field.window().resize(600, 240)
    type_text("dk")
    many = [Choice(number, f"Thủ tục {number}") for number in range(40)]
    field.show_results("dk", many)
    shown = field.list.mapTo(field.window(), field.list.rect().topLeft()).y()
    assert shown >= 0
    assert shown + field.list.height() <= field.window().height()


# Components


def components(show):
    changes = []
    papers = CheckList("Thành phần hồ sơ", KINDS)
    papers.set_items([CheckItem("a", "Tờ khai", kind="original"), CheckItem("b", "Giấy chứng sinh", kind="original")])
    papers.changed.connect(lambda: changes.append(1))
    show(papers)
    papers.setFocus()
    return papers, changes


def test_components_are_ticked_counted_and_given_a_kind_by_keyboard(show):
    papers, changes = components(show)
    press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Right)
    type_text("12")
    first, second = papers.items()
    assert (first.ticked, first.kind, first.count) == (True, "original", 1)
    assert (second.ticked, second.kind, second.count) == (True, "certified", 12)
    assert len(changes) == 3


def test_a_count_of_nought_takes_the_tick_away(show):
    papers, _ = components(show)
    press(Qt.Key.Key_Space)
    type_text("0")
    assert not papers.items()[0].ticked


def test_one_key_ticks_all_components_and_unticks_them_again(show):
    papers, _ = components(show)
    type_text("a")
    assert all(item.ticked for item in papers.items())
    type_text("a")
    assert not any(item.ticked for item in papers.items())


def test_a_component_says_its_whole_state_to_a_screen_reader(show):
    papers, _ = components(show)
    press(Qt.Key.Key_Space)
    said = papers.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Tờ khai, đã nhận, Bản chính, 1"


# Overlays


def test_the_palette_finds_by_words_without_accents_by_initials_and_by_scattered_letters():
    choices = [
        Choice(name, name) for name in ("Tiếp nhận hồ sơ", "Đăng ký khai sinh", "Đăng ký kết hôn", "Đồng bộ ngay")
    ]
    assert [found.text for found in best_matches("dang ky", choices)] == ["Đăng ký khai sinh", "Đăng ký kết hôn"]
    assert [found.text for found in best_matches("dkks", choices)] == ["Đăng ký khai sinh"]
    assert [found.text for found in best_matches("kh si", choices)] == ["Đăng ký khai sinh"]
    assert [found.text for found in best_matches("tnhs", choices)] == ["Tiếp nhận hồ sơ"]
    assert best_matches("dkh", choices) == []
    assert [found.text for found in guesses("dkh", choices)] == ["Đăng ký khai sinh", "Đăng ký kết hôn"]
    assert best_matches("xyz", choices) == []
    assert best_matches("", choices) == choices


def test_the_palette_drops_answers_to_an_older_text_and_does_what_is_taken(show):
    done, waiting = [], []
    edit = QLineEdit()
    window = show(edit)
    palette = CommandPalette(window, [lambda text, deliver: waiting.append((text, deliver))])
    edit.setFocus()
    palette.open()
    type_text("a")
    waiting[0][1]([Choice(lambda: done.append("old"), "cũ")])
    waiting[1][1]([Choice(lambda: done.append("new"), "mới")])
    press(Qt.Key.Key_Return)
    assert done == ["new"]
    assert not palette.isVisible()
    assert edit.hasFocus()


def test_the_palette_has_room_for_what_comes_last(show):
    waiting = []
    window = show(QLineEdit())
    window.resize(800, 600)
    soon = [Choice(None, "Khóa màn hình")]
    palette = CommandPalette(window, [lambda _, deliver: deliver(soon), lambda _, deliver: waiting.append(deliver)])
    palette.open()
    QApplication.processEvents()
    waiting[0]([Choice(None, f"Hồ sơ {number}") for number in range(5)])
    assert palette.panel.height() == palette.panel.sizeHint().height()
    assert palette.list.mapTo(palette.panel, palette.list.rect().bottomLeft()).y() < palette.panel.height() - 20
    QApplication.processEvents()
    assert palette.panel.height() == palette.panel.sizeHint().height()


def test_the_focus_stays_in_an_overlay_until_escape_gives_it_back(show):
    edit, button = QLineEdit(), Button("Nhận")
    window = show(edit, button)
    palette = CommandPalette(window, [])
    edit.setFocus()
    palette.open()
    inside = QApplication.focusWidget()
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is inside
    press(Qt.Key.Key_Escape)
    assert edit.hasFocus()


# Words


def test_wrapped_words_are_whole_wherever_they_stand(show, qapp):
    long = "Hồ sơ nộp trực tuyến sẽ hiện ở đây ngay khi về, kể cả khi màn hình này đang đóng."
    facts = Facts()
    facts.show_fact("Hẹn trả", "16 giờ 30 phút, ngày 08 tháng 10 năm 2026")
    inner = QWidget()
    row = QHBoxLayout(inner)
    row.addWidget(Text(long, wrap=True))
    row.addWidget(facts)
    window = show(EmptyState("inbox", "Chưa có hồ sơ nào chờ", long), inner, width=360, height=600)
    for _ in range(4):
        qapp.processEvents()
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in labels if not whole_on_screen(label)] == []


def test_a_name_is_never_taken_for_markup(show):
    label = Text("<b>Nguyễn</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_value_can_be_selected_with_the_pointer(show):
    label = Text("079190123456", selectable=True)
    show(label)
    QApplication.sendEvent(label, QEnterEvent(QPointF(2, 8), QPointF(2, 8), QPointF(2, 8)))
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton, pos=QPoint(6, label.height() // 2))
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert label.selectedText() == "079190123456"


def test_what_gets_the_focus_is_scrolled_into_sight(show, qtbot):
    area, inner = QScrollArea(), QWidget()
    column = QVBoxLayout(inner)
    first, last = QLineEdit(), QLineEdit()
    for part in (first, QWidget(), last):
        column.addWidget(part)
    column.itemAt(1).widget().setFixedHeight(2_000)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    follow_focus(area)
    show(area)
    area.resize(400, 300)
    last.setFocus()
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    first.setFocus()
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() == 0)
