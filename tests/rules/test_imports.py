"""Dossiers of other systems: nothing of a file with a wrong row; codes and dates stay (field names of the DVCQG)."""

from datetime import date

import pytest

from desktop_app.application.ports import DossierQuery
from desktop_app.domain.errors import Refusal
from desktop_app.domain.states import State
from desktop_app.sync.numbering import needs

ROW = {
    "code": "H29.19.05-260901-0001",
    "procedure_code": "1.001193",
    "owner_name": "Nguyễn Thị Mẫu",
    "owner_number": "079190123456",
    "received_at": "20260901083000",
    "due_at": "08/09/2026",
    "state": "4",
}


def bring(desk, *rows):
    return desk.office.imports.bring(desk.administrator, list(enumerate(rows, start=2)))


def faults(desk, *rows):
    with pytest.raises(Refusal) as refused:
        bring(desk, *rows)
    assert desk.office.lookup.count(DossierQuery()) == 0
    return [(fault.row, fault.code) for fault in refused.value.parameters["rows"]]


def only(desk):
    (row,) = desk.office.lookup.rows(DossierQuery())
    return desk.office.lookup.dossier(row.id)


def test_a_dossier_keeps_its_code_its_dates_and_where_it_stands(desk):
    bring(desk, ROW)
    dossier = only(desk)
    assert (dossier.official_code, dossier.code, dossier.label) == (ROW["code"], None, ROW["code"])
    assert (dossier.state, dossier.received_at) == (State.IN_PROCESS, "2026-09-01T08:30:00+07:00")
    assert dossier.due["at"] == "2026-09-08T17:00:00+07:00"
    assert dossier.problems == []
    assert desk.office.lookup.find("h29.19.05-260901-0001").dossier_id == dossier.id


def test_the_same_file_brought_again_brings_nothing(desk):
    first, second = bring(desk, ROW), bring(desk, ROW)
    assert (first.added, first.known, second.added, second.known) == (1, 0, 0, 1)
    assert desk.office.lookup.count(DossierQuery()) == 1


def test_one_bad_row_keeps_the_whole_file_out_and_every_bad_row_is_listed(desk):
    assert faults(
        desk,
        ROW,
        {**ROW, "code": ""},
        {**ROW, "code": "A-2", "procedure_code": "9.999999"},
        {**ROW, "code": "A-3", "owner_number": "12345"},
        {**ROW, "code": "A-4", "received_at": "hôm qua"},
        {**ROW, "code": "A-5", "state": "đang bay"},
        {**ROW, "code": "A-6", "received_at": "01/01/2027"},
        {**ROW, "code": "A-7", "returned_at": "31/08/2026"},
        {**ROW, "code": "A-8", "state": "9"},
        ROW,
    ) == [
        (3, "import.missing"),
        (4, "procedure.unknown"),
        (5, "number.digits"),
        (6, "import.value"),
        (7, "import.value"),
        (8, "time.future"),
        (9, "import.order"),
        (10, "import.missing"),
        (11, "import.twice"),
    ]


@pytest.mark.parametrize(
    ("state", "known", "stands"),
    [
        ("1", {}, State.SUBMITTED),
        ("2", {}, State.RECEIVED),
        ("Không được tiếp nhận", {"state": "3"}, State.REFUSED),
        ("Đang xử lý", {}, State.IN_PROCESS),
        ("5", {}, State.SUPPLEMENT),
        ("6", {}, State.DUTY),
        ("7", {}, State.WITHDRAWN),
        ("8", {}, State.STOPPED),
        ("Đã có kết quả", {"finished_at": "07/09/2026"}, State.READY),
        ("10", {"returned_at": "20260907100000"}, State.RETURNED),
        ("", {"returned_at": "07/09/2026"}, State.RETURNED),
        ("", {}, State.RECEIVED),
    ],
)
def test_every_status_of_the_national_portal_is_taken_over(desk, state, known, stands):
    bring(desk, {**ROW, "state": state, **known})
    dossier = only(desk)
    assert (dossier.state, dossier.problems) == (stands, [])


@pytest.mark.parametrize(
    ("received", "kept"),
    [
        ("20260901143005", "2026-09-01T14:30:05+07:00"),
        ("01/09/2026 14:30", "2026-09-01T14:30:00+07:00"),
        ("2026-09-01T14:30:00", "2026-09-01T14:30:00+07:00"),
        ("2026-09-01T07:30:00+00:00", "2026-09-01T14:30:00+07:00"),
        # A day alone: from its first open minute on.
        ("03/09/2026", "2026-09-03T07:30:00+07:00"),
        ("2026-09-03T00:00:00", "2026-09-03T07:30:00+07:00"),
    ],
)
def test_times_are_read_as_other_systems_write_them(desk, received, kept):
    bring(desk, {**ROW, "received_at": received})
    assert only(desk).received_at == kept


def test_a_result_of_the_due_day_was_in_time_where_only_the_day_is_known(desk):
    bring(desk, {**ROW, "state": "10", "finished_at": "08/09/2026", "returned_at": "09/09/2026"})
    assert only(desk).outcome == "on_time"
    assert desk.office.reports.period(date(2026, 9, 1), date(2026, 9, 30)).sum.solved_on_time == 1


def test_what_was_received_and_returned_on_the_same_day_is_not_returned_before_it_came(desk):
    bring(desk, {**ROW, "received_at": "20260901183000", "returned_at": "01/09/2026", "state": "10"})
    assert only(desk).returned_at == "2026-09-01T18:30:00+07:00"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("79190123456", "079190123456"), ("12345678", "012345678"), ("123456789", "123456789"), ("", "")],
)
def test_a_leading_zero_that_a_spreadsheet_dropped_is_put_back(desk, typed, kept):
    bring(desk, {**ROW, "owner_number": typed, "phone": "901234567"})
    assert (only(desk).owner["number"], only(desk).owner["phone"]) == (kept, "0901234567")


def test_a_tax_code_means_an_organisation_unless_the_file_says_otherwise(desk):
    bring(
        desk,
        {**ROW, "owner_number": "0100233488"},
        {**ROW, "code": "A-2", "owner_number": "0100233488", "owner_kind": "3"},
    )
    kinds = {
        row.label: desk.office.lookup.dossier(row.id).owner["kind"] for row in desk.office.lookup.rows(DossierQuery())
    }
    assert kinds == {ROW["code"]: "organisation", "A-2": "household"}


def test_a_procedure_is_known_by_its_name_where_there_is_no_code(desk):
    bring(desk, {**ROW, "procedure_code": "", "procedure_name": "đăng ký KHAI SINH"})
    assert only(desk).procedure["code"] == "1.001193"


def test_a_term_is_reckoned_where_the_other_system_named_no_date(desk):
    bring(desk, {**ROW, "due_at": "", "received_at": "20261005083000"})
    assert only(desk).due["at"] == "2026-10-12T17:00:00+07:00"


def test_what_was_taken_over_gets_no_second_code_of_our_own(desk):
    bring(desk, ROW)
    with desk.office.lookup._store.write() as unit:
        assert needs(unit, date(2026, 10, 6)).without_code == 0


def test_only_an_administrator_brings_dossiers(desk):
    with pytest.raises(Refusal, match=r"role\.missing"):
        desk.office.imports.bring(desk.head, [(2, ROW)])


def test_an_empty_file_is_said_to_be_empty(desk):
    with pytest.raises(Refusal, match=r"import\.empty"):
        bring(desk)
