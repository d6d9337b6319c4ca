"""Intake as offices do it: NĐ 61/2018/NĐ-CP art. 17, TT 03/2025/TT-VPCP forms 01-03."""

import pypdfium2
import pytest

from desktop_app.application.components import check_complete
from desktop_app.application.intake import IntakeForm
from desktop_app.application.paper_values import receipt
from desktop_app.application.ports import Reference
from desktop_app.application.settings import OfficeSettings
from desktop_app.domain.deadlines_terms import LimitUnit, TimeLimit
from desktop_app.domain.errors import Refusal
from desktop_app.ids import uuid7
from tests.rules.conftest import MAU, PAPER, THU

ODD = "tax_code.check_digit"
BRIEF = {"name": "Giấy chứng sinh", "copy": "original", "count": 1, "required": True}


def form(owner=MAU, procedure="1.001193", **more):
    return IntakeForm(uuid7(), procedure, owner, more.pop("components", (PAPER,)), **more)


def test_a_group_applies_with_one_set_of_papers(desk):
    ba = {"kind": "citizen", "name": "  Trịnh   Văn Ba ", "number": ""}
    group = desk.receive(others=(THU, ba))
    assert [person["name"] for person in group.others] == ["Lê Văn Thử", "Trịnh Văn Ba"]
    assert group.sets == 1


def test_the_receipt_names_everybody_of_the_group(desk):
    """TT 03/2025, form 01: whose dossier it is."""
    group = desk.receive(others=(THU,))
    assert receipt(group, OfficeSettings())["person"] == "Nguyễn Thị Mẫu; cùng nộp: Lê Văn Thử"


def test_the_receipt_of_a_group_handed_in_by_another_names_them_as_principals(desk):
    group = desk.receive(others=(THU,), proxy={"person": {**THU, "name": "Trịnh Văn Ba"}})
    values = receipt(group, OfficeSettings())
    assert (values["person"], values["principal"]) == ("Trịnh Văn Ba", "Nguyễn Thị Mẫu; cùng nộp: Lê Văn Thử")


@pytest.mark.parametrize("kind", ["citizen", "organisation"])
@pytest.mark.parametrize("name", ["3", "079 190", "…"])
def test_nobody_is_called_by_digits_and_signs_alone(desk, kind, name):
    with pytest.raises(Refusal, match=r"name\.letters"):
        desk.receive({**MAU, "kind": kind, "name": name, "number": MAU["number"]})


@pytest.mark.parametrize("name", ["A1", "Ô", "李", "Công ty 3"])
def test_a_name_of_any_letters_is_one(desk, name):
    assert desk.receive({**MAU, "name": name}).owner["name"] == name


def test_only_the_owner_of_a_citizens_dossier_needs_a_number(desk):
    with pytest.raises(Refusal, match=r"number\.digits"):
        desk.receive({"kind": "citizen", "name": "Nguyễn Thị Mẫu", "number": ""})
    desk.receive({"kind": "organisation", "name": "Hợp tác xã Mẫu", "number": "", "address": ""})


@pytest.mark.parametrize(
    ("owner", "kept", "odd"),
    [
        ({"kind": "organisation", "name": "Công ty Mẫu", "number": "0100233488"}, "0100233488", []),
        ({"kind": "organisation", "name": "Công ty Mẫu", "number": "0100233489"}, "0100233489", [ODD]),
        ({"kind": "organisation", "name": "Chi nhánh Mẫu", "number": "0314409058002"}, "0314409058-002", []),
        # TT 86/2024/TT-BTC: a household business has its owner's personal number as tax code.
        ({"kind": "household", "name": "Hộ kinh doanh Mẫu", "number": "079 190 123456"}, "079190123456", []),
    ],
)  # fmt: skip
def test_tax_codes_of_organisations_and_household_businesses_are_checked(desk, owner, kept, odd):
    assert [doubt.code for doubt in desk.office.intake.doubts(form(owner))] == odd
    assert desk.receive(owner).owner["number"] == kept


def test_nobody_is_of_a_kind_that_no_paper_knows(desk):
    with pytest.raises(Refusal, match=r"intake\.person_kind"):
        desk.receive({**MAU, "kind": "robot"})


