"""Administration by keyboard: what is decided holds from its day on and is not undone by what comes later."""

import json
import os
import sys
from datetime import date

import pytest

from desktop_app.application.machine import PRINTER, SCANNER_PORT
from desktop_app.domain.calendar_days import SpecialKind
from desktop_app.domain.errors import Refusal
from tests.ui.pages.house import focused, shown

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"


@pytest.fixture
def desk(house):
    return house("administration", "quantri")


def section(desk):
    return desk.page.section


# -- procedures ------------------------------------------------------------------------------------------------------


def test_a_procedure_is_found_and_gets_a_term_of_the_office(desk):
    desk.type("dang ky lai khai sinh")
    desk.press("Down")
    procedure = desk.page._procedures.state.chosen
    assert procedure.name.startswith("Thủ tục đăng ký lại khai sinh")
    section(desk).editor.value.setFocus()
    section(desk).editor.value.edit.selectAll()
    desk.type("3")
    desk.press("Ctrl+Return")
    assert desk.office.procedures.get(procedure.code).limit.value == 3


def test_who_solves_a_procedure_here_is_decided_beside_its_term_and_offered_at_the_reception(desk):
    desk.type("1.001193")
    desk.press("Down")
    section(desk).editor.solving.setFocus()
    desk.press("Ctrl+A")
    desk.type("Phòng Hộ tịch phường Mẫu")
    desk.press("Ctrl+Return")
    assert desk.office.procedures.get("1.001193").solving_office == "Phòng Hộ tịch phường Mẫu"
    assert desk.office.intake.offer("1.001193").solving_office == "Phòng Hộ tịch phường Mẫu"


def test_what_was_not_changed_is_not_decided_differently(desk):
    desk.type("1.001193")
    desk.press("Down")
    chosen = desk.page._procedures.state.chosen
    assert section(desk).editor.changes(chosen) == {}


def test_what_was_typed_about_a_procedure_and_not_saved_comes_back_with_it(desk):
    desk.type("dang ky lai")
    desk.press("Down")
    first = desk.page._procedures.state.chosen
    editor = section(desk).editor
    editor.value.set_text("3")
    section(desk).table.setFocus()
    desk.press("Down")
    assert desk.page._procedures.state.chosen != first
    assert editor.value.text() != "3"
    desk.press("Up")
    assert desk.page._procedures.state.chosen == first
    assert editor.value.text() == "3"
    desk.press("Ctrl+Return")
    assert desk.office.procedures.get(first.code).limit.value == 3


def test_a_fee_of_the_office_replaces_the_published_one(desk):
    desk.type("1.001193")
    desk.press("Down")
    field = section(desk).editor._fee_fields[0]
    field.setFocus()
    field.edit.selectAll()
    desk.type("8000")
    desk.press("Ctrl+Return")
    assert desk.office.procedures.get("1.001193").fees[0].amount == 8_000


def test_the_condition_of_a_fee_is_readable_to_its_end(desk):
    desk.type("2.000815")
    desk.press("Down")
    said = " ".join(shown(section(desk)))
    assert "tối đa thu không quá 200.000 đồng/bản; trang tính theo trang của bản chính" in said


def test_an_amount_of_the_office_keeps_what_else_was_published(desk):
    desk.type("2.000815")
    desk.press("Down")
    field = section(desk).editor._fee_fields[0]
    field.setFocus()
    field.edit.selectAll()
    desk.type("2500")
    desk.press("Ctrl+Return")
    counted, foreign = desk.office.procedures.get("2.000815").fees
    assert (counted.amount, counted.per) == (2500, "trang")
    assert (foreign.amount, foreign.other) == (None, "10 USD")


def test_favourites_are_turned_and_moved_with_keys(desk):
    before = [procedure.code for procedure in desk.office.procedures.favourites()]
    desk.type("dang ky lai khai sinh")
    desk.press("Down", "Ctrl+B")
    after = [procedure.code for procedure in desk.office.procedures.favourites()]
    assert after[:-1] == before
    desk.press("Ctrl+Up")
    moved = [procedure.code for procedure in desk.office.procedures.favourites()]
    assert moved[-2] == after[-1]


