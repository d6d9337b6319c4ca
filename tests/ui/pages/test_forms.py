"""The forms at the window: taken out to a file, changed, brought back for a day, and given up again."""

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.pages.house import shown


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


def test_a_form_goes_out_to_a_file_and_comes_back_changed_from_a_day_on(desk, tmp_path):
    choose(desk, "02")
    path = tmp_path / "02.toml"
    pick(desk, "Ctrl+E", path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "', 'name = "Mẫu riêng: ', 1), encoding="utf-8")
    desk.page.section.since.set_date(date(2026, 10, 12))
    pick(desk, "Ctrl+I", path)
    assert desk.office.layouts.text("02", date(2026, 10, 9)) == text
    assert "Mẫu riêng: " in desk.office.layouts.text("02", date(2026, 10, 12))
    assert any(said.endswith("Đổi từ 12/10/2026") for said in shown(desk.page.section))
    desk.page.section.since.set_date(date(2026, 10, 8))
    pick(desk, "Ctrl+I", path)
    assert any(said.startswith("Của cơ quan, từ 08/10/2026") for said in shown(desk.page.section))


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
    choose(desk, "06")
    desk.press("Ctrl+Shift+Delete")
    assert desk.office.layouts.text("06") == text
