"""The page of the exchange: what a person has to decide, what waits, what happened, and the way by hand."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.application.ports import ExchangeEntry, Parked
from desktop_app.application.returning import Collector
from desktop_app.bootstrap import assemble
from desktop_app.domain.states import State
from desktop_app.practice.office import CENTRE_FILE, OFFICE_CODE, make_practice
from desktop_app.storage.store import create
from desktop_app.sync.centre import connect
from desktop_app.sync.enrolment import enrol
from desktop_app.words import labels
from tests.ui.pages.house import AFTERNOON, House, focused, shown
from ui.pages.sync.matters import put_aside
from ui.pages.sync.presenter import SyncState
from ui.pages.sync.sentences import entry_words, why_words
from ui.pages.sync.trays import WAITING


@pytest.fixture
def desk(qapp, tmp_path):
    """The page at a station with a centre of its own: what one test sends reaches no other."""
    make_practice(tmp_path / "office", 40, 3, AFTERNOON)
    one = House(tmp_path / "office", "sync", "tiepnhan")
    yield one
    one.close()


def texts(desk):
    return "\n".join(shown(desk.window))


def contradict(desk, tmp_path):
    """Another desk calls back a result that this one has handed over meanwhile."""
    row = desk.rows(states=frozenset({State.READY}))[0]
    owner = desk.office.lookup.dossier(row.id).owner
    store, office = create(tmp_path / "beside"), tmp_path / "office"
    enrol(store, connect(f"sqlite:///{(office / CENTRE_FILE).as_posix()}"), OFFICE_CODE, "Quầy 2")
    other = assemble(store, lambda: AFTERNOON)
    other.sync.run_once()
    head = desk.office.accounts.actor("lanhdao")
    taken = Collector(owner["name"], owner["number"])
    desk.office.returning.hand_out(head, row.id, taken, fee_overruled="miễn")
    officer = other.accounts.actor("xuly")
    other.processing.do(officer, row.id, "withdraw_result", facts={"reason": "sai ngày cấp"})
    other.sync.run_once()
    other.close()
    desk.office.sync.run_once()
    return row


def test_both_versions_of_a_contradiction_stand_there_with_who_and_when_and_what_to_do(desk, tmp_path):
    row = contradict(desk, tmp_path)
    desk.arrive()
    words = texts(desk)
    assert row.label in words
    assert labels.EVENTS["dossier.returned"] in words
    assert labels.EVENTS["dossier.result_withdrawn"] in words
    assert "Trần Minh Khoa" in words
    assert "sai ngày cấp" in words
    assert "Cần làm: " in words


def test_what_waits_is_listed_and_goes_to_a_file_and_from_there_to_the_centre(desk, tmp_path):
    row = desk.rows(states=frozenset({State.READY}))[0]
    desk.office.processing.do(desk.actor, row.id, "call", facts={"channel": "phone"})
    desk.arrive()
    page = desk.page
    assert [(one.label, one.kind) for one in page._presenter.state.waiting] == [(row.label, "dossier.called")]
    file = tmp_path / "stick.motcua"
    page._presenter.export(file)
    desk.settle()
    assert file.exists()
    assert "Đã xuất 1 thay đổi" in desk.notices.standing[0].text
    page._presenter.load(file)
    desk.settle()
    desk.office.sync.run_once()
    desk.arrive()
    assert page._presenter.state.waiting == ()
    assert {"exported", "loaded"} <= {entry.what for entry in page._presenter.state.entries}


def test_the_journal_is_searched_without_accents(desk, tmp_path):
    desk.page._presenter.export(tmp_path / "stick.motcua")
    desk.settle()
    desk.press("Ctrl+F")
    desk.type("usb")
    assert desk.page._trays._entries.rowCount() == 1
    desk.type("zzz")
    assert desk.page._trays._entries.rowCount() == 0


def test_an_empty_tray_leaves_the_keyboard_at_the_choice_of_trays(desk):
    for key, name in (("Alt+1", "Cần xử lý"), ("Alt+2", "Chờ gửi"), ("Ctrl+F", "Nhật ký")):
        desk.press(key)
        assert QApplication.focusWidget().text() == name
    desk.press("Left")
    assert desk.page._trays._which.value() == WAITING


def test_the_keyboard_stays_at_the_exchange_while_its_state_is_not_known_yet(desk):
    desk.page._presenter.state = SyncState(entries=(ExchangeEntry(AFTERNOON.isoformat(), "offline", {}),))
    desk.page._show()
    assert focused() == "Gửi và nhận ngay"


def test_an_operation_that_the_centre_refused_can_be_sent_again_and_says_what_is_safe():
    matter = put_aside(Parked("e1", "d1", "dossier.noted", "2026-10-08T09:00", "tiepnhan", "body", "2026-10-08T09:01"))
    assert matter.event_id == "e1"
    assert "vẫn có hiệu lực ở máy này" in matter.todo


def test_no_internal_word_of_a_fault_reaches_the_person():
    assert why_words("OperationalError") == "Trung tâm không trả lời."
    assert "OperationalError" not in entry_words(ExchangeEntry("", "offline", {"why": "OperationalError"}))
    assert why_words("central.unreachable") == "Chưa kết nối được với trung tâm."
