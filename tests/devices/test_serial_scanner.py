"""A scanner on a serial port, played by a pair of pseudo-terminals."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import os
import pty
import tty

from desktop_app.devices import serial_scanner
from desktop_app.devices.serial_scanner import SerialScanner

CARD = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu|15042021"


class Cable:
    """A scanner that can be plugged in and out under one name."""

    def __init__(self, port: Path) -> None:
        self.port = port
        self._scanner = -1

    def plug_in(self) -> None:
        self._scanner, desk = pty.openpty()
        tty.setraw(desk)
        self.port.symlink_to(os.ttyname(desk))
        os.close(desk)

    def plug_out(self) -> None:
        if self._scanner >= 0:
            self.port.unlink()
            os.close(self._scanner)
            self._scanner = -1

    def scan(self, text: str) -> None:
        os.write(self._scanner, text.encode())


class Desk:
    def __init__(self, cable: Cable) -> None:
        self.heard: list[str] = []
        self.plugged: list[bool] = []
        self.scanner = SerialScanner()
        self.scanner.listen(str(cable.port), self.heard.append, self._follow)

    def _follow(self, plugged: bool) -> None:
        if self.plugged[-1:] != [plugged]:
            self.plugged.append(plugged)

    def until(self, happened) -> None:
        for _ in range(1000):
            if happened():
                return
            time.sleep(0.01)
        raise AssertionError((self.heard, self.plugged))


@pytest.fixture
def cable(tmp_path, monkeypatch) -> Iterator[Cable]:
    monkeypatch.setattr(serial_scanner, "RETRY", 0.05)
    cable = Cable(tmp_path / "scanner")
    yield cable
    cable.plug_out()


@pytest.fixture
def desk(cable) -> Iterator[Desk]:
    desk = Desk(cable)
    yield desk
    desk.scanner.close()


def test_scans_are_heard_with_all_their_marks(cable, desk):
    cable.plug_in()
    desk.until(lambda: desk.plugged == [False, True])
    cable.scan(CARD + "\r\n")
    cable.scan("H29.19.05-261008-0975")
    desk.until(lambda: len(desk.heard) == 2)
    assert desk.heard == [CARD, "H29.19.05-261008-0975"]


def test_a_scanner_pulled_out_is_heard_again_once_it_is_back(cable, desk):
    cable.plug_in()
    desk.until(lambda: desk.plugged == [False, True])
    cable.plug_out()
    desk.until(lambda: desk.plugged == [False, True, False])
    cable.plug_in()
    desk.until(lambda: desk.plugged == [False, True, False, True])
    cable.scan(CARD + "\r")
    desk.until(lambda: desk.heard == [CARD])


def test_a_closed_scanner_calls_nobody(cable, desk):
    cable.plug_in()
    desk.until(lambda: desk.plugged == [False, True])
    desk.scanner.close()
    cable.scan(CARD + "\r")
    time.sleep(0.2)
    assert desk.heard == []


def test_a_port_that_is_none_is_waited_for(tmp_path, desk):
    (tmp_path / "scanner").write_text("no port")
    time.sleep(0.2)
    assert True not in desk.plugged
