"""Attaching at the counter: what is taken, what is refused, and what a crash in between leaves."""

import json

import pytest

from desktop_app.application.attachments import FileForm
from desktop_app.domain.media import PDF
from desktop_app.domain.states import Role
from desktop_app.storage import attachments
from desktop_app.sync.lane import Lane
from tests.attached import SAMPLES, large_png, pdf, picture
from tests.rules.conftest import ADMINISTRATOR
from tests.sync.house import refused


def store_of(desk):
    return desk.office.lookup._store


def nothing(_done, _size):
    """Nobody watches."""


@pytest.mark.parametrize("media", SAMPLES)
def test_what_was_attached_is_given_back_byte_for_byte(desk, media):
    dossier = desk.receive()
    after = desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(SAMPLES[media], "scan 1.bin"))
    (one,) = desk.office.attachments.listed(after)
    assert (one.type, one.size, one.title, one.name) == (media, len(SAMPLES[media]), "scan 1", "scan 1.bin")
    assert one.where == (True, False)
    assert desk.office.attachments.content(one, nothing) == SAMPLES[media]


def test_a_file_shows_a_paper_of_the_dossier_or_its_result(desk):
    dossier, attach = desk.receive(), desk.office.attachments.attach
    attach(desk.receptionist, dossier.id, FileForm(pdf(1), component=1))
    after = attach(desk.officer, dossier.id, FileForm(pdf(2), result=True))
    listed = desk.office.attachments.listed(after)
    assert [(one.title, one.component, one.result) for one in listed] == [
        ("Tờ khai đăng ký khai sinh", 1, False),
        ("Kết quả giải quyết", None, True),
    ]
    with refused("attachment.component"):
        attach(desk.receptionist, dossier.id, FileForm(pdf(3), component=2))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment.empty"),
        (b"MZ this is a program", "attachment.unknown_type"),
        (SAMPLES[PDF][:-40], "attachment.damaged"),
    ],
)
def test_what_cannot_be_attached_is_refused_and_leaves_nothing(desk, content, code):
    dossier = desk.receive()
    with refused(code):
        desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(content, "to khai.pdf"))
    assert not (store_of(desk).directory / attachments.FILE).exists()


def test_the_office_says_how_large_a_file_may_be(desk, tmp_path):
    dossier = desk.receive()
    path = tmp_path / "large.png"
    path.write_bytes(large_png(1_200_000))
    content = desk.office.attachments.read_file(path)
    desk.office.administration.change_settings(ADMINISTRATOR, {"attachment_megabytes": "1"})
    for attempt in (
        lambda: desk.office.attachments.read_file(path),
        lambda: desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(content)),
    ):
        with refused("attachment.too_large"):
            attempt()


def test_a_file_that_is_not_there_is_told_plainly(desk, tmp_path):
    with refused("attachment.unreadable"):
        desk.office.attachments.read_file(tmp_path / "no.pdf")


def test_the_same_file_is_attached_once_to_one_place_and_kept_once(desk):
    first, second = desk.receive(), desk.receive(duplicate_accepted="hai con")
    attach = desk.office.attachments.attach
    attach(desk.receptionist, first.id, FileForm(pdf(), component=1))
    with refused("attachment.same"):
        attach(desk.receptionist, first.id, FileForm(pdf(), component=1))
    attach(desk.receptionist, first.id, FileForm(pdf(), result=True))
    attach(desk.receptionist, second.id, FileForm(pdf()))
    assert store_of(desk).attachments.waiting().files == 1


def test_a_command_that_is_given_twice_attaches_once(desk):
    dossier = desk.receive()
    for _ in range(2):
        after = desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf()), event_id="e" * 32)
    assert len(after.attachments) == 1


def test_a_file_that_was_put_aside_is_still_there_with_its_reason_and_may_be_attached_again(desk):
    dossier, files = desk.receive(), desk.office.attachments
    (one,) = files.listed(files.attach(desk.receptionist, dossier.id, FileForm(pdf())))
    with refused("action.missing"):
        files.put_aside(desk.receptionist, dossier.id, one.id, "  ")
    after = files.put_aside(desk.receptionist, dossier.id, one.id, "Của hồ sơ khác")
    (aside,) = files.listed(after)
    assert aside.put_aside == "Của hồ sơ khác"
    assert files.content(aside, nothing) == pdf()
    with refused("attachment.unknown"):
        files.put_aside(desk.receptionist, dossier.id, one.id, "Lần nữa")
    again = files.attach(desk.receptionist, dossier.id, FileForm(pdf()))
    assert [bool(found.put_aside) for found in files.listed(again)] == [True, False]