def test_a_file_with_faults_is_refused_as_a_whole_and_every_row_says_why(desk, tmp_path):
    path = tmp_path / "danh-muc.json"
    path.write_text(json.dumps([{"code": "9.000001", "name": "Thủ tục mới"}, {"code": "", "name": ""}]), "utf-8")
    desk.page._procedures.import_file(path)
    desk.settle()
    assert any(fault.startswith("Dòng 2") for fault in desk.page._procedures.state.file_faults)
    with pytest.raises(Refusal, match=r"procedure\.unknown"):
        desk.office.procedures.get("9.000001")


def test_the_catalogue_is_written_with_what_the_office_decided(desk, tmp_path):
    path = tmp_path / "danh-muc.json"
    desk.office.administration.override_procedure(desk.actor, "1.001193", {"short_name": "Khai sinh mẫu"})
    desk.page._procedures.export_file(path)
    desk.settle()
    names = {record["code"]: record.get("short_name") for record in json.loads(path.read_text("utf-8"))}
    assert names["1.001193"] == "Khai sinh mẫu"
    assert "danh-muc.json" in desk.notices.standing[-1].text


# -- calendar --------------------------------------------------------------------------------------------------------


def test_arrows_choose_days_and_the_office_closes_on_them(desk):
    desk.press("Alt+2")
    for _ in range(5):
        desk.press("Right")
    desk.press("Shift+Right")
    editor = section(desk).editor
    editor.name.setFocus()
    desk.type("Phun thuốc")
    desk.press("Ctrl+Return")
    calendar = desk.office.administration.calendar()
    assert not calendar.is_counting_day(date(2026, 10, 13))
    assert not calendar.is_counting_day(date(2026, 10, 14))
    assert calendar.local[-1].name == "Phun thuốc"


def test_a_day_without_a_reason_is_not_written(desk):
    desk.press("Alt+2", "Ctrl+Return")
    assert desk.office.administration.calendar().local == ()
    assert "Hãy ghi lý do: nó được in cạnh ngày hẹn." in shown(desk.window)
    assert focused() == "Lý do, như người dân sẽ đọc"
    desk.type("Mất điện")
    assert "Hãy ghi lý do: nó được in cạnh ngày hẹn." not in shown(desk.window)


def test_a_saturday_becomes_an_extra_working_morning(desk):
    desk.press("Alt+2", "Right", "Right")
    editor = section(desk).editor
    editor.kind.setFocus()
    desk.press("3")
    editor.name.setFocus()
    desk.type("Giải quyết hồ sơ tồn")
    desk.press("Ctrl+Return")
    assert desk.office.administration.calendar().day(date(2026, 10, 10)).minutes == 240


def test_a_swap_names_the_day_that_is_worked_instead(desk):
    desk.press("Alt+2", "Right")
    editor = section(desk).editor
    editor.kind.setFocus()
    desk.press("4")
    editor.name.setFocus()
    desk.type("Nghỉ bù")
    editor.worked.edit.setFocus()
    desk.type("17102026")
    desk.press("Ctrl+Return")
    calendar = desk.office.administration.calendar()
    assert calendar.local[-1].kind is SpecialKind.SWAP
    assert not calendar.is_counting_day(date(2026, 10, 9))
    assert calendar.is_counting_day(date(2026, 10, 17))


def test_the_hours_of_the_week_are_changed_from_a_day_on(desk):
    desk.press("Alt+2")
    section(desk)._which.setFocus()
    desk.press("2")
    assert focused() == "Thứ Hai: làm việc"
    desk.press("Ctrl+A")
    desk.type("8:00-12:00, 13:30 - 17:30")
    saturday = section(desk).week.reception[5]
    saturday.setFocus()
    desk.type("07:30-11:30")
    section(desk).week_side.since.setFocus()
    desk.press("Ctrl+A")
    desk.type("02112026")
    desk.press("Ctrl+Return")
    calendar = desk.office.administration.calendar()
    assert calendar.day(date(2026, 10, 26)).counting == ((450, 690), (780, 1020))
    assert calendar.day(date(2026, 11, 2)).counting == ((480, 720), (810, 1050))
    assert calendar.day(date(2026, 11, 7)).reception == ((450, 690),)
    assert calendar.day(date(2026, 11, 7)).counting == ()
    assert any("02/11/2026" in said for said in shown(desk.window))


