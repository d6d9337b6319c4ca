"""The stations in the administration, by keyboard, with a real store and a centre of its own."""

import threading
import time
from contextlib import closing
from datetime import timedelta
from importlib.metadata import version

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.application.ports import Identity
from desktop_app.practice.office import CENTRE_FILE, OFFICE_CODE, make_practice
from desktop_app.sync.centre import Centre
from desktop_app.sync.database import open_engine
from desktop_app.sync.wire import StationReport
from tests.ui.pages.house import AFTERNOON, House, focused, shown
from ui.pages.administration.page import STATIONS
from ui.pages.administration.stations_presenter import beginning

OTHER = "H29.19.07"
OURS = version("motcua")


class Neighbours:
    """Says what stations say; the centre goes by the time of the test."""

    def __init__(self, folder):
        self.file = folder / CENTRE_FILE
        self.now = AFTERNOON

    def centre(self):
        url = f"sqlite:///{self.file.as_posix()}"
        return closing(Centre(url, open_engine(url), lambda: self.now))

    def enrol(self, name, office=OTHER):
        self.now = AFTERNOON - timedelta(days=200)
        with self.centre() as centre:
            return centre.enrol(office, name, b"")

    def say(self, station, *, heard=timedelta(), ahead=timedelta(), waited=timedelta(), **told):
        """What a station told of itself so long ago, with a clock that is ahead."""
        self.now = AFTERNOON - heard
        told = {"version": OURS, "waiting": 0, "numbers_left": 31, "feed_seq": 0} | told
        oldest = (AFTERNOON - waited + ahead).isoformat() if told["waiting"] else None
        with self.centre() as centre:
            head = centre.heads([station.space])[0].seq
            told["feed_seq"] = head - told["feed_seq"]
            centre.report(station, StationReport(oldest_waiting=oldest, clock=(self.now + ahead).isoformat(), **told))


@pytest.fixture
def neighbours(qapp, tmp_path):
    """The own office with its one station, another one with three, one beside and one above them."""
    make_practice(tmp_path / "office", 5, 3, AFTERNOON)
    made = Neighbours(tmp_path / "office")
    with made.centre() as centre:
        (row,) = centre.stations(OFFICE_CODE)
        centre.add_office("H29.19.09", "Trung tâm Phục vụ hành chính công phường Tân Sơn")
        centre.add_office("H29", "Thành phố Hồ Chí Minh")
        centre.add_office(OTHER, "Trung tâm Phục vụ hành chính công phường Tân Hòa")
    made.own = Identity(row.space, row.station, row.incarnation, station_name=row.name)
    made.well, made.stuck, made.lost = (made.enrol(f"Quầy {number}") for number in (7, 8, 9))
    made.say(made.own, heard=timedelta(seconds=20))
    # Its office says "tan", its condition "hoa…": that is not Tân Hòa.
    made.say(made.enrol("Quầy 11", "H29.19.09"), heard=timedelta(minutes=30))
    made.say(made.well, heard=timedelta(minutes=20), ahead=timedelta(seconds=-40))
    made.say(
        made.stuck,
        heard=timedelta(minutes=2),
        ahead=timedelta(minutes=12),
        waiting=1_204,
        waited=timedelta(hours=3),
        feed_seq=7,
        version="0.0.9",
    )
    made.say(made.enrol("Quầy 10", "H29"))
    made.say(made.lost, heard=timedelta(days=9), numbers_left=2)
    return made


@pytest.fixture
def desk(neighbours, tmp_path):
    one = House(tmp_path / "office", "administration", "quantri")
    yield one
    one.close()


