"""A morning on the real program: a real process on a real screen, nothing but keys, and the power goes."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("jeepney", reason="screen readers are heard on Linux")

from desktop_app.application.ports import DossierQuery
from desktop_app.bootstrap import open_office
from desktop_app.clock import now
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.states import State
from desktop_app.practice.office import make_practice
from tests.ui.real_screen import RealScreen, missing_tools
from tests.ui.spoken import Listener, ScreenReader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

BIRTH_CERTIFICATE = "3"
SCANNER = 6


@pytest.fixture
def directory(tmp_path) -> Path:
    directory = tmp_path / "office"
    make_practice(directory, 40, 7, now())
    return directory


@contextmanager
def office(directory: Path) -> Iterator:
    opened = open_office(directory)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def screen(tmp_path_factory) -> Iterator[RealScreen]:
    with RealScreen(tmp_path_factory.mktemp("screen"), spoken=True) as screen:
        yield screen


@contextmanager
def signed_in(screen: RealScreen, directory: Path) -> Iterator[Listener]:
    program = screen.start([sys.executable, "-m", "desktop_app", "--data", str(directory)], "Một Cửa")
    try:
        with closing(ScreenReader(screen.bus)) as reader:
            desk = Listener(screen, reader)
            desk.sign_in("tiepnhan")
            yield desk
    finally:
        # Neither a goodbye nor a chance to write anything down.
        os.kill(program.pid, signal.SIGKILL)
        program.wait()


def card(dossier: Dossier) -> str:
    """The card of an owner as a scanner without Vietnamese types it; the office knows the name."""
    owner = dossier.owner
    born = "".join(reversed(owner["birth"].split("-")))
    return f"{owner['number']}||X|{born}|{'Nam' if owner['sex'] == 'male' else 'Nu'}|X|15042021\r"


def test_what_was_received_and_what_was_half_typed_survive_the_power_going(screen, directory):
    with office(directory) as before:
        labels = {row.label for row in before.lookup.rows(DossierQuery(limit=200))}
        row = before.lookup.rows(DossierQuery(states=frozenset({State.READY}), limit=1))[0]
        owner = before.lookup.dossier(row.id)
        usual = before.procedures.favourites()[int(BIRTH_CERTIFICATE) - 1]
    with signed_in(screen, directory) as desk:
        screen.type(card(owner), SCANNER)
        desk.until_said(f"Chủ hồ sơ: {row.owner_name}")
        screen.type(f"{BIRTH_CERTIFICATE}\r", 120)
        desk.until_said(f"Thủ tục: {usual.title}")
        screen.press("ctrl+Return")
        desk.until_said("Đã tiếp nhận")
        # The second of two quick Enters would leave the receipt in sight.
        time.sleep(1)
        screen.press("Return")
        desk.until_said("gõ số định danh để bắt đầu.")
        screen.type("079301654321\r", 120)
        screen.type("Le Hoang", 120)
        # With the last letter, and then written down: what was saved before it would say the same.
        desk.until_said("Chủ hồ sơ: Le Hoang")
        desk.until_said("Đã lưu nháp")
    with office(directory) as after:
        received = [r for r in after.lookup.rows(DossierQuery(limit=200)) if r.label not in labels]
        assert [r.owner_name for r in received] == [row.owner_name]
    with signed_in(screen, directory) as desk:
        desk.until_said("Chủ hồ sơ: Le Hoang")
        screen.type(received[0].label + "\r", SCANNER)
        desk.until_said(received[0].label)


def test_a_result_goes_out_with_two_scans_and_one_key(screen, directory):
    with office(directory) as before:
        rows = before.lookup.rows(DossierQuery(states=frozenset({State.READY})))
        row = next(row for row in rows if before.lookup.dossier(row.id).unpaid <= 0)
        owner = before.lookup.dossier(row.id)
    with signed_in(screen, directory) as desk:
        screen.type(row.label + "\r", SCANNER)
        desk.until_said(row.label)
        screen.type(card(owner), SCANNER)
        desk.until_said("Chính chủ")
        screen.press("Return")
        desk.until_said("Đã trả kết quả")
    with office(directory) as after:
        dossier = after.lookup.dossier(row.id)
        assert dossier.state is State.RETURNED
        assert dossier.collector == {"name": row.owner_name, "number": row.owner_number}
