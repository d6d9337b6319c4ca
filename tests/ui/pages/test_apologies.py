"""A whole list of people is told at once that it will be late (TT 03/2025/TT-VPCP, form 04: one new date at most)."""

import shutil
from datetime import date

import pytest

from desktop_app.application.intake import IntakeForm
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from tests.ui.pages.house import House, focused, shown

NEW_DAY = date(2026, 10, 14)
MAU = {"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": "079190123456", "address": "1 Đường Mẫu"}


def late(house, login="lanhdao"):
    """Three dossiers that are due on the next working day, among those of the practice office."""
    desk = house("today", login)
    desk.ids = []
    for _ in range(3):
        form = IntakeForm(uuid7(), "1.001193", MAU, limit=TimeLimit(1, LimitUnit.WORKING_DAY), duplicate_accepted="x")
        desk.ids.append(desk.office.intake.receive(desk.office.accounts.actor("tiepnhan"), form).id)
    desk.page._presenter.choose("apology")
    desk.arrive()
    return desk


def listed(desk):
    return [row.id for row in desk.page._presenter.state.group.rows]


def unprinted(desk):
    return [row.id for row in desk.page._presenter.state.board.group("apology_unprinted").rows]


def stands(desk, dossier_id):
    return desk.office.lookup.dossier(dossier_id)


def fill(desk, day=NEW_DAY):
    desk.page._apology.reason.set_text("cần xác minh")
    desk.page._apology.day.set_date(day)


def test_one_key_gives_the_whole_list_a_new_date_and_prints_an_apology_for_each(house):
    desk = late(house)
    ids = listed(desk)
    assert set(desk.ids) <= set(ids)
    fill(desk)
    desk.press("Ctrl+Shift+P")
    assert len(desk.tray.papers) == len(ids)
    assert all(title.endswith("-04.pdf") for title in desk.tray.papers)
    for dossier in (stands(desk, dossier_id) for dossier_id in ids):
        assert (dossier.extended, dossier.prints["04"]) == (True, 1)
        assert dossier.due["at"].startswith("2026-10-14T17:00")
    assert listed(desk) == []


def test_who_will_be_in_time_is_taken_off_the_list_first(house):
    desk = late(house)
    desk.page._table.selectRow(listed(desk).index(desk.ids[1]))
    desk.page._table.setFocus()
    desk.press("Ctrl+Delete")
    assert desk.ids[1] not in listed(desk)
    fill(desk)
    desk.press("Ctrl+Shift+P")
    assert [stands(desk, dossier_id).extended for dossier_id in desk.ids] == [True, False, True]


def test_without_reason_and_working_day_nobody_is_told(house):
    desk = late(house)
    desk.press("Ctrl+Shift+P")
    assert (focused(), desk.page._apology.reason.has_error()) == ("Lý do chậm", True)
    desk.type("can xac minh")
    desk.press("Ctrl+Shift+P")
    assert (focused(), desk.page._apology.reason.has_error()) == ("Hẹn lại ngày", False)
    for day, said in (("11102026", "11/10/2026 cơ quan không làm việc"), ("07102026", "phải sau ngày đã hẹn")):
        desk.page._apology.day.edit.clear()
        desk.page._apology.day.setFocus()
        desk.type(day)
        assert not desk.page._apology._fault.text()
        desk.press("Ctrl+Shift+P")
        assert any(said in text for text in shown(desk.page._apology))
    assert desk.tray.papers == []
    assert not any(stands(desk, dossier_id).extended for dossier_id in desk.ids)


def test_what_a_printer_did_not_take_is_printed_first_the_next_time(house, monkeypatch):
    desk = late(house)
    take = desk.tray.print_paper

    def jammed(pdf, title, tell):
        if len(desk.tray.papers) == 1:
            raise Refusal("printer.stopped", name="Máy in quầy 1")
        return take(pdf, title, tell)

    monkeypatch.setattr(desk.tray, "print_paper", jammed)
    count = len(listed(desk))
    fill(desk)
    desk.press("Ctrl+Shift+P")
    assert any("Máy in quầy 1" in said for said in shown(desk.page._apology))
    assert len(listed(desk)) == count - 2
    assert "1 văn bản đã hẹn lại nhưng chưa in." in desk.page._apology._heading.text()
    monkeypatch.undo()
    desk.press("Ctrl+Shift+P")
    assert len(desk.tray.papers) == count
    assert {stands(desk, dossier_id).prints["04"] for dossier_id in desk.ids} == {1}


@pytest.fixture
def opened_again(house, tmp_path, monkeypatch):
    """Opens the program anew, for whoever signs in, after a printer took none of the apologies of a list."""
    desk = late(house)

    def jammed(_pdf, _title, _tell):
        raise Refusal("printer.stopped", name="Máy in quầy 1")

    monkeypatch.setattr(desk.tray, "print_paper", jammed)
    fill(desk)
    desk.press("Ctrl+Shift+P")
    opened = []

    def again(login):
        directory = tmp_path / f"again-{login}"
        shutil.copytree(tmp_path / "station-0", directory)
        opened.append(House(directory, "today", login))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def test_what_was_never_printed_is_listed_after_the_program_was_opened_anew_and_printed_by_one_key(opened_again):
    desk = opened_again("lanhdao")
    (waiting,) = unprinted(desk)
    assert (stands(desk, waiting).extended, stands(desk, waiting).prints.get("04")) == (True, None)
    desk.page._presenter.choose("apology_unprinted")
    desk.settle()
    assert "1 văn bản đã hẹn lại nhưng chưa in." in shown(desk.page._apology)
    assert not desk.page._apology.reason.isVisible()
    desk.press("Ctrl+Shift+P")
    assert (stands(desk, waiting).prints["04"], unprinted(desk)) == (1, [])
    assert "apology_unprinted" not in [group.name for group in desk.page._presenter.state.groups]


def test_a_clerk_sees_what_was_never_printed_and_opens_the_dossier_to_print_it(opened_again):
    desk = opened_again("tiepnhan")
    (waiting,) = unprinted(desk)
    wanted = []
    desk.page.dossier_requested.connect(wanted.append)
    desk.page._presenter.choose("apology_unprinted")
    desk.settle()
    desk.page._table.setFocus()
    desk.press("Return")
    assert wanted == [waiting]
    assert desk.office.paperwork.forms(stands(desk, waiting))[0] == "04"


def test_stopped_on_the_way_every_dossier_is_whole(house, monkeypatch):
    desk = late(house)
    take, underway = desk.tray.print_paper, desk.parts.underway

    def stop(pdf, title, tell):
        underway.works[-1].task.reporter.stopped = True
        return take(pdf, title, tell)

    monkeypatch.setattr(desk.tray, "print_paper", stop)
    count = len(listed(desk))
    fill(desk)
    desk.press("Ctrl+Shift+P")
    assert len(desk.tray.papers) == 1
    assert len(listed(desk)) == count - 1
    assert unprinted(desk) == []
    assert any(said.startswith("Đã dừng") for said in shown(desk.page._apology))


@pytest.mark.parametrize("login", ["tiepnhan", "xuly"])
def test_only_a_head_gives_new_dates(house, login):
    desk = late(house, login)
    assert not desk.page._apology.isVisible()
    desk.press("Ctrl+Shift+P")
    assert desk.tray.papers == []
