"""Stations of different versions work in one office: nothing is lost, misread or refused, and updates catch up."""

from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from sqlalchemy import select, update

from desktop_app.domain import dossier as fold
from desktop_app.domain.events import Event
from desktop_app.domain.states import OPEN
from desktop_app.ids import uuid7
from desktop_app.storage import references, schema, upcast, upcast_anew
from desktop_app.storage.upcast_anew import read_anew
from tests.sync.house import AT, feed, received


def _applicant(data):
    return {"owner": data["applicant"], **{key: value for key, value in data.items() if key != "applicant"}}


@contextmanager
def newer_program():
    """A program whose receptions have an `owner` where those of the older one had an `applicant`."""
    with (
        patch.object(upcast, "SCHEMA", 2),
        patch.object(upcast_anew, "SCHEMA", 2),
        patch.object(fold, "SCHEMA", 2),
        patch.object(references, "SCHEMA", 2),
        patch.object(upcast, "UPCASTERS", {("dossier.received", 1): _applicant}),
    ):
        yield


def problems(station):
    with station.store.read() as unit:
        return sorted(unit.connection.scalars(select(schema.dossier.c.problems)))


def write(station, kind, data, version, subject=None):
    subject = subject or uuid7()
    with station.store.write() as unit:
        unit.append([Event(uuid7(), subject, kind, AT, "can.bo", unit.identity.stamp, data, version)])
        unit.commit()
    return subject


@pytest.fixture
def old_reception(stations):
    data = received()
    data["applicant"] = data.pop("owner")
    first = stations("Quầy 1")
    return first, write(first, "dossier.received", data, 1)


def test_a_newer_program_reads_what_an_older_one_wrote(old_reception, stations, centre):
    first, dossier = old_reception
    with newer_program():
        first.sync()
        second = stations("Quầy 2")
        second.sync()
        assert second.dossier(dossier).owner["name"] == "Nguyễn Thị Mẫu"
    assert second.events() == feed(centre)


def test_content_that_no_step_understands_stops_no_reading(stations):
    first = stations("Quầy 1")
    with newer_program():
        dossier = write(first, "dossier.received", {"applicant": 7}, 1)
        strange = write(first, "dossier.received", {"x": 1}, -(10**9))
        assert not first.dossier(dossier).known
        assert [verdict.problem for verdict in first.dossier(strange).history] == ["incomplete"]


def test_an_older_program_does_not_guess_at_what_a_newer_one_meant(stations, centre):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    dossier = first.receive()
    write(first, "dossier.withdrawn", {"reason": {"of": "another shape"}}, 2, dossier)
    first.sync()
    assert second.sync().problems == 1
    (_, verdict) = [one for one in second.dossier(dossier).history if one.event.kind != "dossier.code_assigned"]
    assert (verdict.effective, verdict.problem) == (False, "newer")
    assert second.events() == first.events() == feed(centre)


def test_an_update_reads_again_what_the_older_program_only_kept(stations):
    first, second = stations("Quầy 1"), stations("Quầy 2")
    read_anew(second.store)
    first.receive()
    dossier = write(first, "dossier.received", received(), 2)
    first.sync()
    second.sync()
    assert problems(second) == [0, 1]
    with newer_program():
        assert read_anew(second.store) == 1
        assert read_anew(second.store) == 0
        assert second.dossier(dossier).known
    assert problems(second) == [0, 0]


def test_an_update_that_knows_more_kinds_of_events_reads_them_again(stations):
    first = stations("Quầy 1")
    with patch.dict(fold.MOVES) as moves:
        del moves["dossier.withdrawn"]
        read_anew(first.store)
        dossier = first.receive()
        first.do(dossier, "dossier.withdrawn", reason="Theo yêu cầu")
        assert problems(first) == [1]
    assert read_anew(first.store) == 1
    assert "withdrawn" in first.rows()[0]


def test_an_update_that_rules_differently_on_a_kind_reads_its_dossiers_again(stations):
    first = stations("Quầy 1")
    proposed, reason = "dossier.correction_proposed", "gõ nhầm"
    before = replace(fold.MOVES[proposed], sources=OPEN, ruling=1)
    with patch.dict(fold.MOVES, {proposed: before}):
        read_anew(first.store)
        dossier = first.receive()
        first.do(dossier, "dossier.withdrawn", reason="Theo yêu cầu")
        first.do(dossier, proposed, changes=[{"field": "sets", "before": 1, "after": 2}], reason=reason)
        assert problems(first) == [1]
    assert read_anew(first.store) == 1
    assert problems(first) == [0]


def test_settings_of_a_newer_program_hold_after_the_update_and_the_older_ones_until_then(stations):
    first = stations("Quầy 1")
    read_anew(first.store)
    first.put_reference("settings", "office", {"width": 4})
    first.put_reference("settings", "office", {"width": 5})
    newest = update(schema.event).where(schema.event.c.body.contains('"width":5')).values(schema=2)
    with first.store.write() as unit:
        unit.connection.execute(newest)
        unit.connection.execute(update(schema.reference).values(body='{"width":4}'))
        unit.commit()
    first.sync()

    def setting():
        with first.store.read() as unit:
            return unit.reference("settings", "office").value

    assert setting() == {"width": 4}
    with newer_program():
        read_anew(first.store)
        assert setting() == {"width": 5}
