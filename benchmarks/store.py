"""How long the counter waits for its own store of a million dossiers, each figure beside an anchor.

Each run adds its few hundred dossiers to the store.
"""

import gc
import time
from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

from sqlalchemy import func, insert, select, text

from benchmarks.measuring_store import measuring_store
from desktop_app import clock
from desktop_app.application.accounts import Actor
from desktop_app.application.intake import IntakeForm
from desktop_app.application.office import Office
from desktop_app.application.ports import DossierQuery
from desktop_app.bootstrap import assemble
from desktop_app.domain.dossier import Dossier
from desktop_app.domain.states import Role
from desktop_app.domain.text import fold
from desktop_app.ids import uuid7
from desktop_app.practice.people import citizen
from desktop_app.storage import schema
from desktop_app.storage.store import StationStore, open_store

_Value = TypeVar("_Value")

CLERK = Actor("ha", "Lê Thị Thu Hà", frozenset(Role))
LOOKUPS = 500
RECEPTIONS = 300
NAMES = 150


def run() -> dict[str, float]:
    """Returns milliseconds on an encrypted store of a million dossiers."""
    store = open_store(measuring_store())
    try:
        office = assemble(store)
        random = Random(1)
        labels, numbers = _known(store, random)
        names = _typed(random)
        # What a window has done before anybody scans: the first statements of every kind are prepared.
        office.lookup.by_label(labels[0])
        office.paperwork.render(_receive(office, random), "01")
        # As the window does: what is loaded stays, and looking through it again and again takes time from people.
        gc.collect()
        gc.freeze()
        return {
            **_spread("find_by_code", _each(labels, lambda label: _found(office, label))),
            **_spread("find_person", _each(numbers, office.lookup.person)),
            **_spread("anchor_select_by_rowid", _each(numbers, lambda _: _plain_select(store, random))),
            **_spread("name_as_typed", _each(names, lambda typed: _listed(office, typed))),
            **_spread("anchor_select_50_rows", _each(names, lambda _: _plain_page(store, random))),
            **_spread("receive", _each(range(RECEPTIONS), lambda _: _receive(office, random))),
            **_spread("receive_and_pdf", _each(range(RECEPTIONS), lambda _: _printed(office, random))),
            **_spread("anchor_insert_and_commit", _each(range(RECEPTIONS), lambda _: _plain_insert(store))),
        }
    finally:
        store.close()


def _known(store: StationStore, random: Random) -> tuple[list[str], list[str]]:
    """Codes and identity numbers of dossiers all over the store."""
    with store.read() as unit:
        last = unit.connection.scalar(select(func.max(schema.dossier.c.no))) or 0
        numbers = [random.randint(1, last) for _ in range(LOOKUPS)]
        table = schema.dossier.c
        wanted = select(table.code, table.owner_number).where(table.no.in_(numbers))
        rows = unit.connection.execute(wanted).all()
    return [row.code for row in rows], [row.owner_number for row in rows]


def _typed(random: Random) -> list[str]:
    """What the search field holds after each key while names are typed that are as frequent as real ones."""
    today = clock.now().date()
    names = [fold(citizen(random, today).name) for _ in range(NAMES)]
    return [name[:end] for name in names for end in range(1, len(name) + 1) if name[end - 1] != " "]


def _found(office: Office, label: str) -> None:
    found = office.lookup.scanned(label)
    office.lookup.dossier(found.dossier_id or "")


def _listed(office: Office, typed: str) -> None:
    office.lookup.rows(DossierQuery(name=typed, limit=50))


def _receive(office: Office, random: Random) -> Dossier:
    person = citizen(random, clock.now().date())
    procedure = office.procedures.get("1.004194")
    form = IntakeForm(
        uuid7(), procedure.code, person.person(), procedure.usual_papers(), fees=procedure.usual_fees("direct")
    )
    return office.intake.receive(CLERK, form)


def _printed(office: Office, random: Random) -> None:
    office.paperwork.render(_receive(office, random), "01")


def _plain_select(store: StationStore, random: Random) -> None:
    with store.read() as unit:
        last = unit.connection.scalar(text("SELECT max(no) FROM dossier")) or 0
        unit.connection.execute(text("SELECT * FROM dossier WHERE no = :no"), {"no": random.randint(1, last)}).all()


def _plain_page(store: StationStore, random: Random) -> None:
    with store.read() as unit:
        last = unit.connection.scalar(text("SELECT max(no) FROM dossier")) or 0
        page = text("SELECT * FROM dossier WHERE no < :no ORDER BY no DESC LIMIT 50")
        unit.connection.execute(page, {"no": random.randint(51, last)}).all()


def _plain_insert(store: StationStore) -> None:
    with store.write() as unit:
        unit.connection.execute(insert(schema.sync_log).values(at="", what="benchmark", detail="{}"))
        unit.commit()


def _each(values: Iterable[_Value], work: Callable[[_Value], object]) -> list[float]:
    """How many milliseconds each took, shortest first."""
    times = []
    for value in values:
        began = time.perf_counter()
        work(value)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def _spread(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_ms_median": times[len(times) // 2], f"{name}_ms_p99": times[len(times) * 99 // 100]}
