"""People on a form: as they are kept, and what is odd about them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from stdnum.vn import mst

from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import PersonalNumber, Sex, check_name, parse_number, parse_tax_code
from desktop_app.domain.text import nfc
from desktop_app.words import labels

CITIZEN, ORGANISATION, HOUSEHOLD = "citizen", "organisation", "household"
KINDS = (CITIZEN, ORGANISATION, HOUSEHOLD)


def clean_person(person: Mapping[str, Any], *, beside: bool = False) -> dict[str, Any]:
    """The person as kept: NFC texts without stray spaces, number in plain digits.

    A citizen needs a number, except `beside` the owner: long lists of applicants come with names alone. Refusals:
    `intake.owner_name`, `name.letters`, `intake.person_kind` (found), `birth.unreadable` and `sex.unreadable` (found),
    `number.*`, `tax_code.*`.
    """
    cleaned = {key: nfc(" ".join(value.split())) if isinstance(value, str) else value for key, value in person.items()}
    if not cleaned.get("name"):
        raise Refusal("intake.owner_name")
    check_name(cleaned["name"])
    kind = cleaned.setdefault("kind", CITIZEN)
    if kind not in KINDS:
        raise Refusal("intake.person_kind", found=kind)
    number = cleaned.get("number", "")
    if kind == CITIZEN and (number or not beside):
        cleaned["number"] = parse_number(number).digits
    elif number:
        cleaned["number"] = parse_tax_code(number)
    _check_life(cleaned)
    cleaned.setdefault("number", "")
    cleaned.setdefault("address", "")
    return cleaned


def _check_life(person: Mapping[str, Any]) -> None:
    birth, sex = person.get("birth"), person.get("sex")
    try:
        if birth:
            date.fromisoformat(birth)
    except (TypeError, ValueError) as error:
        raise Refusal("birth.unreadable", found=str(birth)) from error
    if sex and sex not in labels.SEXES:
        raise Refusal("sex.unreadable", found=str(sex))


def number_warnings(person: Mapping[str, Any]) -> list[str]:
    """What is odd about the person's number, as codes of sentences; nothing once that was overruled with a reason.

    A household business has the personal number of its owner as tax code (TT 86/2024/TT-BTC, from 01/07/2025), so
    twelve digits carry no check digit.
    """
    text = person.get("number", "")
    if person.get("number_warning_overruled") or not text:
        return []
    if person.get("kind", CITIZEN) != CITIZEN:
        tax_code = parse_tax_code(text)
        return [] if len(tax_code) == 12 or mst.is_valid(tax_code) else ["tax_code.check_digit"]
    number = parse_number(text)
    if not isinstance(number, PersonalNumber):
        return ["number.old"]
    sex, birth = person.get("sex"), person.get("birth")
    return number.warnings(Sex(sex) if sex else None, date.fromisoformat(birth) if birth else None)
