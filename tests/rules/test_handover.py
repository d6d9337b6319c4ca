"""Two-sided handover: form 06 of TT 03/2025/TT-VPCP names who gave and who took."""

import pypdfium2
import pytest

from desktop_app.application.paper_values import control
from desktop_app.application.returning import Collector
from desktop_app.application.settings import OfficeSettings
from desktop_app.domain.errors import Refusal
from desktop_app.domain.handover import goes_astray
from tests.rules.conftest import MAU


def test_a_batch_arrives_when_the_other_side_has_scanned_every_dossier(desk):
    dossiers = [desk.receive() for _ in range(3)]
    batch = desk.office.handover.prepare(desk.receptionist, [d.id for d in dossiers], "Phòng Tư pháp")
    desk.later(minutes=20)
    confirmed = desk.office.handover.confirm(desk.officer, batch.code, [d.id for d in dossiers])
    assert (confirmed.missing, confirmed.extra) == ((), ())
    assert {desk.office.lookup.dossier(d.id).holder for d in dossiers} == {"Phòng Tư pháp"}


def test_what_was_listed_and_not_scanned_stays_with_the_giver(desk):
    first, second = desk.receive(), desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [first.id, second.id], "Phòng Tư pháp")
    confirmed = desk.office.handover.confirm(desk.officer, batch.code, [first.id])
    assert confirmed.missing == (second.id,)
    left_behind = desk.office.lookup.dossier(second.id)
    assert (left_behind.holder, left_behind.batch) == ("Trung tâm thử", None)


def test_what_was_scanned_and_not_listed_is_named_as_too_much(desk):
    listed, stray = desk.receive(), desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [listed.id], "Phòng Tư pháp")
    assert desk.office.handover.confirm(desk.officer, batch.code, [listed.id, stray.id]).extra == (stray.id,)


def test_the_list_printed_after_it_was_confirmed_says_what_came_besides_and_what_was_noted(desk):
    listed, stray = desk.receive(), desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [listed.id], "Phòng Tư pháp", "giao gấp")
    before = text_of(desk.office.house_papers.handover(batch).pdf)
    assert "Ghi chú: giao gấp" in before
    assert "Đã nhận" not in before
    assert "Thừa" not in before
    desk.office.handover.confirm(desk.officer, batch.code, [listed.id, stray.id])
    after = text_of(desk.office.house_papers.handover(desk.office.handover.batch(batch.code)).pdf)
    assert stray.label in after.replace(" ", "")
    assert "ngoài danh sách" in after
    assert "Tổng số hồ sơ bàn giao: 01" in after
    assert "Đã nhận: 01 hồ sơ trong danh sách" in after
    assert "Thừa: 01 hồ sơ, nhận ngoài danh sách" in after


@pytest.mark.parametrize(
    ("receiver", "solver", "astray"),
    [
        ("Công an phường Mẫu", "Công an phường Mẫu", False),
        ("cong an phuong mau", "Công an phường  Mẫu", False),
        ("Đội Cư trú, Công an phường Mẫu", "Công an phường Mẫu", False),
        ("Phòng Tư pháp", "Ủy ban nhân dân phường Mẫu", False),
        ("Công an phường Mẫu", "Ủy ban nhân dân phường Mẫu", True),
        ("Phòng Tư pháp", "Công an phường Mẫu", True),
        ("Công an Phường 1", "Công an Phường 12", True),
        ("", "Công an phường Mẫu", False),
        ("Phòng Tư pháp", "", False),
    ],
)
def test_a_receiver_is_doubted_only_where_it_surely_does_not_solve_the_dossier(receiver, solver, astray):
    assert goes_astray(receiver, solver, ["Công an phường Mẫu", "Ủy ban nhân dân phường Mẫu"]) is astray


def test_a_dossier_on_its_way_cannot_leave_a_second_time(desk):
    dossier = desk.receive()
    desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    with pytest.raises(Refusal, match=r"handover\.on_its_way"):
        desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Kinh tế")


def test_nobody_confirms_what_they_gave_themselves(desk):
    dossier = desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    with pytest.raises(Refusal, match=r"handover\.same_person"):
        desk.office.handover.confirm(desk.receptionist, batch.code, [dossier.id])


def test_a_batch_is_confirmed_once(desk):
    dossier = desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, batch.code, [dossier.id])
    with pytest.raises(Refusal, match=r"handover\.confirmed_already"):
        desk.office.handover.confirm(desk.officer, batch.code, [dossier.id])


def test_batches_that_nobody_confirmed_are_on_the_way(desk):
    first, second = desk.receive(), desk.receive()
    waiting = desk.office.handover.prepare(desk.receptionist, [first.id], "Phòng Tư pháp")
    arrived = desk.office.handover.prepare(desk.receptionist, [second.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, arrived.code, [second.id])
    assert [batch.code for batch in desk.office.handover.on_the_way("2026-10-01")] == [waiting.code]


def test_form_06_names_giver_and_taker_of_each_hop(desk):
    dossier = desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, batch.code, [dossier.id])
    (hop,) = control(desk.office.lookup.dossier(dossier.id), OfficeSettings())["hops"]
    assert (hop["giver"], hop["taker"], hop["to_unit"]) == ("Lê Thị Thu Hà", "Trần Minh Khoa", "Phòng Tư pháp")


