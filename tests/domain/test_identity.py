import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refusal
from desktop_app.domain.identity import Card, OldNumber, PersonalNumber, Sex, parse_card, parse_number, parse_tax_code

SAMPLE = "079190123456||Nguyễn Thị Mẫu|01011990|Nữ|1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh|15042021"
NUMBERS = st.from_regex(r"[0-9]{12}", fullmatch=True)


def card_with(**changes: str) -> Card:
    places = ("number", "old_number", "full_name", "birth_date", "sex", "address", "issued")
    fields = dict(zip(places, SAMPLE.split("|"), strict=True)) | changes
    return parse_card("|".join(fields.values()))


def test_a_card_is_read_field_by_field() -> None:
    assert parse_card(SAMPLE) == Card(
        number=PersonalNumber("079190123456"),
        old_number=None,
        full_name="Nguyễn Thị Mẫu",
        birth_date=date(1990, 1, 1),
        sex=Sex.FEMALE,
        address="1 Đường Mẫu, Phường Mẫu, TP. Hồ Chí Minh",
        issued=date(2021, 4, 15),
    )


def test_dates_with_strokes_are_read_too() -> None:
    card = card_with(birth_date="31/12/1990", issued="05/04/2021")
    assert (card.birth_date, card.issued, card.warnings) == (date(1990, 12, 31), date(2021, 4, 5), ())


@pytest.mark.parametrize("more", ["|", "|Nguyễn Văn Mẫu|Trần Thị Mẫu", "|x" * 20])
def test_fields_after_the_seventh_change_nothing(more: str) -> None:
    assert parse_card(SAMPLE + more) == parse_card(SAMPLE)


@pytest.mark.parametrize("suffix", ["\r\n", "\n", "\t", " ", ""])
def test_what_a_scanner_adds_at_the_ends_is_no_part_of_the_card(suffix: str) -> None:
    assert parse_card(f"\ufeff{SAMPLE}{suffix}") == parse_card(SAMPLE)


def test_an_old_number_is_kept_beside_the_new_one() -> None:
    assert card_with(old_number="023456789").old_number == OldNumber("023456789")


def test_names_and_addresses_are_composed() -> None:
    assert parse_card(unicodedata.normalize("NFD", SAMPLE)) == parse_card(SAMPLE)


@pytest.mark.parametrize("code_page", ["cp1252", "cp1258"])
def test_utf8_that_the_scanner_typed_through_a_code_page_is_restored(code_page: str) -> None:
    typed = "".join(bytes([byte]).decode(code_page, errors="ignore") or chr(byte) for byte in SAMPLE.encode())
    assert typed != SAMPLE
    assert parse_card(typed) == parse_card(SAMPLE)


@pytest.mark.parametrize(
    ("name", "sex", "address", "warning"),
    [
        ("Nguyen Thi Mau", "Nu", "1 Duong Mau, Phuong Mau, TP. Ho Chi Minh", "card.diacritics_lost"),
        ("Nguyn Th Mu", "N", "1 ng Mu, Phng Mu, TP. H Ch Minh", "card.diacritics_lost"),
        ("Nguyễn Thị Mẫu", "Nữ", "1 Duong Mau, Phuong Mau, TP. Ho Chi Minh", "card.diacritics_lost"),
        ("Nguyễn Thị Mẫu", "Nu", "1 Đường Mẫu, Phường Mẫu", "card.diacritics_lost"),
        ("Nguyeenx Thij Maaux", "Nuwx", "1 DDuwowngf Maaux, Phuwowngf Maaux", "card.input_method"),
        ("Nguye64n Thi5 Ma64u", "Nu74", "1 D9u7o7ng2 Ma64u, Phu7o7ng2 Ma64u", "card.input_method"),
        ("Nguyễn Thij Mẫu", "Nữ", "1 Đường Mẫu, Phuwờng Mẫu", "card.input_method"),
    ],
)
def test_a_text_that_lost_its_accents_is_doubtful_and_the_rest_is_not(
    name: str, sex: str, address: str, warning: str
) -> None:
    card = card_with(full_name=name, sex=sex, address=address)
    assert card.warnings == (warning,)
    assert card.doubtful == {"full_name", "address"}
    assert (card.full_name, card.address) == (name, address)
    assert (card.number.digits, card.birth_date, card.sex) == ("079190123456", date(1990, 1, 1), Sex.FEMALE)


@pytest.mark.parametrize("name", ["Lam Minh Tam", "Ksor H'Hen", "Y Moan Êban", "Niê K'Đăm Rơ\u0306", "Mẫu"])
def test_a_name_without_accents_is_not_doubtful_by_itself(name: str) -> None:
    assert card_with(full_name=name).doubtful == frozenset()


