"""The paper's typefaces: Tinos (Times New Roman metrics, full Vietnamese), registered with reportlab once."""

from functools import cache
from importlib.resources import as_file, files

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

REGULAR = "Tinos-Regular"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"

# Height above the baseline in em, with room for two marks over a capital (Ễ), and from one baseline to the next.
ASCENT = 0.92
LEADING = 1.17


class _Widths(dict[str, float]):
    """Widths of characters in em, asked of the face once each; a character it lacks counts as its empty box."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        width: float = self._face.charWidths.get(ord(char), self._face.defaultWidth) / 1000
        self[char] = width
        return width


@cache
def register() -> dict[str, _Widths]:
    """Registers the three faces once; returns the widths of each one's characters."""
    # Binary streams instead of text ones: half the time, and four fifths of the bytes.
    rl_config.useA85 = 0
    widths = {}
    for name in (REGULAR, BOLD, ITALIC):
        with as_file(files("resources") / "fonts" / f"{name}.ttf") as path:
            font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        widths[name] = _Widths(font.face)
    return widths


def em_width(text: str, font: str) -> float:
    """Returns the width of a text in em of the given face."""
    return sum(map(register()[font].__getitem__, text))
