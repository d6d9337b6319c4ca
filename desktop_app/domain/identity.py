"""Who somebody is: personal numbers, the code on the chip card, tax codes."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.errors import Refusal
from desktop_app.domain.legacy_text import undo_mojibake
from desktop_app.domain.text import nfc

_DIGITS: Final = re.compile(r"[0-9]*")
_DATE: Final = re.compile(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})")
_CARD_FIELDS: Final = 7
# Letters, with marks that have no composed form in the minority languages' alphabets, and what joins names.
_LETTERS: Final = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_NAME: Final = re.compile(rf"{_LETTERS}(?:[ .,'’-]+{_LETTERS})*[.]?")
_REPLACED: Final = re.compile(r"[?\ufffd\x00-\x1f\x7f-\x9f]")
# Keys of Telex or VNI left as letters and digits: a doubled vowel or d, a w after a vowel, a tone key at the end.
_KEYS: Final = re.compile(
    r"\b[a-z]*(?:aa|ee|oo|dd|[aou]w|[aeiouy][a-z]*[sfrxj]\b|[a-z][aeiouy][a-z]*[1-9])", re.IGNORECASE
)
# What is left of "Nữ" when a scanner drops or replaces letters, or an input method is off.
_BARE_FEMALE: Final = frozenset({"nu", "n", "n?", "n\ufffd", "nuwx", "nu74"})


class Sex(StrEnum):
    """The sex as the card states it."""

    MALE = "male"
    FEMALE = "female"


_SEXES: Final = {"nam": Sex.MALE, "nữ": Sex.FEMALE} | dict.fromkeys(_BARE_FEMALE, Sex.FEMALE)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """The twelve digits of a personal number (số định danh cá nhân); it has no check digit.

    Three digits of the place where the birth was registered (places that no longer exist stay valid), one of century
    and sex, two of the year of birth, six at random. Source: Decree 137/2015/NĐ-CP, article 13.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        _require_digits("number", self.digits, 12)

    @property
    def sex(self) -> Sex:
        """The sex that the fourth digit states: even male, odd female."""
        return Sex.FEMALE if int(self.digits[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        """The year of birth that the digits four to six state: 0 and 1 mean the 1900s, 2 and 3 the 2000s."""
        return 1900 + int(self.digits[3]) // 2 * 100 + int(self.digits[4:6])

    def warnings(self, sex: Sex | None = None, birth_date: date | None = None) -> list[str]:
        """What does not agree with the number, as codes to show; never a reason to turn anybody away."""
        found = []
        if sex is not None and sex is not self.sex:
            found.append("number.sex_differs")
        if birth_date is not None and birth_date.year != self.birth_year:
            found.append("number.birth_year_differs")
        return found


@dataclass(frozen=True, slots=True)
class OldNumber:
    """The nine digits of an old identity card (CMND): good for finding somebody, invalid as a paper since 2025."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        _require_digits("number", self.digits, 9)


def parse_number(text: str) -> PersonalNumber | OldNumber:
    """The personal number (12 digits) or old number (9) that was typed, with or without spaces, dots and dashes.

    Refusals: `number.characters`, `number.digits` (found).
    """
    digits = _without_separators(text)
    return OldNumber(digits) if len(digits) == 9 else PersonalNumber(digits)


def parse_tax_code(text: str) -> str:
    """The tax code in its usual form: 10 digits, "0123456789-001" for a branch, or 12 digits of a personal number.

    Only the form is checked here. Refusals: `tax_code.characters`, `tax_code.digits` (found).
    """
    digits = _without_separators(text)
    _require_digits("tax_code", digits, 10, 12, 13)
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def check_name(name: str) -> None:
    """Refuses what can be the name neither of a person nor of an organisation: `name.letters`.

    Nothing more is asked: names come from every country.
    """
    if not any(map(str.isalpha, name)):
        raise Refusal("name.letters")


def _without_separators(text: str) -> str:
    return "".join(text.split()).translate({ord("."): None, ord("-"): None})


def _require_digits(kind: str, text: str, *lengths: int) -> None:
    if not _DIGITS.fullmatch(text):
        raise Refusal(f"{kind}.characters")
    if len(text) not in lengths:
        raise Refusal(f"{kind}.digits", found=len(text))


@dataclass(frozen=True, slots=True)
class Card:
    """What the QR code of a chip card states; the text that was scanned is not kept.

    Fields named in `doubtful` were damaged on the way and must be compared with the card by eye; `warnings` are codes
    that say what happened or what does not agree.
    """

    number: PersonalNumber
    old_number: OldNumber | None
    full_name: str
    birth_date: date | None
    sex: Sex | None
    address: str
    issued: date | None
    doubtful: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Card, doubtful: {', '.join(sorted(self.doubtful)) or 'nothing'}>"


def parse_card(text: str) -> Card:
    """The card whose QR text was scanned: seven fields between '|', any further ones ignored.

    Refusals: `card.field_count` (found), and `number.characters`, `number.digits` for the number, without which there
    is no card. Any other field that cannot be read stays empty and is doubtful.
    """
    raw = [" ".join(part.split()) for part in undo_mojibake(text).strip("\ufeff").split("|")]
    if len(raw) < _CARD_FIELDS:
        raise Refusal("card.field_count", found=len(raw))
    number = PersonalNumber(_without_separators(raw[0]))
    name, sex_text, address = nfc(raw[2]), nfc(raw[4]).lower(), nfc(raw[5])
    sex = _SEXES.get(sex_text)
    birth_date, issued = _read_date(raw[3]), _read_date(raw[6])
    old_number = OldNumber(raw[1]) if len(raw[1]) == 9 and _DIGITS.fullmatch(raw[1]) else None
    doubts = _text_doubts(name, address, sex_text)
    doubts |= {
        part: f"card.{part}"
        for part, unread in (
            ("old_number", raw[1] and not old_number),
            ("birth_date", not birth_date),
            ("sex", not sex),
            ("issued", not issued),
        )
        if unread
    }
    warnings = dict.fromkeys([*doubts.values(), *number.warnings(sex, birth_date)])
    return Card(number, old_number, name, birth_date, sex, address, issued, frozenset(doubts), tuple(warnings))


def _text_doubts(name: str, address: str, sex: str) -> dict[str, str]:
    """The text fields that lost something between the card and here, each with the code of what happened.

    A card's address without a single accent does not exist (Phường, Xã, Hà Nội …), and "Nữ" needs its accents: where
    they are missing, the scanner could not type them or an input method took them away. A name alone proves nothing.
    """
    doubts = {}
    if len(_KEYS.findall(f"{name} {address}")) >= 2:
        doubts = dict.fromkeys(("full_name", "address"), "card.input_method")
    elif (address and address.isascii()) or sex in _BARE_FEMALE:
        doubts = dict.fromkeys(("full_name", "address"), "card.diacritics_lost")
    for part, text in (("full_name", name), ("address", address)):
        if not text:
            doubts[part] = f"card.{part}"
        elif _REPLACED.search(text):
            doubts[part] = "card.letters_replaced"
    if name and not _NAME.fullmatch(name):
        doubts.setdefault("full_name", "card.full_name")
    return doubts


def _read_date(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