def test_hours_of_the_week_that_cannot_be_are_refused_and_stay_as_typed(desk):
    desk.press("Alt+2")
    section(desk)._which.setFocus()
    desk.press("2")
    version = desk.office.administration.calendar().version
    monday = section(desk).week.counting[0]
    desk.press("Ctrl+A")
    desk.type("7h30-11h30")
    desk.press("Ctrl+Return")
    assert any("Giờ 7h30 trong lịch không đúng" in said for said in shown(desk.window))
    assert monday.text() == "7h30-11h30"
    assert desk.office.administration.calendar().version == version


def test_own_days_that_were_taken_back_are_told_and_come_back_with_undo(desk):
    desk.press("Alt+2", "Right", "Shift+Right")
    section(desk).editor.name.setFocus()
    desk.type("Mất điện")
    desk.press("Ctrl+Return")
    before = desk.office.administration.calendar().local
    desk.press("Ctrl+Delete")
    assert desk.notices.standing[-1].text == "Đã bỏ ngày riêng."
    desk.notices.undo()
    desk.settle()
    assert desk.office.administration.calendar().local == before


def test_an_own_day_is_taken_back_and_an_official_one_is_not(desk):
    desk.press("Alt+2", "Right")
    section(desk).editor.name.setFocus()
    desk.type("Mất điện")
    desk.press("Ctrl+Return", "Ctrl+Delete")
    assert desk.office.administration.calendar().local == ()
    desk.page._calendar.choose(date(2026, 9, 2), date(2026, 9, 2))
    desk.settle()
    assert not desk.page._remove.isEnabled()
    assert any("Lịch chính thức" in text for text in shown(desk.window))


# -- settings --------------------------------------------------------------------------------------------------------


def test_a_changed_setting_is_saved_and_the_others_are_left_alone(desk):
    desk.press("Alt+3")
    before = desk.office.administration.settings()
    field = section(desk).fields["phone"]
    field.setFocus()
    field.edit.selectAll()
    desk.type("028 1111 2222")
    desk.press("Ctrl+Return")
    after = desk.office.administration.settings()
    assert {key for key in after if after[key] != before[key]} == {"phone"}


def test_a_setting_that_cannot_be_is_refused_beside_its_field(desk):
    desk.press("Alt+3")
    field = section(desk).fields["rules.cutoff"]
    field.setFocus()
    field.edit.selectAll()
    desk.type("25:00")
    desk.press("Ctrl+Return")
    assert field.has_error()
    assert desk.office.administration.settings()["rules.cutoff"] == 15 * 60


@pytest.mark.parametrize("typed", ["31/02/2027", ""])
def test_what_begins_on_no_day_of_the_calendar_does_not_begin_today(desk, typed):
    desk.press("Alt+3")
    before = desk.office.administration.settings()
    section(desk).fields["phone"].set_text("028 1111 2222")
    day = section(desk).since
    day.setFocus()
    day.edit.selectAll()
    desk.press("Delete")
    desk.type(typed)
    desk.press("Ctrl+Return")
    assert desk.office.administration.settings() == before
    assert "Hãy ghi ngày bắt đầu áp dụng." in shown(section(desk))
    assert focused() == "Áp dụng từ ngày"
    desk.press("Alt+1")
    desk.type("1.001193")
    desk.press("Down")
    day, value = section(desk).editor.since, section(desk).editor.value
    terms = desk.office.procedures.get("1.001193").limit
    value.set_text("9")
    day.setFocus()
    day.edit.selectAll()
    desk.press("Delete")
    desk.type(typed)
    desk.press("Ctrl+Return")
    assert desk.office.procedures.get("1.001193").limit == terms
    assert day.has_error()


