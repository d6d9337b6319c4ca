"""From a citizen at the desk to a printed receipt, by keyboard and scanner alone, with the keys counted."""

import zxingcpp
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.counter import CARD, OTHER_CARD, Counter

CONTROL = Qt.KeyboardModifier.ControlModifier
BIRTH_CERTIFICATE = "3"
"""The digit of the usual procedure "Đăng ký khai sinh"."""


def barcodes(pdf: bytes) -> set[str]:
    page: Image.Image = PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(page)}


def received(counter: Counter) -> bool:
    return bool(counter.tray.papers)


def test_a_citizen_with_a_card_and_a_usual_procedure_takes_one_scan_and_three_keys(counter: Counter):
    counter.scan(CARD)
    counter.type(BIRTH_CERTIFICATE)
    counter.idle()
    counter.type("\r")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.until(lambda: received(counter))
    _, pdf = counter.tray.papers[0]
    found = {counter.office.lookup.scanned(code).dossier_id for code in barcodes(pdf)}
    assert found == {counter.office.lookup.person("079190123456").open[0].id}
    assert counter.keys <= 3


def test_a_citizen_typed_by_hand_takes_nothing_but_data_and_enter(counter: Counter):
    counter.type("079301654321\r")
    counter.idle()
    counter.type("Lê Hoàng Thí Dụ\r")
    counter.type("05092001\r")
    counter.type("\r")
    counter.type("12 Đường Ví Dụ\r")
    counter.type("0900000001\r")
    counter.type("khai sinh")
    counter.idle()
    counter.type("\r")
    counter.idle()
    counter.type("\r")
    counter.type("\r")
    counter.until(lambda: received(counter))
    label = counter.tray.papers[0][0].removesuffix("-01.pdf")
    dossier = counter.office.lookup.by_label(label)
    assert dossier.owner == {
        "kind": "citizen",
        "number": "079301654321",
        "name": "Lê Hoàng Thí Dụ",
        "birth": "2001-09-05",
        "sex": "female",
        "address": "12 Đường Ví Dụ",
        "phone": "0900000001",
    }
    assert dossier.procedure["short_name"] == "Đăng ký khai sinh"


RESIDENCE = "7"
"""The digit of "Đăng ký thường trú", whose papers belong to cases, one of which is everybody's."""
MARITAL = "6"
"""The digit of "Xác nhận tình trạng hôn nhân", none of whose papers is always needed."""


def choose(counter: Counter, digit: str) -> None:
    """Chooses a usual procedure and waits for its papers."""
    counter.type(digit)
    counter.idle()
    counter.type("\r")
    counter.until(lambda: counter.focus().accessibleName() == "Thành phần hồ sơ")


def test_a_citizen_typed_by_hand_costs_no_key_but_data_and_one_enter_a_field(counter: Counter):
    fields = ["079301654321", "Lê Hoàng Thí Dụ", "05092001", "", "12 Đường Ví Dụ", "", BIRTH_CERTIFICATE]
    for text in fields:
        counter.type(text)
        counter.idle()
        counter.type("\r")
        counter.idle()
    counter.type("\r\r")
    counter.until(lambda: received(counter))
    enters = len(fields) + 2
    assert counter.keys == len("".join(fields)) + enters


def test_enter_leads_through_the_rest_of_the_form_to_the_next_step_too(counter: Counter):
    counter.scan(CARD)
    choose(counter, BIRTH_CERTIFICATE)
    counter.press(Qt.Key.Key_Tab)
    for _ in range(6):
        if counter.focus().accessibleName() == "Nhận và in":
            break
        counter.type("\r")
    counter.type("\r")
    counter.until(lambda: received(counter))


def test_where_no_paper_is_ticked_enter_asks_once_and_a_tick_is_all_it_needs(counter: Counter):
    counter.scan(CARD)
    choose(counter, RESIDENCE)
    counter.type("\r")
    counter.idle()
    assert not counter.tray.papers
    assert any("Chưa có giấy tờ nào" in words for words in counter.words())
    # The papers of this procedure stand by cases: the first one is unfolded, then its first paper is ticked.
    counter.type(" ")
    counter.press(Qt.Key.Key_Down)
    counter.type(" ")
    counter.until(lambda: not any("Chưa có giấy tờ nào" in words for words in counter.words()))
    counter.type("\r\r")
    counter.until(lambda: received(counter))
    person = counter.office.lookup.person("079190123456")
    assert len(counter.office.lookup.dossier(person.open[0].id).components) == 1


