from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refusal
from desktop_app.domain.money import MOST, dong, dong_in_words, number_in_words, reckoned, written

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5}
UNITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


def heard(words: str) -> int:
    """What a listener writes down: another reading of the same rules, from words to number."""
    billions = group = pending = 0
    for word in words.split():
        if word in UNITS:
            pending = UNITS[word]
        elif word in {"trăm", "mươi"}:
            group, pending = group + pending * {"trăm": 100, "mươi": 10}[word], 0
        elif word == "mười":
            group += 10
        elif word in {"nghìn", "triệu"}:
            billions, group, pending = billions + (group + pending) * {"nghìn": 1000, "triệu": 10**6}[word], 0, 0
        elif word == "tỷ":
            billions, group, pending = (billions + group + pending) * 10**9, 0, 0
        else:
            assert word == "linh"
    return billions + group + pending


@pytest.mark.parametrize(
    ("amount", "figures"),
    [(0, "0 đồng"), (8000, "8.000 đồng"), (1234567, "1.234.567 đồng"), (-5000, "-5.000 đồng")],
)
def test_amounts_in_figures_have_a_point_between_thousands(amount: int, figures: str) -> None:
    assert dong(amount) == figures


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (8_000, "tám nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (150_000, "một trăm năm mươi nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
        (1_500_000_000_000, "một nghìn năm trăm tỷ"),
        (10**18, "một tỷ tỷ"),
    ],
)
def test_numbers_are_read_as_at_school(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_an_amount_in_words_ends_with_its_unit() -> None:
    assert dong_in_words(8000) == "tám nghìn đồng"


@given(st.one_of(st.integers(0, 2_000_000), st.integers(0, 10**18 - 1)))
def test_a_listener_writes_down_the_number_that_was_read(number: int) -> None:
    assert heard(number_in_words(number)) == number


def test_every_number_below_ten_thousand_has_a_reading_of_its_own() -> None:
    readings = [number_in_words(number) for number in range(10_000)]
    assert len(set(readings)) == 10_000
    assert all(heard(words) == number for number, words in enumerate(readings))


def test_a_negative_number_is_not_read() -> None:
    with pytest.raises(ValueError, match="negative"):
        number_in_words(-1)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("7000", 7000),
        ("7.000", 7000),
        ("2*2000+3*1000", 7000),
        ("2x2.000 + 3×1.000", 7000),
        ("10.000+5000", 15_000),
        ("2*3*1000", 6000),
        ("0", 0),
    ],
)
def test_a_reckoning_is_summed_as_a_clerk_means_it(typed, amount):
    assert reckoned(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "2.00", "1.0000", "2*", "+3", "2**3", "7-1", "10 USD", "1,5", "²", "٣", "9" * 5000, "1+" * 60 + "1"]
)
def test_what_is_no_reckoning_is_refused_and_never_guessed(typed):
    with pytest.raises(Refusal, match=r"money\.reckoning"):
        reckoned(typed)


@pytest.mark.parametrize("typed", [str(MOST + 1), "99999999999*9999999999999"])
def test_an_amount_that_can_only_be_a_slip_of_the_hand_is_refused(typed):
    with pytest.raises(Refusal, match=r"money\.too_much"):
        reckoned(typed)


@given(
    st.lists(st.lists(st.integers(0, 1200), min_size=1, max_size=2), min_size=1, max_size=5), st.sampled_from("*xX×")
)
def test_a_reckoning_says_the_same_however_it_is_written(products, times):
    typed = " + ".join(times.join(map(str, factors)) for factors in products)
    assert reckoned(written(typed)) == reckoned(typed) == sum(map(prod, products))


@given(st.text(alphabet="0123456789.*x+ a", max_size=12))
def test_what_is_written_already_is_written_no_differently(typed):
    assert written(written(typed)) == written(typed)
