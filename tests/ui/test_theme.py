import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

import ui
from ui.fonts import FAMILY, ui_font
from ui.icons import ICON_DIR, icon_pixmap
from ui.theme import px, style_sheet, swatch
from ui.tokens import MOTION, THEMES, TYPE_SCALE, Colours, Tone
from ui.widgets.button import Button

TEXT = 4.5
"""WCAG 2.2, 1.4.3: text against its background."""
SHAPE = 3.0
"""WCAG 2.2, 1.4.11: what is needed to see a control or its state."""

SURFACES = ("canvas", "surface", "raised", "sunken", "hover", "pressed", "selected")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@pytest.fixture(params=sorted(THEMES))
def colours(request) -> Colours:
    return THEMES[request.param]


def luminance(colour: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("ground", SURFACES)
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_words_can_be_read_on_every_surface(colours, ink, ground):
    named = asdict(colours)
    assert contrast(named[ink], named[ground]) >= TEXT


@pytest.mark.parametrize("tone", list(Tone))
def test_a_status_can_be_read_on_its_fill_and_on_every_surface_it_is_written_on(colours, tone):
    ink, fill = colours.tone(tone)
    for ground in (fill, colours.surface, colours.canvas, colours.raised, colours.selected):
        assert contrast(ink, ground) >= TEXT


def test_words_on_a_filled_button_can_be_read_in_every_state(colours):
    for fill in (colours.accent, colours.accent_hover, colours.accent_pressed):
        assert contrast(colours.on_accent, fill) >= TEXT
    for fill in (colours.danger, colours.danger_hover):
        assert contrast(colours.on_danger, fill) >= TEXT


def test_the_next_step_stands_out_from_what_it_stands_on(colours):
    for ground in (colours.canvas, colours.surface, colours.raised):
        assert contrast(colours.accent, ground) >= SHAPE
        assert contrast(colours.accent_text, ground) >= TEXT


def test_the_focus_can_be_seen_on_every_surface_and_the_edge_of_a_control_on_its_own(colours):
    for ground in (*SURFACES, "bad_fill", "warn_fill"):
        assert contrast(colours.focus, asdict(colours)[ground]) >= SHAPE
    for ground in (colours.canvas, colours.surface, colours.raised):
        assert contrast(colours.line_strong, ground) >= SHAPE
        assert contrast(colours.danger, ground) >= SHAPE


def test_what_is_typed_can_be_read_in_a_field_that_is_marked(colours):
    for ground in (colours.bad_fill, colours.warn_fill):
        assert contrast(colours.text, ground) >= TEXT
        assert contrast(colours.muted, ground) >= TEXT


def test_every_name_in_the_style_sheet_is_a_token(colours):
    sheet = style_sheet(colours, 1.0)
    assert "$" not in sheet.split("*/", 1)[1]


def test_nothing_moves_longer_than_150_milliseconds():
    assert MOTION <= 150


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold])
def test_the_bundled_face_has_every_vietnamese_letter_in_every_weight(dressed, weight):
    font = ui_font(14)
    font.setWeight(weight)
    info = QFontInfo(font)
    assert (info.family(), info.weight()) == (FAMILY, weight)
    raw = QRawFont.fromFont(font)
    missing = [letter for letter in LETTERS + LETTERS.upper() + "₫–…·×→↑↓" if not raw.supportsCharacter(ord(letter))]
    assert missing == []


def test_digits_are_equally_wide_so_that_codes_and_money_line_up(dressed):
    metrics = QFontMetrics(ui_font(14))
    assert len({metrics.horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


def test_every_icon_is_used_and_every_icon_named_exists():
    code = "\n".join(path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    there = {path.stem for path in ICON_DIR.glob("*.svg")}
    named = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', code))
    asked = set(re.findall(r'(?:icon=|Icon\(|icon_pixmap\(|draw_icon\(painter, )"([a-z0-9-]+)"', code))
    assert asked <= there
    assert there <= named


def test_an_icon_takes_the_colour_it_is_asked_for_at_the_density_of_the_screen(dressed):
    pixmap = icon_pixmap("check", 16, QColor("#FF0000"), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    image = pixmap.toImage()
    inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert inked
    assert {colour.name() for colour in inked} == {"#ff0000"}


@pytest.fixture
def restored(dressed):
    yield dressed
    dressed.apply("light")


def test_switching_the_theme_repaints_an_open_window(qtbot, restored):
    button = Button("Nhận và in", "primary")
    qtbot.addWidget(button)
    button.show()
    fills = []
    for name in ("light", "dark", "contrast"):
        restored.apply(name)
        fills.append(button.grab().toImage().pixelColor(8, button.height() // 2).name())
    assert fills == [THEMES[name].accent.lower() for name in ("light", "dark", "contrast")]


def test_lengths_and_type_grow_with_the_text_size(restored):
    restored.apply("light", 1.5)
    assert QApplication.font().pixelSize() == 21
    assert px(32) == 48
    assert f"font-size: {round(TYPE_SCALE['title'] * 1.5)}px" in style_sheet(THEMES["light"], 1.5)
    restored.apply("light", 9)
    assert px(10) == 20


def test_a_status_keeps_its_colours_for_painted_widgets(restored):
    restored.apply("dark")
    ink, fill = THEMES["dark"].tone(Tone.BAD)
    palette = swatch(Tone.BAD)
    role = palette.ColorRole
    assert (palette.color(role.WindowText), palette.color(role.Window)) == (QColor(ink), QColor(fill))


def test_the_system_theme_is_light_or_dark(restored):
    restored.apply("system")
    assert restored.name in {"light", "dark"}


def test_a_page_that_was_never_shown_follows_the_theme_too(qtbot, qapp, restored):
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitSignal(restored.changed):
        restored.apply("dark")
    qapp.processEvents()
    assert page.palette().color(page.backgroundRole()) == QColor(THEMES["dark"].canvas)
