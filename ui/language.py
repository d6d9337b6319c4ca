"""The language of the screen: Vietnamese as it is written in the program, or a complete translation of it.

A catalogue (`resources/languages/<code>/`) is keyed by the Vietnamese sentence, wherever it stands: `tr()` and `say()`
find the same words for the same sentence. What Qt says by itself (its file dialog, the menu of a field) is written in
English and has a catalogue of its own for the Vietnamese screen. Papers are in Vietnamese whatever the screen says: the
law prescribes their words. Dates, numbers and codes look on the screen as they do on paper, because people compare the
two.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from typing_extensions import override

K = TypeVar("K")

VIETNAMESE, ENGLISH = "vi", "en"

LANGUAGES = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}
"""The languages the screen can speak, each by the name it has for itself."""

FOLDER = Path(__file__).parents[1] / "resources" / "languages"


def say(text: str) -> str:
    """A Vietnamese sentence in the language of the screen; itself where there is no translation."""
    return QCoreApplication.translate("", text) if text else ""


def choices(names: Mapping[K, str]) -> list[tuple[K, str]]:
    """What can be chosen, each with its name in the language of the screen."""
    return [(key, say(name)) for key, name in names.items()]


@cache
def catalogue(code: str) -> dict[str, str]:
    """Every translated sentence by its original: ours in Vietnamese, and for the Vietnamese screen Qt's in English."""
    files = sorted((FOLDER / code).glob("*.json"))
    return {source: said for file in files for source, said in json.loads(file.read_text("utf-8")).items()}


class Language(QTranslator):
    """The translator of the whole program; `speak` changes what is said from now on, not what already stands."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.code = VIETNAMESE
        self._sentences = catalogue(VIETNAMESE)
        QCoreApplication.installTranslator(self)

    def speak(self, code: str) -> None:
        """Says everything in this language; an unknown one means Vietnamese."""
        self.code = code if code in LANGUAGES else VIETNAMESE
        self._sentences = catalogue(self.code)

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._sentences.get(sourceText)