def test_a_second_open_dossier_for_the_same_procedure_is_named_and_the_decision_recorded(desk):
    first = desk.receive()
    (doubt,) = desk.office.intake.doubts(form())
    known = {"label": first.label, "at": first.received_at, "state": "received"}
    assert (doubt.code, doubt.parameters) == ("duplicate", known)
    again = form(duplicate_accepted="khai sinh cho con thứ hai")
    assert desk.office.intake.doubts(again) == []
    second = desk.office.intake.receive(desk.receptionist, again)
    assert second.history[0].event.data["duplicate_accepted"] == "khai sinh cho con thứ hai"


MARRIAGE = {
    "code": "9.000001",
    "name": "Đăng ký kết hôn mẫu",
    "components": [
        {"name": "Tờ khai", "originals": 1, "required": "yes"},
        {"name": "Giấy xác nhận  tình trạng hôn nhân", "originals": 1, "required": "yes"},
        {"name": "Thẻ căn cước", "required": "yes", "role": "present"},
        {"name": "Giấy của bộ đội", "required": "yes", "case_group": "Quân nhân"},
        {"name": "Văn bản ủy quyền", "required": "when"},
    ],
}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), [("components.none", 2)]),
        (("Tờ khai",), [("components.missing", 1)]),
        (("Văn bản ủy quyền", "Thẻ căn cước"), [("components.missing", 2)]),
        (("Tờ khai", "Giấy xác nhận tình trạng hôn nhân"), []),
    ],
)
def test_a_dossier_that_lacks_what_everybody_hands_in_is_doubted(desk, names, said):
    """NĐ 61/2018/NĐ-CP art. 17: an incomplete dossier gets form 02; papers of a case or only shown do not count."""
    desk.office.procedures.publish(desk.administrator, [MARRIAGE], desk.clock["now"])
    papers = tuple({"name": name, "copy": "original", "count": 1} for name in names)
    doubts = desk.office.intake.doubts(form(procedure="9.000001", components=papers))
    assert [(doubt.code, doubt.parameters["count"]) for doubt in doubts] == said
    assert {doubt.part for doubt in doubts} <= {"papers"}


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        ([{"case_group": "Theo hộ"}, {"case_group": "Tại cơ sở"}], ["components.no_case"]),
        ([{"case_group": "Theo hộ"}, {"required": "when"}], []),
        ([{"case_group": "Nộp trực tiếp", "role": "present"}], []),
    ],
)
def test_nobody_comes_without_papers_where_each_case_has_its_own(desk, papers, said):
    """NĐ 61/2018/NĐ-CP art. 17; a paper that is asked of some alone may be missing, one of a case may not be all."""
    specs = [{"name": f"Giấy {number}", **paper} for number, paper in enumerate(papers)]
    record = {"code": "9.000002", "name": "Đăng ký tạm trú mẫu", "components": specs}
    desk.office.procedures.publish(desk.administrator, [record], desk.clock["now"])
    nothing, something = form(procedure="9.000002", components=()), form(procedure="9.000002")
    assert [doubt.code for doubt in desk.office.intake.doubts(nothing)] == said
    assert desk.office.intake.doubts(something) == []


def test_why_an_incomplete_dossier_is_received_is_on_record_and_only_there(desk):
    desk.office.procedures.publish(desk.administrator, [MARRIAGE], desk.clock["now"])
    kept = form(procedure="9.000001", components=(), incomplete_accepted="nộp bản giấy chiều nay")
    assert desk.office.intake.doubts(kept) == []
    received = desk.office.intake.receive(desk.receptionist, kept)
    assert received.history[0].event.data["incomplete_accepted"] == "nộp bản giấy chiều nay"
    assert "incomplete_accepted" not in desk.receive(incomplete_accepted="không cần").history[0].event.data


def test_who_takes_a_result_along_at_once_for_another_does_so_on_the_same_authority(desk):
    proxy = {"person": THU, "relation": "con", "authorisation": "GUQ 12/2026"}
    for_another = desk.office.intake.finish_at_once(desk.receptionist, form(procedure="2.000815", proxy=proxy))
    authority = {"relation": "con", "authorisation": "GUQ 12/2026"}
    assert for_another.collector == {"name": "Lê Văn Thử", "number": THU["number"], **authority}
    own = desk.office.intake.finish_at_once(desk.receptionist, form(procedure="2.000815"))
    assert own.collector == {"name": MAU["name"], "number": MAU["number"]}


def test_no_result_is_given_at_once_to_a_proxy_without_authority(desk):
    for proxy, code in (({}, r"return\.relation"), ({"relation": "con"}, r"return\.authorisation")):
        with pytest.raises(Refusal, match=code):
            desk.office.intake.finish_at_once(
                desk.receptionist, form(procedure="2.000815", proxy={"person": THU, **proxy})
            )


