"""What an office decides carries dates: the law changes every year, promises do not (NĐ 61/2018 art. 18-19)."""

import json
from datetime import date
from importlib.resources import files

import pytest

from desktop_app.domain.calendar_days import SpecialDay, SpecialKind
from desktop_app.domain.errors import Refusal
from desktop_app.reference.holidays_vn import official_calendar
from desktop_app.sync.numbering import keep
from desktop_app.sync.wire import Numbers, Series

NEXT_YEAR = {
    "name": "vn-2027",
    "complete_years": [2027],
    "official": [{"kind": "day_off", "first": "2027-02-04", "last": "2027-02-10", "name": "Tết Âm lịch"}],
}


def admin(desk):
    return desk.office.administration


def change(desk, valid_from=None, /, **changes):
    changes = {key.replace("__", "."): value for key, value in changes.items()}
    admin(desk).change_settings(desk.administrator, changes, valid_from)


def due_of(desk, at, procedure="1.001193"):
    return desk.office.intake.offer(procedure, desk.moment(at)).due["at"]


# -- settings --------------------------------------------------------------------------------------------------------


def test_a_setting_holds_from_its_day_on_and_not_before(desk):
    """NĐ 61/2018 art. 18: the cut-off hour is the office's; who came before the change is under the old one."""
    change(desk, date(2026, 10, 8), rules__cutoff="16:00")
    assert due_of(desk, "2026-10-07 15:30") == "2026-10-15T17:00:00+07:00"
    assert due_of(desk, "2026-10-08 15:30") == "2026-10-15T17:00:00+07:00"
    assert admin(desk).settings(date(2026, 10, 7))["rules.cutoff"] == 900
    assert admin(desk).settings(date(2026, 10, 8))["rules.cutoff"] == 960


def test_a_dossier_under_way_stays_under_the_rules_of_its_reception(desk):
    """NĐ 61/2018 art. 19: the limit restarts after a supplement; what is decided later holds for later dossiers."""
    dossier = desk.receive()
    change(desk, date(2026, 10, 7), rules__after_supplement="subtract")
    desk.at("2026-10-07 09:00")
    desk.do(dossier, "request_supplement", reason="thiếu giấy")
    desk.at("2026-10-09 09:00")
    assert desk.do(dossier, "supplement").due["at"] == "2026-10-16T17:00:00+07:00"


def test_what_was_decided_for_a_later_day_stays_when_something_else_changes_today(desk):
    change(desk, date(2027, 1, 1), rules__cutoff="16:00")
    change(desk, phone="028 3849 0000")
    later = admin(desk).settings(date(2027, 1, 1))
    assert (later["rules.cutoff"], later["phone"]) == (960, "028 3849 0000")


def test_a_later_decision_about_the_same_setting_wins_on_its_day(desk):
    change(desk, date(2027, 1, 1), phone="mới")
    change(desk, phone="nay")
    assert (admin(desk).settings()["phone"], admin(desk).settings(date(2027, 1, 1))["phone"]) == ("nay", "mới")


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("name", "  Trung tâm   mới ", "Trung tâm mới"),
        ("full_number_in_qr", "không", False),
        ("copies", "3", 3),
        ("phone", 19001022, "19001022"),
        ("rules.cutoff", "", None),
        ("rules.return_at", "same_clock", "same_clock"),
        ("rules.day_minutes", 450, 450),
    ],
)
def test_settings_are_read_as_people_type_them(desk, key, typed, kept):
    admin(desk).change_settings(desk.administrator, {key: typed})
    assert admin(desk).settings()[key] == kept


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("colour", "red", "settings.unknown"),
        ("practice_password", "x", "settings.unknown"),
        ("copies", "two", "settings.value"),
        ("copies", "0", "settings.value"),
        ("code_system", 1, "settings.value"),
        ("unit", "không phải mã", "settings.value"),
        ("code_width", "3", "settings.value"),
        ("code_width", "9", "settings.value"),
        ("full_number_in_qr", "maybe", "settings.value"),
        ("rules.cutoff", "25:00", "settings.value"),
        ("rules.return_at", "never", "settings.value"),
        ("rules.supplement_days", "0", "rules.not_positive"),
    ],
)
def test_a_setting_that_means_nothing_changes_nothing(desk, key, typed, code):
    before = admin(desk).settings()
    with pytest.raises(Refusal) as refused:
        admin(desk).change_settings(desk.administrator, {"phone": "x", key: typed})
    assert refused.value.code == code
    assert admin(desk).settings() == before


