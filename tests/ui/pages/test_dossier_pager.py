"""Any page of any list, whatever way leads there."""

from dataclasses import dataclass, field

import pytest

from desktop_app.application.ports import DossierQuery, DossierRow
from desktop_app.domain.states import State
from ui.models.dossiers import DossierPager, dossier_columns
from ui.tasks import Tasks
from ui.widgets.table import PAGE, RowsModel

COUNT = 5_250


def row(no: int) -> DossierRow:
    state = State.READY if no % 2 else State.IN_PROCESS
    texts = dict.fromkeys(
        [
            "receipt_number",
            "owner_name",
            "owner_number",
            "phone",
            "procedure_code",
            "procedure_name",
            "field_code",
            "channel",
            "receiving_office",
            "solving_office",
            "received_at",
            "holder",
        ],
        "",
    )
    nothing = dict.fromkeys(
        ["official_code", "due_at", "finished_at", "closed_at", "paused_since", "called_at", "batch"]
    )
    return DossierRow(no=no, id=str(no), code=str(no), state=state, problems=0, **texts, **nothing)


@dataclass
class Shelf:
    """A lookup over rows in memory, newest first; remembers how many rows it handed out."""

    rows_given: int = 0
    asked: list[DossierQuery] = field(default_factory=list)

    def rows(self, query: DossierQuery) -> list[DossierRow]:
        fitting = self._fitting(query)
        found = [one for one in fitting if query.before is None or one.no < query.before][: query.limit]
        self.rows_given += len(found)
        return found

    def count(self, query: DossierQuery) -> int:
        return len(self._fitting(query))

    def _fitting(self, query: DossierQuery) -> list[DossierRow]:
        return [one for one in map(row, range(COUNT, 0, -1)) if not query.states or one.state in query.states]


@pytest.fixture
def tasks():
    failed: list[Exception] = []
    tasks = Tasks(failed.append)
    yield tasks
    tasks.close()
    assert failed == []


@pytest.fixture
def listed(qtbot, tasks):
    shelf = Shelf()
    model = RowsModel(dossier_columns(lambda: None))
    pager = DossierPager(tasks, shelf, model)

    def show(query: DossierQuery) -> tuple[RowsModel, Shelf]:
        counts: list[int] = []
        pager.show(query, counts.append)
        qtbot.waitUntil(lambda: bool(counts))
        return model, shelf

    return show


def at(qtbot, model: RowsModel, place: int) -> int:
    qtbot.waitUntil(lambda: model.row(place) is not None)
    return model.row(place).no


def test_the_first_row_is_the_newest(qtbot, listed):
    model, _ = listed(DossierQuery())
    assert at(qtbot, model, 0) == COUNT


@pytest.mark.parametrize("place", [PAGE, 2_345, COUNT - 1])
def test_a_row_far_below_in_the_list_of_everything_is_the_right_one(qtbot, listed, place):
    model, shelf = listed(DossierQuery())
    assert at(qtbot, model, place) == COUNT - place
    assert shelf.rows_given <= PAGE + 1


@pytest.mark.parametrize("place", [PAGE, 1_999, COUNT // 2 - 1])
def test_a_row_far_below_in_a_narrowed_list_is_the_right_one(qtbot, listed, place):
    model, _ = listed(DossierQuery(states=frozenset({State.IN_PROCESS})))
    assert at(qtbot, model, place) == COUNT - 2 * place


def test_the_way_is_walked_once(qtbot, listed):
    model, shelf = listed(DossierQuery(states=frozenset({State.IN_PROCESS})))
    at(qtbot, model, 2_000)
    given = shelf.rows_given
    at(qtbot, model, 1_500)
    assert shelf.rows_given - given <= PAGE


def test_another_list_forgets_the_way_of_the_last(qtbot, listed):
    listed(DossierQuery(states=frozenset({State.IN_PROCESS})))
    model, _ = listed(DossierQuery(states=frozenset({State.READY})))
    assert at(qtbot, model, 300) == COUNT - 1 - 600
