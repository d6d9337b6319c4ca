"""Draws every page of a practice office into docs/screens: `python -m tools.draw_screens`."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from desktop_app.bootstrap import open_office
from desktop_app.clock import now
from desktop_app.practice.office import make_practice
from ui.language import ENGLISH, Language
from ui.screens import capture

SCREENS = Path(__file__).parent.parent / "docs" / "screens"
# What stands on desks: the old small screen at 100 %, a large one at 150 %, and what somebody with weak eyes sees.
SMALL, LARGE = ((1366, 768), 1.0), ((1920, 1080), 1.5)
SETS = {
    "light-1366x768": ("light", *SMALL),
    "light-1920x1080": ("light", *LARGE),
    "dark-1366x768": ("dark", *SMALL),
    "dark-1920x1080": ("dark", *LARGE),
    "contrast-1366x768": ("contrast", *SMALL),
}
ENGLISH_PAGES = ("intake", "lookup", "dossier")
DOSSIERS, SEED = 120, 1
COLOURS = 96


def main() -> None:
    """Replaces all pictures, in few colours so that the history stays small; of the English ones a few tell enough."""
    language = Language(QApplication([]))
    shutil.rmtree(SCREENS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "practice"
        make_practice(directory, DOSSIERS, SEED, now())
        office = open_office(directory)
        try:
            for name, (theme, size, scale) in SETS.items():
                keep(capture(office, SCREENS / name, size, theme, scale))
            language.speak(ENGLISH)
            pictures = capture(office, SCREENS / "english")
            wanted = [picture for picture in pictures if picture.stem.split("-", 1)[1] in ENGLISH_PAGES]
            for picture in set(pictures) - set(wanted):
                picture.unlink()
            keep(wanted)
        finally:
            office.close()


def keep(pictures: Sequence[Path]) -> None:
    """Makes the pictures small."""
    for picture in pictures:
        Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)


if __name__ == "__main__":
    main()
