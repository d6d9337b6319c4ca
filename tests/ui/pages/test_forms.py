"""The forms at the window: taken out to a file, changed, brought back for a day, and given up again."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.pages.house import focused, shown


@pytest.fixture
def desk(house):
    desk = house("administration", "quantri")
    desk.press("Alt+7")
    return desk


def choose(desk, form):
    section = desk.page.section
    section.table.selectRow([layout.form for layout in section._shown].index(form))
    desk.settle()


def pick(desk, key, path):
    """The file dialog as a person leaves it."""
    desk.press(key)
    dialog = desk.page.section.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    desk.window.activateWindow()
    desk.settle()


def changed(desk, path, form="02"):
    """A file that describes a form as the office wants it."""
    text = desk.office.layouts.text(form)
    path.write_text(text.replace('name = "', 'name = "Mẫu riêng: ', 1), encoding="utf-8")
    return path


def seen(desk):
    """The words on the paper that is shown."""
    document = pypdfium2.PdfDocument(desk.page.section._drawn)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def in_force(desk, form="02"):
    return desk.office.layouts.text(form)


def test_a_form_goes_out_to_a_file_and_comes_back_changed_from_a_day_on(desk, tmp_path):
    choose(desk, "02")
    path = tmp_path / "02.toml"
    pick(desk, "Ctrl+E", path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "', 'name = "Mẫu riêng: ', 1), encoding="utf-8")
    desk.page.section.since.set_date(date(2026, 10, 12))
    pick(desk, "Ctrl+I", path)
    desk.press("Ctrl+Return")
    assert desk.office.layouts.text("02", date(2026, 10, 9)) == text
    assert "Mẫu riêng: " in desk.office.layouts.text("02", date(2026, 10, 12))
    desk.page.section.since.set_date(date(2026, 10, 8))
    pick(desk, "Ctrl+I", path)
    desk.press("Ctrl+Return")
    assert desk.page.section._chip.accessibleName() == "Của cơ quan, từ 08/10/2026"


def test_the_paper_of_the_form_in_hand_is_shown_with_invented_people(desk):
    assert "Nguyễn Thị Mẫu" in seen(desk)
    assert "GIẤY TIẾP NHẬN" in seen(desk)
    choose(desk, "cash")
    assert "BẢNG KÊ" in seen(desk)
    assert "Nguyễn Thị Mẫu" in seen(desk)


def test_a_layout_that_was_brought_is_looked_at_before_it_is_put_in_force(desk, tmp_path):
    choose(desk, "02")
    before = in_force(desk)
    path = tmp_path / "mau.toml"
    path.write_text(before + '\n[[blocks]]\nkind = "line"\ntext = "Câu của cơ quan"\n', encoding="utf-8")
    pick(desk, "Ctrl+I", path)
    assert "Câu của cơ quan" in seen(desk)
    assert desk.page.section._chip.accessibleName() == "mau.toml: chưa áp dụng"
    assert in_force(desk) == before
    desk.press("Ctrl+Return")
    assert "Câu của cơ quan" in in_force(desk)
    assert desk.page.section.step() == ""


def test_esc_leaves_a_layout_that_was_brought_and_shows_the_one_in_force(desk, tmp_path):
    choose(desk, "02")
    path = tmp_path / "mau.toml"
    path.write_text(in_force(desk) + '\n[[blocks]]\nkind = "line"\ntext = "Câu của cơ quan"\n', encoding="utf-8")
    pick(desk, "Ctrl+I", path)
    desk.press("Escape")
    assert "Câu của cơ quan" not in seen(desk)
    desk.press("Ctrl+Return")
    assert "Câu của cơ quan" not in in_force(desk)


def test_a_layout_of_one_form_is_not_put_in_force_for_another_that_was_chosen_since(desk, tmp_path):
    choose(desk, "02")
    pick(desk, "Ctrl+I", changed(desk, tmp_path / "mau.toml"))
    before = in_force(desk, "03")
    choose(desk, "03")
    desk.press("Ctrl+Return")
    assert in_force(desk, "03") == before
    assert "Mẫu riêng: " not in in_force(desk)


def test_without_a_day_nothing_is_put_in_force_and_the_field_says_so(desk, tmp_path):
    choose(desk, "02")
    before = in_force(desk)
    desk.page.section.since.edit.setFocus()
    desk.page.section.since.edit.selectAll()
    desk.type("31/02/2027")
    pick(desk, "Ctrl+I", changed(desk, tmp_path / "mau.toml"))
    desk.press("Ctrl+Return")
    assert in_force(desk) == before
    assert "Hãy ghi ngày bắt đầu áp dụng." in shown(desk.page.section)
    assert focused() == "Áp dụng từ ngày"


def test_a_layout_of_a_later_day_can_be_looked_at_beside_the_one_of_today(desk):
    text = in_force(desk) + '\n[[blocks]]\nkind = "line"\ntext = "Câu của cơ quan"\n'
    desk.office.layouts.bring(desk.actor, "02", text, date(2026, 11, 2))
    desk.arrive()
    choose(desk, "02")
    assert "Câu của cơ quan" not in seen(desk)
    desk.page.section._day.setFocus()
    desk.press("2")
    assert "Câu của cơ quan" in seen(desk)
    assert desk.page.section._chip.accessibleName() == "Đổi từ 02/11/2026"


def test_going_back_to_the_programs_form_waits_until_the_office_has_its_own(desk):
    choose(desk, "06")
    assert not desk.page._own.isEnabled()
    desk.office.layouts.bring(desk.actor, "06", in_force(desk, "06") + "\n", date(2026, 10, 8))
    desk.arrive()
    assert desk.page._own.isEnabled()


def test_a_faulty_layout_says_what_is_wrong_beside_the_form_and_changes_nothing(desk, tmp_path):
    choose(desk, "02")
    path = tmp_path / "mau.toml"
    path.write_text('name = "A"\npaper = "A9"\n', encoding="utf-8")
    before = desk.office.layouts.text("02")
    pick(desk, "Ctrl+I", path)
    assert any("A9" in said for said in shown(desk.page.section))
    assert desk.office.layouts.text("02") == before


def test_the_form_of_the_program_is_used_again_by_a_key(desk, tmp_path):
    text = desk.office.layouts.text("06")
    desk.office.layouts.bring(desk.actor, "06", text.replace('name = "', 'name = "Mẫu riêng: ', 1))
    desk.arrive()
    choose(desk, "06")
    desk.press("Ctrl+Shift+Delete")
    assert desk.office.layouts.text("06") == text
