"""The machine-readable lines on the back of a Vietnamese identity card (TD1, ICAO Doc 9303 part 5)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.codes import plain
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import PersonalNumber, Sex

_LINE: Final = 30
_SIGNS: Final = re.compile(r"[A-Z0-9<]*")
_NUMBER: Final = re.compile(r"[0-9]{12}<<")
_DAY: Final = re.compile(r"[0-9]{6}")
_WEIGHTS: Final = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class MachineReadable:
    """What the lines state, every check digit verified; the name has no accents and may be cut at 30 signs."""

    number: PersonalNumber
    birth_date: date
    sex: Sex | None
    expires: date
    plain_name: str

    def __repr__(self) -> str:
        return "<MachineReadable>"


def parse_mrz(text: str) -> MachineReadable:
    """The three lines of an identity card, one under the other or run together.

    Refusals: `mrz.length` (found), `mrz.characters`, `mrz.document` for anything but a Vietnamese identity card,
    `mrz.check_digits` (part), `mrz.number`, `mrz.date` (part).
    """
    signs = plain(text)
    if len(signs) != 3 * _LINE:
        raise Refusal("mrz.length", found=len(signs))
    if not _SIGNS.fullmatch(signs):
        raise Refusal("mrz.characters")
    first, second, names = signs[:_LINE], signs[_LINE : 2 * _LINE], signs[2 * _LINE :]
    if not first.startswith("IDVNM"):
        raise Refusal("mrz.document")
    _verify(first, second)
    if not _NUMBER.fullmatch(first[15:29]) or first[5:14] != first[18:27]:
        raise Refusal("mrz.number")
    number = PersonalNumber(first[15:27])
    return MachineReadable(
        number=number,
        birth_date=_day(second[0:6], number.birth_year // 100, "birth_date"),
        sex={"M": Sex.MALE, "F": Sex.FEMALE}.get(second[7]),
        expires=_day(second[8:14], 20, "expires"),
        plain_name=" ".join(names.replace("<", " ").split()),
    )


def _verify(first: str, second: str) -> None:
    checked = (
        ("document", first[5:14], first[14]),
        ("number", first[15:29], first[29]),
        ("birth_date", second[0:6], second[6]),
        ("expires", second[8:14], second[14]),
        ("all", first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
    )
    for part, signs, digit in checked:
        if _check_digit(signs) != digit:
            raise Refusal("mrz.check_digits", part=part)


def _check_digit(signs: str) -> str:
    values = (0 if sign == "<" else int(sign, 36) for sign in signs)
    return str(sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def _day(digits: str, century: int, part: str) -> date:
    try:
        if _DAY.fullmatch(digits):
            return date(century * 100 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        pass
    raise Refusal("mrz.date", part=part)