def rows(desk):
    """The words of every row of the table."""
    model = desk.page.section.table.model()
    return [
        [model.index(row, column).data() or "" for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def words(desk):
    return "\n".join(shown(desk.window))


def test_every_station_is_there_and_what_needs_somebody_comes_first(desk):
    desk.press(f"Alt+{STATIONS + 1}")
    assert rows(desk) == [
        ["Quầy 9", "Im lặng lâu", "Tân Hòa", OURS, "9 ngày · 29/09", "0", "", "đúng", "–", "0"],
        [
            *("Quầy 8", "Kẹt chờ gửi, sai giờ, bản cũ", "Tân Hòa", "0.0.9 · cũ", "2 phút · 14:18"),
            *("1.204", "3 giờ", "nhanh 12 phút", "31", "7"),
        ],
        ["Quầy 7", "Tắt hoặc mất mạng", "Tân Hòa", OURS, "20 phút · 14:00", "0", "", "chậm 40 giây", "31", "0"],
        ["Quầy 11", "Tắt hoặc mất mạng", "Tân Sơn", OURS, "30 phút · 13:50", "0", "", "đúng", "31", "0"],
        ["Quầy 10", "Chạy tốt", "Thành phố Hồ Chí Minh", OURS, "vừa xong · 14:20", "0", "", "đúng", "31", "0"],
        ["Quầy 1", "Chạy tốt", "Bảy Hiền", OURS, "vừa xong · 14:19", "0", "", "đúng", "31", "0"],
    ]
    assert "6 quầy · 2 cần xem · cập nhật lúc 14:20:00" in words(desk)


def test_stations_are_found_as_they_are_typed_and_each_says_what_to_do(desk):
    desk.press(f"Alt+{STATIONS + 1}")
    assert focused() == "Tìm quầy"
    desk.type("tan hoa")
    assert [row[0] for row in rows(desk)] == ["Quầy 9", "Quầy 8", "Quầy 7"]
    desk.type(" sai gio")
    assert [row[0] for row in rows(desk)] == ["Quầy 8"]
    desk.press("Escape")
    desk.type("0.0.9 H29.19.07")
    assert [row[0] for row in rows(desk)] == ["Quầy 8"]
    assert "1 trong 6 quầy" in words(desk)
    assert "Chỉnh lại giờ của máy đó" in words(desk)
    assert "việc cũ nhất chờ gửi từ 11:20 08/10/2026" in words(desk)
    desk.press("Escape", "Down")
    assert focused() == "Các quầy"
    # The station in hand stays in hand.
    desk.press("Down")
    assert "Quầy 7 · Trung tâm Phục vụ hành chính công phường Tân Hòa" in words(desk)
    assert "số máy 1-1" in words(desk)


def test_what_cannot_be_found_leaves_nothing_in_hand(desk):
    desk.press(f"Alt+{STATIONS + 1}")
    desk.type("zzz")
    assert rows(desk) == []
    assert "0 trong 6 quầy" in words(desk)
    assert "số máy" not in words(desk)


def test_asking_again_tells_what_is_new_and_leaves_what_was_typed(desk, neighbours):
    desk.press(f"Alt+{STATIONS + 1}")
    desk.type("quay 9")
    neighbours.say(neighbours.lost)
    desk.now += timedelta(seconds=30)
    desk.press("F5")
    assert [row[:2] for row in rows(desk)] == [["Quầy 9", "Chạy tốt"]]
    assert "1 trong 6 quầy · 1 cần xem · cập nhật lúc 14:20:30" in words(desk)


def test_without_the_centre_what_was_known_last_stays_and_a_sentence_says_so(desk, neighbours):
    desk.press(f"Alt+{STATIONS + 1}")
    before = rows(desk)
    neighbours.file.unlink()
    desk.press("F5")
    assert rows(desk) == before
    assert "Chưa kết nối được với trung tâm." in words(desk)
    assert "Đang hiện tình trạng lúc 14:20 08/10/2026." in words(desk)
    # Another window of the same program still knows it.
    desk.page._stations._become(overview=desk.office.stations.ask(desk.actor))
    assert rows(desk) == before


def test_where_nothing_was_known_the_page_says_why_and_what_to_do(desk, neighbours):
    neighbours.file.unlink()
    desk.press(f"Alt+{STATIONS + 1}")
    assert rows(desk) == []
    assert "Chưa xem được các quầy" in words(desk)
    assert "Chưa kết nối được với trung tâm. Hãy kiểm tra mạng và địa chỉ trung tâm." in words(desk)


@pytest.mark.parametrize(
    ("names", "left_out"),
    [
        ("Trung tâm phường Tân Bình, Trung tâm phường Tân Hòa", "Trung tâm phường"),
        ("Trung tâm phường Mẫu, Trung tâm phường Thử, Thành phố Mẫu", "Trung tâm phường"),
        ("Trung tâm phường Mẫu, Trung tâm xã Mẫu, Trung tâm xã Thử", "Trung tâm xã"),
        ("Trung tâm phường Mẫu, Thành phố Mẫu", ""),
        ("Trung tâm phường Mẫu", ""),
        ("", ""),
    ],
)
def test_offices_are_called_without_the_words_with_which_most_of_them_begin(names, left_out):
    assert " ".join(beginning(set(names.split(", ")))) == left_out


def test_a_centre_that_takes_its_time_holds_nothing_up(desk, monkeypatch):
    """The key is pressed three times while it thinks; it is asked once, and the page goes on meanwhile."""
    asked, answer = [], threading.Event()
    register = desk.office.stations._register
    told = register.told

    def slow(waiting):
        asked.append(threading.current_thread())
        assert answer.wait(10)
        return told(waiting)

    monkeypatch.setattr(register, "told", slow)
    settle, desk.settle = desk.settle, QApplication.processEvents
    desk.press(f"Alt+{STATIONS + 1}", "F5", "F5")
    assert "đang hỏi trung tâm…" in words(desk)
    desk.type("quay 8")
    answer.set()
    desk.settle = settle
    desk.settle()
    assert [row[0] for row in rows(desk)] == ["Quầy 8"]
    assert len(asked) == 1
    assert asked[0] is not threading.main_thread()


def test_who_does_not_want_to_wait_stops_asking_at_once(desk, monkeypatch):
    answer = threading.Event()
    overview = Centre.overview
    monkeypatch.setattr(Centre, "overview", lambda centre: answer.wait(10) and overview(centre))
    settle, desk.settle = desk.settle, QApplication.processEvents
    desk.press(f"Alt+{STATIONS + 1}")
    began = time.monotonic()
    assert desk.parts.underway.stop()
    desk.settle = settle
    desk.until(lambda: not desk.page._stations.state.busy)
    assert time.monotonic() - began < 5
    answer.set()
    desk.press("F5")
    assert len(rows(desk)) == 6
