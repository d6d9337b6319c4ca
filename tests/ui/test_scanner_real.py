import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.ui.desk import TITLE
from tests.ui.real_screen import RealScreen, missing_tools

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

HAND = 110
NAME = {"": "Nguyen Thi ", "telex": "Nguyeenx Thij ", "vni": "Nguye6n4 Thi5 "}
WORD = {"": "Mau", "telex": "Maaux", "vni": "Ma6u4"}
CODE = "H29.19.05-261008-0975"
CARD = "079190123456||Nguyen Thi Mau|01011990|Nu|1 Duong Mau|15042021"


class RealDesk:
    def __init__(self, screen: RealScreen) -> None:
        self.screen = screen
        command = [sys.executable, "-m", "tests.ui.desk"]
        self._program: subprocess.Popen[str] = screen.start(command, TITLE)
        self.heard()

    def scan(self, text: str, gap: int, *, after: str = "") -> list[object]:
        """Everything that is told about a scan, right after keys of a hand; on a busy machine it takes a while."""
        self.screen.type_on((after, HAND), (text, gap))
        told = self.heard()
        for _ in range(50):
            if len(told) > 1:
                break
            time.sleep(0.1)
            told = self.heard()
        return told

    def heard(self) -> list[object]:
        """Everything that was told since the last question, the last being what stands in the fields."""
        self._program.stdin.write("?\n")
        self._program.stdin.flush()
        told = []
        while not told or told[-1][0] != "fields":
            told.append(json.loads(self._program.stdout.readline()))
        return told


@pytest.fixture(scope="module", params=["", "telex", "vni"])
def method(request) -> str:
    return request.param


@pytest.fixture
def desk(method, tmp_path) -> Iterator[RealDesk]:
    with RealScreen(tmp_path, method) as screen:
        yield RealDesk(screen)


def test_scans_at_every_pace_are_heard_and_leave_no_character_while_a_word_is_being_typed(desk, method):
    desk.screen.type(NAME[method], HAND)
    desk.screen.type(WORD[method], HAND)
    time.sleep(0.3)
    for number, (gap, suffix) in enumerate([(1, "\r"), (2, ""), (5, "\t"), (20, "\r"), (50, "\r"), (48, "")]):
        code = CODE[:-1] + str(number)
        told = desk.scan(code + suffix, gap)
        name = "Nguyễn Thị Mẫu" if method else "Nguyen Thi Mau"
        assert told == [["scan", code], ["fields", [name, ""]]]


def test_a_card_is_heard_whole(desk):
    for gap in (1, 12, 40):
        assert desk.scan(CARD + "\r", gap) == [["scan", CARD], ["fields", ["", ""]]]


@pytest.mark.parametrize("scan", [f"{CODE}\r", f"{CARD}\r", CODE])
def test_what_a_hand_typed_right_before_a_scan_stays_in_the_field(desk, scan):
    assert desk.scan(scan, 4, after="0791") == [["scan", scan.strip()], ["fields", ["0791", ""]]]


def test_what_a_hand_types_is_never_a_scan(desk, method):
    desk.screen.type(NAME[method] + WORD[method] + "\r", HAND)
    desk.screen.type("079190123456 \r", HAND)
    name = "Nguyễn Thị Mẫu" if method else "Nguyen Thi Mau"
    assert desk.heard() == [["fields", [name, "079190123456"]]]
