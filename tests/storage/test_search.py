"""Finding names as they are typed, over the index of a real store."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.identity import Sex
from desktop_app.domain.text import fold
from desktop_app.practice.people import full_name
from tests.storage.conftest import EVERYBODY, receive


def found(office, typed, **more):
    return [row.owner_name for row in office.lookup.rows(DossierQuery(name=typed, limit=500, **more))]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_every_beginning_of_a_name_finds_it_and_only_such_names(office, seed):
    random = Random(seed)
    name = full_name(random, random.choice(list(Sex)))
    receive(office, name)
    folded = fold(name)
    for end in range(1, len(folded) + 1):
        typed = folded[:end].strip()
        names = found(office, typed)
        assert name in names
        assert all(typed.split()[-1] in fold(other) for other in names)


def test_accents_case_and_letters_of_two_signs_do_not_matter(office):
    receive(office, "Đặng Thị Ánh Tuyết")
    for typed in ("ĐẶNG THỊ ÁNH", "dang thi anh", "Đặng thị A", "anh tuyet"):
        assert found(office, typed) == ["Đặng Thị Ánh Tuyết"]


def test_what_is_typed_is_never_an_operator(office):
    receive(office)
    for typed in ('nguyen" OR "x', "nguyen*", "NOT nguyen", "nguyen NEAR thi", "-nguyen", "^nguyen", '"', "*", "( )"):
        assert isinstance(found(office, typed), list)


def test_a_corrected_name_is_found_and_the_wrong_one_no_longer(office):
    dossier = receive(office, "Nguyễn Thị Mẩu")
    change = {"owner.name": "Nguyễn Thị Mẫu"}
    office.corrections.correct(EVERYBODY, dossier.id, change, "gõ nhầm dấu")
    assert found(office, "mau") == ["Nguyễn Thị Mẫu"]
    receive(office, "Trần Văn Bình", "079085000001")
    other = receive(office, "Trần Văn Bìn", "079085000002")
    office.corrections.correct(EVERYBODY, other.id, {"owner.name": "Lê Văn Chính"}, "nhầm người")
    assert found(office, "bin") == ["Trần Văn Bình"]


def test_pages_follow_each_other_without_gap_or_repetition(office):
    for number in range(7):
        receive(office, f"Nguyễn Thị Mẫu {'ABCDEFG'[number]}", f"0791901234{number:02}")
    seen, before = [], None
    while page := office.lookup.rows(DossierQuery(name="nguyen thi", limit=3, before=before)):
        seen += [row.owner_name[-1] for row in page]
        before = page[-1].no
    assert seen == list("GFEDCBA")
