"""Typed values of the command line, read or refused with the code of a sentence."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop_app import clock
from desktop_app.application.lookup import person_of_card
from desktop_app.domain.calendar import at_minute
from desktop_app.domain.clocktime import VN, office_day
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import Sex, parse_card
from desktop_app.domain.text import fold
from desktop_app.words import labels

_SEXES = {"nam": Sex.MALE, "male": Sex.MALE, "nữ": Sex.FEMALE, "nu": Sex.FEMALE, "female": Sex.FEMALE}
_UNITS = {unit.value: unit for unit in LimitUnit}


def moment(text: str) -> datetime:
    """An ISO 8601 time, Vietnam's where it names no offset; Refusal("time.unreadable", found=)."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("time.unreadable", found=text) from error
    return found if found.tzinfo else found.replace(tzinfo=VN)


def birth(text: str) -> str:
    """A date of birth as dd/mm/yyyy or yyyy-mm-dd, in ISO form; Refusal("birth.unreadable", found=)."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d%m%Y"):
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise Refusal("birth.unreadable", found=text)


def sex(text: str) -> str:
    """Nam or Nữ, also male or female; Refusal("sex.unreadable", found=)."""
    known = _SEXES.get(text.strip().lower())
    if known is None:
        raise Refusal("sex.unreadable", found=text)
    return known.value


def whole(least: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least`; Refusal("number.whole", found=, least=)."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise Refusal("number.whole", found=text, least=least)
        return int(text)

    return read


def limit(text: str) -> TimeLimit:
    """A term as number and unit, "5:working_day"; Refusal("limit.unreadable", found=)."""
    number, _, unit = text.partition(":")
    if not number.isdecimal() or unit not in _UNITS:
        raise Refusal("limit.unreadable", found=text)
    return TimeLimit(int(number), _UNITS[unit])


def card(text: str) -> dict[str, object]:
    """The holder of the card whose QR text this is, as `PersonData`. Refusals: those of `identity.parse_card`."""
    return person_of_card(parse_card(text))


def owner(text: str) -> dict[str, object]:
    """Somebody on whose behalf papers are handed in: QR text of a card, or "name|number|address|phone|email|kind".

    Without a kind a number of 9 or 12 digits is a citizen's, everything else an organisation with its tax code.
    """
    if text.count("|") >= 6:
        return card(text)
    name, number, address, phone, email, kind = (part.strip() for part in (text + "|||||").split("|")[:6])
    kind = kind or ("citizen" if len("".join(filter(str.isdigit, number))) in (9, 11, 12) else "organisation")
    reached = {key: text for key, text in (("phone", phone), ("email", email)) if text}
    return {"kind": kind, "name": name, "number": number, "address": address, **reached}


def paper(text: str) -> dict[str, object]:
    """A paper as "name", "name|kind", "name|kind|count" or "name|kind|count|fault".

    The kind is in Vietnamese or as the office keeps it, the fault is why the paper will not do. Refusals:
    `component.copy` (found), `number.whole` (found, least).
    """
    name, kind, count, fault = ([part.strip() for part in text.split("|")] + ["", "", ""])[:4]
    copies = {fold(label): copy for copy, label in labels.COPIES.items()} | {copy: copy for copy in labels.COPIES}
    copy = copies.get(fold(kind), "" if kind else "original")
    if not copy:
        raise Refusal("component.copy", found=kind)
    taken = {"name": name, "copy": copy, "count": whole(1)(count) if count else 1}
    return taken | ({"accepted": False, "reason": fault} if fault else {})


def fact(text: str) -> tuple[str, Any]:
    """KEY=VALUE, the value as JSON or else as text; Refusal("fact.unreadable", found=)."""
    key, sign, value = text.partition("=")
    if not key or not sign:
        raise Refusal("fact.unreadable", found=text)
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


def day(text: str) -> date:
    """A day as yyyy-mm-dd or dd/mm/yyyy; Refusal("time.unreadable", found=)."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise Refusal("time.unreadable", found=text)


def month(text: str) -> date:
    """The first day of a month as yyyy-mm; Refusal("time.unreadable", found=)."""
    return day(f"{text}-01")


def this_day() -> date:
    """Today at the office."""
    return office_day(clock.now())


def add_days(command: ArgumentParser) -> None:
    """Adds the options that `days` reads."""
    command.add_argument("--from", dest="first", type=day, metavar="DATE", help="từ ngày, mặc định đầu tháng này")
    command.add_argument("--to", dest="last", type=day, metavar="DATE", help="đến hết ngày, mặc định hôm nay")


def days(args: Namespace) -> tuple[str, str]:
    """The days from --from to --to, both included, as moments: since and before. This month where none is named."""
    last = args.last or this_day()
    first = args.first or last.replace(day=1)
    return at_minute(first, 0).isoformat(), at_minute(last + timedelta(days=1), 0).isoformat()


def json_object(path: Path, refusal: str) -> dict[str, Any]:
    """The JSON object in a file; a Refusal of this code for anything else. OSError as the system raises it."""
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        raise Refusal(refusal, found=str(path)) from error
    if not isinstance(found, dict):
        raise Refusal(refusal, found=str(path))
    return found
