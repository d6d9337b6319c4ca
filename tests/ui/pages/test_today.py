"""The work list where it leads to the telephone: NĐ 224/2026/NĐ-CP art. 15, people are told of every change at once."""

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.application.intake import IntakeForm
from desktop_app.ids import uuid7
from ui.pages import words

MAU = {
    "kind": "citizen",
    "name": "Nguyễn Thị Mẫu",
    "number": "079190123456",
    "address": "1 Đường Mẫu",
    "phone": "0900000001",
}


@pytest.fixture
def desk(house):
    desk = house("today")
    received = desk.office.intake.receive(desk.actor, IntakeForm(uuid7(), "1.001193", MAU))
    officer = desk.office.accounts.actor("xuly")
    desk.office.processing.do(officer, received.id, "finish")
    desk.dossier = received
    desk.page._presenter.choose("to_call")
    desk.arrive()
    rows = [row.id for row in desk.page._presenter.state.group.rows]
    desk.page._table.selectRow(rows.index(received.id))
    desk.page._table.setFocus()
    return desk


def test_the_words_for_one_person_go_to_the_clipboard_and_name_nobody(desk):
    desk.press("Ctrl+C")
    text = QGuiApplication.clipboard().text()
    assert desk.dossier.label in text
    assert "Nguyễn" not in text


def test_the_words_for_everybody_are_rows_of_number_and_text(desk):
    desk.press("Ctrl+Shift+C")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert any(line.startswith("0900000001\t") for line in lines)
    assert all(line.count("\t") == 1 for line in lines)


def test_who_was_told_by_telephone_leaves_the_list(desk):
    desk.press("Ctrl+Return")
    assert desk.office.lookup.dossier(desk.dossier.id).called_at
    assert desk.dossier.id not in [row.id for row in desk.page._presenter.state.group.rows]


def test_the_list_to_telephone_from_is_drawn_and_printed(desk):
    desk.press("Ctrl+P")
    assert desk.page._paper.isVisible()
    desk.press("Ctrl+P")
    assert desk.tray.papers == ["goi-dien.pdf"]
    desk.press("Esc")
    assert desk.page._table.isVisible()


def test_an_online_submission_shows_until_when_it_is_to_be_answered(desk):
    form = IntakeForm(uuid7(), "1.001193", MAU, channel="online", duplicate_accepted="con thứ hai")
    desk.office.intake.submit(desk.actor, form)
    desk.page._presenter.choose("online")
    desk.arrive()
    model = desk.page._model
    (row,) = [row for place in range(model.rowCount()) if (row := model.row(place)).id == form.id]
    assert words.row_due(row, desk.now)[0] == "Trả lời trước 14:20 09/10"
