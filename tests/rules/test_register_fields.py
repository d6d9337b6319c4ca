"""Form 07 is kept for each field (TT 03/2025/TT-VPCP), also for dossiers that were received without the code of one."""

import pytest

from desktop_app.application.house_papers import register_sheets
from desktop_app.application.ports import Reference
from desktop_app.domain.events import Event
from desktop_app.ids import uuid7
from tests.rules.conftest import MAU

SEVERAL = "1.000080"
LATER_ONLY = "1.000081"
UNKNOWN = "9.999999"


def put(desk, procedure, valid_from, **field):
    record = {"code": procedure, "name": f"Thủ tục {procedure}", "field": field}
    with desk.office.lookup._store.write() as unit:
        unit.put_reference(
            [Reference("procedure", procedure, record, valid_from)], "quantri", desk.clock["now"].isoformat()
        )
        unit.commit()


@pytest.fixture
def house(desk):
    put(desk, SEVERAL, "2026-01-01", code="", name="Chăn nuôi")
    put(desk, SEVERAL, "2026-10-01", code="HT", name="Hộ tịch")
    put(desk, SEVERAL, "2026-11-01", code="TP", name="Tư pháp")
    put(desk, LATER_ONLY, "2027-01-01", code="TP", name="Tư pháp")
    put(desk, LATER_ONLY, "2027-07-01", code="HT", name="Hộ tịch")
    return desk


def receive_of_old(desk, procedure, **field):
    """A dossier as it was received before: without the code of a field."""
    subject = uuid7()
    data = {
        "receipt_number": f"R-{subject}",
        "owner": MAU,
        "procedure": {"code": procedure, "name": "Thủ tục", "field_code": "", "field_name": "", **field},
    }
    with desk.office.lookup._store.write() as unit:
        at = desk.clock["now"].isoformat()
        unit.append([Event(uuid7(), subject, "dossier.received", at, "ha", unit.identity.stamp, data)])
        unit.commit()
    return subject


def confirm(desk, *subjects):
    with desk.office.lookup._store.write() as unit:
        for seq, subject in enumerate(subjects, start=1):
            unit.connection.exec_driver_sql("UPDATE event SET seq = ? WHERE subject = ?", (seq, subject))
        unit.commit()


def register(desk, field=""):
    return {row.dossier_id: (row.field_code, row.number) for row in desk.office.reports.register(2026, field)}


def test_the_catalogue_of_the_day_of_reception_says_where_it_stands_and_what_number_it_has(house):
    first, old, last = house.receive().id, receive_of_old(house, SEVERAL), house.receive().id
    confirm(house, first, old, last)
    assert register(house) == {first: ("HT", 1), old: ("HT", 2), last: ("HT", 3)}
    assert register(house, "HT") == register(house)
    assert not register(house, "TP")


def test_what_a_catalogue_says_of_other_days_changes_no_number(house):
    old = [receive_of_old(house, SEVERAL), receive_of_old(house, LATER_ONLY)]
    confirm(house, *old)
    before = register(house)
    assert before == {old[0]: ("HT", 1), old[1]: ("TP", 1)}
    for code in (SEVERAL, LATER_ONLY):
        put(house, code, "2028-01-01", code="MT", name="Môi trường")
    assert register(house) == before


def test_a_procedure_without_a_code_of_its_field_stands_with_those_of_today_under_its_name(house):
    house.at("2026-02-03 09:00")
    old, today = receive_of_old(house, SEVERAL), house.receive(procedure=SEVERAL).id
    confirm(house, old, today)
    assert register(house) == {old: ("Chăn nuôi", 1), today: ("Chăn nuôi", 2)}


def test_what_no_catalogue_knows_goes_by_what_was_written_down_and_only_then_together(house):
    named, nameless = receive_of_old(house, UNKNOWN, field_name="Thú y"), receive_of_old(house, UNKNOWN)
    confirm(house, named, nameless)
    assert register(house) == {nameless: ("", 1), named: ("Thú y", 1)}
    sheets = register_sheets(2026, house.office.procedures.field_names(), house.office.reports.register(2026))
    assert [sheet["field"] for sheet in sheets] == ["Chưa rõ lĩnh vực", "Thú y"]
