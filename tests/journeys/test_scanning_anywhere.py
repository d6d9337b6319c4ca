"""What is scanned opens on top of what is being done, and one key returns to it."""

import os
import sys

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.states import State
from tests.journeys.counter import CARD, OTHER_CARD, Counter
from ui.pages.dossier.page import DossierPage
from ui.pages.intake.page import IntakePage
from ui.pages.person.page import PersonPage


def test_a_receipt_scanned_in_the_middle_of_a_form_opens_and_escape_returns_to_the_form(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(limit=1))[0]
    counter.type("079301654321\r")
    counter.idle()
    counter.type("Lê Hoàng")
    counter.scan(row.label)
    assert isinstance(counter.main.current, DossierPage)
    counter.press(Qt.Key.Key_Escape)
    assert isinstance(counter.main.current, IntakePage)
    counter.type(" Thí Dụ")
    assert counter.intake.unfinished().endswith("Lê Hoàng Thí Dụ")


def test_a_second_card_opens_its_holder_and_leaves_the_form_alone(counter: Counter):
    counter.scan(CARD)
    counter.scan(OTHER_CARD)
    assert isinstance(counter.main.current, PersonPage)
    counter.press(Qt.Key.Key_F4)
    assert counter.intake.unfinished().endswith("Nguyễn Thị Mẫu")


def test_a_card_shows_what_its_holder_has_and_begins_a_new_dossier_with_one_key(counter: Counter):
    row = counter.office.lookup.rows(DossierQuery(states=frozenset({State.IN_PROCESS}), limit=1))[0]
    owner = counter.office.lookup.dossier(row.id).owner
    counter.press(Qt.Key.Key_F7)
    counter.idle()
    counter.scan(f"{owner['number']}||{owner['name']}|01011990|Nam|{owner['address']}|15042021")
    assert isinstance(counter.main.current, PersonPage)
    counter.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    counter.idle()
    assert counter.intake.unfinished().endswith(owner["name"])


def test_a_foreign_code_changes_nothing(counter: Counter):
    counter.scan(CARD)
    counter.scan("https://vi-du.example/khuyen-mai")
    assert counter.intake.unfinished().endswith("Nguyễn Thị Mẫu")


def test_an_unknown_dossier_is_one_sentence(counter: Counter):
    counter.scan("H29.19.05-261001-9999")
    assert isinstance(counter.main.current, IntakePage)
    assert "H29.19.05-261001-9999" in counter.notices()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_scanner_on_a_serial_port_goes_the_same_way(counter: Counter):
    import pty  # noqa: PLC0415 - Windows has none
    import tty  # noqa: PLC0415

    scanner, desk = pty.openpty()
    tty.setraw(desk)
    serial = counter.window.serial
    assert serial is not None
    serial.choose(os.ttyname(desk))
    counter.until(lambda: serial.plugged)
    os.write(scanner, f"{CARD}\r\n".encode())
    counter.until(lambda: counter.intake.unfinished().endswith("Nguyễn Thị Mẫu"))
    assert counter.office.machine.value("scanner_port") == os.ttyname(desk)
    serial.choose("")
    counter.idle()
    os.close(scanner)
    os.close(desk)


def test_a_card_that_lost_its_accents_is_told_and_fills_in_no_wrong_name(counter: Counter):
    counter.scan("079190123456||Nguyen Thi Mau|01011990|Nu|1 Duong Mau, Phuong Mau|15042021")
    assert counter.notices() == "Máy quét đã làm mất dấu tiếng Việt."
    assert "Mau" not in counter.intake.unfinished()


def test_what_was_said_about_a_bad_scan_goes_with_the_next_one(counter: Counter):
    counter.scan("0010000010100000000")
    assert "Số biên nhận" in counter.notices()
    counter.scan(counter.office.lookup.rows(DossierQuery(limit=1))[0].label)
    assert not counter.notices()
