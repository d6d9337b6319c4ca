from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import PersonalNumber, Sex
from desktop_app.domain.mrz import MachineReadable, parse_mrz

LINES = (
    "IDVNM1901234569079190123456<<9",
    "9001011F3001019VNM<<<<<<<<<<<8",
    "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<",
)
SAMPLE = "\n".join(LINES)
WEIGHTS = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def check(signs: str) -> str:
    return str(sum(WEIGHTS[sign] * (7, 3, 1)[place % 3] for place, sign in enumerate(signs)) % 10)


def lines(*, number: str = "079190123456", birth: str = "900101", sex: str = "F", expires: str = "300101") -> str:
    document = number[-9:] + check(number[-9:])
    first = f"IDVNM{document}{number}<<{check(number)}"
    second = f"{birth}{check(birth)}{sex}{expires}{check(expires)}VNM<<<<<<<<<<<"
    composite = check(first[5:] + second[:7] + second[8:15] + second[18:])
    return f"{first}\n{second}{composite}\n{LINES[2]}"


def refusal_of(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as refusal:
        parse_mrz(text)
    return refusal.value.code, refusal.value.parameters


@pytest.mark.parametrize("text", [SAMPLE, SAMPLE.replace("\n", "\r\n"), "".join(LINES), f" {SAMPLE.lower()}\n"])
def test_the_lines_are_read_one_under_the_other_or_run_together(text: str) -> None:
    assert parse_mrz(text) == MachineReadable(
        number=PersonalNumber("079190123456"),
        birth_date=date(1990, 1, 1),
        sex=Sex.FEMALE,
        expires=date(2030, 1, 1),
        plain_name="NGUYEN THI MAU",
    )


def test_the_century_of_birth_comes_from_the_personal_number() -> None:
    assert parse_mrz(lines(number="079210123456", birth="100203", sex="M")).birth_date == date(2010, 2, 3)


def test_an_unstated_sex_is_none() -> None:
    assert parse_mrz(lines(sex="<")).sex is None


@given(place=st.integers(0, 59), digit=st.sampled_from("0123456789"))
def test_a_wrong_digit_in_the_checked_parts_never_passes(place: int, digit: str) -> None:
    text = "".join(LINES)
    if text[place] in f"{digit}<" or not text[place].isdigit():
        return
    assert refusal_of(text[:place] + digit + text[place + 1 :])[0] == "mrz.check_digits"


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("", "mrz.length", {"found": 0}),
        (SAMPLE[:-1], "mrz.length", {"found": 89}),
        (SAMPLE + "<", "mrz.length", {"found": 91}),
        (SAMPLE.replace("THI", "TH|"), "mrz.characters", {}),
        (SAMPLE.replace("IDVNM", "IDD<<"), "mrz.document", {}),
        (SAMPLE.replace("9001011F", "9001012F"), "mrz.check_digits", {"part": "birth_date"}),
        (SAMPLE.replace("3001019", "3001018"), "mrz.check_digits", {"part": "expires"}),
        (SAMPLE.replace("<<9\n", "<<8\n"), "mrz.check_digits", {"part": "number"}),
        (SAMPLE.replace("VNM1901234569", "VNM1901234568"), "mrz.check_digits", {"part": "document"}),
        (SAMPLE.replace("<<<8\n", "<<<7\n"), "mrz.check_digits", {"part": "all"}),
        (lines(birth="901301"), "mrz.date", {"part": "birth_date"}),
        (lines(expires="<<<<<<"), "mrz.date", {"part": "expires"}),
        (lines(number="07919012345<"), "mrz.number", {}),
    ],
)
def test_damaged_lines_are_refused_for_their_reason(text: str, code: str, parameters: dict[str, object]) -> None:
    assert refusal_of(text) == (code, parameters)


def test_a_document_number_that_is_not_the_end_of_the_personal_number_is_refused() -> None:
    good = lines()
    other = "190123457" + check("190123457")
    first = f"IDVNM{other}{good[15:30]}"
    second = LINES[1][:29]
    composite = check(first[5:] + second[:7] + second[8:15] + second[18:])
    assert refusal_of(f"{first}{second}{composite}{LINES[2]}") == ("mrz.number", {})


def test_nothing_personal_is_shown_when_the_lines_are_logged() -> None:
    shown = repr(parse_mrz(SAMPLE))
    assert not any(part in shown for part in ("0123456", "NGUYEN", "1990"))


@given(st.one_of(st.text(), st.text(alphabet="0179IDVNM<", min_size=90, max_size=90)))
def test_no_text_makes_the_reading_raise_anything_but_a_refusal(text: str) -> None:
    assert refusal_of(text)[0].startswith("mrz.")
