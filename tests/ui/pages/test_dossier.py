"""A dossier at the window: put right, copied, supplemented, given its one new date."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.application.processing import Choice
from desktop_app.application.returning import Collector
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import State
from desktop_app.words import labels
from tests.ui.pages.house import focused, shown
from ui.language import Language
from ui.pages.dossier.presenter import USUAL
from ui.pages.dossier.steps import WIDTH
from ui.theme import Theme, px

FRIDAY, SUNDAY = "30/10/2026", "01/11/2026"


@pytest.fixture
def open_dossier(house):
    """Opens the dossier page on one dossier in this state."""

    def opened(state: State, login: str = "tiepnhan"):
        desk = house("dossier", login)
        row = next(row for row in desk.rows(states=frozenset({state})))
        desk.page.show_place(row.id)
        desk.settle()
        desk.id = row.id
        return desk

    return opened


def dossier(desk):
    return desk.office.lookup.dossier(desk.id)


def do(desk, action):
    state = desk.page._presenter.state
    choice = next(choice for choice in (state.next, *state.others) if choice and choice.action == action)
    desk.page._presenter.begin(choice)
    desk.settle()


def owe(desk):
    """Waits for a tax to be paid."""
    desk.office.processing.do(desk.actor, desk.id, "request_duty", facts={"reason": "thuế môn bài"})
    desk.page._presenter.refresh()
    desk.settle()


def type_over(desk, text):
    desk.press("Ctrl+A")
    desk.type(text)


def test_a_clerk_proposes_a_correction_by_keyboard_and_a_head_agrees_to_it(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    before = dossier(desk).owner["name"]
    desk.press("Ctrl+E")
    type_over(desk, "Nguyễn Thị Đúng Tên")
    desk.page._correct._reason.edit.setFocus()
    desk.type("gõ nhầm")
    desk.press("Return", "Return")
    assert dossier(desk).owner["name"] == before
    assert len(desk.office.corrections.proposals(dossier(desk))) == 1
    desk.page._presenter._actor = desk.office.accounts.actor("lanhdao")
    desk.page._presenter.refresh()
    desk.settle()
    desk.press("Ctrl+E")
    assert "Nguyễn Thị Đúng Tên" in desk.page._correct._proposals._changes.text()
    desk.page._correct._proposals._agree.click()
    desk.settle()
    assert dossier(desk).owner["name"] == "Nguyễn Thị Đúng Tên"
    assert any("Nguyễn Thị Đúng Tên" in labels.correction(c) for c in dossier(desk).history[-1].event.data["changes"])


def test_a_closed_dossier_is_put_right_by_the_same_key(open_dossier):
    desk = open_dossier(State.RETURNED, "lanhdao")
    desk.press("Ctrl+E")
    panel = desk.page._correct
    assert panel._owner["name"].edit.hasFocus()
    panel._collector.edit.setFocus()
    type_over(desk, "Trần Văn Đúng")
    panel._office.edit.setFocus()
    type_over(desk, "Sở Tư pháp")
    panel._reason.edit.setFocus()
    desk.type("gõ nhầm")
    desk.press("Return", "Return")
    kept = dossier(desk)
    assert (kept.collector["name"], kept.solving_office, kept.state) == ("Trần Văn Đúng", "Sở Tư pháp", State.RETURNED)
    assert kept.problems == []


@pytest.mark.parametrize(("key", "again"), [("Ctrl+P", ()), ("Ctrl+T", ()), ("Ctrl+E", ("stop",))])
def test_what_was_typed_in_a_step_survives_a_look_at_papers_files_and_corrections(open_dossier, key, again):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    do(desk, "stop")
    desk.type("Theo yeu cau")
    desk.press(key)
    assert desk.page._step.isHidden() == bool(again)
    desk.press("Escape")
    for action in again:
        do(desk, action)
    assert desk.page._step._reason.text() == "Theo yeu cau"
    assert desk.page._step._reason.edit.hasFocus()
    desk.press("Escape")
    do(desk, "stop")
    assert desk.page._step._reason.text() == ""


def test_the_second_of_two_quick_enters_takes_no_step_of_the_dossier_that_is_come_to_again(open_dossier):
    desk = open_dossier(State.RECEIVED)
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    desk.page.show_place(desk.id)
    desk.arrive()
    desk.press("Return")
    assert dossier(desk).state is State.RECEIVED
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    desk.press("Return")
    assert dossier(desk).state is State.IN_PROCESS


@pytest.mark.parametrize("first", ["Ctrl+Return", "Return"])
def test_the_second_of_two_quick_presses_takes_no_step_that_has_come_after_the_first(open_dossier, first):
    desk = open_dossier(State.RECEIVED, "lanhdao")
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    desk.press(first, "Ctrl+Return")
    assert dossier(desk).state is State.IN_PROCESS
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    desk.press("Ctrl+Return")
    assert dossier(desk).state is State.READY


def test_a_step_that_was_made_begins_empty_the_next_time(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    do(desk, "note")
    desk.type("Da goi lan mot")
    desk.press("Return", "Return")
    assert dossier(desk).history[-1].event.data["text"] == "Da goi lan mot"
    do(desk, "note")
    assert desk.page._step._reason.text() == ""


def test_a_dossier_that_is_passed_on_says_to_whom_before_and_after(open_dossier):
    desk = open_dossier(State.RECEIVED)
    office = dossier(desk).solving_office
    assert f"Tới: {office}" in shown(desk.page._steps)
    desk.press("Ctrl+Return")
    assert [notice.text for notice in desk.notices.standing] == [f"Đã ghi: Chuyển giải quyết · Tới: {office}"]


@pytest.fixture(params=["vi", "en"])
def screen(request, qapp):
    language, theme = Language(qapp), Theme(qapp)
    language.speak(request.param)
    theme.apply("light")
    yield theme
    qapp.removeTranslator(language)


def test_every_usual_step_has_room_for_its_words_and_its_key(screen, open_dossier):
    desk = open_dossier(State.RECEIVED)
    screen.dress(desk.window)
    steps, state = desk.page._steps, desk.page._presenter.state
    for action in USUAL.values():
        steps.show_state(replace(state, next=Choice(action, ())))
        assert steps._next.sizeHint().width() <= px(WIDTH), steps._next.text()


def test_a_correction_without_a_reason_is_refused_beside_it_and_what_was_typed_stays(open_dossier):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    desk.press("Ctrl+E")
    type_over(desk, "Tên Khác")
    desk.page._correct._send.click()
    desk.settle()
    assert desk.page._correct._reason.has_error()
    assert desk.page._correct._owner["name"].text() == "Tên Khác"
    assert dossier(desk).owner["name"] != "Tên Khác"


def test_what_cannot_be_written_down_is_said_beside_its_field(open_dossier):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    desk.press("Ctrl+E")
    panel, before = desk.page._correct, dossier(desk)
    panel._reason.set_text("go nham")
    for key, typed in (("number", "07919"), ("name", "")):
        panel._owner[key].set_text(typed)
        panel._send.click()
        desk.settle()
        assert panel._owner[key].has_error()
        assert panel._owner[key].edit.hasFocus()
        assert not panel._reason.has_error()
    desk.press("Esc", "Ctrl+E")
    assert not any(field.has_error() for field in panel._owner.values())
    assert dossier(desk).owner == before.owner


def test_a_head_who_does_not_agree_says_why_beside_the_proposal_and_is_told_what_was_written(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    name = dossier(desk).owner["name"]
    desk.office.corrections.correct(desk.actor, desk.id, {"owner.name": "Nguyễn Thị Khác"}, "gõ nhầm")
    desk.page._presenter._actor = desk.office.accounts.actor("lanhdao")
    desk.page._presenter.refresh()
    desk.settle()
    desk.press("Ctrl+E")
    panel = desk.page._correct
    panel._proposals._refuse.click()
    desk.settle()
    assert panel._proposals._reason.has_error()
    assert not panel._reason.has_error()
    panel._proposals._reason.set_text("không có căn cứ")
    panel._proposals._refuse.click()
    desk.settle()
    assert desk.notices.standing[-1].text == "Đã ghi: không đồng ý đính chính."
    assert dossier(desk).owner["name"] == name


def test_the_keys_of_all_steps_stay_in_sight_however_long_the_name_of_the_next_one_is(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    owe(desk)
    steps = desk.page._steps
    assert steps._next.accessibleName() == labels.ACTIONS["fulfil_duty"]
    area = steps.parentWidget()
    assert steps.width() <= area.width()


def test_a_dossier_shows_its_term_first_when_a_step_is_done(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    owe(desk)
    desk.window.resize(1366, 560)
    desk.settle()
    known = desk.page._known.verticalScrollBar()
    known.setValue(known.maximum())
    assert known.value() > 0
    do(desk, "fulfil_duty")
    assert known.value() == 0


def test_parts_that_are_made_in_a_pause_leave_alone_what_is_shown_already(open_dossier):
    desk = open_dossier(State.RECEIVED)
    before = shown(desk.page)
    assert dossier(desk).owner["name"] in before
    list(desk.page.parts_put_off())
    assert shown(desk.page) == before


def test_who_can_do_nothing_with_a_dossier_sees_no_heading_without_steps(open_dossier):
    desk = open_dossier(State.RECEIVED, "quantri")
    assert not desk.page._presenter.state.others
    assert not {"Bước xử lý", "Ghi nhận"} & set(shown(desk.page))


def test_who_stands_for_a_household_business_is_shown_and_put_right(open_dossier):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    household = {"owner.kind": "household", "owner.number": "0301234562"}
    desk.office.corrections.correct(desk.actor, desk.id, household, "nhận nhầm loại")
    desk.page._presenter.refresh()
    desk.settle()
    desk.press("Ctrl+E")
    panel = desk.page._correct
    panel._owner["representative"].set_text("Lê Thị Đại Diện")
    panel._reason.set_text("ghi thiếu")
    panel._send.click()
    desk.settle()
    assert dossier(desk).owner["representative"] == "Lê Thị Đại Diện"
    assert "Lê Thị Đại Diện" in shown(desk.page._facts)


def test_a_date_that_is_none_corrects_nothing_and_promises_nothing(open_dossier):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    before = dossier(desk)
    desk.press("Ctrl+E")
    panel = desk.page._correct
    panel._birth.edit.setFocus()
    type_over(desk, "310290")
    panel._reason.set_text("ghi nham")
    panel._send.click()
    desk.settle()
    assert focused() == "Ngày sinh"
    assert panel._birth.has_error()
    assert dossier(desk).owner == before.owner
    desk.press("Esc")
    do(desk, "extend")
    desk.page._step._due.edit.setFocus()
    type_over(desk, "310290")
    desk.page._step._reason.set_text("can xac minh")
    desk.page._step._confirm.click()
    desk.settle()
    assert focused() == "Hẹn lại ngày"
    assert dossier(desk).due == before.due
    assert not desk.page._presenter.state.fault


def test_why_a_head_handed_an_unpaid_result_over_stands_in_the_log(open_dossier):
    desk = open_dossier(State.READY, "lanhdao")
    owner = dossier(desk).owner
    desk.office.fees.set_fee(desk.actor, desk.id, {"id": "them", "name": "Phí", "amount": 90_000, "when": "return"})
    taken = Collector(owner["name"], owner["number"])
    desk.office.returning.hand_out(desk.actor, desk.id, taken, fee_overruled="đối chiếu sau")
    desk.page._presenter.refresh()
    desk.settle()
    assert any("trả khi chưa thu đủ: đối chiếu sau" in said for said in shown(desk.page._timeline))


def test_papers_brought_later_are_written_down_with_the_supplement(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    before = len(dossier(desk).components)
    asked = ["Văn bản ủy quyền", "thiếu giấy"]
    facts = {"reason": "thiếu giấy", "requirements": asked}
    desk.office.processing.do(desk.actor, desk.id, "request_supplement", facts=facts)
    desk.page._presenter.refresh()
    desk.settle()
    do(desk, "supplement")
    # What only says why is no paper.
    assert [item.text for item in desk.page._step._brought.papers.items()] == asked[:1]
    desk.press("Space", "Right", "3")
    desk.press("Return")
    desk.type("Bản cam đoan")
    desk.press("Return", "2", "Return", "Return", "Return")
    brought = [(paper["name"], paper["copy"], paper["count"]) for paper in dossier(desk).components[before:]]
    assert brought == [(asked[0], "certified", 3), ("Bản cam đoan", "original", 2)]
    assert dossier(desk).state is State.IN_PROCESS


def test_a_supplement_without_new_papers_writes_none_down(open_dossier):
    desk = open_dossier(State.SUPPLEMENT)
    before = dossier(desk).components
    do(desk, "supplement")
    desk.page._step._confirm.click()
    desk.settle()
    assert dossier(desk).components == before
    assert dossier(desk).state is State.IN_PROCESS


def test_the_one_new_date_is_the_end_of_the_hours_of_a_working_day(open_dossier):
    desk = open_dossier(State.IN_PROCESS, "lanhdao")
    do(desk, "extend")
    step = desk.page._step
    step._due.set_date(datetime.strptime(SUNDAY, "%d/%m/%Y").astimezone(VN).date())
    step._reason.set_text("cần xác minh")
    step._confirm.click()
    desk.settle()
    assert "không làm việc" in desk.page._presenter.state.fault
    assert (step._due.has_error(), step._reason.has_error()) == (True, False)
    assert focused() == "Hẹn lại ngày"
    step._due.set_date(datetime.strptime(FRIDAY, "%d/%m/%Y").astimezone(VN).date())
    step._confirm.click()
    desk.settle()
    assert dossier(desk).due["at"] == "2026-10-30T17:00:00+07:00"


def test_what_the_office_owes_beside_the_result_stands_with_the_appointment(open_dossier):
    desk = open_dossier(State.RECEIVED)
    QApplication.processEvents()
    duties = desk.office.processing.duties(dossier(desk))
    assert duties.supplement_by is not None
    assert duties.supplement_by > datetime.fromisoformat(dossier(desk).received_at)


def test_a_copy_is_asked_for_with_one_key(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    asked = []
    desk.page.intake_requested.connect(asked.append)
    desk.press("Ctrl+M")
    assert [begin.like for begin in asked] == [desk.id]


def test_the_other_steps_are_listed_by_their_names_and_only_those_that_there_are(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    others = desk.page._presenter.state.others
    keyed = {action.shortcut().toString(): action.text() for action in desk.page.actions() if action.text()}
    assert [keyed[f"Alt+{place}"] for place in range(1, len(others) + 1)] == [
        labels.ACTIONS[choice.action] for choice in others
    ]
    assert not desk.page._offers(len(others))


def test_cover_sheets_are_among_the_papers_of_a_dossier(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    assert "cover" in desk.page._presenter.state.forms


def test_a_paper_of_the_dossier_that_is_printed_twice_asks_why_by_keyboard(open_dossier):
    desk = open_dossier(State.IN_PROCESS)
    desk.press("Ctrl+P", "Return")
    before = len(desk.tray.papers)
    desk.page._papers._print.setFocus()
    desk.press("Return")
    assert (focused(), len(desk.tray.papers)) == ("Lý do in lại", before)
    desk.type("Người dân làm mất")
    desk.press("Return")
    assert len(desk.tray.papers) == before + 1
    printed = [verdict.event.data for verdict in dossier(desk).history if verdict.event.kind == "dossier.printed"]
    assert printed[-1]["reason"] == "Người dân làm mất"
