"""Handover by keyboard and scanner: form 06 of TT 03/2025/TT-VPCP names who gave and who took."""

import time

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.house import focused, shown


@pytest.fixture
def desk(house):
    return house("handover")


def give(desk):
    return desk.page._give.state


def take(desk):
    return desk.page._take.state


def test_what_was_received_today_and_has_not_left_is_listed(desk):
    assert give(desk).items
    assert all(item.received_at.startswith("2026-10-08") for item in give(desk).items)
    today = len(give(desk).items)
    desk.page._give_part._days.setFocus()
    desk.press("2")
    assert len(give(desk).items) > today


def test_space_ticks_and_the_office_that_solves_everything_ticked_is_proposed(desk):
    desk.press("Down", "Space", "Down", "Space")
    assert len(give(desk).ticked) == 2
    offices = {item.office for item in give(desk).chosen}
    assert give(desk).to_office == (offices.pop() if len(offices) == 1 else "")


def test_a_scanned_receipt_is_ticked_also_when_it_came_in_before_today(desk):
    old = next(row for row in desk.open_rows() if row.received_at < "2026-10-08")
    desk.scan(old.receipt_number)
    assert [item.label for item in give(desk).chosen] == [old.label]


def test_a_list_leaves_with_its_paper_and_the_dossiers_are_no_longer_at_the_counter(desk):
    first, second = [item for item in give(desk).items if item.office.startswith("Ủy ban")][:2]
    send_to(desk, "Phong Tu phap", first, second)
    (batch,) = desk.office.handover.on_the_way("")
    assert (set(batch.dossiers), batch.to_office) == ({first.id, second.id}, "Phong Tu phap")
    assert desk.tray.papers == [f"{batch.code}.pdf"]
    assert batch.code in shown(desk.window)
    desk.press("Ctrl+N")
    assert not {first.id, second.id} & {item.id for item in give(desk).items}


def test_without_an_office_the_list_stays_and_the_sentence_says_what_is_missing(desk):
    desk.press("Ctrl+Return")
    assert "Chưa chọn hồ sơ nào để bàn giao. Hãy quét hoặc chọn hồ sơ." in shown(desk.window)
    assert desk.office.handover.on_the_way("") == []


@pytest.fixture
def arriving(desk):
    """A colleague has sent three dossiers here."""
    colleague = desk.office.accounts.actor("xuly")
    chosen = [item.id for item in give(desk).items[:3]]
    return desk.office.handover.prepare(colleague, chosen, "Bộ phận trả kết quả")


def test_scanning_a_list_opens_it_and_every_dossier_is_missing_at_first(desk, arriving):
    desk.scan(arriving.code)
    assert (take(desk).batch.code, take(desk).missing) == (arriving.code, 3)
    assert desk.page._step.text() == "Xác nhận, thiếu 3"


def scan_one_of_them_and_a_stray(desk, arriving):
    """Scans the list, the first of its dossiers and one that is not on it, which it answers with."""
    first = next(iter(arriving.dossiers.values()))
    stray = next(row for row in desk.open_rows() if row.id not in arriving.dossiers)
    for code in (arriving.code, first, stray.label):
        desk.scan(code)
    return stray


def test_what_is_scanned_is_seen_what_is_not_listed_is_too_much(desk, arriving):
    scan_one_of_them_and_a_stray(desk, arriving)
    assert (take(desk).arrived, take(desk).missing, take(desk).extra) == (1, 2, 1)
    assert "Không có trên danh sách" in desk.page._take_part._side._last.accessibleName()


def test_confirming_writes_down_what_arrived_and_what_did_not(desk, arriving):
    first, second, third = arriving.dossiers
    desk.scan(arriving.code)
    for dossier in (first, second):
        desk.scan(arriving.dossiers[dossier])
    desk.press("Ctrl+Return")
    confirmed = desk.office.handover.batch(arriving.code)
    assert (confirmed.received, confirmed.missing) == ((first, second), (third,))
    assert arriving.dossiers[third] in " ".join(shown(desk.window))


def test_a_typed_code_checks_off_a_dossier_whose_bar_code_is_torn(desk, arriving):
    desk.scan(arriving.code)
    assert focused() == "Quét từng hồ sơ, hoặc gõ mã hay tên rồi Enter"
    desk.type(next(iter(arriving.dossiers.values())))
    desk.press("Return")
    assert take(desk).arrived == 1


def test_a_half_checked_list_waits_as_it_was_left(desk, arriving):
    desk.scan(arriving.code)
    desk.scan(next(iter(arriving.dossiers.values())))
    desk.press("Ctrl+Backspace")
    assert [batch.code for batch in take(desk).on_the_way] == [arriving.code]
    desk.scan(arriving.code)
    assert take(desk).arrived == 1


def test_who_gave_a_list_is_told_that_somebody_else_must_take_it(desk):
    desk.scan(give(desk).items[0].label)
    desk.press("Ctrl+Return")
    (batch,) = desk.office.handover.on_the_way("")
    desk.press("Ctrl+N")
    desk.scan(batch.code)
    desk.press("Ctrl+Return")
    assert desk.office.handover.batch(batch.code).received_at is None
    assert any("Người giao" in text for text in shown(desk.window))
    assert any("Hãy nhờ người nhận" in text for text in shown(desk.window))


def test_enter_begins_the_next_list_while_the_paper_of_the_last_one_is_shown_and_esc_leaves_it(desk):
    for leave in ("Return", "Esc"):
        desk.scan(give(desk).items[0].label)
        desk.press("Ctrl+Return")
        assert focused() == "Đợt bàn giao khác"
        desk.press(leave)
        assert focused() == desk.page._give_part.search.edit.accessibleName()


