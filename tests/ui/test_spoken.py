"""Everything a screen reader asks for, on a real AT-SPI bus, page after page of the real program."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

pytest.importorskip("jeepney", reason="screen readers are heard on Linux")

from tests.ui.real_screen import RealScreen, missing_tools
from tests.ui.spoken import Listener, ScreenReader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

MEANINGLESS = {"invalid", "unknown", "filler"}
# What scrolls has no role of its own in Qt; a segment is reached from its neighbour by an arrow; words that can be
# copied can be clicked.
NOT_ON_THE_WAY = {"radio button", "label", "filler"}
RECEPTION = (
    "F2",
    "F3",
    "F6",
    "F7",
    "F9",
    "F9 alt+2",
    "F10",
    "F11",
    "F8",
    "shift+F1",
    "F3 Tab Tab Tab Tab Return",
    "F3 Tab Tab Tab Tab ctrl+i",
)
ADMINISTRATION = ("F12", "alt+2", "alt+3", "alt+4", "alt+5")


@pytest.fixture(scope="module", params=[("tiepnhan", RECEPTION), ("quantri", ADMINISTRATION)], ids=lambda p: p[0])
def desk(request, tmp_path_factory) -> Iterator[tuple[Listener, tuple[str, ...]]]:
    login, places = request.param
    folder = tmp_path_factory.mktemp("spoken")
    data = ["--data", str(folder / "office")]
    program = [sys.executable, "-m", "desktop_app", *data]
    subprocess.run([*program, "practice"], check=True, capture_output=True)
    with RealScreen(folder, spoken=True) as screen:
        screen.start(program, "Một Cửa")
        reader = ScreenReader(screen.bus)
        with closing(reader):
            desk = Listener(screen, reader)
            desk.sign_in(login)
            yield desk, places


def test_every_control_of_every_page_has_a_name_and_can_be_reached_by_tab(desk):
    desk, places = desk
    faults = [fault for place in places for fault in faults_at(desk, place)]
    assert not faults, "\n".join(faults)


def faults_at(desk: Listener, place: str) -> list[str]:
    """What a person without a mouse or without eyes would miss where these keys lead."""
    controls = desk.go(place)
    focusable = [control for control in controls if control.focusable]
    assert focusable, place
    faults = [f"{place}: {control} has no name" for control in focusable if not control.name.strip()]
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
    return faults


def test_every_control_over_the_page_and_on_the_citizens_screen_has_a_name(desk):
    desk, _ = desk
    faults = []
    for keys in ("ctrl+k", "Escape F1", "Escape ctrl+shift+c"):
        controls = desk.go(keys)
        faults += [f"{keys}: {one} has no name" for one in controls if one.focusable and not one.name.strip()]
        faults += [f"{keys}: {one} has no name" for one in controls if one.role == "push button" and not one.name]
    assert any(one.name == "Màn hình cho người dân" for one in controls)
    # The screen would stay for the tests that follow.
    desk.go("ctrl+shift+c")
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory) -> Iterator[Listener]:
    folder = tmp_path_factory.mktemp("hall")
    program = [sys.executable, "-m", "desktop_app", "--data", str(folder / "office")]
    subprocess.run([*program, "practice"], check=True, capture_output=True)
    with RealScreen(folder, spoken=True) as screen:
        screen.start([*program, "kiosk"], "Tra cứu hồ sơ")
        with closing(ScreenReader(screen.bus)) as reader:
            desk = Listener(screen, reader)
            desk.until_said("Gõ mã hồ sơ")
            yield desk


def test_every_control_of_the_kiosk_has_a_name_and_can_be_reached_by_tab(kiosk):
    # The start; a code typed by hand; back.
    faults = [fault for keys in ("Tab", "2", "Escape Tab") for fault in faults_at(kiosk, keys)]
    faults += [
        f"{control} has no name"
        for control in kiosk.go("2")
        if control.role == "push button" and not control.name.strip()
    ]
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
