"""The monthly figures (QĐ 766/QĐ-TTg) add up to the last dossier, and the register numbers them once."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from desktop_app import bootstrap
from desktop_app.application import house_papers, reports
from desktop_app.application.house_papers import VOLUME, register_sheets
from desktop_app.application.intake import IntakeForm
from desktop_app.application.ports import DossierQuery
from desktop_app.application.returning import Collector
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from desktop_app.paths import write_whole
from desktop_app.words.figures import satisfaction
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


def test_answers_of_citizens_are_counted_by_level_in_the_month_in_which_they_gave_them(desk):
    first, second = desk.receive(), desk.receive(procedure="1.001612")
    for dossier, score in ((first, 5), (second, 4), (first, 1)):
        desk.do(dossier, "rate", desk.receptionist, score=score)
    with pytest.raises(Refusal, match=r"action\.value"):
        desk.do(second, "rate", desk.receptionist, score=9)
    desk.at("2026-11-02 08:00")
    desk.do(first, "rate", desk.receptionist, score=2)
    figures = october(desk)
    assert figures.ratings == {5: 1, 4: 1, 3: 0, 2: 0, 1: 1}
    assert figures.share_satisfied == pytest.approx(2 / 3)
    assert satisfaction(figures) == (
        "Mức độ hài lòng: 3 lượt đánh giá; rất hài lòng 1 (33,3%), hài lòng 1 (33,3%), bình thường 0 (0,0%), "
        "không hài lòng 0 (0,0%), rất không hài lòng 1 (33,3%)."
    )
    lines = {line.field_code: line.figures.rated for line in desk.office.reports.period(*OCTOBER).lines}
    assert sorted(lines.values()) == [1, 2]


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
            c
            for c in desk.office.processing.choices(desk.head, dossier)
            if c.action not in ("return", "extend", "attach_code")
        ]
        if random.random() < 0.4:
            lives.append(desk.receive(random.choice([MAU, THU])))
        elif choices:
            choice = random.choice(choices)
            known = {"channel": "phone", "score": 3}
            facts = {need: known.get(need, "x") for need in choice.needs}
            desk.do(dossier, choice.action, actor=desk.head, **facts)
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
    paper = desk.office.house_papers.register(2026, {"HT": "Hộ tịch"}, desk.office.reports.register(2026))
    assert paper.pdf.startswith(b"%PDF")


def test_a_paper_too_long_for_memory_lies_in_a_file_without_a_name(desk, monkeypatch):
    desk.receive()
    known = desk.office.reports.register(2026)
    short = desk.office.house_papers.register(2026, {}, known).pdf
    monkeypatch.setattr(bootstrap, "_IN_MEMORY", len(short) - 1)
    long = desk.office.house_papers.register(2026, {}, known).pdf
    assert isinstance(short, bytes)
    assert not isinstance(long, bytes)
    with long.opened() as first, long.opened() as second:
        # One reader knows nothing of the other, wherever it is.
        assert (second.seek(17), second.read(40)) == (17, short[17:57])
        assert (first.read(), second.read()) == (short, short[57:])


def test_what_lies_in_the_file_of_a_long_paper_is_unreadable(desk, monkeypatch):
    desk.receive()
    monkeypatch.setattr(bootstrap, "_IN_MEMORY", 0)
    paper = desk.office.house_papers.register(2026, {}, desk.office.reports.register(2026)).pdf
    paper._file.seek(0)
    sealed = paper._file.read()
    with paper.opened() as source:
        clear = source.read()
    assert len(sealed) == len(clear) == len(paper)
    assert not any(clear[at : at + 16] in sealed for at in range(0, len(clear) - 16, 16))


def test_a_long_paper_is_saved_whole(desk, monkeypatch, tmp_path):
    desk.receive()
    known = desk.office.reports.register(2026)
    short = desk.office.house_papers.register(2026, {}, known).pdf
    monkeypatch.setattr(bootstrap, "_IN_MEMORY", len(short) - 1)
    write_whole(tmp_path / "so.pdf", desk.office.house_papers.register(2026, {}, known).pdf)
    assert (tmp_path / "so.pdf").read_bytes() == short


def test_the_lines_of_a_register_are_read_in_portions_and_keep_their_places(desk, monkeypatch):
    received = [desk.receive().id for _ in range(5)]
    monkeypatch.setattr(reports, "LINES_AT_ONCE", 2)
    register = desk.office.reports.register(2026)
    assert [row.dossier_id for row in register] == received
    assert [row.dossier_id for row in register[3:]] == received[3:]
    assert register[-1].dossier_id == received[-1]
    assert (len(register), register.unnumbered) == (5, 5)


def test_fields_that_the_portal_gives_no_code_are_kept_apart(desk):
    """TT 03/2025/TT-VPCP, form 07: a register for each field; QĐ 766/QĐ-TTg: figures for each field."""
    for code, field in (("9.000011", "Bảo trợ xã hội"), ("9.000012", "Đường bộ")):
        record = {"code": code, "name": f"Thủ tục {code}", "field": {"code": None, "name": field}}
        desk.office.procedures.publish(desk.administrator, [record], desk.clock["now"])
        desk.receive(procedure=code)
    assert [line.field_name for line in desk.office.reports.period(*OCTOBER).lines] == ["Bảo trợ xã hội", "Đường bộ"]
    names, every = desk.office.procedures.field_names(), desk.office.reports.register(2026)
    assert [sheet["field"] for sheet in register_sheets(2026, names, every)] == ["Bảo trợ xã hội", "Đường bộ"]
    (only,) = desk.office.reports.register(2026, "Đường bộ")
    document = next(desk.office.national.dossiers(DossierQuery(field_code=only.field_code)))
    assert (document["MaLinhVuc"], document["TenLinhVuc"]) == ("", "Đường bộ")


def lines(desk, count):
    desk.receive()
    (row,) = desk.office.reports.register(2026)
    codes = ("CT", "HT")
    return [replace(row, number=number, field_code=code) for code in codes for number in range(1, count + 1)]


def test_each_field_has_volumes_of_its_own_and_their_lines_keep_their_numbers(desk):
    sheets = list(register_sheets(2026, {"HT": "Hộ tịch"}, lines(desk, VOLUME + 1)))
    assert [(sheet["field"], sheet["book"], sheet["entries"][0]["row"]) for sheet in sheets] == [
        ("CT", "1", "1"),
        ("CT", "2", str(VOLUME + 1)),
        ("Hộ tịch", "1", "1"),
        ("Hộ tịch", "2", str(VOLUME + 1)),
    ]


def test_a_long_register_says_how_far_it_is_and_ends_when_it_is_told_to(desk):
    told = []

    def tell(done, every):
        told.append((done, every))
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.office.house_papers.register(2026, {}, lines(desk, 3), tell)
    assert told == [(0, 6), (3, 6)]


def test_an_online_submission_that_nobody_has_accepted_is_not_received_yet(desk):
    desk.office.intake.submit(desk.receptionist, IntakeForm(uuid7(), "1.001193", THU, channel="online"))
    assert october(desk).total == 0
    assert not list(desk.office.reports.register(2026))


def test_a_date_moved_after_it_had_passed_is_late_all_the_same(desk):
    """NĐ 61/2018 art. 19: the apology goes out at least a day before the appointment."""
    saved, missed, waiting = desk.receive(), desk.receive(), desk.receive()  # all due Tuesday 13/10, 17:00
    new = {"at": "2026-10-20T17:00:00+07:00", "why": [], "calendar_version": ""}
    desk.at("2026-10-12 16:00")
    desk.do(saved, "extend", desk.head, reason="cần xác minh", due=new)
    desk.at("2026-10-14 08:00")
    desk.do(missed, "extend", desk.head, reason="cần xác minh", due=new)
    desk.do(waiting, "extend", desk.head, reason="cần xác minh", due=new)
    desk.at("2026-10-16 08:00")
    desk.do(saved, "finish")
    desk.do(missed, "finish")
    for figures in (october(desk), desk.office.reports.period(OCTOBER[0], date(2026, 10, 16)).sum):
        assert (figures.solved_early, figures.solved_late, figures.open_overdue) == (1, 1, 1)
        assert figures.adds_up
    desk.at("2026-11-02 08:00")
    assert october(desk).open_overdue == 1


def test_who_asked_twice_for_papers_was_not_in_time_for_the_national_index(desk):
    """QĐ 766/QĐ-TTg: more than one supplement request counts as overdue, whatever the date says."""
    once, twice = desk.receive(), desk.receive()
    for dossier in (once, twice, twice):
        desk.do(dossier, "request_supplement", reason="thiếu giấy")
        desk.do(dossier, "supplement")
    desk.do(once, "finish")
    desk.do(twice, "finish")
    figures = october(desk)
    assert (figures.solved_early, figures.asked_again) == (2, 1)
    assert (figures.share_in_time, figures.share_of_index) == (1.0, 0.5)


def test_solved_in_the_month_is_returned_or_not_yet_returned(desk):
    first, second = desk.receive(), desk.receive()
    desk.do(first, "finish")
    desk.do(second, "finish")
    desk.office.returning.hand_out(desk.receptionist, first.id, Collector(MAU["name"], MAU["number"]))
    figures = october(desk)
    assert (figures.solved, figures.returned, figures.not_returned) == (2, 1, 1)
    desk.at("2026-11-05 08:00")
    november = desk.office.reports.period(date(2026, 11, 1), date(2026, 11, 30)).sum
    assert (november.not_returned, november.not_collected) == (0, 1)


def test_a_submission_refused_after_the_turn_of_the_month_was_never_carried_over(desk):
    desk.at("2026-09-30 16:00")
    submitted = desk.office.intake.submit(desk.receptionist, IntakeForm(uuid7(), "1.001193", THU, channel="online"))
    september = date(2026, 9, 1), date(2026, 9, 30)
    before = desk.office.reports.period(*september).sum
    desk.at("2026-10-01 08:00")
    desk.do(submitted, "refuse", desk.receptionist, reason="không thuộc thẩm quyền")
    assert desk.office.reports.period(*september).sum == before
    assert (october(desk).carried_over, october(desk).received_online, october(desk).refused) == (0, 1, 1)


def test_the_register_says_how_many_applied_together(desk):
    """TT 03/2025, form 07: one line a dossier, whoever stands behind it."""
    desk.receive(others=(THU,))
    (row,) = desk.office.reports.register(2026)
    assert row.owner_name == "Nguyễn Thị Mẫu và 1 người khác"


def test_a_long_register_is_drawn_by_another_process_and_is_the_same(desk, monkeypatch):
    known = lines(desk, 40)
    here = desk.office.house_papers.register(2026, {"HT": "Hộ tịch"}, known).pdf
    monkeypatch.setattr(house_papers, "LONG", 39)
    monkeypatch.setattr("desktop_app.documents.render.render_all", None)
    assert desk.office.house_papers.register(2026, {"HT": "Hộ tịch"}, known).pdf == here
