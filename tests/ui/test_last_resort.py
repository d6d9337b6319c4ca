"""Nothing that goes wrong anywhere in the window ends as a traceback before people's eyes."""

import gc
import logging
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.last_resort import LastResort

pytestmark = pytest.mark.logs_errors


class Broken(QWidget):
    @override
    def paintEvent(self, event):
        raise ValueError("một họ tên")


@pytest.fixture
def told(qapp):
    shown: list[BaseException] = []
    with LastResort(shown.append):
        yield shown


def test_an_override_that_raises_is_told_once_however_often_it_paints(told, qtbot, capfd):
    widget = Broken()
    qtbot.addWidget(widget)
    widget.show()
    for _ in range(5):
        widget.repaint()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert [type(error) for error in told] == [ValueError]
    said = capfd.readouterr().err
    # Qt's own layer names the override; neither a traceback nor a word of the message may follow.
    assert "Traceback" not in said
    assert "họ tên" not in said


def test_a_slot_that_raises_is_told(told, qtbot, capfd):
    QTimer.singleShot(0, lambda: {}["thiếu"])
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], KeyError)
    assert capfd.readouterr().err == ""


def test_a_thread_that_raises_is_told_on_the_window_s_own(told, qtbot):
    seen: list[threading.Thread] = []

    def work():
        raise OSError

    last_resort = LastResort(lambda _error: seen.append(threading.current_thread()))
    with last_resort:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_a_destructor_that_raises_goes_to_the_log(told, caplog, capfd):
    class Fragile:
        def __del__(self):
            raise RuntimeError

    with caplog.at_level(logging.ERROR):
        del [Fragile()][:]
        gc.collect()
    assert "destroyed" in caplog.text
    assert capfd.readouterr().err == ""


def test_ctrl_c_in_the_terminal_closes_the_window(told, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not widget.isVisible()
    assert told == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("display", ["", ":4711"])
@pytest.mark.parametrize("command", [[], ["kiosk"]])
def test_without_a_screen_the_program_says_so_in_one_sentence(tmp_path, display, command):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    arguments = [sys.executable, "-X", "utf8", "-m", "desktop_app", "--data", str(tmp_path), *command]
    done = subprocess.run(arguments, capture_output=True, env=environment, check=False, timeout=60)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert said.startswith("Không mở được cửa sổ")
    assert said.count("\n") == 1
