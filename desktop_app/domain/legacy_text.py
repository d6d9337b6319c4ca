"""Vietnamese text from before Unicode, and Unicode that was read wrongly, turned into composed Unicode (NFC)."""

import re
import unicodedata
from contextlib import suppress
from enum import StrEnum
from typing import Final


class Encoding(StrEnum):
    """How a text from elsewhere was written."""

    UNICODE = "unicode"
    DECOMPOSED = "nfd"
    UTF8_AS_WINDOWS = "utf-8-as-windows"
    TCVN3 = "tcvn3"
    VNI = "vni"


def to_unicode(text: str) -> tuple[str, Encoding]:
    """The text in NFC and the encoding it was recognised as; a text that could be several is taken for Unicode.

    One short name can be ambiguous: recognise a whole column at once and convert its cells with the answer.
    """
    encoding = recognise(text)
    return convert(text, encoding), encoding


def recognise(text: str) -> Encoding:
    """The encoding under which most accented words of the text are possible Vietnamese syllables."""
    composed = unicodedata.normalize("NFC", text)
    if undo_mojibake(text) != text:
        return Encoding.UTF8_AS_WINDOWS
    if _ONLY_UNICODE.search(composed):
        return Encoding.UNICODE if composed == text else Encoding.DECOMPOSED
    best, best_score = Encoding.UNICODE, max(_score(composed), 0)
    for encoding in (Encoding.TCVN3, Encoding.VNI):
        score = _score(convert(text, encoding))
        if score > best_score:
            best, best_score = encoding, score
    return Encoding.DECOMPOSED if best is Encoding.UNICODE and composed != text else best


def is_surely_unicode(text: str) -> bool:
    """True for a text with letters that neither old encoding nor Windows-1252 can produce."""
    return bool(_ONLY_UNICODE.search(unicodedata.normalize("NFC", text)))


def likeness(text: str, encoding: Encoding) -> int:
    """How many more of its accented words are possible syllables than are not, read as this encoding."""
    return _score(convert(text, encoding))


def convert(text: str, encoding: Encoding) -> str:
    """The text in NFC, read as the given encoding; signs that the encoding does not know stay as they are."""
    if encoding is Encoding.TCVN3:
        text = "\n".join(_raised(line) for line in text.translate(_TCVN3).split("\n"))
    elif encoding is Encoding.VNI:
        text = _VNI_SIGN.sub(_read_vni, text)
    elif encoding is Encoding.UTF8_AS_WINDOWS:
        text = undo_mojibake(text)
    return unicodedata.normalize("NFC", text)


def undo_mojibake(text: str) -> str:
    """The text as it was before its UTF-8 bytes were read in a Windows code page; any other text unchanged.

    Other text practically never survives the way back: every accented sign would have to be part of a valid sequence.
    """
    if text.isascii():
        return text
    for code_page in _CODE_PAGES:
        with suppress(UnicodeError):
            return b"".join(_windows_byte(sign, code_page) for sign in text).decode()
    return text


def _windows_byte(sign: str, code_page: str) -> bytes:
    # Windows reads the bytes that a code page leaves open as control characters of the same number.
    return bytes([ord(sign)]) if 0x80 <= ord(sign) < 0xA0 else sign.encode(code_page)


def _raised(line: str) -> str:
    """The line with its capitals: TCVN3 has none that carry a tone, a font drew small ones tall.

    In capitals where all plain letters are; else word by word; and where every other word begins with a capital, the
    one that begins with a tone does too (Võ Thị Ánh Tuyết).
    """
    if _in_capitals(line):
        return line.upper()
    raised = _WORD.sub(lambda word: word[0].upper() if _in_capitals(word[0]) else word[0], line)
    small = [word for word in _WORD.findall(raised) if word[0].islower()]
    if len(small) == len(_WORD.findall(raised)) or not all(word[0] in _TONED for word in small):
        return raised
    return _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], raised)


def _in_capitals(text: str) -> bool:
    plain = "".join(letter for letter in text if letter.isascii() and letter.isalpha())
    return len(plain) > 1 and plain.isupper()


