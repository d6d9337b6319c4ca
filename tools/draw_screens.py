"""Draws every page of a practice office into docs/screens: `python -m tools.draw_screens`."""

import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from desktop_app.bootstrap import open_office
from desktop_app.clock import now
from desktop_app.practice.office import make_practice
from ui.screens import capture

SCREENS = Path(__file__).parent.parent / "docs" / "screens"
# What stands on desks: the old small screen at 100 %, and a large one at 150 %.
SIZES = {"1366x768": ((1366, 768), 1.0), "1920x1080": ((1920, 1080), 1.5)}
THEMES = ("light", "dark")
DOSSIERS, SEED = 120, 1
COLOURS = 96


def main() -> None:
    """Replaces all pictures: light and dark, both sizes, in few colours so that the history stays small."""
    shutil.rmtree(SCREENS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "practice"
        make_practice(directory, DOSSIERS, SEED, now())
        office = open_office(directory)
        try:
            for name, (size, scale) in SIZES.items():
                for theme in THEMES:
                    for picture in capture(office, SCREENS / f"{theme}-{name}", size, theme, scale):
                        Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)
        finally:
            office.close()


if __name__ == "__main__":
    main()
