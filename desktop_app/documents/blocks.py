"""A layout and its values become blocks ready to be set: what is missing is dotted or left out here."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.documents.codes import code128_modules, qr_rows
from desktop_app.documents.flow import Word, words_of
from desktop_app.documents.fonts import REGULAR
from desktop_app.documents.head import HeadFlow, TitleFlow
from desktop_app.documents.layout import (
    Barcode,
    Block,
    Cells,
    FormLayout,
    Group,
    NumberedList,
    Signatures,
    Table,
    Text,
    Title,
)
from desktop_app.documents.strips import BarcodeFlow, CellsFlow, Flow, ListFlow, SignatureFlow, TextFlow
from desktop_app.documents.tables import TableFlow
from desktop_app.documents.template import Span, Template
from desktop_app.documents.wording import clean

FieldValue = str | Sequence[str] | Sequence[Mapping[str, str]]
Values = Mapping[str, FieldValue]


def filled(layout: FormLayout, values: Values) -> list[tuple[Flow, bool]]:
    """Returns the blocks to be printed, each with whether it must stay with the text before it.

    Raises ValueError for a value that is not of the kind or format its place asks for.
    """
    flows: list[tuple[Flow, bool]] = []
    if layout.head:
        parent, agency = (text_of(values, key).upper() for key in ("agency_parent", "agency"))
        flows.append((HeadFlow(parent, agency, _words(layout.number, values), _words(layout.place, values)), False))
    for block in layout.blocks:
        flows += _resolved(block, layout, values)
    return flows


def text_of(values: Values, key: str) -> str:
    """Returns a value that is a text, clean for paper; empty if it is missing."""
    value = values.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a text")  # noqa: TRY004 - the caller's data is wrong, not the program
    return clean(value)


def _resolved(block: Block, layout: FormLayout, values: Values) -> Iterable[tuple[Flow, bool]]:
    """Yields the block with its values in it; nothing for what is optional and missing."""
    match block:
        case Group(when=when, blocks=blocks):
            for inner in blocks if values.get(when) else ():
                yield from _resolved(inner, layout, values)
        case Title():
            yield _title(block, layout, values), False
        case NumberedList(key=key):
            yield ListFlow([words_of([_item(text)]) for text in _items(values, key) or [""] * block.blanks]), True
        case Table():
            yield TableFlow(block.columns, _rows(block, values), block.scale), True
        case Signatures(signers=signers):
            yield SignatureFlow([(who.title, who.note, _name(who.name, values)) for who in signers], block.room), True
        case Text() | Cells() | Barcode():
            yield from ((flow, False) for flow in _plain(block, values))


def _plain(block: Text | Cells | Barcode, values: Values) -> Iterable[Flow]:
    """Yields the block if it has something to show."""
    match block:
        case Text(text=text) if not (block.optional and _missing(text, values)):
            yield TextFlow(_words(text, values), block.align, block.indent, block.scale, block.space)
        case Cells(cells=cells):
            shown = [_words(cell, values) for cell in cells if not (block.optional and _missing(cell, values))]
            yield from [CellsFlow(shown)] if shown else []
        case Barcode(key=key) if code := text_of(values, key):
            yield BarcodeFlow(code, block.height, block.module)


def _title(block: Title, layout: FormLayout, values: Values) -> TitleFlow:
    qr, barcode = values.get("qr"), text_of(values, "barcode")
    return TitleFlow(
        lines=block.lines,
        scale=block.scale,
        caption=_words(block.caption, values),
        has_copies=bool(layout.copies),
        qr=qr_rows(qr) if isinstance(qr, str) and qr else (),
        modules=code128_modules(barcode) if barcode else "",
    )


def _words(template: Template | None, values: Values) -> list[Word]:
    return words_of(template.fill(values)) if template else []


def _name(template: Template, values: Values) -> list[Word]:
    """Returns the name under a signature, or nothing: the hand that signs writes it."""
    return [] if _missing(template, values) else _words(template, values)


def _missing(template: Template, values: Values) -> bool:
    return bool(template.keys) and not any(values.get(key) for key in template.keys)


def _item(text: str) -> Span:
    return Span(clean(text), REGULAR, fill=not text.strip())


def _items(values: Values, key: str) -> list[str]:
    value = values.get(key, ())
    items = [item for item in value if isinstance(item, str)]
    if isinstance(value, str) or len(items) != len(value):
        raise ValueError(f"{key} must be a list of texts")
    return items


def _rows(table: Table, values: Values) -> list[list[list[Word]]]:
    """Returns the words of every cell; `{row}` is the running number, a missing cell stays empty."""
    value = values.get(table.key, ())
    rows: list[Mapping[str, str]] = [row for row in value if isinstance(row, Mapping)]
    if len(rows) != len(value):
        raise ValueError(f"{table.key} must be a list of rows")
    rows = rows or [{}] * table.blanks
    return [
        [_name(column.text, {"row": str(number), **row} if row else {}) for column in table.columns]
        for number, row in enumerate(rows, start=1)
    ]