def _read_vni(found: re.Match[str]) -> str:
    base, mark = found[1], found[2]
    if mark is None:
        return _VNI_LETTERS[found[0]]
    return _VNI_LETTERS.get(base, base) + _VNI_MARKS[mark.lower()]


def _score(text: str) -> int:
    """How many more of the accented words are possible syllables than are not."""
    accented = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(1 if _is_syllable(word) else -1 for word in accented)


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless, tones = _TONE.subn("", decomposed)
    return (
        tones <= 1
        and not _WRONG_TONE.search(decomposed)
        and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)))
    )


# Western Windows, and Windows set to Vietnamese.
_CODE_PAGES: Final = ("cp1252", "cp1258")

# Letters that neither old encoding nor Windows-1252 can produce.
_ONLY_UNICODE: Final = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_WORD: Final = re.compile(r"[A-Za-z\u00a1-\uffff]+")
_TONES: Final = "\u0300\u0301\u0309\u0303\u0323"  # grave, acute, hook, tilde, dot below
_TONE: Final = re.compile(f"[{_TONES}]")
# A closing i, o, u or y never carries the tone ("lệ" read in the wrong table is "leọ"), and there is no grave, tilde or
# hook before a closing c, ch, p or t ("quốc" becomes "quèc").
_WRONG_TONE: Final = re.compile(
    f"(?:[ae][\u0302\u0306]?[iouy]|o[\u0302\u031b]?i|u\u031b[iu])[{_TONES}]|[\u0300\u0303\u0309][a-z\u0302]*(?:ch?|p|t)$"
)

# The spelling rules of the school books: k, gh, ngh stand before e, ê, i, y and c, g, ng before the others.
_SYLLABLE: Final = re.compile(
    """(?: (?:[bdđhlmnprstvx]|ch|gi|kh|nh|ph|qu(?![ou])|th|tr)?
    | (?:k|gh|ngh)(?=[eêiy]) | (?:c|ng)(?![eêiy]) | g(?![eêy]) )
    (?: a(?:ch|ng|nh|[cimnoptuy])? | ă(?:ng|[cmnpt]) | â(?:ng|[cmnptuy])
    | e(?:ng|[cmnopt])? | ê(?:ch|ng|nh|[mnptu])?
    | i(?:ch|nh|[amnptu]|ê(?:ng|[cmnptu]))?
    | o(?:a(?:ch|ng|nh|[cimnopty])?|ă(?:ng|[cmnt])|e(?:o|n|t)?|o(?:ng|c)|ng|[cimnpt])?
    | ô(?:ng|[cimnpt])? | ơ(?:[imnpt])?
    | u(?:â(?:ng|[nty])|ê(?:ch|nh)?|ô(?:ng|[cimnt])|ơ|y(?:ch|nh|ê[nt]|[anptu])?|ng|[acimnpt])?
    | ư(?:ơ(?:ng|[cimnptu])|ng|[acitu])? | y(?:ê(?:ng|[mntu])|nh|t)? )""",
    re.VERBOSE,
)

# TCVN 5712:1993, VN3 (the .VnTime fonts), as its bytes look when they are read as Windows-1252.
_TCVN3: Final = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

# Letters with a tone, which have no capitals in TCVN3.
_TONED: Final = frozenset(
    letter for letter in map(chr, _TCVN3.values()) if letter not in "ăâêôơưđ" and letter.islower()
)

# VNI writes the accents of a vowel as one sign after it; eight letters are a sign of their own.
_VNI_MARKS: Final = {
    **dict(zip("øùûõï", _TONES, strict=True)),
    **{"â": "\u0302"} | {sign: f"\u0302{tone}" for sign, tone in zip("àáåãä", _TONES, strict=True)},
    **{"ê": "\u0306"} | {sign: f"\u0306{tone}" for sign, tone in zip("èéúüë", _TONES, strict=True)},
}
_VNI_LETTERS: Final = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_VNI_SIGN: Final = re.compile("([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ôöñæóòî]", re.IGNORECASE)
