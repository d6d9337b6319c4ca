"""The lane between stations and the centre, on both kinds of centre."""

import hashlib

import pytest

from desktop_app.application.ports import FilesWaiting
from desktop_app.storage import keys
from desktop_app.storage.attachments import PART_BYTES, Content
from desktop_app.storage.store import _backup, open_store
from desktop_app.sync import origin, tables
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import begin_copied
from desktop_app.sync.faults import Unreachable
from desktop_app.sync.lane import LOOK_BACK_SECONDS, MOST_PARTS, Lane, Pace
from desktop_app.sync.loop import SyncLoop
from tests.attached import large_png, pdf
from tests.sync.house import OFFICE, lose, refused


def named(content):
    """The event that names a content in these tests."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def attach(station, content, dossier=None):
    """Attaches as the use case does: the bytes, then the event."""
    dossier = dossier or station.receive()
    event = named(content)
    digest = station.store.attachments.keep(content, event)
    with station.store.write() as unit:
        found = unit.events(dossier)[0]
        data = {"hash": digest, "size": len(content), "type": "image/png", "title": "Tờ khai"}
        unit.append([type(found)(event, dossier, "dossier.attached", found.at, "can.bo", unit.identity.stamp, data)])
        unit.commit()
    return digest


def at_centre(centre):
    """Whose parts the centre holds, and how many."""
    table = tables.attachment_part
    with centre.engine.connect() as connection:
        rows = connection.execute(table.select().order_by(table.c.space, table.c.hash, table.c.part)).all()
    found = {}
    for row in rows:
        found.setdefault((row.space, row.hash.hex()), []).append(row.part)
    return found


def content_at_centre(centre, digest, space=100):
    parts = centre.take(space, bytes.fromhex(digest), 0, 1 << 20)
    return b"".join(parts)


def fetched(station, content, told=lambda _done, _size: None, lane=None):
    digest = hashlib.sha256(content).hexdigest()
    (lane or station.loop).fetch(digest, len(content), named(content), told)
    return station.store.attachments.read(digest)


class Cut:
    """The real centre behind a line that breaks off after so many calls that carry parts, before or after the call."""

    def __init__(self, url, calls, *, after=False):
        self.carried = []
        self._centre = connect(url)
        self._left = calls
        self._after = after

    def held(self, *asked):
        return self._centre.held(*asked)

    def give(self, space, digest, parts):
        self._count(lambda: self._centre.give(space, digest, parts))
        self.carried += [number for number, _ in parts]

    def take(self, space, digest, first, count):
        parts = []
        self._count(lambda: parts.extend(self._centre.take(space, digest, first, count)))
        self.carried += range(first, first + len(parts))
        return parts

    def close(self):
        self._centre.close()

    def _count(self, call):
        self._left -= 1
        if self._left < 0:
            if self._after:
                call()
            raise Unreachable("cut")
        call()


def test_an_attached_file_reaches_the_centre_and_is_opened_at_another_station(centre, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    content = large_png(700_000)
    dossier = first.receive()
    digest = attach(first, content, dossier)
    first.sync()
    assert first.loop.status().files == FilesWaiting(1, len(content))
    first.loop.carry()
    assert first.loop.status().files == FilesWaiting()
    assert content_at_centre(centre, digest) == content
    second.sync()
    assert second.dossier(dossier).attachments[0]["hash"] == digest
    assert not second.store.attachments.whereabouts([digest])[digest].here
    told = []
    assert fetched(second, content, lambda done, size: told.append((done, size))) == content
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (len(content), len(content))
    assert second.store.attachments.whereabouts([digest])[digest] == (True, True)
    assert centre.verify() == []


def test_identical_content_is_sent_once_whoever_attaches_it(centre, url, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    content = large_png(300_000)
    for one in (first, second):
        attach(one, content)
        one.sync()
    first.loop.carry()
    line = Cut(url, 0)
    Lane(second.store, lambda _url: line).run()
    assert line.carried == []
    assert second.loop.status().files == FilesWaiting()


@pytest.mark.parametrize("after", [False, True], ids=["before it arrived", "after it arrived"])
@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_cut_line_goes_on_at_the_part_where_it_broke_off(centre, url, stations, calls, after):
    station = stations("Quầy 1")
    content = large_png(1_000_000)
    digest = attach(station, content)
    station.sync()
    cut = Cut(url, calls, after=after)
    with pytest.raises(Unreachable):
        Lane(station.store, lambda _url: cut).run()
    there = len(at_centre(centre).get((100, digest), []))
    line = Cut(url, 1000)
    Lane(station.store, lambda _url: line).run()
    assert line.carried == list(range(there, Content(b"", len(content)).parts))
    assert content_at_centre(centre, digest) == content
    assert centre.verify() == []


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_a_download_that_broke_off_goes_on_where_it_was(centre, url, stations, calls):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    content = large_png(1_000_000)
    digest = attach(first, content)
    first.sync()
    first.loop.carry()
    cut = Cut(url, calls)
    with refused("attachment.unreachable"):
        fetched(second, content, lane=Lane(second.store, lambda _url: cut))
    assert not second.store.attachments.whereabouts([digest])[digest].here
    line = Cut(url, 1000)
    assert fetched(second, content, lane=Lane(second.store, lambda _url: line)) == content
    assert line.carried == list(range(len(cut.carried), Content(b"", len(content)).parts))


def test_a_download_that_somebody_gives_up_keeps_what_has_come(centre, url, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    content = large_png(1_000_000)
    attach(first, content)
    first.sync()
    first.loop.carry()

    def give_up(done, _size):
        if done > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched(second, content, give_up)
    line = Cut(url, 1000)
    assert fetched(second, content, lane=Lane(second.store, lambda _url: line)) == content
    assert line.carried[0] > 0


def test_a_file_that_is_still_on_its_way_is_told_so(centre, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    attach(first, pdf())
    first.sync()
    with refused("attachment.on_its_way"):
        fetched(second, pdf())


def test_a_content_that_was_changed_at_the_centre_is_found_out_by_everybody(centre, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    attach(first, pdf())
    first.sync()
    first.loop.carry()
    with centre.engine.begin() as connection:
        connection.execute(tables.attachment_part.update().values(content=b"%PDF- of somebody else"))
    with refused("attachment.damaged_there"):
        fetched(second, pdf())
    assert second.store.attachments.unsent() == []
    assert [fault.what for fault in centre.verify()] == ["attachment"]


def test_stations_give_back_the_contents_that_a_restored_centre_lost(centre, stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    content = large_png(300_000)
    first.receive()
    first.sync()
    digest = attach(first, content)
    first.sync()
    first.loop.carry()
    second.sync()
    assert fetched(second, content) == content
    with centre.engine.begin() as connection:
        connection.execute(tables.attachment_part.delete())
    lose(centre, 1)
    # The station that attached it is gone: one that has read it gives it back.
    second.sync()
    second.loop.carry()
    assert content_at_centre(centre, digest) == content


def forget_contents(centre):
    """What a backup puts away that was made before them: the feed betrays nothing where no station has read further."""
    with centre.engine.begin() as connection:
        connection.execute(tables.attachment_part.delete())


def test_a_lane_that_begins_finds_out_that_the_centre_was_put_back_untold(centre, url, stations):
    station = stations("Quầy 1")
    contents = [large_png(100_000), large_png(200_000)]
    digests = [attach(station, content) for content in contents]
    station.sync()
    station.loop.carry()
    forget_contents(centre)
    Lane(station.store, lambda _url: connect(url)).run()
    assert [content_at_centre(centre, digest) for digest in digests] == contents


def test_a_lane_that_goes_on_for_days_looks_back_now_and_then(centre, url, stations):
    station, clock, doors = stations("Quầy 1"), [0.0], []

    def open_door(_url):
        doors.append(clock[0])
        return connect(url)

    lane = Lane(station.store, open_door, now=lambda: clock[0])
    content = large_png(100_000)
    digest = attach(station, content)
    station.sync()
    lane.run()
    forget_contents(centre)
    doors.clear()
    lane.run()
    assert doors == [], "a connection every half minute would weigh on the centre"
    clock[0] += LOOK_BACK_SECONDS
    lane.run()
    assert content_at_centre(centre, digest) == content


def test_a_station_that_has_never_met_its_centre_carries_nothing(centre, stations):
    station = stations("Quầy 1")
    attach(station, pdf())
    station.loop.carry()
    assert at_centre(centre) == {}


def test_a_content_without_its_event_is_not_sent(centre, stations):
    station = stations("Quầy 1")
    station.receive()
    station.sync()
    station.store.attachments.keep(pdf(), "never written")
    station.loop.carry()
    assert at_centre(centre) == {}


def test_one_content_that_the_centre_cannot_take_keeps_no_other_waiting(centre, url, stations):
    station = stations("Quầy 1")
    poison, sound = attach(station, pdf(1)), attach(station, pdf(2))
    station.sync()

    class Choosy(Cut):
        def give(self, space, digest, parts):
            if digest.hex() == poison:
                raise UnicodeError
            super().give(space, digest, parts)

    Lane(station.store, lambda _url: Choosy(url, 1000)).run()
    assert list(at_centre(centre)) == [(100, sound)]
    station.loop.carry()
    assert len(at_centre(centre)) == 2


def test_at_most_256_kilobytes_are_under_way_at_once_and_few_on_a_slow_line():
    assert MOST_PARTS * PART_BYTES == 256 * 1024
    clock = [0.0]
    pace = Pace(lambda: clock[0])
    sizes = []
    for seconds in (0.1, 0.1, 0.1, 0.1, 2, 2, 2, 0.1):
        with pace.measured():
            clock[0] += seconds
        sizes.append(pace.parts)
    assert sizes == [2, 4, 4, 4, 2, 1, 1, 2]


def test_the_centre_of_an_older_program_stops_no_exchange(centre, stations):
    station = stations("Quầy 1")
    with centre.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE attachment_part RENAME TO not_yet")
    attach(station, pdf())
    assert station.sync().waiting == 0
    with pytest.raises(Unreachable):
        station.loop.carry()
    with centre.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE not_yet RENAME TO attachment_part")
    station.loop.carry()
    assert station.loop.status().files == FilesWaiting()


def test_contents_of_one_office_are_no_business_of_another(centre, stations):
    centre.add_office("H29.19.06", "Phường khác")
    here, there = stations("Quầy 1"), stations("Quầy khác", office="H29.19.06")
    assert here.store.identity.office_code == OFFICE
    attach(here, pdf())
    there.receive()
    for one in (here, there):
        one.sync()
        one.loop.carry()
    with refused("attachment.on_its_way"):
        fetched(there, pdf())


def test_a_store_that_was_put_back_alone_keeps_the_contents_whose_events_only_the_centre_remembers(
    centre, stations, tmp_path
):
    station = stations("Quầy 1")
    dossier = station.receive()
    station.sync()
    directory = station.store.directory
    _backup(directory, tmp_path / "older.db", keys.read_key(directory))
    content = large_png(300_000)
    digest = attach(station, content, dossier)
    station.sync()
    station.loop.stop()
    station.store.close()
    (tmp_path / "older.db").replace(directory / "store.db")
    opened = open_store(directory)
    if not origin.notice(opened):
        begin_copied(opened)
    loop = SyncLoop(opened)
    assert Lane(opened, connect).sweep() == 0
    loop.run_once()
    loop.carry()
    assert content_at_centre(centre, digest) == content
    assert Lane(opened, connect).sweep() == 0
    loop.stop()
    opened.close()
