"""Amounts in đồng, in figures and in words."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def dong(amount: int) -> str:
    """An amount in figures, "8.000 đồng": a point between groups of three digits."""
    return f"{amount:,} đồng".replace(",", ".")


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
