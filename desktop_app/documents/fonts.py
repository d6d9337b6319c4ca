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


# What stands for a sign that the face does not have: a name must never lose a letter silently.
_UNKNOWN = "□"


class _Widths(dict[str, float]):
    """Widths in em of the characters that a face has, each asked of the face once."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._face = face
        self.known = frozenset(map(chr, face.charToGlyph))

    def __missing__(self, char: str) -> float:
        width: float = self._face.charWidths[ord(char)] / 1000
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
            # Only the letters that are used go into the file, not all of ASCII: smaller and faster.
            font = TTFont(name, str(path), asciiReadable=False)
        pdfmetrics.registerFont(font)
        widths[name] = _Widths(font.face)
    return widths


def em_width(text: str, font: str) -> float:
    """Returns the width in em of a text that the face can show."""
    return sum(map(register()[font].__getitem__, text))


def shown(text: str, font: str) -> str:
    """Returns the text as the face can show it: an empty square for each sign that it does not have."""
    known = register()[font].known
    return text if known.issuperset(text) else "".join(char if char in known else _UNKNOWN for char in text)
