import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from desktop_app.domain.codes import (
    BatchCode,
    ComponentCode,
    DossierCode,
    ReceiptNumber,
    StaffCode,
    check_digits,
    code_of,
    make_dossier_code,
    make_lookup_code,
    parse_batch_code,
    parse_component_code,
    parse_dossier_code,
    parse_dossier_reference,
    parse_receipt_number,
    parse_staff_code,
    same_lookup_code,
)
from desktop_app.domain.errors import Refusal

UNITS = st.from_regex(r"[A-Z0-9]{1,5}(\.[A-Z0-9]{1,4}){1,5}", fullmatch=True).filter(lambda unit: len(unit) >= 3)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CODES = st.builds(make_dossier_code, UNITS, DAYS, st.integers(1, 10**8 - 1), st.integers(4, 8))
STATION_NUMBERS = (st.integers(0, 99999), st.integers(0, 9999), st.integers(0, 99), st.integers(0, 999999))
RECEIPTS = st.builds(ReceiptNumber, *STATION_NUMBERS)
BATCHES = st.builds(BatchCode, *STATION_NUMBERS)
STAFF = st.builds(StaffCode, st.integers(0, 99999), st.integers(0, 999999))
COMPONENTS = st.builds(ComponentCode, st.one_of(CODES, RECEIPTS), st.integers(1, 999))


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, match=re.escape(code))


@pytest.mark.parametrize(
    ("text", "unit", "day", "sequence"),
    [
        ("H29.19.05-261008-0975", "H29.19.05", date(2026, 10, 8), 975),
        ("000.00.19.H29-210304-0001", "000.00.19.H29", date(2021, 3, 4), 1),
        ("H15.50.05.13-261008-12345678", "H15.50.05.13", date(2026, 10, 8), 12345678),
        ("G01-260131-010002", "G01", date(2026, 1, 31), 10002),
        ("H29.19-20210304-0001", "H29.19", date(2021, 3, 4), 1),
        ("H29.19-26100801-0001", "H29.19", date(2026, 10, 8), 1),
        ("  h29.19.05 – 261008 — 0975\r\n", "H29.19.05", date(2026, 10, 8), 975),
    ],
)
def test_a_dossier_code_is_read_in_every_spelling_in_use(text: str, unit: str, day: date, sequence: int) -> None:
    code = parse_dossier_code(text)
    assert (code.unit, code.day, code.sequence) == (unit, day, sequence)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "dossier_code.parts"),
        ("H29.19.05", "dossier_code.parts"),
        ("H29.19.05-261008", "dossier_code.parts"),
        ("H29.19.05-261008-0975-1", "dossier_code.parts"),
        ("H2-261008-0975", "dossier_code.unit"),
        ("H29..05-261008-0975", "dossier_code.unit"),
        (".H29-261008-0975", "dossier_code.unit"),
        ("H29_19-261008-0975", "dossier_code.unit"),
        ("Đ29.19-261008-0975", "dossier_code.unit"),
        ("ſ29.19-261008-0975", "dossier_code.unit"),
        ("A" * 36 + "-261008-0975", "dossier_code.unit"),
        ("H29.19-261308-0975", "dossier_code.day"),
        ("H29.19-260230-0975", "dossier_code.day"),
        ("H29.19-2610080-0975", "dossier_code.day"),
        ("H29.19-20261399-0975", "dossier_code.day"),
        ("H29.19-٢٦١٠٠٨-0975", "dossier_code.day"),
        ("H29.19-261008-097", "dossier_code.sequence"),
        ("H29.19-261008-123456789", "dossier_code.sequence"),
        ("H29.19-261008-09A5", "dossier_code.sequence"),
    ],
)
def test_what_is_no_dossier_code_is_refused_for_the_part_that_is_wrong(text: str, code: str) -> None:
    with refused(code):
        parse_dossier_code(text)


