"""The design tokens: every colour, size and duration of the counter, free of Qt so that tests can judge them."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The meaning behind a status colour; never shown without an icon and words."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme as named colours; pairs that meet on screen satisfy WCAG AA (checked by tests/ui/test_theme.py)."""

    canvas: str
    surface: str
    raised: str
    sunken: str
    hover: str
    pressed: str
    selected: str
    line: str
    line_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    focus: str
    danger: str
    danger_hover: str
    on_danger: str
    neutral_text: str
    neutral_fill: str
    info_text: str
    info_fill: str
    good_text: str
    good_fill: str
    warn_text: str
    warn_fill: str
    bad_text: str
    bad_fill: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The text colour and the fill of a status tone."""
        colours = asdict(self)
        return colours[f"{tone}_text"], colours[f"{tone}_fill"]


LIGHT = Colours(
    canvas="#F4F5F7",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#ECEEF2",
    hover="#EEF0F4",
    pressed="#E0E4EA",
    selected="#E5E8FB",
    line="#DCDFE6",
    line_strong="#838A98",
    text="#15181F",
    muted="#545B69",
    disabled="#9198A5",
    accent="#3D48C9",
    accent_hover="#323CB0",
    accent_pressed="#293196",
    on_accent="#FFFFFF",
    accent_text="#3640B8",
    focus="#15181F",
    danger="#B3261E",
    danger_hover="#971B14",
    on_danger="#FFFFFF",
    neutral_text="#464D5B",
    neutral_fill="#E8EAEF",
    info_text="#0A5585",
    info_fill="#DFEFFA",
    good_text="#12613A",
    good_fill="#DDF3E6",
    warn_text="#744600",
    warn_fill="#FBEFD2",
    bad_text="#A3211A",
    bad_fill="#FCE6E4",
)

DARK = Colours(
    canvas="#14161B",
    surface="#1B1E25",
    raised="#22262E",
    sunken="#101217",
    hover="#262A33",
    pressed="#313642",
    selected="#2B3052",
    line="#2E333D",
    line_strong="#747C8B",
    text="#ECEEF2",
    muted="#A4ABB9",
    disabled="#666D7A",
    accent="#8F9BFF",
    accent_hover="#A5AFFF",
    accent_pressed="#7784F0",
    on_accent="#0E1130",
    accent_text="#A5AFFF",
    focus="#F4F6FA",
    danger="#F2867E",
    danger_hover="#F6A19A",
    on_danger="#2D0805",
    neutral_text="#BEC4CF",
    neutral_fill="#2C313B",
    info_text="#8CCBF5",
    info_fill="#12324A",
    good_text="#7FD8A5",
    good_fill="#12372A",
    warn_text="#F2C56B",
    warn_fill="#3D2E10",
    bad_text="#FFA49C",
    bad_fill="#471D1B",
)

CONTRAST = Colours(
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#1F2433",
    pressed="#333B52",
    selected="#1B2A6B",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    muted="#E6E6E6",
    disabled="#A8A8A8",
    accent="#FFD60A",
    accent_hover="#FFE666",
    accent_pressed="#E6BF00",
    on_accent="#000000",
    accent_text="#FFD60A",
    focus="#40E0FF",
    danger="#FF9D96",
    danger_hover="#FFBDB8",
    on_danger="#000000",
    neutral_text="#FFFFFF",
    neutral_fill="#2B2B2B",
    info_text="#9BDCFF",
    info_fill="#00243A",
    good_text="#8DF5B8",
    good_fill="#003319",
    warn_text="#FFDB70",
    warn_fill="#332400",
    bad_text="#FFB3AD",
    bad_fill="#4A0500",
)

# The colour of the mark, the same in every theme: people know it again.
MARK = "#3D48C9"

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

# Type scale in logical pixels at 100 %: caption 12, body 14, heading 16, title 20, display 28.
BODY = 14
TYPE_SCALE = {"caption": 12, "body": BODY, "heading": 16, "title": 20, "display": 28}

# Longest motion in milliseconds; nothing on the desk moves longer.
MOTION = 120
