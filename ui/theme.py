"""The look of the whole program: tokens become one palette, one style sheet and one font."""

from dataclasses import asdict
from pathlib import Path
from string import Template
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.fonts import FAMILY, load_fonts, ui_font
from ui.tokens import BODY, THEMES, TYPE_SCALE, Colours, Tone

STYLE_SHEET = Path(__file__).parents[1] / "resources" / "styles" / "counter.qss"


class Theme(QObject):
    """The one look of all windows, switchable while they are open.

    Painted widgets read their colours from palettes (`QWidget.palette()`, `swatch`), so nothing has to hold a
    theme in order to follow it.
    """

    changed = Signal()
    body: ClassVar[int] = BODY
    """The size of body text now, in pixels, for `px`: to ask the application's font each time cost half a millisecond a
    page."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._asked = ""
        self._windows: list[QWidget] = []
        self._sheet = ""
        self.name = ""
        self.scale = 1.0
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def dress(self, window: QWidget) -> None:
        """Gives a window the look, now and whenever it changes; what has a parent is dressed with it."""
        # Under a sheet of the application, whatever gets a parent is styled anew with all that is in it: pages are put
        # together from the inside, and took three times as long.
        self._windows = [*filter(isValid, self._windows), window]
        window.setStyleSheet(self._sheet)

    def apply(self, name: str, scale: float = 1.0) -> None:
        """Turns every window to "light", "dark", "contrast" or "system", with text and controls at 1.0 to 2.0."""
        self._asked = name
        self.name = self._resolve(name)
        self.scale = min(max(scale, 1.0), 2.0)
        colours = THEMES[self.name]
        Theme.body = round(BODY * self.scale)
        self._app.setFont(ui_font(Theme.body))
        self._app.setPalette(_palette(colours))
        for tone in Tone:
            text, fill = colours.tone(tone)
            self._set_swatch(tone, text, fill, fill, fill)
        self._set_swatch("primary", colours.on_accent, colours.accent, colours.accent_hover, colours.accent_pressed)
        self._set_swatch("danger", colours.on_danger, colours.danger, colours.danger_hover, colours.danger_hover)
        self._set_swatch("control", colours.text, colours.surface, colours.hover, colours.pressed)
        self._set_swatch("tip", colours.surface, colours.text, colours.text, colours.text)
        self._sheet = style_sheet(colours, self.scale)
        for window in filter(isValid, self._windows):
            window.setStyleSheet(self._sheet)
        self.changed.emit()

    def _set_swatch(self, name: str, text: str, fill: str, hover: str, pressed: str) -> None:
        role = QPalette.ColorRole
        palette = QPalette(self._app.palette())
        for key, value in ((role.WindowText, text), (role.Window, fill), (role.Midlight, hover), (role.Mid, pressed)):
            palette.setColor(key, QColor(value))
        self._app.setPalette(palette, _swatch_key(name))

    def _resolve(self, name: str) -> str:
        if name != "system":
            return name
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow_system(self) -> None:
        if self._asked == "system":
            self.apply("system", self.scale)


def style_sheet(colours: Colours, scale: float) -> str:
    """The style sheet of a theme; sizes written `$px8` are logical pixels at 100 %."""
    values: dict[str, str] = {**asdict(colours), "family": FAMILY}
    values |= {f"px{size}": f"{round(size * scale)}px" for size in range(65)}
    values |= {f"type_{step}": f"{round(size * scale)}px" for step, size in TYPE_SCALE.items()}
    return Template(STYLE_SHEET.read_text("utf-8")).substitute(values)


def swatch(name: str) -> QPalette:
    """The colours of a tone or of a kind of control now.

    Names: every `Tone`, "primary", "danger", "control", "tip". WindowText is for icon and words, Window for the fill,
    Midlight and Mid for the fill under the pointer and while pressed.
    """
    return QApplication.palette(_swatch_key(name))


def px(size: float) -> int:
    """A length given in logical pixels at 100 %, at the text size the person has chosen."""
    return round(size * Theme.body / BODY)


def is_light(palette: QPalette) -> bool:
    """Whether the palette belongs to a light theme."""
    return palette.color(QPalette.ColorRole.Window).lightness() > 128


def _swatch_key(name: str) -> Any:
    # Qt keeps palettes by class name; swatches live there under names that no class has.
    # Any: PySide 6.11 takes str here, while its stubs ask for bytes.
    return f"MotCuaSwatch_{name}"


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    meanings = {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.line_strong,
        role.Shadow: colours.focus,
        role.Highlight: colours.selected,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent_text,
        role.LinkVisited: colours.accent_text,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
    }
    for key, value in meanings.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.disabled))
    return palette
