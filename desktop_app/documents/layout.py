"""What a form looks like, as data: the parsed content of one TOML file (syntax in docs/forms.md)."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.documents.template import Template

# Width and height in millimetres.
PAPERS = {"A5": (148.0, 210.0), "A5-landscape": (210.0, 148.0), "A4": (210.0, 297.0), "A4-landscape": (297.0, 210.0)}
ALIGNMENTS = ("left", "center", "right", "justify")


@dataclass(frozen=True, slots=True)
class Text:
    """A running text: one line of a form ("label: value"), or a paragraph with a first-line indent.

    `optional`: left out while all its values are missing; otherwise gaps are dotted for a pen.
    """

    text: Template
    align: str
    indent: float
    scale: float
    space: float
    optional: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """Short texts side by side ("Số điện thoại: …", "Email: …"); one under the other where they do not fit."""

    cells: tuple[Template, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The items of one value, numbered 1, 2, …; `blanks` dotted rows if there are none."""

    key: str
    blanks: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, the lines of its cells, its share of the width, a heading over several columns."""

    heading: str
    lines: tuple[Template, ...]
    width: float
    align: str
    over: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one value as a ruled table; its heading is repeated on every page; `{row}` is the running number."""

    key: str
    columns: tuple[Column, ...]
    scale: float
    blanks: int


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that are printed only if the value `when` is there."""

    when: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: the capacity, what to do, and the name under the signature."""

    title: str
    note: str
    name: Template


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signers side by side; a single one stands on the right half (NĐ 30/2020/NĐ-CP)."""

    signers: tuple[Signer, ...]
    room: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 of one value with its text under it; the height of the bars in millimetres."""

    key: str
    height: float


@dataclass(frozen=True, slots=True)
class Title:
    """The title in bold capitals; with `codes`, the QR upper left and the Code 128 below, where there are values.

    `under`: lines below the title, each only if it has a value. `captions`: what a person reads instead of the bars;
    the first that says the same as the bars is printed, their plain text if there is none. Without bars the first
    complete one is printed, or with `dotted` the last one to be filled in by hand.
    """

    lines: tuple[str, ...]
    scale: float
    under: tuple[Template, ...]
    captions: tuple[Template, ...]
    dotted: bool
    codes: bool


Block = Text | Cells | NumberedList | Table | Group | Signatures | Barcode | Title


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One form of one generation, ready to be rendered.

    `margins`: top, right, bottom, left in millimetres. `sizes`: least and greatest type size in points; the largest
    that needs no more pages than the least is used. `copies`: the marks of the copies ("Liên 1: lưu"), empty for one.
    """

    form: str
    generation: str
    name: str
    paper: str
    margins: tuple[float, float, float, float]
    sizes: tuple[float, float]
    head: bool
    number: Template | None
    place: Template | None
    copies: tuple[str, ...]
    continued: Template | None
    blocks: tuple[Block, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all values the form can print."""
        heads = [part.keys for part in (self.number, self.place, self.continued) if part]
        return frozenset({"agency_parent", "agency"} if self.head else ()).union(*heads, _keys(self.blocks))


def _keys(blocks: Iterable[Block]) -> frozenset[str]:
    """Returns the keys of the values that the blocks print."""
    keys: set[str] = set()
    for block in blocks:
        match block:
            case Text(text=text):
                keys |= text.keys
            case Cells(cells=templates):
                keys = keys.union(*(template.keys for template in templates))
            case Signatures(signers=signers):
                keys = keys.union(*(signer.name.keys for signer in signers))
            case NumberedList(key=key) | Table(key=key) | Barcode(key=key):
                keys.add(key)
            case Group(when=when, blocks=inner):
                keys |= {when} | _keys(inner)
            case Title(under=under, captions=captions, codes=codes):
                keys = keys.union({"qr", "barcode"} if codes else (), *(line.keys for line in (*under, *captions)))
    return frozenset(keys)
