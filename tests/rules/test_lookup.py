"""Scan anywhere, type anything: what leads where, and to whom."""

import pytest

from desktop_app.application.accounts import StaffMember
from desktop_app.application.ports import DossierQuery
from desktop_app.domain.codes import StaffCode
from desktop_app.domain.states import Role
from tests.rules.conftest import ADMINISTRATOR, MAU, THU

# The lines on the back of the card of MAU (TD1, ICAO Doc 9303-5).
LINES = "IDVNM1901234569079190123456<<9\n9001011F3001019VNM<<<<<<<<<<<8\nNGUYEN<<THI<MAU<<<<<<<<<<<<<<<"


def ids(found):
    return [row.id for row in found.rows]


def test_the_back_of_the_card_leads_to_its_holder(desk):
    dossier = desk.receive()
    found = desk.office.lookup.find(LINES)
    assert [row.id for row in found.person.open] == [dossier.id]
    assert found.person.person["birth"] == "1990-01-01"


def test_a_name_without_accents_never_replaces_one_that_is_known(desk):
    assert desk.office.lookup.find(LINES).person.person["name"] == "NGUYEN THI MAU"
    desk.receive()
    assert desk.office.lookup.find(LINES).person.person["name"] == "Nguyễn Thị Mẫu"


def test_the_code_of_a_handover_list_opens_the_list(desk):
    dossier = desk.receive()
    batch = desk.office.handover.prepare(desk.receptionist, [dossier.id], "Phòng Tư pháp")
    assert desk.office.lookup.find(batch.code).batch == batch


def test_a_list_that_never_arrived_here_is_said_to_be_unknown(desk):
    found = desk.office.lookup.find("BG-00123-0045-01-000789-24")
    assert found.refusal.code == "handover.unknown"


def test_a_staff_card_names_the_colleague(desk):
    desk.office.accounts.put(
        ADMINISTRATOR,
        StaffMember("ha", "Lê Thị Thu Hà", frozenset({Role.RECEPTIONIST}), "", active=True),
        "mật khẩu",
        "2026-10-06T08:00:00+07:00",
    )
    (member,) = desk.office.accounts.staff()
    found = desk.office.lookup.find(str(StaffCode(100, member.number)))
    assert (found.staff, found.person, found.dossier_id) == (member, None, None)


@pytest.mark.parametrize("code", [StaffCode(100, 7), StaffCode(101, 1)])
def test_a_card_of_nobody_here_opens_nothing(desk, code):
    assert desk.office.lookup.find(str(code)).refusal.code == "staff_code.unknown"


def test_a_colleague_keeps_the_number_of_the_card_when_something_else_changes(desk):
    for name in ("Lê Thị Thu Hà", "Trần Minh Khoa", "Trần Minh Khoa (nghỉ)"):
        login = "ha" if name.startswith("Lê") else "khoa"
        member = StaffMember(login, name, frozenset({Role.OFFICER}), "", active=True)
        desk.office.accounts.put(ADMINISTRATOR, member, "mật khẩu", "2026-10-06T08:00:00+07:00")
    assert [(member.login, member.number) for member in desk.office.accounts.staff()] == [("ha", 1), ("khoa", 2)]


def test_family_and_given_name_find_who_also_has_a_middle_name(desk):
    dossier = desk.receive()
    desk.receive(THU)
    assert ids(desk.office.lookup.find("Nguyễn Mẫu")) == [dossier.id]
    assert ids(desk.office.lookup.find("mau ngu")) == [dossier.id]


def test_names_that_stand_together_win_over_words_that_stand_apart(desk):
    together = desk.receive({**THU, "name": "Nguyễn Mẫu"})
    desk.receive(MAU)
    assert ids(desk.office.lookup.find("nguyen mau")) == [together.id]


def test_words_apart_are_paged_and_counted_like_any_other_name(desk):
    dossiers = [desk.receive() for _ in range(5)]
    query = DossierQuery(name="nguyễn mẫu", limit=3)
    first = desk.office.lookup.rows(query)
    second = desk.office.lookup.rows(DossierQuery(name="nguyễn mẫu", limit=3, before=first[-1].no))
    assert [row.id for row in first + second] == [dossier.id for dossier in reversed(dossiers)]
    assert desk.office.lookup.count(query) == 5


def test_a_name_that_nobody_has_finds_nobody(desk):
    desk.receive()
    assert desk.office.lookup.find("Nguyễn Không").refusal.code == "lookup.nothing"


def test_everybody_of_a_group_is_found_by_name_and_by_number(desk):
    group = desk.receive(others=(THU, {"kind": "citizen", "name": "Trịnh Văn Ba", "number": ""}))
    assert ids(desk.office.lookup.find("trinh van ba")) == [group.id]
    assert [row.id for row in desk.office.lookup.find(THU["number"]).person.rows] == [group.id]
    assert desk.office.lookup.person(THU["number"]).person["name"] == "Lê Văn Thử"