def test_whoever_only_administers_attaches_nothing(desk):
    dossier = desk.receive()
    assert desk.administrator.roles == {Role.ADMINISTRATOR}
    with refused("role.missing"):
        desk.office.attachments.attach(desk.administrator, dossier.id, FileForm(pdf()))


def test_neither_content_nor_name_stands_on_the_disk_in_clear(desk):
    dossier = desk.receive()
    content = picture("PNG", size=(200, 200))
    desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(content, "Nguyen Thi Mau.png"))
    directory = store_of(desk).directory
    for path in directory.iterdir():
        on_disk = path.read_bytes()
        assert b"Nguyen Thi Mau" not in on_disk
        assert b"IHDR" not in on_disk
        assert content[1000:1032] not in on_disk
    assert not [path for path in directory.rglob("*") if "Nguyen" in path.name]


# -- crashes -----------------------------------------------------------------------------------------------------------


def test_a_content_that_no_event_came_to_name_is_never_sent_and_is_swept_away(desk):
    store = store_of(desk)
    dossier = desk.receive()
    desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf()))
    orphan = store.attachments.keep(picture("JPEG"), "never written")
    lane = Lane(store, lambda _url: None)
    assert lane.sweep() == 1
    assert not store.attachments.whereabouts([orphan])[orphan].here
    assert store.attachments.waiting().files == 1
    assert lane.sweep() == 0


def test_bytes_are_kept_again_where_another_program_swept_them_away_before_they_were_named(desk, monkeypatch):
    store, dossier = store_of(desk), desk.receive()
    keep = store.attachments.keep
    swept = []

    def keep_and_lose(content, event):
        kept = keep(content, event)
        if not swept:
            swept.append(Lane(store, lambda _url: None).sweep())
        return kept

    monkeypatch.setattr(store.attachments, "keep", keep_and_lose)
    after = desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf()))
    assert swept == [1]
    (one,) = desk.office.attachments.listed(after)
    assert desk.office.attachments.content(one, nothing) == pdf()


def test_the_bytes_are_there_before_anything_names_them(desk, monkeypatch):
    store, dossier = store_of(desk), desk.receive()

    def full(_content, _event):
        raise OSError

    monkeypatch.setattr(store.attachments, "keep", full)
    with pytest.raises(OSError):  # noqa: PT011 -- the one that was raised
        desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf()))
    assert desk.office.lookup.dossier(dossier.id).attachments == []


def test_a_content_that_was_changed_on_the_disk_is_found_out_and_not_shown(desk):
    store, dossier = store_of(desk), desk.receive()
    (one,) = desk.office.attachments.listed(
        desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf()))
    )
    with store.attachments._writing("FULL") as connection:
        connection.exec_driver_sql("UPDATE part SET content = x'00'")
    assert [check for check, _ in store.attachments.faults()] == ["attachment"]
    with refused("attachment.damaged_here"):
        desk.office.attachments.content(one, nothing)


def test_a_file_of_a_newer_program_is_left_alone(desk):
    store, dossier = store_of(desk), desk.receive()
    store.attachments.keep(pdf(), "x")
    with store.attachments._writing("FULL") as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    store.attachments.close()
    newer = attachments.AttachmentStore.of(store.directory)
    with refused("store.newer"):
        newer.keep(pdf(), dossier.id)
    newer.close()


def test_the_name_of_a_file_travels_only_in_the_payload(desk):
    dossier = desk.receive()
    desk.office.attachments.attach(desk.receptionist, dossier.id, FileForm(pdf(), "scans/Nguyễn Thị Mẫu.pdf"))
    with store_of(desk).read() as unit:
        row = unit.connection.exec_driver_sql("SELECT body FROM event WHERE kind = 'dossier.attached'").one()
    assert json.loads(row.body)["name"] == "Nguyễn Thị Mẫu.pdf"