def test_form_06_follows_the_dossier_from_hand_to_hand_and_back(desk):
    """TT 03/2025/TT-VPCP, form 06: who gave to whom, when, and how in time it was."""
    dossier = desk.receive()
    out = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, out.code, [dossier.id])
    desk.do(dossier, "forward", to="Sở Tư pháp")
    desk.do(dossier, "request_supplement", reason="thiếu tờ khai")
    desk.do(dossier, "supplement")
    desk.do(dossier, "finish")
    back = desk.office.handover.prepare(desk.officer, [dossier.id], "Trung tâm thử")
    desk.office.handover.confirm(desk.receptionist, back.code, [dossier.id])
    desk.office.returning.hand_out(desk.receptionist, dossier.id, Collector(MAU["name"], MAU["number"]))
    hops = control(desk.office.lookup.dossier(dossier.id), OfficeSettings())["hops"]
    assert [(hop["from_unit"], hop["to_unit"], hop["note"], hop["result"]) for hop in hops] == [
        ("Trung tâm thử", "Phòng Tư pháp", "", ""),
        ("Phòng Tư pháp", "Sở Tư pháp", "", ""),
        ("Sở Tư pháp", "Người nộp hồ sơ", "Yêu cầu bổ sung", ""),
        ("Người nộp hồ sơ", "Sở Tư pháp", "Đã bổ sung giấy tờ", ""),
        ("Sở Tư pháp", "", "Có kết quả", "Trước hạn"),
        ("Phòng Tư pháp", "Trung tâm thử", "", ""),
        ("Trung tâm thử", "Người nộp hồ sơ", "Trả kết quả", ""),
    ]
    assert (hops[-1]["giver"], hops[-1]["taker"]) == ("Lê Thị Thu Hà", MAU["name"])


def test_a_list_goes_out_from_the_room_that_has_its_dossiers(desk):
    there, here = desk.receive(), desk.receive()
    out = desk.office.handover.prepare(desk.receptionist, [there.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, out.code, [there.id])
    back = desk.office.handover.prepare(desk.officer, [there.id], "Trung tâm thử")
    assert (out.from_office, back.from_office) == ("Trung tâm thử", "Phòng Tư pháp")
    desk.office.handover.confirm(desk.receptionist, back.code, [there.id])
    both = desk.office.handover.prepare(desk.receptionist, [there.id, here.id], "Phòng Tư pháp")
    assert both.from_office == "Trung tâm thử"


def test_form_06_says_what_did_not_arrive_and_who_took_what_was_on_no_list(desk):
    missing, extra, arrived = desk.receive(), desk.receive(), desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [missing.id, arrived.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, batch.code, [arrived.id, extra.id])
    (lost,) = control(desk.office.lookup.dossier(missing.id), OfficeSettings())["hops"]
    assert (lost["taker"], lost["note"]) == ("", "Bàn giao thiếu, còn ở bên giao")
    (found,) = control(desk.office.lookup.dossier(extra.id), OfficeSettings())["hops"]
    assert (found["giver"], found["taker"], found["to_unit"]) == ("", "Trần Minh Khoa", "Phòng Tư pháp")


def test_form_06_names_every_office_that_took_part_besides_the_one_that_takes_in_and_the_one_that_solves(desk):
    """TT 03/2025/TT-VPCP, form 06: the coordinating agency."""
    dossier, other = desk.receive(), desk.receive()
    out = desk.office.handover.prepare(desk.receptionist, [dossier.id, other.id], "Phòng Tư pháp")
    assert coordinating(desk, dossier) == ""
    desk.office.handover.confirm(desk.officer, out.code, [dossier.id])
    for room in ("Phòng Kinh tế", "Công an phường", "Phòng Kinh tế"):
        desk.do(dossier, "forward", to=room)
    desk.do(dossier, "finish")
    back = desk.office.handover.prepare(desk.officer, [dossier.id], "Trung tâm thử")
    desk.office.handover.confirm(desk.receptionist, back.code, [dossier.id])
    assert coordinating(desk, dossier) == "Phòng Tư pháp; Công an phường"
    # What was listed and did not come has taken no part.
    assert coordinating(desk, other) == ""


def test_a_room_that_solves_for_its_authority_does_not_coordinate(desk):
    dossier = desk.receive()
    out = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    desk.office.handover.confirm(desk.officer, out.code, [dossier.id])
    desk.do(dossier, "finish")
    assert coordinating(desk, dossier) == ""


def coordinating(desk, dossier):
    return control(desk.office.lookup.dossier(dossier.id), OfficeSettings())["coordinating_agency"]


def text_of(pdf):
    """The words of a paper, each line break a space."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
