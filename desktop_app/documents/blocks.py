"""A layout and its values become blocks ready to be set: what is missing is dotted or left out here."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.documents.codes import code128_modules, qr_rows
from desktop_app.documents.flow import Word, plain_words, words_of
from desktop_app.documents.fonts import BOLD, ITALIC, REGULAR
from desktop_app.documents.head import HeadFlow, TitleFlow
from desktop_app.documents.layout import (
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
from desktop_app.documents.strips import BarcodeFlow, CellsFlow, Flow, ListFlow, SignatureFlow, TextFlow
from desktop_app.documents.tables import TableFlow
from desktop_app.documents.template import Span, Template, text_of
from desktop_app.documents.wording import clean

FieldValue = str | Sequence[str] | Sequence[Mapping[str, str]]
Values = Mapping[str, FieldValue]

# Height of the bars under a title in millimetres.
_BARS_HEIGHT = 7.5


def filled(layout: FormLayout, values: Values) -> list[tuple[Flow, bool]]:
    """Returns the blocks to be printed, each with whether it must stay with the text before it.

    Raises ValueError for a value that is not of the kind or format its place asks for.
    """
    flows: list[tuple[Flow, bool]] = []
    if layout.head:
        flows.append((_head(layout, values), False))
    for block in layout.blocks:
        flows += _resolved(block, layout, values)
    return flows


def _resolved(block: Block, layout: FormLayout, values: Values) -> Iterable[tuple[Flow, bool]]:
    """Yields the block with its values in it; nothing for what is optional and missing."""
    match block:
        case Group(when=when, blocks=blocks):
            for inner in blocks if text_of(values, when) else ():
                yield from _resolved(inner, layout, values)
        case Title():
            yield _title(block, layout, values), False
        case NumberedList(key=key):
            yield ListFlow([_item(*item) for item in enumerate(_items(values, key) or [""] * block.blanks, 1)]), True
        case Table():
            yield TableFlow(block.columns, _rows(block, values), block.scale), True
        case Signatures(signers=signers):
            yield SignatureFlow([_signer(signer, values) for signer in signers], block.room), True
        case Text() | Cells() | Barcode():
            yield from ((flow, False) for flow in _plain(block, values))


def _plain(block: Text | Cells | Barcode, values: Values) -> Iterable[Flow]:
    """Yields the block if it has something to show."""
    match block:
        case Text(text=text) if not (block.optional and text.missing(values)):
            yield TextFlow(_words(text, values), block.align, block.indent, block.scale, block.space)
        case Cells(cells=cells):
            shown = [_words(cell, values) for cell in cells if not (block.optional and cell.missing(values))]
            yield from [CellsFlow(shown)] if shown else []
        case Barcode(key=key) if code := text_of(values, key):
            yield BarcodeFlow(code128_modules(code), plain_words(code, REGULAR), block.height)


def _head(layout: FormLayout, values: Values) -> HeadFlow:
    return HeadFlow(
        parent=plain_words(text_of(values, "agency_parent").upper(), REGULAR),
        agency=plain_words(text_of(values, "agency").upper(), BOLD),
        number=_words(layout.number, values),
        place=_words(layout.place, values),
    )


def _title(block: Title, layout: FormLayout, values: Values) -> TitleFlow:
    qr = values.get("qr", "") if block.codes else ""
    barcode = text_of(values, "barcode") if block.codes else ""
    modules = code128_modules(barcode) if barcode else ""
    return TitleFlow(
        lines=[plain_words(line, BOLD) for line in block.lines],
        scale=block.scale,
        under=[_words(line, values) for line in block.under if not line.missing(values)],
        has_copies=bool(layout.copies),
        qr=qr_rows(qr) if isinstance(qr, str) and qr else (),
        code=BarcodeFlow(modules, _caption(block, barcode, values), _BARS_HEIGHT if modules else 0.0),
    )


def _caption(block: Title, barcode: str, values: Values) -> list[Word]:
    """Returns what stands under the bars for people; nothing else than what the bars say."""
    filled = [caption.fill(values) for caption in block.captions if caption.complete(values)]
    fitting = [spans for spans in filled if any(barcode in span.text for span in spans)]
    if fitting:
        return words_of(fitting[0])
    if not barcode and block.dotted:
        return words_of(block.captions[-1].fill(values))
    return plain_words(barcode, BOLD)


def _signer(signer: Signer, values: Values) -> tuple[list[Word], list[Word], list[Word]]:
    """Returns capacity, note and name; a missing name is left for the hand that signs."""
    name = [] if signer.name.missing(values) else _words(signer.name, values)
    return plain_words(signer.title, BOLD), plain_words(signer.note, ITALIC), name


def _words(template: Template | None, values: Values) -> list[Word]:
    return words_of(template.fill(values)) if template else []


def _item(number: int, text: str) -> tuple[list[Word], list[Word]]:
    content = Span(clean(text), REGULAR, fill=not text.strip())
    return plain_words(f"{number}.", REGULAR), words_of([content])


def _items(values: Values, key: str) -> list[str]:
    value = values.get(key, ())
    items = [item for item in value if isinstance(item, str)]
    if isinstance(value, str) or len(items) != len(value):
        raise ValueError(f"{key} must be a list of texts")
    return items


def _rows(table: Table, values: Values) -> list[list[list[list[Word]]]]:
    """Returns the lines of every cell; `{row}` is the running number unless the row brings its own."""
    value = values.get(table.key, ())
    rows: list[Mapping[str, str]] = [row for row in value if isinstance(row, Mapping)]
    if len(rows) != len(value):
        raise ValueError(f"{table.key} must be a list of rows")
    numbered = [{"row": str(number), **row} for number, row in enumerate(rows, start=1)] or [{}] * table.blanks
    return [[_cell(column, row) for column in table.columns] for row in numbered]


def _cell(column: Column, row: Mapping[str, str]) -> list[list[Word]]:
    """Returns the lines of a cell whose values are there; in a row for the pen, empty ones to write on."""
    if not row:
        return [[] for _ in column.lines]
    return [_words(line, row) for line in column.lines if not line.missing(row)]
