"""Which file describes a form on a given day, and the reading of it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.documents.layout import FormLayout
from desktop_app.documents.layout_file import read_layout
from desktop_app.documents.template import LayoutError

_INDEX = "index.toml"


@dataclass(frozen=True, slots=True)
class _Generation:
    """A set of forms and the days on which it is in force; `last` is None while nothing supersedes it."""

    name: str
    first: date
    last: date | None

    def holds_on(self, day: date) -> bool:
        """True on the days from first to last, both included."""
        return self.first <= day and (self.last is None or day <= self.last)


class FormLibrary:
    """The forms in a list of directories; a file in an earlier directory replaces the same file in a later one.

    Each directory holds `<generation>/<form>.toml` and may hold `index.toml` with the days of each generation.
    Files are read when a form is first asked for and kept.
    """

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)
        self._generations = self._read_index()
        self._layouts: dict[Path, FormLayout] = {}

    def layout(self, form: str, on: date) -> FormLayout:
        """Returns the form as it is in force on that day; raises LookupError if there is none."""
        generation, path = self._in_force(form, on)
        if path not in self._layouts:
            self._layouts[path] = read_layout(path, form, generation.name)
        return self._layouts[path]

    def source(self, form: str, on: date) -> tuple[str, date]:
        """Returns the text of the form and since when its set is in force; raises LookupError if there is none."""
        generation, path = self._in_force(form, on)
        return path.read_text(encoding="utf-8"), generation.first

    def keys(self) -> frozenset[str]:
        """Returns the keys of all values that any of the forms prints on any day."""
        days = {generation.first for generation in self._generations}
        return frozenset().union(*(self.layout(form, day).keys for day in days for form in self.forms(day)))

    def _in_force(self, form: str, on: date) -> tuple[_Generation, Path]:
        for generation in self._generations:
            if generation.holds_on(on) and (path := self._find(f"{generation.name}/{form}.toml")):
                return generation, path
        raise LookupError(f"no form {form} on {on}")

    def forms(self, on: date) -> frozenset[str]:
        """Returns the forms that exist on that day."""
        return frozenset(
            path.stem
            for generation in self._generations
            if generation.holds_on(on)
            for directory in self._directories
            for path in (directory / generation.name).glob("*.toml")
        )

    def _find(self, name: str) -> Path | None:
        return next((path for directory in self._directories if (path := directory / name).is_file()), None)

    def _read_index(self) -> tuple[_Generation, ...]:
        path = self._find(_INDEX)
        if path is None:
            raise LayoutError(f"no {_INDEX} in {', '.join(map(str, self._directories))}")
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))["generation"]
            return tuple(_Generation(entry["name"], entry["from"], entry.get("to")) for entry in entries)
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise LayoutError(f"{path}: {error}") from error
