"""Reading a form file: TOML to a FormLayout, with every slip of the pen reported by its place."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_app.documents.layout import (
    ALIGNMENTS,
    PAPERS,
    Barcode,
    Block,
    Cells,
    Column,
    FormLayout,
    Group,
    NumberedList,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
)
from desktop_app.documents.template import LayoutError, Template


class _Entry:
    """One table of the TOML file that reports what it lacks and what nobody read."""

    def __init__(self, place: str, data: Mapping[str, Any]) -> None:
        self.place = place
        self._left = dict(data)

    def take(self, name: str, kind: type, default: Any = None) -> Any:
        """Returns the entry of that name, of that type; raises LayoutError if it is missing without a default."""
        value = self._left.pop(name, default)
        if kind is float and isinstance(value, int):
            value = float(value)
        if not isinstance(value, kind):
            raise LayoutError(f"{self.place}: {name} must be given as {kind.__name__}")
        return value

    def template(self, name: str, default: str | None = None) -> Template:
        """Returns the entry as a parsed sentence."""
        return Template.parse(self.take(name, str, default))

    def optional_template(self, name: str) -> Template | None:
        """Returns the entry as a parsed sentence, or None if there is no such entry."""
        return self.template(name) if name in self._left else None

    def entries(self, name: str) -> "list[_Entry]":
        """Returns the tables of an array of tables."""
        return [_Entry(f"{self.place}.{name}[{i}]", item) for i, item in enumerate(self.take(name, list, []), start=1)]

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """Returns the entry if it is one of the allowed words."""
        value: str = self.take(name, str, default)
        if value not in allowed:
            raise LayoutError(f"{self.place}: {name} = {value!r} is none of {', '.join(allowed)}")
        return value

    def done(self) -> None:
        """Raises LayoutError if the file has entries that mean nothing: a slip of the pen must not pass silently."""
        if self._left:
            raise LayoutError(f"{self.place}: unknown {', '.join(sorted(self._left))}")

    def templates(self, name: str) -> tuple[Template, ...]:
        """Returns the entry as parsed sentences, none if it is missing."""
        return tuple(Template.parse(text) for text in self.texts(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Returns the entry as a tuple of texts, empty if it is missing."""
        return tuple(str(item) for item in self.take(name, list, []))


def read_layout(path: Path, form: str, generation: str) -> FormLayout:
    """Returns the layout in the file; raises LayoutError with the place of anything missing, unknown or malformed."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LayoutError(f"{path}: {error}") from error
    return parse_layout(text, form, generation)


def parse_layout(text: str, form: str, generation: str) -> FormLayout:
    """Returns the layout that the text describes; raises LayoutError as `read_layout`."""
    name = f"{form}.toml"
    try:
        entry = _Entry(name, tomllib.loads(text))
        paper = entry.choice("paper", tuple(PAPERS), "A5")
        top, right, bottom, left = (float(side) for side in entry.take("margins", list))
        least, most = (float(size) for size in entry.take("sizes", list))
        layout = FormLayout(
            form=form,
            generation=generation,
            name=entry.take("name", str),
            paper=paper,
            margins=(top, right, bottom, left),
            sizes=(least, most),
            head=entry.take("head", bool, False),
            number=entry.optional_template("number"),
            place=entry.optional_template("place"),
            copies=entry.texts("copies"),
            continued=entry.optional_template("continued"),
            blocks=_blocks(entry),
        )
        entry.done()
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise LayoutError(f"{name}: {error}") from error
    return layout


def _blocks(entry: _Entry) -> tuple[Block, ...]:
    return tuple(_block(block) for block in entry.entries("blocks"))


def _block(entry: _Entry) -> Block:
    """Returns the block the entry describes; its `kind` decides which entries it has."""
    reader = _READERS.get(kind := entry.take("kind", str))
    if reader is None:
        raise LayoutError(f"{entry.place}: unknown kind {kind!r}")
    block = reader(entry)
    entry.done()
    return block


def _line(entry: _Entry) -> Text:
    return _text(entry, "left", 0.0)


def _paragraph(entry: _Entry) -> Text:
    # A first line 1–1.27 cm in on A4 (NĐ 30/2020/NĐ-CP) is 7–9 mm on A5.
    return _text(entry, "justify", 8.0)


def _text(entry: _Entry, align: str, indent: float) -> Text:
    return Text(
        text=entry.template("text"),
        align=entry.choice("align", ALIGNMENTS, align),
        indent=entry.take("indent", float, indent),
        scale=entry.take("scale", float, 1.0),
        space=entry.take("space", float, 0.0),
        optional=entry.take("optional", bool, False),
    )


def _cells(entry: _Entry) -> Cells:
    return Cells(entry.templates("cells"), entry.take("optional", bool, False))


def _list(entry: _Entry) -> NumberedList:
    return NumberedList(entry.take("key", str), entry.take("blanks", int, 3))


def _table(entry: _Entry) -> Table:
    columns = tuple(_column(column) for column in entry.entries("columns"))
    return Table(entry.take("key", str), columns, entry.take("scale", float, 1.0), entry.take("blanks", int, 0))


def _column(entry: _Entry) -> Column:
    column = Column(
        heading=entry.take("heading", str),
        lines=entry.templates("lines"),
        width=entry.take("width", float),
        align=entry.choice("align", ALIGNMENTS, "left"),
        over=entry.take("over", str, ""),
    )
    entry.done()
    return column


def _group(entry: _Entry) -> Group:
    return Group(entry.take("when", str), _blocks(entry))


def _signatures(entry: _Entry) -> Signatures:
    return Signatures(tuple(_signer(signer) for signer in entry.entries("signers")), entry.take("room", float, 3.8))


def _signer(entry: _Entry) -> Signer:
    signer = Signer(entry.take("title", str), entry.take("note", str, ""), entry.template("name", ""))
    entry.done()
    return signer


def _barcode(entry: _Entry) -> Barcode:
    return Barcode(entry.take("key", str), entry.take("height", float, 12.0))


def _title(entry: _Entry) -> Title:
    return Title(
        lines=entry.texts("lines"),
        scale=entry.take("scale", float, 1.15),
        under=entry.templates("under"),
        captions=entry.templates("captions"),
        dotted=entry.take("dotted", bool, False),
        codes=entry.take("codes", bool, True),
    )


_READERS: dict[str, Callable[[_Entry], Block]] = {
    "line": _line,
    "paragraph": _paragraph,
    "cells": _cells,
    "list": _list,
    "table": _table,
    "group": _group,
    "signatures": _signatures,
    "barcode": _barcode,
    "title": _title,
}
