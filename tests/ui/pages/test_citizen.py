"""What the citizen sees while the form is filled in, and what the citizen answers."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.citizen.desk import CitizenDesk
from ui.citizen.view import Showing, masked
from ui.citizen.window import CitizenWindow
from ui.pages.intake.presenter import IntakePresenter

NUMBER = "079190123456"


@pytest.fixture
def desk(house):
    """A reception desk with the screen that is turned to the citizen."""
    desk = house("fees")
    office = desk.office
    desk.intake = IntakePresenter(
        desk.tasks,
        desk.actor,
        intake=office.intake,
        procedures=office.procedures,
        lookup=office.lookup,
        new_id=iter(f"{number:032x}" for number in range(1, 99)).__next__,
        draw_ahead=lambda _: None,
    )
    desk.citizen = CitizenDesk(
        desk.tasks,
        desk.actor,
        processing=office.processing,
        machine=office.machine,
        new_id=iter(f"{number:032x}" for number in range(1_000, 1_099)).__next__,
    )
    desk.citizen.follow(desk.intake)
    desk.screen = CitizenWindow(desk.citizen, "Trung tâm thử", desk.window)
    desk.screen.resize(1024, 640)
    desk.screen.show()
    return desk


def fill(desk):
    desk.intake.edit_owner(number=NUMBER, name="Nguyễn Thị Mẫu", address="1 Đường Mẫu")
    desk.intake.choose_procedure("1.001193")
    desk.settle()


def texts(desk):
    return [label.text() for label in desk.screen.findChildren(QLabel) if label.isVisible() and label.text()]


def receive(desk):
    fill(desk)
    received = []
    desk.intake.received.connect(received.append)
    desk.intake.receive()
    desk.settle()
    return received[0]


def test_before_anything_is_begun_the_screen_names_office_and_clerk(desk):
    assert {"Trung tâm thử", f"Cán bộ tiếp nhận: {desk.actor.name}"} <= set(texts(desk))


def test_name_procedure_papers_and_appointment_are_there_to_be_checked(desk):
    fill(desk)
    shown = texts(desk)
    assert {"Nguyễn Thị Mẫu", "Đăng ký khai sinh"} <= set(shown)
    assert desk.citizen.view.due
    assert desk.citizen.view.due in shown
    assert any(text.startswith("1. ") for text in shown)


def test_a_neighbour_reads_only_the_end_of_the_number(desk):
    fill(desk)
    assert "••••••••3456" in texts(desk)
    assert not any(NUMBER in text for text in texts(desk))
    assert masked("123") == "123"


def test_what_was_received_stays_on_the_screen_with_the_question(desk):
    dossier = receive(desk)
    assert desk.citizen.view.showing is Showing.RECEIVED
    assert dossier.label in texts(desk)
    assert "Ông, bà có hài lòng với việc tiếp nhận hôm nay không?" in texts(desk)


def test_an_answer_is_written_down_once_and_thanked_for(desk):
    dossier = receive(desk)
    QTest.keyClicks(desk.screen, "55")
    desk.settle()
    history = desk.office.lookup.dossier(dossier.id).history
    assert [v.event.data["score"] for v in history if v.event.kind == "dossier.rated"] == [5]
    assert "Xin cảm ơn ông, bà." in texts(desk)


def test_the_next_form_takes_the_place_of_a_question_nobody_answered(desk):
    receive(desk)
    desk.intake.edit_owner(number="079085000001", name="Lê Văn Thử")
    desk.settle()
    assert desk.citizen.view.showing is Showing.CHECK
    assert "Lê Văn Thử" in texts(desk)


def test_a_locked_desk_shows_nobodys_form(desk):
    fill(desk)
    desk.citizen.rest()
    assert "Nguyễn Thị Mẫu" not in texts(desk)


def test_a_form_that_nobody_touches_is_hidden_after_a_while_and_shown_again_with_the_next_key(desk, qtbot, monkeypatch):
    monkeypatch.setattr("ui.citizen.desk.LEFT", 50)
    fill(desk)
    assert "Nguyễn Thị Mẫu" in texts(desk)
    qtbot.waitUntil(lambda: desk.citizen.view.showing is Showing.WELCOME)
    assert not any("Nguyễn" in text for text in texts(desk))
    desk.intake.edit_owner(phone="0900000001")
    assert "Nguyễn Thị Mẫu" in texts(desk)


def test_an_upright_screen_has_the_promise_below_the_papers(desk):
    desk.screen.setFixedSize(1080, 1920)
    fill(desk)
    desk.settle()
    check = desk.screen._check
    assert check._promise.y() > check._papers.geometry().bottom()
    assert all(
        label.height() >= label.heightForWidth(label.width())
        for label in desk.screen.findChildren(QLabel)
        if label.isVisible()
    )


def test_the_screen_is_as_it_was_left_on_this_machine(desk):
    turned = []
    desk.screen.hide()
    desk.citizen.turned.connect(turned.append)
    desk.citizen.turn()
    desk.settle()
    again = CitizenDesk(
        desk.tasks,
        desk.actor,
        processing=desk.office.processing,
        machine=desk.office.machine,
        new_id=str,
    )
    again.turned.connect(turned.append)
    again.start()
    desk.settle()
    assert turned == [True, True]


def on_screens(folder, screens):
    """What a program that puts the citizen's screen up finds on these screens."""
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.pages.second_screen"], env=env, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


DESK = {"name": "desk", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
TURNED = {"name": "turned", "x": 1366, "y": 0, "width": 1080, "height": 1920, "logicalDpi": 96, "dpr": 1}


def test_the_screen_that_is_turned_to_the_citizen_is_filled_and_the_desk_keeps_the_keyboard(tmp_path):
    found = on_screens(tmp_path, [DESK, TURNED])
    assert (found["full"], found["place"], found["desk_active"]) == (True, [1366, 0, 1080, 1920], True)
    assert found["said"] == []


def test_a_touch_on_the_screen_of_the_citizen_leaves_the_keyboard_at_the_desk(tmp_path):
    found = on_screens(tmp_path, [DESK, TURNED])
    assert (found["scores"], found["given_back"]) == ([5], [True, True])


def test_without_a_second_screen_it_is_a_window_that_leaves_the_desk_alone(tmp_path):
    found = on_screens(tmp_path, [DESK])
    assert (found["full"], found["place"][2:], found["desk_active"]) == (False, [1024, 640], True)
    assert "chưa có màn hình thứ hai" in found["said"][0]


def test_one_key_brings_a_screen_back_that_was_closed_by_hand(desk):
    desk.citizen.turned.connect(desk.screen.turn)
    desk.screen.close()
    for seen in (True, False, True):
        desk.citizen.turn()
        assert desk.screen.isVisible() is seen
