"""How this office works: everything the law leaves to it, as reference data with today's values as defaults."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.application.ports import Unit
from desktop_app.domain.calendar_days import minute_from_text
from desktop_app.domain.codes import make_dossier_code
from desktop_app.domain.deadlines_terms import AfterCutoff, AfterSupplement, DeadlineRules, ReturnAt
from desktop_app.domain.errors import Refusal
from desktop_app.domain.text import fold, nfc

KIND = "settings"
OFFICE = "office"
CALENDAR = "calendar"
RULES = "rules."
_SOME_DAY = date(2026, 1, 5)
# The committee of a commune as its superior line on papers names it, and what a catalogue calls all of them.
_COMMUNE = re.compile(r"(?:[uủ][yỷ] ban nhân dân|ubnd)\s+((?:xã|phường|đặc khu)\s.*)", re.IGNORECASE)
_OF_COMMUNES, _COMMITTEE = "cấp xã", "ủy ban nhân dân cấp xã"
_ANSWERS = {"co": True, "true": True, "1": True, "khong": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """One office: its names as printed, its codes, its rules.

    `unit` is the first part of dossier codes (QĐ 20/2020/QĐ-TTg), `mark` the office's abbreviation in the numbers of
    its papers ("Số: 0975/BH-TTPVHCC"), `code_width` the least number of digits of the sequence of the day,
    `code_system` the two digits that nationwide services write before it, `copies` how many liên a receipt is printed
    in, `full_number_in_qr` whether papers carry the identity number in full (TT 01/2023/TT-VPCP) or its last four.
    `attachment_megabytes` is how large an attached file may be; 0: nothing is attached.
    `practice_password` is what everybody of a practice office signs in with; a real office has none.
    """

    unit: str = ""
    name: str = ""
    parent_name: str = ""
    mark: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    lookup_address: str = ""
    code_width: int = 4
    code_system: str = ""
    copies: int = 2
    full_number_in_qr: bool = True
    attachment_megabytes: int = 20
    practice_password: str = ""
    rules: DeadlineRules = field(default_factory=DeadlineRules)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "OfficeSettings":
        """The settings that were stored; what is missing keeps its default, what is unknown is left alone."""
        known = {key: value for key, value in data.items() if key in cls.__slots__ and key != "rules"}
        rules = DeadlineRules.from_data(data["rules"]) if data.get("rules") else DeadlineRules()
        return cls(**known, rules=rules)

    def competent_body(self, published: str) -> str:
        """Who decides here, where a catalogue for the whole country names classes such as "Ủy ban nhân dân cấp xã".

        Of several, the one of this commune; what is published where the office does not belong to a commune.
        """
        commune = _COMMUNE.match(self.parent_name)
        bodies = [body.strip() for body in published.split(";") if _OF_COMMUNES in body.lower()]
        if commune is None or not bodies:
            return published
        own = next((body for body in bodies if body.lower() == _COMMITTEE), bodies[0])
        return re.sub(_OF_COMMUNES, commune[1], own, flags=re.IGNORECASE)

    def to_data(self) -> dict[str, Any]:
        """The settings as they are published."""
        return {name: getattr(self, name) for name in self.__slots__} | {"rules": self.rules.to_data()}


def flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Stored settings with the rules beside the others, as "rules.cutoff"."""
    rules = {f"{RULES}{key}": value for key, value in data.get("rules", {}).items()}
    return {key: value for key, value in data.items() if key != "rules"} | rules


def nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as they are stored; what was never said about the rules stands as by default."""
    rules = {key.removeprefix(RULES): value for key, value in settings.items() if key.startswith(RULES)}
    others = {key: value for key, value in settings.items() if not key.startswith(RULES)}
    return {**others, "rules": {**DeadlineRules().to_data(), **rules}}


def typed(key: str, value: Any) -> Any:
    """A setting as it is kept, from a value or from the text that a person typed.

    Refusals: `settings.unknown` (key), `settings.value` (key, found).
    """
    if key not in _TYPES:
        raise Refusal("settings.unknown", key=key)
    try:
        return _TYPES[key](value)
    except (ValueError, KeyError, AttributeError, TypeError, Refusal) as error:
        raise Refusal("settings.value", key=key, found=str(value)) from error


def check_code(settings: OfficeSettings) -> None:
    """Refusal("settings.value") where these settings make no dossier code: every reception would stop there.

    Without a unit the office gives no codes of its own.
    """
    if not settings.unit:
        return
    try:
        make_dossier_code(settings.unit, _SOME_DAY, 1, settings.code_width, settings.code_system)
    except Refusal as error:
        key = "unit" if error.code == "dossier_code.unit" else "code_width"
        raise Refusal("settings.value", key=key, found=str(getattr(settings, key))) from error


def _text(value: str | int) -> str:
    # A telephone number is read as a number on its way here.
    return nfc(" ".join(str(value).split()))


def _whole(value: int | str) -> int:
    number = int(value)
    if isinstance(value, bool) or number < 0:
        raise ValueError(value)
    return number


def _least_one(value: int | str) -> int:
    if (number := _whole(value)) < 1:
        raise ValueError(value)
    return number


def _two_digits(value: str | int) -> str:
    text = str(value)
    if text and not (len(text) == 2 and text.isdecimal()):
        raise ValueError(value)
    return text


def _yes_or_no(value: bool | str) -> bool:
    return value if isinstance(value, bool) else _ANSWERS[fold(value)]


def _minute(value: int | str | None) -> int | None:
    """A time of the day as minutes after midnight, from "15:00" too; "" means that there is none."""
    if value in (None, ""):
        return None
    return minute_from_text(value) if isinstance(value, str) and ":" in value else _whole(value or 0)


def office_settings(unit: Unit, on: str = "") -> OfficeSettings:
    """The settings in force at this station on a day (ISO date; empty: the newest)."""
    piece = unit.reference(KIND, OFFICE, on)
    if piece is None:
        return OfficeSettings(unit=unit.identity.unit, name=unit.identity.office_name)
    return OfficeSettings.from_data(piece.value)


# What each setting is read as. How many numbers of the day a station is given at a time belongs to the exchange.
_TYPES: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("unit", "name", "parent_name", "mark", "place", "address", "phone", "lookup_address"), _text),
    **dict.fromkeys(("code_width", "copies", "lease_block"), _least_one),
    "attachment_megabytes": _whole,
    "code_system": _two_digits,
    "full_number_in_qr": _yes_or_no,
    "rules.cutoff": _minute,
    "rules.after_cutoff": lambda value: AfterCutoff(value).value,
    "rules.return_at": lambda value: ReturnAt(value).value,
    "rules.after_supplement": lambda value: AfterSupplement(value).value,
    **dict.fromkeys(("rules.day_minutes", "rules.response_hours", "rules.supplement_days"), _whole),
}