def test_a_list_opened_from_the_table_is_checked_off_in_the_search_and_esc_keeps_it_for_later(desk, arriving):
    desk.press("Alt+2", "Down", "Return")
    assert take(desk).batch.code == arriving.code
    desk.type(next(iter(arriving.dossiers.values())))
    desk.press("Return")
    assert (take(desk).arrived, desk.page._take_part.search.text()) == (1, "")
    desk.press("Esc")
    assert take(desk).batch is None
    desk.press("Down", "Return")
    assert take(desk).arrived == 1


def test_a_code_that_is_wrong_stays_to_be_mended_and_its_fault_goes_with_the_first_key(desk, arriving):
    desk.press("Alt+2")
    search = desk.page._take_part.search
    for text in ("BG-001", "khong co"):
        desk.type(text)
        desk.press("Return")
        assert (search.text(), search.has_error()) == (text, True)
        desk.press("End")
        desk.type("x")
        assert (search.text(), search.has_error()) == (text + "x", False)
        desk.scan(arriving.code)
    desk.scan(next(iter(arriving.dossiers.values())))
    assert search.text() == ""


def test_a_list_of_which_nothing_was_seen_is_not_confirmed_by_a_stray_key(desk, arriving):
    desk.scan(arriving.code)
    desk.press("Ctrl+Return")
    assert desk.office.handover.batch(arriving.code).received_at is None
    assert any("hãy quét từng hồ sơ" in text for text in shown(desk.window))


def test_the_end_of_a_code_is_enough_for_a_dossier_of_the_list(desk, arriving):
    desk.scan(arriving.code)
    desk.type(next(iter(arriving.dossiers.values()))[-4:])
    desk.press("Return")
    assert take(desk).arrived == 1
    desk.press("Alt+1")
    item = give(desk).items[-1]
    desk.type(item.label[-4:])
    desk.press("Return")
    assert give(desk).ticked == {item.id}


def test_an_office_is_found_without_accents(desk):
    desk.press("Alt+1")
    names = [name for name, _ in give(desk).offices]
    desk.page._give_part._side._office.edit.setFocus()
    desk.type("uy ban")
    desk.press("Return")
    assert give(desk).to_office in names


def test_screen_and_paper_count_what_was_listed_and_what_came_besides_each_for_itself(desk, arriving):
    stray = scan_one_of_them_and_a_stray(desk, arriving)
    desk.press("Ctrl+Return")
    assert {"1 hồ sơ trong danh sách", f"1 hồ sơ: {stray.label}"} <= set(shown(desk.window))
    pages = pypdfium2.PdfDocument(desk.page._desk.state.paper.pdf)
    paper = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert "Đã nhận: 01 hồ sơ trong danh sách" in paper
    assert "Thừa: 01 hồ sơ" in paper


# -- an office that does not solve what it gets -----------------------------------------------------------------------


def wait(desk):
    """As long as a second press may still belong to the first one."""
    end = time.monotonic() + QApplication.doubleClickInterval() / 1000 + 0.02
    desk.until(lambda: time.monotonic() > end)


def send_to(desk, office, *items):
    for item in items:
        desk.scan(item.label)
    field = desk.page._give_part._side._office
    field.setFocus()
    field.edit.selectAll()
    desk.type(office)
    desk.press("Ctrl+Return")


def of_two_offices(desk):
    """One dossier at the counter that the committee solves, and one that the police solve."""
    items = give(desk).items
    return (next(item for item in items if item.office.startswith(name)) for name in ("Ủy ban", "Công an"))


def test_an_office_that_does_not_solve_a_dossier_is_doubted_and_gets_it_when_asked_again(desk):
    ours, theirs = of_two_offices(desk)
    send_to(desk, ours.office, ours, theirs)
    assert desk.office.handover.on_the_way("") == []
    office = desk.page._give_part._side._office
    assert office.has_doubt()
    assert not office.list_is_open()
    (said,) = [text for text in shown(office) if theirs.label in text]
    assert theirs.office in said
    assert ours.label not in said
    desk.press("Ctrl+Return")
    assert desk.office.handover.on_the_way("") == []
    wait(desk)
    desk.press("Ctrl+Return")
    (batch,) = desk.office.handover.on_the_way("")
    assert set(batch.dossiers) == {ours.id, theirs.id}


def test_the_doubt_goes_with_what_it_was_about(desk):
    ours, theirs = of_two_offices(desk)
    send_to(desk, ours.office, ours, theirs)
    desk.page._give.turn(theirs.id)
    assert not desk.page._give_part._side._office.has_doubt()
    wait(desk)
    desk.press("Ctrl+Return")
    (batch,) = desk.office.handover.on_the_way("")
    assert set(batch.dossiers) == {ours.id}


def test_a_room_of_the_committee_is_not_doubted_but_one_that_gets_a_dossier_of_the_police_is(desk):
    ours, theirs = of_two_offices(desk)
    send_to(desk, "Phong Tu phap", theirs)
    assert desk.office.handover.on_the_way("") == []
    desk.page._give.turn(theirs.id)
    wait(desk)
    send_to(desk, "Phong Tu phap", ours)
    assert len(desk.office.handover.on_the_way("")) == 1


def test_who_hands_results_back_to_the_counter_is_not_asked(desk):
    _, theirs = of_two_offices(desk)
    colleague = desk.office.accounts.actor("xuly")
    batch = desk.office.handover.prepare(desk.actor, [theirs.id], theirs.office)
    desk.office.handover.confirm(colleague, batch.code, [theirs.id])
    desk.arrive()
    send_to(desk, "Bo phan tra ket qua", theirs)
    assert len(desk.office.handover.on_the_way("")) == 1
