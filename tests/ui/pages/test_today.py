"""The work list where it leads to the telephone: NĐ 224/2026/NĐ-CP art. 15, people are told of every change at once."""

import json
import time
from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.application.intake import IntakeForm
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import State
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
    desk.press("Ctrl+M")
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
    desk.press("Ctrl+N")
    assert desk.page._table.isVisible()


def test_with_nobody_to_telephone_no_paper_is_drawn_and_one_sentence_says_so(desk):
    for row in desk.rows(states=frozenset({State.READY}), only_uncalled=True):
        desk.office.processing.do(desk.actor, row.id, "call", facts={"channel": "phone"})
    desk.press("Ctrl+P")
    assert not desk.page._paper.isVisible()
    assert desk.page._desk.state.paper is None
    assert [notice.text for notice in desk.notices.standing] == ["Không còn ai cần gọi điện."]


def test_an_online_submission_shows_until_when_it_is_to_be_answered(desk):
    form = IntakeForm(uuid7(), "1.001193", MAU, channel="online", duplicate_accepted="con thứ hai")
    desk.office.intake.submit(desk.actor, form)
    desk.page._presenter.choose("online")
    desk.arrive()
    model = desk.page._model
    (row,) = [row for place in range(model.rowCount()) if (row := model.row(place)).id == form.id]
    assert words.row_due(row, desk.now)[0] == "Trả lời: 14:20 09/10"
    # The next morning at eight: five hours and twenty minutes by the clock on the wall, of which the break is none.
    desk.now = datetime(2026, 10, 9, 8, 0, tzinfo=VN)
    desk.arrive()
    (row,) = [row for place in range(model.rowCount()) if (row := model.row(place)).id == form.id]
    assert words.row_due(row, desk.now)[0] == "Còn 4 giờ 50 phút"
    duties = desk.office.processing.duties(desk.office.lookup.dossier(form.id))
    assert duties.answer_minutes == 290


def wait(desk):
    """As long as a second press may still belong to the first one."""
    end = time.monotonic() + QApplication.doubleClickInterval() / 1000 + 0.02
    desk.until(lambda: time.monotonic() > end)


def chosen(desk):
    return desk.page._presenter.state.group.rows[desk.page._table.currentIndex().row()].id


def test_who_was_told_stays_in_hand_where_the_list_keeps_them_and_the_next_one_follows_where_it_does_not(desk):
    desk.page._presenter.choose("ready")
    desk.arrive()
    rows = [row.id for row in desk.page._presenter.state.group.rows]
    assert len(rows) > 3
    desk.page._table.selectRow(2)
    desk.press("Ctrl+Return")
    assert desk.office.lookup.dossier(rows[2]).called_at
    assert chosen(desk) == rows[2]
    officer = desk.office.accounts.actor("xuly")
    again = IntakeForm(uuid7(), "1.001193", MAU, duplicate_accepted="con thứ hai")
    desk.office.processing.do(officer, desk.office.intake.receive(desk.actor, again).id, "finish")
    desk.page.changed_elsewhere(frozenset())
    desk.settle()
    assert chosen(desk) == rows[2]
    desk.page._presenter.choose("to_call")
    desk.settle()
    waiting = [row.id for row in desk.page._presenter.state.group.rows]
    desk.page._table.selectRow(0)
    wait(desk)
    desk.press("Ctrl+Return")
    assert chosen(desk) == waiting[1]


def test_the_second_of_two_quick_presses_tells_nobody_else(desk):
    form = IntakeForm(uuid7(), "1.001193", MAU, duplicate_accepted="con thứ hai")
    other = desk.office.intake.receive(desk.actor, form)
    desk.office.processing.do(desk.office.accounts.actor("xuly"), other.id, "finish")
    desk.arrive()
    before = len(desk.page._presenter.state.group.rows)
    desk.press("Ctrl+Return", "Ctrl+Return")
    assert len(desk.page._presenter.state.group.rows) == before - 1


def test_the_list_is_read_again_by_its_key(desk):
    form = IntakeForm(uuid7(), "1.001193", MAU, duplicate_accepted="con thứ hai")
    other = desk.office.intake.receive(desk.actor, form)
    desk.office.processing.do(desk.office.accounts.actor("xuly"), other.id, "finish")
    desk.press("F5")
    assert other.id in [row.id for row in desk.page._presenter.state.group.rows]
    assert desk.notices.standing == []


def test_esc_leads_from_the_list_on_paper_back_to_the_work(desk):
    desk.press("Ctrl+P", "Esc")
    assert desk.page._table.isVisible()


# -- what is answered where it is listed ------------------------------------------------------------------------------


def choose(desk, group, dossier_id):
    desk.page._presenter.choose(group)
    desk.arrive()
    rows = [row.id for row in desk.page._presenter.state.group.rows]
    desk.page._table.selectRow(rows.index(dossier_id))
    desk.page._table.setFocus()
    desk.settle()


