"""The bundled face of the screen."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Mot Cua Sans"
FONT_DIR = Path(__file__).parents[1] / "resources" / "fonts" / "ui"


def load_fonts() -> None:
    """Makes the bundled family known to Qt.

    Raises FileNotFoundError when a face is missing: a program in a substitute face would cut Vietnamese text.
    """
    for style in ("Regular", "Medium", "SemiBold"):
        path = FONT_DIR / f"MotCuaSans-{style}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def ui_font(pixels: int) -> QFont:
    """The body face at a height in logical pixels."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    # Full hinting bends Vietnamese stacked accents on low-resolution screens; vertical snapping keeps them apart.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