@given(UNITS, DAYS, st.integers(1, 9999), st.integers(4, 6), st.sampled_from(["", "01", "99"]))
def test_a_new_dossier_code_says_what_it_was_made_of(
    unit: str, day: date, sequence: int, width: int, system: str
) -> None:
    code = make_dossier_code(unit, day, sequence, width, system)
    assert (code.unit, code.day) == (unit, day)
    assert str(code).endswith(f"-{system}{sequence:0{width}d}")
    assert parse_dossier_code(str(code)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("261008-0975", "H29.19.05-261008-0975"),
        ("261008 – 0975", "H29.19.05-261008-0975"),
        ("2610080975", "H29.19.05-261008-0975"),
        ("261008-09", "H29.19.05-261008-09"),
        ("20261008-0975", "H29.19.05-20261008-0975"),
        ("079190123456", "079190123456"),
        ("261008", "261008"),
        ("Nguyễn Mẫu", "Nguyễn Mẫu"),
    ],
)
def test_day_and_number_are_enough_of_a_code_of_this_unit(typed: str, code: str) -> None:
    assert code_of("H29.19.05", typed) == code
    assert code_of("", typed) == typed


def test_the_number_of_the_day_outgrows_its_width() -> None:
    assert str(make_dossier_code("H29.19.05", date(2026, 10, 8), 10_000)) == "H29.19.05-261008-10000"


@pytest.mark.parametrize(
    ("day", "sequence", "width", "system", "code"),
    [
        (date(2026, 10, 8), 0, 4, "", "dossier_code.sequence"),
        (date(2026, 10, 8), 10**8, 4, "", "dossier_code.sequence"),
        (date(2026, 10, 8), 1, 3, "", "dossier_code.sequence"),
        (date(2026, 10, 8), 1, 4, "1", "dossier_code.sequence"),
        (date(2100, 1, 1), 1, 4, "", "dossier_code.day"),
    ],
)
def test_a_code_that_could_not_be_read_back_is_not_made(
    day: date, sequence: int, width: int, system: str, code: str
) -> None:
    with refused(code):
        make_dossier_code("H29.19.05", day, sequence, width, system)


@given(st.text(alphabet="0123456789ABCXYZ", min_size=1, max_size=30))
def test_check_digits_agree_with_an_independent_implementation(signs: str) -> None:
    assert check_digits(signs) == mod_97_10.calc_check_digits(signs)
    assert mod_97_10.is_valid(signs + check_digits(signs))


@given(RECEIPTS)
def test_a_receipt_number_is_read_back_with_and_without_dashes(number: ReceiptNumber) -> None:
    assert re.fullmatch(r"\d{5}-\d{4}-\d{2}-\d{6}-\d{2}", str(number))
    assert re.fullmatch(r"\d{19}", number.digits)
    for written in (str(number), number.digits, f" {number} ".replace("-", " – "), f"{number.digits}\r"):
        assert parse_receipt_number(written) == number


@given(RECEIPTS, st.data())
def test_one_wrong_digit_is_always_caught(number: ReceiptNumber, data: st.DataObject) -> None:
    digits = number.digits
    place = data.draw(st.integers(0, 18))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    with refused("receipt_number.check_digits"):
        parse_receipt_number(digits[:place] + wrong + digits[place + 1 :])


@given(RECEIPTS, st.integers(0, 17))
def test_two_neighbouring_digits_exchanged_are_always_caught(number: ReceiptNumber, place: int) -> None:
    digits = number.digits
    assume(digits[place] != digits[place + 1])
    with refused("receipt_number.check_digits"):
        parse_receipt_number(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


@pytest.mark.parametrize("check", ["00", "01", "99"])
def test_check_digits_that_nobody_writes_are_refused_though_the_remainder_fits(check: str) -> None:
    body = next(f"{counter:017d}" for counter in range(200) if (counter * 100 + int(check)) % 97 == 1)
    assert mod_97_10.is_valid(body + check)
    with refused("receipt_number.check_digits"):
        parse_receipt_number(body + check)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "receipt_number.digits"),
        ("123", "receipt_number.digits"),
        ("0" * 20, "receipt_number.digits"),
        ("00123-0045-01-00078O-81", "receipt_number.characters"),
        ("٠" * 19, "receipt_number.characters"),
    ],
)
def test_what_is_no_receipt_number_is_refused_for_its_reason(text: str, code: str) -> None:
    with refused(code):
        parse_receipt_number(text)


