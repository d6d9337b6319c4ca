"""What needs somebody today (NĐ 118/2025/NĐ-CP: the apology goes out before the appointment, not after it)."""

from desktop_app.application.intake import IntakeForm
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from tests.rules.conftest import THU


def names(desk, group):
    return [row.label for row in desk.office.worklist.board(desk.receptionist).group(group).rows]


def test_an_empty_desk_asks_for_nothing(desk):
    groups = desk.office.worklist.board(desk.head).groups
    assert len(groups) == 13
    assert not any(group.count for group in groups)


def test_a_dossier_is_due_soon_from_the_working_day_before(desk):
    dossier = desk.receive()  # Tuesday 06/10, 5 working days: due Tuesday 13/10
    desk.at("2026-10-09 09:00")
    assert names(desk, "due_soon") == []
    desk.at("2026-10-12 09:00")
    assert names(desk, "due_soon") == [dossier.label]


def test_an_apology_goes_out_on_the_working_day_before_the_appointment_and_only_once(desk):
    """NĐ 118/2025/NĐ-CP: form 04 at least one day before the appointment, a new date at most once."""
    dossier = desk.receive()  # due Tuesday 13/10
    desk.at("2026-10-09 16:00")
    assert names(desk, "apology") == []
    desk.at("2026-10-12 09:00")
    assert names(desk, "apology") == [dossier.label]
    desk.at("2026-10-13 09:00")
    assert names(desk, "apology") == []
    desk.at("2026-10-12 10:00")
    due = {"at": "2026-10-16T17:00:00+07:00", "why": [], "calendar_version": ""}
    desk.do(dossier, "extend", actor=desk.head, reason="chờ xác minh", due=due)
    desk.at("2026-10-15 09:00")
    assert names(desk, "due_soon") == [dossier.label]
    assert names(desk, "apology") == []


def test_an_apology_that_nobody_has_printed_is_listed_until_it_is(desk):
    """What a printer did not take is known from the log: the person has a new date and was not told of it."""
    dossier, other = desk.receive(), desk.receive()
    due = {"at": "2026-10-16T17:00:00+07:00", "why": [], "calendar_version": ""}
    desk.do(dossier, "extend", actor=desk.head, reason="chờ xác minh", due=due)
    assert names(desk, "apology_unprinted") == [dossier.label]
    papers = desk.office.paperwork
    for form, left in (("01", [dossier.label]), ("04", [])):
        papers.printed(desk.head, dossier.id, papers.render(desk.office.lookup.dossier(dossier.id), form))
        assert names(desk, "apology_unprinted") == left
    assert not desk.office.lookup.dossier(other.id).extended


def test_a_dossier_is_late_the_minute_after_its_appointment(desk):
    dossier = desk.receive()
    desk.at("2026-10-13 17:00")
    assert names(desk, "late") == []
    desk.at("2026-10-13 17:01")
    assert names(desk, "late") == [dossier.label]


def test_nobody_is_late_while_the_office_waits_for_papers(desk):
    dossier = desk.receive()
    desk.do(dossier, "request_supplement", reason="thiếu giấy chứng sinh")
    desk.at("2026-10-20 09:00")
    assert names(desk, "late") == []
    assert names(desk, "supplement") == names(desk, "unanswered") == [dossier.label]


def test_a_result_is_to_be_called_about_until_somebody_called(desk):
    dossier = desk.receive()
    desk.do(dossier, "finish")
    assert names(desk, "to_call") == [dossier.label]
    desk.do(dossier, "call", actor=desk.receptionist, channel="phone")
    assert names(desk, "to_call") == []
    assert names(desk, "ready") == [dossier.label]


def test_a_result_that_nobody_collects_for_a_week_is_named(desk):
    dossier = desk.receive()
    desk.do(dossier, "finish")
    desk.later(days=8)
    assert names(desk, "uncollected") == [dossier.label]


def test_papers_received_today_and_still_at_the_counter_are_named_until_they_leave(desk):
    dossier = desk.receive()
    assert names(desk, "not_handed_over") == [dossier.label]
    desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    assert names(desk, "not_handed_over") == []


def test_papers_that_lie_at_the_counter_since_yesterday_are_not_forgotten(desk):
    forgotten, passed_on = desk.receive(), desk.receive(owner=THU)
    desk.do(passed_on, "forward")
    desk.at("2026-10-07 08:00")
    fresh = desk.receive(owner=THU, duplicate_accepted="hồ sơ khác")
    assert names(desk, "not_handed_over") == [forgotten.label, fresh.label]
    assert desk.office.worklist.board(desk.receptionist).group("not_handed_over").count == 2


def test_an_online_submission_is_answered_within_eight_working_hours(desk):
    desk.at("2026-10-06 14:00")
    form = IntakeForm(uuid7(), "1.001193", THU, channel="online")
    submitted = desk.office.intake.submit(desk.receptionist, form)
    board = desk.office.worklist.board(desk.receptionist)
    assert names(desk, "online") == [submitted.label]
    # Three hours are left on Tuesday, five are used on Wednesday: four in the morning, one after the midday break.
    assert board.answer_by == {submitted.id: "2026-10-07T14:00:00+07:00"}


def test_a_decision_that_came_too_late_is_named_as_a_problem(desk):
    dossier = desk.receive()
    with desk.office.lookup._store.write() as unit:
        at = "2026-10-06T09:00:00+07:00"
        unit.append(
            [
                Event(uuid7(), dossier.id, "dossier.withdrawn", at, "ha", "100-2-1", {"reason": "rút"}),
                Event(uuid7(), dossier.id, "dossier.result_ready", at, "khoa", "100-3-1", {}),
            ]
        )
        unit.commit()
    assert names(desk, "problems") == [dossier.label]