@pytest.mark.parametrize(
    ("changes", "doubtful", "warning"),
    [
        ({"full_name": "Nguy?n Th? M?u"}, "full_name", "card.letters_replaced"),
        ({"address": "1 \ufffd\ufffdường Mẫu"}, "address", "card.letters_replaced"),
        ({"full_name": "Nguyễn Thị 5"}, "full_name", "card.full_name"),
        ({"full_name": ""}, "full_name", "card.full_name"),
        ({"address": ""}, "address", "card.address"),
        ({"old_number": "12345678"}, "old_number", "card.old_number"),
        ({"birth_date": "00001990"}, "birth_date", "card.birth_date"),
        ({"birth_date": "31021990"}, "birth_date", "card.birth_date"),
        ({"sex": "Nm"}, "sex", "card.sex"),
        ({"issued": ""}, "issued", "card.issued"),
    ],
)
def test_a_field_that_cannot_be_read_is_doubtful_alone(changes: dict[str, str], doubtful: str, warning: str) -> None:
    card = card_with(**changes)
    assert (card.doubtful, card.warnings) == ({doubtful}, (warning,))


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("", "card.field_count", {"found": 1}),
        ("079190123456||Nguyễn Thị Mẫu", "card.field_count", {"found": 3}),
        (SAMPLE[1:], "number.digits", {"found": 11}),
        (SAMPLE.replace("079190123456", ""), "number.digits", {"found": 0}),
        (SAMPLE.replace("079190123456", "023456789"), "number.digits", {"found": 9}),
        (SAMPLE.replace("079190123456", "O79190123456"), "number.characters", {}),
    ],
)
def test_without_seven_fields_and_a_number_there_is_no_card(text: str, code: str, parameters: dict[str, int]) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_card(text)
    assert (refusal.value.code, refusal.value.parameters) == (code, parameters)


@given(
    st.one_of(st.text(), st.text(alphabet="0179|/ Nữaễx?\u0301"), st.text().map(lambda text: f"079190123456|{text}"))
)
def test_no_text_makes_the_reading_of_a_card_raise_anything_but_a_refusal(text: str) -> None:
    try:
        card = parse_card(text)
    except Refusal:
        return
    assert card.doubtful <= set(Card.__dataclass_fields__)


def test_nothing_personal_is_shown_when_a_card_is_logged() -> None:
    card = card_with(old_number="023456789")
    shown = repr([card, card.number, card.old_number])
    assert not any(part and part in shown for part in [*SAMPLE.split("|"), "1990", "023456789"])


@pytest.mark.parametrize(
    ("digits", "sex", "year"),
    [
        ("001077000001", Sex.MALE, 1977),
        ("079190123456", Sex.FEMALE, 1990),
        ("079200000001", Sex.MALE, 2000),
        ("079325000001", Sex.FEMALE, 2025),
        ("079999000001", Sex.FEMALE, 2399),
    ],
)
def test_a_number_states_sex_and_year_of_birth(digits: str, sex: Sex, year: int) -> None:
    number = PersonalNumber(digits)
    assert (number.sex, number.birth_year) == (sex, year)
    assert number.warnings(sex, date(year, 6, 15)) == []


def test_what_does_not_agree_with_a_number_is_a_warning_and_never_a_refusal() -> None:
    number = PersonalNumber("079190123456")
    assert number.warnings(Sex.MALE) == ["number.sex_differs"]
    assert number.warnings(birth_date=date(1991, 1, 1)) == ["number.birth_year_differs"]
    assert number.warnings(Sex.MALE, date(2090, 1, 1)) == ["number.sex_differs", "number.birth_year_differs"]
    assert card_with(sex="Nam").warnings == ("number.sex_differs",)


@given(NUMBERS)
def test_no_number_of_twelve_digits_is_refused_for_its_province(digits: str) -> None:
    assert parse_number(digits) == PersonalNumber(digits)


@pytest.mark.parametrize(
    "typed", ["079 190 123 456", "079.190.123.456", " 079-190123456\t", "079\u00a0190\u00a0123456"]
)
def test_a_number_may_be_typed_in_groups(typed: str) -> None:
    assert parse_number(typed) == PersonalNumber("079190123456")


def test_nine_digits_are_the_number_of_an_old_card() -> None:
    assert parse_number("023 456 789") == OldNumber("023456789")


@pytest.mark.parametrize(
    ("typed", "code", "parameters"),
    [
        ("79190123456", "number.digits", {"found": 11}),
        ("", "number.digits", {"found": 0}),
        ("0791901234567", "number.digits", {"found": 13}),
        ("07919O123456", "number.characters", {}),
        ("٠٧٩١٩٠١٢٣٤٥٦", "number.characters", {}),
    ],
)
def test_a_number_of_another_length_or_with_other_signs_is_refused(
    typed: str, code: str, parameters: dict[str, int]
) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_number(typed)
    assert (refusal.value.code, refusal.value.parameters) == (code, parameters)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0100109106", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        ("079190123456", "079190123456"),
    ],
)
def test_a_tax_code_has_ten_twelve_or_thirteen_digits(typed: str, code: str) -> None:
    assert parse_tax_code(typed) == code
    assert parse_tax_code(code) == code


@pytest.mark.parametrize(("typed", "code"), [("01001091061", "tax_code.digits"), ("01001O9106", "tax_code.characters")])
def test_anything_else_is_no_tax_code(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_tax_code(typed)
    assert refusal.value.code == code