def test_a_required_paper_that_will_not_do_is_no_reception(desk):
    """NĐ 61/2018 art. 17: an incomplete dossier gets form 02, not a receipt."""
    bad = {**BRIEF, "accepted": False, "reason": "bản chụp mờ"}
    with pytest.raises(Refusal, match=r"component\.not_accepted"):
        desk.receive(components=(PAPER, bad))
    with pytest.raises(Refusal, match=r"component\.reason"):
        desk.receive(components=({**bad, "required": False, "reason": " "},))


def test_an_extra_paper_that_will_not_do_is_kept_with_its_reason(desk):
    other = {"name": "Giấy tờ khác", "copy": "photocopy", "count": 2, "accepted": False, "reason": "không liên quan"}
    dossier = desk.receive(components=(PAPER, other))
    assert dossier.components[1] == other
    check_complete(dossier.components)


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        ({"name": " ", "copy": "original", "count": 1}, "component.name"),
        ({"name": "Giấy", "copy": "papyrus", "count": 1}, "component.copy"),
        ({"name": "Giấy", "copy": "original", "count": 0}, "component.count"),
    ],
)
def test_a_paper_has_a_name_a_kind_and_a_number(desk, paper, code):
    with pytest.raises(Refusal) as refused:
        desk.receive(components=(paper,))
    assert refused.value.code == code


def test_papers_brought_later_join_the_dossier_and_not_the_receipt(desk):
    dossier = desk.receive()
    desk.do(dossier, "request_supplement", reason="thiếu giấy chứng sinh", requirements=["Giấy chứng sinh"])
    supplemented = desk.do(dossier, "supplement", components=[BRIEF])
    assert [paper["name"] for paper in supplemented.components] == [PAPER["name"], BRIEF["name"]]
    assert receipt(supplemented, OfficeSettings())["components"] == ["Tờ khai đăng ký khai sinh (01 bản chính)"]


def test_papers_brought_later_are_looked_at_like_the_first(desk):
    dossier = desk.receive()
    desk.do(dossier, "request_supplement", reason="thiếu giấy chứng sinh")
    with pytest.raises(Refusal, match=r"component\.reason"):
        desk.do(dossier, "supplement", components=[{**BRIEF, "accepted": False}])


WARD = "Ủy ban nhân dân phường Mẫu"


@pytest.mark.parametrize(
    ("parent", "published", "found"),
    [
        (WARD, "Ủy ban nhân dân cấp xã", WARD),
        (WARD, "Tổ chức hành nghề công chứng; Ủy ban nhân dân cấp xã", WARD),
        (WARD, "Công an cấp Tỉnh; Công an cấp Xã", "Công an phường Mẫu"),
        (WARD, "Chủ tịch UBND cấp xã", "Chủ tịch UBND phường Mẫu"),
        (WARD, "Sở Y tế", "Sở Y tế"),
        ("UBND xã Mẫu", "Ủy ban nhân dân cấp xã", "Ủy ban nhân dân xã Mẫu"),
        ("Ủy ban nhân dân Thành phố Mẫu", "Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp xã"),
        ("", "Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp xã"),
    ],
)
def test_papers_name_the_body_that_decides_and_not_all_of_its_kind(parent, published, found):
    """TT 03/2025/TT-VPCP: forms 04, 06 and 07 name the solving agency; the catalogue names a class of agencies."""
    assert OfficeSettings(parent_name=parent).competent_body(published) == found


def test_a_copy_keeps_the_body_that_was_named_and_looks_up_the_one_of_the_catalogue(desk):
    put(desk, "procedure_override", "1.001193", competent_body="Ủy ban nhân dân cấp xã")
    before = desk.receive(owner={**THU, "number": "079085000003"})
    put(desk, "settings", "office", parent_name=WARD)
    assert before.solving_office == "Ủy ban nhân dân cấp xã"
    assert desk.office.intake.copy_of(before).solving_office == ""
    usual, other = desk.receive(), desk.receive(owner=THU, solving_office="Ủy ban nhân dân phường Khác")
    assert (usual.solving_office, other.solving_office) == (WARD, "Ủy ban nhân dân phường Khác")
    assert desk.office.intake.copy_of(usual).solving_office == ""
    assert desk.office.intake.copy_of(other).solving_office == "Ủy ban nhân dân phường Khác"


