"""What a person reads under "why this date"."""

import re
from pathlib import Path

import pytest

from desktop_app.domain import deadlines
from desktop_app.domain.calendar_days import SpecialKind
from desktop_app.domain.deadlines import due, due_after_pauses
from desktop_app.domain.deadlines_terms import (
    AfterCutoff,
    AfterSupplement,
    DeadlineRules,
    Pause,
    PauseCause,
    ReturnAt,
    WhyStep,
)
from desktop_app.words.why import why_lines
from tests.domain.offices import (
    IMMEDIATE,
    SHORT,
    at,
    calendar_days,
    day_off,
    days,
    extra_day,
    half_day,
    hours,
    office,
    swap,
)

RULES = DeadlineRules()
SUBTRACT = DeadlineRules(after_supplement=AfterSupplement.SUBTRACT)


def lines(limit, received, calendar=None, rules=RULES):
    return why_lines(due(limit, at(received), calendar or office(), rules).why)


def lines_after(limit, pause, rules=SUBTRACT):
    return why_lines(due_after_pauses(limit, at("2026-10-06 09:00"), [pause], office(), rules).why)


def test_a_plain_limit_reads_from_the_reception_to_the_appointment():
    assert lines(days(5), "2026-10-06 09:00") == [
        "nhận 09:00 thứ Ba 06/10/2026",
        "ngày 1–5: từ thứ Tư 07/10/2026 đến thứ Ba 13/10/2026, không tính ngày nghỉ hằng tuần",
        "hẹn trả 17:00 thứ Ba 13/10/2026, hết giờ làm việc",
    ]


def test_a_late_reception_names_the_cut_off_and_the_day_it_counts_for():
    assert lines(days(1), "2026-10-06 15:20")[:2] == [
        "nhận 15:20 thứ Ba 06/10/2026, sau giờ chốt 15:00 → tính như nhận thứ Tư 07/10/2026",
        "ngày 1: thứ Năm 08/10/2026",
    ]


def test_a_late_reception_may_be_day_1_of_the_next_day():
    rules = DeadlineRules(after_cutoff=AfterCutoff.NEXT_DAY_COUNTS)
    assert lines(days(1), "2026-10-06 15:20", rules=rules)[1] == "thứ Tư 07/10/2026 được tính là ngày 1"


def test_a_holiday_that_was_skipped_is_named_with_its_swap():
    calendar = office(swap("2026-08-31", "2026-08-22"), day_off("2026-09-01", "2026-09-02"))
    assert lines(days(3), "2026-08-27 09:00", calendar)[1:-1] == [
        "ngày 1: thứ Sáu 28/08/2026",
        "không tính thứ Hai 31/08/2026: nghỉ, làm bù thứ Bảy 22/08/2026 (Hoán đổi dịp lễ)",
        "không tính từ thứ Ba 01/09/2026 đến thứ Tư 02/09/2026: ngày nghỉ (Quốc khánh)",
        "ngày 2–3: từ thứ Năm 03/09/2026 đến thứ Sáu 04/09/2026",
    ]


def test_days_with_hours_of_their_own_are_named():
    calendar = office(
        half_day("2026-10-07", "07:30-11:30"), extra_day("2026-10-10", "07:30-11:30"), swap("2026-10-19", "2026-10-17")
    )
    assert lines(days(10), "2026-10-06 09:00", calendar)[1:-1] == [
        "ngày 1: thứ Tư 07/10/2026, làm việc nửa ngày (Họp toàn cơ quan)",
        "ngày 2–3: từ thứ Năm 08/10/2026 đến thứ Sáu 09/10/2026",
        "ngày 4: thứ Bảy 10/10/2026, ngày làm việc thêm (Giải quyết hồ sơ tồn)",
        "ngày 5–9: từ thứ Hai 12/10/2026 đến thứ Sáu 16/10/2026",
        "ngày 10: thứ Bảy 17/10/2026, làm việc thay cho thứ Hai 19/10/2026 (Hoán đổi dịp lễ)",
    ]


def test_a_closure_reads_as_a_closure():
    calendar = office(day_off("2026-10-07", name="Mất điện", kind=SpecialKind.LOCAL_CLOSURE))
    assert (
        lines(days(1), "2026-10-06 09:00", calendar)[1] == "không tính thứ Tư 07/10/2026: tạm ngừng làm việc (Mất điện)"
    )


def test_a_reception_on_a_day_off_says_which():
    assert lines(days(1), "2026-09-02 09:00", office(day_off("2026-09-01", "2026-09-02")))[0] == (
        "nhận 09:00 thứ Tư 02/09/2026, không phải ngày làm việc (Quốc khánh) → tính như nhận 07:30 thứ Năm 03/09/2026"
    )
    assert lines(days(1), "2026-10-11 09:00")[0] == (
        "nhận 09:00 Chủ nhật 11/10/2026, không phải ngày làm việc → tính như nhận 07:30 thứ Hai 12/10/2026"
    )


def test_a_reception_before_opening_says_when_it_counts():
    assert lines(days(1), "2026-10-06 05:30")[0] == (
        "nhận 05:30 thứ Ba 06/10/2026, ngoài giờ làm việc → tính như nhận 07:30 thứ Ba 06/10/2026"
    )


