"""Amounts in đồng: in figures, in words, and as a clerk reckons them."""

import re
from math import prod

from desktop_app.domain.errors import Refusal

MOST = 2_000_000_000
"""Đồng, above which an amount is a slip of the hand."""
_LONGEST = 100

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_PRODUCT = rf"{_NUMBER}(?:[*xX×]{_NUMBER})*"
_RECKONING = re.compile(rf"{_PRODUCT}(?:\+{_PRODUCT})*", re.ASCII)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def dong(amount: int) -> str:
    """An amount in figures, "8.000 đồng": a point between groups of three digits."""
    return f"{amount:,} đồng".replace(",", ".")


def reckoned(text: str) -> int:
    """The amount of a reckoning: products of whole numbers, added up, "2*2.000+3*1.000" → 7000; blanks do not count.

    `*`, `x` and `×` multiply; a point stands between groups of three digits. Refusals: `money.reckoning` (found) for
    anything else, `money.too_much` (most) above `MOST`.
    """
    plain = "".join(text.split())
    if len(plain) > _LONGEST or not _RECKONING.fullmatch(plain):
        raise Refusal("money.reckoning", found=text.strip())
    products = plain.replace(".", "").split("+")
    amount = sum(prod(int(factor) for factor in re.split("[*xX×]", product)) for product in products)
    if amount > MOST:
        raise Refusal("money.too_much", most=dong(MOST))
    return amount


def written(text: str) -> str:
    """A reckoning, or the beginning of one, as it is read best: "2x2000+3*1" → "2×2.000+3×1".

    What is no part of a reckoning stays as it is.
    """
    signs = re.sub("[*xX]", "×", re.sub(r"\s+", "", text))
    return re.sub(r"[0-9][0-9.]*", _group_digits, signs)


def _group_digits(number: re.Match[str]) -> str:
    return f"{int(number[0].replace('.', '')):,}".replace(",", ".")


def dong_in_words(amount: int) -> str:
    """An amount in words, "tám nghìn đồng", in lower case; a negative amount is a programming error (ValueError)."""
    return f"{number_in_words(amount)} đồng"


def number_in_words(number: int) -> str:
    """A whole number as it is read aloud, for any number from 0 upwards.

    Readings of the school books: mốt and tư after mươi, lăm after mười and mươi, linh for a missing ten,
    không trăm for a missing hundred after a higher group; groups of nothing but zeros are not read.
    """
    if number < 0:
        raise ValueError("a negative number has no reading here")
    return " ".join(_words(number, leading=True)) or _DIGITS[0]


def _words(number: int, *, leading: bool) -> list[str]:
    """The words of a number; nothing for zero. A group that does not lead names its missing hundred."""
    words: list[str] = []
    if number >= _BILLION:
        # Above a billion the reading starts over: "hai nghìn tỷ", "ba triệu tỷ", "một tỷ tỷ".
        words = [*_words(number // _BILLION, leading=leading), "tỷ"]
    for size, unit in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number % (size * 1000) // size
        if group:
            words += _group(group, leading=leading and not words)
            if unit:
                words.append(unit)
    return words


def _group(group: int, *, leading: bool) -> list[str]:
    """The words of 1 to 999."""
    hundreds, rest = divmod(group, 100)
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    tens, ones = divmod(rest, 10)
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(tens, ones))
    return words


def _ones(tens: int, ones: int) -> str:
    if tens >= 2 and ones == 1:
        return "mốt"
    if tens >= 2 and ones == 4:
        return "tư"
    if tens and ones == 5:
        return "lăm"
    return _DIGITS[ones]