def test_only_administrators_decide(desk):
    closed = SpecialDay(SpecialKind.LOCAL_CLOSURE, date(2026, 10, 9), date(2026, 10, 9), "Mất điện")
    for decide in (
        lambda: admin(desk).change_settings(desk.head, {"phone": "x"}),
        lambda: admin(desk).import_calendar(desk.head, NEXT_YEAR),
        lambda: admin(desk).add_day(desk.head, closed),
        lambda: admin(desk).override_procedure(desk.head, "1.001193", {"short_name": "x"}),
        lambda: admin(desk).set_favourites(desk.head, ["1.001193"]),
        lambda: admin(desk).import_mapping(desk.head, "tinh", {}),
    ):
        with pytest.raises(Refusal, match=r"role\.missing"):
            decide()


# -- calendar ------------------------------------------------------------------------------------------------------


def test_one_file_for_all_units_replaces_its_own_years_and_leaves_the_others(desk):
    before = admin(desk).calendar()
    calendar = admin(desk).import_calendar(desk.administrator, NEXT_YEAR)
    assert [day for day in calendar.official if day.first.year != 2027] == [
        day for day in before.official if day.first.year != 2027
    ]
    assert [day.name for day in calendar.official if day.first.year == 2027] == ["Tết Âm lịch"]
    assert calendar.patterns == before.patterns
    assert calendar.version.startswith("vn-2027@")


def test_the_days_of_the_office_itself_survive_a_file_for_all(desk):
    day = SpecialDay(SpecialKind.HALF_DAY, date(2026, 12, 18), date(2026, 12, 18), "Họp toàn cơ quan", ((450, 690),))
    admin(desk).add_day(desk.administrator, day)
    calendar = admin(desk).import_calendar(desk.administrator, NEXT_YEAR)
    assert calendar.local == (day,)


def test_the_same_file_twice_is_the_same_calendar(desk):
    first = admin(desk).import_calendar(desk.administrator, NEXT_YEAR)
    assert admin(desk).import_calendar(desk.administrator, NEXT_YEAR).version == first.version


