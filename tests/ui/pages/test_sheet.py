from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.intake import IntakeForm, Offer
from desktop_app.application.procedures import ComponentSpec, FeeSpec, Procedure
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from ui.pages.intake.sheet import OFTEN, FeeEntry, PaperEntry, PersonEntry, Sheet

NUMBER = "079190123456"
OWNER = PersonEntry(number=NUMBER, name="Nguyễn Thị Mẫu", birth="1990-01-01", sex="female", address="1 Đường Mẫu")
BIRTH = Procedure(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    short_name="Đăng ký khai sinh",
    field_code="HT",
    field_name="Hộ tịch",
    limit=TimeLimit(1, LimitUnit.WORKING_DAY),
    limit_note="",
    options=(),
    fees=(FeeSpec("Lệ phí", 8000, "", "", (), "reception"),),
    components=(
        ComponentSpec("Văn bản ủy quyền", 1, 0, "when", "khi có ủy quyền", "", only_shown=False),
        ComponentSpec("Giấy chứng sinh", 0, 2, "yes", "", "", only_shown=False),
        ComponentSpec("Thẻ căn cước", 1, 0, "yes", "", "", only_shown=True),
    ),
    results=(),
    channels=("direct",),
    solving_office="",
    legal_basis=(),
)
OFFER = Offer(BIRTH, BIRTH.limit, None)

texts = st.text(alphabet="aăâđê ơưỳ", max_size=8)
people = st.builds(PersonEntry, number=st.just(NUMBER), name=texts, address=texts, phone=texts)
sheets = st.builds(
    Sheet,
    id=st.just("a"),
    owner=people,
    proxy=st.none() | people,
    procedure_code=st.sampled_from(["", "1.001193"]),
    papers=st.lists(st.builds(PaperEntry, name=texts, count=st.integers(1, 9), ticked=st.booleans())).map(tuple),
    fees=st.lists(st.builds(FeeEntry, name=texts, amount=st.none() | st.integers(0, 9))).map(tuple),
    limit=st.none() | st.just(TimeLimit(5, LimitUnit.DAY)),
)


@given(sheets)
def test_a_kept_form_comes_back_as_it_was(sheet):
    assert Sheet.from_draft(sheet.to_draft()) == sheet


def test_the_papers_that_everybody_hands_in_are_ticked_and_come_first():
    sheet = Sheet("a").for_procedure(OFFER)
    assert [(paper.name, paper.ticked, paper.copy, paper.count) for paper in sheet.papers] == [
        ("Giấy chứng sinh", True, "certified", 2),
        ("Văn bản ủy quyền", False, "original", 1),
        ("Thẻ căn cước", False, "original", 1),
    ]


def cases(*components):
    return Offer(replace(BIRTH, components=tuple(components)), BIRTH.limit, None)


def spec(name, case="", *, required="when"):
    return ComponentSpec(name, 1, 0, required, case, case, only_shown=False)


def test_papers_of_several_cases_stand_under_their_case_and_are_folded_away():
    offer = cases(spec("Hợp đồng", "Thuê nhà"), spec("Sổ đỏ", "Nhà của mình"), spec("CT01", required="yes"))
    papers = Sheet("a").for_procedure(offer).papers
    assert [(paper.name, paper.group, paper.seldom) for paper in papers] == [
        ("CT01", "", False),
        ("Hợp đồng", "Thuê nhà", True),
        ("Sổ đỏ", "Nhà của mình", True),
    ]


def test_what_most_people_bring_here_comes_first_and_once_though_every_case_names_it():
    offer = cases(spec("Hợp đồng", "Thuê nhà"), spec("CT01", "Thuê nhà"), spec("CT01", "Nhà của mình"))
    papers = Sheet("a").for_procedure(replace(offer, often=frozenset({"CT01"}))).papers
    assert [(paper.name, paper.group) for paper in papers] == [
        ("CT01", OFTEN),
        ("Hợp đồng", "Thuê nhà"),
        ("CT01", "Nhà của mình"),
    ]


def test_a_paper_that_several_cases_name_is_ticked_once_in_a_copy_of_an_earlier_dossier():
    offer = cases(spec("CT01", "Thuê nhà"), spec("CT01", "Nhà của mình"))
    form = IntakeForm("b", "1.001193", {}, components=({"name": "CT01", "copy": "original", "count": 2},))
    papers = Sheet("a").for_procedure(offer).with_papers_of(form).papers
    assert [(paper.ticked, paper.count) for paper in papers] == [(True, 2), (False, 1)]


def test_a_paper_that_is_only_shown_is_not_kept():
    papers = Sheet("a", OWNER).for_procedure(OFFER).to_form().components
    assert [paper["name"] for paper in papers] == ["Giấy chứng sinh"]


def test_the_only_fee_is_proposed():
    assert Sheet("a").for_procedure(OFFER).fee_total == 8000


def test_a_fee_without_a_sum_is_not_asked_for():
    sheet = Sheet("a", OWNER).for_procedure(OFFER)
    unasked = replace(sheet, fees=(replace(sheet.fees[0], amount=None),))
    assert unasked.to_form().fees == ()


def test_what_is_missing_is_named_in_the_order_of_the_form():
    sheet = Sheet("a", proxy=PersonEntry(number=NUMBER))
    assert sheet.missing() == ["owner.number", "owner.name", "proxy.name", "procedure"]


def test_an_organisation_needs_no_personal_number():
    assert Sheet("a", PersonEntry(kind="organisation", name="Công ty Mẫu"), procedure_code="x").missing() == []


def test_an_organisation_hands_in_no_birth_date():
    person = replace(OWNER, kind="organisation", number="0123456789").to_data()
    assert "birth" not in person
    assert "sex" not in person


def test_what_is_known_fills_only_what_is_empty():
    typed = PersonEntry(number=NUMBER, name="Nguyễn Thị Mẫu Mực")
    filled = typed.filled_from({"name": "Nguyễn Thị Mẫu", "phone": "0900000001", "address": "1 Đường Mẫu"})
    assert (filled.name, filled.phone, filled.address) == ("Nguyễn Thị Mẫu Mực", "0900000001", "1 Đường Mẫu")
