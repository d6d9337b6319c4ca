"""How this machine's window looks, what language it speaks and who used it last: kept beside the data."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from ui.density import COMFORTABLE, ROW_HEIGHTS, choose_rows, chosen_rows
from ui.language import LANGUAGES, VIETNAMESE, Language
from ui.theme import Theme

FILE = "window.ini"
LOOKS = ("system", "light", "dark", "contrast")
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


class Look:
    """The theme and the language with the person's choice of colours and text size, remembered from start to start."""

    def __init__(self, theme: Theme, directory: Path) -> None:
        self._theme = theme
        self._settings = QSettings(str(directory / FILE), QSettings.Format.IniFormat)
        self._name = str(self._settings.value("look", LOOKS[0]))
        self._scale = _number(str(self._settings.value("scale", "1.0")))
        if self._name not in LOOKS:
            self._name = LOOKS[0]
        theme.apply(self._name, self._scale)
        rows = str(self._settings.value("rows", COMFORTABLE))
        choose_rows(rows if rows in ROW_HEIGHTS else COMFORTABLE)
        self._language = Language(theme)
        self._language.speak(str(self._settings.value("language", VIETNAMESE)))

    @property
    def language(self) -> str:
        """The code of the language that is spoken now."""
        return self._language.code

    @property
    def scale(self) -> float:
        """The size of text now, 1.0 to 2.0."""
        return self._scale

    @property
    def last_login(self) -> str:
        """Who signed in here last, known before the store is open; "" where nobody has."""
        return str(self._settings.value("login", ""))

    def remember_login(self, login: str) -> None:
        """Keeps who has signed in, so that the next password typed here is not typed into another field."""
        self._settings.setValue("login", login)

    @property
    def next_name(self) -> str:
        """The colours after those of now; after the last the first."""
        return _after(LOOKS, self._name)

    @property
    def next_rows(self) -> str:
        """The height of rows that is not the one of now."""
        return _after(tuple(ROW_HEIGHTS), chosen_rows())

    @property
    def next_language(self) -> str:
        """The language after the one that is spoken now."""
        return _after(tuple(LANGUAGES), self.language)

    def scale_after(self, step: int) -> float:
        """The next larger size of text for 1, the next smaller one for -1; at the end of the sizes the last one."""
        sizes = SCALES[::step]
        return next((scale for scale in sizes if (scale - self._scale) * step > 0), sizes[-1])

    def dress(self, window: QWidget) -> None:
        """Gives a window this look, now and whenever it changes."""
        self._theme.dress(window)

    def choose(self, name: str) -> None:
        """Dresses every window in these colours, now and at the next start."""
        self._name = name
        self._keep()

    def resize(self, scale: float) -> None:
        """Sets text and controls to this size; windows made before keep their measures."""
        self._scale = scale
        self._keep()

    def space(self, rows: str) -> None:
        """Makes the rows of tables as high as the person likes them, now and at the next start."""
        # Lists come after the sign-in, which does not wait for them.
        from ui.widgets.table import set_rows  # noqa: PLC0415

        set_rows(rows)
        self._settings.setValue("rows", rows)

    def speak(self, language: str) -> None:
        """Speaks this language from now on and at the next start; what stands on the screen already is not changed."""
        self._language.speak(language)
        self._settings.setValue("language", self._language.code)

    def _keep(self) -> None:
        self._settings.setValue("look", self._name)
        self._settings.setValue("scale", str(self._scale))
        self._theme.apply(self._name, self._scale)


def _after(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0
