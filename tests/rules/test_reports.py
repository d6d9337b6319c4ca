"""The monthly figures (QĐ 766/QĐ-TTg) add up to the last dossier, and the register numbers them once."""

from datetime import date
from random import Random

import pytest

from desktop_app.application.intake import IntakeForm
from desktop_app.application.returning import Collector
from desktop_app.ids import uuid7
from tests.rules.conftest import MAU, THU

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


def october(desk):
    return desk.office.reports.period(*OCTOBER).sum


def test_early_on_time_and_late_are_told_apart_by_day_and_minute(desk):
    early, on_time, late = (desk.receive() for _ in range(3))  # all due Tuesday 13/10, 17:00
    desk.at("2026-10-12 16:00")
    desk.do(early, "finish")
    desk.at("2026-10-13 17:00")
    desk.do(on_time, "finish")
    desk.at("2026-10-13 17:01")
    desk.do(late, "finish")
    figures = october(desk)
    assert (figures.solved_early, figures.solved_on_time, figures.solved_late) == (1, 1, 1)
    assert figures.share_in_time == pytest.approx(2 / 3)


def test_what_is_not_over_by_the_end_of_a_month_is_carried_into_the_next(desk):
    desk.at("2026-09-30 08:00")
    desk.receive()
    desk.at("2026-10-20 08:00")
    figures = october(desk)
    assert (figures.carried_over, figures.received, figures.open_overdue) == (1, 0, 1)


def test_a_past_month_is_reported_as_it_was_not_as_it_is(desk):
    dossier = desk.receive()
    desk.do(dossier, "request_supplement", reason="thiếu giấy")
    desk.at("2026-11-05 09:00")
    desk.do(dossier, "supplement")
    desk.at("2026-11-06 09:00")
    desk.do(dossier, "finish")
    desk.at("2026-11-20 09:00")
    figures = october(desk)
    assert (figures.paused, figures.solved, figures.open) == (1, 0, 0)
    assert figures.adds_up


def test_channels_refusals_withdrawals_and_stops_have_their_columns(desk):
    refused, withdrawn, stopped = desk.receive(channel="online"), desk.receive(channel="post"), desk.receive()
    desk.do(refused, "refuse", reason="không thuộc thẩm quyền")
    desk.do(withdrawn, "withdraw", reason="đổi ý")
    desk.do(stopped, "stop", reason="chết")
    figures = october(desk)
    assert (figures.received_online, figures.received_post, figures.received_direct) == (1, 1, 1)
    assert (figures.refused, figures.withdrawn, figures.stopped) == (1, 1, 1)


def test_a_result_that_lies_at_the_counter_is_solved_and_not_collected(desk):
    dossier = desk.receive(MAU)
    desk.do(dossier, "finish")
    assert october(desk).not_collected == 1
    desk.office.returning.hand_out(desk.receptionist, dossier.id, Collector(MAU["name"], MAU["number"]))
    assert october(desk).not_collected == 0


@pytest.mark.parametrize("seed", range(6))
def test_any_two_months_add_up_whatever_happened_in_them(desk, seed):
    random = Random(seed)
    lives = [desk.receive(random.choice([MAU, THU]), random.choice(["1.001193", "1.001612"])) for _ in range(8)]
    for _ in range(60):
        desk.later(hours=random.choice([1, 5, 20, 40]))
        dossier = desk.office.lookup.dossier(random.choice(lives).id)
        choices = [
            c for c in desk.office.processing.choices(desk.head, dossier) if c.action not in ("return", "extend")
        ]
        if random.random() < 0.4:
            lives.append(desk.receive(random.choice([MAU, THU])))
        elif choices:
            choice = random.choice(choices)
            desk.do(dossier, choice.action, actor=desk.head, **dict.fromkeys(choice.needs, "x"))
    for first in (date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 1)):
        for last in (date(2026, 10, 20), date(2026, 10, 31), date(2026, 12, 31)):
            if first <= last:
                report = desk.office.reports.period(first, last)
                assert report.sum.adds_up, (first, last, report.sum)
                assert all(line.figures.adds_up for line in report.lines)


def test_the_register_numbers_each_field_from_one_once_the_centre_has_taken_it_up(desk):
    births = [desk.receive(), desk.receive()]
    household = desk.receive(procedure="1.001612")
    assert [row.number for row in desk.office.reports.register(2026)] == [None, None, None]
    with desk.office.lookup._store.write() as unit:
        for seq, dossier in enumerate([births[1], household, births[0]], start=1):
            unit.connection.exec_driver_sql("UPDATE event SET seq = ? WHERE subject = ?", (seq, dossier.id))
        unit.commit()
    numbers = {row.dossier_id: row.number for row in desk.office.reports.register(2026)}
    assert numbers == {births[1].id: 1, births[0].id: 2, household.id: 1}


def test_the_register_prints_as_a_landscape_paper(desk):
    desk.receive()
    paper = desk.office.house_papers.register(2026, "Hộ tịch", desk.office.reports.register(2026))
    assert paper.pdf.startswith(b"%PDF")


def test_an_online_submission_that_nobody_has_accepted_is_not_received_yet(desk):
    desk.office.intake.submit(desk.receptionist, IntakeForm(uuid7(), "1.001193", THU, channel="online"))
    assert october(desk).total == 0
    assert desk.office.reports.register(2026) == []