@pytest.fixture
def submitted(desk):
    form = IntakeForm(uuid7(), "1.001193", MAU, channel="online", duplicate_accepted="con thứ hai")
    dossier = desk.office.intake.submit(desk.actor, form)
    choose(desk, "online", dossier.id)
    return dossier


def stands(desk, dossier):
    return desk.office.lookup.dossier(dossier.id)


def test_who_answers_a_submission_sees_what_is_missing_and_what_else_is_open(desk):
    earlier = desk.office.intake.receive(desk.actor, IntakeForm(uuid7(), "1.001193", MAU))
    papers = ({"name": "Ảnh chụp", "copy": "electronic", "count": 1},)
    dossier = desk.office.intake.submit(desk.actor, IntakeForm(uuid7(), "1.001193", MAU, papers, channel="online"))
    choose(desk, "online", dossier.id)
    said = desk.page._answer._lines.text()
    assert earlier.label in said
    assert dossier.label not in said
    assert "Còn thiếu 1 giấy tờ bắt buộc. Giấy chứng sinh" in said
    assert "1. Ảnh chụp" in said


def test_an_online_submission_is_accepted_from_the_list_by_one_key(desk, submitted):
    desk.press("Ctrl+Return")
    assert stands(desk, submitted).state is State.RECEIVED
    assert stands(desk, submitted).due
    assert submitted.id not in [row.id for row in desk.page._presenter.state.group.rows]


@pytest.mark.parametrize(("key", "state"), [("Ctrl+R", State.SENT_BACK), ("Ctrl+Shift+R", State.REFUSED)])
def test_sending_back_and_refusing_ask_for_a_reason_first(desk, submitted, key, state):
    desk.press(key)
    assert stands(desk, submitted).state is State.SUBMITTED
    desk.type("bản chụp mờ")
    desk.press(key)
    assert stands(desk, submitted).state is state
    assert stands(desk, submitted).history[-1].event.data["reason"] == "bản chụp mờ"


def test_online_submissions_come_in_from_a_file_that_is_seen_first(desk, tmp_path):
    path = tmp_path / "truc-tuyen.json"
    document = {
        "MaHoSo": "H29.19.05-261008-5001",
        "MaTTHC": "1.001193",
        "ChuHoSo": "Lê Văn Thử",
        "MaDoiTuong": "079085000001",
        "NgayTiepNhan": "20261008080000",
        "TrangThaiHoSo": "1",
        "TaiLieuNop": [{"TenThanhPhanHoSo": "Tờ khai"}],
    }
    path.write_text(json.dumps([document]), encoding="utf-8")
    desk.page._stack.setCurrentWidget(desk.page._bring)
    desk.page._bringing.open(path)
    desk.settle()
    assert desk.page._bring.table.model().rowCount() == 1
    desk.press("Ctrl+Shift+Return")
    dossier = desk.office.lookup.by_label("H29.19.05-261008-5001")
    assert dossier.state is State.SUBMITTED
    assert dossier.id in [row.id for row in desk.page._presenter.state.group.rows]


def test_a_head_sees_what_would_change_and_approves_it_from_the_list(house):
    desk = house("today", "lanhdao")
    clerk = desk.office.accounts.actor("tiepnhan")
    dossier = desk.office.intake.receive(clerk, IntakeForm(uuid7(), "1.001193", MAU))
    desk.office.corrections.correct(clerk, dossier.id, {"owner.phone": "0900000002"}, "đổi số")
    desk.arrive()
    choose(desk, "proposals", dossier.id)
    assert "0900000001 → 0900000002" in desk.page._answer._lines.text()
    desk.press("Ctrl+Return")
    assert stands(desk, dossier).owner["phone"] == "0900000002"


def test_a_head_declines_with_a_reason(house):
    desk = house("today", "lanhdao")
    clerk = desk.office.accounts.actor("tiepnhan")
    dossier = desk.office.intake.receive(clerk, IntakeForm(uuid7(), "1.001193", MAU))
    desk.office.corrections.correct(clerk, dossier.id, {"owner.phone": "0900000002"}, "đổi số")
    desk.arrive()
    choose(desk, "proposals", dossier.id)
    desk.press("Ctrl+R")
    desk.type("không có căn cứ")
    desk.press("Ctrl+R")
    assert stands(desk, dossier).owner["phone"] == "0900000001"
    assert desk.office.corrections.proposals(stands(desk, dossier)) == []


def test_who_may_not_decide_has_no_list_of_proposals(desk):
    desk.office.corrections.correct(desk.actor, desk.dossier.id, {"owner.phone": "0900000002"}, "đổi số")
    desk.arrive()
    assert "proposals" not in [group.name for group in desk.page._presenter.state.groups]