def test_new_weekly_hours_hold_from_their_day_on(desk):
    """Hours of winter and summer: a pattern with its date, not a constant."""
    week = {day: ["08:00-12:00", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
    pattern = {"valid_from": "2026-11-02", "counting": week, "reception": week}
    admin(desk).import_calendar(desk.administrator, {**NEXT_YEAR, "patterns": [pattern]})
    assert due_of(desk, "2026-10-20 08:30").endswith("T17:00:00+07:00")
    assert due_of(desk, "2026-11-03 08:30").endswith("T17:30:00+07:00")


def test_a_closure_moves_what_is_promised_after_it_and_nothing_that_was_promised_before(desk):
    promised = desk.receive()
    closed = SpecialDay(SpecialKind.LOCAL_CLOSURE, date(2026, 10, 9), date(2026, 10, 9), "Mất điện toàn trụ sở")
    admin(desk).add_day(desk.administrator, closed)
    assert desk.office.lookup.dossier(promised.id).due == promised.due
    moved = desk.receive()
    assert (promised.due["at"][:10], moved.due["at"][:10]) == ("2026-10-13", "2026-10-14")
    assert moved.due["calendar_version"] != promised.due["calendar_version"]
    assert any(step["params"].get("name") == "Mất điện toàn trụ sở" for step in moved.due["why"])
    admin(desk).remove_day(desk.administrator, date(2026, 10, 9))
    assert desk.receive().due["calendar_version"] == promised.due["calendar_version"]


def test_a_day_that_is_not_there_cannot_be_taken_back(desk):
    with pytest.raises(Refusal, match=r"calendar\.no_such_day"):
        admin(desk).remove_day(desk.administrator, date(2026, 10, 9))


@pytest.mark.parametrize("data", [{}, {"name": "x", "official": [{"kind": "party"}]}, {"name": "x", "patterns": [{}]}])
def test_a_file_that_is_no_calendar_changes_nothing(desk, data):
    before = admin(desk).calendar().version
    with pytest.raises(Refusal, match=r"calendar\."):
        admin(desk).import_calendar(desk.administrator, data)
    assert admin(desk).calendar().version == before


def test_the_calendar_that_comes_with_the_program_can_be_imported_as_it_is(desk):
    data = json.loads((files("resources") / "calendars" / "vn-official.json").read_text(encoding="utf-8"))
    calendar = admin(desk).import_calendar(desk.administrator, data)
    assert set(official_calendar(range(2024, 2027)).official) <= set(calendar.official)


# -- procedures ----------------------------------------------------------------------------------------------------


def test_a_fee_of_next_year_is_asked_for_from_next_year_on(desk):
    """Fees of provincial councils change with a date; a clerk must not have to remember it."""
    fees = [{"name": "Lệ phí hộ tịch", "amount_vnd": 8000}]
    admin(desk).override_procedure(desk.administrator, "1.001193", {"fees": fees}, date(2027, 1, 1))
    assert desk.office.procedures.get("1.001193").usual_fees("direct") == ()
    (fee,) = desk.office.procedures.get("1.001193", date(2027, 1, 1)).usual_fees("direct")
    assert fee["amount"] == 8000
    desk.at("2027-01-04 08:00")
    assert desk.office.procedures.get("1.001193").usual_fees("direct") == (fee,)


def test_a_shorter_term_of_the_province_is_promised_from_its_day_on(desk):
    term = {"processing": {"value": 2, "unit": "working_day"}}
    decided = admin(desk).override_procedure(desk.administrator, "1.001193", term, date(2026, 10, 7))
    assert decided.limit.value == 2
    assert due_of(desk, "2026-10-06 08:30")[:10] == "2026-10-13"
    assert due_of(desk, "2026-10-07 08:30")[:10] == "2026-10-09"


def test_one_decision_about_a_procedure_does_not_undo_another(desk):
    admin(desk).override_procedure(desk.administrator, "1.001193", {"short_name": "Khai sinh"}, date(2027, 1, 1))
    admin(desk).override_procedure(desk.administrator, "1.001193", {"competent_body": "UBND phường"})
    later = desk.office.procedures.get("1.001193", date(2027, 1, 1))
    assert (later.short_name, later.solving_office) == ("Khai sinh", "UBND phường")


def test_favourites_are_procedures_that_exist(desk):
    admin(desk).set_favourites(desk.administrator, ["1.001612", "1.001193"])
    assert [procedure.code for procedure in desk.office.procedures.favourites()] == ["1.001612", "1.001193"]
    with pytest.raises(Refusal, match=r"procedure\.unknown"):
        admin(desk).set_favourites(desk.administrator, ["9.9"])


def test_every_decision_is_an_event_with_the_name_of_who_made_it(desk):
    change(desk, phone="028 3849 0000")
    with desk.office.lookup._store.read() as unit:
        events = unit.events("settings")
    assert (events[-1].actor, events[-1].data["valid_from"]) == ("quantri", "2026-10-06")


# -- answers to complaints -----------------------------------------------------------------------------------------


def test_a_promised_date_can_be_reckoned_anew_after_the_calendar_has_changed(desk):
    """NĐ 61/2018 art. 19: an office answers for its dates, years later too."""
    dossier = desk.receive()
    closed = SpecialDay(SpecialKind.LOCAL_CLOSURE, date(2026, 10, 9), date(2026, 10, 9), "Mất điện")
    admin(desk).add_day(desk.administrator, closed)
    change(desk, date(2026, 10, 7), rules__cutoff="16:00")
    assert desk.office.processing.reckoned_again(dossier) == dossier.first_due


def test_a_date_that_was_not_reckoned_here_is_said_to_be_so(desk):
    row = {"code": "A-1", "procedure_code": "1.001193", "owner_name": "X", "received_at": "01/09/2026"}
    desk.office.imports.bring(desk.administrator, [(2, {**row, "due_at": "08/09/2026"})])
    with pytest.raises(Refusal, match=r"due\.calendar_unknown"):
        desk.office.processing.reckoned_again(desk.office.lookup.by_label("A-1"))


def test_nationwide_services_write_two_digits_of_their_system_before_the_number(desk):
    """TT 01/2018/TT-VPCP art. 19, docs/codes.md."""
    change(desk, code_system="01")
    with desk.office.lookup._store.write() as unit:
        keep(unit, Numbers(Series("H29.19.05", "261006"), 1, 9))
        unit.commit()
    assert desk.receive().code == "H29.19.05-261006-010001"
    with pytest.raises(Refusal, match=r"settings\.value"):
        change(desk, code_system="1")
