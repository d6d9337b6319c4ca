"""Everything a screen reader asks for, on a real AT-SPI bus, page after page of the real program."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

pytest.importorskip("jeepney", reason="screen readers are heard on Linux")

from tests.ui.real_screen import RealScreen, missing_tools
from tests.ui.spoken import Control, ScreenReader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

PASSWORD = "mot-cua"
MEANINGLESS = {"invalid", "unknown", "filler"}
# What scrolls has no role of its own in Qt; a segment is reached from its neighbour by an arrow; words that can be
# copied can be clicked.
NOT_ON_THE_WAY = {"radio button", "label", "filler"}
RECEPTION = ("F2", "F3", "F6", "F7", "F9", "F10", "F11", "F8", "shift+F1", "F3 Tab Tab Tab Tab Return")
ADMINISTRATION = ("F12", "alt+2", "alt+3", "alt+4", "alt+5")


class Desk:
    """The program on its screen, with somebody who listens to it."""

    def __init__(self, screen: RealScreen, reader: ScreenReader) -> None:
        self.screen = screen
        self.reader = reader

    def go(self, keys: str) -> list[Control]:
        """Presses keys and answers with what there is once nothing changes any more."""
        self.screen.press(*keys.split())
        return self.settled()

    def settled(self) -> list[Control]:
        """What there is once nothing changes any more."""
        before, now = None, self.reader.controls()
        while before != now:
            time.sleep(0.5)
            before, now = now, self.reader.controls()
        return now

    def until(self, shown: Callable[[list[Control]], bool]) -> list[Control]:
        """What there is once this is true of it."""
        for _ in range(100):
            if shown(controls := self.reader.controls()):
                return controls
            time.sleep(0.2)
        raise TimeoutError([str(control) for control in controls])

    def walk(self, key: str, controls: list[Control]) -> list[Control]:
        """Which of these controls a key leads through until it is back where it has been."""
        way: list[Control] = []
        while True:
            here = self.reader.focused(controls) or self.reader.focused(self.reader.controls())
            assert here is not None, f"nothing has the focus after {way[-1:]}"
            if here.place in {known.place for known in way}:
                return way
            way.append(here)
            self.screen.press(key)


@pytest.fixture(scope="module", params=[("tiepnhan", RECEPTION), ("quantri", ADMINISTRATION)], ids=lambda p: p[0])
def desk(request, tmp_path_factory) -> Iterator[tuple[Desk, tuple[str, ...]]]:
    login, places = request.param
    folder = tmp_path_factory.mktemp("spoken")
    data = ["--data", str(folder / "office")]
    program = [sys.executable, "-m", "desktop_app", *data]
    subprocess.run([*program, "practice"], check=True, capture_output=True)
    with RealScreen(folder, spoken=True) as screen:
        screen.start(program, "Một Cửa")
        reader = ScreenReader(screen.bus)
        with closing(reader):
            desk = Desk(screen, reader)
            desk.until(lambda controls: any(control.name == "Đăng nhập" for control in controls))
            screen.type(f"{login}\r", 100)
            screen.type(f"{PASSWORD}\r", 100)
            desk.until(lambda controls: any(control.name == "Các màn hình" for control in controls))
            yield desk, places


def test_every_control_of_every_page_has_a_name_and_can_be_reached_by_tab(desk):
    desk, places = desk
    faults = []
    for place in places:
        controls = desk.go(place)
        focusable = [control for control in controls if control.focusable]
        assert focusable, place
        faults += [f"{place}: {control} has no name" for control in focusable if not control.name.strip()]
        faults += [f"{place}: {c} has no role" for c in focusable if c.role in MEANINGLESS - NOT_ON_THE_WAY]
        there, back = desk.walk("Tab", focusable), desk.walk("shift+Tab", focusable)
        met = {control.place for control in there}
        faults += [
            f"{place}: Tab never comes to {control}"
            for control in focusable
            if control.place not in met and control.role not in NOT_ON_THE_WAY
        ]
        if met != {control.place for control in back}:
            faults.append(f"{place}: Shift+Tab goes another way: {[str(control) for control in back]}")
    assert not faults, "\n".join(faults)


def test_every_cell_and_heading_of_a_table_is_said(desk):
    desk, places = desk
    faults = []
    tables = 0
    for place in places:
        for control in desk.go(place):
            if control.role in {"table", "list"}:
                parts = [part for part in desk.reader.parts(control) if part.role not in {"panel", "filler"}]
                tables += 1
                faults += [
                    f"{place}, {control}: {part} {number}"
                    for number, part in enumerate(parts[:120])
                    if not part.name.strip()
                ]
    assert tables
    assert not faults, "\n".join(faults)
