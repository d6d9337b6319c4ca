import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.devices.framing import Framing

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu|15042021"
MRZ = "IDVNM1901234569079190123456<<9\r9001011F3001019VNM<<<<<<<<<<<8\rNGUYEN<<THI<MAU<<<<<<<<<<<<<<<\r"


@given(st.lists(st.integers(1, 7), max_size=80), st.sampled_from(["\r", "\n", "\r\n", "\t"]))
def test_a_scan_is_whole_however_its_bytes_arrive(cuts, end):
    framing = Framing()
    data = (CARD + end + "H29.19.05-261008-0975" + end).encode()
    heard, place = [], 0
    for cut in cuts:
        heard += framing.feed(data[place : place + cut])
        place += cut
    heard += framing.feed(data[place:])
    assert heard == [CARD, "H29.19.05-261008-0975"]
    assert framing.silence() == []


def test_a_scan_without_an_end_is_over_with_silence():
    framing = Framing()
    assert framing.feed(CARD.encode()) == []
    assert framing.silence() == [CARD]
    assert framing.silence() == []


def test_the_lines_of_a_machine_readable_zone_are_one_scan():
    assert Framing().feed(MRZ.encode()) == [MRZ.strip().replace("\r", "\n")]


@pytest.mark.parametrize("data", [b"\r\n\r\n", b"  \t"])
def test_ends_alone_are_no_scan(data):
    framing = Framing()
    assert framing.feed(data) + framing.silence() == []


def test_bytes_that_are_no_text_are_told_as_they_are_and_spoil_nothing_after_them():
    assert Framing().feed(b"\xff\xfe1\rH29\r") == ["\ufffd\ufffd1", "H29"]


def test_a_device_that_never_ends_a_line_takes_no_memory():
    framing = Framing()
    for _ in range(100):
        framing.feed(b"x" * 1000)
    assert len(framing.silence()[0]) == 5000
