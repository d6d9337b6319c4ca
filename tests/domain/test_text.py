import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.text import fold, nfc, search_query, search_tokens

# Letters that SQLite's tokenizer treats otherwise than Python, beside what people really type.
TYPED = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("nguyễn thị mẫu\"*'():^-_+ᦰ\0")), max_size=40)
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE people USING fts5(names, detail=none, tokenize=\"unicode61 tokenchars '_'\")"
        )
        yield connection
    connection.close()


def found(index: sqlite3.Connection, typed: str) -> list[int]:
    query = search_query(typed)
    assert query is not None
    return [row[0] for row in index.execute("SELECT rowid FROM people WHERE people MATCH ? ORDER BY rowid", (query,))]


def add(index: sqlite3.Connection, *names: str) -> None:
    index.executemany("INSERT INTO people(names) VALUES (?)", [(" ".join(search_tokens(name)),) for name in names])


def test_every_vietnamese_letter_folds_to_its_plain_letter() -> None:
    plain = "a" * 18 + "e" * 12 + "i" * 6 + "o" * 18 + "u" * 12 + "y" * 6 + "d"
    assert fold(VIETNAMESE) == plain
    assert fold(VIETNAMESE.upper()) == plain


@pytest.mark.parametrize("look_alike", ["Đỗ", "Ðỗ", "ƉỖ", "đỗ"])
def test_a_d_with_a_stroke_is_a_d_whichever_alphabet_it_came_from(look_alike: str) -> None:
    assert fold(look_alike) == "do"


@pytest.mark.parametrize(("one", "other"), [("ＮＧＵＹỄＮ", "nguyễn"), ("STRAUẞ", "Strauss"), ("Ⅻ", "xii")])
def test_spellings_that_mean_the_same_letters_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_punctuation_and_white_space_become_single_spaces() -> None:
    assert fold("  H'Hen-Niê,\u00a0Ê_ban\t(Y Wang)  ") == "h hen nie e ban y wang"


@given(st.text())
@example("\u1d9e")
@example("ﬁ İ ẞ ǆ ᾳ")
def test_composed_and_decomposed_text_fold_alike_and_only_once(text: str) -> None:
    folded = fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


def test_stored_text_is_composed() -> None:
    assert nfc(unicodedata.normalize("NFD", "Nguyễn Thị Mẫu")) == "Nguyễn Thị Mẫu"


def test_a_name_is_indexed_by_its_words_and_its_neighbouring_pairs() -> None:
    assert search_tokens("Nguyễn Thị Mẫu") == ["nguyen", "thi", "mau", "nguyen_thi", "thi_mau"]
    assert search_tokens("Mẫu") == ["mau"]
    assert search_tokens(" . ") == []


def test_a_query_asks_for_pairs_and_leaves_the_last_word_open() -> None:
    assert search_query("Nguyễn Thị M") == '"nguyen_thi" AND "thi_m"*'
    assert search_query("mẫ") == '"ma"*'


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "' -- (", "\u0301"])
def test_nothing_to_search_for_is_no_query(typed: str) -> None:
    assert search_query(typed) is None


def test_a_name_is_found_while_it_is_being_typed(index: sqlite3.Connection) -> None:
    add(index, "Nguyễn Thị Mẫu", "Nguyễn Văn Mẫu", "Mẫu Thị Nguyên", "Trần Thị Mận")
    assert found(index, "nguye") == [1, 2, 3]
    assert found(index, "Nguyễn T") == [1]
    assert found(index, "thị mẫ") == [1, 4]
    assert found(index, "THI MAU") == [1]
    assert found(index, "nguyen thi mau") == [1]


def test_operators_in_what_is_typed_are_only_words(index: sqlite3.Connection) -> None:
    add(index, "Nguyễn Or Mẫu", "Trần Thị Mận")
    assert found(index, "nguyễn OR mẫu") == [1]
    assert found(index, 'Mẫu" OR names : *') == []


@given(name=TYPED, cut=st.integers(min_value=0, max_value=40))
@example(name="aᦰb", cut=3)
def test_any_beginning_of_any_name_finds_the_name(name: str, cut: int) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE people USING fts5(names, detail=none, tokenize=\"unicode61 tokenchars '_'\")"
        )
        add(connection, name)
        if search_query(name[:cut]):
            assert found(connection, name[:cut]) == [1]
    connection.close()


def test_a_pasted_page_asks_no_more_than_a_long_name() -> None:
    assert search_query("nguyễn thị mẫu " * 10_000) == search_query("nguyễn thị mẫu " * 4)