def test_papers_may_carry_only_the_last_four_digits(desk):
    desk.press("Alt+3")
    section(desk).fields["full_number_in_qr"].setFocus()
    desk.press("2", "Ctrl+Return")
    assert desk.office.administration.settings()["full_number_in_qr"] is False


# -- staff -----------------------------------------------------------------------------------------------------------


def test_somebody_new_is_added_and_can_sign_in(desk):
    desk.press("Alt+4", "Ctrl+N")
    assert focused() == "Tên đăng nhập"
    desk.type("mai")
    desk.press("Return")
    desk.type("Đỗ Thị Mai")
    section(desk).editor.password.setFocus()
    desk.type("matkhau-moi")
    desk.press("Ctrl+Return")
    actor = desk.office.accounts.sign_in("mai", "matkhau-moi")
    assert (actor.name, [role.value for role in actor.roles]) == ("Đỗ Thị Mai", ["receptionist"])


def test_a_short_password_is_refused_in_words(desk):
    desk.press("Alt+4", "Ctrl+N")
    desk.type("mai")
    desk.press("Return")
    desk.type("Đỗ Thị Mai")
    section(desk).editor.password.setFocus()
    desk.type("1234")
    desk.press("Ctrl+Return")
    desk.settle()
    assert any("Mật khẩu cần ít nhất 8 ký tự." in said for said in shown(desk.window))
    assert "mai" not in [member.login for member in desk.office.accounts.staff()]


def test_nobody_takes_their_own_rights_away(desk):
    desk.press("Alt+4")
    logins = [member.login for member in desk.page.section._shown]
    desk.page.section.table.selectRow(logins.index("quantri"))
    desk.settle()
    section(desk).editor.active.setFocus()
    desk.press("Space", "Ctrl+Return")
    (me,) = [member for member in desk.office.accounts.staff() if member.login == "quantri"]
    assert me.active
    assert any("của chính mình" in text for text in shown(desk.window))


def test_who_is_let_go_cannot_sign_in_any_more(desk):
    desk.press("Alt+4")
    logins = [member.login for member in desk.page.section._shown]
    desk.page.section.table.selectRow(logins.index("xuly"))
    desk.settle()
    section(desk).editor.active.setFocus()
    desk.press("Space", "Ctrl+Return")
    with pytest.raises(Refusal, match=r"sign_in\.wrong"):
        desk.office.accounts.sign_in("xuly", "mot-cua")


# -- devices ---------------------------------------------------------------------------------------------------------


def test_a_scan_is_shown_as_it_came_and_as_it_was_understood(desk):
    desk.press("Alt+5")
    assert desk.page.hear(CARD)
    desk.settle()
    texts = shown(desk.window)
    assert CARD in texts
    assert "Nguyễn Thị Mẫu" in texts
    assert f"{len(CARD)} ký tự nhận được" in texts


def test_a_foreign_code_says_what_it_is(desk):
    desk.press("Alt+5")
    desk.page.hear("https://vi.example/tra-cuu")
    desk.settle()
    assert (
        desk.page.section._kind.accessibleName()
        == "Mã QR này là một địa chỉ trang web, không phải giấy tờ của trung tâm."
    )


def test_elsewhere_in_the_administration_a_scan_is_left_to_the_window(desk):
    assert not desk.page.hear(CARD)


def test_the_printer_of_this_machine_is_remembered(desk):
    desk.press("Alt+5")
    desk.page.section._presenter.choose_printer("HP LaserJet P2035")
    desk.settle()
    assert desk.office.machine.value(PRINTER) == "HP LaserJet P2035"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_port_of_a_serial_scanner_is_chosen_by_typing_its_name(desk):
    import pty  # noqa: PLC0415 - Windows has none

    scanner, port = pty.openpty()
    name = os.ttyname(port)
    desk.press("Alt+5")
    section(desk).port.setFocus()
    desk.type(name)
    desk.press("Return")
    state = section(desk)._port_state
    desk.until(lambda: state.accessibleName() == f"Đang nghe {name}")
    os.close(port)
    os.close(scanner)
    desk.until(lambda: state.accessibleName() == f"Chưa thấy máy quét ở {name}")
    assert desk.office.machine.value(SCANNER_PORT) == name
