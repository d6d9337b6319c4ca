from datetime import datetime, timedelta

import pytest

from desktop_app.application.ports import SyncStatus
from desktop_app.domain.clocktime import VN
from desktop_app.domain.states import State
from ui.pages import words
from ui.pages.frame.sync_words import sync_line
from ui.tokens import Tone

NOW = datetime(2026, 10, 6, 9, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("due", "said", "tone"),
    [
        (NOW - timedelta(days=3), "Quá hạn 3 ngày", Tone.BAD),
        (NOW - timedelta(hours=1), "Quá hạn hôm nay", Tone.BAD),
        (NOW + timedelta(hours=8), "Hẹn hôm nay 17:00", Tone.WARN),
        (NOW + timedelta(days=1), "Hẹn ngày mai", Tone.NEUTRAL),
        (NOW + timedelta(days=5), "Còn 5 ngày", Tone.NEUTRAL),
    ],
)
def test_an_appointment_says_how_far_it_is(due, said, tone):
    assert words.due_words(due.isoformat(), State.IN_PROCESS, NOW) == (said, tone)


@pytest.mark.parametrize("state", [State.RETURNED, State.READY, State.REFUSED])
def test_nothing_presses_once_the_result_is_there(state):
    assert words.due_words((NOW - timedelta(days=3)).isoformat(), state, NOW)[0] == ""


def test_the_clock_stands_while_the_office_waits_for_the_citizen():
    late = (NOW - timedelta(days=3)).isoformat()
    assert words.due_words(late, State.SUPPLEMENT, NOW) == ("Tạm dừng tính hạn", Tone.WARN)


def test_every_state_has_a_look():
    assert set(words.STATE_LOOKS) == set(State)


def test_sums_are_grouped_by_points():
    assert words.dong(1234567) == "1.234.567 đ"


def test_work_that_waits_for_the_centre_is_said_to_be_safe():
    status = SyncStatus("offline", waiting=12, last_contact="2026-10-06T08:40:00+07:00")
    text, tone, _ = sync_line(status, NOW)
    assert text == "Mất kết nối từ 08:40 · 12 thay đổi chờ gửi, an toàn trên máy này"
    assert tone is Tone.WARN


def test_what_is_exchanged_is_said_with_its_time():
    text, tone, _ = sync_line(SyncStatus("online", last_contact="2026-10-06T08:59:00+07:00"), NOW)
    assert (text, tone) == ("Đã đồng bộ lúc 08:59", Tone.GOOD)