@pytest.mark.parametrize("limit", [days(1), hours(8)])
def test_a_saturday_of_reception_is_said_not_to_count(limit):
    calendar = office(saturday_reception=((450, 690),))
    assert lines(limit, "2026-10-10 09:00", calendar)[:2] == [
        "nhận 09:00 thứ Bảy 10/10/2026",
        "thứ Bảy 10/10/2026 chỉ tiếp nhận, không tính vào thời hạn",
    ]


def test_calendar_days_say_that_days_off_are_included_and_where_the_end_moved():
    moved = "chuyển sang ngày làm việc tiếp theo, thứ Hai 12/10/2026"
    assert lines(calendar_days(4), "2026-10-06 09:00")[1:] == [
        "đếm 4 ngày liên tục, kể cả ngày nghỉ: từ thứ Tư 07/10/2026 đến thứ Bảy 10/10/2026",
        f"ngày cuối thứ Bảy 10/10/2026 không phải ngày làm việc → {moved}",
        "hẹn trả 17:00 thứ Hai 12/10/2026, hết giờ làm việc",
    ]
    assert lines(calendar_days(1), "2026-10-06 09:00")[1] == "đếm 1 ngày: thứ Tư 07/10/2026"


def test_the_clock_time_of_reception_is_said_to_be_kept():
    rules = DeadlineRules(return_at=ReturnAt.SAME_CLOCK)
    assert lines(days(1), "2026-10-06 09:00", rules=rules)[-1] == "hẹn trả 09:00 thứ Tư 07/10/2026, theo giờ nhận"


def test_working_hours_say_from_when_to_when_and_what_they_stand_for():
    span = "từ 15:20 thứ Ba 06/10/2026 đến 15:20 thứ Tư 07/10/2026"
    assert lines(hours(8), "2026-10-06 15:20")[-1] == f"đếm 8 giờ làm việc: {span}"
    short = lines(hours(8), "2026-10-06 15:20", office(hours=SHORT), DeadlineRules(day_minutes=450))
    assert short[-1] == f"đếm 8 giờ làm việc (bằng 450 phút giờ hành chính của cơ quan): {span}"


def test_an_immediate_result_names_the_last_moment():
    assert lines(IMMEDIATE, "2026-10-06 09:00")[-1] == "giải quyết ngay trong ngày, chậm nhất 17:00 thứ Ba 06/10/2026"


def test_a_wait_says_for_what_it_was_and_what_it_does_to_the_date():
    start, end = at("2026-10-08 10:00"), at("2026-10-12 09:00")
    span = "từ 10:00 thứ Năm 08/10/2026 đến 09:00 thứ Hai 12/10/2026"
    papers, duty = Pause(start, end), Pause(start, end, PauseCause.FINANCIAL_DUTY)
    assert lines_after(days(5), papers)[3] == f"chờ bổ sung hồ sơ {span} → cộng thêm 2 ngày làm việc chờ"
    assert lines_after(calendar_days(9), duty)[3] == f"chờ thực hiện nghĩa vụ tài chính {span} → cộng thêm 4 ngày chờ"
    assert lines_after(days(5), papers, RULES)[0] == f"chờ bổ sung hồ sơ {span} → thời hạn tính lại từ đầu"
    assert lines_after(hours(40), papers)[2] == (
        f"chờ bổ sung hồ sơ {span} → cộng thêm 900 phút làm việc chờ, hẹn trả 08:00 thứ Năm 15/10/2026"
    )


def test_a_wait_over_the_last_day_says_that_a_day_was_added():
    rules = DeadlineRules(after_supplement=AfterSupplement.SUBTRACT, after_cutoff=AfterCutoff.NEXT_DAY_COUNTS)
    found = lines_after(days(5), Pause(at("2026-10-13 10:00"), at("2026-10-13 16:00")), rules)
    assert found[-2] == "hạn cũ đã qua trong lúc chờ → thêm một ngày làm việc, thứ Tư 14/10/2026"


def test_a_request_after_the_date_is_said_to_change_nothing():
    late = Pause(at("2026-10-14 08:00"), None)
    assert lines_after(days(5), late)[-1] == (
        "tạm dừng từ 08:00 thứ Tư 14/10/2026, khi đã đến hạn 17:00 thứ Ba 13/10/2026 → ngày hẹn không đổi"
    )


def test_every_code_of_the_calculator_has_a_sentence():
    source = Path(deadlines.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'WhyStep\(\s*"(\w+)"', source)) | {"return_end_of_hours", "return_same_clock"}
    assert len(codes) > 15
    rendered = {code for code in codes if _has_sentence(code)}
    assert rendered == codes


def _has_sentence(code):
    try:
        return why_lines([WhyStep(code)]) != [f"({code})"]
    except KeyError:
        return True  # it has a sentence, which misses its parameters


def test_a_reason_from_a_newer_version_shows_its_code_and_hides_nothing_else():
    assert why_lines([WhyStep("moon_phase", {"x": 1}), WhyStep("received", {"at": "2026-10-06T09:00+07:00"})]) == [
        "(moon_phase)",
        "nhận 09:00 thứ Ba 06/10/2026",
    ]
