"""An operation that cannot be taken holds up nobody, and is not lost."""

from sqlalchemy import select, update

from desktop_app.storage import schema
from desktop_app.storage.unit import OPERATION
from desktop_app.sync import outbox, tables
from tests.sync.house import feed


def spoil(station, event_id, **values):
    """Makes a stored event one that no centre can take."""
    with station.store.write() as unit:
        unit.connection.execute(update(schema.event).where(schema.event.c.id == event_id).values(**values))
        unit.commit()


def test_work_behind_an_operation_that_cannot_be_taken_arrives(stations, centre):
    first = stations("Quầy 1")
    before = first.receive()
    poison = first.do(before, "dossier.noted", text="x")
    after = first.receive()
    spoil(first, poison, body="[]")
    status = first.sync()
    assert (status.mode, status.waiting, status.parked) == ("attention", 0, 1)
    kinds = [(row[3], row[4]) for row in feed(centre)]
    assert kinds[:3] == [(before, "dossier.received"), ("sync", "sync.parked"), (after, "dossier.received")]


def test_a_parked_operation_lies_at_the_centre_with_its_content_and_reason(stations, centre):
    first = stations("Quầy 1")
    poison = first.do(first.receive(), "dossier.noted", text="x")
    spoil(first, poison, kind="dossier.\x00noted")
    first.sync()
    with centre.engine.connect() as connection:
        (letter,) = connection.execute(select(tables.dead_letter)).all()
    assert (letter.station, letter.n, letter.reason) == (1, 2, "header")
    assert poison in letter.content


def test_a_parked_operation_can_be_sent_again_when_it_has_been_mended(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossier = first.receive()
    poison = first.do(dossier, "dossier.noted", text="x")
    spoil(first, poison, body="[]")
    first.sync()
    spoil(first, poison, body='{"text":"x"}')
    with first.store.write() as unit:
        outbox.unpark(unit.connection, unit.identity, poison)
        unit.commit()
    assert first.sync().parked == 0
    second.sync()
    assert poison in [event.id for event in second.store.read().__enter__().events(dossier)]
    assert first.events() == second.events() == feed(centre)


def test_an_operation_that_cannot_be_taken_hides_no_hole_in_the_numbers_before_it(stations, centre):
    first = stations("Quầy 1")
    with first.store.write() as unit:
        unit.next_counter(OPERATION)
        unit.commit()
    poison = first.do(first.receive(), "dossier.noted", text="x")
    after = first.receive()
    spoil(first, poison, body="[]")
    status = first.sync()
    assert (status.waiting, status.parked) == (0, 1)
    assert [row[3] for row in feed(centre)][-1] == after


def test_an_event_that_a_newer_program_wrote_is_kept_and_passed_on(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossier = first.receive()
    first.do(dossier, "dossier.teleported", to={"planet": "Sao Hỏa"})
    first.sync()
    second.sync()
    assert second.events() == feed(centre)
    assert [verdict.effective for verdict in second.dossier(dossier).history] == [True, False, True]


def test_content_that_makes_no_sense_stops_neither_centre_nor_stations(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    strange = [
        first.receive(owner=["x"], procedure=7, due="tomorrow", receiving_office={"a": 1}),
        first.receive(owner={"name": None, "number": 5}, others=[3], proxy="x"),
        first.receive(owner={"name": "A\u0000B"}, channel=2**70, fees=3),
    ]
    for dossier in strange:
        first.do(dossier, "dossier.fee_paid", payment={"x": 1}, amount="much")
        first.do(dossier, "dossier.result_ready", finished_at=[1])
    plain = first.receive()
    first.sync()
    assert second.sync().mode == "online"
    assert second.dossier(plain).known
    assert first.rows() == second.rows()
    assert first.events() == second.events() == feed(centre)