def test_a_copy_of_an_earlier_dossier_is_a_new_form_with_the_same_people_and_papers(desk):
    old = desk.receive(others=(THU,), components=({**PAPER, "accepted": True},), content="Khai sinh con đầu", sets=2)
    desk.do(old, "withdraw", desk.receptionist, reason="nộp nhầm")
    copied = desk.office.intake.copy_of(desk.office.lookup.dossier(old.id))
    new = desk.office.intake.receive(desk.receptionist, copied)
    assert new.id != old.id
    assert (new.owner, new.others, new.content, new.sets) == (old.owner, old.others, old.content, 2)
    assert new.components == [PAPER]
    assert new.receipt_number != old.receipt_number


def test_a_copy_promises_the_term_of_today_and_not_of_then(desk):
    old = desk.receive(limit=TimeLimit(9, LimitUnit.DAY))
    assert desk.office.intake.copy_of(old).limit is None


def test_a_copy_keeps_a_chosen_term_that_the_procedure_still_offers(desk):
    chosen = TimeLimit(10, LimitUnit.DAY)
    put(desk, "procedure_override", "1.001193", processing={"options": [{"value": 10, "unit": "day"}]})
    assert desk.office.intake.copy_of(desk.receive(limit=chosen)).limit == chosen


def test_a_dossier_received_late_into_the_program_is_under_the_procedure_of_its_own_day(desk):
    """Whatever carries a date is data with validity dates: the term of the day of reception counts."""
    put(desk, "procedure_override", "1.001193", "2026-10-05", processing={"value": 2, "unit": "working_day"})
    today = desk.receive()
    backdated = desk.office.intake.receive(desk.receptionist, form(), desk.moment("2026-10-02 09:00"))
    assert (today.limit["value"], backdated.limit["value"]) == (2, 5)


def put(desk, kind, key, valid_from="", **value):
    with desk.office.lookup._store.write() as unit:
        unit.put_reference([Reference(kind, key, value, valid_from)], "quantri", "2026-10-06T08:00:00+07:00")
        unit.commit()
    desk.office.procedures.forget()


def test_every_component_has_its_cover_sheet_in_one_paper(desk):
    papers = ({"name": "Giấy chứng sinh"}, {"name": "Tờ khai"})
    dossier = desk.receive(components=papers)
    pages = pypdfium2.PdfDocument(desk.office.paperwork.render(dossier, "cover").pdf)
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert ["Giấy chứng sinh" in texts[0], "Tờ khai" in texts[1]] == [True, True]
    assert f"{dossier.label}/TP02" in texts[1]


def test_a_dossier_without_papers_has_no_cover_sheets(desk):
    assert "cover" not in desk.office.paperwork.forms(desk.receive(components=()))


def test_what_most_of_the_last_dossiers_had_beside_the_papers_of_everybody_is_learned(desk):
    from desktop_app.application.ports import Reference  # noqa: PLC0415

    papers = [{"name": name, "originals": 1, "required": "when"} for name in ("Sổ đỏ", "Hợp đồng")]
    record = {"code": "1.001193", "name": "Đăng ký khai sinh", "components": papers}
    with desk.office.procedures._store.write() as unit:
        unit.put_reference([Reference("procedure", "1.001193", record)], "quantri", desk.clock["now"].isoformat())
        unit.commit()
    desk.office.procedures.forget()
    assert desk.office.intake.offer("1.001193").often == frozenset()
    for name in ("Sổ đỏ", "Sổ đỏ", "Hợp đồng"):
        desk.receive(components=({"name": name, "copy": "original", "count": 1},))
    assert desk.office.intake.offer("1.001193").often == {"Sổ đỏ"}


def test_the_name_under_form_05_is_the_heads_or_nobodys(desk):
    """TT 03/2025/TT-VPCP, form 05: signed by the head, whoever of the office has decided it."""
    by_officer, by_head = desk.receive(), desk.receive()
    stopped = desk.do(by_officer, "stop", actor=desk.officer, reason="quá hạn bổ sung")
    signed = desk.do(by_head, "stop", actor=desk.head, reason="quá hạn bổ sung")
    for dossier, named in ((stopped, False), (signed, True)):
        page = pypdfium2.PdfDocument(desk.office.paperwork.render(dossier, "05").pdf)[0].get_textpage()
        text = " ".join(page.get_text_range().split())
        assert (desk.head.name in text) is named
        assert desk.officer.name not in text
