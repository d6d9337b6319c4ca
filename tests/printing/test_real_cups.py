"""Papers on their way through a real CUPS to printers that keep what reaches them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

pytest.importorskip("jeepney", reason="screen readers are heard on Linux")

from desktop_app.application.ports import DossierQuery
from desktop_app.clock import now
from desktop_app.domain.states import State
from desktop_app.practice.office import make_practice
from tests.documents.golden import pdf_named
from tests.journeys.test_real_program import BIRTH_CERTIFICATE, SCANNER, card, office, signed_in
from tests.printing.real_cups import RealCups, missing_tools
from tests.ui.real_screen import RealScreen
from tests.ui.real_screen import missing_tools as missing_screen

MISSING = [*missing_tools(), *missing_screen()]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

A5, A4_LYING = (420, 595), (842, 595)
DPI = 203
PRINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop_app.domain.errors import Refusal
from ui.printing.printer import DefaultPrinter
application = QApplication([])
try:
    print(DefaultPrinter(lambda: "Quay-1").print_paper(Path(sys.argv[1]).read_bytes(), "giay", lambda *_far: None))
except Refusal as refusal:
    print(refusal.code)
"""


@pytest.fixture
def cups() -> Iterator[RealCups]:
    with RealCups() as cups:
        yield cups


def printed(cups: RealCups, folder: Path, form: str) -> str:
    """What a program of its own says after printing a form: the printer's name, or why not."""
    pdf = folder / "form.pdf"
    pdf.write_bytes(pdf_named(form))
    env = os.environ | cups.env | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", PRINT, str(pdf)], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def pages(job: bytes, folder: Path) -> list[Image.Image]:
    """The sheets of a PostScript job as a printer of 203 dots an inch puts them out."""
    (folder / "job.ps").write_bytes(job)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-r{DPI}", "-sDEVICE=pnggray"]
    subprocess.run([*command, f"-sOutputFile={folder}/page-%d.png", str(folder / "job.ps")], check=True)
    sheets = []
    for path in sorted(folder.glob("page-*.png")):
        with Image.open(path) as sheet:
            sheets.append(sheet.copy())
    return sheets


def points(sheet: Image.Image) -> tuple[int, int]:
    width, height = sheet.size
    return round(width / DPI * 72), round(height / DPI * 72)


def test_a_receipt_leaves_a_real_printer_on_a5_and_both_its_codes_are_read(cups, tmp_path, monkeypatch):
    printer = cups.add_printer("Quay-1")
    directory = tmp_path / "office"
    make_practice(directory, 40, 7, now())
    with office(directory) as before:
        ready = DossierQuery(states=frozenset({State.READY}), limit=1)
        owner = before.lookup.dossier(before.lookup.rows(ready)[0].id)
    monkeypatch.setenv("CUPS_SERVER", cups.env["CUPS_SERVER"])
    home = tmp_path / "screen"
    home.mkdir()
    with RealScreen(home, spoken=True) as screen, signed_in(screen, directory) as desk:
        screen.type(card(owner), SCANNER)
        desk.until_said(f"Chủ hồ sơ: {owner.owner['name']}")
        screen.type(f"{BIRTH_CERTIFICATE}\r", 120)
        desk.settled()
        screen.press("ctrl+Return")
        job = printer.wait_for(1)[0]
    with office(directory) as after:
        received = after.lookup.dossier(after.lookup.rows(DossierQuery(limit=1))[0].id)
    sheets = pages(job, tmp_path)
    assert [points(sheet) for sheet in sheets] == [A5, A5]
    for sheet in sheets:
        found = {str(code.format).rpartition(".")[2]: code.text for code in zxingcpp.read_barcodes(sheet)}
        assert received.code in found.values()
        assert any(text.startswith(f"MC1|{received.code}|") for text in found.values())


def test_a_register_comes_out_lying_on_a4(cups, tmp_path):
    printer = cups.add_printer("Quay-1")
    assert printed(cups, tmp_path, "07") == "Quay-1"
    assert {points(sheet) for sheet in pages(printer.wait_for(1)[0], tmp_path)} <= {A4_LYING, A4_LYING[::-1]}


@pytest.mark.parametrize("command", ["cupsdisable", "cupsreject"])
def test_a_printer_that_takes_nothing_says_so_instead_of_promising_paper(cups, tmp_path, command):
    cups.add_printer("Quay-1")
    cups.run(command, "Quay-1")
    assert printed(cups, tmp_path, "01") == "printer.stopped"
    cups.run("cupsenable" if command == "cupsdisable" else "cupsaccept", "Quay-1")
    assert printed(cups, tmp_path, "01") == "Quay-1"


def test_without_the_print_service_there_is_no_printer(cups, tmp_path):
    cups.add_printer("Quay-1")
    cups.stop()
    assert printed(cups, tmp_path, "01") == "printer.none"
