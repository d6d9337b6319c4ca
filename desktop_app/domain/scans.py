"""One door for everything that is scanned: what it is, told by its content alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from desktop_app.domain.codes import (
    BATCH_PREFIX,
    COMPONENT_MARK,
    STAFF_PREFIX,
    BatchCode,
    ComponentCode,
    DossierCode,
    ReceiptNumber,
    StaffCode,
    parse_batch_code,
    parse_component_code,
    parse_dossier_reference,
    parse_staff_code,
    plain,
)
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import Card, parse_card
from desktop_app.domain.mrz import MachineReadable, parse_mrz

# A QR code holds 4,296 letters at most, and only 2,953 bytes of text like ours: what is longer was pasted, not scanned.
_LONGEST: Final = 4296
_OWN_PAPER: Final = "MC1|"
# Some scanners are set up to send which symbology they read (AIM identifier) before the content.
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)
# EMVCo, the standard of VietQR: payload format 01 comes first.
_PAYMENT: Final = "000201"
_CARD_START: Final = re.compile(r"[0-9 .-]{9,15}\|")
# Wide enough for a code that lost a part on the way: then the answer names the part.
_DOSSIER_LIKE: Final = re.compile(r"[A-Z0-9.]{3,}-[0-9]{4,}(-.*)?")
_DIGITS_AND_DASHES: Final = re.compile(r"[0-9-]+")


@dataclass(frozen=True, slots=True)
class CardScan:
    """The QR code of a chip card."""

    card: Card


@dataclass(frozen=True, slots=True)
class MachineReadableScan:
    """The machine-readable lines of an identity card."""

    lines: MachineReadable


@dataclass(frozen=True, slots=True)
class DossierScan:
    """The dossier code on a paper, from the bar code or from the QR code of our own papers."""

    code: DossierCode


@dataclass(frozen=True, slots=True)
class ReceiptScan:
    """The receipt number on a paper."""

    number: ReceiptNumber


@dataclass(frozen=True, slots=True)
class BatchScan:
    """The code of a handover list."""

    code: BatchCode


@dataclass(frozen=True, slots=True)
class ComponentScan:
    """The cover sheet of a component."""

    code: ComponentCode


@dataclass(frozen=True, slots=True)
class StaffScan:
    """A staff card."""

    code: StaffCode


@dataclass(frozen=True, slots=True)
class ForeignScan:
    """Something that is not ours or arrived damaged; `reason` is the code of the sentence to show."""

    reason: str
    parameters: Mapping[str, object] = field(default_factory=dict, compare=False)
    """What the sentence is filled with."""


Scan = CardScan | MachineReadableScan | DossierScan | ReceiptScan | BatchScan | ComponentScan | StaffScan | ForeignScan


def classify(text: str) -> Scan:
    """What was scanned; never raises.

    The reason of a ForeignScan is the code of the Refusal of the kind it looks like, or `scan.empty`, `scan.too_long`,
    `scan.web_address`, `scan.payment`, `scan.unknown`.
    """
    if len(text) > _LONGEST:
        return ForeignScan("scan.too_long")
    content = _SYMBOLOGY.sub("", text.strip("\ufeff\0\r\n\t "), count=1)
    if not content:
        return ForeignScan("scan.empty")
    try:
        return _classify(content)
    except Refusal as refusal:
        return ForeignScan(refusal.code, refusal.parameters)


def _classify(content: str) -> Scan:
    code = plain(content)
    if code.startswith(_OWN_PAPER):
        return _dossier(code.split("|")[1])
    if _CARD_START.match(content):
        return CardScan(parse_card(content))
    if code.startswith("IDVNM"):
        return MachineReadableScan(parse_mrz(content))
    if _ADDRESS.match(content):
        return ForeignScan("scan.web_address")
    if content.startswith(_PAYMENT) and not _DIGITS_AND_DASHES.fullmatch(code):
        return ForeignScan("scan.payment")
    return _our_code(code)


def _our_code(code: str) -> Scan:
    if code.startswith(f"{BATCH_PREFIX}-"):
        return BatchScan(parse_batch_code(code))
    if code.startswith(f"{STAFF_PREFIX}-"):
        return StaffScan(parse_staff_code(code))
    if COMPONENT_MARK in code:
        return ComponentScan(parse_component_code(code))
    if _DOSSIER_LIKE.fullmatch(code) or _DIGITS_AND_DASHES.fullmatch(code):
        return _dossier(code)
    return ForeignScan("scan.unknown")


def _dossier(text: str) -> DossierScan | ReceiptScan:
    named = parse_dossier_reference(text)
    return ReceiptScan(named) if isinstance(named, ReceiptNumber) else DossierScan(named)
