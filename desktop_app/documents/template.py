"""Sentences of a layout: plain text with `{key}` or `{key:format}` gaps, *bold* and _italic_ stretches.

Values are put in as they are: markup characters in a person's name or address mean nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.documents.fonts import BOLD, ITALIC, REGULAR
from desktop_app.documents.wording import BLANKS, FORMATS, clean

_TOKEN = re.compile(r"(\*|_)|\{([a-z_0-9]+)(?::([a-z_]+))?\}")
_FACES = {"*": BOLD, "_": ITALIC}


class LayoutError(ValueError):
    """A form file says something that cannot be printed; the message names the file or the place."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face; without text it is a dotted gap, reaching to the end of its line if `fill`."""

    text: str
    font: str
    fill: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    key: str
    format: str
    font: str


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed sentence of a layout."""

    parts: tuple[Span | _Gap, ...]

    @classmethod
    def parse(cls, source: str) -> "Template":
        """Returns the parsed sentence; raises LayoutError for an unknown format or markup left open."""
        parts: list[Span | _Gap] = []
        face, position = "", 0
        for match in _TOKEN.finditer(source):
            if match.start() > position:
                parts.append(Span(source[position : match.start()], _FACES.get(face, REGULAR)))
            position = match.end()
            mark, key, form = match.groups()
            if mark is None:
                if (form or "text") not in FORMATS:
                    raise LayoutError(f"unknown format {form!r} in {source!r}")
                parts.append(_Gap(key, form or "text", _FACES.get(face, REGULAR)))
            elif face not in {"", mark}:
                raise LayoutError(f"bold and italic overlap in {source!r}")
            else:
                face = "" if face else mark
        if face:
            raise LayoutError(f"markup {face} left open in {source!r}")
        if position < len(source):
            parts.append(Span(source[position:], REGULAR))
        return cls(tuple(parts))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all gaps."""
        return frozenset(part.key for part in self.parts if isinstance(part, _Gap))

    def missing(self, values: Mapping[str, object]) -> bool:
        """True if the sentence has gaps and there is a value for none of them."""
        return bool(self.keys) and not any(text_of(values, key) for key in self.keys)

    def complete(self, values: Mapping[str, object]) -> bool:
        """True if there is a value for every gap."""
        return all(text_of(values, key) for key in self.keys)

    def fill(self, values: Mapping[str, object]) -> list[Span]:
        """Returns the sentence with the values in their places and dotted gaps where a value is missing.

        Raises ValueError where a value is no text or not of its format (for example a date that is none).
        """
        spans: list[Span] = []
        for index, part in enumerate(self.parts):
            if isinstance(part, Span):
                spans.append(part)
            elif text := text_of(values, part.key):
                spans.append(Span(FORMATS[part.format](text), part.font))
            elif part.format in BLANKS:
                spans.extend(_worded_blank(BLANKS[part.format], part.font))
            else:
                spans.append(Span("", part.font, fill=index == len(self.parts) - 1))
        return spans


def text_of(values: Mapping[str, object], key: str) -> str:
    """Returns a value that is a text, clean for paper; empty if it is missing."""
    value = values.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a text")  # noqa: TRY004 - the caller's data is wrong, not the program
    return clean(value)


def _worded_blank(words: str, font: str) -> list[Span]:
    """Returns the words with a dotted gap at each underscore."""
    spans: list[Span] = []
    for index, piece in enumerate(words.split("_")):
        if index:
            spans.append(Span("", font))
        if piece:
            spans.append(Span(piece, font))
    return spans
