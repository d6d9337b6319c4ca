"""The codes on papers: what they look like, how they are read and how they are made. See docs/codes.md."""

import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.errors import Refusal

BATCH_PREFIX: Final = "BG"
STAFF_PREFIX: Final = "CB"
COMPONENT_MARK: Final = "/TP"

_UNIT: Final = re.compile(r"[A-Z0-9]+(\.[A-Z0-9]+)*")
_SYSTEM: Final = re.compile(r"([0-9]{2})?")
_DAY: Final = re.compile(r"[0-9]{6}([0-9]{2})?")
_SEQUENCE: Final = re.compile(r"[0-9]{4,8}")
_ORDINAL: Final = re.compile(r"[0-9]{2,3}")
_DIGITS: Final = re.compile(r"[0-9]*")
# Without a dash a number of the day has five digits at most: twelve digits in all are the number of a person.
_DAY_AND_NUMBER: Final = re.compile(r"[0-9]{6}([0-9]{2})?-[0-9]{1,8}")
_IN_HASTE: Final = re.compile(r"([0-9]{6})([0-9]{1,5})")

# Phones and word processors put a typographic dash where a hyphen was meant. Only ASCII letters have capitals here:
# str.upper() would turn a dotless ı or a long ſ into letters of a code.
_READING: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz\u2010\u2011\u2012\u2013\u2014\u2212", "ABCDEFGHIJKLMNOPQRSTUVWXYZ------"
)

# Crockford's base 32: no I, L, O, U, so that no sign is taken for another and no word is spelled.
LOOKUP_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKUP_LENGTH: Final = 8
_LOOKUP_READING: Final = str.maketrans("OIL", "011", "-")