def test_a_dossier_without_papers_is_received_after_a_second_enter(counter: Counter):
    counter.scan(CARD)
    choose(counter, MARITAL)
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert not counter.tray.papers
    counter.type("\r\r")
    counter.until(lambda: received(counter))


def test_receiving_with_faults_counts_them_and_enter_goes_from_one_to_the_next(counter: Counter):
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    assert "Còn 3 chỗ cần sửa. Enter tới chỗ tiếp theo." in counter.words()
    counter.type("079301654321\r")
    counter.idle()
    assert "Còn 2 chỗ cần sửa. Enter tới chỗ tiếp theo." in counter.words()
    counter.type("Lê Hoàng Thí Dụ\r")
    counter.idle()
    assert counter.focus().accessibleName() == "Thủ tục"
    choose(counter, BIRTH_CERTIFICATE)
    counter.type("\r\r")
    counter.until(lambda: received(counter))


def test_the_print_is_written_down_in_the_dossier(counter: Counter):
    counter.scan(CARD)
    counter.type(BIRTH_CERTIFICATE + "\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.until(lambda: received(counter))
    counter.idle()
    label = counter.tray.papers[0][0].removesuffix("-01.pdf")
    assert counter.office.lookup.by_label(label).prints == {"01": 1}


def test_a_missing_printer_costs_only_the_paper(counter: Counter):
    counter.tray.broken = True
    counter.scan(CARD)
    counter.type(BIRTH_CERTIFICATE + "\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    person = counter.office.lookup.person("079190123456")
    assert len(person.open) == 1
    assert counter.office.lookup.dossier(person.open[0].id).prints == {}
    counter.tray.broken = False
    counter.press(Qt.Key.Key_P, CONTROL)
    counter.until(lambda: received(counter))


def test_enter_goes_on_from_the_receipt_to_the_next_citizen(counter: Counter):
    counter.scan(CARD)
    counter.type(BIRTH_CERTIFICATE + "\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.until(lambda: received(counter))
    counter.idle()
    # The second of two quick Enters would leave the receipt in sight.
    counter.wait(QApplication.doubleClickInterval() + 20)
    counter.type("\r")
    counter.type("079301654321")
    counter.idle()
    assert counter.intake.unfinished().endswith("079301654321")


def test_what_is_missing_is_where_the_key_for_receiving_leads(counter: Counter):
    counter.scan(CARD)
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    counter.type(BIRTH_CERTIFICATE + "\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.until(lambda: received(counter))


def test_a_second_dossier_for_the_same_procedure_needs_a_reason(counter: Counter):
    for _ in range(2):
        counter.scan(CARD)
        counter.type(BIRTH_CERTIFICATE + "\r")
        counter.idle()
        counter.press(Qt.Key.Key_Return, CONTROL)
        counter.idle()
        counter.until(lambda: received(counter))
    assert len(counter.office.lookup.person("079190123456").open) == 1
    counter.press(Qt.Key.Key_Tab)
    counter.type("\rcon thứ hai\r")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    newest = counter.office.lookup.person("079190123456").open[0]
    assert counter.office.lookup.dossier(newest.id).history[0].event.data["duplicate_accepted"] == "con thứ hai"


def test_the_card_of_the_proxy_leaves_the_owner_to_be_named(counter: Counter):
    counter.scan(OTHER_CARD)
    counter.press(Qt.Key.Key_U, CONTROL)
    counter.idle()
    counter.type("079190123456\r")
    counter.idle()
    counter.type("Nguyễn Thị Mẫu")
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.idle()
    counter.type(BIRTH_CERTIFICATE + "\r")
    counter.idle()
    counter.press(Qt.Key.Key_Return, CONTROL)
    counter.until(lambda: received(counter))
    label = counter.tray.papers[0][0].removesuffix("-01.pdf")
    dossier = counter.office.lookup.by_label(label)
    assert dossier.owner["name"] == "Nguyễn Thị Mẫu"
    assert dossier.proxy is not None
    assert dossier.proxy["person"]["name"] == "Trần Văn Thử"


def test_who_goes_on_to_another_page_before_the_dossier_is_written_types_there(counter: Counter):
    counter.scan(CARD)
    counter.type(BIRTH_CERTIFICATE)
    counter.idle()
    counter.type("\r")
    counter.idle()
    QTest.keyClick(counter.focus(), Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(counter.focus(), Qt.Key.Key_F3)
    counter.until(lambda: received(counter))
    counter.idle()
    assert (counter.main.trail.here.page, counter.focus().accessibleName()) == ("lookup", "Tìm hồ sơ")
