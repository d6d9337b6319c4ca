"""How values are written on paper, by the format a layout names, and what stands there for a missing one."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from desktop_app.domain.clocktime import VN
from desktop_app.domain.dates_vn import date_in_words, moment_in_words
from desktop_app.domain.money import dong, dong_in_words

# Characters that draw nothing and would hide text from a search of the paper: controls, formats, surrogates.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """Returns the text as it can stand on one paper: NFC, any white space as one blank, nothing invisible."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if words.isprintable():
        return words
    return " ".join("".join(c for c in words if unicodedata.category(c) not in _INVISIBLE).split())


def _date(value: str) -> date:
    """Reads an ISO date, or the office's date of an ISO moment."""
    return _moment(value).astimezone(VN).date() if "T" in value else date.fromisoformat(value)


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"a moment on paper needs its zone: {value}")
    return moment


def _groups(value: str) -> str:
    """Splits a code into groups of four with a hyphen, so that it can be read out and typed."""
    compact = value.replace(" ", "").replace("-", "")
    return "-".join(compact[start : start + 4] for start in range(0, len(compact), 4))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


FORMATS: dict[str, Callable[[str], str]] = {
    "text": str,
    "date": lambda value: date_in_words(_date(value)),
    "opening_date": lambda value: _capital(date_in_words(_date(value))),
    "moment": lambda value: moment_in_words(_moment(value)),
    "time": lambda value: f"{_moment(value).astimezone(VN):%H:%M}",
    "short_date": lambda value: f"{_date(value):%d/%m/%Y}",
    "short_moment": lambda value: f"{_moment(value).astimezone(VN):%H:%M %d/%m/%Y}",
    "groups": _groups,
    "two_digits": lambda value: value.zfill(2) if value.isdecimal() else value,
    "dong": lambda value: dong(int(value)),
    "dong_in_words": lambda value: _capital(dong_in_words(int(value))),
}

# What stands on the paper for a missing value: words between gaps (one _ per gap) to be filled in by hand.
BLANKS = {
    "date": "ngày _ tháng _ năm _",
    "opening_date": "Ngày _ tháng _ năm _",
    "moment": "_ giờ _ phút, ngày _ tháng _ năm _",
}