def plain(text: str) -> str:
    """A code as it is compared: ASCII capitals, hyphens for every kind of dash, no white space at all."""
    return "".join(text.translate(_READING).split())


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A valid dossier code (mã hồ sơ): unit, day of reception, number of the day, in capitals.

    The text is the identity: it is reproduced sign by sign as the issuing system wrote it.
    Refusals: `dossier_code.parts` (found), `dossier_code.unit`, `dossier_code.day`, `dossier_code.sequence`.
    Source: Circular 01/2018/TT-VPCP, article 19; unit codes by Decision 20/2020/QĐ-TTg.
    """

    text: str

    def __post_init__(self) -> None:
        parts = self.text.split("-")
        if len(parts) != 3:
            raise Refusal("dossier_code.parts", found=len(parts))
        unit, day, sequence = parts
        if not 3 <= len(unit) <= 35 or not _UNIT.fullmatch(unit):
            raise Refusal("dossier_code.unit")
        _read_day(day)
        if not _SEQUENCE.fullmatch(sequence):
            raise Refusal("dossier_code.sequence")

    @property
    def unit(self) -> str:
        """The code of the receiving unit, dotted groups such as "H29.19.05" or the older "000.00.19.H29"."""
        return self.text.split("-")[0]

    @property
    def day(self) -> date:
        """The day of reception."""
        return _read_day(self.text.split("-")[1])

    @property
    def sequence(self) -> int:
        """The number of the day; digits of a system that were written before it are part of it."""
        return int(self.text.split("-")[2])

    def __str__(self) -> str:
        return self.text


def parse_dossier_code(text: str) -> DossierCode:
    """The dossier code that was typed or scanned; case, white space and the kind of dash do not matter.

    The day may be written yymmdd, yyyymmdd, or yymmdd with two digits of a system. Refusals: see `DossierCode`.
    """
    return DossierCode(plain(text))


def code_of(unit: str, text: str) -> str:
    """The code of this unit, or its beginning, where only what differs was typed; otherwise the text as it is.

    What differs are the day and the number of the day, as people read them out: 261008-0975, or in haste 2610080975.
    """
    signs = plain(text)
    if in_haste := _IN_HASTE.fullmatch(signs):
        signs = "-".join(in_haste.groups())
    return f"{unit}-{signs}" if unit and _DAY_AND_NUMBER.fullmatch(signs) else text


def make_dossier_code(unit: str, day: date, sequence: int, width: int = 4, system: str = "") -> DossierCode:
    """A new dossier code; the number of the day is filled to `width` digits and grows past them when it must.

    `system` is empty or the two digits that nationwide services write before the number. Refusals: as when reading,
    `dossier_code.sequence` also for a number below 1, `dossier_code.day` also for a day outside 2000 to 2099.
    """
    if sequence < 1 or not _SYSTEM.fullmatch(system):
        raise Refusal("dossier_code.sequence")
    code = parse_dossier_code(f"{unit}-{day:%y%m%d}-{system}{sequence:0{width}d}")
    if code.day != day:
        raise Refusal("dossier_code.day")
    return code


def _read_day(digits: str) -> date:
    if not _DAY.fullmatch(digits):
        raise Refusal("dossier_code.day")
    # Eight digits are a year in full or, where that is no day of this century, a short date and a system.
    spellings = [digits] if len(digits) == 8 and digits.startswith("20") else []
    for spelling in (*spellings, f"20{digits[:6]}"):
        with suppress(ValueError):
            return date(int(spelling[:4]), int(spelling[4:6]), int(spelling[6:]))
    raise Refusal("dossier_code.day")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a number of ours is written: a prefix, parts of fixed width, two check digits by ISO 7064 MOD 97-10.

    The check digits cover the prefix too (letters count 10 to 35, as in an IBAN), so a code that lost its prefix is
    not taken for a code of another kind.
    """

    kind: str
    prefix: str
    parts: tuple[tuple[str, int], ...]

    def check(self, *values: int) -> None:
        """Returns only if every part fits its width; otherwise Refusal("<kind>.range", part=…)."""
        for value, (part, width) in zip(values, self.parts, strict=True):
            if not 0 <= value < 10**width:
                raise Refusal(f"{self.kind}.range", part=part)

    def write(self, *values: int) -> list[str]:
        """The groups of the written code, the prefix first where there is one."""
        groups = [f"{value:0{width}d}" for value, (_, width) in zip(values, self.parts, strict=True)]
        check = check_digits(self.prefix + "".join(groups))
        return [*([self.prefix] if self.prefix else []), *groups, check]

    def read(self, text: str) -> list[int]:
        """The parts of a written code; dashes may be missing or misplaced."""
        signs = plain(text).replace("-", "")
        digits = signs.removeprefix(self.prefix)
        if not signs.startswith(self.prefix) or not _DIGITS.fullmatch(digits):
            raise Refusal(f"{self.kind}.characters")
        length = sum(width for _, width in self.parts)
        if len(digits) != length + 2:
            raise Refusal(f"{self.kind}.digits", found=len(digits), expected=length + 2)
        if check_digits(self.prefix + digits[:-2]) != digits[-2:]:
            raise Refusal(f"{self.kind}.check_digits")
        values, start = [], 0
        for _, width in self.parts:
            values.append(int(digits[start : start + width]))
            start += width
        return values


_STATION_PARTS: Final = (("space_no", 5), ("station_no", 4), ("incarnation", 2), ("counter", 6))
_RECEIPT: Final = _Layout("receipt_number", "", _STATION_PARTS)
_BATCH: Final = _Layout("batch_code", BATCH_PREFIX, _STATION_PARTS)
_STAFF: Final = _Layout("staff_code", STAFF_PREFIX, (("space_no", 5), ("staff_no", 6)))