@pytest.mark.parametrize("part", ["space_no", "station_no", "incarnation", "counter"])
@pytest.mark.parametrize("value", [-1, 10**6])
def test_a_part_that_does_not_fit_makes_no_receipt_number(part: str, value: int) -> None:
    parts = {"space_no": 1, "station_no": 1, "incarnation": 1, "counter": 1} | {part: value}
    with pytest.raises(Refusal) as refusal:
        ReceiptNumber(**parts)
    assert (refusal.value.code, refusal.value.parameters) == ("receipt_number.range", {"part": part})


@given(BATCHES)
def test_a_batch_code_is_read_back_and_never_taken_for_a_receipt_number(code: BatchCode) -> None:
    assert parse_batch_code(str(code)) == code
    assert parse_batch_code(str(code).lower().replace("-", "")) == code
    with refused("receipt_number."):
        parse_receipt_number(str(code).removeprefix("BG"))


@given(RECEIPTS)
def test_a_receipt_number_is_never_taken_for_a_batch_code(number: ReceiptNumber) -> None:
    with refused("batch_code.characters"):
        parse_batch_code(str(number))
    with refused("batch_code.check_digits"):
        parse_batch_code(f"BG-{number}")


@given(STAFF)
def test_a_staff_code_is_read_back(code: StaffCode) -> None:
    assert re.fullmatch(r"CB-\d{5}-\d{6}-\d{2}", str(code))
    assert parse_staff_code(str(code)) == code


@given(COMPONENTS)
def test_a_component_code_is_read_back_with_its_dossier(code: ComponentCode) -> None:
    assert parse_component_code(str(code)) == code
    assert parse_dossier_reference(str(code).split("/")[0]) == code.dossier


def test_a_cover_sheet_is_marked_with_two_digits() -> None:
    assert str(ComponentCode(DossierCode("H29.19.05-261008-0975"), 3)) == "H29.19.05-261008-0975/TP03"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H29.19.05-261008-0975", "component_code.mark"),
        ("H29.19.05-261008-0975/TP3", "component_code.number"),
        ("H29.19.05-261008-0975/TP00", "component_code.number"),
        ("H29.19.05-261308-0975/TP03", "dossier_code.day"),
        ("00123-0045-01-000789-82/TP03", "receipt_number.check_digits"),
    ],
)
def test_what_is_no_component_code_is_refused_for_its_reason(text: str, code: str) -> None:
    with refused(code):
        parse_component_code(text)


@given(st.text())
def test_no_parser_raises_anything_but_a_refusal(text: str) -> None:
    parsers = (parse_dossier_code, parse_receipt_number, parse_batch_code, parse_staff_code, parse_component_code)
    for parse in parsers:
        try:
            read = parse(text)
        except Refusal:
            continue
        assert parse(str(read)) == read


def test_look_up_codes_have_forty_random_bits_in_signs_that_nobody_confuses() -> None:
    codes = {make_lookup_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert len(set("".join(codes))) == 32 + len("-")


@pytest.mark.parametrize("typed", ["7K3M-91XA", "7k3m91xa", " 7K3M 91XA ", "7K3M–9IXA", "7k3m-9lxa", "7-K-3-M-9-1-X-A"])
def test_a_look_up_code_is_recognised_however_it_is_typed(typed: str) -> None:
    assert same_lookup_code(typed, "7K3M-91XA")


@pytest.mark.parametrize("typed", ["7K3M-91XB", "7K3M-91X", "7K3M-91XAA", "", "7K3M-91XU", "Đ"])
def test_another_look_up_code_is_another(typed: str) -> None:
    assert not same_lookup_code(typed, "7K3M-91XA")
    assert not same_lookup_code("7K3M-91XA", typed)


@pytest.mark.parametrize("blank", ["", "-", "    ", "ABC", "ABCD-EFGU", "ĐĐĐĐ-ĐĐĐĐ"])
def test_what_is_no_look_up_code_is_not_even_the_same_as_itself(blank: str) -> None:
    assert not same_lookup_code(blank, blank)
