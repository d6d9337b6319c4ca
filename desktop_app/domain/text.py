"""Names and addresses as they are kept, compared and searched."""

import unicodedata
from datetime import date
from itertools import pairwise

# SQLite's time for an expression grows with the square of its terms: seconds for a pasted page. No name is longer.
_MOST_WORDS = 12

# Letters that carry their stroke in themselves, so that no decomposition reaches the d. The Icelandic and the African
# letter look the same on paper and are what some scanners and old converters put for the Vietnamese one.
_STROKED_D = dict.fromkeys(map(ord, "đĐðÐɖƉ"), "d")


# Letters since Unicode 8, combining marks before: FTS5's unicode61 still breaks a word at them, and a broken token is a
# phrase, which an index without positions refuses.
_MARKS_TO_SQLITE = frozenset(map(chr, [*range(0x19B0, 0x19C1), 0x19C8, 0x19C9, 0x1CF2, 0x1CF3]))


class _FoldTable(dict[int, str]):
    """A table for str.translate that works out each character once, because the Unicode data base is slow to ask."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


def nfc(text: str) -> str:
    """The composed form (NFC) in which every text is kept, shown and printed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The form in which texts are compared: lower case, no accents, đ as d, words of letters and digits, single spaces.

    Composed and decomposed spellings of the same text fold to the same result, and folding twice changes nothing.
    """
    return " ".join(text.translate(_TABLE).split())


def plain_letters(text: str) -> str:
    """The text without accents, in its own capitals and small letters, đ as d: what any telephone can show."""
    return "".join(_without_marks(sign.replace("đ", "d").replace("Đ", "D")) for sign in nfc(text))


def search_tokens(name: str) -> list[str]:
    """The tokens under which a name is indexed: its folded words, then each pair of neighbours joined by '_'.

    A pair is rare where a single word is not (two in five people are called Nguyễn). Written with spaces between, the
    tokens survive FTS5's `unicode61 tokenchars '_'`; '_' cannot come from the name, because folding makes it a space.
    """
    words = fold(name).split()
    return words + _pairs(words)


def search_query(typed: str) -> str | None:
    """The FTS5 MATCH expression that finds names holding the typed words one after another; None if there are none.

    The last word may be unfinished. Every term is quoted and holds letters, digits and '_' only, so nothing that is
    typed can be read as an operator.
    """
    words = _typed_words(typed)
    return _all_of(_pairs(words) or words) if words else None


def scattered_query(typed: str) -> str | None:
    """The FTS5 MATCH expression that finds the typed words in any order and apart; None for fewer than two words.

    Slower than `search_query`, for a single word may be in two names of five: meant for where that found nobody.
    """
    words = _typed_words(typed)
    return _all_of(words) if len(words) > 1 else None


def number_token(number: str) -> str:
    """The one token under which an identity number or tax code is indexed beside names; "" where nothing is left."""
    return fold(number).replace(" ", "_")


def iso_date(text: str) -> date | None:
    """The date that a text names as ISO 8601 does, None where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _typed_words(typed: str) -> list[str]:
    return fold(typed).split()[:_MOST_WORDS]


def _all_of(tokens: list[str]) -> str:
    *finished, unfinished = tokens
    return " AND ".join([*(f'"{token}"' for token in finished), f'"{unfinished}"*'])


def _pairs(words: list[str]) -> list[str]:
    return [f"{first}_{second}" for first, second in pairwise(words)]


def _fold_character(character: str) -> str:
    folded = _without_marks(_without_marks(character).translate(_STROKED_D).casefold())
    return "".join(part if part.isalnum() else " " for part in folded)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not _is_mark(sign))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") or sign in _MARKS_TO_SQLITE


_TABLE = _FoldTable()
