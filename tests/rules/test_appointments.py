"""The clock of a dossier: NĐ 61/2018/NĐ-CP art. 18 (reception), art. 19(4) (supplement)."""

from datetime import datetime, timedelta

import pytest

from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State


def due(dossier):
    return dossier.due["at"][:16]


def test_the_limit_starts_again_in_full_after_a_supplement(desk):
    dossier = desk.receive()  # Tuesday 06/10, 5 working days
    assert due(dossier) == "2026-10-13T17:00"
    desk.do(dossier, "request_supplement", reason="thiếu giấy chứng sinh")
    desk.at("2026-10-12 09:00")
    assert due(desk.do(dossier, "supplement")) == "2026-10-19T17:00"


def test_waiting_for_a_financial_duty_is_taken_out_and_starts_nothing_again(desk):
    dossier = desk.receive()
    desk.at("2026-10-07 09:00")
    desk.do(dossier, "request_duty", reason="nộp lệ phí trước bạ")
    desk.at("2026-10-09 09:00")
    assert due(desk.do(dossier, "fulfil_duty")) == "2026-10-15T17:00"


def test_a_counter_whose_clock_is_behind_can_still_take_the_supplement(desk):
    dossier = desk.receive()
    desk.at("2026-10-08 09:00")
    desk.do(dossier, "request_supplement", reason="thiếu giấy")
    desk.at("2026-10-07 09:00")
    assert desk.do(dossier, "supplement").state is State.IN_PROCESS


def test_an_appointment_moves_once_and_only_by_a_head(desk):
    dossier = desk.receive()
    new = {"at": "2026-10-16T17:00:00+07:00", "why": [], "calendar_version": ""}
    with pytest.raises(Refusal, match=r"role\.missing"):
        desk.do(dossier, "extend", reason="chờ xác minh", due=new)
    extended = desk.do(dossier, "extend", actor=desk.head, reason="chờ xác minh", due=new)
    assert due(extended) == "2026-10-16T17:00"
    with pytest.raises(Refusal, match=r"action\.only_once"):
        desk.do(dossier, "extend", actor=desk.head, reason="chờ tiếp", due=new)


def test_papers_are_asked_for_before_the_result_is_due(desk):
    """NĐ 61/2018/NĐ-CP art. 17 gives three working days; a procedure of one day has only that day."""
    day, weeks = (desk.receive(procedure=code) for code in ("2.000815", "1.001193"))
    assert desk.office.processing.duties(day).supplement_by == datetime.fromisoformat(day.due["at"])
    assert desk.office.processing.duties(weeks).supplement_by < datetime.fromisoformat(weeks.due["at"])


def test_nobody_is_asked_to_come_on_a_day_off(desk):
    """TT 03/2025/TT-VPCP, form 04: the one new date is one on which the office is open."""
    dossier = desk.receive()
    sunday = {"at": "2026-10-18T10:00:00+07:00", "why": [], "calendar_version": ""}
    with pytest.raises(Refusal, match=r"action\.due_day_off"):
        desk.do(dossier, "extend", actor=desk.head, reason="chờ xác minh", due=sunday)
    assert not desk.office.lookup.dossier(dossier.id).extended


def test_a_dossier_keeps_the_calendar_it_was_promised_with(desk):
    dossier = desk.receive()
    assert dossier.due["calendar_version"]
    assert dossier.due["why"]


def test_what_lies_in_the_future_is_refused_and_nothing_is_written(desk):
    dossier = desk.receive()
    tomorrow = datetime.fromisoformat(dossier.received_at) + timedelta(days=1)
    with pytest.raises(Refusal, match=r"time\.future"):
        desk.office.processing.do(desk.officer, dossier.id, "finish", at=tomorrow)
    assert desk.office.lookup.dossier(dossier.id).state is State.RECEIVED


def test_no_delay_can_be_told_before_the_reception(desk):
    """Word is due a working day ahead; a term that ends on the day of reception leaves none."""
    weeks = desk.receive()
    assert desk.office.processing.duties(weeks).delay_notice_by is not None
    day = desk.receive(procedure="2.000815")
    assert desk.office.processing.duties(day).delay_notice_by is None