def check_digits(signs: str) -> str:
    """The two check digits of ISO 7064 MOD 97-10 for digits and capital letters (A counts 10 … Z counts 35).

    They catch every single wrong digit and every two neighbouring digits exchanged.
    """
    number = int(signs if signs.isdecimal() else "".join(str(int(sign, 36)) for sign in signs))
    return f"{98 - number * 100 % 97:02d}"


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The number (số biên nhận) that a station gives without asking anybody and that no other station can ever give.

    Office 0–99999, station 0–9999, incarnation 0–99, counter 0–999999; outside: Refusal("receipt_number.range", part).
    """

    space_no: int
    station_no: int
    incarnation: int
    counter: int

    def __post_init__(self) -> None:
        _RECEIPT.check(self.space_no, self.station_no, self.incarnation, self.counter)

    @property
    def digits(self) -> str:
        """The 19 digits without separators."""
        return str(self).replace("-", "")

    def __str__(self) -> str:
        return "-".join(_RECEIPT.write(self.space_no, self.station_no, self.incarnation, self.counter))


def parse_receipt_number(text: str) -> ReceiptNumber:
    """The receipt number that was typed or scanned, with or without dashes and spaces.

    Refusals: `receipt_number.characters`, `receipt_number.digits` (found, expected), `receipt_number.check_digits`.
    """
    return ReceiptNumber(*_RECEIPT.read(text))


@dataclass(frozen=True, slots=True)
class BatchCode:
    """The code on a handover list (bàn giao): BG and a station's own number, built like a receipt number."""

    space_no: int
    station_no: int
    incarnation: int
    counter: int

    def __post_init__(self) -> None:
        _BATCH.check(self.space_no, self.station_no, self.incarnation, self.counter)

    def __str__(self) -> str:
        return "-".join(_BATCH.write(self.space_no, self.station_no, self.incarnation, self.counter))


def parse_batch_code(text: str) -> BatchCode:
    """The batch code that was typed or scanned. Refusals as for a receipt number, under `batch_code.`."""
    return BatchCode(*_BATCH.read(text))


@dataclass(frozen=True, slots=True)
class StaffCode:
    """The code on a staff card (cán bộ): CB, the office 0–99999 and the person's number there 0–999999.

    It says who somebody claims to be; it is no secret and opens nothing by itself.
    """

    space_no: int
    staff_no: int

    def __post_init__(self) -> None:
        _STAFF.check(self.space_no, self.staff_no)

    def __str__(self) -> str:
        return "-".join(_STAFF.write(self.space_no, self.staff_no))


def parse_staff_code(text: str) -> StaffCode:
    """The staff code that was typed or scanned. Refusals as for a receipt number, under `staff_code.`."""
    return StaffCode(*_STAFF.read(text))


@dataclass(frozen=True, slots=True)
class ComponentCode:
    """The code on the cover sheet of one component (thành phần hồ sơ): "<code of the dossier>/TP03".

    A dossier received without a lease has only its receipt number yet; then that stands before the stroke.
    A component number outside 1–999 raises Refusal("component_code.number").
    """

    dossier: DossierCode | ReceiptNumber
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 999:
            raise Refusal("component_code.number")

    def __str__(self) -> str:
        return f"{self.dossier}{COMPONENT_MARK}{self.number:02d}"


def parse_component_code(text: str) -> ComponentCode:
    """The component code that was typed or scanned.

    Refusals: `component_code.mark`, `component_code.number`, and those of the dossier code or receipt number in it.
    """
    dossier, mark, number = plain(text).rpartition(COMPONENT_MARK)
    if not mark:
        raise Refusal("component_code.mark")
    if not _ORDINAL.fullmatch(number):
        raise Refusal("component_code.number")
    return ComponentCode(parse_dossier_reference(dossier), int(number))


def parse_dossier_reference(text: str) -> DossierCode | ReceiptNumber:
    """The dossier code or, where there are digits only, the receipt number that names a dossier on paper."""
    if _DIGITS.fullmatch(plain(text).replace("-", "")):
        return parse_receipt_number(text)
    return parse_dossier_code(text)


def make_lookup_code() -> str:
    """A new look-up code "7K3M-9QXA": 40 random bits, the second secret beside the guessable dossier code."""
    signs = "".join(secrets.choice(LOOKUP_ALPHABET) for _ in range(_LOOKUP_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def lookup_signs(text: str) -> str:
    """A look-up code as it is compared: case, spaces, dashes and O for 0 or I, L for 1 do not matter."""
    return plain(text).translate(_LOOKUP_READING)


def same_lookup_code(left: str, right: str) -> bool:
    """Whether both are the same valid look-up code, however they are written.

    The time of the comparison does not depend on where they differ.
    """
    signs = [lookup_signs(text) for text in (left, right)]
    if any(len(text) != _LOOKUP_LENGTH or not set(text) <= set(LOOKUP_ALPHABET) for text in signs):
        return False
    return hmac.compare_digest(*signs)
